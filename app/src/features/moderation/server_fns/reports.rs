//! Reports and strikes.

#[cfg(feature = "ssr")]
use super::super::reports_page::query_of;
#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services, word},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
#[cfg(feature = "ssr")]
use domain::{
    ListingId, ReportId, StrikeId,
    moderation::report::{AnswerForm, ReportForm},
};
use domain::{
    account::admin::Paged,
    moderation::report::{OwnReport, Report},
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The home that is about to be reported.
#[server(prefix = "/api/ui", endpoint = "reportable", input = GetUrl)]
pub async fn reportable(
    /// Which.
    listing: i64,
) -> Result<domain::moderation::report::Reportable, PageError> {
    let home = services()?.reportable(&caller()?, ListingId(listing)).await;
    home.map_err(failed)
}

/// Reports a home.
#[server(prefix = "/api/ui", endpoint = "report_home")]
pub async fn report_home(
    /// Which.
    listing: i64,
    /// What is wrong with it.
    reason: String,
    /// More about it.
    #[server(default)]
    note: String,
) -> Result<Next, PageError> {
    let form = ReportForm {
        listing: ListingId(listing),
        reason: word("reason", &reason)?,
        note,
    };
    let made = services()?.report_home(&caller()?, &form).await;
    made.map_err(failed)?;
    Ok(go_on("/account/reports?done=sent"))
}

/// What the caller reported.
#[server(prefix = "/api/ui", endpoint = "own_reports", input = GetUrl)]
pub async fn own_reports(
    /// Which page.
    page: u32,
) -> Result<Paged<OwnReport>, PageError> {
    let reports = services()?.own_reports(&caller()?, page).await;
    reports.map_err(failed)
}

/// A page of reports.
#[server(prefix = "/api/ui", endpoint = "admin_reports", input = GetUrl)]
pub async fn admin_reports(
    /// The query string of the page.
    search: String,
) -> Result<Paged<Report>, PageError> {
    let reports = services()?.reports(&caller()?, &query_of(&search)).await;
    reports.map_err(failed)
}

/// Answers a report.
#[server(prefix = "/api/ui", endpoint = "answer_report")]
pub async fn answer_report(
    /// Which.
    report: i64,
    /// Whether it was right: `true` or `false`.
    uphold: String,
    /// What is said to its reporter.
    #[server(default)]
    answer: String,
) -> Result<Next, PageError> {
    let uphold: bool = word("uphold", &uphold)?;
    let form = AnswerForm { uphold, answer };
    let done = services()?
        .answer_report(&caller()?, ReportId(report), &form)
        .await;
    done.map_err(failed)?;
    let done = if uphold { "upheld" } else { "dismissed" };
    Ok(go_on(["/admin/reports?done=", done].concat()))
}

/// Lifts a strike.
#[server(prefix = "/api/ui", endpoint = "lift_strike")]
pub async fn lift_strike(
    /// Which.
    strike: i64,
) -> Result<Next, PageError> {
    let lifted = services()?.lift_strike(&caller()?, StrikeId(strike)).await;
    let user = lifted.map_err(failed)?;
    Ok(go_on(format!("/admin/users/{user}?done=lifted")))
}
