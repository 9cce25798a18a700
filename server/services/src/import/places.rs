//! Finding the city and the district that a row means.

use domain::{DivisionCode, DivisionLevel};
use std::collections::HashMap;

/// The cities and their districts.
#[derive(Debug, Default)]
pub(super) struct Places {
    cities: HashMap<DivisionCode, City>,
    city_of: HashMap<DivisionCode, DivisionCode>,
    names: HashMap<DivisionCode, Box<str>>,
}

#[derive(Debug, Default)]
struct City {
    districts: HashMap<Box<str>, DivisionCode>,
}

/// How a district was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum District {
    /// By its code.
    ByCode(DivisionCode),
    /// By its name, for want of a code of this city.
    ByName(DivisionCode),
    /// Neither code nor name is given.
    Unsaid,
    /// Something is given, and the city has no such district.
    Unknown,
}

impl District {
    /// The code, if it was found.
    pub(super) fn code(self) -> Option<DivisionCode> {
        match self {
            Self::ByCode(code) | Self::ByName(code) => Some(code),
            Self::Unsaid | Self::Unknown => None,
        }
    }
}

impl Places {
    /// Takes the divisions as code, level, name and parent.
    pub(super) fn new<'a>(
        divisions: impl Iterator<Item = (DivisionCode, DivisionLevel, &'a str, Option<DivisionCode>)>
        + Clone,
    ) -> Self {
        let mut places = Self::default();
        for (code, level, name, _) in divisions.clone() {
            places.names.insert(code, name.into());
            if level == DivisionLevel::City {
                places.cities.insert(code, City::default());
            }
        }
        for (code, level, name, parent) in divisions {
            let (DivisionLevel::District, Some(parent)) = (level, parent) else {
                continue;
            };
            let parent = parent.as_city();
            if let Some(city) = places.cities.get_mut(&parent) {
                city.districts.insert(name.into(), code);
                places.city_of.insert(code, parent);
            }
        }
        places
    }

    /// The city that `code` means, be it written with the code of a municipality as a province.
    pub(super) fn city(&self, code: DivisionCode) -> Option<DivisionCode> {
        let code = code.as_city();
        self.cities.contains_key(&code).then_some(code)
    }

    /// The district of `city` by `code`, else by `name`.
    pub(super) fn district(
        &self,
        city: DivisionCode,
        code: Option<DivisionCode>,
        name: &str,
    ) -> District {
        if let Some(code) = code.filter(|code| self.city_of.get(code) == Some(&city)) {
            return District::ByCode(code);
        }
        if name.is_empty() {
            return match code {
                // The city's own code instead of a district's says no more than the city.
                Some(code) if code.as_city() != city => District::Unknown,
                _ => District::Unsaid,
            };
        }
        self.by_name(city, name)
            .map_or(District::Unknown, District::ByName)
    }

    fn by_name(&self, city: DivisionCode, name: &str) -> Option<DivisionCode> {
        let districts = &self.cities.get(&city)?.districts;
        let named = |full: &str| districts.get(full).copied();
        named(name).or_else(|| {
            ["区", "县", "市", "新区"]
                .iter()
                .find_map(|suffix| named(&format!("{name}{suffix}")))
        })
    }

    /// The name of a division.
    pub(super) fn name(&self, code: DivisionCode) -> &str {
        self.names.get(&code).map_or("", |name| name)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A few divisions of three cities.
    pub(in crate::import) fn some_places() -> Places {
        use DivisionLevel::{City, District, Province};
        let divisions = [
            (310_000, Province, "上海市", None),
            (310_100, City, "上海市", Some(310_000)),
            (310_106, District, "静安区", Some(310_100)),
            (310_115, District, "浦东新区", Some(310_100)),
            (430_000, Province, "湖南省", None),
            (430_700, City, "常德市", Some(430_000)),
            (430_703, District, "鼎城区", Some(430_700)),
            (440_000, Province, "广东省", None),
            (440_100, City, "广州市", Some(440_000)),
            (440_105, District, "海珠区", Some(440_100)),
        ]
        .map(|(code, level, name, parent)| {
            (DivisionCode(code), level, name, parent.map(DivisionCode))
        });
        Places::new(divisions.into_iter())
    }

    #[test]
    fn a_city_is_found_by_either_code_of_a_municipality() {
        let places = some_places();
        for (code, city) in [
            (310_000, Some(310_100)),
            (310_100, Some(310_100)),
            (430_700, Some(430_700)),
            (430_703, None),
            (999_999, None),
        ] {
            assert_eq!(
                places.city(DivisionCode(code)),
                city.map(DivisionCode),
                "{code}"
            );
        }
    }

    #[test]
    fn a_district_is_found_by_code_else_by_name_within_its_city() {
        let places = some_places();
        let shanghai = DivisionCode(310_100);
        for (code, name, found) in [
            (
                Some(310_106),
                "静安区",
                District::ByCode(DivisionCode(310_106)),
            ),
            (None, "静安", District::ByName(DivisionCode(310_106))),
            (None, "浦东", District::ByName(DivisionCode(310_115))),
            (
                Some(440_105),
                "静安区",
                District::ByName(DivisionCode(310_106)),
            ),
            (Some(440_105), "海珠区", District::Unknown),
            (None, "闸北区", District::Unknown),
            (Some(440_105), "", District::Unknown),
            (Some(310_000), "", District::Unsaid),
            (None, "", District::Unsaid),
        ] {
            assert_eq!(
                places.district(shanghai, code.map(DivisionCode), name),
                found,
                "{code:?} {name}"
            );
        }
    }
}
