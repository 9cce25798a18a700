//! The characters of a search text in one spelling.

use crate::text::Segmenter;

/// A text as it was typed and in one spelling, character by character.
pub struct Plain {
    /// As typed.
    typed: Vec<char>,
    /// In lower case and half width; each character stands for the one at its place in `typed`.
    plain: Vec<char>,
    /// Whether a word of the segmenter ends before the character at this place.
    cuts: Vec<bool>,
}

impl Plain {
    /// The characters of `text`.
    pub fn new(text: &str, segmenter: &Segmenter) -> Self {
        let typed: Vec<char> = text.chars().collect();
        let plain: Vec<char> = typed.iter().copied().map(spelling).collect();
        let mut cuts = vec![false; plain.len() + 1];
        let mut at = 0;
        for word in segmenter.words(&plain.iter().collect::<String>()) {
            if let Some(cut) = cuts.get_mut(at) {
                *cut = true;
            }
            at += word.chars().count();
        }
        if let Some(end) = cuts.last_mut() {
            *end = true;
        }
        Self { typed, plain, cuts }
    }

    /// Characters.
    pub fn len(&self) -> usize {
        self.plain.len()
    }

    /// The character at `at`.
    pub fn at(&self, at: usize) -> Option<char> {
        self.plain.get(at).copied()
    }

    /// The character before `at`.
    pub fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|before| self.at(before))
    }

    /// What was typed from `start` to `end`.
    pub fn typed(&self, start: usize, end: usize) -> &[char] {
        self.typed.get(start..end).unwrap_or_default()
    }

    /// Whether a word ends before `at`.
    pub fn is_cut(&self, at: usize) -> bool {
        self.cuts.get(at).copied().unwrap_or(true)
    }

    /// Where `word` ends if it stands at `at`. A space in `word` is any number of spaces and hyphens.
    pub fn after(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for expected in word.chars() {
            if expected == ' ' {
                while matches!(self.at(end), Some(' ' | '-')) {
                    end += 1;
                }
            } else if self.at(end) == Some(expected) {
                end += 1;
            } else {
                return None;
            }
        }
        Some(end)
    }

    /// Where the longest of `words` that stands at `at` ends. A word of letters ends where letters
    /// end.
    pub fn after_any(&self, at: usize, words: &[&str]) -> Option<usize> {
        words
            .iter()
            .filter_map(|word| {
                let end = self.after(at, word)?;
                let letters = word.ends_with(|c: char| c.is_ascii_alphabetic());
                (!letters || !self.is_letter(end)).then_some(end)
            })
            .max()
    }

    /// The first place from `at` on that is no space.
    pub fn skip_spaces(&self, mut at: usize) -> usize {
        while self.at(at) == Some(' ') {
            at += 1;
        }
        at
    }

    /// Whether a Latin letter stands at `at`.
    pub fn is_letter(&self, at: usize) -> bool {
        self.at(at).is_some_and(|c| c.is_ascii_alphabetic())
    }

    /// Whether a digit stands at `at`.
    pub fn is_digit(&self, at: usize) -> bool {
        self.at(at).is_some_and(|c| c.is_ascii_digit())
    }

    /// Whether the text ends at `at`, or something that belongs to no word stands there.
    pub fn is_gap(&self, at: usize) -> bool {
        self.at(at).is_none_or(|c| !c.is_alphanumeric())
    }
}

fn spelling(c: char) -> char {
    match c {
        '\u{3000}' | '\u{A0}' => ' ',
        '￥' => '¥',
        '～' | '〜' => '~',
        '–' | '—' | '－' | '−' | '―' => '-',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFF01 + 0x21)
            .unwrap_or(' ')
            .to_ascii_lowercase(),
        _ if c.is_whitespace() || c.is_control() => ' ',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ => c,
    }
}
