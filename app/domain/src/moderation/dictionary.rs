//! Dictionaries (字典): what listings refer to, as admins look after it.

use super::DictionaryKind;
use crate::{DivisionLevel, NamedPlace, Point, UserId};
use serde::{Deserialize, Serialize};

/// The longest name, in characters.
pub const NAME_MAX: usize = 60;
/// The longest name of a tag, in characters.
pub const TAG_MAX: usize = 20;
/// The longest words about an estate, in characters.
pub const INTRO_MAX: usize = 500;
/// The largest number that says how much an estate is asked for.
pub const HOT_MAX: i32 = 1_000_000;

/// An entry of a dictionary. What its kind has not is empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    /// Its id; of a division its code.
    pub id: i64,
    /// Chinese name.
    pub name: String,
    /// Of a division: its level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<DivisionLevel>,
    /// The division it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub division: Option<NamedPlace>,
    /// Of an estate: the business district it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_district: Option<NamedPlace>,
    /// A point inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// How much it is asked for; of a division 1 or 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hot: Option<i32>,
    /// Of an estate: a few words about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// Of an estate: whether an admin has looked at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<bool>,
    /// Of an estate that somebody named: who, and their username. For admins only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggested_by: Option<(UserId, String)>,
}

/// An entry, and by how much it is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntryDetail {
    /// The entry.
    #[serde(flatten)]
    pub entry: Entry,
    /// What refers to it.
    pub uses: Uses,
}

/// What refers to an entry of a dictionary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Uses {
    /// Listings, public or not.
    pub listings: u64,
    /// Divisions, business districts and estates that lie in it.
    pub places: u64,
    /// Anything else: agents who serve it, metro lines and stations.
    pub others: u64,
}

impl Uses {
    /// All of it.
    pub const fn total(self) -> u64 {
        self.listings + self.places + self.others
    }
}

/// Which entries somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DictionaryQuery {
    /// Part of the name, or the whole id.
    pub q: String,
    /// Lies in this division, or in one that lies there.
    pub division: Option<i32>,
    /// Of estates: only those that were or were not looked at.
    pub checked: Option<bool>,
    /// Which page, from 1.
    pub page: u32,
}

/// An entry as it was typed. What its kind has not is not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct EntryForm {
    /// Of a new division: its code of GB/T 2260.
    pub code: String,
    /// Chinese name.
    pub name: String,
    /// The code of the division it lies in.
    pub division: String,
    /// Of an estate: the id of the business district it belongs to; may be empty.
    pub business_district: String,
    /// Longitude in degrees of WGS-84; may be empty but for divisions.
    pub lon: String,
    /// Latitude.
    pub lat: String,
    /// How much it is asked for; of a division `true` or empty.
    pub hot: String,
    /// Of an estate: a few words about it.
    pub intro: String,
}

impl EntryForm {
    /// The form that says what `entry` says.
    pub fn of(entry: &Entry) -> Self {
        let id = |place: &Option<NamedPlace>| {
            let place = place.as_ref();
            place.map(|place| place.id.to_string()).unwrap_or_default()
        };
        let degrees = |value: fn(Point) -> f64| {
            let point = entry
                .point
                .map(|point| crate::place::degrees_text(value(point)));
            point.unwrap_or_default()
        };
        Self {
            code: entry.id.to_string(),
            name: entry.name.clone(),
            division: id(&entry.division),
            business_district: id(&entry.business_district),
            lon: degrees(|point| point.lon),
            lat: degrees(|point| point.lat),
            hot: match (entry.level, entry.hot) {
                (Some(_), hot) => if hot == Some(1) { "true" } else { "" }.to_owned(),
                (None, hot) => hot.map(|hot| hot.to_string()).unwrap_or_default(),
            },
            intro: entry.intro.clone().unwrap_or_default(),
        }
    }
}

/// The level of a division by its code and whether it lies in a city: provinces end in `0000`, cities
/// in `00` or lie in a province without.
pub fn level_of(code: i32, parent: Option<DivisionLevel>) -> Option<DivisionLevel> {
    match parent {
        None if code % 10_000 == 0 => Some(DivisionLevel::Province),
        Some(DivisionLevel::Province) if code % 10_000 != 0 => Some(DivisionLevel::City),
        Some(DivisionLevel::City) if code % 100 != 0 => Some(DivisionLevel::District),
        _ => None,
    }
}

/// One page of a dictionary.
pub type DictionaryPage = crate::account::admin::Paged<Entry>;

/// Where the pages of a dictionary stand.
pub fn dictionary_path(kind: DictionaryKind) -> String {
    ["/admin/dictionaries/", kind.as_str()].concat()
}
