//! Photos of homes, and photos that wait for the home they belong to.

use super::form::classic;
use crate::{Caller, Error, Result, Services, photos::Chunk};
use domain::{ListingId, ListingStatus, PhotoId, UserId, account::Method};
use futures::Stream;

/// A photo of a home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HousePhoto {
    /// Its number.
    pub id: i64,
    /// Where the photo store keeps it, once it is drawn.
    pub key: Option<String>,
}

impl Services {
    /// The photos of a home: to who offers it, those of what is being written about it, else the public ones.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a home that the caller may not know of.
    pub async fn house_photos(&self, caller: &Caller, id: ListingId) -> Result<Vec<HousePhoto>> {
        let own = match &caller.person {
            Some(_) => self.own_offer(caller, Method::Get, id).await.is_ok(),
            None => false,
        };
        let store = self.store().primary_reads();
        if own && store.offers().edit(id).await?.is_some() {
            return self.written_photos(id).await;
        }
        let photos = store.classic().photos(id).await?;
        let photos = match photos {
            Some(photos) => photos,
            // Over, or not public yet: there for its publisher only.
            None if own => Vec::new(),
            None => return Err(Error::NotFound),
        };
        let public = photos.into_iter().map(|photo| HousePhoto {
            id: photo.id,
            key: Some(photo.key),
        });
        Ok(public.collect())
    }

    async fn written_photos(&self, id: ListingId) -> Result<Vec<HousePhoto>> {
        let list = self.photo_list(id, true).await?;
        let photos = list.photos.into_iter().map(|photo| HousePhoto {
            id: photo.id.0,
            key: photo.photo.map(|photo| photo.key),
        });
        Ok(photos.collect())
    }

    /// Adds the picture that comes by `body` to a home, and hands the home in again, unless somebody is
    /// writing about it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a home that is not the caller's, [`Error::Invalid`] with field `mainphoto`.
    pub async fn add_house_photo<E>(
        &self,
        caller: &Caller,
        id: ListingId,
        body: impl Stream<Item = Result<Chunk, E>>,
    ) -> Result<HousePhoto> {
        let hands_in = self.opened(caller, id).await?;
        let added = self.add_photo(caller, id, body).await;
        if hands_in {
            self.hand_in(caller, id).await?;
        }
        let added = added.map_err(classic)?;
        Ok(HousePhoto {
            id: added.id.0,
            key: added.photo.map(|photo| photo.key),
        })
    }

    /// Takes a photo off a home, and hands the home in again, unless somebody is writing about it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not there, or the home is not the caller's.
    pub async fn delete_house_photo(
        &self,
        caller: &Caller,
        id: ListingId,
        photo: i64,
    ) -> Result<()> {
        self.own_offer(caller, Method::Put, id).await?;
        let shown = self.house_photos(caller, id).await?;
        let at = shown.iter().position(|known| known.id == photo);
        let at = at.ok_or(Error::NotFound)?;
        let hands_in = self.opened(caller, id).await?;
        let deleted = async {
            // Those of an edit that begins now stand in the order of the public ones.
            self.open_edit(caller, id).await?;
            let written = self.written_photos(id).await?;
            let found = written.get(at).ok_or(Error::Conflict)?;
            self.delete_photo(caller, id, PhotoId(found.id)).await
        };
        let deleted = deleted.await;
        if hands_in {
            self.hand_in(caller, id).await?;
        }
        deleted.map_err(classic)
    }

    /// Makes sure that the photos of a home can be changed. Says whether what changes is to be handed in:
    /// not while somebody writes about the home by other ways.
    async fn opened(&self, caller: &Caller, id: ListingId) -> Result<bool> {
        let offer = self.own_offer(caller, Method::Put, id).await?;
        let store = self.store().primary_reads();
        let is_begun = store.offers().edit(id).await?.is_some();
        let waited = self.take_back(caller, id).await?;
        Ok(waited || (!is_begun && offer.status == ListingStatus::Published))
    }

    /// The uploaded photos that are called so.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `mainphoto` for one that is not there.
    pub(super) async fn called_photos(&self, user: UserId, called: &[String]) -> Result<Vec<i64>> {
        if called.is_empty() {
            return Ok(Vec::new());
        }
        let mut unit = self.store().begin().await?;
        let mut found = Vec::with_capacity(called.len());
        for name in called {
            // An address, or what follows `/photos/` in one.
            let key = name
                .rsplit_once("/photos/")
                .map_or(name.as_str(), |(_, key)| key);
            match unit.uploaded_photo(user, key.trim()).await? {
                Some(photo) if !found.contains(&photo) => found.push(photo),
                Some(_) => {}
                None => return Err(Error::field("mainphoto", "photo_missing")),
            }
        }
        unit.rollback().await?;
        Ok(found)
    }

    /// Adds uploaded photos to what is being written about a home, those that it has not.
    pub(super) async fn attach_photos(
        &self,
        caller: &Caller,
        id: ListingId,
        photos: &[i64],
    ) -> Result<()> {
        if photos.is_empty() {
            return Ok(());
        }
        self.own_offer(caller, Method::Put, id).await?;
        let mut unit = self.store().begin().await?;
        if unit.hold_edit(id).await? != Some(true) {
            return Err(Error::Conflict);
        }
        for photo in photos {
            let count = unit.photos_of_edit(id).await?.len();
            if unit.edit_photo_of(id, *photo).await?.is_none() {
                if count >= domain::photo::PHOTOS_MAX {
                    return Err(Error::field("mainphoto", "photos_too_many"));
                }
                unit.add_edit_photo(id, *photo).await?;
            }
        }
        Ok(unit.commit().await?)
    }
}
