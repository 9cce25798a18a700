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
use domain::moderation::queue::{Decided, Queue, Review};
#[cfg(feature = "ssr")]
use domain::{
    AppealId, ListingId,
    moderation::{RejectReason, report::AnswerForm},
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// A page of a moderator, after something was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Onward<T> {
    /// What the page shows.
    pub page: T,
    /// About which listing something was decided a moment ago.
    pub decided: Option<Decided>,
}

/// A page of what waits.
#[server(prefix = "/api/ui", endpoint = "admin_queue", input = GetUrl)]
pub async fn admin_queue(
    /// The query string of the page.
    search: String,
    /// The listing about which something was decided a moment ago.
    #[server(default)]
    decided: Option<i64>,
) -> Result<Onward<Queue>, PageError> {
    let (services, caller) = (services()?, caller()?);
    let queue = services.moderation_queue(&caller, &query_of(&search)).await;
    Ok(Onward {
        page: queue.map_err(failed)?,
        decided: about(decided).await?,
    })
}

/// Everything that a decision needs.
#[server(prefix = "/api/ui", endpoint = "admin_review", input = GetUrl)]
pub async fn admin_review(
    /// On which listing.
    listing: i64,
    /// The listing about which something was decided a moment ago.
    #[server(default)]
    decided: Option<i64>,
) -> Result<Onward<Review>, PageError> {
    let review = services()?.review(&caller()?, ListingId(listing)).await;
    Ok(Onward {
        page: review.map_err(failed)?,
        decided: about(decided).await?,
    })
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
    Ok(go_on(onward(listing, next, "approved")))
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
    let reasons = read(&reasons)?;
    let done = services
        .send_back(&caller, ListingId(listing), version, (&reasons, &note))
        .await;
    done.map_err(failed)?;
    Ok(go_on(onward(listing, next, "rejected")))
}

/// Takes a home that is public off the market.
#[server(prefix = "/api/ui", endpoint = "take_down_listing")]
pub async fn take_down_listing(
    /// Which.
    listing: i64,
    /// Why, by words of a list.
    #[server(default)]
    reasons: Vec<String>,
    /// What is said beside that.
    #[server(default)]
    note: String,
) -> Result<Next, PageError> {
    let (services, caller) = (services()?, caller()?);
    let done = services
        .take_off(&caller, ListingId(listing), (&read(&reasons)?, &note))
        .await;
    done.map_err(failed)?;
    Ok(go_on(format!(
        "/admin/moderation/{listing}?done=taken_down&decided={listing}"
    )))
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

/// The reasons by their words.
#[cfg(feature = "ssr")]
fn read(reasons: &[String]) -> Result<Vec<RejectReason>, PageError> {
    reasons
        .iter()
        .map(|reason| word("reasons", reason))
        .collect()
}

#[cfg(feature = "ssr")]
async fn about(decided: Option<i64>) -> Result<Option<Decided>, PageError> {
    let Some(listing) = decided else {
        return Ok(None);
    };
    let decided = services()?.decided(&caller()?, ListingId(listing)).await;
    decided.map_err(failed)
}

/// The page after a decision about `listing`: what waits next, or the queue.
#[cfg(feature = "ssr")]
fn onward(listing: i64, next: Option<i64>, done: &str) -> String {
    match next {
        Some(next) => format!("/admin/moderation/{next}?done={done}&decided={listing}"),
        None => format!("/admin/moderation?done={done}&decided={listing}"),
    }
}
