//! Places offered while somebody types.
//!
//! [`Names`] knows what places are called and finds those that what was typed may mean; the index
//! knows how many homes each has. All names are looked through for every call: with 40,000 names
//! that takes less than a millisecond and nothing has to be kept in order while places come.

mod counts;
mod matching;
mod names;
mod units;

pub(crate) use counts::PlaceCounts;
pub use names::{Names, Place};

use crate::ListingIndex;
use counts::Counter;
use domain::{DivisionCode, SuggestionKind};
use matching::{Quality, Typed};
use names::Hit;
use std::cmp::Reverse;

/// Stations that are looked at closer: their homes are counted one station after the other.
const STATIONS_MAX: usize = 12;
/// Places of one kind that come before the others have had their turn.
const OF_A_KIND: usize = 4;

/// A place that what was typed may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// What kind of place it is.
    pub kind: SuggestionKind,
    /// The id, or the division's code.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// The city it lies in.
    pub city: DivisionCode,
    /// The part of the name that matches: first character and number of characters.
    pub matched: (u16, u16),
    /// Homes there; around a metro station, within [`domain::query::STATION_METRES`].
    pub count: u32,
}

/// What decides which place comes first; smaller is better.
type Rank = (bool, Quality, SuggestionKind, Reverse<u32>, usize, i64);

impl ListingIndex {
    /// Up to `max` places that `typed` may mean, the best first: those in `city` before others,
    /// then by how well they match, by kind, and by their homes. Places without a home are left out:
    /// they lead nowhere.
    pub fn suggest(
        &self,
        names: &Names,
        typed: &str,
        city: Option<DivisionCode>,
        max: usize,
    ) -> Vec<Suggested> {
        let Some(typed) = Typed::new(typed) else {
            return Vec::new();
        };
        let version = self.version();
        let counter = Counter::new(self.place_counts(), version.model.shards(), names);
        let hits = names.find(&typed, |city| counter.has_homes(city));
        let mut ranked: Vec<(Rank, u32, Hit)> = Vec::new();
        let mut stations: Vec<(Quality, usize, Hit)> = Vec::new();
        let rank = |hit: &Hit, count| {
            let outside =
                city.is_some_and(|city| city != hit.city && hit.kind != SuggestionKind::City);
            (
                outside,
                hit.quality,
                hit.kind,
                Reverse(count),
                hit.length,
                hit.id,
            )
        };
        for hit in hits {
            if hit.kind == SuggestionKind::Station {
                let outside = city.is_some_and(|city| city != hit.city);
                stations.push((hit.quality, hit.length + 100 * usize::from(outside), hit));
            } else {
                let count = counter.count(&hit);
                if count > 0 {
                    ranked.push((rank(&hit, count), count, hit));
                }
            }
        }
        stations.sort_unstable_by_key(|(quality, length, hit)| {
            (*length >= 100, *quality, *length, hit.id)
        });
        for (.., hit) in stations.into_iter().take(STATIONS_MAX) {
            let count = counter.count(&hit);
            if count > 0 {
                ranked.push((rank(&hit, count), count, hit));
            }
        }
        ranked.sort_unstable_by_key(|(rank, ..)| *rank);
        mixed(ranked.into_iter().map(|(_, count, hit)| (count, hit)), max)
            .into_iter()
            .map(|(count, hit)| names.suggested(&hit, count))
            .collect()
    }
}

/// The first `max` of `hits`, of each kind at most [`OF_A_KIND`] while others wait.
fn mixed(hits: impl Iterator<Item = (u32, Hit)>, max: usize) -> Vec<(u32, Hit)> {
    let mut taken: Vec<(usize, (u32, Hit))> = Vec::new();
    let mut waiting: Vec<(usize, (u32, Hit))> = Vec::new();
    for (place, hit) in hits.enumerate() {
        let same = taken
            .iter()
            .filter(|(_, (_, other))| other.kind == hit.1.kind);
        if same.count() < OF_A_KIND {
            taken.push((place, hit));
            if taken.len() == max {
                break;
            }
        } else if waiting.len() < max {
            waiting.push((place, hit));
        }
    }
    let free = max.saturating_sub(taken.len());
    taken.extend(waiting.into_iter().take(free));
    taken.sort_unstable_by_key(|(place, _)| *place);
    taken.into_iter().map(|(_, hit)| hit).collect()
}
