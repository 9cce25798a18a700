//! The filters of a search as sets of rows of one shard.

use super::strips::Strips;
use crate::{
    bits::{self, Bitmap},
    model::{Places, Shard, shard},
};
use domain::{Area, Circle, ListingQuery, MapBox, Point, Range};
use std::borrow::Cow;

/// A filter within a city.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    Text,
    District,
    BusinessDistrict,
    Estate,
    Station,
    Rent,
    Area,
    Rooms,
    Mode,
    Orientation,
    Floor,
    Decoration,
    Payment,
    Lift,
    Subway,
    NoFee,
    Tag,
    MapBox,
    Within,
    AvailableBy,
}

/// The sets of all filters that are set.
pub struct Filters<'a> {
    shard: &'a Shard,
    sets: Vec<(Filter, Cow<'a, [u64]>)>,
}

impl<'a> Filters<'a> {
    /// The sets of `query` in `shard`; `text` are the rows that match its text, if it has one.
    pub fn new(shard: &'a Shard, query: &ListingQuery, text: Option<&'a [u64]>) -> Self {
        let mut sets: Vec<(Filter, Cow<'a, [u64]>)> = Vec::new();
        let mut put = |filter, set: Option<Cow<'a, [u64]>>| {
            sets.extend(set.map(|set| (filter, set)));
        };
        let values = &shard.values;
        put(Filter::Text, text.map(Cow::Borrowed));
        put(
            Filter::District,
            any_of(
                query
                    .districts
                    .iter()
                    .map(|code| rows_of(&shard.districts, code.0.into())),
                shard,
            ),
        );
        put(
            Filter::BusinessDistrict,
            any_of(
                query
                    .business_districts
                    .iter()
                    .map(|id| rows_of(&shard.business_districts, id.0)),
                shard,
            ),
        );
        put(Filter::Estate, estates(shard, query));
        put(
            Filter::Station,
            query.around.map(|circle| Cow::Owned(near(shard, &circle))),
        );
        put(
            Filter::Rent,
            within(query.rent)
                .map(|(min, max)| Cow::Owned(shard.rent_slices.within(min, max, shard.id.len()))),
        );
        put(Filter::Area, area(shard, query.area));
        put(
            Filter::Rooms,
            any_of(
                query
                    .rooms
                    .iter()
                    .map(|rooms| value(&values.rooms, rooms.get().into())),
                shard,
            ),
        );
        put(
            Filter::Mode,
            any_of(
                query
                    .modes
                    .iter()
                    .map(|mode| value(&values.modes, *mode as usize)),
                shard,
            ),
        );
        put(
            Filter::Orientation,
            any_of(
                query
                    .orientations
                    .iter()
                    .map(|orientation| value(&values.orientations, *orientation as usize)),
                shard,
            ),
        );
        put(
            Filter::Floor,
            any_of(
                query
                    .floors
                    .iter()
                    .map(|band| value(&values.floors, *band as usize)),
                shard,
            ),
        );
        put(
            Filter::Decoration,
            any_of(
                query
                    .decorations
                    .iter()
                    .map(|decoration| value(&values.decorations, *decoration as usize)),
                shard,
            ),
        );
        put(
            Filter::Payment,
            any_of(
                query
                    .payments
                    .iter()
                    .map(|payment| value(&values.payments, *payment as usize)),
                shard,
            ),
        );
        for (filter, set, bitmap) in [
            (Filter::Lift, query.lift, &values.lift),
            (Filter::Subway, query.subway, &values.subway),
            (Filter::NoFee, query.no_fee, &values.no_fee),
        ] {
            put(filter, set.then(|| Cow::Borrowed(bitmap.words())));
        }
        put(Filter::Tag, tags(shard, query));
        put(
            Filter::MapBox,
            query
                .map_box
                .map(|map_box| Cow::Owned(inside(shard, &map_box))),
        );
        put(
            Filter::Within,
            query
                .within
                .as_ref()
                .map(|area| Cow::Owned(within_area(shard, area))),
        );
        put(
            Filter::AvailableBy,
            query.available_by.map(|day| {
                let day = Some(shard::day_number(day));
                Cow::Owned(shard.available_slices.within(None, day, shard.id.len()))
            }),
        );
        Self { shard, sets }
    }

    /// Whether `filter` is set.
    pub fn has(&self, filter: Filter) -> bool {
        self.sets.iter().any(|(set, _)| *set == filter)
    }

    /// How many live rows pass every filter but those `dropped`.
    pub fn count(&self, dropped: &[Filter]) -> u32 {
        if self.sets.iter().all(|(filter, _)| dropped.contains(filter)) {
            self.shard.len()
        } else {
            bits::count(&self.passing(dropped))
        }
    }

    /// The live rows that pass every filter but those `dropped`.
    pub fn passing(&self, dropped: &[Filter]) -> Vec<u64> {
        let mut passing = vec![0; bits::words_for(self.shard.id.len())];
        bits::unite(&mut passing, self.shard.live.words());
        for (filter, set) in &self.sets {
            if !dropped.contains(filter) {
                bits::intersect(&mut passing, set);
            }
        }
        passing
    }
}

fn rows_of(places: &Places, id: i64) -> &[u64] {
    places.rows_of(id)
}

fn value(bitmaps: &[Bitmap], value: usize) -> &[u64] {
    bitmaps.get(value).map_or(&[], Bitmap::words)
}

/// The rows in any of `sets`; `None` for no set at all, which filters nothing.
fn any_of<'a>(
    mut sets: impl ExactSizeIterator<Item = &'a [u64]>,
    shard: &Shard,
) -> Option<Cow<'a, [u64]>> {
    if sets.len() == 1 {
        return sets.next().map(Cow::Borrowed);
    }
    let mut any = vec![0; bits::words_for(shard.id.len())];
    (sets.len() > 0).then(|| {
        sets.for_each(|set| bits::unite(&mut any, set));
        Cow::Owned(any)
    })
}

fn within(range: Range) -> Option<(Option<u32>, Option<u32>)> {
    (!range.is_open()).then_some((range.min, range.max))
}

pub fn area(shard: &Shard, range: Range) -> Option<Cow<'static, [u64]>> {
    let (min, max) = within(range)?;
    let twice = |m2: u32| m2.saturating_mul(2);
    let mut set = shard
        .area_slices
        .within(min.map(twice), max.map(twice), shard.id.len());
    bits::intersect(&mut set, shard.area_known.words());
    Some(Cow::Owned(set))
}

/// The rows that have all tags.
fn tags<'a>(shard: &'a Shard, query: &ListingQuery) -> Option<Cow<'a, [u64]>> {
    let mut all: Option<Cow<'a, [u64]>> = None;
    for tag in &query.tags {
        let rows = shard
            .tags
            .code(tag.0)
            .and_then(|code| shard.tag_rows.get(code as usize))
            .map_or(&[][..], Bitmap::words);
        match &mut all {
            None => all = Some(Cow::Borrowed(rows)),
            Some(all) => bits::intersect(all.to_mut(), rows),
        }
    }
    all
}

/// The rows in any of the estates. There are too many estates for a bitmap each: the column is read.
fn estates(shard: &Shard, query: &ListingQuery) -> Option<Cow<'static, [u64]>> {
    if query.estates.is_empty() {
        return None;
    }
    let codes: Vec<u32> = query
        .estates
        .iter()
        .filter_map(|id| shard.estates.code(id.0))
        .collect();
    let mut set = vec![0; bits::words_for(shard.id.len())];
    for code in codes {
        for (word, estates) in set.iter_mut().zip(shard.estate.chunks(64)) {
            if estates.contains(&code) {
                for (bit, estate) in estates.iter().enumerate() {
                    *word |= u64::from(*estate == code) << bit;
                }
            }
        }
    }
    Some(Cow::Owned(set))
}

fn inside(shard: &Shard, map_box: &MapBox) -> Vec<u64> {
    let positions = &shard.positions;
    positions.rows_where(shard, |point| map_box.contains(point))
}

fn within_area(shard: &Shard, area: &Area) -> Vec<u64> {
    let strips = Strips::of(area);
    let positions = &shard.positions;
    positions.rows_where(shard, |point| strips.contains(point))
}

/// The rows that lie within `circle`.
pub fn near(shard: &Shard, circle: &Circle) -> Vec<u64> {
    let bounds = circle.bounds();
    rows_at(shard, |point| {
        bounds.contains(point) && circle.contains(point)
    })
}

/// The rows whose point passes `test`; no test may pass the point of a home without one, which is
/// not a number.
fn rows_at(shard: &Shard, test: impl Fn(Point) -> bool) -> Vec<u64> {
    shard
        .point
        .chunks(64)
        .map(|points| {
            points
                .iter()
                .enumerate()
                .fold(0, |word, (bit, (lon, lat))| {
                    let point = Point {
                        lon: *lon,
                        lat: *lat,
                    };
                    word | u64::from(test(point)) << bit
                })
        })
        .collect()
}
