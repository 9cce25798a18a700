//! Agents' licences, and what renters say of agents.

#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
use domain::{
    AgentId, LicenceId, ReviewId,
    account::admin::Paged,
    agents::{AgentReview, LicenceEntry, LicenceState},
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A page of licences.
#[server(prefix = "/api/ui", endpoint = "admin_licences", input = GetUrl)]
pub async fn admin_licences(
    /// Where they stand.
    status: LicenceState,
    /// The page, from 1.
    page: u32,
) -> Result<Paged<LicenceEntry>, PageError> {
    let licences = services()?.licences(&caller()?, status, page).await;
    licences.map_err(failed)
}

/// Accepts or rejects a licence.
#[server(prefix = "/api/ui", endpoint = "decide_licence")]
pub async fn decide_licence(
    /// Which.
    licence: LicenceId,
    /// Whether it is accepted.
    #[server(default)]
    accepted: bool,
    /// Why not.
    #[server(default)]
    reason: String,
) -> Result<Next, PageError> {
    let done = services()?
        .decide_licence(&caller()?, licence, accepted, &reason)
        .await;
    done.map_err(failed)?;
    Ok(go_on(if accepted {
        "/admin/licences?done=accepted"
    } else {
        "/admin/licences?done=rejected"
    }))
}

/// A page of what renters say of an agent, hidden reviews too.
#[server(prefix = "/api/ui", endpoint = "admin_reviews", input = GetUrl)]
pub async fn admin_reviews(
    /// Of whom.
    agent: AgentId,
    /// The page, from 1.
    page: u32,
) -> Result<Paged<AgentReview>, PageError> {
    let (services, caller) = (services()?, caller()?);
    let may = caller.require(domain::account::Method::Put, "/reviews");
    may.map_err(failed)?;
    let reviews = services.agent_reviews(&caller, agent, page).await;
    reviews.map_err(failed)
}

/// Hides a review, or shows it again.
#[server(prefix = "/api/ui", endpoint = "hide_review")]
pub async fn hide_review(
    /// Which.
    review: ReviewId,
    /// Of whom, for the way back.
    agent: AgentId,
    /// Whether it is hidden.
    #[server(default)]
    hidden: bool,
) -> Result<Next, PageError> {
    let done = services()?.hide_review(&caller()?, review, hidden).await;
    done.map_err(failed)?;
    Ok(go_on(format!("/admin/agents/{agent}?done=review")))
}
