//! What waits for a decision.

#[cfg(feature = "ssr")]
use super::super::queue_page::query_of;
#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services, word},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
use domain::moderation::queue::{Queue, Review};
#[cfg(feature = "ssr")]
use domain::{
    AppealId, ListingId,
    moderation::{RejectReason, report::AnswerForm},
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A page of what waits.
#[server(prefix = "/api/ui", endpoint = "admin_queue", input = GetUrl)]
pub async fn admin_queue(
    /// The query string of the page.
    search: String,
) -> Result<Queue, PageError> {
    let queue = services()?
        .moderation_queue(&caller()?, &query_of(&search))
        .await;
    queue.map_err(failed)
}

/// Everything that a decision needs.
#[server(prefix = "/api/ui", endpoint = "admin_review", input = GetUrl)]
pub async fn admin_review(
    /// On which listing.
    listing: i64,
) -> Result<Review, PageError> {
    let review = services()?.review(&caller()?, ListingId(listing)).await;
    review.map_err(failed)
}

/// Lets what was handed in be public.
#[server(prefix = "/api/ui", endpoint = "approve_listing")]
pub async fn approve_listing(
    /// Which listing.
    listing: i64,
    /// The version that was looked at.
    version: i64,
    /// The listing to look at next.
    #[server(default)]
    next: Option<i64>,
) -> Result<Next, PageError> {
    let (services, caller) = (services()?, caller()?);
    let done = services
        .approve_listing(&caller, ListingId(listing), version)
        .await;
    done.map_err(failed)?;
    Ok(go_on(onward(next, "approved")))
}

/// Sends what was handed in back.
#[server(prefix = "/api/ui", endpoint = "reject_listing")]
pub async fn reject_listing(
    /// Which listing.
    listing: i64,
    /// The version that was looked at.
    version: i64,
    /// Why, by words of a list.
    #[server(default)]
    reasons: Vec<String>,
    /// What is said beside that.
    #[server(default)]
    note: String,
    /// The listing to look at next.
    #[server(default)]
    next: Option<i64>,
) -> Result<Next, PageError> {
    let (services, caller) = (services()?, caller()?);
    let reasons = reasons.iter().map(|reason| word("reasons", reason));
    let reasons = reasons.collect::<Result<Vec<RejectReason>, PageError>>()?;
    let done = services
        .send_back(&caller, ListingId(listing), version, (&reasons, &note))
        .await;
    done.map_err(failed)?;
    Ok(go_on(onward(next, "rejected")))
}

/// Answers an appeal.
#[server(prefix = "/api/ui", endpoint = "answer_appeal")]
pub async fn answer_appeal(
    /// Which.
    appeal: i64,
    /// Whether it is granted: `true` or `false`.
    uphold: String,
    /// What is said to its publisher.
    #[server(default)]
    answer: String,
) -> Result<Next, PageError> {
    let uphold: bool = word("uphold", &uphold)?;
    let form = AnswerForm { uphold, answer };
    let answered = services()?
        .answer_appeal(&caller()?, AppealId(appeal), &form)
        .await;
    let listing = answered.map_err(failed)?;
    let done = if uphold { "granted" } else { "refused" };
    Ok(go_on(format!("/admin/moderation/{listing}?done={done}")))
}

/// The page after a decision: what waits next, or the queue.
#[cfg(feature = "ssr")]
fn onward(next: Option<i64>, done: &str) -> String {
    match next {
        Some(next) => format!("/admin/moderation/{next}?done={done}"),
        None => format!("/admin/moderation?done={done}"),
    }
}
