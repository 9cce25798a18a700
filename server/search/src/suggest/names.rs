//! What places are called, and which of them match.

use super::{
    Suggested,
    matching::{Quality, Typed},
    units::Units,
};
use crate::text::{normal, units as cut};
use domain::{DivisionCode, Point, SuggestionKind};
use std::collections::HashMap;

/// What a station is called besides its name.
const STATION: &str = "站";
/// What divisions are called besides their names.
const LEVELS: [&str; 6] = ["市", "区", "县", "州", "盟", "旗"];

/// A place that may be suggested.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What kind of place it is.
    pub kind: SuggestionKind,
    /// The id, or the division's code.
    pub id: i64,
    /// What it is called.
    pub name: &'a str,
    /// The city it lies in.
    pub city: DivisionCode,
    /// Where it is; needed of a metro station only.
    pub point: Option<Point>,
}

struct Entry {
    id: i64,
    /// The number of the city in [`Names::cities`].
    city: u16,
    kind: SuggestionKind,
    /// Units that make the whole name; fewer than all where the name has a suffix.
    whole: u8,
    name: (u32, u32),
    units: (u32, u32),
}

/// The names of all places that may be suggested.
#[derive(Default)]
pub struct Names {
    entries: Vec<Entry>,
    known: HashMap<(SuggestionKind, i64), u32>,
    cities: Vec<DivisionCode>,
    points: HashMap<i64, Point>,
    /// The names, one after the other.
    text: String,
    /// The numbers of their units, one name after the other.
    sequence: Vec<u32>,
    units: Units,
}

/// A place whose name matches.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub kind: SuggestionKind,
    pub id: i64,
    pub city: DivisionCode,
    pub quality: Quality,
    /// Units of the name.
    pub length: usize,
    entry: usize,
    first: usize,
    units: usize,
}

impl Names {
    /// Adds a place, or takes over what is new about one that is known.
    pub fn put(&mut self, place: &Place<'_>) {
        if let Some(point) = place.point {
            self.points.insert(place.id, point);
        }
        let key = (place.kind, place.id);
        if let Some(at) = self.known.get(&key).copied()
            && self.name_of(at as usize) == place.name
        {
            return;
        }
        let entry = self.entry(place);
        match self.known.get(&key) {
            Some(at) => {
                if let Some(known) = self.entries.get_mut(*at as usize) {
                    *known = entry;
                }
            }
            None => {
                self.known.insert(key, number(self.entries.len()));
                self.entries.push(entry);
            }
        }
    }

    fn entry(&mut self, place: &Place<'_>) -> Entry {
        let name = (number(self.text.len()), number(place.name.len()));
        self.text.push_str(place.name);
        let spelled = normal(place.name);
        let mut units = cut(&spelled);
        let mut whole = units.len();
        match place.kind {
            SuggestionKind::Station if units.last() == Some(&STATION) => whole -= 1,
            SuggestionKind::Station => units.push(STATION),
            SuggestionKind::City | SuggestionKind::District
                if whole > 2 && units.last().is_some_and(|unit| LEVELS.contains(unit)) =>
            {
                whole -= 1;
            }
            _ => {}
        }
        let start = number(self.sequence.len());
        for unit in &units {
            self.sequence.push(self.units.number(unit));
        }
        Entry {
            id: place.id,
            city: self.city_number(place.city),
            kind: place.kind,
            whole: u8::try_from(whole).unwrap_or(u8::MAX),
            name,
            units: (start, number(units.len())),
        }
    }

    fn city_number(&mut self, city: DivisionCode) -> u16 {
        // Places of one city come together.
        let last = self.cities.iter().rposition(|known| *known == city);
        let at = last.unwrap_or_else(|| {
            self.cities.push(city);
            self.cities.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// Forgets all places of `kind`.
    pub fn forget(&mut self, kind: SuggestionKind) {
        self.entries.retain(|entry| entry.kind != kind);
        self.known = self
            .entries
            .iter()
            .zip(0..)
            .map(|(entry, at)| ((entry.kind, entry.id), at))
            .collect();
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no place.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where a metro station is.
    pub(super) fn point(&self, station: i64) -> Option<Point> {
        self.points.get(&station).copied()
    }

    /// The places that match, of the cities that `wanted` wants.
    pub(super) fn find(&self, typed: &Typed, wanted: impl Fn(DivisionCode) -> bool) -> Vec<Hit> {
        let wanted: Vec<bool> = self.cities.iter().map(|city| wanted(*city)).collect();
        let beginning = self.units.beginning(typed);
        let mut hits = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if !wanted
                .get(usize::from(entry.city))
                .is_some_and(|wanted| *wanted)
            {
                continue;
            }
            let numbers = self.units_of(entry);
            let whole = usize::from(entry.whole);
            if let Some(found) = typed.best(numbers, whole, &self.units, &beginning) {
                hits.push(Hit {
                    kind: entry.kind,
                    id: entry.id,
                    city: self.city_of(entry),
                    quality: found.quality,
                    length: numbers.len(),
                    entry: at,
                    first: found.first,
                    units: found.units,
                });
            }
        }
        hits
    }

    /// All that is known of a hit.
    pub(super) fn suggested(&self, hit: &Hit, count: u32) -> Suggested {
        let name = self.name_of(hit.entry);
        Suggested {
            kind: hit.kind,
            id: hit.id,
            matched: span(name, hit.first, hit.units),
            name: name.to_owned(),
            city: hit.city,
            count,
        }
    }

    fn name_of(&self, entry: usize) -> &str {
        let range = self.entries.get(entry).map(|entry| entry.name);
        let (start, length) = range.unwrap_or_default();
        self.text
            .get(start as usize..(start + length) as usize)
            .unwrap_or_default()
    }

    fn units_of(&self, entry: &Entry) -> &[u32] {
        let (start, length) = entry.units;
        self.sequence
            .get(start as usize..(start + length) as usize)
            .unwrap_or_default()
    }

    fn city_of(&self, entry: &Entry) -> DivisionCode {
        let city = self.cities.get(usize::from(entry.city));
        city.copied().unwrap_or(DivisionCode(0))
    }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Where `count` units of `name` from the unit `first` on stand: first character and number of
/// characters.
fn span(name: &str, first: usize, count: usize) -> (u16, u16) {
    let spelled = normal(name);
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for unit in cut(&spelled) {
        // Units follow each other with nothing but spaces between them.
        let start = spelled.get(from..).and_then(|rest| rest.find(unit));
        let start = from + start.unwrap_or(0);
        from = start + unit.len();
        ends.push((start, from));
    }
    let characters = |byte: usize| spelled.get(..byte).map_or(0, |text| text.chars().count());
    let start = ends.get(first).map_or(0, |(start, _)| characters(*start));
    let last = (first + count).min(ends.len());
    let end = match last.checked_sub(1).and_then(|last| ends.get(last)) {
        Some((_, end)) => characters(*end),
        None => start,
    };
    let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    (short(start), short(end.saturating_sub(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matched_part_is_told_in_characters_of_the_name_as_it_is_written() {
        assert_eq!(span("望京西园", 2, 2), (2, 2));
        assert_eq!(span("ＳＯＨＯ（二期）", 0, 1), (0, 4));
        assert_eq!(span("SOHO（二期）", 1, 2), (5, 2));
        // The unit 站 that a station's name lacks is no part of it.
        assert_eq!(span("望京", 0, 3), (0, 2));
        assert_eq!(span("", 0, 1), (0, 0));
    }
}
