//! What a search matches, shard by shard.

use super::filters::{Filter, Filters};
use crate::{
    Result, bits,
    index::Version,
    model::{Model, Shard},
    text::{Hits, Segmenter, Words},
};
use domain::ListingQuery;

/// The listings that match a text, by shard.
pub struct TextMatches {
    shards: Vec<TextRows>,
}

/// The rows of a shard that match a text.
#[derive(Default)]
pub struct TextRows {
    /// The rows.
    pub set: Vec<u64>,
    /// The rows with what their match is worth.
    pub worth: Vec<(u32, u16)>,
}

impl TextMatches {
    /// The matches of the text of `query`; `None` if every listing matches.
    pub fn of(
        query: &ListingQuery,
        version: &Version,
        segmenter: &Segmenter,
    ) -> Result<Option<Self>> {
        let Some(text) = &query.text else {
            return Ok(None);
        };
        let Hits::Some(hits) = version.text.hits(&Words::of(text, segmenter))? else {
            return Ok(None);
        };
        let mut shards: Vec<TextRows> = Vec::new();
        for shard in version.model.shards() {
            shards.push(TextRows {
                set: vec![0; bits::words_for(shard.id.len())],
                worth: Vec::new(),
            });
        }
        let mut locate = version.model.locations();
        for hit in hits {
            // The text index may be ahead of the model, never the other way round.
            let Some(location) = locate(hit.id) else {
                continue;
            };
            let Some(rows) = shards.get_mut(location.shard as usize) else {
                continue;
            };
            rows.worth.push((location.row, hit.worth));
            if let Some(word) = rows.set.get_mut(location.row as usize / 64) {
                *word |= 1 << (location.row % 64);
            }
        }
        Ok(Some(Self { shards }))
    }
}

impl TextMatches {
    /// The rows of the shard at `index`.
    pub fn rows(&self, index: u32) -> Option<&TextRows> {
        self.shards.get(index as usize)
    }
}

/// The matches in one shard.
pub struct Part<'a> {
    pub shard: &'a Shard,
    pub filters: Filters<'a>,
    /// The rows that match.
    pub set: Vec<u64>,
    /// How many.
    pub count: u32,
    pub text: Option<&'a TextRows>,
}

impl<'a> Part<'a> {
    fn new(
        index: u32,
        shard: &'a Shard,
        query: &ListingQuery,
        text: Option<&'a TextMatches>,
    ) -> Self {
        let text = text.and_then(|text| text.rows(index));
        let filters = Filters::new(shard, query, text.map(|text| text.set.as_slice()));
        let set = filters.passing(&[]);
        let count = bits::count(&set);
        Self {
            shard,
            filters,
            set,
            count,
            text,
        }
    }

    /// The rows that pass all filters but those `dropped`, and how many.
    pub fn passing(&self, dropped: &[Filter]) -> (std::borrow::Cow<'_, [u64]>, u32) {
        if dropped.iter().any(|filter| self.filters.has(*filter)) {
            let set = self.filters.passing(dropped);
            let count = bits::count(&set);
            (set.into(), count)
        } else {
            (self.set.as_slice().into(), self.count)
        }
    }
}

/// The matches of `query` in every shard that it looks at.
pub fn parts<'a>(
    model: &'a Model,
    query: &ListingQuery,
    text: Option<&'a TextMatches>,
) -> Vec<Part<'a>> {
    match query.city {
        Some(city) => model
            .city(city)
            .map(|(index, shard)| Part::new(index, shard, query, text))
            .into_iter()
            .collect(),
        None => (0..)
            .zip(model.shards())
            .map(|(index, shard)| Part::new(index, shard, query, text))
            .collect(),
    }
}

/// How many listings match `query`.
pub fn count(model: &Model, query: &ListingQuery, text: Option<&TextMatches>) -> u32 {
    parts(model, query, text)
        .iter()
        .map(|part| part.count)
        .sum()
}
