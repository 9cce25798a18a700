//! The home page.

use super::{NEWEST, ids};
use crate::Services;
use domain::{
    Beginning, DivisionCode, EntryPoint, HomePage, ListingQuery, PlaceKind, Range, RentMode,
    RentStatistics, Rooms,
};
use std::cmp::Reverse;

/// Cities on the home page; all of them have a page of their own.
const CITIES: usize = 8;
/// Rents that people say are multiples of this, in CNY per month.
const ROUND_RENT: u32 = 500;

impl Services {
    /// Everything the home page shows for somebody who looks in `city`, if that is a city; else for
    /// the city with most homes. No SQL.
    pub fn home_page(&self, city: Option<DivisionCode>) -> HomePage {
        let (index, gazetteer) = (&self.0.index, self.gazetteer());
        let mut cities = index.cities();
        let city = city
            .and_then(|code| gazetteer.place(PlaceKind::City, code.0.into()))
            .map(|known| known.place)
            .or_else(|| cities.first().map(|most| most.place.clone()));
        cities.truncate(CITIES);
        let mut page = HomePage {
            city: city.clone(),
            all_homes: index.len(),
            homes: 0,
            cities,
            beginnings: Vec::new(),
            newest: Vec::new(),
            districts: Vec::new(),
        };
        let Some(city) = city else {
            return page;
        };
        let query = PlaceKind::City.search(None, city.id);
        let supply = index.supply(&query, NEWEST);
        if let Some(code) = query.city {
            let mut homes = index.homes_by_place(&query, PlaceKind::District);
            homes.sort_by_key(|(id, homes)| (Reverse(*homes), *id));
            page.districts = index.figures(code, PlaceKind::District, &ids(&homes));
        }
        page.beginnings = self.beginnings(&query, supply.prices.entire);
        page.homes = supply.homes;
        page.newest = supply.newest;
        page
    }

    /// The searches to begin with within `base` that find something.
    fn beginnings(&self, base: &ListingQuery, rents: Option<RentStatistics>) -> Vec<Beginning> {
        EntryPoint::ALL
            .iter()
            .filter_map(|entry| {
                let mut query = base.clone();
                match entry {
                    EntryPoint::Entire => query.modes = vec![RentMode::Entire],
                    EntryPoint::Shared => query.modes = vec![RentMode::Shared],
                    EntryPoint::NearSubway => query.subway = true,
                    EntryPoint::LowRent => {
                        query.rent = Range {
                            min: None,
                            max: Some(rents?.lower_quartile.next_multiple_of(ROUND_RENT)),
                        }
                    }
                    EntryPoint::OneRoom => query.rooms = vec![Rooms::of(1)],
                    EntryPoint::TwoRooms => query.rooms = vec![Rooms::of(2)],
                    EntryPoint::ThreeRooms => query.rooms = vec![Rooms::of(3)],
                    EntryPoint::Lift => query.lift = true,
                    EntryPoint::NoFee => query.no_fee = true,
                }
                let homes = self.0.index.count(&query);
                (homes > 0).then_some(Beginning {
                    entry: *entry,
                    query,
                    homes,
                })
            })
            .collect()
    }
}
