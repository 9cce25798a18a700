//! What the forms of photos call. With script, the module `photo-board` asks the API instead.

#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services},
};
use crate::{error::PageError, forms::Next};
use domain::photo::PhotoList;
#[cfg(feature = "ssr")]
use domain::{
    ListingId, PhotoId,
    photo::{PhotoMove, PhotoWords},
};
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, MultipartData, MultipartFormData};

/// The photos of what is being written about a home.
#[server(prefix = "/api/ui", endpoint = "home_photos", input = GetUrl)]
pub async fn home_photos(
    /// The home.
    listing: i64,
) -> Result<PhotoList, PageError> {
    let photos = services()?
        .edit_photos(&caller()?, ListingId(listing))
        .await;
    photos.map_err(failed)
}

/// Adds the files `photo` of a form to the home `listing`, which the form names before them. Those before
/// the first that is refused stay.
#[server(prefix = "/api/ui", endpoint = "add_photos", input = MultipartFormData)]
pub async fn add_photos(
    /// The form.
    form: MultipartData,
) -> Result<Next, PageError> {
    let wrong = |code| failed(services::Error::field("photo", code));
    let (services, caller) = (services()?, caller()?);
    caller.signed_in().map_err(failed)?;
    const ID_BYTES_MAX: usize = 32;
    let mut form = form.into_inner().ok_or_else(|| wrong("photo_missing"))?;
    let (mut listing, mut added) = (None, 0);
    while let Some(mut part) = form.next_field().await.map_err(|_| wrong("photo_cut"))? {
        match (part.name(), listing) {
            (Some("listing"), None) => {
                // No more is read than a number has.
                let mut id = Vec::new();
                while let Some(chunk) = part.chunk().await.map_err(|_| wrong("photo_cut"))? {
                    id.extend_from_slice(&chunk);
                    if id.len() > ID_BYTES_MAX {
                        return Err(failed(services::Error::NotFound));
                    }
                }
                let id = String::from_utf8(id).ok();
                let id: Option<ListingId> = id.and_then(|id| id.parse().ok());
                listing = Some(id.ok_or_else(|| failed(services::Error::NotFound))?);
            }
            (Some("photo"), Some(listing)) => {
                // A browser sends an empty part where nothing was chosen.
                let chosen = part.file_name().is_some_and(|name| !name.is_empty());
                if chosen {
                    let photo = services.add_photo(&caller, listing, part).await;
                    photo.map_err(failed)?;
                    added += 1;
                }
            }
            _ => {}
        }
    }
    match (listing, added) {
        (None, _) => Err(failed(services::Error::NotFound)),
        (Some(_), 0) => Err(wrong("photo_missing")),
        _ => Ok(Next { to: None }),
    }
}

/// Moves a photo of a home one step, or to the beginning.
#[server(prefix = "/api/ui", endpoint = "move_photo")]
pub async fn move_photo(
    /// The home.
    listing: i64,
    /// The photo.
    photo: i64,
    /// `earlier`, `later` or `first`.
    step: String,
) -> Result<Next, PageError> {
    let step = PhotoMove::from_word(&step);
    let step = step.ok_or_else(|| failed(services::Error::field("step", "unknown_value")))?;
    let moved = services()?
        .move_photo(&caller()?, ListingId(listing), PhotoId(photo), step)
        .await;
    moved.map_err(failed)?;
    Ok(Next { to: None })
}

/// Says of a photo of a home what it shows.
#[server(prefix = "/api/ui", endpoint = "describe_photo")]
pub async fn describe_photo(
    /// The home.
    listing: i64,
    /// The photo.
    photo: i64,
    /// A line about it.
    #[server(default)]
    caption: String,
    /// The word of the room.
    #[server(default)]
    room: String,
) -> Result<Next, PageError> {
    let words = PhotoWords { caption, room };
    let described = services()?
        .describe_photo(&caller()?, ListingId(listing), PhotoId(photo), &words)
        .await;
    described.map_err(failed)?;
    Ok(Next { to: None })
}

/// Takes a photo off a home.
#[server(prefix = "/api/ui", endpoint = "delete_photo")]
pub async fn delete_photo(
    /// The home.
    listing: i64,
    /// The photo.
    photo: i64,
) -> Result<Next, PageError> {
    let deleted = services()?
        .delete_photo(&caller()?, ListingId(listing), PhotoId(photo))
        .await;
    deleted.map_err(failed)?;
    Ok(Next { to: None })
}
