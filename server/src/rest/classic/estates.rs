//! Estates.

use super::{
    answer::wrong,
    asked::{Asked, Id},
    districts::District,
    fields::Fields,
    words,
};
use crate::endpoint::{Endpoint, delete, get, patch, post, put};
use axum::response::Response;
use domain::{
    DivisionCode, EstateId, FieldError,
    moderation::{DictionaryKind, dictionary::EntryForm},
};
use serde::Serialize;
use services::{Error, classic::EstateDetail};
use store::{ClassicEstates, EstateOrder};

const KIND: DictionaryKind = DictionaryKind::Estates;

/// An estate as lists and homes name it.
#[derive(Serialize)]
pub(super) struct Estate<'a> {
    pub(super) estateid: i64,
    pub(super) name: &'a str,
}

#[derive(Serialize)]
struct WholeEstate<'a> {
    estateid: i64,
    name: &'a str,
    district: Option<District<'a>>,
    hot: i32,
    intro: &'a str,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/estates/", list),
        post("/api/estates/", create),
        get("/api/estates/{id}/", show),
        put("/api/estates/{id}/", change),
        patch("/api/estates/{id}/", change),
        delete("/api/estates/{id}/", remove),
    ]
}

fn whole(estate: &EstateDetail) -> WholeEstate<'_> {
    WholeEstate {
        estateid: estate.place.id,
        name: &estate.place.name,
        district: estate.division.as_ref().map(District::of),
        hot: estate.hot,
        intro: &estate.intro,
    }
}

async fn list(asked: Asked) -> Response {
    let mut query = ClassicEstates {
        descending: true,
        ..ClassicEstates::default()
    };
    for (name, value) in asked.terms() {
        let number = || value.trim().parse::<i32>().ok();
        match &*name {
            "name" => query.name = value.trim().to_owned(),
            "dist" | "minhot" | "maxhot" => {
                let Some(number) = number() else {
                    return wrong([(&*name, words::NO_NUMBER.to_owned())]);
                };
                match &*name {
                    "dist" => query.division = Some(DivisionCode(number)),
                    "minhot" => query.hot_min = Some(number),
                    _ => query.hot_max = Some(number),
                }
            }
            "ordering" => {
                if let Some((order, descending)) = value.split(',').find_map(ordering) {
                    (query.order, query.descending) = (order, descending);
                }
            }
            _ => {}
        }
    }
    let found = asked.services.classic_estates(&query, asked.paging()).await;
    asked.listed(
        found,
        |estate| serde_json::json!({"estateid": estate.id, "name": estate.name}),
    )
}

fn ordering(text: &str) -> Option<(EstateOrder, bool)> {
    let text = text.trim();
    let (name, descending) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    let order = match name {
        "hot" => EstateOrder::Hot,
        "name" => EstateOrder::Name,
        "district" => EstateOrder::District,
        _ => return None,
    };
    Some((order, descending))
}

/// Takes over what was sent; the rest stays.
fn fill(form: &mut EntryForm, fields: &Fields) {
    for (field, sent) in [
        (&mut form.name, fields.one("name")),
        (
            &mut form.division,
            fields.any(&["district", "dist", "distid"]),
        ),
        (&mut form.hot, fields.one("hot")),
        (&mut form.intro, fields.one("intro")),
    ] {
        if let Some(sent) = sent {
            *field = sent;
        }
    }
}

/// The error with the classic name of the division.
fn classic(error: Error) -> Error {
    let rename = |field: FieldError| FieldError {
        field: match field.field.as_str() {
            "division" => "district".into(),
            _ => field.field,
        },
        ..field
    };
    match error {
        Error::Invalid(fields) => Error::Invalid(fields.into_iter().map(rename).collect()),
        error => error,
    }
}

async fn show(asked: Asked, Id(id): Id<EstateId>) -> Response {
    match asked.services.classic_estate(&asked.caller, id).await {
        Ok(estate) => asked.json(Ok(whole(&estate))),
        Err(error) => asked.refused(error),
    }
}

async fn create(asked: Asked, fields: Fields) -> Response {
    let mut form = EntryForm::default();
    fill(&mut form, &fields);
    let (services, caller) = (&asked.services, &asked.caller);
    let made = match services.create_entry(caller, KIND, &form).await {
        Ok(id) => services.classic_estate(caller, EstateId(id)).await,
        Err(error) => Err(classic(error)),
    };
    match made {
        Ok(estate) => asked.created(Ok(whole(&estate))),
        Err(error) => asked.refused(error),
    }
}

async fn change(asked: Asked, Id(id): Id<EstateId>, fields: Fields) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    let changed = services.change_part_of_entry(caller, KIND, id.0, |form| fill(form, &fields));
    match changed.await {
        Ok(()) => show(asked, Id(id)).await,
        Err(error) => asked.refused(classic(error)),
    }
}

async fn remove(asked: Asked, Id(id): Id<EstateId>) -> Response {
    let (services, caller) = (&asked.services, &asked.caller);
    asked.done(services.delete_entry(caller, KIND, id.0).await)
}
