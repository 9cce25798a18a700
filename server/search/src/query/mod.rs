//! Answering searches.

mod clusters;
mod cursor;
mod facets;
pub(crate) mod filters;
mod grid;
mod market;
mod matches;
mod neighbours;
mod page;
mod places;
mod statistics;
mod strips;
mod whole;

use crate::{
    ListingIndex, Result, bits,
    model::{Model, Order},
};
use cursor::{Cursor, Ranking};
use domain::{
    AgentId, EstateId, HomeMap, ListingCard, ListingId, ListingQuery, MapView, Position,
    QueryIssue, Relaxation, RentComparison, Rows, SearchPage, Sort,
    card::ParamName,
    offer::{ListingContent, RentSuggestion},
    query::PAGE_SIZE,
};
use matches::{TextMatches, count, parts};
use page::Start;
pub use places::{Supply, most_first};
use std::cmp::Reverse;
pub use whole::Whole;

/// The most filters that are offered to be dropped.
const RELAXATIONS_MAX: usize = 5;

/// What a search answers besides its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The counts beside the filters.
    pub facets: bool,
    /// The figures over the rents of all matches.
    pub statistics: bool,
    /// Which homes are listed: pages of so many, or so many from one on. `None` is the usual page.
    pub rows: Option<Rows>,
}

impl ListingIndex {
    /// The page of `query`, with its cards. A page beyond the last is the last; a cursor that cannot
    /// be read is an issue, and the page number holds.
    ///
    /// # Errors
    /// Only when a file of the text index cannot be read.
    pub fn search(&self, query: &ListingQuery, ask: Ask) -> Result<SearchPage> {
        let version = self.version();
        let model = &version.model;
        let text = TextMatches::of(query, &version, self.segmenter())?;
        let parts = parts(model, query, text.as_ref());
        let total = parts.iter().map(|part| part.count).sum();
        let size = ask.rows.map_or(PAGE_SIZE, Rows::limit).max(1);
        let pages = u32::div_ceil(total, size).max(1);

        let ranking = match query.sort() {
            Sort::Relevance if text.is_some() => Ranking::Relevance,
            sort => Ranking::Order(Order::of(sort)),
        };
        let cursor = query
            .cursor
            .as_ref()
            .map(|text| Cursor::read(text, ranking));
        let mut issues = Vec::new();
        if cursor == Some(None) {
            issues.push(QueryIssue {
                param: "cursor".into(),
                code: "unknown_value".into(),
            });
        }
        let (page, start) = match cursor.flatten() {
            Some(cursor) => (cursor.page.clamp(1, pages), Start::After(cursor)),
            None => match ask.rows {
                Some(Rows::From { skip, .. }) => (skip / size + 1, Start::Skip(skip as usize)),
                _ => {
                    let page = query.page_number().min(pages);
                    (page, Start::Skip((page - 1) as usize * size as usize))
                }
            },
        };
        // One more than the page shows whether another follows.
        let length = size as usize;
        let mut places = page::take(&parts, ranking, start, length + 1);
        let more = places.len() > length;
        places.truncate(length);
        let next_cursor = places.last().filter(|_| more).map(|(key, ..)| {
            let cursor = Cursor {
                after: *key,
                page: page + 1,
            };
            cursor.write(ranking)
        });
        let listings = places
            .iter()
            .filter_map(|(_, part, row)| parts.get(*part as usize)?.shard.card(*row))
            .collect();

        Ok(SearchPage {
            query: query.clone(),
            understood: Vec::new(),
            total,
            page,
            pages,
            listings,
            next_cursor,
            facets: ask
                .facets
                .then(|| facets::facets(model, query, text.as_ref(), &parts)),
            statistics: ask
                .statistics
                .then(|| statistics::statistics(&parts))
                .flatten(),
            relaxations: if total == 0 {
                relaxations(model, query, text.as_ref())
            } else {
                Vec::new()
            },
            names: names(model, query),
            issues,
        })
    }

    /// The homes that match `query` on the map. What page of the list is shown plays no part.
    ///
    /// # Errors
    /// Only when a file of the text index cannot be read.
    pub fn home_map(&self, query: &ListingQuery, view: MapView) -> Result<HomeMap> {
        let version = self.version();
        let model = &version.model;
        let text = TextMatches::of(query, &version, self.segmenter())?;
        let parts = parts(model, query, text.as_ref());
        Ok(clusters::home_map(query, &parts, model.points(), view))
    }

    /// Where a public listing stands on the map.
    pub fn home_position(&self, id: ListingId) -> Option<Position> {
        let version = self.version();
        let location = version.model.locate(id.0)?;
        let shard = version.model.shards().get(location.shard as usize)?;
        shard.positions.position(shard, location.row)
    }

    /// The card of a public listing.
    pub fn card(&self, id: ListingId) -> Option<ListingCard> {
        self.version().model.card(id)
    }

    /// Up to `length` homes like `card`, best first: in its city, let in the same way, within a
    /// quarter of its rent and one room; its business district first, then its district. The same
    /// homes in the same state of the index, `card` never.
    pub fn similar(&self, card: &ListingCard, length: usize) -> Vec<ListingCard> {
        neighbours::similar(&self.version().model, card, length)
    }

    /// The rents of comparable homes: the others in the business district of `card` that are let in
    /// the same way and have as many rooms. `None` when fewer than [`RentComparison::MIN`].
    pub fn comparison(&self, card: &ListingCard) -> Option<RentComparison> {
        neighbours::comparison(&self.version().model, card)
    }

    /// A rent for the home of `content`, by comparable homes; `None` where they are too few.
    pub fn suggest_rent(&self, content: &ListingContent) -> Option<RentSuggestion> {
        neighbours::suggest_rent(&self.version().model, content)
    }

    /// Public listings in an estate.
    pub fn count_by_estate(&self, estate: EstateId) -> u32 {
        let version = self.version();
        let shards = version.model.shards().iter();
        shards
            .filter_map(|shard| {
                let code = shard.estates.code(estate.0)?;
                Some(live_count(&shard.estate, &code, shard.live.words()))
            })
            .sum()
    }

    /// Public listings that an agent offers.
    pub fn count_by_agent(&self, agent: AgentId) -> u32 {
        let version = self.version();
        let shards = version.model.shards().iter();
        shards
            .map(|shard| live_count(&shard.agent, &agent.0, shard.live.words()))
            .sum()
    }
}

fn live_count<T: PartialEq>(column: &[T], value: &T, live: &[u64]) -> u32 {
    let found = (0..).zip(column).filter(|(_, other)| *other == value);
    let live = found.filter(|(row, _)| bits::contains(live, *row));
    u32::try_from(live.count()).unwrap_or(u32::MAX)
}

fn relaxations(model: &Model, query: &ListingQuery, text: Option<&TextMatches>) -> Vec<Relaxation> {
    let mut relaxations: Vec<Relaxation> = ListingQuery::FILTERS
        .iter()
        .filter(|filter| query.has(filter))
        .map(|filter| Relaxation {
            param: (*filter).to_owned(),
            total: count(
                model,
                &query.without(filter),
                text.filter(|_| *filter != "q"),
            ),
        })
        .filter(|relaxation| relaxation.total > 0)
        .collect();
    relaxations.sort_by_key(|relaxation| Reverse(relaxation.total));
    relaxations.truncate(RELAXATIONS_MAX);
    relaxations
}

/// The names of what the query filters by, as far as a listing ever had it.
fn names(model: &Model, query: &ListingQuery) -> Vec<ParamName> {
    let shards = model.shards();
    let mut names = Vec::new();
    let mut put = |param: &str, id: i64, name: Option<&str>| {
        names.extend(name.map(|name| ParamName {
            param: param.into(),
            value: id.to_string(),
            name: name.into(),
        }));
    };
    if let Some(city) = query.city {
        let shard = model.city(city).map(|(_, shard)| shard.city.name.as_str());
        put("city", city.0.into(), shard);
    }
    for code in &query.districts {
        let id = code.0.into();
        let name = shards.iter().find_map(|s| s.districts.names.name_of(id));
        put("district", id, name);
    }
    for id in &query.business_districts {
        let name = shards
            .iter()
            .find_map(|shard| shard.business_districts.names.name_of(id.0));
        put("business_district", id.0, name);
    }
    for id in &query.estates {
        let name = shards.iter().find_map(|s| s.estates.name_of(id.0));
        put("estate", id.0, name);
    }
    for id in &query.tags {
        let name = shards.iter().find_map(|s| s.tags.name_of(id.0));
        put("tag", id.0, name);
    }
    names
}
