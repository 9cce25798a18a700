//! Divisions by what they lie in, and floor plans.

use super::Gazetteer;
use domain::{DivisionCode, DivisionLevel, NamedPlace};

impl Gazetteer {
    /// What lies directly in a division, or all provinces, by code.
    pub fn parts_of(&self, parent: Option<DivisionCode>) -> Vec<NamedPlace> {
        self.divisions_where(|place| place.parent == parent)
    }

    /// The cities that people ask for most, by code.
    pub fn hot_cities(&self) -> Vec<NamedPlace> {
        self.divisions_where(|place| place.hot && place.level == DivisionLevel::City)
    }

    /// A division, and whether it is among those that people ask for most.
    pub fn division_and_hot(&self, code: DivisionCode) -> Option<(NamedPlace, bool)> {
        let hot = self.divisions.get(&code)?.hot;
        Some((self.division(code)?, hot))
    }

    /// The name of a floor plan.
    pub fn floor_plan(&self, id: i64) -> Option<&str> {
        let at = self.floor_plans.binary_search_by_key(&id, |plan| plan.id);
        self.floor_plans
            .get(at.ok()?)
            .map(|plan| plan.name.as_str())
    }

    /// All floor plans, by id.
    pub fn floor_plans(&self) -> &[NamedPlace] {
        &self.floor_plans
    }

    fn divisions_where(&self, test: impl Fn(&super::Place) -> bool) -> Vec<NamedPlace> {
        let found = self.divisions.iter().filter(|(_, place)| test(place));
        let mut found: Vec<NamedPlace> = found
            .map(|(code, place)| NamedPlace {
                id: code.0.into(),
                name: place.name.to_string(),
            })
            .collect();
        found.sort_unstable_by_key(|place| place.id);
        found
    }
}
