//! The figures of the market.

use crate::{Result, Services, search::Understood};
use domain::{ListingQuery, Market, ParsedQuery};

impl Services {
    /// The market of the homes that match `parsed`.
    ///
    /// Answered by the index alone, without SQL. What could not be taken as it stood is in `issues`.
    pub fn market(&self, parsed: &ParsedQuery) -> Result<Market> {
        let Understood { query, issues, .. } = self.understood(parsed);
        // Neither order nor page matter to the figures.
        let query = ListingQuery {
            sort: None,
            ..query.first_page()
        };
        let mut market = self.0.index.market(&query)?;
        market.names = self.gazetteer().names(&query);
        market.issues = issues;
        market.query = query;
        Ok(market)
    }
}
