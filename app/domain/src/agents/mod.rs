//! Agents (经理人) as they run their business here: profile, licence, reviews, dashboard.

pub mod dashboard;
pub mod forms;
mod licence;
mod profile;
mod review;

pub use licence::{Licence, LicenceEntry, LicenceState};
pub use profile::{AgentAbout, AgentProfile};
pub use review::{AgentReview, REVIEW_DAYS, REVIEWS_MIN, Stars, ViewingToReview, masked_name};

/// The most estates an agent serves by choice.
pub const ESTATES_MAX: usize = 30;
/// The longest name of an agency, in characters.
pub const AGENCY_MAX: usize = 60;
/// The longest introduction, in characters.
pub const INTRO_MAX: usize = 500;
/// The longest number of a licence, in characters.
pub const LICENCE_NUMBER_MAX: usize = 40;
/// The longest review, and the longest reason for a rejection, in characters.
pub const BODY_MAX: usize = 500;
/// The largest file of a licence, in bytes.
pub const LICENCE_BYTES_MAX: usize = 10 << 20;
