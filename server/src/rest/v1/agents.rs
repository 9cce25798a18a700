//! Agents as everybody may see them, and what renters say of them.

use super::{
    answer::Made,
    asked::{Asked, Id, Input},
    contract::{get, post},
    paging::Paging,
};
use crate::{endpoint::Endpoint, http::cached::Keep};
use axum::response::Response;
use domain::{
    AgentCard, AgentId, AgentPage, ReviewId, ViewingId,
    agents::{AgentReview, forms::ReviewForm},
};
use serde::Serialize;
use utoipa::ToSchema;

const AGENT: Keep = Keep::seconds("agent", 300).same_for_everybody();
const REVIEWS: Keep = Keep::seconds("agent-reviews", 300);

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/agents/{id}", show)
            .says("Shows an agent")
            .for_everybody()
            .answers::<Agent>()
            .cached(AGENT),
        get("/agents/{id}/reviews", reviews)
            .says("Lists what renters say of an agent")
            .for_everybody()
            .lists::<AgentReview>()
            .cached(REVIEWS),
        post("/viewings/{id}/review", review)
            .says("Says how an agent was")
            .creates::<Made<ReviewId>>("/viewings/{path}"),
    ]
}

#[derive(Serialize, ToSchema)]
pub(super) struct Agent {
    #[serde(flatten)]
    card: AgentCard,
    agency: String,
    intro: String,
    reviews: u32,
}

impl From<AgentPage> for Agent {
    fn from(page: AgentPage) -> Self {
        Self {
            card: page.agent,
            agency: page.about.agency,
            intro: page.about.intro,
            reviews: page.about.reviews,
        }
    }
}

/// `GET /api/v1/agents/{id}`
async fn show(asked: Asked, Id(id): Id<AgentId>) -> Response {
    let page = asked.services.agent_page(id, 1, 1).await;
    asked.json(page.map(Agent::from))
}

/// `GET /api/v1/agents/{id}/reviews`
async fn reviews(asked: Asked, Id(id): Id<AgentId>, paging: Paging<false>) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let (page, rows) = (paging.page(), paging.rows());
    let found = services.agent_reviews_rows(caller, id, page, rows).await;
    asked.json(paging.part(found, |review| review.id.0))
}

/// `POST /api/v1/viewings/{id}/review`
async fn review(asked: Asked, Id(id): Id<ViewingId>, Input(form): Input<ReviewForm>) -> Response {
    let id = asked.services.review_agent(&asked.caller, id, &form).await;
    asked.created(id.map(|id| Made { id }))
}
