//! Taking the listings of a page out of the matches.

use super::{
    cursor::{Cursor, Ranking},
    matches::Part,
};
use crate::{
    bits,
    model::{Key, Order},
};
use std::{cmp::Reverse, collections::BinaryHeap};

/// Where a page starts.
#[derive(Clone, Copy, Debug)]
pub enum Start {
    /// After so many homes.
    Skip(usize),
    /// After this one.
    After(Cursor),
}

/// A match: its place in the order, its part and its row.
pub type Place = (Key, u32, u32);

/// Beyond this, merging shards home by home costs more than looking at all of their matches.
const MERGE_MAX: usize = 2_000;

/// The matches from `start`, at most `length`, in the order of `ranking`.
pub fn take(parts: &[Part<'_>], ranking: Ranking, start: Start, length: usize) -> Vec<Place> {
    let skip = match start {
        Start::Skip(skip) => skip,
        Start::After(_) => 0,
    };
    let Ranking::Order(order) = ranking else {
        return select(by_relevance(parts), start, length);
    };
    match parts {
        [part] => {
            let mut stream = Stream::new(part, 0, order, start, skip + length);
            stream.by_ref().take(skip).for_each(drop);
            stream.take(length).collect()
        }
        _ if skip > MERGE_MAX => {
            let places = (0..).zip(parts).flat_map(|(index, part)| {
                bits::rows(&part.set).map(move |row| (part.shard.key(order, row), index, row))
            });
            select(places.collect(), start, length)
        }
        _ => {
            let mut streams = streams(parts, order, start, skip + length);
            let mut places = merge(&mut streams, skip + length);
            places.drain(..skip.min(places.len()));
            places
        }
    }
}

/// Part and row of every match, in the order of `ranking`. Nothing else is kept of each meanwhile, unless it is
/// ranked by relevance.
pub fn all(parts: &[Part<'_>], ranking: Ranking) -> Vec<(u32, u32)> {
    let Ranking::Order(order) = ranking else {
        let places = select(by_relevance(parts), Start::Skip(0), usize::MAX);
        return places
            .into_iter()
            .map(|(_, part, row)| (part, row))
            .collect();
    };
    let total = parts.iter().map(|part| part.count as usize).sum();
    let mut streams = streams(parts, order, Start::Skip(0), total);
    let mut all = Vec::with_capacity(total);
    all.extend(Merged::of(&mut streams).map(|(_, part, row)| (part, row)));
    all
}

fn streams<'a>(parts: &'a [Part<'a>], order: Order, start: Start, reach: usize) -> Vec<Stream<'a>> {
    (0..)
        .zip(parts)
        .filter(|(_, part)| part.count > 0)
        .map(|(index, part)| Stream::new(part, index, order, start, reach))
        .collect()
}

fn merge(streams: &mut [Stream<'_>], length: usize) -> Vec<Place> {
    let mut merged = Vec::with_capacity(length);
    merged.extend(Merged::of(streams).take(length));
    merged
}

/// The matches of several streams, in their order.
struct Merged<'s, 'a> {
    streams: &'s mut [Stream<'a>],
    /// The next of each stream.
    heads: BinaryHeap<Reverse<(Place, usize)>>,
}

impl<'s, 'a> Merged<'s, 'a> {
    fn of(streams: &'s mut [Stream<'a>]) -> Self {
        let heads = streams
            .iter_mut()
            .enumerate()
            .filter_map(|(at, stream)| Some(Reverse((stream.next()?, at))))
            .collect();
        Self { streams, heads }
    }
}

impl Iterator for Merged<'_, '_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        let Reverse((place, at)) = self.heads.pop()?;
        let next = self.streams.get_mut(at).and_then(Iterator::next);
        self.heads.extend(next.map(|place| Reverse((place, at))));
        Some(place)
    }
}

fn by_relevance(parts: &[Part<'_>]) -> Vec<Place> {
    let mut places = Vec::new();
    for (index, part) in (0..).zip(parts) {
        for (row, worth) in part.text.iter().flat_map(|text| &text.worth) {
            if bits::contains(&part.set, *row) {
                let newest = part.shard.key(Order::Newest, *row);
                let key = Key {
                    primary: !u32::from(*worth),
                    id: newest.id,
                };
                places.push((key, index, *row));
            }
        }
    }
    places
}

/// The places from `start`, sorted no further than needed.
fn select(mut places: Vec<Place>, start: Start, length: usize) -> Vec<Place> {
    let skip = match start {
        Start::Skip(skip) => skip,
        Start::After(cursor) => {
            places.retain(|(key, ..)| *key > cursor.after);
            0
        }
    };
    if skip >= places.len() {
        return Vec::new();
    }
    let mut page = if skip > 0 {
        places.select_nth_unstable(skip);
        places.split_off(skip)
    } else {
        places
    };
    if length < page.len() {
        page.select_nth_unstable(length);
        page.truncate(length);
    }
    page.sort_unstable();
    page
}

/// The matches of one part in an order.
enum Stream<'a> {
    /// Looks along the presorted order for matches.
    Walk {
        part: &'a Part<'a>,
        index: u32,
        order: Order,
        rest: std::slice::Iter<'a, u32>,
    },
    /// The matches, sorted.
    Sorted(std::vec::IntoIter<Place>),
}

impl<'a> Stream<'a> {
    /// The matches from a cursor, or all of them; about `reach` of them will be taken.
    fn new(part: &'a Part<'a>, index: u32, order: Order, start: Start, reach: usize) -> Self {
        let rows = part.shard.ordered(order);
        let matches = part.count as usize;
        // Walking looks at `rows / matches` rows for each match; sorting looks at every match, and
        // several times.
        let walk = rows
            .len()
            .min(reach.saturating_mul(rows.len() / matches.max(1)));
        let sort = matches.saturating_mul(4 + matches.checked_ilog2().unwrap_or(0) as usize);
        if sort < walk {
            let mut places: Vec<Place> = bits::rows(&part.set)
                .map(|row| (part.shard.key(order, row), index, row))
                .collect();
            if let Start::After(cursor) = start {
                places.retain(|(key, ..)| *key > cursor.after);
            }
            places.sort_unstable();
            return Self::Sorted(places.into_iter());
        }
        let from = match start {
            Start::Skip(_) => 0,
            Start::After(cursor) => {
                rows.partition_point(|row| part.shard.key(order, *row) <= cursor.after)
            }
        };
        Self::Walk {
            part,
            index,
            order,
            rest: rows.get(from..).unwrap_or_default().iter(),
        }
    }
}

impl Iterator for Stream<'_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        match self {
            Self::Walk {
                part,
                index,
                order,
                rest,
            } => rest
                .find(|row| bits::contains(&part.set, **row))
                .map(|row| (part.shard.key(*order, *row), *index, *row)),
            Self::Sorted(places) => places.next(),
        }
    }
}
