//! A listing as the database returns it.

use super::{FloorPlan, ListingRecord, read::Photos};
use crate::{Error, Result, places::point_of};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AgentId, FacilitySet, Floor, FloorPlanId, IndexedListing, Layout, ListingCard, ListingId,
    NamedPlace, OrientationSet, PhotoRef, Rent, TagLabel,
};
use std::{fmt::Display, str::FromStr};

/// The columns of [`CardRow`] and the tables they come from. The main photo is the one at position 0.
macro_rules! card_columns {
    () => {
        "listing.id, listing.title, listing.detail, listing.rent_fen, listing.area, listing.mode, \
         listing.rooms, listing.halls, listing.baths, \
         listing.floor_number, listing.floor_band, listing.floor_total, \
         listing.orientation, listing.decoration, listing.lift, listing.near_subway, \
         listing.agent_fee, listing.payment, listing.city_code, city.name AS city_name, \
         listing.district_code, district.name AS district_name, \
         listing.business_district_id, business_district.name AS business_district_name, \
         listing.estate_id, estate.name AS estate_name, listing.street, listing.lon, listing.lat, \
         listing.agent_id, listing.available_from, listing.published_at, listing.demo, \
         listing.floor_plan_id, \
         photo.photo_key, photo.width AS photo_width, photo.height AS photo_height"
    };
}

macro_rules! card_tables {
    () => {
        "listing \
         JOIN division AS city ON city.code = listing.city_code \
         LEFT JOIN division AS district ON district.code = listing.district_code \
         LEFT JOIN business_district ON business_district.id = listing.business_district_id \
         LEFT JOIN estate ON estate.id = listing.estate_id \
         LEFT JOIN listing_photo AS photo ON photo.listing_id = listing.id AND photo.position = 0"
    };
}
pub(super) use {card_columns, card_tables};

#[derive(sqlx::FromRow)]
pub(super) struct CardRow {
    pub(super) id: i64,
    title: String,
    detail: String,
    rent_fen: i64,
    area: Option<f64>,
    mode: String,
    rooms: Option<i16>,
    halls: Option<i16>,
    baths: Option<i16>,
    floor_number: Option<i16>,
    floor_band: Option<String>,
    floor_total: Option<i16>,
    orientation: i32,
    decoration: Option<String>,
    lift: Option<bool>,
    near_subway: bool,
    agent_fee: Option<bool>,
    payment: Option<String>,
    city_code: i32,
    city_name: String,
    district_code: Option<i32>,
    district_name: Option<String>,
    business_district_id: Option<i64>,
    business_district_name: Option<String>,
    estate_id: Option<i64>,
    estate_name: Option<String>,
    street: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
    agent_id: Option<i64>,
    available_from: Option<NaiveDate>,
    published_at: DateTime<Utc>,
    demo: bool,
    floor_plan_id: Option<i64>,
    photo_key: Option<String>,
    photo_width: Option<i32>,
    photo_height: Option<i32>,
}

#[derive(sqlx::FromRow)]
pub(super) struct RecordRow {
    #[sqlx(flatten)]
    card: CardRow,
    status: String,
    facilities: i32,
    subway_metres: Option<i32>,
    province_code: i32,
    province_name: String,
    floor_plan_name: Option<String>,
    version: i64,
    updated_at: DateTime<Utc>,
}

impl CardRow {
    pub(super) fn into_indexed(self, tags: Vec<TagLabel>) -> Result<IndexedListing> {
        let rent = Rent::from_fen(self.rent_fen)
            .ok_or_else(|| Error::unreadable("listing.rent_fen", self.rent_fen))?;
        let photo = match (self.photo_key, self.photo_width, self.photo_height) {
            (Some(key), Some(width), Some(height)) => Some(photo(key, width, height)?),
            _ => None,
        };
        Ok(IndexedListing {
            card: ListingCard {
                id: ListingId(self.id),
                title: self.title,
                rent: rent.yuan(),
                area: self.area.map(|area| area as f32),
                mode: word("listing.mode", &self.mode)?,
                layout: Layout {
                    rooms: number("listing.rooms", self.rooms)?,
                    halls: number("listing.halls", self.halls)?,
                    baths: number("listing.baths", self.baths)?,
                },
                floor: Floor {
                    number: self.floor_number,
                    band: optional_word("listing.floor_band", self.floor_band.as_deref())?,
                    total: self.floor_total,
                },
                orientation: OrientationSet::from_bits(bits(
                    "listing.orientation",
                    self.orientation,
                )?),
                decoration: optional_word("listing.decoration", self.decoration.as_deref())?,
                lift: self.lift,
                near_subway: self.near_subway,
                agent_fee: self.agent_fee,
                payment: optional_word("listing.payment", self.payment.as_deref())?,
                city: NamedPlace {
                    id: self.city_code.into(),
                    name: self.city_name,
                },
                district: named(self.district_code.map(i64::from), self.district_name),
                business_district: named(self.business_district_id, self.business_district_name),
                estate: named(self.estate_id, self.estate_name),
                street: self.street,
                tags,
                photo,
                point: point_of(self.lon, self.lat),
                agent: self.agent_id.map(AgentId),
                available_from: self.available_from,
                published_on: domain::contact::china_date(self.published_at),
                demo: self.demo,
            },
            detail: self.detail,
            floor_plan: self.floor_plan_id.map(FloorPlanId),
        })
    }
}

impl RecordRow {
    pub(super) fn id(&self) -> i64 {
        self.card.id
    }

    pub(super) fn into_record(
        self,
        tags: Vec<TagLabel>,
        (photos, captions): Photos,
    ) -> Result<ListingRecord> {
        Ok(ListingRecord {
            status: word("listing.status", &self.status)?,
            facilities: FacilitySet::from_bits(bits("listing.facilities", self.facilities)?),
            subway_metres: number("listing.subway_metres", self.subway_metres)?,
            province: NamedPlace {
                id: self.province_code.into(),
                name: self.province_name,
            },
            floor_plan: self
                .card
                .floor_plan_id
                .zip(self.floor_plan_name)
                .map(|(id, name)| FloorPlan {
                    id: FloorPlanId(id),
                    name,
                }),
            photos,
            captions,
            version: self.version,
            updated_at: self.updated_at,
            listing: self.card.into_indexed(tags)?,
        })
    }
}

pub(super) fn photo(key: String, width: i32, height: i32) -> Result<PhotoRef> {
    let pixels =
        |column, pixels: i32| u16::try_from(pixels).map_err(|_| Error::unreadable(column, pixels));
    Ok(PhotoRef {
        key,
        width: pixels("listing_photo.width", width)?,
        height: pixels("listing_photo.height", height)?,
    })
}

fn named(id: Option<i64>, name: Option<String>) -> Option<NamedPlace> {
    Some(NamedPlace {
        id: id?,
        name: name?,
    })
}

fn word<T: FromStr>(column: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::unreadable(column, text))
}

fn optional_word<T: FromStr>(column: &str, text: Option<&str>) -> Result<Option<T>> {
    text.map(|text| word(column, text)).transpose()
}

fn number<T: TryFrom<N>, N: Copy + Display>(column: &str, number: Option<N>) -> Result<Option<T>> {
    number
        .map(|number| T::try_from(number).map_err(|_| Error::unreadable(column, number)))
        .transpose()
}

fn bits(column: &str, bits: i32) -> Result<u32> {
    u32::try_from(bits).map_err(|_| Error::unreadable(column, bits))
}
