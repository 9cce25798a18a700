//! Whole searches, for files.

mod turns;

use crate::{Caller, Result, Services, romanise::Romanise, search::Understood};
use chrono::{DateTime, Utc};
use domain::{ListingCard, ListingQuery, ParsedQuery, QueryIssue, card::ParamName};
use turns::Turn;
pub(crate) use turns::Turns;

/// Cards that are read at once.
const PIECE: usize = 1_000;

/// All homes that match a search, as they were when it was asked.
#[derive(Debug)]
pub struct WholeSearch {
    /// The search that was answered; see [`Understood::query`].
    pub query: ListingQuery,
    /// Names for the places that it filters by.
    pub names: Vec<ParamName>,
    /// What could not be taken as it stood.
    pub issues: Vec<QueryIssue>,
    /// When it was asked.
    pub as_of: DateTime<Utc>,
    homes: search::Whole,
    _turn: Turn,
}

impl WholeSearch {
    /// How many homes match.
    pub fn total(&self) -> usize {
        self.homes.len()
    }
}

impl Iterator for WholeSearch {
    type Item = Vec<ListingCard>;

    /// The next homes, some at a time, in the order of the search.
    fn next(&mut self) -> Option<Vec<ListingCard>> {
        let cards = self.homes.next(PIECE);
        (!cards.is_empty()).then_some(cards)
    }
}

impl Romanise for WholeSearch {
    /// The names of places that the search is limited to; homes are romanised as they are read.
    fn romanise(&mut self) {
        romanise_names(&mut self.names);
    }
}

fn romanise_names(names: &mut Vec<ParamName>) {
    let mut page = domain::SearchPage {
        names: std::mem::take(names),
        ..domain::SearchPage::default()
    };
    page.romanise();
    *names = page.names;
}

impl Services {
    /// All homes that match `parsed`, of whatever page. Answered by the index alone, without SQL.
    ///
    /// # Errors
    /// [`crate::Error::RateLimited`] while the caller reads enough of them already,
    /// [`crate::Error::Unavailable`] while everybody together does, or when the index cannot be read.
    pub fn search_whole(&self, caller: &Caller, parsed: &ParsedQuery) -> Result<WholeSearch> {
        let most = self.0.accounts.settings.limits.downloads_at_once;
        let turn = self.0.downloads.begin(caller, most)?;
        let Understood {
            query, mut issues, ..
        } = self.understood(parsed);
        issues.extend(crate::map::area_issue(&query));
        let query = query.first_page();
        Ok(WholeSearch {
            names: self.gazetteer().names(&query),
            issues,
            as_of: self.clock().now(),
            homes: self.0.index.whole(&query)?,
            query,
            _turn: turn,
        })
    }
}
