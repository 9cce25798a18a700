//! The words of a search and the terms that each may match.

use super::{Class, facts, normal::units, segmenter::Segmenter};

/// One way to match a word: all of its terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// What the match is worth.
    pub worth: u8,
    /// The terms that a listing must have.
    pub terms: Vec<String>,
}

/// A word and the ways to match it, of which any will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// The ways, the most telling first.
    pub alternatives: Vec<Alternative>,
}

/// The words of a search, of which every one must match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// The text says nothing that could tell homes apart (租房): every home matches.
    Any,
    /// These words; none match no home.
    All(Vec<Word>),
}

impl Words {
    /// The words of `text`.
    pub fn of(text: &str, segmenter: &Segmenter) -> Self {
        let words = segmenter.query_words(text);
        let telling: Vec<Word> = words
            .iter()
            .filter(|word| !facts::is_empty(word))
            .map(|word| Word::new(word))
            .collect();
        if telling.is_empty() && !words.is_empty() {
            Self::Any
        } else {
            Self::All(telling)
        }
    }
}

impl Word {
    /// The word `text`, which is normal.
    pub fn new(text: &str) -> Self {
        let units = units(text);
        let characters: Vec<char> = text.chars().collect();
        let latin = text.is_ascii();
        let mut alternatives: Vec<Alternative> = Class::ALL
            .iter()
            .filter(|class| latin || !class.is_initials())
            .map(|class| {
                let pieces: Vec<String> = match class {
                    // Parts of names are indexed in pairs of units.
                    Class::EstatePart | Class::PlacePart if units.len() > 2 => {
                        units.windows(2).map(<[&str]>::concat).collect()
                    }
                    _ => vec![text.to_owned()],
                };
                Alternative {
                    worth: class.worth(),
                    terms: terms(*class, pieces),
                }
            })
            .collect();
        for fact in facts::meanings(text) {
            alternatives.push(Alternative {
                worth: Class::Fact.worth(),
                terms: terms(Class::Fact, vec![fact]),
            });
        }
        // Characters that belong to no word are indexed in pairs.
        if characters.len() > 2 && units.len() == characters.len() {
            let pairs: Vec<String> = characters
                .windows(2)
                .map(|pair| pair.iter().collect())
                .collect();
            for class in [Class::Title, Class::Street, Class::Detail] {
                alternatives.push(Alternative {
                    worth: class.worth(),
                    terms: terms(class, pairs.clone()),
                });
            }
        }
        Self {
            text: text.to_owned(),
            alternatives,
        }
    }
}

fn terms(class: Class, words: Vec<String>) -> Vec<String> {
    words
        .into_iter()
        .map(|word| format!("{}{word}", class.letter()))
        .collect()
}
