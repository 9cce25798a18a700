//! Photos between what is written about a listing and what is public of it.

use super::Offers;
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use domain::{ListingId, PhotoRef};

/// A photo as renters see it: where it stands, which it is, what it shows, its caption.
type Seen = (i16, String, Option<String>, Option<String>);

macro_rules! public_photos {
    () => {
        "SELECT position, photo_key, room, caption FROM listing_photo \
         WHERE listing_id = $1 ORDER BY position"
    };
}

macro_rules! written_photos {
    () => {
        "SELECT edit_photo.position, \
         COALESCE(edit_photo.photo_key, photo.photo_key, '') AS photo_key, \
         edit_photo.room, edit_photo.caption FROM edit_photo \
         LEFT JOIN photo ON photo.id = edit_photo.photo_id \
         WHERE edit_photo.listing_id = $1 ORDER BY edit_photo.position"
    };
}

impl Offers<'_> {
    /// Whether the photos of what is written about a listing are other than the public ones. Two statements.
    pub async fn photos_differ(&self, id: ListingId) -> Result<bool> {
        let session = &mut self.store.session();
        let public: Vec<Seen> = run!(&mut *session, |db| sqlx::query_as(public_photos!())
            .bind(id.0)
            .fetch_all(db))?;
        let written: Vec<Seen> = run!(&mut *session, |db| sqlx::query_as(written_photos!())
            .bind(id.0)
            .fetch_all(db))?;
        Ok(public != written)
    }

    /// The photos of what is written about a listing that can be shown, the main one first, and what is written
    /// below each; empty where nothing is.
    pub async fn photos_written(&self, id: ListingId) -> Result<(Vec<PhotoRef>, Vec<String>)> {
        let rows: Vec<(String, i32, i32, Option<String>)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT COALESCE(edit_photo.photo_key, photo.photo_key), \
             COALESCE(photo.width, edit_photo.width), COALESCE(photo.height, edit_photo.height), \
             edit_photo.caption FROM edit_photo LEFT JOIN photo ON photo.id = edit_photo.photo_id \
             WHERE edit_photo.listing_id = $1 \
             AND COALESCE(edit_photo.photo_key, photo.photo_key) IS NOT NULL \
             ORDER BY edit_photo.position"
            )
            .bind(id.0)
            .fetch_all(db))?;
        let pixels = |pixels: i32| u16::try_from(pixels).unwrap_or(u16::MAX);
        let photo = |(key, width, height, caption): (String, i32, i32, Option<String>)| {
            let photo = PhotoRef {
                key,
                width: pixels(width),
                height: pixels(height),
            };
            (photo, caption.unwrap_or_default())
        };
        Ok(rows.into_iter().map(photo).unzip())
    }
}

impl Unit {
    /// Takes the public photos of a listing into what is written about it, which has none yet.
    pub async fn take_photos_into_edit(&mut self, id: ListingId) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO edit_photo \
             (listing_id, position, photo_id, photo_key, width, height, room, caption) \
             SELECT listing_id, position, photo_id, \
             CASE WHEN photo_id IS NULL THEN photo_key END, width, height, room, caption \
             FROM listing_photo WHERE listing_id = $1"
        )
        .bind(id.0)
        .execute(db))
    }

    /// Takes the photos of one listing, as they are being written or else the public ones, into what is
    /// written about another, which has none yet.
    pub async fn take_photos_from(&mut self, from: ListingId, to: ListingId) -> Result<u64> {
        let written = self.edit(from).await?.is_some();
        execute!(&mut *self, |db| sqlx::query(if written {
            "INSERT INTO edit_photo \
             (listing_id, position, photo_id, photo_key, width, height, room, caption) \
             SELECT $2, position, photo_id, photo_key, width, height, room, caption \
             FROM edit_photo WHERE listing_id = $1"
        } else {
            "INSERT INTO edit_photo \
             (listing_id, position, photo_id, photo_key, width, height, room, caption) \
             SELECT $2, position, photo_id, \
             CASE WHEN photo_id IS NULL THEN photo_key END, width, height, room, caption \
             FROM listing_photo WHERE listing_id = $1"
        })
        .bind(from.0)
        .bind(to.0)
        .execute(db))
    }

    /// How many photos what is written about a listing has.
    pub async fn edit_photo_count(&mut self, id: ListingId) -> Result<u32> {
        let count: i64 = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM edit_photo WHERE listing_id = $1"
        )
        .bind(id.0)
        .fetch_one(db))?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Whether the photos of what is written about a listing are other than the public ones.
    pub async fn photos_differ(&mut self, id: ListingId) -> Result<bool> {
        let public: Vec<Seen> = run!(&mut *self, |db| sqlx::query_as(public_photos!())
            .bind(id.0)
            .fetch_all(db))?;
        let written: Vec<Seen> = run!(&mut *self, |db| sqlx::query_as(written_photos!())
            .bind(id.0)
            .fetch_all(db))?;
        Ok(public != written)
    }
}
