//! Finding homes.

use crate::{Result, Services, map};
use domain::{ListingQuery, ParsedQuery, QueryIssue, SearchPage};
use search::{Ask, Understanding};

/// A search in the terms of the index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    /// The search with the words of its text that name filters turned into filters, and only places
    /// and tags that exist. Understanding it again changes nothing.
    pub query: ListingQuery,
    /// The filters that were words of the text, as [`ListingQuery::without`] takes them.
    pub filters: Vec<&'static str>,
    /// What could not be taken as it stood: the parser's findings and places that do not exist.
    pub issues: Vec<QueryIssue>,
}

impl Services {
    /// What `parsed` means. Everything that shows homes for an address asks this first, so that the
    /// list, the map and the statistics of one address speak of the same homes.
    pub fn understood(&self, parsed: &ParsedQuery) -> Understood {
        let gazetteer = self.gazetteer();
        let (query, unknown) = gazetteer.resolve(&parsed.query);
        let mut issues = parsed.issues.clone();
        issues.extend(unknown);
        // Days are counted where the homes are.
        let today = self.today();
        let Understanding { query, filters } = self.0.index.understand(&query, today);
        Understood {
            query,
            filters,
            issues,
        }
    }

    /// The page of homes that match `parsed`, with what `ask` asks for beside them.
    ///
    /// Answered by the index alone, without SQL. What could not be taken as it stood is in
    /// `issues`: the parser's findings, places that do not exist, an area that crosses itself.
    pub fn search(&self, parsed: &ParsedQuery, ask: Ask) -> Result<SearchPage> {
        let Understood {
            query,
            filters,
            issues,
        } = self.understood(parsed);
        let mut page = self.0.index.search(&query, ask)?;
        page.issues.extend(issues);
        page.issues.extend(map::area_issue(&query));
        page.names = self.gazetteer().names(&query);
        page.understood = filters.into_iter().map(str::to_owned).collect();
        Ok(page)
    }
}
