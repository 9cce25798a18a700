//! What the demo data follow: real business districts with their median rents.

use domain::{DivisionCode, Point};
use serde::Deserialize;
use std::collections::HashMap;

const BUSINESS_DISTRICTS: &str = include_str!("../../assets/demo/business_districts.csv");
const CITIES: &str = include_str!("../../assets/demo/cities.csv");

/// A business district and what homes cost there.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct BusinessDistrict {
    city: i32,
    district: i32,
    /// Chinese name.
    pub(super) name: String,
    lon: f64,
    lat: f64,
    rent_1: f64,
    rent_2: f64,
    rent_3: f64,
    /// How much is let here, relative to the others of the city.
    pub(super) weight: f64,
    metro: u8,
}

impl BusinessDistrict {
    pub(super) fn city(&self) -> DivisionCode {
        DivisionCode(self.city)
    }

    pub(super) fn district(&self) -> DivisionCode {
        DivisionCode(self.district)
    }

    /// The name as people say it in a sentence.
    pub(super) fn spoken_name(&self) -> &str {
        self.name.trim_end_matches("商圈")
    }

    pub(super) fn point(&self) -> Point {
        Point {
            lon: self.lon,
            lat: self.lat,
        }
    }

    /// Whether a metro station is near.
    pub(super) fn has_metro(&self) -> bool {
        self.metro == 1
    }

    /// The median rent of homes with so many rooms, CNY per month. One to three are observed;
    /// studios and larger homes continue the row.
    pub(super) fn median_rent(&self, rooms: u8) -> f64 {
        match rooms {
            0 => self.rent_1 * 0.86,
            1 => self.rent_1,
            2 => self.rent_2,
            3 => self.rent_3,
            4 => self.rent_3 * 1.4,
            _ => self.rent_3 * 1.85,
        }
    }
}

/// How many of the homes are in a city.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct City {
    city: i32,
    /// Share, relative to the other cities.
    pub(super) weight: f64,
    heating: u8,
}

impl City {
    pub(super) fn code(&self) -> DivisionCode {
        DivisionCode(self.city)
    }

    /// Whether homes have central heating (集中供暖).
    pub(super) fn has_heating(&self) -> bool {
        self.heating == 1
    }
}

/// All of it.
pub(super) struct Calibration {
    pub(super) business_districts: Vec<BusinessDistrict>,
    pub(super) cities: Vec<City>,
}

/// Where well-known business districts are, by their district and name.
pub(crate) fn business_district_points()
-> Result<HashMap<(DivisionCode, String), Point>, csv::Error> {
    let places: Vec<BusinessDistrict> = rows(BUSINESS_DISTRICTS)?;
    let known = places.into_iter().map(|place| {
        let point = place.point();
        ((place.district(), place.name), point)
    });
    Ok(known.collect())
}

impl Calibration {
    /// Reads the figures that are part of the program.
    pub(super) fn load() -> Result<Self, csv::Error> {
        Ok(Self {
            business_districts: rows(BUSINESS_DISTRICTS)?,
            cities: rows(CITIES)?,
        })
    }
}

fn rows<T: for<'de> Deserialize<'de>>(text: &str) -> Result<Vec<T>, csv::Error> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_business_district_lies_in_a_city_of_the_list_and_rents_grow_with_rooms() {
        let calibration = Calibration::load().unwrap();
        let cities: HashSet<_> = calibration.cities.iter().map(City::code).collect();
        assert!(cities.len() >= 12);
        for city in &calibration.cities {
            let within = |place: &&BusinessDistrict| place.city() == city.code();
            assert!(calibration.business_districts.iter().filter(within).count() >= 12);
        }
        for place in &calibration.business_districts {
            assert!(cities.contains(&place.city()), "{}", place.name);
            let rents: Vec<_> = (0..6).map(|rooms| place.median_rent(rooms)).collect();
            assert!(rents.is_sorted() && rents[0] > 300.0, "{}", place.name);
            assert!(place.weight > 0.0);
        }
    }
}
