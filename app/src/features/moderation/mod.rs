//! Keeping the market honest: renters report homes, moderators look at what waits, at reports and at
//! strikes. The pages are part of the account's and of the admins' code.

mod differences;
mod hints;
mod own_reports_page;
mod queue_page;
mod report_page;
mod report_text;
mod reports_page;
mod review_page;
mod server_fns;
mod strikes;
mod text;

pub(crate) use own_reports_page::own_reports_page;
pub(crate) use queue_page::queue_page;
pub(crate) use report_page::report_page;
pub(crate) use reports_page::reports_page;
pub(crate) use review_page::review_page;
pub use server_fns::*;
pub(crate) use strikes::{own_strikes, strikes_card};
