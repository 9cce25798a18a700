//! Reports by renters, and the strikes they may lead to.

use super::super::asked::{Asked, Id, Input, Terms};
use axum::response::Response;
use domain::{
    ReportId, StrikeId, UserId,
    moderation::report::{AnswerForm, ReportForm, ReportQuery},
};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
pub(super) struct Page {
    #[serde(default)]
    page: u32,
}

#[derive(Serialize)]
struct Made {
    id: ReportId,
}

/// `GET /api/v1/account/reports`
pub(super) async fn own(asked: Asked, Terms(Page { page }): Terms<Page>) -> Response {
    asked.json(asked.services.own_reports(&asked.caller, page).await)
}

/// `POST /api/v1/account/reports`
pub(super) async fn make(asked: Asked, Input(form): Input<ReportForm>) -> Response {
    let made = asked.services.report_home(&asked.caller, &form).await;
    asked.created(made.map(|id| Made { id }))
}

/// `GET /api/v1/account/standing`
pub(super) async fn own_standing(asked: Asked) -> Response {
    asked.json(asked.services.own_standing(&asked.caller).await)
}

/// `GET /api/v1/reports`
pub(super) async fn list(asked: Asked, Terms(query): Terms<ReportQuery>) -> Response {
    asked.json(asked.services.reports(&asked.caller, &query).await)
}

/// `PUT /api/v1/reports/{id}/answer`
pub(super) async fn answer(
    asked: Asked,
    Id(id): Id<ReportId>,
    Input(form): Input<AnswerForm>,
) -> Response {
    asked.done(asked.services.answer_report(&asked.caller, id, &form).await)
}

/// `GET /api/v1/users/{id}/strikes`
pub(super) async fn standing(asked: Asked, Id(user): Id<UserId>) -> Response {
    asked.json(asked.services.standing_of(&asked.caller, user).await)
}

/// `DELETE /api/v1/strikes/{id}`
pub(super) async fn lift(asked: Asked, Id(id): Id<StrikeId>) -> Response {
    let lifted = asked.services.lift_strike(&asked.caller, id).await;
    asked.done(lifted.map(|_| ()))
}
