//! The units that names consist of, each stored once.

use super::matching::Typed;
use crate::text::syllables;
use std::collections::HashMap;

/// A Chinese character, or a run of other letters and digits.
pub struct Unit {
    /// How it is written, in the normal spelling.
    pub text: Box<[char]>,
    /// How it may be read; empty for a run that is no Chinese character.
    pub readings: Box<[Box<str>]>,
}

/// All units by their number.
#[derive(Default)]
pub struct Units {
    units: Vec<Unit>,
    numbers: HashMap<Box<str>, u32>,
}

impl Units {
    /// The number of the unit that is written `text`.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        self.units.push(Unit {
            text: text.chars().collect(),
            readings: readings(text),
        });
        self.numbers.insert(text.into(), number);
        number
    }

    /// The unit of this number.
    pub fn get(&self, number: u32) -> Option<&Unit> {
        self.units.get(number as usize)
    }

    /// For each number, whether what was typed may begin with that unit.
    pub fn beginning(&self, typed: &Typed) -> Vec<bool> {
        let units = self.units.iter();
        units.map(|unit| typed.may_begin_with(unit)).collect()
    }
}

/// The readings as people type them: ü is typed as v, or as u.
fn readings(text: &str) -> Box<[Box<str>]> {
    let mut readings: Vec<Box<str>> = Vec::new();
    for syllable in syllables(text) {
        if syllable.contains('ü') {
            readings.push(syllable.replace('ü', "v").into());
            readings.push(syllable.replace('ü', "u").into());
        } else {
            readings.push(syllable.into());
        }
    }
    readings.into()
}
