//! What the pages of reports and moderation ask the server for. Whether the caller may is for the
//! services to say.

mod queue;
mod reports;

pub use queue::{
    AdminQueue, AdminReview, AnswerAppeal, ApproveListing, Onward, RejectListing, TakeDownListing,
    admin_queue, admin_review, answer_appeal, approve_listing, reject_listing, take_down_listing,
};
pub use reports::{
    AdminReports, AnswerReport, LiftStrike, OwnReports, ReportHome, Reportable, admin_reports,
    answer_report, lift_strike, own_reports, report_home, reportable,
};
