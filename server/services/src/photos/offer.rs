//! The photos of what is being written about a home.

use super::{ReceivedPhoto, received::refused, state::waiting_key, store::Chunk};
use crate::{Caller, Error, Result, Services};
use chrono::TimeDelta;
use domain::{
    FieldError, ListingId, ListingStatus, PhotoId,
    account::{Method, token::TokenScope},
    photo::{EditPhoto, PHOTOS_MAX, PhotoList, PhotoMove, PhotoState, PhotoWords},
};
use futures::Stream;
use std::{collections::BTreeSet, path::Path};
use store::{PhotoOwner, Unit};

/// Photos that an account adds in an hour: those of forty homes.
pub(super) const PHOTOS_PER_HOUR: u32 = 1_200;
/// How often a file is put that goes away meanwhile.
const TRIES: usize = 3;

impl Services {
    /// The photos of what is being written about a home. Of one that nobody writes about: the public ones,
    /// which are not there to be changed and have numbers below zero.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a home that the caller may not know of, those of [`Caller::require_of`].
    pub async fn edit_photos(&self, caller: &Caller, listing: ListingId) -> Result<PhotoList> {
        let owner = self.photo_owner(caller, Method::Get, listing).await?;
        let Some(open) = owner.open else {
            let store = self.store().primary_reads();
            return Ok(PhotoList {
                photos: store.photos().of_public(listing).await?,
                open: false,
            });
        };
        self.photo_list(listing, open).await
    }

    /// Makes sure that the caller may add a photo to a home, before the file is read.
    ///
    /// # Errors
    /// As [`Services::add_photo`].
    pub async fn may_add_photo(&self, caller: &Caller, listing: ListingId) -> Result<()> {
        let owner = self.photo_owner(caller, Method::Post, listing).await?;
        if owner.open == Some(false) {
            return Err(refused("in_review"));
        }
        let store = self.store().primary_reads();
        if store.photos().of_edit(listing).await?.len() >= PHOTOS_MAX {
            return Err(refused("photos_too_many"));
        }
        Ok(())
    }

    /// Adds the picture that comes by `body` as the last photo of a home. It is drawn in the background;
    /// a file that was drawn already is ready at once, and one that the home has already is that photo.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `photo`: what is wrong with the file, `photos_too_many`, or
    /// `in_review`; [`Error::NotFound`] for a home that the caller may not know of; [`Error::RateLimited`]
    /// when the caller adds too many. Nothing stays then.
    pub async fn add_photo<E>(
        &self,
        caller: &Caller,
        listing: ListingId,
        body: impl Stream<Item = Result<Chunk, E>>,
    ) -> Result<EditPhoto> {
        self.may_add_photo(caller, listing).await?;
        let user = caller.acting(TokenScope::ListingsWrite)?.user;
        self.slow_down(
            &format!("photos:{user}"),
            PHOTOS_PER_HOUR,
            TimeDelta::hours(1),
        )
        .await?;
        let received = ReceivedPhoto::receive(&self.0.photos.arriving, body).await?;
        let (services, caller) = (self.clone(), caller.clone());
        // To the end, whoever waits for it.
        let keeping =
            tokio::spawn(async move { services.keep_received(&caller, listing, &received).await });
        keeping.await.map_err(Error::internal)?
    }

    async fn keep_received(
        &self,
        caller: &Caller,
        listing: ListingId,
        received: &ReceivedPhoto,
    ) -> Result<EditPhoto> {
        let user = caller.acting(TokenScope::ListingsWrite)?.user;
        let mut unit = self.photo_unit(caller, Method::Post, listing).await?;
        let mut is_put = false;
        for _ in 0..TRIES {
            let now = self.clock().now();
            let (photo, waits) = unit.take_photo(&received.sha256, user, now).await?;
            if waits && !is_put {
                // Not while others wait for this unit. Whoever finds the row finds the file.
                unit.rollback().await?;
                self.put_waiting_photo(&received.sha256, received.file.path())
                    .await?;
                is_put = true;
                unit = self.photo_unit(caller, Method::Post, listing).await?;
                continue;
            }
            let id = match unit.edit_photo_of(listing, photo).await? {
                Some(id) => id,
                None if unit.photos_of_edit(listing).await?.len() >= PHOTOS_MAX => {
                    return Err(refused("photos_too_many"));
                }
                None => unit.add_edit_photo(listing, photo).await?,
            };
            let added = one(&mut unit, listing, id).await?;
            unit.commit().await?;
            self.photos_came();
            return Ok(added);
        }
        Err(Error::Conflict)
    }

    /// Puts the file at `path` where files wait for being drawn. It may be moved away by that.
    pub(crate) async fn put_waiting_photo(&self, sha256: &str, path: &Path) -> Result<()> {
        let store = self.0.photos.photos.store();
        Ok(store.put_file(&waiting_key(sha256), path).await?)
    }

    /// Wakes the worker: photos came.
    pub(crate) fn photos_came(&self) {
        self.0.photos.came.notify_one();
    }

    /// Puts the photos of a home into this order, the main one first.
    ///
    /// # Errors
    /// [`Error::Conflict`] when `order` does not name each photo once: somebody else added or deleted one.
    pub async fn order_photos(
        &self,
        caller: &Caller,
        listing: ListingId,
        order: &[PhotoId],
    ) -> Result<PhotoList> {
        let mut unit = self.photo_unit(caller, Method::Put, listing).await?;
        let photos = unit.photos_of_edit(listing).await?;
        let known: BTreeSet<PhotoId> = photos.iter().map(|photo| photo.id).collect();
        let named: BTreeSet<PhotoId> = order.iter().copied().collect();
        if known != named || order.len() != photos.len() {
            return Err(Error::Conflict);
        }
        unit.order_edit_photos(listing, order).await?;
        unit.commit().await?;
        self.photo_list(listing, true).await
    }

    /// Moves one photo of a home.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not there.
    pub async fn move_photo(
        &self,
        caller: &Caller,
        listing: ListingId,
        photo: PhotoId,
        step: PhotoMove,
    ) -> Result<()> {
        let mut unit = self.photo_unit(caller, Method::Put, listing).await?;
        let order = ids(&unit.photos_of_edit(listing).await?);
        if !order.contains(&photo) {
            return Err(Error::NotFound);
        }
        let moved = step.of(photo, &order);
        unit.order_edit_photos(listing, &moved).await?;
        Ok(unit.commit().await?)
    }

    /// Says of a photo of a home what it shows.
    ///
    /// # Errors
    /// [`Error::Invalid`] with fields `caption` and `room`, [`Error::NotFound`] when it is not there.
    pub async fn describe_photo(
        &self,
        caller: &Caller,
        listing: ListingId,
        photo: PhotoId,
        words: &PhotoWords,
    ) -> Result<EditPhoto> {
        let mut unit = self.photo_unit(caller, Method::Patch, listing).await?;
        let words = words.check().map_err(Error::Invalid)?;
        if !unit.describe_edit_photo(listing, photo, &words).await? {
            return Err(Error::NotFound);
        }
        let described = one(&mut unit, listing, photo).await?;
        unit.commit().await?;
        Ok(described)
    }

    /// Takes a photo off a home.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not there.
    pub async fn delete_photo(
        &self,
        caller: &Caller,
        listing: ListingId,
        photo: PhotoId,
    ) -> Result<()> {
        let mut unit = self.photo_unit(caller, Method::Delete, listing).await?;
        if !unit.delete_edit_photo(listing, photo).await? {
            return Err(Error::NotFound);
        }
        let order = ids(&unit.photos_of_edit(listing).await?);
        unit.order_edit_photos(listing, &order).await?;
        Ok(unit.commit().await?)
    }

    /// Makes sure that every photo of what is being written about a home can be shown. One that failed since it
    /// was handed in is not waited for.
    ///
    /// # Errors
    /// Those of [`Self::photos_drawable`], and field `photos`: `photos_waiting`.
    pub async fn photos_drawn(&self, listing: ListingId) -> Result<()> {
        let photos = self.photos_drawable(listing).await?;
        if photos.iter().all(|photo| photo.state == PhotoState::Ready) {
            Ok(())
        } else {
            Err(Error::field("photos", "photos_waiting"))
        }
    }

    /// The photos of what is being written about a home, of which none turned out to be none.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `photo_N` for each that did, counted from 1: `photo_failed`.
    pub(crate) async fn photos_drawable(&self, listing: ListingId) -> Result<Vec<EditPhoto>> {
        let store = self.store().primary_reads();
        let photos = store.photos().of_edit(listing).await?;
        let failed = (1..).zip(&photos);
        let failed = failed.filter(|(_, photo)| photo.state == PhotoState::Failed);
        let wrong: Vec<FieldError> = failed
            .map(|(at, _): (u32, _)| FieldError {
                field: format!("photo_{at}"),
                code: "photo_failed".into(),
            })
            .collect();
        if wrong.is_empty() {
            Ok(photos)
        } else {
            Err(Error::Invalid(wrong))
        }
    }

    /// The photos of what is being written about a home, which is `open` to be written on.
    pub(crate) async fn photo_list(&self, listing: ListingId, open: bool) -> Result<PhotoList> {
        let store = self.store().primary_reads();
        let photos = store.photos().of_edit(listing).await?;
        Ok(PhotoList { photos, open })
    }

    /// Whose photos these are, once the caller may do `method` to them.
    async fn photo_owner(
        &self,
        caller: &Caller,
        method: Method,
        listing: ListingId,
    ) -> Result<PhotoOwner> {
        // Before anything is looked up.
        caller.scoped(method, "/listings")?;
        let store = self.store().primary_reads();
        let owner = store.photos().owner(listing).await?;
        let owner = owner.ok_or(Error::NotFound)?;
        let resource = format!("/listings/{listing}/photos");
        match caller.require_of(method, &resource, owner.publisher) {
            Ok(_) => Ok(owner),
            // Whoever may not see it is not told that it is there.
            Err(Error::Forbidden) if owner.status != ListingStatus::Published => {
                Err(Error::NotFound)
            }
            Err(error) => Err(error),
        }
    }

    /// A unit that changes photos of what is being written about a home, alone until it ends. Begins to
    /// write where nobody did.
    async fn photo_unit(
        &self,
        caller: &Caller,
        method: Method,
        listing: ListingId,
    ) -> Result<Unit> {
        let owner = self.photo_owner(caller, method, listing).await?;
        let public = match owner.open {
            Some(_) => None,
            None => {
                let offer = self.own_offer(caller, Method::Get, listing).await?;
                if !offer.status.is_editable() {
                    return Err(refused("not_editable"));
                }
                Some(self.public_form(&offer).await?)
            }
        };
        let mut unit = self.store().begin().await?;
        match unit.hold_edit(listing).await? {
            Some(true) => {}
            Some(false) => return Err(refused("in_review")),
            None => {
                let offer = unit.offer(listing).await?.ok_or(Error::NotFound)?;
                let public = public.ok_or(Error::Conflict)?;
                self.begin_edit(&mut unit, caller, &offer, &public).await?;
            }
        }
        Ok(unit)
    }
}

fn ids(photos: &[EditPhoto]) -> Vec<PhotoId> {
    photos.iter().map(|photo| photo.id).collect()
}

/// The photo `id`, as `unit` sees it.
async fn one(unit: &mut Unit, listing: ListingId, id: PhotoId) -> Result<EditPhoto> {
    let photos = unit.photos_of_edit(listing).await?;
    let found = photos.into_iter().find(|photo| photo.id == id);
    found.ok_or(Error::NotFound)
}
