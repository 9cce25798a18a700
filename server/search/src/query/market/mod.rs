//! The figures of the market, all of them exact and none kept from one search to the next.
//!
//! A group of homes is a set of rows per city. Medians are descents over bit slices, which cost the
//! same for a group of ten homes as for all homes of its city; what has no bitmap of its own (months,
//! cells of rent and area) is counted in one walk over the rows.

mod grid;
mod history;
mod places;
mod rents;

use super::{
    filters::Filter,
    matches::{Part, TextMatches, parts},
    statistics::{self, rank},
};
use crate::{
    ListingIndex, Result,
    bits::{self, Bitmap, Slices},
    model::{Shard, values::Values},
};
use domain::{
    ListingQuery, Market, Range, RentMode, Rooms,
    market::{AREA_BANDS, Figures, Group, PlaceKind, RentPerArea, SAMPLE_MIN},
};

/// The rows of a group in one city.
struct Rows<'a> {
    shard: &'a Shard,
    set: Vec<u64>,
}

impl ListingIndex {
    /// The market of the homes that match `query`.
    ///
    /// # Errors
    /// Only when a file of the text index cannot be read.
    pub fn market(&self, query: &ListingQuery) -> Result<Market> {
        let version = self.version();
        let model = &version.model;
        let text = TextMatches::of(query, &version, self.segmenter())?;
        let found = parts(model, query, text.as_ref());
        let matched: Vec<&Part<'_>> = found.iter().collect();
        let filled: Vec<&Part<'_>> = matched.iter().copied().filter(|p| p.count > 0).collect();
        // A search may lie in one city without naming it; what its places are compared with must not
        // lie in others.
        let scope = if query.city.is_some() {
            &matched
        } else {
            &filled
        };
        let (place_kind, places) = match scope.as_slice() {
            [_] => (PlaceKind::District, places::districts(query, scope)),
            _ => (PlaceKind::City, places::cities(scope)),
        };
        let all = sets(&matched, &[], None);
        Ok(Market {
            figures: figures(&all),
            rents: statistics::statistics(&found),
            place_kind,
            places,
            business_districts: places::business_districts(scope),
            rent_bins: rents::bins(&sets(&matched, &[Filter::Rent], None)),
            area_bands: area_bands(&matched),
            density: grid::density(&all),
            rooms: by_value(
                &matched,
                Filter::Rooms,
                |values| &values.rooms,
                (0..=Rooms::MANY).map(Rooms::of),
            ),
            modes: by_value(
                &matched,
                Filter::Mode,
                |values| &values.modes,
                RentMode::ALL.iter().copied(),
            ),
            history: history::by_month(&all),
            cities: places::choice(model, query, text.as_ref(), &matched),
            ..Market::default()
        })
    }
}

/// The rows that pass all filters but those `dropped`, and are in the set that `within` gives, by
/// city; cities without any are left out.
fn sets<'a>(
    matched: &[&Part<'a>],
    dropped: &[Filter],
    within: Option<&dyn Fn(&'a Shard) -> &'a [u64]>,
) -> Vec<Rows<'a>> {
    let mut found = Vec::new();
    for part in matched {
        let (set, count) = part.passing(dropped);
        if count == 0 {
            continue;
        }
        let mut set = set.into_owned();
        if let Some(within) = within {
            bits::intersect(&mut set, within(part.shard));
            if bits::count(&set) == 0 {
                continue;
            }
        }
        found.push(Rows {
            shard: part.shard,
            set,
        });
    }
    found
}

/// What a group costs.
fn figures(group: &[Rows<'_>]) -> Figures {
    let count: u32 = group.iter().map(|rows| bits::count(&rows.set)).sum();
    let rents: Vec<(&Slices, &[u64])> = group
        .iter()
        .map(|rows| (&rows.shard.rent_slices, rows.set.as_slice()))
        .collect();
    let known: Vec<Vec<u64>> = group
        .iter()
        .map(|rows| {
            let mut known = rows.set.clone();
            bits::intersect(&mut known, rows.shard.rent_per_area_known.words());
            known
        })
        .collect();
    let with_area: u32 = known.iter().map(|set| bits::count(set)).sum();
    let per_area: Vec<(&Slices, &[u64])> = group
        .iter()
        .zip(&known)
        .map(|(rows, known)| (&rows.shard.rent_per_area_slices, known.as_slice()))
        .collect();
    let median = |parts: &[(&Slices, &[u64])], count: u32| {
        (count >= SAMPLE_MIN).then(|| bits::ranked(parts, rank(count, 2)))
    };
    Figures {
        count,
        median_rent: median(&rents, count),
        with_area,
        median_rent_per_area: median(&per_area, with_area).map(RentPerArea::from_tenths),
    }
}

/// The groups of a filter that has few values.
fn by_value<T>(
    matched: &[&Part<'_>],
    filter: Filter,
    bitmaps: for<'a> fn(&'a Values) -> &'a [Bitmap],
    values: impl Iterator<Item = T>,
) -> Vec<Group<T>> {
    values
        .enumerate()
        .filter_map(|(at, value)| {
            let within = |shard| {
                bitmaps(values_of(shard))
                    .get(at)
                    .map_or(&[][..], Bitmap::words)
            };
            let figures = figures(&sets(matched, &[filter], Some(&within)));
            (figures.count > 0).then_some(Group { value, figures })
        })
        .collect()
}

fn values_of(shard: &Shard) -> &Values {
    &shard.values
}

/// The bands of areas that have homes.
fn area_bands(matched: &[&Part<'_>]) -> Vec<Group<Range>> {
    let ends = AREA_BANDS.iter().copied();
    let mins = std::iter::once(None).chain(ends.clone().map(Some));
    let maxs = ends.map(Some).chain(std::iter::once(None));
    let known = |shard| area_known(shard);
    let all = sets(matched, &[Filter::Area], Some(&known));
    mins.zip(maxs)
        .filter_map(|(min, max)| {
            let twice = |m2: u32| m2.saturating_mul(2);
            let group: Vec<Rows<'_>> = all
                .iter()
                .map(|rows| {
                    let shard = rows.shard;
                    let slices = &shard.area_slices;
                    let mut set = slices.within(min.map(twice), max.map(twice), shard.id.len());
                    bits::intersect(&mut set, &rows.set);
                    Rows { shard, set }
                })
                .collect();
            let figures = figures(&group);
            let value = Range { min, max };
            (figures.count > 0).then_some(Group { value, figures })
        })
        .collect()
}

fn area_known(shard: &Shard) -> &[u64] {
    shard.area_known.words()
}

/// The number at the `percent`th hundredth of the sorted numbers of `group`, which has `count` rows.
fn percentile(group: &[Rows<'_>], slices: fn(&Shard) -> &Slices, count: u32, percent: u32) -> u32 {
    let parts: Vec<(&Slices, &[u64])> = group
        .iter()
        .map(|rows| (slices(rows.shard), rows.set.as_slice()))
        .collect();
    let rank = (u64::from(count) * u64::from(percent)).div_ceil(100).max(1);
    bits::ranked(&parts, u32::try_from(rank).unwrap_or(u32::MAX))
}

/// The first of 1, 2, 5, 10, 20, 50 … times `least` of which `steps` reach at least `length`.
fn step(length: u32, steps: u32, least: u32) -> u32 {
    let mut step = least;
    for factor in [2, 5, 10].into_iter().cycle() {
        if step.saturating_mul(steps) >= length {
            break;
        }
        // From 2 to 5 and from 5 to 10 the step is multiplied from the last power of ten.
        let base = match factor {
            2 => step,
            5 => step / 2,
            _ => step / 5,
        };
        step = base.saturating_mul(factor);
    }
    step
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn steps_are_round_numbers() {
        assert_eq!(step(0, 24, 100), 100);
        assert_eq!(step(2_400, 24, 100), 100);
        assert_eq!(step(2_401, 24, 100), 200);
        assert_eq!(step(12_000, 24, 100), 500);
        assert_eq!(step(12_001, 24, 100), 1_000);
        assert_eq!(step(40_000, 24, 100), 2_000);
        assert_eq!(step(100_000, 24, 100), 5_000);
        assert_eq!(step(200_000, 24, 100), 10_000);
        assert!(step(u32::MAX, 24, 1) >= u32::MAX / 24);
    }
}
