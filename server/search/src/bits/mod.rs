//! Sets of rows as bits, and the loops over their words.
//!
//! The loops are plain Rust; [`pulp`] compiles them once more for the vector instructions of newer
//! processors and picks at run time, since releases are built for any x86-64.

mod slices;

pub use slices::{Slices, ranked};

/// A set of rows that grows; words beyond its end are zero.
#[derive(Clone, Debug, Default)]
pub struct Bitmap {
    words: Vec<u64>,
}

impl Bitmap {
    /// Puts `row` in.
    pub fn insert(&mut self, row: u32) {
        set_bit(&mut self.words, row);
    }

    /// Takes `row` out.
    pub fn remove(&mut self, row: u32) {
        if let Some(bits) = self.words.get_mut(row as usize / 64) {
            *bits &= !(1 << (row % 64));
        }
    }

    /// The words; those beyond the end are zero.
    pub fn words(&self) -> &[u64] {
        &self.words
    }
}

/// Sets the bit of `row`; `words` grow as needed, with little to spare: there are hundreds of sets.
fn set_bit(words: &mut Vec<u64>, row: u32) {
    const SPARE: usize = 16;
    let word = row as usize / 64;
    if word >= words.len() {
        if word >= words.capacity() {
            words.reserve_exact(word + SPARE - words.len());
        }
        words.resize(word + 1, 0);
    }
    if let Some(bits) = words.get_mut(word) {
        *bits |= 1 << (row % 64);
    }
}

/// Words that hold `rows` bits.
pub fn words_for(rows: usize) -> usize {
    rows.div_ceil(64)
}

/// Whether `row` is in `words`.
pub fn contains(words: &[u64], row: u32) -> bool {
    words
        .get(row as usize / 64)
        .is_some_and(|bits| bits & (1 << (row % 64)) != 0)
}

/// Keeps in `set` what is in `other` too.
pub fn intersect(set: &mut [u64], other: &[u64]) {
    let shared = set.len().min(other.len());
    let (head, tail) = set.split_at_mut(shared);
    pulp::Arch::new().dispatch(|| {
        for (set, other) in head.iter_mut().zip(other) {
            *set &= other;
        }
    });
    tail.fill(0);
}

/// Takes out of `set` what is in `other`.
pub fn subtract(set: &mut [u64], other: &[u64]) {
    pulp::Arch::new().dispatch(|| {
        for (set, other) in set.iter_mut().zip(other) {
            *set &= !other;
        }
    });
}

/// Adds to `set` what is in `other`; rows beyond the end of `set` are left out.
pub fn unite(set: &mut [u64], other: &[u64]) {
    pulp::Arch::new().dispatch(|| {
        for (set, other) in set.iter_mut().zip(other) {
            *set |= other;
        }
    });
}

/// Rows in `set`.
pub fn count(set: &[u64]) -> u32 {
    pulp::Arch::new().dispatch(|| set.iter().map(|bits| bits.count_ones()).sum())
}

/// Rows in both sets.
pub fn count_shared(one: &[u64], other: &[u64]) -> u32 {
    pulp::Arch::new().dispatch(|| {
        one.iter()
            .zip(other)
            .map(|(one, other)| (one & other).count_ones())
            .sum()
    })
}

/// The rows in `set`, ascending.
pub fn rows(set: &[u64]) -> impl Iterator<Item = u32> + '_ {
    set.iter().zip(0u32..).flat_map(|(bits, word)| {
        let mut left = *bits;
        std::iter::from_fn(move || {
            (left != 0).then(|| {
                let bit = left.trailing_zeros();
                left &= left - 1;
                word * 64 + bit
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn bitmap(rows: &BTreeSet<u32>) -> Bitmap {
        let mut bitmap = Bitmap::default();
        rows.iter().for_each(|row| bitmap.insert(*row));
        bitmap
    }

    proptest! {
        #[test]
        fn sets_of_different_length_behave_as_sets(
            one in proptest::collection::btree_set(0u32..700, 0..60),
            other in proptest::collection::btree_set(0u32..300, 0..60),
        ) {
            let (a, b) = (bitmap(&one), bitmap(&other));
            prop_assert_eq!(rows(a.words()).collect::<BTreeSet<_>>(), one.clone());
            prop_assert_eq!(count(a.words()) as usize, one.len());
            let shared: BTreeSet<u32> = one.intersection(&other).copied().collect();
            prop_assert_eq!(count_shared(a.words(), b.words()) as usize, shared.len());
            let mut set = a.words().to_vec();
            intersect(&mut set, b.words());
            prop_assert_eq!(rows(&set).collect::<BTreeSet<_>>(), shared);
            let mut set = vec![0; words_for(700)];
            unite(&mut set, a.words());
            unite(&mut set, b.words());
            prop_assert_eq!(rows(&set).collect::<BTreeSet<_>>(), &one | &other);
            let mut less = a.clone();
            one.iter().take(9).for_each(|row| less.remove(*row));
            prop_assert_eq!(count(less.words()) as usize, one.len().saturating_sub(9));
            for row in 0..800 {
                prop_assert_eq!(contains(a.words(), row), one.contains(&row));
            }
        }
    }
}
