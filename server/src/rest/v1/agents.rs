//! Agents as everybody may see them, and what renters say of them.

use super::asked::{Asked, Id, Input, Terms};
use crate::{
    endpoint::{Endpoint, get, post},
    http::cached::Keep,
};
use axum::response::Response;
use domain::{AgentCard, AgentId, ReviewId, ViewingId, agents::forms::ReviewForm};
use serde::{Deserialize, Serialize};

const AGENT: Keep = Keep::seconds("agent", 300).same_for_everybody();
const REVIEWS: Keep = Keep::seconds("agent-reviews", 300);

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/agents/{id}", show).cached(AGENT),
        get("/agents/{id}/reviews", reviews).cached(REVIEWS),
        post("/viewings/{id}/review", review),
    ]
}

#[derive(Deserialize)]
struct Page {
    #[serde(default = "first")]
    page: u32,
}

const fn first() -> u32 {
    1
}

#[derive(Serialize)]
struct Agent {
    #[serde(flatten)]
    card: AgentCard,
    agency: String,
    intro: String,
    reviews: u32,
}

#[derive(Serialize)]
struct Written {
    id: ReviewId,
}

/// `GET /api/v1/agents/{id}`
async fn show(asked: Asked, Id(id): Id<AgentId>) -> Response {
    let page = asked.services.agent_page(id, 1, 1).await;
    asked.json(page.map(|page| Agent {
        card: page.agent,
        agency: page.about.agency,
        intro: page.about.intro,
        reviews: page.about.reviews,
    }))
}

/// `GET /api/v1/agents/{id}/reviews`
async fn reviews(asked: Asked, Id(id): Id<AgentId>, Terms(terms): Terms<Page>) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    asked.json(services.agent_reviews(caller, id, terms.page).await)
}

/// `POST /api/v1/viewings/{id}/review`
async fn review(asked: Asked, Id(id): Id<ViewingId>, Input(form): Input<ReviewForm>) -> Response {
    let id = asked.services.review_agent(&asked.caller, id, &form).await;
    asked.created(id.map(|id| Written { id }))
}
