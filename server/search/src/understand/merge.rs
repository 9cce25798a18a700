//! Putting what was understood into the search.
//!
//! What was typed replaces what the search said before of the same kind: the rent replaces the rent,
//! the rooms the rooms, and so on. Where to look is one kind: a place that was typed replaces the
//! places, the part of the map and the station, except larger places that it lies in. Tags are added,
//! as they must all hold.

use super::{
    Understanding, dates,
    names::{Entry, Named},
    phrases::Phrase,
    read::Meaning,
};
use chrono::NaiveDate;
use domain::{BusinessDistrictId, DivisionCode, ListingQuery, Range, Rooms};

/// What was typed, before it meets what was there.
#[derive(Default)]
pub struct Typed {
    query: ListingQuery,
    places: Vec<Entry>,
}

impl Typed {
    /// The city of the places that were typed.
    pub fn city(&self) -> Option<DivisionCode> {
        self.places.first().map(|entry| DivisionCode(entry.city))
    }

    /// Adds what a part says.
    pub fn put(&mut self, meaning: &Meaning<'_>, today: NaiveDate) {
        let query = &mut self.query;
        match meaning {
            Meaning::Rent(range) => narrow(&mut query.rent, *range),
            Meaning::Area(range) => narrow(&mut query.area, *range),
            Meaning::Rooms(rooms) => rooms.iter().for_each(|it| insert(&mut query.rooms, *it)),
            Meaning::Available(day) => query.available_by = Some(*day),
            Meaning::Named(entry) => match entry.named {
                Named::Tag(tag) => insert(&mut query.tags, tag),
                _ => self.places.push(**entry),
            },
            Meaning::Phrase(phrase) => say(query, *phrase, today),
            Meaning::Names(_) | Meaning::OtherCity | Meaning::Text | Meaning::Gap => {}
        }
    }

    /// Puts everything into the search that was there.
    pub fn merge_into(self, understanding: &mut Understanding) {
        let Self {
            query: said,
            places,
        } = self;
        let Understanding { query, filters } = understanding;
        take_places(query, &places, filters);
        let mut note = |filter: &'static str| {
            let is_set = said.has(filter);
            if is_set {
                filters.push(filter);
            }
            is_set
        };
        if note("rent") {
            query.rent = said.rent;
        }
        if note("area") {
            query.area = said.area;
        }
        replace(&mut query.rooms, &said.rooms, note("rooms"));
        replace(&mut query.modes, &said.modes, note("mode"));
        replace(
            &mut query.orientations,
            &said.orientations,
            note("orientation"),
        );
        replace(&mut query.floors, &said.floors, note("floor"));
        replace(
            &mut query.decorations,
            &said.decorations,
            note("decoration"),
        );
        replace(&mut query.payments, &said.payments, note("payment"));
        query.lift |= note("lift");
        query.subway |= note("subway");
        query.no_fee |= note("no_fee");
        if note("tag") {
            said.tags
                .iter()
                .for_each(|tag| insert(&mut query.tags, *tag));
        }
        if note("available_by") {
            query.available_by = said.available_by;
        }
    }
}

fn replace<T: Clone>(values: &mut Vec<T>, said: &[T], is_set: bool) {
    if is_set {
        *values = said.to_vec();
    }
}

fn say(query: &mut ListingQuery, phrase: Phrase, today: NaiveDate) {
    match phrase {
        Phrase::Mode(mode) => insert(&mut query.modes, mode),
        Phrase::Orientation(orientations) => {
            for orientation in orientations {
                insert(&mut query.orientations, *orientation);
            }
        }
        Phrase::Floor(band) => insert(&mut query.floors, band),
        Phrase::Decoration(decoration) => insert(&mut query.decorations, decoration),
        Phrase::Payment(payment) => insert(&mut query.payments, payment),
        Phrase::Studio => insert(&mut query.rooms, Rooms::of(0)),
        Phrase::Lift => query.lift = true,
        Phrase::Subway => query.subway = true,
        Phrase::NoFee => query.no_fee = true,
        Phrase::Available(when) => query.available_by = Some(dates::day_of(when, today)),
        Phrase::Text | Phrase::Not | Phrase::Filler => {}
    }
}

/// 3000以上 5000以内 is one range.
fn narrow(range: &mut Range, said: Range) {
    if said.min.is_some() && said.max.is_some() {
        *range = said;
    } else {
        range.min = said.min.or(range.min);
        range.max = said.max.or(range.max);
    }
    if let (Some(min), Some(max)) = (range.min, range.max)
        && min > max
    {
        *range = Range {
            min: Some(max),
            max: Some(min),
        };
    }
}

fn insert<T: Ord>(values: &mut Vec<T>, value: T) {
    if let Err(at) = values.binary_search(&value) {
        values.insert(at, value);
    }
}

fn note(filters: &mut Vec<&'static str>, filter: &'static str) {
    if !filters.contains(&filter) {
        filters.push(filter);
    }
}

fn take_places(query: &mut ListingQuery, places: &[Entry], filters: &mut Vec<&'static str>) {
    let Some(city) = places.first().map(|entry| DivisionCode(entry.city)) else {
        return;
    };
    // A place says where to look; so do these.
    for filter in ["map_box", "within", "station"] {
        if query.has(filter) {
            *query = paged(query, query.without(filter));
        }
    }
    if query.city != Some(city) {
        *query = paged(query, query.without("city"));
        query.city = Some(city);
        note(filters, "city");
    }
    let mut districts = Vec::new();
    let mut business_districts: Vec<BusinessDistrictId> = Vec::new();
    let mut estates = Vec::new();
    for entry in places {
        match entry.named {
            Named::City(_) => note(filters, "city"),
            Named::District(code) => insert(&mut districts, code),
            Named::BusinessDistrict(id) => insert(&mut business_districts, id),
            Named::Estate(id) => insert(&mut estates, id),
            Named::Tag(_) => {}
        }
    }
    let lie_in_districts = places.iter().all(|entry| {
        entry
            .district
            .is_some_and(|district| query.districts.contains(&district))
    });
    let lie_in_business_districts = places.iter().all(|entry| {
        entry
            .business_district
            .is_some_and(|id| query.business_districts.contains(&id))
    });
    if !districts.is_empty() {
        query.districts = districts;
        note(filters, "district");
    } else if !lie_in_districts {
        // Larger places stay only where all that was typed lies in them.
        query.districts.clear();
    }
    if !business_districts.is_empty() {
        query.business_districts = business_districts;
        note(filters, "business_district");
    } else if !lie_in_business_districts {
        query.business_districts.clear();
    }
    query.estates.clear();
    if !estates.is_empty() {
        query.estates = estates;
        note(filters, "estate");
    }
}

/// `next` at the page of `query`: its text means the same homes on every page.
fn paged(query: &ListingQuery, next: ListingQuery) -> ListingQuery {
    ListingQuery {
        page: query.page,
        cursor: query.cursor.clone(),
        ..next
    }
}
