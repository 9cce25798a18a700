//! Saved searches and notices.

use crate::{Caller, Error, Result, Services};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    ListingQuery, SavedSearchId, UserId,
    account::{forms::KeptSearch, token::TokenScope},
    contact::{NewSearch, Notice, SEARCH_NAME_MAX, SEARCHES_MAX, SavedSearch},
};
use std::collections::BTreeSet;
use store::{ErrorKind, Unit};

/// The longest query string that is kept, in bytes.
const QUERY_MAX: usize = 2_000;
/// Notices that are shown.
const NOTICES: u32 = 100;

impl Services {
    /// The searches that the caller keeps, the newest first.
    pub async fn searches(&self, caller: &Caller) -> Result<Vec<SavedSearch>> {
        let me = caller.acting(TokenScope::AccountRead)?.user;
        let store = self.store().primary_reads();
        Ok(store.contacts().searches(me).await?)
    }

    /// Keeps a search for the caller, in its canonical form and from its first page.
    ///
    /// # Errors
    /// [`Error::Invalid`] when its name is missing or too long, when it is kept already, or when there
    /// are too many.
    pub async fn save_search(&self, caller: &Caller, form: &NewSearch) -> Result<SavedSearchId> {
        let me = caller.acting(TokenScope::AccountWrite)?.user;
        let name = search_name(&form.name)?;
        let query = canonical(&form.query);
        if query.len() > QUERY_MAX {
            return Err(Error::field("query", "too_long"));
        }
        let mut unit = self.store().begin().await?;
        unit.lock_account(me).await?;
        if unit.count_searches(me).await? >= SEARCHES_MAX as u64 {
            return Err(Error::field("query", "too_many_searches"));
        }
        let id = unit.put_search(me, &name, &query, self.moment()).await;
        let id = id.map_err(|error| match error.kind() {
            ErrorKind::Conflict => Error::field("query", "exists"),
            _ => error.into(),
        })?;
        unit.commit().await?;
        Ok(id)
    }

    /// Adds the searches that a device kept to those of an account, in `unit`, each once. Returns those for which there
    /// is no room; what is no search is left out.
    pub(crate) async fn merge_searches(
        &self,
        unit: &mut Unit,
        me: UserId,
        kept: &[KeptSearch],
        now: DateTime<Utc>,
    ) -> Result<Vec<KeptSearch>> {
        if kept.is_empty() {
            return Ok(Vec::new());
        }
        unit.lock_account(me).await?;
        let mut known: BTreeSet<String> = unit.saved_queries(me).await?.into_iter().collect();
        let mut left = Vec::new();
        for search in kept {
            let query = canonical(&search.query);
            if query.is_empty() || query.len() > QUERY_MAX || known.contains(&query) {
                continue;
            }
            if known.len() >= SEARCHES_MAX {
                left.push(search.clone());
                continue;
            }
            let name: String = search.name.chars().take(SEARCH_NAME_MAX).collect();
            let name = search_name(&name).or_else(|_| {
                let offered = self.offered_search(&query).map(|offered| offered.name);
                let shortened = || query.chars().take(SEARCH_NAME_MAX).collect();
                let named = offered.filter(|name| !name.is_empty());
                Ok::<_, Error>(named.unwrap_or_else(shortened))
            })?;
            // A device's clock may be ahead, or stand at anything.
            let at = search.at.clamp(DateTime::UNIX_EPOCH, now).trunc_subsecs(6);
            unit.put_search(me, &name, &query, at).await?;
            known.insert(query);
        }
        Ok(left)
    }

    /// The search of a query string as it would be kept, with a name for it; nothing for one without any
    /// filter.
    pub fn offered_search(&self, search: &str) -> Option<NewSearch> {
        let query = canonical(search);
        if query.is_empty() {
            return None;
        }
        let parsed = ListingQuery::parse(&query).query;
        let places = parsed.districts.iter().copied().chain(parsed.city);
        let place = places
            .filter_map(|code| self.gazetteer().division(code))
            .next();
        let parts = [parsed.text, place.map(|place| place.name)];
        let name: Vec<String> = parts.into_iter().flatten().collect();
        Some(NewSearch {
            name: name.join(" ").chars().take(SEARCH_NAME_MAX).collect(),
            query,
        })
    }

    /// Names a search of the caller anew.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the caller has none of this number.
    pub async fn rename_search(
        &self,
        caller: &Caller,
        id: SavedSearchId,
        name: &str,
    ) -> Result<()> {
        let me = caller.acting(TokenScope::AccountWrite)?.user;
        let name = search_name(name)?;
        let mut unit = self.store().begin().await?;
        if !unit.rename_search(me, id, &name).await? {
            return Err(Error::NotFound);
        }
        Ok(unit.commit().await?)
    }

    /// Forgets a search of the caller.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the caller has none of this number.
    pub async fn delete_search(&self, caller: &Caller, id: SavedSearchId) -> Result<()> {
        let me = caller.acting(TokenScope::AccountWrite)?.user;
        let mut unit = self.store().begin().await?;
        if !unit.delete_search(me, id).await? {
            return Err(Error::NotFound);
        }
        Ok(unit.commit().await?)
    }

    /// What the caller is told now, the newest first.
    pub async fn notices(&self, caller: &Caller) -> Result<Vec<Notice>> {
        let me = caller.acting(TokenScope::AccountRead)?.user;
        let store = self.store().primary_reads();
        let contacts = store.contacts();
        Ok(contacts.notices(me, self.moment(), NOTICES).await?)
    }

    /// The caller has seen all of it.
    pub async fn notices_seen(&self, caller: &Caller) -> Result<()> {
        let me = caller.acting(TokenScope::AccountWrite)?.user;
        let mut unit = self.store().begin().await?;
        unit.notices_seen(me, None, self.moment()).await?;
        Ok(unit.commit().await?)
    }
}

/// A search in its canonical form, from its first page.
fn canonical(search: &str) -> String {
    let mut query = ListingQuery::parse(search).query.first_page();
    query.cursor = None;
    query.to_query_string()
}

fn search_name(name: &str) -> Result<String> {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).collect();
    if name.is_empty() {
        Err(Error::field("search_name", "missing"))
    } else if name.chars().count() > SEARCH_NAME_MAX {
        Err(Error::field("search_name", "too_long"))
    } else {
        Ok(name)
    }
}
