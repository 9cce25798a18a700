//! Searches that somebody keeps.

#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
#[cfg(feature = "ssr")]
use domain::SavedSearchId;
use domain::contact::{NewSearch, SavedSearch};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// The searches somebody keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchesPage {
    /// The searches.
    pub searches: Vec<SavedSearch>,
    /// The one that the address says, to be kept.
    pub offered: Option<NewSearch>,
}

/// The searches that the caller keeps, and the one that `search` says.
#[server(prefix = "/api/ui", endpoint = "list_searches", input = GetUrl)]
pub async fn list_searches(
    /// The query string of the page.
    search: String,
) -> Result<SearchesPage, PageError> {
    let services = services()?;
    let searches = services.searches(&caller()?).await.map_err(failed)?;
    let offered = services.offered_search(&search);
    Ok(SearchesPage {
        offered: offered.filter(|new| searches.iter().all(|kept| kept.query != new.query)),
        searches,
    })
}

/// Keeps a search.
#[server(prefix = "/api/ui", endpoint = "save_search")]
pub async fn save_search(
    /// What to call it.
    search_name: String,
    /// Its query string.
    query: String,
) -> Result<Next, PageError> {
    let form = NewSearch {
        name: search_name,
        query,
    };
    let done = services()?.save_search(&caller()?, &form).await;
    done.map_err(failed)?;
    Ok(go_on("/account/searches?done=saved"))
}

/// Names a search anew.
#[server(prefix = "/api/ui", endpoint = "rename_search")]
pub async fn rename_search(
    /// Which.
    search: i64,
    /// What to call it.
    search_name: String,
) -> Result<Next, PageError> {
    let done = services()?
        .rename_search(&caller()?, SavedSearchId(search), &search_name)
        .await;
    done.map_err(failed)?;
    Ok(go_on("/account/searches?done=renamed"))
}

/// Forgets a search.
#[server(prefix = "/api/ui", endpoint = "delete_search")]
pub async fn delete_search(
    /// Which.
    search: i64,
) -> Result<Next, PageError> {
    let done = services()?
        .delete_search(&caller()?, SavedSearchId(search))
        .await;
    done.map_err(failed)?;
    Ok(go_on("/account/searches?done=deleted"))
}
