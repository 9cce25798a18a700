//! Whole numbers as bit slices: slice `i` holds bit `i` of every row's number. A range becomes one
//! word operation per bit and 64 rows, and a quantile a descent over counts, both without sorting.

use super::{count, words_for};

/// The numbers of all rows; a row that was never set has 0.
#[derive(Clone, Debug, Default)]
pub struct Slices {
    /// From the lowest bit up; every slice as long as the rows that were set need.
    slices: Vec<Vec<u64>>,
}

impl Slices {
    /// Gives `row`, which has no number yet, its number.
    pub fn set(&mut self, row: u32, number: u32) {
        let bits = (u32::BITS - number.leading_zeros()) as usize;
        if bits > self.slices.len() {
            self.slices.resize_with(bits, Vec::new);
        }
        for (bit, slice) in self.slices.iter_mut().enumerate().take(bits) {
            if number & (1 << bit) != 0 {
                super::set_bit(slice, row);
            }
        }
    }

    /// The rows among the first `rows` whose number lies from `min` to `max`, both included. Bits
    /// beyond `rows` may be set.
    pub fn within(&self, min: Option<u32>, max: Option<u32>, rows: usize) -> Vec<u64> {
        let mut set = match min {
            Some(min) => self.at_least(min, rows),
            None => vec![u64::MAX; words_for(rows)],
        };
        if let Some(above) = max.and_then(|max| max.checked_add(1)) {
            super::subtract(&mut set, &self.at_least(above, rows));
        }
        set
    }

    fn at_least(&self, min: u32, rows: usize) -> Vec<u64> {
        let words = words_for(rows);
        let bits = (u32::BITS - min.leading_zeros()) as usize;
        if bits > self.slices.len() {
            return vec![0; words];
        }
        let mut set = vec![u64::MAX; words];
        // From the lowest bit up: `set` holds the rows whose lower bits are at least those of `min`.
        // Below the lowest one of `min` every row is.
        for (bit, slice) in self
            .slices
            .iter()
            .enumerate()
            .skip(min.trailing_zeros() as usize)
        {
            if min & (1 << bit) != 0 {
                super::intersect(&mut set, slice);
            } else {
                super::unite(&mut set, slice);
            }
        }
        set
    }
}

/// The number at `rank` (from 1) among the sorted numbers of the rows in `parts`, each a set of rows
/// and their numbers. `rank` must not exceed the rows.
pub fn ranked(parts: &[(&Slices, &[u64])], rank: u32) -> u32 {
    let mut rank = rank;
    let mut number = 0;
    let mut left: Vec<Vec<u64>> = parts.iter().map(|(_, set)| set.to_vec()).collect();
    let mut rows: u32 = left.iter().map(|set| count(set)).sum();
    let top = parts.iter().map(|(slices, _)| slices.slices.len()).max();
    for bit in (0..top.unwrap_or(0)).rev() {
        let slice = |part: usize| {
            parts
                .get(part)
                .and_then(|(slices, _)| slices.slices.get(bit))
                .map_or(&[][..], Vec::as_slice)
        };
        let ones: u32 = left
            .iter()
            .enumerate()
            .map(|(part, set)| super::count_shared(set, slice(part)))
            .sum();
        if ones == 0 {
            continue;
        }
        let zeros = rows - ones;
        if rank > zeros {
            rank -= zeros;
            rows = ones;
            number |= 1 << bit;
            for (part, set) in left.iter_mut().enumerate() {
                super::intersect(set, slice(part));
            }
        } else {
            rows = zeros;
            for (part, set) in left.iter_mut().enumerate() {
                super::subtract(set, slice(part));
            }
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bits::contains;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranges_and_ranks_are_those_of_the_numbers(
            numbers in proptest::collection::vec(prop_oneof![0u32..40, 0u32..5_000, any::<u32>()], 1..300),
            min in proptest::option::of(0u32..6_000),
            max in proptest::option::of(0u32..6_000),
            split in 0usize..300,
        ) {
            let split = split.min(numbers.len());
            let (one, other) = numbers.split_at(split);
            let build = |numbers: &[u32]| {
                let mut slices = Slices::default();
                numbers.iter().zip(0..).for_each(|(number, row)| slices.set(row, *number));
                slices
            };
            let all = build(&numbers);
            let set = all.within(min, max, numbers.len());
            for (row, number) in numbers.iter().enumerate() {
                let inside = min.is_none_or(|min| *number >= min) && max.is_none_or(|max| *number <= max);
                prop_assert_eq!(contains(&set, row as u32), inside);
            }
            let full = |rows: usize| {
                let mut set = crate::bits::Bitmap::default();
                (0..rows as u32).for_each(|row| set.insert(row));
                set
            };
            let (a, b) = (build(one), build(other));
            let (rows_a, rows_b) = (full(one.len()), full(other.len()));
            let parts = [(&a, rows_a.words()), (&b, rows_b.words())];
            let mut sorted = numbers.clone();
            sorted.sort_unstable();
            for (rank, number) in (1..).zip(sorted) {
                prop_assert_eq!(ranked(&parts, rank), number);
            }
        }
    }
}
