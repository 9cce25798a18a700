//! Keeping the market honest (审核): what waits for a decision, hints for who decides, reports,
//! appeals, strikes, and the dictionaries that all listings refer to.

pub mod appeal;
pub mod contact;
pub mod dictionary;
pub mod hint;
pub mod queue;
pub mod report;
pub mod strike;
mod words;

pub use contact::{Contact, ContactKind, contacts};
pub use words::{
    AppealStatus, DictionaryKind, QueueReason, RejectReason, ReportReason, ReportStatus,
};

/// The longest text beside a decision, an appeal or a report, in characters.
pub const NOTE_MAX: usize = 500;
