//! All cities.

use crate::Services;
use domain::{DivisionCode, ProvinceCities};
use std::{cmp::Reverse, collections::BTreeMap};

/// The first two digits of the code of each province, and the letter with which its name begins in
/// pinyin.
const INITIALS: [(i32, char); 34] = [
    (11, 'B'),
    (12, 'T'),
    (13, 'H'),
    (14, 'S'),
    (15, 'N'),
    (21, 'L'),
    (22, 'J'),
    (23, 'H'),
    (31, 'S'),
    (32, 'J'),
    (33, 'Z'),
    (34, 'A'),
    (35, 'F'),
    (36, 'J'),
    (37, 'S'),
    (41, 'H'),
    (42, 'H'),
    (43, 'H'),
    (44, 'G'),
    (45, 'G'),
    (46, 'H'),
    (50, 'C'),
    (51, 'S'),
    (52, 'G'),
    (53, 'Y'),
    (54, 'X'),
    (61, 'S'),
    (62, 'G'),
    (63, 'Q'),
    (64, 'N'),
    (65, 'X'),
    (71, 'T'),
    (81, 'X'),
    (82, 'A'),
];

impl Services {
    /// The cities with public homes by their provinces, in the order of the alphabet. No SQL.
    pub fn cities(&self) -> Vec<ProvinceCities> {
        let mut provinces: BTreeMap<i64, ProvinceCities> = BTreeMap::new();
        let gazetteer = self.gazetteer();
        for city in self.0.index.cities() {
            let code = DivisionCode(i32::try_from(city.place.id).unwrap_or_default());
            let Some(province) = gazetteer.province(code) else {
                continue;
            };
            let digits = code.0 / 10_000;
            let initial = INITIALS.iter().find(|(known, _)| *known == digits);
            provinces
                .entry(province.id)
                .or_insert_with(|| ProvinceCities {
                    province,
                    initial: initial.map_or('#', |(_, letter)| *letter),
                    cities: Vec::new(),
                })
                .cities
                .push(city);
        }
        let homes = |province: &ProvinceCities| -> u32 {
            province.cities.iter().map(|city| city.homes).sum()
        };
        let mut provinces: Vec<ProvinceCities> = provinces.into_values().collect();
        provinces.sort_by_key(|province| (province.initial, Reverse(homes(province))));
        provinces
    }
}
