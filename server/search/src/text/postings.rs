//! Reading postings: which documents of a segment have which words.

use super::{
    hits::Hit,
    words::{Alternative, Word},
};
use crate::Result;
use std::{cmp::Reverse, sync::Arc};
use tantivy::{
    DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term,
    columnar::Column,
    postings::{SegmentPostings, TermInfo},
    schema::{Field, IndexRecordOption},
};

/// When the rarest word is in fewer than one of so many documents, its documents are looked up in
/// the postings of the others; else every word marks its documents in a column.
const RARE: usize = 32;

/// An alternative of a word in one segment.
pub struct Found {
    worth: u8,
    terms: Vec<TermInfo>,
}

impl Found {
    /// No more documents than this have it.
    fn size(&self) -> usize {
        let sizes = self.terms.iter().map(|term| term.doc_freq);
        sizes.min().unwrap_or(0) as usize
    }
}

/// The alternatives of a word in every segment, ascending by their worth.
pub type FoundWord = Vec<Vec<Found>>;

/// A segment of the text index.
pub struct Segment<'a> {
    reader: &'a SegmentReader,
    inverted: Arc<InvertedIndexReader>,
}

/// The word in every segment; `None` if no listing has it.
pub fn find(segments: &[Segment<'_>], field: Field, word: &Word) -> Result<Option<FoundWord>> {
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

impl<'a> Segment<'a> {
    /// The segment behind `reader`.
    pub fn new(reader: &'a SegmentReader, field: Field) -> Result<Self> {
        Ok(Self {
            reader,
            inverted: reader.inverted_index(field)?,
        })
    }

    /// Adds the listings of this segment that have all `words`.
    pub fn add_hits(&self, words: &[&[Found]], hits: &mut Vec<Hit>) -> Result<()> {
        let size = |word: &[Found]| word.iter().map(Found::size).sum::<usize>();
        let mut words = words.to_vec();
        words.sort_by_key(|word| size(word));
        let Some((rarest, others)) = words.split_first().filter(|(word, _)| !word.is_empty())
        else {
            return Ok(());
        };
        let ids = self.reader.fast_fields().i64("id")?;
        if size(rarest) < self.reader.max_doc() as usize / RARE {
            for (doc, worth) in self.looked_up(rarest, others)? {
                self.add_hit(doc, worth, &ids, hits);
            }
            return Ok(());
        }
        // Most documents match nothing: whole blocks of them are passed over.
        let marked = self.marked(&words)?;
        for (block, from) in marked.chunks(32).zip((0..).step_by(32)) {
            if block.iter().all(|worth| *worth == 0) {
                continue;
            }
            for (worth, doc) in block.iter().zip(from..) {
                if *worth > 0 {
                    self.add_hit(doc, *worth, &ids, hits);
                }
            }
        }
        Ok(())
    }

    fn add_hit(&self, doc: DocId, worth: u16, ids: &Column<i64>, hits: &mut Vec<Hit>) {
        let alive = self.reader.alive_bitset();
        if alive.is_none_or(|alive| alive.is_alive(doc))
            && let Some(id) = ids.first(doc)
        {
            hits.push(Hit { id, worth });
        }
    }

    /// The documents of the `rarest` word that have the others too, ascending, with their worth.
    fn looked_up(&self, rarest: &[Found], others: &[&[Found]]) -> Result<Vec<(DocId, u16)>> {
        let mut docs = Vec::new();
        for found in rarest {
            let worth = u16::from(found.worth);
            docs.extend(self.docs(found)?.into_iter().map(|doc| (doc, worth)));
        }
        docs.sort_unstable_by_key(|(doc, worth)| (*doc, Reverse(*worth)));
        docs.dedup_by_key(|(doc, _)| *doc);
        for word in others {
            let mut best = vec![0_u16; docs.len()];
            // Ascending by worth, so that the best one stays.
            for found in *word {
                let mut postings = self.postings(&found.terms)?;
                for ((doc, _), best) in docs.iter().zip(&mut best) {
                    if postings.iter_mut().all(|postings| reaches(postings, *doc)) {
                        *best = found.worth.into();
                    }
                }
            }
            docs = docs
                .into_iter()
                .zip(best)
                .filter(|(_, best)| *best > 0)
                .map(|((doc, worth), best)| (doc, worth.saturating_add(best)))
                .collect();
        }
        Ok(docs)
    }

    /// The worth of every document of the segment; 0 for those that lack a word.
    fn marked(&self, words: &[&[Found]]) -> Result<Vec<u16>> {
        let docs = self.reader.max_doc() as usize;
        let mut worth = vec![0_u16; docs];
        let mut best = vec![0_u8; docs];
        for (number, word) in words.iter().enumerate() {
            best.fill(0);
            for found in *word {
                let mut mark = |doc: DocId| {
                    if let Some(best) = best.get_mut(doc as usize) {
                        *best = found.worth;
                    }
                };
                match found.terms.as_slice() {
                    [term] => self.visit(term, mark)?,
                    _ => self.docs(found)?.into_iter().for_each(&mut mark),
                }
            }
            for (worth, best) in worth.iter_mut().zip(&best) {
                *worth = match (*best, *worth) {
                    (0, _) => 0,
                    (_, 0) if number > 0 => 0,
                    (best, worth) => worth.saturating_add(best.into()),
                };
            }
        }
        Ok(worth)
    }

    /// The documents that have all terms of `found`, ascending.
    fn docs(&self, found: &Found) -> Result<Vec<DocId>> {
        let mut terms: Vec<&TermInfo> = found.terms.iter().collect();
        terms.sort_by_key(|term| term.doc_freq);
        let mut docs = Vec::with_capacity(found.size());
        let Some((rarest, others)) = terms.split_first() else {
            return Ok(docs);
        };
        self.visit(rarest, |doc| docs.push(doc))?;
        for term in others {
            let mut postings = self.postings(std::slice::from_ref(*term))?;
            docs.retain(|doc| postings.iter_mut().all(|postings| reaches(postings, *doc)));
        }
        Ok(docs)
    }

    fn visit(&self, term: &TermInfo, mut visit: impl FnMut(DocId)) -> Result<()> {
        let mut block = self
            .inverted
            .read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
        while block.block_len() > 0 {
            block.docs().iter().for_each(|doc| visit(*doc));
            block.advance();
        }
        Ok(())
    }

    fn postings(&self, terms: &[TermInfo]) -> Result<Vec<SegmentPostings>> {
        let postings = terms.iter().map(|term| {
            let postings = self
                .inverted
                .read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
            Ok(postings)
        });
        postings.collect()
    }
}

/// Moves on to `doc`, where it may be already; whether it is among the postings.
fn reaches(postings: &mut SegmentPostings, doc: DocId) -> bool {
    let at = match postings.doc() {
        TERMINATED => return false,
        at if at < doc => postings.seek(doc),
        at => at,
    };
    at == doc
}
