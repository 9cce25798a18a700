//! Which place a name means.

use super::{
    names::{Entry, KnownNames, Named},
    read::{Meaning, Part, Reader},
    text::Plain,
};
use chrono::NaiveDate;
use domain::DivisionCode;
use std::collections::HashMap;

/// Where places are looked for.
#[derive(Clone, Copy, Debug)]
pub enum City {
    /// In the city in which most of the names are, then the one that is named itself, then the one
    /// with most homes.
    Any,
    /// In this one, unless the text names another.
    Chosen(DivisionCode),
    /// In this one.
    Fixed(DivisionCode),
}

/// Of all homes in estates of one name, the share that those of one city must have for the name to
/// say the city.
const CLEAR_SHARE: u64 = 80;

/// The parts of `text`, with the names of places read in one city.
pub fn parts<'n>(
    text: &Plain,
    names: &'n KnownNames,
    today: NaiveDate,
    city: City,
) -> Vec<Part<'n>> {
    let everywhere = Reader::new(text, names, today, None).parts();
    let city = match city {
        City::Any => most_named(&everywhere),
        City::Chosen(code) => Some(named_elsewhere(&everywhere, code.0).unwrap_or(code.0)),
        City::Fixed(code) => Some(code.0),
    };
    // A number no city has: what is left then are tags.
    let city = city.unwrap_or_default();
    let mut parts = Reader::new(text, names, today, Some(city)).parts();
    for part in &mut parts {
        if let Meaning::Names(entries) = part.meaning {
            part.meaning = match meant(entries, city) {
                Some(entry) => Meaning::Named(entry),
                None if entries.iter().any(is_city) => Meaning::OtherCity,
                None => Meaning::Text,
            };
        }
    }
    parts
}

/// The names of places in `parts`.
fn named<'p>(parts: &'p [Part<'_>]) -> impl Iterator<Item = &'p [Entry]> {
    parts.iter().filter_map(|part| match part.meaning {
        Meaning::Names(entries) if !entries.iter().any(is_tag) => Some(entries),
        _ => None,
    })
}

fn is_city(entry: &Entry) -> bool {
    matches!(entry.named, Named::City(_))
}

/// The city that is named although `chosen` is another, which has no place of that name.
fn named_elsewhere(parts: &[Part<'_>], chosen: i32) -> Option<i32> {
    named(parts)
        .filter(|entries| !entries.iter().any(|entry| entry.city == chosen))
        .flat_map(|entries| entries.iter().filter(|entry| is_city(entry)))
        .max_by_key(|entry| entry.homes)
        .map(|entry| entry.city)
}

/// The city in which most names are.
fn most_named(parts: &[Part<'_>]) -> Option<i32> {
    let mut votes: HashMap<i32, (u32, bool, u32)> = HashMap::new();
    for entries in named(parts) {
        let homes = |entry: &Entry| u64::from(entry.homes);
        let total: u64 = entries.iter().map(homes).sum();
        let most = entries.iter().map(homes).max().unwrap_or_default();
        let estates = entries
            .iter()
            .all(|entry| matches!(entry.named, Named::Estate(_)));
        let clear = !estates || most * 100 >= total * CLEAR_SHARE;
        let mut counted = Vec::new();
        for entry in entries.iter().filter(|_| clear) {
            let (names, itself, homes) = votes.entry(entry.city).or_default();
            *itself |= is_city(entry);
            if !counted.contains(&entry.city) {
                counted.push(entry.city);
                *names += 1;
                *homes += entry.homes;
            }
        }
    }
    votes
        .into_iter()
        .max_by_key(|(city, (names, itself, homes))| {
            // Two names in one city say more than a city that happens to be called like one.
            (*names, *itself && *names > 1, *homes, -city)
        })
        .map(|(city, _)| city)
}

fn is_tag(entry: &Entry) -> bool {
    matches!(entry.named, Named::Tag(_))
}

/// The place or tag that a name means: the largest kind of place in the city, of several the one
/// with most homes.
fn meant(entries: &[Entry], city: i32) -> Option<&Entry> {
    entries
        .iter()
        .filter(|entry| is_tag(entry) || entry.city == city)
        .min_by_key(|entry| (rank(entry), std::cmp::Reverse(entry.homes)))
}

fn rank(entry: &Entry) -> u8 {
    match entry.named {
        Named::City(_) => 0,
        Named::District(_) => 1,
        Named::BusinessDistrict(_) => 2,
        Named::Estate(_) => 3,
        Named::Tag(_) => 4,
    }
}
