//! Districts.

use super::asked::{Asked, Id};
use crate::endpoint::{Endpoint, get};
use axum::response::Response;
use domain::{DivisionCode, NamedPlace};
use serde::Serialize;

/// The code of an answer that is as it should be.
const DONE: u32 = 10_000;

/// A district as others name it.
#[derive(Serialize)]
pub(super) struct District<'a> {
    distid: i64,
    name: &'a str,
}

impl<'a> District<'a> {
    pub(super) fn of(place: &'a NamedPlace) -> Self {
        Self::named((place.id, &place.name))
    }

    pub(super) fn named((distid, name): (i64, &'a str)) -> Self {
        Self { distid, name }
    }
}

#[derive(Serialize)]
struct Provinces<'a> {
    code: u32,
    message: &'static str,
    results: Vec<District<'a>>,
}

#[derive(Serialize)]
struct WithCities<'a> {
    distid: i64,
    name: &'a str,
    intro: &'static str,
    ishot: bool,
    cities: Vec<District<'a>>,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/districts/", provinces),
        get("/api/districts/{id}/", district),
        get("/api/hotcities/", hot_cities),
    ]
}

async fn provinces(asked: Asked) -> Response {
    let provinces = asked.services.provinces();
    asked.json(Ok(Provinces {
        code: DONE,
        message: "获取省级行政区域成功",
        results: provinces.iter().map(District::of).collect(),
    }))
}

async fn district(asked: Asked, Id(code): Id<DivisionCode>) -> Response {
    let (place, hot, cities) = match asked.services.division(code) {
        Ok(found) => found,
        Err(error) => return asked.refused(error),
    };
    asked.json(Ok(WithCities {
        distid: place.id,
        name: &place.name,
        intro: "",
        ishot: hot,
        cities: cities.iter().map(District::of).collect(),
    }))
}

async fn hot_cities(asked: Asked) -> Response {
    let cities = asked.services.hot_cities();
    let cities: Vec<District<'_>> = cities.iter().map(District::of).collect();
    asked.json(Ok(cities))
}
