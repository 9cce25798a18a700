//! Offering places while somebody types.

use crate::{Services, romanise};
use domain::{
    DivisionCode, NamedPlace, PlaceKind, StationId, Suggestion, SuggestionKind, Suggestions,
};
use search::Suggested;

/// The most places that are offered.
const PLACES_MAX: usize = 10;
/// The most lines that are named at a station.
const LINES_MAX: usize = 3;

impl Services {
    /// The places that `words` may mean, those in `city` first.
    ///
    /// When the words together are no place's name, each of them is tried, the last first, and the
    /// others remain as [`Suggestions::rest`]. Any text may be given; what is no part of a name finds
    /// nothing. Answered without SQL.
    pub fn suggest(&self, words: &str, city: Option<DivisionCode>) -> Suggestions {
        let gazetteer = self.gazetteer();
        let city = city.and_then(|code| gazetteer.city(code));
        let find = |words: &str| {
            gazetteer.with_suggested(|names| self.0.index.suggest(names, words, city, PLACES_MAX))
        };
        let mut rest = String::new();
        let mut found = find(words);
        let single: Vec<&str> = words.split_whitespace().take(WORDS_MAX).collect();
        if found.is_empty() && single.len() > 1 {
            for (at, word) in single.iter().enumerate().rev() {
                found = find(word);
                if !found.is_empty() {
                    let others = single.iter().enumerate().filter(|(other, _)| *other != at);
                    rest = others.map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
                    break;
                }
            }
        }
        let places = found.into_iter().map(|place| self.suggestion(place, city));
        Suggestions {
            rest,
            places: places.collect(),
        }
    }

    fn suggestion(&self, place: Suggested, chosen: Option<DivisionCode>) -> Suggestion {
        let gazetteer = self.gazetteer();
        let mut within: Vec<String> = Vec::new();
        let known = match place.kind {
            SuggestionKind::City => Some(PlaceKind::City),
            SuggestionKind::District => Some(PlaceKind::District),
            SuggestionKind::BusinessDistrict => Some(PlaceKind::BusinessDistrict),
            SuggestionKind::Estate => Some(PlaceKind::Estate),
            SuggestionKind::Station => None,
        };
        let around = known.and_then(|kind| gazetteer.place(kind, place.id));
        let around = around.map_or_else(Vec::new, |place| place.within);
        let parts = around.into_iter().filter(|(kind, part)| {
            *kind != PlaceKind::City || chosen.is_none_or(|city| i64::from(city.0) != part.id)
        });
        within.extend(parts.map(|(_, part)| short(part)));
        // Many a business district is called as its district is.
        within.dedup();
        if place.kind == SuggestionKind::Station && chosen != Some(place.city) {
            within.extend(gazetteer.division(place.city).map(short));
        }
        let latin = match place.kind {
            SuggestionKind::City | SuggestionKind::District => romanise::division(&place.name),
            _ => romanise::place(&place.name),
        };
        let mut latin = latin.unwrap_or_default();
        if place.kind == SuggestionKind::Station {
            let stations = gazetteer.stations();
            if let Some(station) = stations.get(StationId(place.id)) {
                let lines = station.lines.iter().take(LINES_MAX);
                within.extend(lines.map(|line| line.name.clone()));
                if !station.pinyin.is_empty() {
                    latin.clone_from(&station.pinyin);
                }
            }
        }
        Suggestion {
            kind: place.kind,
            id: place.id,
            name: place.name,
            latin,
            matched: place.matched,
            city: place.city,
            within,
            count: place.count,
        }
    }
}

/// The most words that are tried one by one.
const WORDS_MAX: usize = 6;

/// The name of a division as people say it: 朝阳 for 朝阳区, 浦东 for 浦东新区.
fn short(place: NamedPlace) -> String {
    ["新区", "区", "县", "市"]
        .iter()
        .find_map(|level| place.name.strip_suffix(level))
        .filter(|short| short.chars().count() > 1)
        .map_or_else(|| place.name.clone(), str::to_owned)
}
