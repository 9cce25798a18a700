//! The photos of what is being written about a listing.

use super::{Photos, word};
use crate::{
    Error, Result, Unit,
    dialect::{execute, run},
};
use domain::{
    ListingId, PhotoId, PhotoRef,
    photo::{CheckedWords, EditPhoto, PhotoState},
};

/// More than any position: positions are unique while they change one after the other.
const ASIDE: i16 = 10_000;

/// A photo of an edit, with what is known of its file.
#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    room: Option<String>,
    caption: Option<String>,
    photo_key: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
    state: Option<String>,
    problem: Option<String>,
}

/// Selects [`Row`]s of the listing `$1`, in their order.
macro_rules! rows {
    () => {
        "SELECT edit_photo.id, edit_photo.room, edit_photo.caption, \
         COALESCE(photo.photo_key, edit_photo.photo_key) AS photo_key, \
         COALESCE(photo.width, edit_photo.width) AS width, \
         COALESCE(photo.height, edit_photo.height) AS height, photo.state, photo.problem \
         FROM edit_photo LEFT JOIN photo ON photo.id = edit_photo.photo_id \
         WHERE edit_photo.listing_id = $1 ORDER BY edit_photo.position"
    };
}

impl Row {
    fn into_photo(self) -> Result<EditPhoto> {
        let state = match &self.state {
            // It came by other ways than an upload.
            None => PhotoState::Ready,
            Some(state) => word("photo.state", state)?,
        };
        let room = self.room.as_deref();
        Ok(EditPhoto {
            id: PhotoId(self.id),
            state,
            photo: match (self.photo_key, self.width, self.height) {
                (Some(key), Some(width), Some(height)) if state == PhotoState::Ready => {
                    Some(PhotoRef {
                        key,
                        width: pixels(width)?,
                        height: pixels(height)?,
                    })
                }
                _ => None,
            },
            room: room.map(|room| word("edit_photo.room", room)).transpose()?,
            caption: self.caption,
            problem: self.problem,
        })
    }
}

fn pixels(value: i32) -> Result<u16> {
    u16::try_from(value).map_err(|_| Error::unreadable("edit_photo.width", value))
}

impl Photos<'_> {
    /// The photos of what is being written about `listing`, in their order.
    pub async fn of_edit(&self, listing: ListingId) -> Result<Vec<EditPhoto>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(rows!())
            .bind(listing.0)
            .fetch_all(db))?;
        rows.into_iter().map(Row::into_photo).collect()
    }

    /// The public photos of `listing`, in their order, as if they were being written about. They have no
    /// number by which they could be changed: the first is -1.
    pub async fn of_public(&self, listing: ListingId) -> Result<Vec<EditPhoto>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
            "SELECT CAST(-1 - position AS BIGINT) AS id, room, caption, photo_key, width, height, \
             CAST(NULL AS TEXT) AS state, CAST(NULL AS TEXT) AS problem \
             FROM listing_photo WHERE listing_id = $1 ORDER BY position"
        )
        .bind(listing.0)
        .fetch_all(db)
        })?;
        rows.into_iter().map(Row::into_photo).collect()
    }
}

impl Unit {
    /// Makes this unit the only one that changes what is being written about `listing`, until it ends.
    /// Says whether it may be changed; `None` where nothing is being written.
    pub async fn hold_edit(&mut self, listing: ListingId) -> Result<Option<bool>> {
        // What changes a row has it for itself, on both databases.
        let state: Option<String> = run!(&mut *self, |db| sqlx::query_scalar(
            "UPDATE listing_edit SET version = version WHERE listing_id = $1 RETURNING state"
        )
        .bind(listing.0)
        .fetch_optional(db))?;
        Ok(state.map(|state| state == "open"))
    }

    /// The photos of what is being written about `listing`, as this unit sees them.
    pub async fn photos_of_edit(&mut self, listing: ListingId) -> Result<Vec<EditPhoto>> {
        let rows: Vec<Row> = run!(&mut *self, |db| sqlx::query_as(rows!())
            .bind(listing.0)
            .fetch_all(db))?;
        rows.into_iter().map(Row::into_photo).collect()
    }

    /// The photo of the edit of `listing` that shows the file `photo`.
    pub async fn edit_photo_of(
        &mut self,
        listing: ListingId,
        photo: i64,
    ) -> Result<Option<PhotoId>> {
        let id: Option<i64> = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT id FROM edit_photo WHERE listing_id = $1 AND photo_id = $2"
        )
        .bind(listing.0)
        .bind(photo)
        .fetch_optional(db))?;
        Ok(id.map(PhotoId))
    }

    /// Adds the file `photo` as the last photo. [`crate::ErrorKind::Conflict`] when it is there already.
    pub async fn add_edit_photo(&mut self, listing: ListingId, photo: i64) -> Result<PhotoId> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO edit_photo (listing_id, position, photo_id) \
             SELECT $1, COALESCE(MAX(position) + 1, 0), $2 FROM edit_photo WHERE listing_id = $1 \
             RETURNING id"
        )
        .bind(listing.0)
        .bind(photo)
        .fetch_one(db))
        .map(PhotoId)
    }

    /// Puts the photos into this order, which names every one of them.
    pub async fn order_edit_photos(&mut self, listing: ListingId, order: &[PhotoId]) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE edit_photo SET position = position + $2 WHERE listing_id = $1"
        )
        .bind(listing.0)
        .bind(ASIDE)
        .execute(db))?;
        for (position, photo) in (0_i16..).zip(order) {
            execute!(&mut *self, |db| sqlx::query(
                "UPDATE edit_photo SET position = $3 WHERE listing_id = $1 AND id = $2"
            )
            .bind(listing.0)
            .bind(photo.0)
            .bind(position)
            .execute(db))?;
        }
        Ok(())
    }

    /// Says of a photo what it shows. `false` when it is not there.
    pub async fn describe_edit_photo(
        &mut self,
        listing: ListingId,
        photo: PhotoId,
        words: &CheckedWords,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE edit_photo SET caption = $3, room = $4 WHERE listing_id = $1 AND id = $2"
        )
        .bind(listing.0)
        .bind(photo.0)
        .bind(words.caption.as_deref())
        .bind(words.room.map(domain::photo::PhotoRoom::as_str))
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Takes a photo out; the file stays for others until it is collected. `false` when it is not there.
    pub async fn delete_edit_photo(&mut self, listing: ListingId, photo: PhotoId) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM edit_photo WHERE listing_id = $1 AND id = $2"
        )
        .bind(listing.0)
        .bind(photo.0)
        .execute(db))?;
        Ok(changed == 1)
    }
}
