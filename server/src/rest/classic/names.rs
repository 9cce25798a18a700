//! House types and tags: a number and a name.

use super::{
    asked::{Asked, Id},
    fields::Fields,
};
use crate::endpoint::{Endpoint, delete, get, patch, post, put};
use axum::response::Response;
use domain::{
    NamedPlace,
    moderation::{
        DictionaryKind,
        dictionary::{Entry, EntryForm},
    },
};
use serde::Serialize;
use services::Result;

/// A house type.
#[derive(Serialize)]
pub(super) struct HouseType<'a> {
    pub(super) typeid: i64,
    pub(super) name: &'a str,
}

/// A tag.
#[derive(Serialize)]
pub(super) struct Tag<'a> {
    pub(super) tagid: i64,
    pub(super) content: &'a str,
}

/// Either.
#[derive(Serialize)]
#[serde(untagged)]
enum Named<'a> {
    Type(HouseType<'a>),
    Tag(Tag<'a>),
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut endpoints = vec![get("/api/housetypes/", types), get("/api/tags/", tags)];
    endpoints.extend(of(
        DictionaryKind::FloorPlans,
        "/api/housetypes/",
        "/api/housetypes/{id}/",
    ));
    endpoints.extend(of(DictionaryKind::Tags, "/api/tags/", "/api/tags/{id}/"));
    endpoints
}

fn of(kind: DictionaryKind, all: &'static str, one: &'static str) -> [Endpoint; 5] {
    let change = move |asked: Asked, id: Id<i64>, fields: Fields| change(kind, asked, id, fields);
    [
        post(all, move |asked: Asked, fields: Fields| {
            create(kind, asked, fields)
        }),
        get(one, move |asked: Asked, id: Id<i64>| show(kind, asked, id)),
        put(one, change),
        patch(one, change),
        delete(one, move |asked: Asked, id: Id<i64>| {
            remove(kind, asked, id)
        }),
    ]
}

fn named(kind: DictionaryKind, id: i64, name: &str) -> Named<'_> {
    match kind {
        DictionaryKind::Tags => Named::Tag(Tag {
            tagid: id,
            content: name,
        }),
        _ => Named::Type(HouseType { typeid: id, name }),
    }
}

/// The name that was sent, by the field that the kind calls it.
fn name_of(kind: DictionaryKind, fields: &Fields) -> Option<String> {
    match kind {
        DictionaryKind::Tags => fields.any(&["content", "name"]),
        _ => fields.one("name"),
    }
}

/// `GET /api/housetypes/`: all of them.
async fn types(asked: Asked) -> Response {
    let all = asked.services.classic_floor_plans().await;
    let show = |plans: &[NamedPlace]| -> Vec<serde_json::Value> {
        plans
            .iter()
            .map(|plan| serde_json::json!({"typeid": plan.id, "name": plan.name}))
            .collect()
    };
    asked.json(all.map(|plans| show(&plans)))
}

/// `GET /api/tags/`
async fn tags(asked: Asked) -> Response {
    let found = asked.services.classic_tags(asked.paging()).await;
    asked.listed(
        found,
        |tag| serde_json::json!({"tagid": tag.id, "content": tag.name}),
    )
}

async fn entry(kind: DictionaryKind, asked: &Asked, id: i64) -> Result<Entry> {
    let found = asked.services.entry(&asked.caller, kind, id).await;
    found.map(|found| found.entry)
}

async fn show(kind: DictionaryKind, asked: Asked, Id(id): Id<i64>) -> Response {
    match entry(kind, &asked, id).await {
        Ok(entry) => asked.json(Ok(named(kind, entry.id, &entry.name))),
        Err(error) => asked.refused(error),
    }
}

async fn create(kind: DictionaryKind, asked: Asked, fields: Fields) -> Response {
    let form = EntryForm {
        name: name_of(kind, &fields).unwrap_or_default(),
        ..EntryForm::default()
    };
    let made = asked
        .services
        .create_entry(&asked.caller, kind, &form)
        .await;
    let made = made.map_err(|error| said_as(kind, error));
    asked.created(made.map(|id| named(kind, id, form.name.trim())))
}

async fn change(kind: DictionaryKind, asked: Asked, Id(id): Id<i64>, fields: Fields) -> Response {
    let name = name_of(kind, &fields);
    let (services, caller) = (&asked.services, &asked.caller);
    let changed = services.change_part_of_entry(caller, kind, id, |form| {
        form.name = name.unwrap_or_default();
    });
    match changed.await {
        Ok(()) => show(kind, asked, Id(id)).await,
        Err(error) => asked.refused(said_as(kind, error)),
    }
}

async fn remove(kind: DictionaryKind, asked: Asked, Id(id): Id<i64>) -> Response {
    asked.done(asked.services.delete_entry(&asked.caller, kind, id).await)
}

/// The error with the name that the kind has for its name.
fn said_as(kind: DictionaryKind, error: services::Error) -> services::Error {
    match error {
        services::Error::Invalid(fields) if kind == DictionaryKind::Tags => {
            let rename = |mut field: domain::FieldError| {
                if field.field == "name" {
                    field.field = "content".into();
                }
                field
            };
            services::Error::Invalid(fields.into_iter().map(rename).collect())
        }
        error => error,
    }
}
