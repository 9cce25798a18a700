//! Dictionaries: everybody reads them, admins change them.

use super::{
    answer::Made,
    asked::{Asked, Id, Input, Terms},
    contract::{delete, get, post, put},
    paging::Paging,
};
use crate::{endpoint::Endpoint, http::cached::Keep};
use axum::response::Response;
use domain::{
    EstateId,
    moderation::{
        DictionaryKind,
        dictionary::{DictionaryQuery, Entry, EntryDetail, EntryForm},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
struct Merge {
    into: EstateId,
}

#[derive(Serialize, ToSchema)]
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
    endpoints.push(
        post("/estates/{id}/merge", merge)
            .says("Joins an estate with another one that is the same")
            .answers::<Merged>(),
    );
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
        get(
            all,
            move |asked: Asked, paging: Paging<true>, terms: Terms<DictionaryQuery>| {
                list(kind, asked, paging, terms)
            },
        )
        .says("Lists the entries of a dictionary")
        .for_everybody()
        .lists::<Entry>()
        .cached(keep(kind)),
        post(all, move |asked: Asked, form: Input<EntryForm>| {
            create(kind, asked, form)
        })
        .says("Adds an entry to a dictionary")
        .creates::<Made<i64>>(one),
        get(one, move |asked: Asked, id: Id<i64>| show(kind, asked, id))
            .says("Shows an entry of a dictionary")
            .for_everybody()
            .answers::<EntryDetail>()
            .cached(keep(kind)),
        put(
            one,
            move |asked: Asked, id: Id<i64>, form: Input<EntryForm>| change(kind, asked, id, form),
        )
        .says("Changes an entry of a dictionary")
        .does(),
        delete(one, move |asked: Asked, id: Id<i64>| {
            remove(kind, asked, id)
        })
        .says("Deletes an entry of a dictionary that nothing refers to")
        .does(),
    ]
}

async fn list(
    kind: DictionaryKind,
    asked: Asked,
    paging: Paging<true>,
    Terms(query): Terms<DictionaryQuery>,
) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let found = services
        .dictionary_rows(caller, kind, &query, paging.rows())
        .await;
    asked.json(paging.part(found, |entry| entry.id))
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
