//! How many homes places have.

use super::names::{Hit, Names};
use crate::{
    ListingIndex, bits,
    model::{Shard, dictionary::NONE},
    query::filters::near,
};
use domain::{Circle, DivisionCode, SuggestionKind, query::STATION_METRES};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

/// The counts of the cities, counted anew when a city has changed.
#[derive(Default)]
pub struct PlaceCounts(Mutex<HashMap<i64, Arc<CityCounts>>>);

/// The homes in the places of a city, by the places' codes.
struct CityCounts {
    /// What was counted. Kept so weakly that a version of the index goes when its time has come.
    shard: Weak<Shard>,
    districts: Vec<u32>,
    business_districts: Vec<u32>,
    estates: Vec<u32>,
    /// Counted when they are asked for.
    stations: Mutex<HashMap<i64, u32>>,
}

impl PlaceCounts {
    fn of(&self, shard: &Arc<Shard>) -> Arc<CityCounts> {
        let mut cities = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = cities.get(&shard.city.id);
        // What a weak reference points to is not given to another while it is there.
        if let Some(known) = known
            && std::ptr::eq(known.shard.as_ptr(), Arc::as_ptr(shard))
        {
            return Arc::clone(known);
        }
        let counts = Arc::new(CityCounts::new(shard));
        cities.insert(shard.city.id, Arc::clone(&counts));
        counts
    }
}

impl CityCounts {
    fn new(shard: &Arc<Shard>) -> Self {
        let (live, homes) = (shard.live.words(), shard.len());
        let mut estates = vec![0; shard.estates.entries().len()];
        for row in bits::rows(live) {
            let code = shard.estate.get(row as usize).copied().unwrap_or(NONE);
            if let Some(count) = estates.get_mut(code as usize) {
                *count += 1;
            }
        }
        Self {
            shard: Arc::downgrade(shard),
            districts: shard.districts.counts(live, homes),
            business_districts: shard.business_districts.counts(live, homes),
            estates,
            stations: Mutex::default(),
        }
    }
}

/// Counts homes in one version of the index.
pub struct Counter<'a> {
    cities: HashMap<DivisionCode, (&'a Shard, Arc<CityCounts>)>,
    names: &'a Names,
}

impl<'a> Counter<'a> {
    pub fn new(counts: &PlaceCounts, shards: &'a [Arc<Shard>], names: &'a Names) -> Self {
        let cities = shards.iter().filter(|shard| shard.len() > 0);
        let cities = cities.filter_map(|shard| {
            let code = i32::try_from(shard.city.id).ok()?;
            Some((DivisionCode(code), (&**shard, counts.of(shard))))
        });
        Self {
            cities: cities.collect(),
            names,
        }
    }

    /// Whether a city has homes.
    pub fn has_homes(&self, city: DivisionCode) -> bool {
        self.cities.contains_key(&city)
    }

    /// The homes that a search in this place would find.
    pub fn count(&self, place: &Hit) -> u32 {
        let Some((shard, counts)) = self.cities.get(&place.city) else {
            return 0;
        };
        let of = |counts: &[u32], code: Option<u32>| {
            code.and_then(|code| counts.get(code as usize).copied())
                .unwrap_or(0)
        };
        match place.kind {
            SuggestionKind::City => shard.len(),
            SuggestionKind::District => of(&counts.districts, shard.districts.names.code(place.id)),
            SuggestionKind::BusinessDistrict => of(
                &counts.business_districts,
                shard.business_districts.names.code(place.id),
            ),
            SuggestionKind::Estate => of(&counts.estates, shard.estates.code(place.id)),
            SuggestionKind::Station => self.around(place.id, shard, counts),
        }
    }

    fn around(&self, station: i64, shard: &Shard, counts: &CityCounts) -> u32 {
        let mut known = counts
            .stations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *known.entry(station).or_insert_with(|| {
            let Some(centre) = self.names.point(station) else {
                return 0;
            };
            let circle = Circle {
                centre,
                metres: STATION_METRES,
            };
            let mut rows = near(shard, &circle);
            bits::intersect(&mut rows, shard.live.words());
            bits::count(&rows)
        })
    }
}

impl ListingIndex {
    pub(super) fn place_counts(&self) -> &PlaceCounts {
        &self.inner().place_counts
    }
}
