//! Webhooks (网络回调): addresses to which programs are told what happens to homes and viewings.

use crate::{ListingId, ListingStatus, WebhookId, contact::ViewingAction, offer::ListingAction};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Webhooks that somebody has at a time.
pub const WEBHOOKS_MAX: usize = 10;
/// The longest address, in characters.
pub const WEBHOOK_URL_MAX: u32 = 500;
/// Homes that one webhook names at most.
pub const WEBHOOK_HOMES_MAX: usize = 200;
/// For how long the secret before the newest signs too, in hours.
pub const SECRET_OVERLAP_HOURS: i64 = 24;
/// For how many days deliveries are kept.
pub const DELIVERIES_DAYS: i64 = 30;
/// The kind of what is sent only to try an address out.
pub const TEST_KIND: &str = "test";

crate::listing::words! {
    /// What happens that a webhook can ask for.
    WebhookEvent {
        /// A home became public.
        ListingPublished = "listing.published",
        /// What is public of a home changed.
        ListingChanged = "listing.changed",
        /// A home was promised to somebody.
        ListingReserved = "listing.reserved",
        /// The promise is off: it is to be had again.
        ListingReleased = "listing.released",
        /// A home was let.
        ListingLet = "listing.let",
        /// A home was taken back, by its publisher or a moderator.
        ListingWithdrawn = "listing.withdrawn",
        /// Nobody confirmed a home in time.
        ListingExpired = "listing.expired",
        /// A moderator sent back what was handed in about a home.
        ListingRejected = "listing.rejected",
        /// A viewing was asked for.
        ViewingBooked = "viewing.booked",
        /// The host agreed to it.
        ViewingConfirmed = "viewing.confirmed",
        /// It was moved to another time.
        ViewingMoved = "viewing.moved",
        /// It was called off.
        ViewingCancelled = "viewing.cancelled",
        /// It took place.
        ViewingDone = "viewing.done",
        /// The renter did not come.
        ViewingMissed = "viewing.missed",
    }
}

impl WebhookEvent {
    /// Whether it is about a viewing, and not about a home.
    pub const fn is_viewing(self) -> bool {
        matches!(
            self,
            Self::ViewingBooked
                | Self::ViewingConfirmed
                | Self::ViewingMoved
                | Self::ViewingCancelled
                | Self::ViewingDone
                | Self::ViewingMissed
        )
    }

    /// What it is to others that a step of the word `action` led a home from one status to another; nothing
    /// where nothing that is public changed and nobody decided.
    pub fn of_step(action: &str, from: ListingStatus, to: ListingStatus) -> Option<Self> {
        use ListingStatus::{Expired, Let, Published, Reserved, Withdrawn};
        if action == ListingAction::Reject.as_str() {
            return Some(Self::ListingRejected);
        }
        Some(match (from, to) {
            (Reserved, Published) => Self::ListingReleased,
            (Published, Published) if is_quiet(action) => return None,
            (Published, Published) => Self::ListingChanged,
            (_, Published) => Self::ListingPublished,
            (from, to) if from == to => return None,
            (_, Reserved) => Self::ListingReserved,
            (_, Let) => Self::ListingLet,
            (_, Withdrawn) => Self::ListingWithdrawn,
            (_, Expired) => Self::ListingExpired,
            _ => return None,
        })
    }

    /// What it is to others that this was done to a viewing.
    pub const fn of_viewing(action: ViewingAction) -> Self {
        match action {
            ViewingAction::Confirm => Self::ViewingConfirmed,
            ViewingAction::Move => Self::ViewingMoved,
            ViewingAction::Cancel => Self::ViewingCancelled,
            ViewingAction::Done => Self::ViewingDone,
            ViewingAction::Missed => Self::ViewingMissed,
        }
    }
}

/// Whether a step leaves what is public of a public home as it is.
fn is_quiet(action: &str) -> bool {
    let quiet = [
        ListingAction::Submit,
        ListingAction::Recall,
        ListingAction::Confirm,
    ];
    let appeals = ["appeal", "appeal_granted", "appeal_refused"];
    quiet.iter().any(|quiet| quiet.as_str() == action) || appeals.contains(&action)
}

crate::listing::words! {
    /// Whose homes a webhook hears of.
    WebhookReach {
        /// All that its owner publishes or shows.
        Own = "own",
        /// Some of these.
        Chosen = "chosen",
        /// Everybody's, for admins.
        All = "all",
    }
}

crate::listing::words! {
    /// Why a webhook is switched off.
    WebhookOff {
        /// Its owner did it.
        Owner = "owner",
        /// Nothing had arrived for days.
        Failing = "failing",
    }
}

crate::listing::words! {
    /// How a delivery stands.
    DeliveryState {
        /// It is on its way, or tried again later.
        Waiting = "waiting",
        /// It arrived.
        Delivered = "delivered",
        /// It was given up.
        Failed = "failed",
    }
}

crate::listing::words! {
    /// Why nothing was answered to a delivery.
    DeliveryProblem {
        /// The receiver took too long.
        Timeout = "timeout",
        /// Nothing answers at the address, or not in a way that can be trusted.
        Unreachable = "unreachable",
        /// The address leads to no machine of the public network.
        NotPublic = "not_public",
        /// The webhook was switched off before.
        Off = "off",
    }
}

/// What a webhook is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookForm {
    /// The address.
    #[serde(default)]
    pub url: String,
    /// What it asks for.
    #[serde(default)]
    pub events: Vec<WebhookEvent>,
    /// Of whose homes.
    #[serde(default = "own")]
    pub reach: WebhookReach,
    /// Of which, where they are chosen.
    #[serde(default)]
    pub listings: Vec<ListingId>,
}

const fn own() -> WebhookReach {
    WebhookReach::Own
}

/// A webhook as its owner sees it: all but the secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Webhook {
    /// Its number.
    pub id: WebhookId,
    /// What it is.
    #[serde(flatten)]
    pub form: WebhookForm,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when the secret before the newest signs too.
    pub old_secret_until: Option<DateTime<Utc>>,
    /// Since when nothing arrives.
    pub failing_since: Option<DateTime<Utc>>,
    /// Since when it is switched off.
    pub off_since: Option<DateTime<Utc>>,
    /// Why.
    pub off_because: Option<WebhookOff>,
}

/// A webhook with its secret, the only time that it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookSecret {
    /// What deliveries are signed with.
    pub secret: String,
    /// The webhook.
    #[serde(flatten)]
    pub about: Webhook,
}

/// A delivery in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    /// Its number.
    pub id: i64,
    /// The name of the event, the same in every repetition.
    pub event: String,
    /// What happened, by its word.
    pub kind: String,
    /// The delivery that it repeats.
    pub replay_of: Option<i64>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// How it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was tried last.
    pub tried_at: Option<DateTime<Utc>>,
    /// The status of the last answer.
    pub status: Option<u16>,
    /// How long the last answer took, in milliseconds.
    pub latency_ms: Option<i64>,
    /// The first kilobyte of the last answer.
    pub answer: String,
    /// Why there was none.
    pub error: Option<DeliveryProblem>,
    /// What is sent.
    pub body: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use ListingStatus::{Draft, Expired, InReview, Let, Published, Reserved, Withdrawn};

    #[test]
    fn a_step_is_told_when_it_changes_what_others_see() {
        use WebhookEvent as E;
        for (action, from, to, event) in [
            ("approve", InReview, Published, Some(E::ListingPublished)),
            ("confirm", Expired, Published, Some(E::ListingPublished)),
            ("approve", Published, Published, Some(E::ListingChanged)),
            ("live", Published, Published, Some(E::ListingChanged)),
            ("import", Published, Published, Some(E::ListingChanged)),
            ("confirm", Published, Published, None),
            ("submit", Published, Published, None),
            ("appeal", Draft, Draft, None),
            ("appeal_refused", Published, Published, None),
            ("reject", InReview, Draft, Some(E::ListingRejected)),
            ("reject", Published, Published, Some(E::ListingRejected)),
            ("reserve", Published, Reserved, Some(E::ListingReserved)),
            ("release", Reserved, Published, Some(E::ListingReleased)),
            ("let", Reserved, Let, Some(E::ListingLet)),
            ("take_down", Published, Withdrawn, Some(E::ListingWithdrawn)),
            ("expire", Published, Expired, Some(E::ListingExpired)),
            ("submit", Draft, InReview, None),
            ("relist", Withdrawn, Draft, None),
            ("start", Draft, Draft, None),
        ] {
            assert_eq!(E::of_step(action, from, to), event, "{action} {from} {to}");
        }
    }
}
