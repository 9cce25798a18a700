//! Finding the listings that have the words of a search.

use super::words::{Alternative, Word, Words};
use crate::{Result, bits};
use std::sync::Arc;
use tantivy::{
    DocId, InvertedIndexReader, Searcher, SegmentReader, Term,
    postings::TermInfo,
    schema::{Field, IndexRecordOption},
};

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

/// The postings of an alternative in one segment.
struct Found {
    worth: u8,
    terms: Vec<TermInfo>,
}

/// A word in every segment.
type FoundWord = Vec<Vec<Found>>;

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
                segment.collect(&words, &mut hits)?;
            }
        }
        Ok(Hits::Some(hits))
    }

    fn segments(&self) -> Result<Vec<Segment<'_>>> {
        let segments = self.searcher.segment_readers().iter();
        segments
            .map(|reader| {
                Ok(Segment {
                    reader,
                    inverted: reader.inverted_index(self.terms)?,
                })
            })
            .collect()
    }
}

struct Segment<'a> {
    reader: &'a SegmentReader,
    inverted: Arc<InvertedIndexReader>,
}

/// The word in every segment; `None` if no listing has it.
fn find(segments: &[Segment<'_>], field: Field, word: &Word) -> Result<Option<FoundWord>> {
    let mut found: FoundWord = segments.iter().map(|_| Vec::new()).collect();
    for Alternative { worth, terms } in &word.alternatives {
        let terms: Vec<Term> = terms
            .iter()
            .map(|term| Term::from_field_text(field, term))
            .collect();
        for (segment, found) in segments.iter().zip(&mut found) {
            let mut infos = Vec::with_capacity(terms.len());
            for term in &terms {
                match segment.inverted.get_term_info(term)? {
                    Some(info) => infos.push(info),
                    None => break,
                }
            }
            if infos.len() == terms.len() {
                found.push(Found {
                    worth: *worth,
                    terms: infos,
                });
            }
        }
    }
    for found in &mut found {
        found.sort_by_key(|found| found.worth);
    }
    Ok(found.iter().any(|found| !found.is_empty()).then_some(found))
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

impl Segment<'_> {
    /// Adds the listings of this segment that have all `words`.
    fn collect(&self, words: &[&[Found]], hits: &mut Vec<Hit>) -> Result<()> {
        if words.iter().any(|word| word.is_empty()) {
            return Ok(());
        }
        let docs = self.reader.max_doc() as usize;
        let mut worth = vec![0_u16; docs];
        let mut best = vec![0_u8; docs];
        for (number, word) in words.iter().enumerate() {
            best.fill(0);
            // Ascending by worth, so that the best one stays.
            for found in *word {
                self.mark(found, &mut best)?;
            }
            for (worth, best) in worth.iter_mut().zip(&best) {
                *worth = match (*best, *worth) {
                    (0, _) => 0,
                    (_, 0) if number > 0 => 0,
                    (best, worth) => worth.saturating_add(best.into()),
                };
            }
        }
        let ids = self.reader.fast_fields().i64("id")?;
        let alive = self.reader.alive_bitset();
        for (doc, worth) in (0..).zip(worth) {
            if worth > 0
                && alive.is_none_or(|alive| alive.is_alive(doc))
                && let Some(id) = ids.first(doc)
            {
                hits.push(Hit { id, worth });
            }
        }
        Ok(())
    }

    fn mark(&self, found: &Found, best: &mut [u8]) -> Result<()> {
        let put = |docs: &[DocId], best: &mut [u8]| {
            for doc in docs {
                if let Some(best) = best.get_mut(*doc as usize) {
                    *best = found.worth;
                }
            }
        };
        match found.terms.as_slice() {
            [term] => self.postings(term, |docs| put(docs, best)),
            terms => {
                let mut shared: Option<Vec<u64>> = None;
                for term in terms {
                    let mut set = vec![0_u64; bits::words_for(best.len())];
                    self.postings(term, |docs| {
                        for doc in docs {
                            if let Some(word) = set.get_mut(*doc as usize / 64) {
                                *word |= 1 << (doc % 64);
                            }
                        }
                    })?;
                    if let Some(shared) = shared {
                        bits::intersect(&mut set, &shared);
                    }
                    shared = Some(set);
                }
                let docs: Vec<DocId> = bits::rows(&shared.unwrap_or_default()).collect();
                put(&docs, best);
                Ok(())
            }
        }
    }

    fn postings(&self, term: &TermInfo, mut visit: impl FnMut(&[DocId])) -> Result<()> {
        let mut block = self
            .inverted
            .read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
        while block.block_len() > 0 {
            visit(block.docs());
            block.advance();
        }
        Ok(())
    }
}
