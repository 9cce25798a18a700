//! When somebody shows homes, the searches they keep, what they are told, their calendar.

use super::super::answer::Made;
use super::super::asked::{Asked, Id, Input};
use axum::response::Response;
use chrono::NaiveDate;
use domain::{
    SavedSearchId,
    contact::{NewSearch, SavedSearch},
};
use serde::{Deserialize, Serialize};
use services::Error;
use std::str::FromStr;
use utoipa::ToSchema;

/// A day in an address.
#[derive(ToSchema)]
#[schema(value_type = String)]
pub(super) struct Day(NaiveDate);

impl FromStr for Day {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        domain::day::parse(text).map(Self).ok_or(())
    }
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Week {
    week: [String; 7],
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Hours {
    hours: String,
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Named {
    name: String,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Calendar {
    path: String,
}

/// `GET /api/v1/account/hours`
pub(super) async fn hours(asked: Asked) -> Response {
    asked.json(asked.services.hours(&asked.caller).await)
}

/// `PUT /api/v1/account/hours`: the hours of the week, Monday first.
pub(super) async fn set_week(asked: Asked, Input(given): Input<Week>) -> Response {
    asked.done(asked.services.set_week(&asked.caller, &given.week).await)
}

/// `PUT /api/v1/account/hours/{day}`: other hours on one day; none when it is closed.
pub(super) async fn set_day(
    asked: Asked,
    Id(day): Id<Day>,
    Input(given): Input<Hours>,
) -> Response {
    let done = asked
        .services
        .set_day(&asked.caller, day.0, &given.hours)
        .await;
    asked.done(done)
}

/// `DELETE /api/v1/account/hours/{day}`
pub(super) async fn unset_day(asked: Asked, Id(day): Id<Day>) -> Response {
    asked.done(asked.services.unset_day(&asked.caller, day.0).await)
}

/// `GET /api/v1/account/searches`
pub(super) async fn searches(asked: Asked) -> Response {
    asked.json(asked.services.searches(&asked.caller).await)
}

/// `POST /api/v1/account/searches`
pub(super) async fn save_search(asked: Asked, Input(form): Input<NewSearch>) -> Response {
    let id = asked.services.save_search(&asked.caller, &form).await;
    asked.created(id.map(|id| Made { id }))
}

/// `GET /api/v1/account/searches/{id}`
pub(super) async fn search(asked: Asked, Id(id): Id<SavedSearchId>) -> Response {
    let kept = asked.services.searches(&asked.caller).await;
    let meant = |kept: Vec<SavedSearch>| kept.into_iter().find(|search| search.id == id);
    asked.json(kept.and_then(|kept| meant(kept).ok_or(Error::NotFound)))
}

/// `PATCH /api/v1/account/searches/{id}`
pub(super) async fn rename_search(
    asked: Asked,
    Id(id): Id<SavedSearchId>,
    Input(given): Input<Named>,
) -> Response {
    let done = asked
        .services
        .rename_search(&asked.caller, id, &given.name)
        .await;
    asked.done(done)
}

/// `DELETE /api/v1/account/searches/{id}`
pub(super) async fn delete_search(asked: Asked, Id(id): Id<SavedSearchId>) -> Response {
    asked.done(asked.services.delete_search(&asked.caller, id).await)
}

/// `GET /api/v1/account/notices`
pub(super) async fn notices(asked: Asked) -> Response {
    asked.json(asked.services.notices(&asked.caller).await)
}

/// `PUT /api/v1/account/notices/seen`
pub(super) async fn notices_seen(asked: Asked) -> Response {
    asked.done(asked.services.notices_seen(&asked.caller).await)
}

/// `PUT /api/v1/account/calendar`: a new secret address; the one before is no good any more.
pub(super) async fn renew_calendar(asked: Asked) -> Response {
    let secret = asked.services.renew_calendar(&asked.caller).await;
    asked.json(secret.map(|secret| Calendar {
        path: format!("/calendars/{secret}.ics"),
    }))
}

/// `DELETE /api/v1/account/calendar`
pub(super) async fn revoke_calendar(asked: Asked) -> Response {
    asked.done(asked.services.revoke_calendar(&asked.caller).await)
}
