//! The places a search can name, in memory: which there are, and what they are called.

mod hot;
mod known;
mod stations;
mod suggested;

pub use known::KnownPlace;
pub use stations::{Station, Stations};

use domain::{
    BusinessDistrictId, DivisionCode, DivisionLevel, EstateId, ListingCard, ListingQuery,
    NamedPlace, Point, QueryIssue, SuggestionKind, TagId, card::ParamName,
};
use std::{
    borrow::Cow,
    collections::HashMap,
    hash::Hash,
    sync::{Arc, PoisonError, RwLock},
};
use store::Store;

/// The names of divisions, business districts, estates and tags.
///
/// Divisions are fixed; the rest grows as listings arrive, see [`Gazetteer::learn`]. What admins change
/// makes a new gazetteer, see [`Gazetteer::read_again`].
pub struct Gazetteer {
    /// The revision of the dictionaries it was read from.
    revision: i64,
    divisions: HashMap<DivisionCode, Place>,
    /// By id.
    floor_plans: Vec<NamedPlace>,
    growing: RwLock<Names>,
    stations: RwLock<Arc<Stations>>,
}

struct Place {
    level: DivisionLevel,
    name: Box<str>,
    parent: Option<DivisionCode>,
    point: Point,
    /// Whether it is among those that people ask for most.
    hot: bool,
}

/// A business district or an estate.
#[derive(Clone, Debug, PartialEq)]
struct Local {
    name: Box<str>,
    /// The district it lies in, or the city where no district is known.
    division: DivisionCode,
    /// Of an estate: the business district it belongs to.
    business_district: Option<BusinessDistrictId>,
    point: Option<Point>,
}

#[derive(Default)]
struct Names {
    business_districts: HashMap<BusinessDistrictId, Local>,
    estates: HashMap<EstateId, Local>,
    tags: HashMap<TagId, Box<str>>,
    /// Everything that is suggested while somebody types.
    suggested: search::Names,
}

impl Gazetteer {
    /// Reads all names from the database.
    pub async fn load(store: &Store) -> Result<Self, store::Error> {
        let gazetteer = Self::read(store).await?;
        gazetteer.take(Stations::load(store).await?);
        Ok(gazetteer)
    }

    /// The names as the database has them now, with the metro stations of this one.
    pub(crate) async fn read_again(&self, store: &Store) -> Result<Self, store::Error> {
        let gazetteer = Self::read(store).await?;
        gazetteer.take(self.stations());
        Ok(gazetteer)
    }

    /// The revision of the dictionaries it was read from.
    pub(crate) fn revision(&self) -> i64 {
        self.revision
    }

    async fn read(store: &Store) -> Result<Self, store::Error> {
        // Read first: what changes meanwhile has a later one, and is noticed.
        let revision = store.moderation().dictionary_revision().await?;
        let places = store.places();
        let divisions = places.divisions().await?;
        let business_districts = places.business_districts().await?;
        let estates = places.estates().await?;
        let tags = store.listings().tags().await?;
        let floor_plans = store.listings().floor_plans().await?;
        let floor_plans = floor_plans
            .into_iter()
            .map(|plan| NamedPlace {
                id: plan.id.0,
                name: plan.name,
            })
            .collect();
        let divisions = divisions
            .into_iter()
            .map(|division| {
                let place = Place {
                    level: division.level,
                    name: division.name.into(),
                    parent: division.parent,
                    point: division.point,
                    hot: division.hot,
                };
                (division.code, place)
            })
            .collect();
        let business_districts = business_districts
            .into_iter()
            .map(|place| {
                let local = Local {
                    name: place.name.into(),
                    division: place.division,
                    business_district: None,
                    point: place.point,
                };
                (place.id, local)
            })
            .collect();
        let estates = estates
            .into_iter()
            .map(|estate| {
                let local = Local {
                    name: estate.name.into(),
                    division: estate.division,
                    business_district: estate.business_district,
                    point: estate.point,
                };
                (estate.id, local)
            })
            .collect();
        let tags = tags
            .into_iter()
            .map(|tag| (tag.id, tag.name.into()))
            .collect();
        let mut gazetteer = Self {
            revision,
            divisions,
            floor_plans,
            growing: RwLock::default(),
            stations: RwLock::default(),
        };
        let mut names = Names {
            business_districts,
            estates,
            tags,
            suggested: search::Names::default(),
        };
        gazetteer.suggest_all(&mut names);
        gazetteer.growing = RwLock::new(names);
        Ok(gazetteer)
    }

    /// Every name as a word that the text search keeps whole.
    pub fn words(&self) -> Vec<String> {
        let growing = self.growing.read().unwrap_or_else(PoisonError::into_inner);
        let divisions = self.divisions.values().map(|place| &place.name);
        let locals = growing.business_districts.values();
        let locals = locals.chain(growing.estates.values());
        let mut words: Vec<String> = divisions
            .chain(locals.map(|place| &place.name))
            .map(|name| name.to_string())
            .collect();
        words.sort();
        words.dedup();
        words
    }

    /// Takes in the places and tags that `cards` name: they may be newer than this process.
    pub fn learn<'a>(&self, cards: impl Iterator<Item = &'a ListingCard>) {
        let mut growing = self.growing.write().unwrap_or_else(PoisonError::into_inner);
        for card in cards {
            let division = card.district.as_ref().unwrap_or(&card.city).id;
            let division = DivisionCode(i32::try_from(division).unwrap_or_default());
            let city = DivisionCode(i32::try_from(card.city.id).unwrap_or_default());
            let business_district = card.business_district.as_ref();
            let business_district = business_district.map(|place| BusinessDistrictId(place.id));
            if let (Some(id), Some(place)) = (business_district, &card.business_district) {
                put(&mut growing.business_districts, id, &place.name, || Local {
                    name: place.name.as_str().into(),
                    division,
                    business_district: None,
                    point: None,
                });
                let kind = SuggestionKind::BusinessDistrict;
                suggest(&mut growing, city, kind, place);
            }
            if let Some(place) = &card.estate {
                suggest(&mut growing, city, SuggestionKind::Estate, place);
                put(
                    &mut growing.estates,
                    EstateId(place.id),
                    &place.name,
                    || Local {
                        name: place.name.as_str().into(),
                        division,
                        business_district,
                        point: card.point,
                    },
                );
            }
            for tag in &card.tags {
                if growing
                    .tags
                    .get(&tag.id)
                    .is_none_or(|known| **known != tag.name)
                {
                    growing.tags.insert(tag.id, tag.name.as_str().into());
                }
            }
        }
    }

    /// The division `code`, if there is one.
    pub fn division(&self, code: DivisionCode) -> Option<NamedPlace> {
        self.divisions.get(&code).map(|place| NamedPlace {
            id: i64::from(code.0),
            name: place.name.to_string(),
        })
    }

    /// Whether `code` means a city.
    pub fn is_city(&self, code: DivisionCode) -> bool {
        self.city(code).is_some()
    }

    /// The city that `code` means: its own code, or the province's code of a directly governed
    /// municipality.
    pub(crate) fn city(&self, code: DivisionCode) -> Option<DivisionCode> {
        let is_city = |code: DivisionCode| {
            let place = self.divisions.get(&code)?;
            (place.level == DivisionLevel::City).then_some(place)
        };
        if is_city(code).is_some() {
            return Some(code);
        }
        let province = self.divisions.get(&code)?;
        let city = is_city(code.as_city())?;
        (city.parent == Some(code) && city.name == province.name).then(|| code.as_city())
    }

    /// The search that `query` means in terms of places that exist, and what it names that does not.
    /// A place that does not exist is left out of the search.
    pub(crate) fn resolve<'q>(
        &self,
        query: &'q ListingQuery,
    ) -> (Cow<'q, ListingQuery>, Vec<QueryIssue>) {
        let mut issues = Vec::new();
        let mut resolved = Cow::Borrowed(query);
        if let Some(code) = query.city {
            let city = self.city(code);
            if city.is_none() {
                issues.push(unknown("city"));
            }
            if city != query.city {
                resolved.to_mut().city = city;
            }
        }
        let is_district = |code: &DivisionCode| {
            self.divisions
                .get(code)
                .is_some_and(|place| place.level == DivisionLevel::District)
        };
        if !query.districts.iter().all(is_district) {
            issues.push(unknown("district"));
            resolved.to_mut().districts.retain(is_district);
        }
        if let Some(id) = query.station {
            let around = self.stations().circle(id);
            if around.is_none() {
                issues.push(unknown("station"));
                resolved.to_mut().station = None;
            }
            resolved.to_mut().around = around;
        }
        if query.business_districts.is_empty() && query.estates.is_empty() && query.tags.is_empty()
        {
            return (resolved, issues);
        }
        let growing = self.growing.read().unwrap_or_else(PoisonError::into_inner);
        let known = |id: &BusinessDistrictId| growing.business_districts.contains_key(id);
        if !query.business_districts.iter().all(known) {
            issues.push(unknown("business_district"));
            resolved.to_mut().business_districts.retain(known);
        }
        let known = |id: &EstateId| growing.estates.contains_key(id);
        if !query.estates.iter().all(known) {
            issues.push(unknown("estate"));
            resolved.to_mut().estates.retain(known);
        }
        let known = |id: &TagId| growing.tags.contains_key(id);
        if !query.tags.iter().all(known) {
            issues.push(QueryIssue {
                param: "tag".into(),
                code: "unknown_value".into(),
            });
            resolved.to_mut().tags.retain(known);
        }
        (resolved, issues)
    }

    /// The names of the places and tags that `query` filters by, under the values it writes.
    pub(crate) fn names(&self, query: &ListingQuery) -> Vec<ParamName> {
        let mut names = Vec::new();
        let mut put = |param: &str, value: String, name: Option<&str>| {
            if let Some(name) = name {
                names.push(ParamName {
                    param: param.into(),
                    value,
                    name: name.into(),
                });
            }
        };
        let division = |code: &DivisionCode| self.divisions.get(code).map(|place| &*place.name);
        if let Some(code) = query.city {
            let city = self.city(code);
            put(
                "city",
                code.to_string(),
                city.and_then(|code| division(&code)),
            );
        }
        for code in &query.districts {
            put("district", code.to_string(), division(code));
        }
        let growing = self.growing.read().unwrap_or_else(PoisonError::into_inner);
        for id in &query.business_districts {
            let name = growing.business_districts.get(id).map(|place| &*place.name);
            put("business_district", id.to_string(), name);
        }
        for id in &query.estates {
            put(
                "estate",
                id.to_string(),
                growing.estates.get(id).map(|place| &*place.name),
            );
        }
        if let Some(id) = query.station {
            let stations = self.stations();
            let name = stations.get(id).map(|station| station.name.as_str());
            put("station", id.to_string(), name);
        }
        for id in &query.tags {
            put(
                "tag",
                id.to_string(),
                growing.tags.get(id).map(|name| &**name),
            );
        }
        names
    }
}

/// A place that is known keeps what a card does not say.
fn put<Id: Eq + Hash>(
    places: &mut HashMap<Id, Local>,
    id: Id,
    name: &str,
    new: impl FnOnce() -> Local,
) {
    match places.get_mut(&id) {
        // Almost always known already: look before allocating.
        Some(known) if &*known.name == name => {}
        Some(known) => known.name = name.into(),
        None => drop(places.insert(id, new())),
    }
}

fn suggest(names: &mut Names, city: DivisionCode, kind: SuggestionKind, place: &NamedPlace) {
    names.suggested.put(&search::Place {
        kind,
        id: place.id,
        name: &place.name,
        city,
        point: None,
    });
}

fn unknown(param: &str) -> QueryIssue {
    QueryIssue {
        param: param.into(),
        code: "unknown_place".into(),
    }
}
