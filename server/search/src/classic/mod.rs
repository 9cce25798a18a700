//! Lists of homes as clients of the classic system page through them: any page at once, by day or by
//! rent, in either direction, with a text that the headline contains to the letter.
//!
//! What these lists need beyond the model is made when somebody first asks, and brought up to date when
//! homes have changed since. Where nobody asks it costs nothing.

mod order;
mod row;
mod titles;

pub use order::HomeOrder;
pub use row::HomeRow;

use crate::{
    ListingIndex,
    bits::{self, Bitmap},
    model::{HouseTypeId, Model, Shard},
    query::filters,
};
use domain::{DivisionCode, ListingId, Range};
use order::{Line, Lines};
use std::sync::Arc;
use titles::AllTitles;

/// Which homes, and in which order.
#[derive(Clone, Copy, Debug, Default)]
pub struct HomesQuery<'a> {
    /// City or district; one without homes has none.
    pub division: Option<DivisionCode>,
    /// A text that the headline contains, letter by letter.
    pub title: Option<&'a str>,
    /// Monthly rent in CNY.
    pub rent: Range,
    /// Area in m².
    pub area: Range,
    /// The number of the house type.
    pub house_type: Option<i64>,
    /// What they are ordered by. Homes that are equal in it stand by their numbers.
    pub order: HomeOrder,
    /// Whether the last day or the highest rent stands first.
    pub descending: bool,
}

impl HomesQuery<'_> {
    fn takes_all(&self) -> bool {
        self.division.is_none()
            && self.title.is_none()
            && self.rent.is_open()
            && self.area.is_open()
            && self.house_type.is_none()
    }
}

/// What lists need beyond the model.
#[derive(Default)]
pub(crate) struct Lists {
    lines: Lines,
    titles: AllTitles,
}

/// The homes of one list, of which any part can be taken.
pub struct Homes<'a> {
    model: &'a Model,
    query: HomesQuery<'a>,
    /// The rows that match, by shard; nothing where all do.
    sets: Option<Vec<Vec<u64>>>,
    /// The one shard whose homes match, if there is one only.
    only: Option<&'a Shard>,
    lines: &'a Lines,
    total: usize,
}

impl ListingIndex {
    /// Lets `read` take parts of the list of homes that `query` asks for.
    pub fn homes<R>(&self, query: &HomesQuery<'_>, read: impl FnOnce(&Homes<'_>) -> R) -> R {
        let version = self.version();
        let lists = &self.inner().lists;
        read(&Homes::of(&version.model, *query, lists))
    }

    /// Lets `read` look at a public home; nothing where there is none.
    pub fn home<R>(&self, id: ListingId, read: impl FnOnce(HomeRow<'_>) -> R) -> Option<R> {
        let version = self.version();
        let location = version.model.locate(id.0)?;
        let shard = version.model.shards().get(location.shard as usize)?;
        Some(read(HomeRow::new(shard, location.row)))
    }
}

impl<'a> Homes<'a> {
    fn of(model: &'a Model, query: HomesQuery<'a>, lists: &'a Lists) -> Self {
        if query.takes_all() {
            return Self {
                model,
                query,
                sets: None,
                only: None,
                lines: &lists.lines,
                total: model.len() as usize,
            };
        }
        let mut sets = Vec::with_capacity(model.shards().len());
        let (mut total, mut only, mut parts) = (0, None, 0);
        for shard in model.shards() {
            let set = matches(shard, &query, lists);
            let count = bits::count(&set) as usize;
            if count > 0 {
                parts += 1;
                only = Some(shard.as_ref());
                total += count;
            }
            sets.push(set);
        }
        Self {
            model,
            query,
            sets: Some(sets),
            only: only.filter(|_| parts == 1),
            lines: &lists.lines,
            total,
        }
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.total
    }

    /// At most `length` of them after the first `skip`.
    pub fn part(&self, skip: usize, length: usize) -> Vec<HomeRow<'a>> {
        let length = length.min(self.total.saturating_sub(skip));
        if length == 0 {
            return Vec::new();
        }
        let forward = self.query.order.is_forward(self.query.descending);
        let first = if forward {
            skip
        } else {
            self.total - skip - length
        };
        let mut places = self.places(first, length);
        if !forward {
            places.reverse();
        }
        let shards = self.model.shards();
        places
            .into_iter()
            .filter_map(|(shard, row)| Some(HomeRow::new(shards.get(shard as usize)?, row)))
            .collect()
    }

    /// Shard and row of `length` matches after the first `skip`, in the direction that is kept.
    fn places(&self, skip: usize, length: usize) -> Vec<(u32, u32)> {
        let order = self.query.order.kept();
        let Some(sets) = &self.sets else {
            let line = self.lines.line(self.model, self.query.order);
            let part = line.places.get(skip..skip + length);
            return part.unwrap_or_default().to_vec();
        };
        if let Some(shard) = self.only {
            let index = self.model.shards().iter().zip(0_u32..);
            let index = index
                .into_iter()
                .find(|(one, _)| std::ptr::eq(one.as_ref(), shard));
            let index = index.map_or(0, |(_, index)| index);
            let set = sets.get(index as usize).map_or(&[][..], Vec::as_slice);
            let rows = shard.ordered(order);
            let found = if order::is_rare(self.total, (skip, length), rows.len()) {
                order::sorted(
                    bits::rows(set).map(|row| (shard.key(order, row), (index, row))),
                    (skip, length),
                )
            } else {
                let walk = rows.iter().map(|row| (index, *row));
                order::walked(walk, self.total, (skip, length), |(_, row)| {
                    bits::contains(set, *row)
                })
            };
            return found;
        }
        let count = self.model.len() as usize;
        if order::is_rare(self.total, (skip, length), count) {
            let shards = self.model.shards().iter().zip(0_u32..).zip(sets);
            let all = shards.flat_map(|((shard, index), set)| {
                bits::rows(set).map(move |row| (shard.key(order, row), (index, row)))
            });
            return order::sorted(all, (skip, length));
        }
        let line: Arc<Line> = self.lines.line(self.model, self.query.order);
        let walk = line.places.iter().copied();
        order::walked(walk, self.total, (skip, length), |(shard, row)| {
            let set = sets.get(*shard as usize);
            set.is_some_and(|set| bits::contains(set, *row))
        })
    }
}

/// The rows of `shard` that `query` asks for; no word at all where there is none.
fn matches(shard: &Shard, query: &HomesQuery<'_>, lists: &Lists) -> Vec<u64> {
    let nothing = |range: Range| range.min.zip(range.max).is_some_and(|(min, max)| min > max);
    let district = within(shard, query.division);
    let Some(district) = district.filter(|_| !nothing(query.rent) && !nothing(query.area)) else {
        return Vec::new();
    };
    let rows = shard.id.len();
    let mut set = vec![0; bits::words_for(rows)];
    bits::unite(&mut set, shard.live.words());
    if let Some(district) = district {
        bits::intersect(&mut set, shard.districts.rows_of(district));
    }
    if let Some(id) = query.house_type {
        let id = HouseTypeId::try_from(id).ok();
        let known = shard
            .house_types
            .iter()
            .find(|(known, _)| Some(*known) == id);
        bits::intersect(&mut set, known.map_or(&[], |(_, rows)| Bitmap::words(rows)));
    }
    if !query.rent.is_open() {
        let Range { min, max } = query.rent;
        bits::intersect(&mut set, &shard.rent_slices.within(min, max, rows));
    }
    if let Some(area) = filters::area(shard, query.area) {
        bits::intersect(&mut set, &area);
    }
    if let Some(text) = query.title
        && set.iter().any(|word| *word != 0)
    {
        bits::intersect(&mut set, &lists.titles.containing(shard, text));
    }
    set
}

/// Whether `shard` has homes in `division`, and the district if it is one.
#[expect(clippy::option_option, reason = "outside, all of it, a district of it")]
fn within(shard: &Shard, division: Option<DivisionCode>) -> Option<Option<i64>> {
    let Some(code) = division else {
        return Some(None);
    };
    if shard.city.id == i64::from(code.as_city().0) {
        return Some(None);
    }
    let district = i64::from(code.0);
    let known = shard.districts.names.code(district);
    known.map(|_| Some(district))
}
