//! Finding the listings that have the words of a search.

use super::{
    postings::{Found, FoundWord, Segment, find},
    words::{Word, Words},
};
use crate::Result;
use tantivy::{Searcher, schema::Field};

/// Characters of the longest word that is taken apart when no listing has it.
const SPLIT_MAX: usize = 24;
/// Characters of the longest piece that is tried.
const PIECE_MAX: usize = 12;

/// A listing that has all words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The listing.
    pub id: i64,
    /// How telling the places are in which it has them.
    pub worth: u16,
}

/// The listings that match a text.
#[derive(Debug)]
pub enum Hits {
    /// Every listing.
    Any,
    /// These, in no order.
    Some(Vec<Hit>),
}

/// A version of the text index, to search in.
#[derive(Clone)]
pub struct TextReader {
    pub(super) searcher: Searcher,
    pub(super) terms: Field,
}

impl std::fmt::Debug for TextReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextReader").finish_non_exhaustive()
    }
}

impl TextReader {
    /// The listings that have all `words`.
    pub fn hits(&self, words: &Words) -> Result<Hits> {
        let Words::All(words) = words else {
            return Ok(Hits::Any);
        };
        let segments = self.segments()?;
        let mut found = Vec::new();
        for word in words {
            match find(&segments, self.terms, word)? {
                Some(word) => found.push(word),
                None => match find_pieces(&segments, self.terms, &word.text)? {
                    Some(pieces) => found.extend(pieces),
                    None => return Ok(Hits::Some(Vec::new())),
                },
            }
        }
        let mut hits = Vec::new();
        if !found.is_empty() {
            for (number, segment) in segments.iter().enumerate() {
                let words: Vec<&[Found]> = found
                    .iter()
                    .filter_map(|word| word.get(number).map(Vec::as_slice))
                    .collect();
                segment.add_hits(&words, &mut hits)?;
            }
        }
        Ok(Hits::Some(hits))
    }

    fn segments(&self) -> Result<Vec<Segment<'_>>> {
        let segments = self.searcher.segment_readers().iter();
        segments
            .map(|reader| Segment::new(reader, self.terms))
            .collect()
    }
}

/// A word that no listing has, as the longest words that some have, from its beginning: names and
/// pinyin that are written without a space between them.
fn find_pieces(
    segments: &[Segment<'_>],
    field: Field,
    word: &str,
) -> Result<Option<Vec<FoundWord>>> {
    let characters: Vec<char> = word.chars().collect();
    if characters.len() > SPLIT_MAX {
        return Ok(None);
    }
    let mut pieces = Vec::new();
    let mut rest = characters.as_slice();
    while !rest.is_empty() {
        let mut longest = None;
        for length in (2..=rest.len().min(PIECE_MAX)).rev() {
            let (piece, after) = rest.split_at(length);
            let piece: String = piece.iter().collect();
            if let Some(found) = find(segments, field, &Word::new(&piece))? {
                longest = Some((found, after));
                break;
            }
        }
        let Some((found, after)) = longest else {
            return Ok(None);
        };
        pieces.push(found);
        rest = after;
    }
    Ok(Some(pieces))
}
