//! What the pages of publishers ask the server for. Whether the caller may is for the services to say.

use crate::{context::MapTiles, error::PageError, forms::Next};
#[cfg(feature = "ssr")]
use crate::{
    context::{caller, in_own_language},
    error::{failed, services, word},
    forms::go_on,
};
use domain::offer::{
    EditorPage, EstateChoice, ListingForm, OwnPage, OwnQuery, OwnSort, Preview, RentSuggestion,
    Saved,
};
#[cfg(feature = "ssr")]
use domain::{DivisionCode, FieldError, ListingId};
use domain::{moderation::appeal::AppealStanding, photo::PhotoList};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// What a new home starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The city that was chosen, or the one of the latest home.
    pub city: i32,
    /// The cities, by code and name.
    pub cities: Vec<(i32, String)>,
    /// Its districts, by code and name.
    pub districts: Vec<(i32, String)>,
}

/// A home that is being written about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Editing {
    /// What is written, and how it stands.
    pub page: EditorPage,
    /// Its photos, where they can be changed.
    pub photos: Option<PhotoList>,
    /// The background of the map, where there is one.
    pub tiles: Option<MapTiles>,
    /// Whether its publisher may appeal, and what became of the last appeal.
    pub appeal: AppealStanding,
}

/// Places below others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceChoices {
    /// The districts of the city, by code and name.
    pub districts: Vec<(i32, String)>,
    /// The business districts of the district, by id and name.
    pub business_districts: Vec<(i64, String)>,
}

/// The query that a query string of one's list says: `q`, `shelf`, `sort`, `page`.
pub fn own_query(search: &str) -> OwnQuery {
    let mut query = OwnQuery::default();
    for (name, value) in form_urlencoded::parse(search.as_bytes()) {
        match &*name {
            "q" => query.q = value.trim().chars().take(100).collect(),
            "shelf" => query.shelf = value.parse().ok(),
            "sort" => query.sort = value.parse().unwrap_or(OwnSort::Changed),
            "page" => query.page = value.parse().unwrap_or(1).max(1),
            _ => {}
        }
    }
    query
}

/// A page of one's own homes.
#[server(prefix = "/api/ui", endpoint = "own_listings", input = GetUrl)]
pub async fn own_listings(
    /// The query string of the page.
    search: String,
) -> Result<OwnPage, PageError> {
    let query = own_query(&search);
    let page = services()?.own_listings(&caller()?, &query).await;
    page.map_err(failed)
}

/// What a new home starts from.
#[server(prefix = "/api/ui", endpoint = "listing_start", input = GetUrl)]
pub async fn listing_start(
    /// The code of the city.
    #[server(default)]
    city: String,
) -> Result<Start, PageError> {
    let city = city.parse().ok().map(DivisionCode);
    let start = services()?.offer_start(&caller()?, city).await;
    let (city, cities, districts) = start.map_err(failed)?;
    Ok(Start {
        city: city.0,
        cities,
        districts,
    })
}

/// Places to choose from.
#[server(prefix = "/api/ui", endpoint = "places_below", input = GetUrl)]
pub async fn places_below(
    /// The code of the city.
    city: i32,
    /// The code of the district; 0 for none.
    district: i32,
) -> Result<PlaceChoices, PageError> {
    let places = (DivisionCode(city), DivisionCode(district));
    let choices = services()?.place_choices(&caller()?, places).await;
    let (districts, business_districts) = choices.map_err(failed)?;
    Ok(PlaceChoices {
        districts,
        business_districts,
    })
}

/// Estates whose names begin so.
#[server(prefix = "/api/ui", endpoint = "estate_choices", input = GetUrl)]
pub async fn estate_choices(
    /// The code of the city.
    city: i32,
    /// The beginning.
    name: String,
) -> Result<Vec<EstateChoice>, PageError> {
    let (services, caller) = (services()?, caller()?);
    let found = services.estate_choices(&caller, DivisionCode(city), &name);
    found.await.map_err(failed)
}

/// Begins a home.
#[server(prefix = "/api/ui", endpoint = "start_listing")]
pub async fn start_listing(
    /// Where it is, what it is, and the rent.
    form: ListingForm,
) -> Result<Next, PageError> {
    let id = services()?.start_offer(&caller()?, &form).await;
    Ok(go_on(editor_of(id.map_err(failed)?.0, "started")))
}

/// Begins a home like another one.
#[server(prefix = "/api/ui", endpoint = "duplicate_listing")]
pub async fn duplicate_listing(
    /// Which.
    listing: i64,
) -> Result<Next, PageError> {
    let id = services()?
        .duplicate_offer(&caller()?, ListingId(listing))
        .await;
    Ok(go_on(editor_of(id.map_err(failed)?.0, "duplicated")))
}

/// What the editor shows. The photos of a public home that nobody writes about are not there to be changed.
#[server(prefix = "/api/ui", endpoint = "listing_editor", input = GetUrl)]
pub async fn listing_editor(
    /// Which home.
    listing: i64,
) -> Result<Editing, PageError> {
    let editing = services()?.editing(&caller()?, ListingId(listing)).await;
    let (page, photos, appeal) = editing.map_err(failed)?;
    Ok(Editing {
        page,
        photos,
        tiles: use_context(),
        appeal,
    })
}

/// Begins to write about a public home, so that its photos can be changed.
#[server(prefix = "/api/ui", endpoint = "change_photos")]
pub async fn change_photos(
    /// Which.
    listing: i64,
) -> Result<Next, PageError> {
    let done = services()?.open_edit(&caller()?, ListingId(listing)).await;
    done.map_err(failed)?;
    Ok(go_on(editor_of(listing, "")))
}

/// Appeals against the last rejection.
#[server(prefix = "/api/ui", endpoint = "appeal_listing")]
pub async fn appeal_listing(
    /// Which home.
    listing: i64,
    /// Why.
    #[server(default)]
    body: String,
) -> Result<Next, PageError> {
    let done = services()?
        .appeal(&caller()?, ListingId(listing), &body)
        .await;
    done.map_err(failed)?;
    Ok(go_on(editor_of(listing, "appealed")))
}

/// A home as renters would see it.
#[server(prefix = "/api/ui", endpoint = "preview_listing", input = GetUrl)]
pub async fn preview_listing(
    /// Which.
    listing: i64,
) -> Result<Preview, PageError> {
    let shown = services()?
        .preview_so_far(&caller()?, ListingId(listing))
        .await;
    let shown = shown.map_err(failed)?;
    Ok(Preview {
        listing: in_own_language(shown.listing),
        ..shown
    })
}

/// Keeps what is written, and sends it on where that is wanted.
#[server(prefix = "/api/ui", endpoint = "save_listing")]
pub async fn save_listing(
    /// Which home.
    listing: i64,
    /// The version that was read.
    version: i64,
    /// What is written.
    form: ListingForm,
    /// The directions that are ticked.
    #[server(default)]
    orientation: Vec<String>,
    /// The facilities that are ticked.
    #[server(default)]
    facilities: Vec<String>,
    /// `submit` to send it on.
    #[server(default)]
    then: String,
) -> Result<Next, PageError> {
    let (services, caller, id) = (services()?, caller()?, ListingId(listing));
    let form = ticked(form, &orientation, &facilities);
    let saved = services.save_edit(&caller, id, version, &form).await;
    let version = match saved.map_err(failed)? {
        Saved::Kept { version, .. } => version,
        // The same was kept a moment before.
        Saved::Overtaken {
            version, changes, ..
        } if changes.is_empty() => version,
        Saved::Overtaken { changes, .. } => return Err(overtaken(changes)),
    };
    if then != "submit" {
        return Ok(go_on(editor_of(listing, "saved")));
    }
    let submitted = services.submit_offer(&caller, id, version).await;
    let done = match submitted.map_err(failed)? {
        services::Submitted::Live => "live",
        services::Submitted::InReview => "submitted",
    };
    Ok(go_on(editor_of(listing, done)))
}

/// Keeps what is written, while it is being written.
#[server(prefix = "/api/ui", endpoint = "autosave_listing")]
pub async fn autosave_listing(
    /// Which home.
    listing: i64,
    /// The version that was read.
    version: i64,
    /// What is written.
    form: ListingForm,
) -> Result<Saved, PageError> {
    let (services, caller) = (services()?, caller()?);
    let saved = services.save_edit(&caller, ListingId(listing), version, &form);
    saved.await.map_err(failed)
}

/// Takes what is in review back.
#[server(prefix = "/api/ui", endpoint = "recall_listing")]
pub async fn recall_listing(
    /// Which.
    listing: i64,
) -> Result<Next, PageError> {
    let done = services()?
        .recall_offer(&caller()?, ListingId(listing))
        .await;
    done.map_err(failed)?;
    Ok(go_on(editor_of(listing, "recalled")))
}

/// Forgets what is written about a public home.
#[server(prefix = "/api/ui", endpoint = "discard_edit")]
pub async fn discard_edit(
    /// Which.
    listing: i64,
) -> Result<Next, PageError> {
    let done = services()?
        .discard_edit(&caller()?, ListingId(listing))
        .await;
    done.map_err(failed)?;
    Ok(go_on(editor_of(listing, "discarded")))
}

/// Deletes a draft.
#[server(prefix = "/api/ui", endpoint = "delete_draft")]
pub async fn delete_draft(
    /// Which.
    listing: i64,
) -> Result<Next, PageError> {
    let done = services()?
        .delete_draft(&caller()?, ListingId(listing))
        .await;
    done.map_err(failed)?;
    Ok(go_on("/console/listings?done=deleted"))
}

/// Takes a step in the life of a home.
#[server(prefix = "/api/ui", endpoint = "step_listing")]
pub async fn step_listing(
    /// Which.
    listing: i64,
    /// The version that was read.
    version: i64,
    /// Which step.
    action: String,
    /// `list` to go back to the list.
    #[server(default)]
    back: String,
) -> Result<Next, PageError> {
    let step = word("action", &action)?;
    let (services, id) = (services()?, ListingId(listing));
    let done = services
        .step_offer(&caller()?, id, step, Some(version))
        .await;
    done.map_err(failed)?;
    Ok(go_on(match back.as_str() {
        "list" => ["/console/listings?done=", &action].concat(),
        _ => editor_of(listing, &action),
    }))
}

/// Says that homes are still to be had.
#[server(prefix = "/api/ui", endpoint = "confirm_listings")]
pub async fn confirm_listings(
    /// Which.
    #[server(default)]
    listings: Vec<i64>,
) -> Result<Next, PageError> {
    let ids: Vec<ListingId> = listings.into_iter().map(ListingId).collect();
    let done = services()?.confirm_offers(&caller()?, &ids).await;
    done.map_err(failed)?;
    Ok(go_on("/console/listings?done=confirm"))
}

/// A rent to ask for the home that is written about; nothing where too few homes are comparable.
#[server(prefix = "/api/ui", endpoint = "suggest_rent")]
pub async fn suggest_rent(
    /// What is written.
    form: ListingForm,
) -> Result<Option<RentSuggestion>, PageError> {
    let suggested = services()?.suggest_rent(&caller()?, &form).await;
    suggested.map_err(failed)
}

/// The form with the boxes that are ticked.
pub(super) fn ticked(
    mut form: ListingForm,
    orientation: &[String],
    facilities: &[String],
) -> ListingForm {
    form.orientation = orientation.join(",");
    form.facilities = facilities.join(",");
    form
}

#[cfg(feature = "ssr")]
fn editor_of(listing: i64, done: &str) -> String {
    ["/console/listings/", &listing.to_string(), "?done=", done].concat()
}

#[cfg(feature = "ssr")]
fn overtaken(changes: Vec<domain::account::admin::FieldChange>) -> PageError {
    let mut error = failed(services::Error::Conflict);
    error.0.fields = changes
        .into_iter()
        .map(|change| FieldError {
            field: change.field,
            code: "changed_elsewhere".into(),
        })
        .collect();
    error
}
