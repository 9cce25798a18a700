//! Enquiries.

use super::super::asked::{Asked, Id, Input, Terms};
use axum::response::Response;
use domain::{
    EnquiryId, ListingId,
    contact::{EnquiryMark, EnquiryQuery, Side},
};
use serde::{Deserialize, Serialize};

/// Which enquiries a list shows.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default = "super::renter")]
    side: Side,
    #[serde(default)]
    mark: Option<EnquiryMark>,
    #[serde(default)]
    unread: bool,
    #[serde(default)]
    listing: Option<ListingId>,
    #[serde(default)]
    page: u32,
}

#[derive(Deserialize)]
pub(super) struct Question {
    listing: ListingId,
    message: String,
}

#[derive(Deserialize)]
pub(super) struct Words {
    message: String,
}

#[derive(Deserialize)]
pub(super) struct Marked {
    mark: EnquiryMark,
}

#[derive(Serialize)]
struct Opened {
    id: EnquiryId,
}

/// `GET /api/v1/enquiries`
pub(super) async fn list(asked: Asked, Terms(wanted): Terms<Wanted>) -> Response {
    let query = EnquiryQuery {
        mark: wanted.mark,
        unread: wanted.unread,
        listing: wanted.listing,
        page: wanted.page,
    };
    let found = asked
        .services
        .enquiries(&asked.caller, wanted.side, &query)
        .await;
    asked.json(found)
}

/// `POST /api/v1/enquiries`
pub(super) async fn ask(asked: Asked, Input(given): Input<Question>) -> Response {
    let id = asked
        .services
        .ask(&asked.caller, given.listing, &given.message)
        .await;
    asked.created(id.map(|id| Opened { id }))
}

/// `GET /api/v1/enquiries/{id}`: nothing of it is unread then.
pub(super) async fn show(asked: Asked, Id(id): Id<EnquiryId>) -> Response {
    asked.json(asked.services.enquiry(&asked.caller, id).await)
}

/// `PATCH /api/v1/enquiries/{id}`
pub(super) async fn mark(
    asked: Asked,
    Id(id): Id<EnquiryId>,
    Input(given): Input<Marked>,
) -> Response {
    let done = asked
        .services
        .mark_enquiry(&asked.caller, id, given.mark)
        .await;
    asked.done(done)
}

/// `POST /api/v1/enquiries/{id}/messages`
pub(super) async fn answer(
    asked: Asked,
    Id(id): Id<EnquiryId>,
    Input(given): Input<Words>,
) -> Response {
    asked.done(
        asked
            .services
            .answer(&asked.caller, id, &given.message)
            .await,
    )
}
