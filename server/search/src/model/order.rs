//! The orders of results.

use domain::Sort;
use std::cmp::Reverse;

/// An order that is kept sorted; relevance depends on the text and is sorted when asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Newest,
    RentUp,
    RentDown,
    Area,
    RentPerArea,
}

impl Order {
    /// Every order, by its index.
    pub const ALL: [Self; 5] = [
        Self::Newest,
        Self::RentUp,
        Self::RentDown,
        Self::Area,
        Self::RentPerArea,
    ];

    /// The presorted order for `sort`; relevance without a text means newest first.
    pub fn of(sort: Sort) -> Self {
        match sort {
            Sort::Relevance | Sort::Newest => Self::Newest,
            Sort::RentUp => Self::RentUp,
            Sort::RentDown => Self::RentDown,
            Sort::Area => Self::Area,
            Sort::RentPerArea => Self::RentPerArea,
        }
    }
}

/// The place of a listing in an order: ascending, ties by id with the newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What is sorted by, so that ascending numbers are the order.
    pub primary: u32,
    /// The listing.
    pub id: Reverse<i64>,
}

/// The primary of an unknown area: after all others.
pub const UNKNOWN: u32 = u32::MAX;

/// `rows`, which are sorted by `key`, with `added` put in where they belong.
pub fn merged<K: Ord>(rows: &[u32], mut added: Vec<u32>, key: impl Fn(u32) -> K) -> Vec<u32> {
    added.sort_by_cached_key(|row| key(*row));
    let mut merged = Vec::with_capacity(rows.len() + added.len());
    let mut rest = rows;
    for row in added {
        let place = key(row);
        let (before, after) = rest.split_at(rest.partition_point(|row| key(*row) < place));
        merged.extend_from_slice(before);
        merged.push(row);
        rest = after;
    }
    merged.extend_from_slice(rest);
    merged
}
