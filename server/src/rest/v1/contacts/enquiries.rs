//! Enquiries.

use super::super::answer::Made;
use super::super::asked::{Asked, Id, Input, Terms};
use super::super::paging::Paging;
use axum::response::Response;
use domain::{
    EnquiryId, ListingId,
    contact::{EnquiryMark, EnquiryQuery, Side},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// Which enquiries a list shows.
#[derive(Deserialize, ToSchema)]
pub(super) struct Wanted {
    #[serde(default = "super::renter")]
    side: Side,
    #[serde(default)]
    mark: Option<EnquiryMark>,
    #[serde(default)]
    unread: bool,
    #[serde(default)]
    listing: Option<ListingId>,
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Question {
    listing: ListingId,
    message: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = EnquiryWords)]
pub(super) struct Words {
    message: String,
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Marked {
    mark: EnquiryMark,
}

/// `GET /api/v1/enquiries`
pub(super) async fn list(
    asked: Asked,
    paging: Paging<false>,
    Terms(wanted): Terms<Wanted>,
) -> Response {
    let query = EnquiryQuery {
        mark: wanted.mark,
        unread: wanted.unread,
        listing: wanted.listing,
        page: paging.page(),
    };
    let (services, caller) = (&asked.services, &asked.caller);
    let found = services
        .enquiries_rows(caller, wanted.side, &query, paging.rows())
        .await;
    asked.json(paging.part(found, |enquiry| enquiry.id.0))
}

/// `POST /api/v1/enquiries`
pub(super) async fn ask(asked: Asked, Input(given): Input<Question>) -> Response {
    let id = asked
        .services
        .ask(&asked.caller, given.listing, &given.message)
        .await;
    asked.created(id.map(|id| Made { id }))
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
