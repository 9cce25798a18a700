//! Which headlines contain a text, letter by letter.
//!
//! Headlines are made of pieces between spaces and punctuation, and few of the pieces are different ones:
//! a text without such a sign is in a headline exactly when it is in one of its pieces. So the different
//! pieces of a city are looked through, and each knows its rows.

use crate::{bits, model::Shard};
use memchr::memmem::Finder;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Stands between pieces, and in none.
const BETWEEN: char = '\n';

/// The headlines of all shards, as far as somebody asked for them.
#[derive(Default)]
pub(super) struct AllTitles(Mutex<HashMap<i64, Arc<Titles>>>);

impl AllTitles {
    /// The rows of `shard` whose headlines contain `text`.
    pub(super) fn containing(&self, shard: &Shard, text: &str) -> Vec<u64> {
        self.of(shard).containing(shard, text)
    }

    fn of(&self, shard: &Shard) -> Arc<Titles> {
        // Whoever comes while one is brought up to date waits for some milliseconds.
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let titles = all.entry(shard.city.id).or_default();
        let is_older = titles.lineage == shard.lineage && titles.rows <= shard.rows();
        if !is_older {
            *titles = Arc::new(Titles {
                lineage: shard.lineage,
                ..Titles::default()
            });
        }
        if titles.rows < shard.rows() {
            Arc::make_mut(titles).learn(shard);
        }
        Arc::clone(titles)
    }
}

/// The different pieces of the headlines of a shard.
#[derive(Clone, Default)]
struct Titles {
    lineage: u64,
    /// Rows that were read.
    rows: u32,
    /// The pieces, each after [`BETWEEN`].
    text: String,
    /// Where each begins in the text.
    starts: Vec<u32>,
    known: HashMap<Box<str>, u32>,
    /// The rows of each, ascending.
    of_piece: Vec<Vec<u32>>,
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|piece| !piece.is_empty())
}

fn title(shard: &Shard, row: u32) -> &str {
    shard.cards.get(row).map_or("", |(_, texts)| texts.title)
}

impl Titles {
    /// Reads the headlines that came since.
    fn learn(&mut self, shard: &Shard) {
        for row in self.rows..shard.rows() {
            for piece in pieces(title(shard, row)) {
                let number = self.number(piece);
                if let Some(rows) = self.of_piece.get_mut(number as usize)
                    && rows.last() != Some(&row)
                {
                    rows.push(row);
                }
            }
        }
        self.rows = shard.rows();
    }

    fn number(&mut self, piece: &str) -> u32 {
        if let Some(number) = self.known.get(piece) {
            return *number;
        }
        // A shard has far fewer letters than 4 GiB.
        let short = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let number = short(self.of_piece.len());
        self.text.push(BETWEEN);
        self.starts.push(short(self.text.len()));
        self.text.push_str(piece);
        self.known.insert(piece.into(), number);
        self.of_piece.push(Vec::new());
        number
    }

    fn containing(&self, shard: &Shard, text: &str) -> Vec<u64> {
        let words = bits::words_for(shard.id.len());
        let mut parts = pieces(text);
        if parts.next() == Some(text) {
            return self.with_piece(text, words);
        }
        // Signs in the text itself: the pieces say where to look, the headlines whether it is so.
        let mut set = vec![u64::MAX; words];
        for part in pieces(text) {
            bits::intersect(&mut set, &self.with_piece(part, words));
        }
        bits::intersect(&mut set, shard.live.words());
        let finder = Finder::new(text);
        let mut found = vec![0; words];
        for row in bits::rows(&set) {
            if finder.find(title(shard, row).as_bytes()).is_some() {
                put(&mut found, row);
            }
        }
        found
    }

    /// The rows that have a piece with `part` in it.
    fn with_piece(&self, part: &str, words: usize) -> Vec<u64> {
        let mut set = vec![0; words];
        let finder = Finder::new(part);
        let text = self.text.as_bytes();
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| finder.find(rest)) {
            let at = from + at;
            let next = self.starts.partition_point(|start| *start as usize <= at);
            let rows = next
                .checked_sub(1)
                .and_then(|piece| self.of_piece.get(piece));
            for row in rows.into_iter().flatten() {
                put(&mut set, *row);
            }
            match self.starts.get(next) {
                Some(start) => from = *start as usize,
                None => break,
            }
        }
        set
    }
}

/// Rows beyond the end came after the version that is looked at.
fn put(set: &mut [u64], row: u32) {
    if let Some(word) = set.get_mut(row as usize / 64) {
        *word |= 1 << (row % 64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_read_in_pieces_between_signs() {
        let all: Vec<&str> = pieces("雅居山庄 单间 家电齐全,欢迎咨询!A-b").collect();
        assert_eq!(all, ["雅居山庄", "单间", "家电齐全", "欢迎咨询", "A", "b"]);
        assert_eq!(pieces(", !").next(), None);
    }
}
