//! A column with at most one value per row out of many, such as the business district.

use super::dictionary::{Dictionary, NONE};
use crate::bits::{self, Bitmap};

/// The code of each row, and the rows of each code.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub names: Dictionary,
    codes: Vec<u32>,
    rows: Vec<Bitmap>,
}

impl Places {
    /// Makes room for as many more rows.
    pub fn reserve(&mut self, rows: usize) {
        self.codes.reserve_exact(rows);
    }

    /// Appends the value of the next row.
    pub fn push(&mut self, place: Option<(i64, &str)>) {
        let code = place.map_or(NONE, |(id, name)| self.names.learn(id, name));
        let row = u32::try_from(self.codes.len()).unwrap_or(NONE);
        self.codes.push(code);
        if code == NONE {
            return;
        }
        if code as usize >= self.rows.len() {
            self.rows.resize_with(code as usize + 1, Bitmap::default);
        }
        if let Some(rows) = self.rows.get_mut(code as usize) {
            rows.insert(row);
        }
    }

    /// The code of `row`.
    pub fn code(&self, row: u32) -> u32 {
        self.codes.get(row as usize).copied().unwrap_or(NONE)
    }

    /// The rows of the place `id`.
    pub fn rows_of(&self, id: i64) -> &[u64] {
        self.names
            .code(id)
            .and_then(|code| self.rows.get(code as usize))
            .map_or(&[], Bitmap::words)
    }

    /// How many of the `matches` rows in `set` each code has.
    pub fn counts(&self, set: &[u64], matches: u32) -> Vec<u32> {
        let mut counts = vec![0; self.rows.len()];
        // Few matches are counted one by one, many by the bitmap of each code.
        let words: usize = self.rows.iter().map(|rows| rows.words().len()).sum();
        if (matches as usize) < words {
            for row in bits::rows(set) {
                if let Some(count) = counts.get_mut(self.code(row) as usize) {
                    *count += 1;
                }
            }
        } else {
            for (count, rows) in counts.iter_mut().zip(&self.rows) {
                *count = bits::count_shared(set, rows.words());
            }
        }
        counts
    }
}
