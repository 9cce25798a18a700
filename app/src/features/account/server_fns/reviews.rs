//! Reviewing an agent after a viewing.

#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
#[cfg(feature = "ssr")]
use domain::agents::forms::ReviewForm;
use domain::{ViewingId, agents::ViewingToReview};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A viewing that one may review.
#[server(prefix = "/api/ui", endpoint = "reviewable_viewing", input = GetUrl)]
pub async fn reviewable_viewing(
    /// Which.
    viewing: ViewingId,
) -> Result<ViewingToReview, PageError> {
    let viewing = services()?.viewing_to_review(&caller()?, viewing).await;
    viewing.map_err(failed)
}

/// Reviews the agent of a viewing.
#[server(prefix = "/api/ui", endpoint = "review_agent")]
pub async fn review_agent(
    /// Which viewing.
    viewing: ViewingId,
    /// 满意度, 1 to 5.
    #[server(default)]
    service: u8,
    /// 真实度, 1 to 5.
    #[server(default)]
    truth: u8,
    /// 专业度, 1 to 5.
    #[server(default)]
    skill: u8,
    /// In words.
    #[server(default)]
    body: String,
) -> Result<Next, PageError> {
    let form = ReviewForm {
        service,
        truth,
        skill,
        body,
    };
    let done = services()?.review_agent(&caller()?, viewing, &form).await;
    done.map_err(failed)?;
    Ok(go_on(
        ["/account/reviews/", &viewing.to_string(), "?done=review"].concat(),
    ))
}
