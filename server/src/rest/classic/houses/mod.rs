//! Homes.

mod detail;
mod list;
mod photos;
mod write;

use super::{
    agents::Agent,
    districts::District,
    estates::Estate,
    names::{HouseType, Tag},
};
use crate::{
    endpoint::{Endpoint, delete, get, patch, post, put},
    http::cached::Keep,
};
use domain::{Orientation, OrientationSet, classic};
use serde::Serialize;
use services::{Gazetteer, HomeRow};

/// As long as the classic system keeps them.
const LIST: Keep = Keep::seconds("classic-homes", 120).of_homes();
const DETAIL: Keep = Keep::seconds("classic-home", 300);

/// What rents are counted in.
const PRICE_UNIT: &str = "元/月";

/// A home in a list.
#[derive(Serialize)]
struct House<'a> {
    houseid: i64,
    title: &'a str,
    area: Option<i64>,
    floor: Option<i16>,
    totalfloor: Option<i16>,
    price: u32,
    priceunit: &'static str,
    mainphoto: &'a str,
    street: &'a str,
    district: District<'a>,
    r#type: HouseType<'a>,
    tags: Vec<Tag<'a>>,
}

#[derive(Serialize)]
struct Photo<'a> {
    photoid: i64,
    path: &'a str,
}

/// A home with all that is said of it.
#[derive(Serialize)]
struct WholeHouse<'a> {
    #[serde(flatten)]
    house: House<'a>,
    photos: Vec<Photo<'a>>,
    agent: Option<Agent<'a>>,
    estate: Option<Estate<'a>>,
    direction: String,
    detail: &'a str,
    pubdate: chrono::NaiveDate,
    hassubway: bool,
    isshared: bool,
    hasagentfees: bool,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/api/houseinfos/", list::list).cached(LIST),
        post("/api/houseinfos/", write::create),
        get("/api/houseinfos/{id}/", detail::show).cached(DETAIL),
        put("/api/houseinfos/{id}/", write::change),
        patch("/api/houseinfos/{id}/", write::change),
        delete("/api/houseinfos/{id}/", write::remove),
        get("/api/houseinfos/{id}/photos/", photos::list),
        post("/api/houseinfos/{id}/photos/", photos::add).counting_itself(),
        delete("/api/houseinfos/{id}/photos/{photo}/", photos::remove),
    ]
}

/// The home as lists show it.
fn house<'a>(row: &HomeRow<'a>, gazetteer: &'a Gazetteer) -> House<'a> {
    let (floor, totalfloor) = row.floor();
    House {
        houseid: row.id().0,
        title: row.title(),
        area: row.area().map(whole),
        floor,
        totalfloor,
        price: row.rent(),
        priceunit: PRICE_UNIT,
        mainphoto: row.photo().unwrap_or_default(),
        street: row.street().unwrap_or_default(),
        district: District::named(row.district().unwrap_or_else(|| row.city())),
        r#type: house_type(row.house_type(), gazetteer),
        tags: row
            .tags()
            .map(|(tagid, content)| Tag { tagid, content })
            .collect(),
    }
}

/// The house type of this number; 其他 for one that is not there any more.
fn house_type(id: i64, gazetteer: &Gazetteer) -> HouseType<'_> {
    match gazetteer.floor_plan(id) {
        Some(name) => HouseType { typeid: id, name },
        None => HouseType {
            typeid: classic::HouseType::Other.id(),
            name: classic::HouseType::Other.name(),
        },
    }
}

/// m² as the classic system counts them.
fn whole(area: f32) -> i64 {
    area.round() as i64
}

/// Where windows face, as the classic system's homes say it.
fn direction(orientation: OrientationSet) -> String {
    let both: OrientationSet = [Orientation::South, Orientation::North]
        .into_iter()
        .collect();
    if orientation == both {
        return "南北通透".into();
    }
    if orientation.is_empty() {
        return String::new();
    }
    let words: Vec<&str> = orientation.iter().map(Orientation::zh).collect();
    ["朝", &words.join("、")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_read_as_in_the_classic_system() {
        use Orientation::{East, North, South, SouthEast};
        for (set, text) in [
            (vec![South], "朝南"),
            (vec![SouthEast], "朝东南"),
            (vec![North, South], "南北通透"),
            (vec![South, East], "朝南、东"),
            (vec![], ""),
        ] {
            assert_eq!(direction(set.into_iter().collect()), text);
        }
    }
}
