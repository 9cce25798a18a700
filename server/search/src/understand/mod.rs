//! What the words of a search text mean: `朝阳两居5000以内近地铁` is a district, rooms, a rent and a
//! metro station near.
//!
//! Pure rules and a dictionary, no guess:
//!
//! - a text is read from left to right, at each place the longest thing that means something
//!   ([`read`]): amounts ([`amounts`]), words ([`phrases`]), names of places and tags that have homes
//!   ([`names`]), days to move in ([`dates`]);
//! - places are looked for in the chosen city, unless the text names another city; without a city, in
//!   the one that explains most of the names ([`place`]);
//! - what the words say replaces what the search said of the same kind before, tags are added
//!   ([`merge`]);
//! - everything else stays the text to search for. What stands in quotes is never understood.
//!
//! Understanding again what is left brings nothing new.

mod amounts;
mod dates;
mod merge;
mod names;
mod number;
mod phrases;
mod place;
mod read;
mod text;

pub use names::KnownNames;

use crate::ListingIndex;
use crate::text::Segmenter;
use chrono::NaiveDate;
use domain::ListingQuery;
use merge::Typed;
use place::City;
use read::{Meaning, Part};
use text::Plain;

/// A search with its text understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understanding {
    /// The search. Its text is what was not understood.
    pub query: ListingQuery,
    /// The filters that the words set, as [`ListingQuery::without`] takes them.
    pub filters: Vec<&'static str>,
}

/// How often what is left is read again: without the words between, parts of it may stand together
/// that stood apart.
const READINGS_MAX: usize = 4;

impl ListingIndex {
    /// `query` with the words of its text that name filters turned into filters. `today` is the day
    /// from which people count (随时入住). Takes microseconds.
    pub fn understand(&self, query: &ListingQuery, today: NaiveDate) -> Understanding {
        understand(query, &self.names(), self.segmenter(), today)
    }
}

fn understand(
    query: &ListingQuery,
    names: &KnownNames,
    segmenter: &Segmenter,
    today: NaiveDate,
) -> Understanding {
    let mut typed = Typed::default();
    let mut text = query.text.clone();
    for _ in 0..READINGS_MAX {
        let Some(words) = &text else { break };
        let plain = Plain::new(words, segmenter);
        let city = match typed.city() {
            Some(city) => City::Fixed(city),
            None => query.city.map_or(City::Any, City::Chosen),
        };
        let parts = place::parts(&plain, names, today, city);
        if !parts.iter().any(|part| part.meaning.is_understood()) {
            break;
        }
        parts
            .iter()
            .for_each(|part| typed.put(&part.meaning, today));
        text = rest(&plain, &parts);
    }
    let mut understanding = Understanding {
        query: ListingQuery {
            text,
            ..query.clone()
        },
        filters: Vec::new(),
    };
    typed.merge_into(&mut understanding);
    understanding
}

/// What is left to search for: the text between what was understood, as it was typed.
fn rest(text: &Plain, parts: &[Part<'_>]) -> Option<String> {
    let mut rest = String::new();
    for part in parts {
        let typed = text.typed(part.start, part.end);
        match part.meaning {
            Meaning::Text | Meaning::Gap => rest.extend(typed),
            // In quotes, so that what is left does not lead to the other city by itself.
            Meaning::OtherCity => {
                close_quotes(&mut rest);
                rest.push_str(" \"");
                rest.extend(typed);
                rest.push_str("\" ");
            }
            _ => rest.push(' '),
        }
    }
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    let words: Vec<&str> = rest
        .split_whitespace()
        .filter(is_word)
        .map(|word| {
            word.trim_matches(|c: char| matches!(c, ',' | '，' | '、' | ';' | '；' | '/' | '|'))
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Takes out a quote that nothing closes: it would pair with the next one.
fn close_quotes(text: &mut String) {
    if text.matches('"').count() % 2 == 1
        && let Some(at) = text.rfind('"')
    {
        text.remove(at);
    }
}

#[cfg(test)]
mod tests;
