//! Dictionaries: everybody reads them, admins change them.

use super::asked::{Asked, Id, Input, Terms};
use crate::{
    endpoint::{Endpoint, delete, get, post, put},
    http::cached::Keep,
};
use axum::response::Response;
use domain::{
    EstateId,
    moderation::{
        DictionaryKind,
        dictionary::{DictionaryQuery, EntryForm},
    },
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Made {
    id: i64,
}

#[derive(Deserialize)]
struct Merge {
    into: EstateId,
}

#[derive(Serialize)]
struct Merged {
    listings: u64,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut endpoints: Vec<Endpoint> = [
        (DictionaryKind::Divisions, ["/divisions", "/divisions/{id}"]),
        (
            DictionaryKind::BusinessDistricts,
            ["/business-districts", "/business-districts/{id}"],
        ),
        (DictionaryKind::Estates, ["/estates", "/estates/{id}"]),
        (
            DictionaryKind::FloorPlans,
            ["/floor-plans", "/floor-plans/{id}"],
        ),
        (DictionaryKind::Tags, ["/tags", "/tags/{id}"]),
    ]
    .into_iter()
    .flat_map(|(kind, [all, one])| of(kind, all, one))
    .collect();
    endpoints.push(post("/estates/{id}/merge", merge));
    endpoints
}

/// What changes seldom is kept for long, by browsers too. Who looks after a dictionary sees more of it.
const fn keep(kind: DictionaryKind) -> Keep {
    const DAY: u32 = 86_400;
    let (keep, browsers) = match kind {
        DictionaryKind::Divisions => (Keep::seconds("divisions", 365 * DAY), SELDOM),
        DictionaryKind::BusinessDistricts => (Keep::seconds("business-districts", DAY), SELDOM),
        DictionaryKind::FloorPlans => (Keep::seconds("floor-plans", DAY), SELDOM),
        DictionaryKind::Tags => (Keep::seconds("tags", 3_600), "public, max-age=60"),
        DictionaryKind::Estates => return Keep::seconds("estates", 300),
    };
    keep.browsers(browsers)
}

/// Browsers use it for five minutes, and for a day more while they ask whether it still holds.
const SELDOM: &str = "public, max-age=300, stale-while-revalidate=86400";

/// `GET` and `POST` of a dictionary, `GET`, `PUT` and `DELETE` of an entry.
fn of(kind: DictionaryKind, all: &'static str, one: &'static str) -> [Endpoint; 5] {
    [
        get(all, move |asked: Asked, terms: Terms<DictionaryQuery>| {
            list(kind, asked, terms)
        })
        .cached(keep(kind)),
        post(all, move |asked: Asked, form: Input<EntryForm>| {
            create(kind, asked, form)
        }),
        get(one, move |asked: Asked, id: Id<i64>| show(kind, asked, id)).cached(keep(kind)),
        put(
            one,
            move |asked: Asked, id: Id<i64>, form: Input<EntryForm>| change(kind, asked, id, form),
        ),
        delete(one, move |asked: Asked, id: Id<i64>| {
            remove(kind, asked, id)
        }),
    ]
}

async fn list(
    kind: DictionaryKind,
    asked: Asked,
    Terms(query): Terms<DictionaryQuery>,
) -> Response {
    let page = asked.services.dictionary(&asked.caller, kind, &query).await;
    asked.json(page)
}

async fn show(kind: DictionaryKind, asked: Asked, Id(id): Id<i64>) -> Response {
    asked.json(asked.services.entry(&asked.caller, kind, id).await)
}

async fn create(kind: DictionaryKind, asked: Asked, Input(form): Input<EntryForm>) -> Response {
    let made = asked
        .services
        .create_entry(&asked.caller, kind, &form)
        .await;
    asked.created(made.map(|id| Made { id }))
}

async fn change(
    kind: DictionaryKind,
    asked: Asked,
    Id(id): Id<i64>,
    Input(form): Input<EntryForm>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    asked.done(services.change_entry(caller, kind, id, &form).await)
}

async fn remove(kind: DictionaryKind, asked: Asked, Id(id): Id<i64>) -> Response {
    asked.done(asked.services.delete_entry(&asked.caller, kind, id).await)
}

/// `POST /api/v1/estates/{id}/merge`
async fn merge(asked: Asked, Id(from): Id<EstateId>, Input(to): Input<Merge>) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let merged = services.merge_estate(caller, from, to.into).await;
    asked.json(merged.map(|listings| Merged { listings }))
}
