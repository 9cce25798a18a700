//! Finding homes.

use crate::{Result, Services};
use domain::{ParsedQuery, SearchPage};
use search::Ask;

impl Services {
    /// The page of homes that match `parsed`, with what `ask` asks for beside them.
    ///
    /// Answered by the index alone, without SQL. What could not be taken as it stood is in
    /// `issues`: the parser's findings and places that do not exist.
    pub fn search(&self, parsed: &ParsedQuery, ask: Ask) -> Result<SearchPage> {
        let (query, unknown) = self.0.gazetteer.resolve(&parsed.query);
        let mut page = self.0.index.search(&query, ask)?;
        page.issues.extend_from_slice(&parsed.issues);
        page.issues.extend(unknown);
        page.names = self.0.gazetteer.names(&parsed.query);
        Ok(page)
    }
}
