//! What a card shows and no filter needs, packed, in chunks that versions of a shard share.

use chrono::NaiveDate;
use domain::{Decoration, Floor, Layout, OrientationSet, PaymentTerms, RentMode};
use std::sync::Arc;

/// Rows per chunk. A change copies the last chunk only.
const CHUNK: usize = 512;

/// The fixed part of a card.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub mode: RentMode,
    pub layout: Layout,
    pub floor: Floor,
    pub orientation: OrientationSet,
    pub decoration: Option<Decoration>,
    pub lift: Option<bool>,
    pub near_subway: bool,
    pub agent_fee: Option<bool>,
    pub payment: Option<PaymentTerms>,
    pub available_from: Option<NaiveDate>,
    pub demo: bool,
    /// Width and height of the photo.
    pub photo: (u16, u16),
}

/// The texts of a card and the codes of its tags.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    pub title: &'a str,
    pub street: Option<&'a str>,
    pub photo: Option<&'a str>,
    pub tags: &'a [u32],
}

/// Where the texts of a row end in its chunk; they start where those of the row before end.
#[derive(Clone, Copy, Debug)]
struct Ends {
    title: u32,
    street: u32,
    photo: u32,
    tags: u32,
    has_street: bool,
    has_photo: bool,
}

#[derive(Clone, Debug, Default)]
struct Chunk {
    facts: Vec<Facts>,
    ends: Vec<Ends>,
    text: String,
    tags: Vec<u32>,
}

/// The cards of a shard by row.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    chunks: Vec<Arc<Chunk>>,
}

impl Cards {
    /// Appends the card of the next row.
    pub fn push(&mut self, facts: Facts, texts: Texts<'_>) {
        if self
            .chunks
            .last()
            .is_none_or(|chunk| chunk.facts.len() == CHUNK)
        {
            if let Some(full) = self.chunks.last_mut().map(Arc::make_mut) {
                full.text.shrink_to_fit();
                full.tags.shrink_to_fit();
            }
            self.chunks.push(Arc::default());
        }
        let Some(chunk) = self.chunks.last_mut().map(Arc::make_mut) else {
            return;
        };
        // A chunk holds 512 rows of bounded texts, far below 4 GiB.
        let end = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        chunk.text.push_str(texts.title);
        let title = end(chunk.text.len());
        chunk.text.push_str(texts.street.unwrap_or_default());
        let street = end(chunk.text.len());
        chunk.text.push_str(texts.photo.unwrap_or_default());
        chunk.tags.extend_from_slice(texts.tags);
        chunk.ends.push(Ends {
            title,
            street,
            photo: end(chunk.text.len()),
            tags: end(chunk.tags.len()),
            has_street: texts.street.is_some(),
            has_photo: texts.photo.is_some(),
        });
        chunk.facts.push(facts);
    }

    /// The card of `row`.
    pub fn get(&self, row: u32) -> Option<(Facts, Texts<'_>)> {
        let (chunk, at) = (row as usize / CHUNK, row as usize % CHUNK);
        let chunk = self.chunks.get(chunk)?;
        let facts = *chunk.facts.get(at)?;
        let ends = chunk.ends.get(at)?;
        let before = at.checked_sub(1).and_then(|at| chunk.ends.get(at));
        let start = before.map_or(0, |ends| ends.photo);
        let text = |from: u32, to: u32| chunk.text.get(from as usize..to as usize);
        let first_tag = before.map_or(0, |ends| ends.tags);
        Some((
            facts,
            Texts {
                title: text(start, ends.title)?,
                street: text(ends.title, ends.street).filter(|_| ends.has_street),
                photo: text(ends.street, ends.photo).filter(|_| ends.has_photo),
                tags: chunk.tags.get(first_tag as usize..ends.tags as usize)?,
            },
        ))
    }

    /// The facts of `row`.
    pub fn facts(&self, row: u32) -> Option<&Facts> {
        self.chunks
            .get(row as usize / CHUNK)?
            .facts
            .get(row as usize % CHUNK)
    }
}
