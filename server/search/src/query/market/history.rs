//! Rents by the month in which homes became public.

use super::{Rows, figures};
use crate::bits;
use chrono::{Datelike, NaiveDate};
use domain::market::{Group, MONTH_MIN, MONTHS_MAX, Month};

/// The newest months that have enough homes, oldest first.
pub fn by_month(group: &[Rows<'_>]) -> Vec<Group<Month>> {
    let Some(calendar) = Calendar::of(group) else {
        return Vec::new();
    };
    let mut counts = vec![0u32; calendar.months.len()];
    for (rows, row) in every(group) {
        if let Some(count) = counts.get_mut(calendar.month(rows, row)) {
            *count += 1;
        }
    }
    let enough: Vec<usize> = (0..counts.len())
        .filter(|month| counts.get(*month).is_some_and(|count| *count >= MONTH_MIN))
        .collect();
    let shown = enough.get(enough.len().saturating_sub(MONTHS_MAX)..);
    let shown = shown.unwrap_or_default();
    // Where the rows of a month are collected; none for months that are not shown.
    let mut places = vec![usize::MAX; counts.len()];
    for (place, month) in shown.iter().enumerate() {
        if let Some(at) = places.get_mut(*month) {
            *at = place;
        }
    }
    let mut months: Vec<Vec<Rows<'_>>> = shown.iter().map(|_| Vec::new()).collect();
    for rows in group {
        let mut sets: Vec<Vec<u64>> = shown.iter().map(|_| Vec::new()).collect();
        for row in bits::rows(&rows.set) {
            let place = places.get(calendar.month(rows, row));
            let Some(set) = place.and_then(|place| sets.get_mut(*place)) else {
                continue;
            };
            if set.is_empty() {
                set.resize(rows.set.len(), 0);
            }
            if let Some(word) = set.get_mut(row as usize / 64) {
                *word |= 1 << (row % 64);
            }
        }
        for (month, set) in months.iter_mut().zip(sets) {
            if !set.is_empty() {
                month.push(Rows {
                    shard: rows.shard,
                    set,
                });
            }
        }
    }
    shown
        .iter()
        .zip(months)
        .filter_map(|(month, group)| {
            Some(Group {
                value: *calendar.months.get(*month)?,
                figures: figures(&group),
            })
        })
        .collect()
}

fn every<'g, 'a>(group: &'g [Rows<'a>]) -> impl Iterator<Item = (&'g Rows<'a>, u32)> {
    group
        .iter()
        .flat_map(|rows| bits::rows(&rows.set).map(move |row| (rows, row)))
}

/// The months between the first and the last day of a group, by day: looking a day up is faster than
/// reckoning its month for every home.
struct Calendar {
    first: i32,
    /// For each day since `first` the place of its month in `months`.
    days: Vec<usize>,
    months: Vec<Month>,
}

impl Calendar {
    fn of(group: &[Rows<'_>]) -> Option<Self> {
        let days = || every(group).map(|(rows, row)| day(rows, row));
        let (first, last) = (days().min()?, days().max()?);
        let mut calendar = Self {
            first,
            days: Vec::new(),
            months: Vec::new(),
        };
        for day in first..=last {
            let date = NaiveDate::from_num_days_from_ce_opt(day)?;
            let month = Month {
                year: date.year(),
                month: date.month(),
            };
            if calendar.months.last() != Some(&month) {
                calendar.months.push(month);
            }
            calendar.days.push(calendar.months.len() - 1);
        }
        Some(calendar)
    }

    /// The place of the month of `row` in `months`.
    fn month(&self, rows: &Rows<'_>, row: u32) -> usize {
        let since = day(rows, row) - self.first;
        let month = usize::try_from(since).ok();
        month
            .and_then(|since| self.days.get(since).copied())
            .unwrap_or(usize::MAX)
    }
}

fn day(rows: &Rows<'_>, row: u32) -> i32 {
    let day = rows.shard.published.get(row as usize);
    day.copied().unwrap_or(0)
}
