//! Reports by renters, and the strikes they may lead to.

use super::super::{
    answer::Made,
    asked::{Asked, Id, Input, Terms},
    paging::Paging,
};
use axum::response::Response;
use domain::{
    ReportId, StrikeId, UserId,
    moderation::report::{AnswerForm, ReportForm, ReportQuery},
};

/// `GET /api/v1/account/reports`
pub(super) async fn own(asked: Asked, paging: Paging<false>) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let found = services
        .own_reports_rows(caller, paging.page(), paging.rows())
        .await;
    asked.json(paging.part(found, |report| report.id.0))
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
pub(super) async fn list(
    asked: Asked,
    paging: Paging<false>,
    Terms(query): Terms<ReportQuery>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let found = services.reports_rows(caller, &query, paging.rows()).await;
    asked.json(paging.part(found, |report| report.report.id.0))
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
