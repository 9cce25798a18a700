//! From what is being written to what is public.

use crate::{
    EventKind, Result, Unit,
    dialect::{execute, insert, run},
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::ListingId;
use std::collections::HashMap;

/// A public photo: key, file, room, caption, hash, width, height; its position is its place in the list.
type Row = (
    String,
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<String>,
    i32,
    i32,
);

impl Unit {
    /// Makes the photos of what is being written about `listing` the public ones, those that are ready,
    /// in their order, and tells of the change. `false` when they are public already.
    pub async fn publish_photos(&mut self, listing: ListingId, now: DateTime<Utc>) -> Result<bool> {
        let mut wanted: Vec<Row> = run!(&mut *self, |db| sqlx::query_as(
            "SELECT COALESCE(photo.photo_key, edit_photo.photo_key), edit_photo.photo_id, \
             edit_photo.room, edit_photo.caption, photo.sha256, \
             COALESCE(photo.width, edit_photo.width), COALESCE(photo.height, edit_photo.height) \
             FROM edit_photo LEFT JOIN photo ON photo.id = edit_photo.photo_id \
             WHERE edit_photo.listing_id = $1 \
             AND (edit_photo.photo_id IS NULL OR photo.state = 'ready') \
             ORDER BY edit_photo.position"
        )
        .bind(listing.0)
        .fetch_all(db))?;
        let public: Vec<Row> = run!(&mut *self, |db| sqlx::query_as(
            "SELECT photo_key, photo_id, room, caption, sha256, width, height \
             FROM listing_photo WHERE listing_id = $1 ORDER BY position"
        )
        .bind(listing.0)
        .fetch_all(db))?;
        // Photos that came by other ways keep the hash that they came with.
        let hashes: HashMap<&String, &Option<String>> =
            public.iter().map(|row| (&row.0, &row.4)).collect();
        for row in wanted.iter_mut().filter(|row| row.1.is_none()) {
            row.4 = hashes.get(&row.0).and_then(|hash| (*hash).clone());
        }
        if wanted == public {
            return Ok(false);
        }
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM listing_photo WHERE listing_id = $1"
        )
        .bind(listing.0)
        .execute(db))?;
        let rows: Vec<(i16, Row)> = (0_i16..).zip(wanted).collect();
        insert!(
            &mut *self, &rows, 9,
            "INSERT INTO listing_photo (listing_id, position, photo_key, photo_id, room, caption, \
             sha256, width, height) ", "" => (),
            |values, (position, (key, photo, room, caption, sha256, width, height))| {
                values.push_bind(listing.0);
                values.push_bind(*position);
                values.push_bind(key);
                values.push_bind(*photo);
                values.push_bind(room.as_deref());
                values.push_bind(caption.as_deref());
                values.push_bind(sha256.as_deref());
                values.push_bind(*width);
                values.push_bind(*height);
            }
        )?;
        // A listing that this unit has just written is at its new version already.
        if !self.announced.contains(&listing) {
            let now = now.trunc_subsecs(6);
            self.touch(&[listing], now).await?;
            self.announce([(listing, EventKind::Updated)], now).await?;
        }
        Ok(true)
    }
}
