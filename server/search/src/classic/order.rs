//! The orders of lists: every home of every city in one line, so that any part of it is at hand.

use crate::{
    bits,
    model::{Key, Model, Order},
};
use std::sync::{Arc, Mutex, PoisonError};

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HomeOrder {
    /// The day it became public.
    #[default]
    Day,
    /// Monthly rent.
    Rent,
}

impl HomeOrder {
    /// The order that is kept; the other direction is read from its end.
    pub(super) const fn kept(self) -> Order {
        match self {
            Self::Day => Order::Newest,
            Self::Rent => Order::RentUp,
        }
    }

    /// Whether the kept order is the one that is asked for.
    pub(super) const fn is_forward(self, descending: bool) -> bool {
        match self {
            Self::Day => descending,
            Self::Rent => !descending,
        }
    }
}

/// Shard and row of a home.
pub(super) type Place = (u32, u32);

/// What a line was made from: lineage, rows and homes of each shard.
type Stamp = Vec<(u64, u32, u32)>;

/// Every home in one order.
#[derive(Default)]
pub(super) struct Line {
    stamp: Stamp,
    pub(super) places: Vec<Place>,
}

/// The lines of all orders, as they were made last.
#[derive(Default)]
pub(super) struct Lines {
    day: Mutex<Arc<Line>>,
    rent: Mutex<Arc<Line>>,
}

impl Lines {
    /// All homes of `model` in `order`.
    pub(super) fn line(&self, model: &Model, order: HomeOrder) -> Arc<Line> {
        let kept = match order {
            HomeOrder::Day => &self.day,
            HomeOrder::Rent => &self.rent,
        };
        // Whoever comes while it is made anew waits: it is a matter of a millisecond.
        let mut line = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if !line.is_of(model) {
            *line = Arc::new(line.brought_to(model, order.kept()));
        }
        Arc::clone(&line)
    }
}

impl Line {
    fn is_of(&self, model: &Model) -> bool {
        let shards = model.shards();
        self.stamp.len() == shards.len()
            && self
                .stamp
                .iter()
                .zip(shards)
                .all(|(stamp, shard)| *stamp == (shard.lineage, shard.rows(), shard.len()))
    }

    /// The same line for `model`, which is mostly a little newer.
    fn brought_to(&self, model: &Model, order: Order) -> Self {
        let shards = model.shards();
        let goes_on = self.stamp.len() <= shards.len()
            && self
                .stamp
                .iter()
                .zip(shards)
                .all(|((lineage, rows, _), shard)| {
                    *lineage == shard.lineage && *rows <= shard.rows()
                });
        let lives = |(shard, row): &Place| {
            let shard = shards.get(*shard as usize);
            shard.is_some_and(|shard| bits::contains(shard.live.words(), *row))
        };
        let key = |(at, row): &Place| {
            let shard = shards.get(*at as usize);
            (shard.map(|shard| shard.key(order, *row)), *at, *row)
        };
        let known = |at: usize| match self.stamp.get(at) {
            Some((_, rows, _)) if goes_on => *rows,
            _ => 0,
        };
        let mut added: Vec<Place> = (0..)
            .zip(shards)
            .enumerate()
            .flat_map(|(at, (index, shard))| (known(at)..shard.rows()).map(move |row| (index, row)))
            .filter(lives)
            .collect();
        added.sort_by_cached_key(key);
        let mut places = Vec::with_capacity(model.len() as usize);
        let mut rest: &[Place] = if goes_on { &self.places } else { &[] };
        for place in added {
            let wanted = key(&place);
            let at = rest.partition_point(|other| key(other) < wanted);
            let (before, after) = rest.split_at(at);
            places.extend(before.iter().copied().filter(lives));
            places.push(place);
            rest = after;
        }
        places.extend(rest.iter().copied().filter(lives));
        Self {
            stamp: shards
                .iter()
                .map(|shard| (shard.lineage, shard.rows(), shard.len()))
                .collect(),
            places,
        }
    }
}

/// Whether sorting the `matches` costs less than walking along all `rows` to the part `(skip, length)`.
pub(super) fn is_rare(matches: usize, (skip, length): (usize, usize), rows: usize) -> bool {
    let reach = (skip + length).min(matches - skip.min(matches));
    let walk = reach.saturating_mul(rows / matches.max(1));
    matches.saturating_mul(4) < walk
}

/// `length` of `all` after the first `skip`, sorted no further than needed.
pub(super) fn sorted(
    all: impl Iterator<Item = (Key, Place)>,
    (skip, length): (usize, usize),
) -> Vec<Place> {
    let mut all: Vec<(Key, Place)> = all.collect();
    if skip >= all.len() {
        return Vec::new();
    }
    if skip > 0 {
        all.select_nth_unstable(skip);
        all.drain(..skip);
    }
    if length < all.len() {
        all.select_nth_unstable(length);
        all.truncate(length);
    }
    all.sort_unstable();
    all.into_iter().map(|(_, place)| place).collect()
}

/// `length` of the `matches` in `line` after the first `skip`, from whichever end is nearer.
pub(super) fn walked(
    line: impl DoubleEndedIterator<Item = Place>,
    matches: usize,
    (skip, length): (usize, usize),
    is_match: impl Fn(&Place) -> bool,
) -> Vec<Place> {
    let after = matches.saturating_sub(skip + length);
    if after < skip {
        let found = line.rev().filter(is_match).skip(after).take(length);
        let mut found: Vec<Place> = found.collect();
        found.reverse();
        found
    } else {
        line.filter(is_match).skip(skip).take(length).collect()
    }
}
