//! The figures of the market.

use crate::{
    Error, Result, Services,
    cache::{Purpose, Tag},
    search::Understood,
};
use domain::{ListingQuery, Market, ParsedQuery};

/// The figures of a search, whoever asks for them.
const FIGURES: Purpose = Purpose {
    name: "market-figures",
    lifetime: 120,
    tags: &[Tag::Homes],
};

impl Services {
    /// The market of the homes that match `parsed`.
    ///
    /// Answered by the index alone, without SQL. What could not be taken as it stood is in `issues`.
    pub fn market(&self, parsed: &ParsedQuery) -> Result<Market> {
        let Understood { query, issues, .. } = self.understood(parsed);
        let mut market = self.figures(&query)?;
        market.issues = issues;
        Ok(market)
    }

    /// The same, kept for whoever asks for it next.
    pub async fn kept_market(&self, parsed: &ParsedQuery) -> Result<Market> {
        let Understood { query, issues, .. } = self.understood(parsed);
        let key = format!("{} {}", self.today(), query.first_page().to_query_string());
        let (caches, now) = (self.caches(), self.clock().now());
        let figures = async { self.figures(&query) };
        let mut market: Market = caches
            .get_or_compute::<_, Error>(&FIGURES, &key, now, figures)
            .await?;
        market.issues = issues;
        Ok(market)
    }

    fn figures(&self, query: &ListingQuery) -> Result<Market> {
        // Neither order nor page matter to the figures.
        let query = ListingQuery {
            sort: None,
            ..query.first_page()
        };
        let mut market = self.0.index.market(&query)?;
        market.names = self.gazetteer().names(&query);
        market.query = query;
        Ok(market)
    }
}
