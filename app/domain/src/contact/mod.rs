//! Renters and hosts (接待人) in touch: enquiries (咨询), phone numbers, viewings (看房), and what people
//! keep for themselves.
//!
//! The host of a home is the account that published it, else its agent's. Times of day are those of
//! China: +08:00 all year, without daylight saving since 1991, and one zone for the whole country.

mod enquiry;
mod hours;
mod own;
mod response;
mod slots;
mod viewing;
mod words;

pub use enquiry::{
    Enquiry, EnquiryMessage, EnquiryQuery, EnquiryThread, MESSAGE_MAX, message_problem,
};
pub use hours::{DayHours, HostHours, HoursException, SPANS_MAX, Span, WEEKDAYS};
pub use own::{NewSearch, Notice, SEARCH_NAME_MAX, SEARCHES_MAX, SavedSearch};
pub use response::{MEASURED_DAYS, MEASURED_MIN, ResponseRate};
pub use slots::{
    DAYS_AHEAD, HOURS_AHEAD, SLOT_MINUTES, china_date, china_minute, free_slots, moment_of,
};
pub use viewing::{NOTE_MAX, Refused, Viewing, ViewingChange, ViewingPlan, ViewingQuery};
pub use words::{
    CancelReason, EnquiryMark, NoticeKind, Side, ViewingAction, ViewingStatus, ViewingTime,
};

use crate::{ListingCard, ListingId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A home as it is named where somebody is in touch about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AboutHome {
    /// The home.
    pub id: ListingId,
    /// Its headline.
    pub title: String,
    /// Whether it is public now.
    pub public: bool,
    /// Whether who answers for it also publishes it, and can change it.
    pub published_by_host: bool,
}

/// What somebody who is signed in may do about a home.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HomeContact {
    /// The home, as its card shows it.
    pub home: ListingCard,
    /// The name of who answers; nothing where nobody does.
    pub host: Option<String>,
    /// Whether the home is the caller's own.
    pub own: bool,
    /// Whether it is promised to somebody: nothing can be asked or booked then.
    pub reserved: bool,
    /// How the host's agent answers.
    pub response: Option<ResponseRate>,
    /// Whether there is a number to call.
    pub callable: bool,
    /// The phone number, once the caller has asked for it.
    pub phone: Option<String>,
    /// The caller's enquiry about the home.
    pub enquiry: Option<crate::EnquiryId>,
    /// The caller's viewing that is still to come.
    pub viewing: Option<crate::ViewingId>,
    /// When the home can be seen.
    pub slots: Vec<DateTime<Utc>>,
}
