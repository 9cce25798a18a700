//! What the pages of dictionaries ask the server for. Whether the caller may is for the services to
//! say.

#[cfg(feature = "ssr")]
use super::dictionary_page::query_of;
#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services, word},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
#[cfg(feature = "ssr")]
use domain::{EstateId, moderation::dictionary::dictionary_path};
use domain::{
    account::admin::Paged,
    moderation::{
        DictionaryKind,
        dictionary::{Entry, EntryDetail, EntryForm},
    },
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A page of a dictionary.
#[server(prefix = "/api/ui", endpoint = "admin_dictionary", input = GetUrl)]
pub async fn admin_dictionary(
    /// Which.
    kind: DictionaryKind,
    /// The query string of the page.
    search: String,
) -> Result<Paged<Entry>, PageError> {
    let page = services()?
        .kept_dictionary(&caller()?, kind, &query_of(&search))
        .await;
    page.map_err(failed)
}

/// An entry of a dictionary.
#[server(prefix = "/api/ui", endpoint = "admin_entry", input = GetUrl)]
pub async fn admin_entry(
    /// Of which.
    kind: DictionaryKind,
    /// Which.
    id: i64,
) -> Result<EntryDetail, PageError> {
    let entry = services()?.kept_entry(&caller()?, kind, id).await;
    entry.map_err(failed)
}

/// Adds an entry to a dictionary.
#[server(prefix = "/api/ui", endpoint = "add_entry")]
pub async fn add_entry(
    /// To which.
    kind: String,
    /// What it is to say.
    #[server(default)]
    form: EntryForm,
) -> Result<Next, PageError> {
    let kind = word("kind", &kind)?;
    let made = services()?.create_entry(&caller()?, kind, &form).await;
    let id = made.map_err(failed)?;
    Ok(go_on(after(kind, Some(id), "added")))
}

/// Lets an entry say something else.
#[server(prefix = "/api/ui", endpoint = "change_entry")]
pub async fn change_entry(
    /// Of which dictionary.
    kind: String,
    /// Which.
    id: i64,
    /// What it is to say.
    #[server(default)]
    form: EntryForm,
) -> Result<Next, PageError> {
    let kind = word("kind", &kind)?;
    let done = services()?.change_entry(&caller()?, kind, id, &form).await;
    done.map_err(failed)?;
    Ok(go_on(after(kind, Some(id), "changed")))
}

/// Takes an entry away.
#[server(prefix = "/api/ui", endpoint = "delete_entry")]
pub async fn delete_entry(
    /// Of which dictionary.
    kind: String,
    /// Which.
    id: i64,
) -> Result<Next, PageError> {
    let kind = word("kind", &kind)?;
    let done = services()?.delete_entry(&caller()?, kind, id).await;
    done.map_err(failed)?;
    Ok(go_on(after(kind, None, "deleted")))
}

/// Says that an estate which somebody named is right as it is.
#[server(prefix = "/api/ui", endpoint = "accept_estate")]
pub async fn accept_estate(
    /// Which.
    estate: i64,
) -> Result<Next, PageError> {
    let (services, caller, kind) = (services()?, caller()?, DictionaryKind::Estates);
    let known = services.kept_entry(&caller, kind, estate).await;
    let form = EntryForm::of(&known.map_err(failed)?.entry);
    let done = services.change_entry(&caller, kind, estate, &form).await;
    done.map_err(failed)?;
    Ok(go_on(after(kind, Some(estate), "accepted")))
}

/// Merges an estate into another.
#[server(prefix = "/api/ui", endpoint = "merge_estate")]
pub async fn merge_estate(
    /// Which.
    estate: i64,
    /// The number of the other.
    #[server(default)]
    into: String,
) -> Result<Next, PageError> {
    let (services, caller) = (services()?, caller()?);
    // What is no number names nothing; whether the caller may is said first.
    let into = EstateId(into.trim().parse().unwrap_or_default());
    let merged = services.merge_estate(&caller, EstateId(estate), into).await;
    merged.map_err(failed)?;
    Ok(go_on(after(
        DictionaryKind::Estates,
        Some(into.0),
        "merged",
    )))
}

#[cfg(feature = "ssr")]
fn after(kind: DictionaryKind, id: Option<i64>, done: &str) -> String {
    let id = id.map(|id| format!("/{id}")).unwrap_or_default();
    [&dictionary_path(kind), &id, "?done=", done].concat()
}
