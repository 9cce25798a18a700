//! Writing photos.

use crate::{
    EventKind, Result, Unit,
    dialect::{Phrases, execute, insert, run},
    places::json_of,
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::ListingId;
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet};

/// A photo of a listing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewPhoto {
    /// The listing.
    pub listing: ListingId,
    /// Where the photo store keeps it.
    pub key: String,
    /// What it shows: `living`, `bedroom`, `kitchen`, `bathroom`, `dining`, `study`, `balcony`,
    /// `outside` or `plan`; `None` when unknown.
    pub room: Option<String>,
    /// The hash of its bytes, in hexadecimal.
    pub sha256: Option<String>,
    /// Pixels, at least 1.
    pub width: u16,
    /// Pixels, at least 1.
    pub height: u16,
}

/// A photo as it is stored: listing, position, key, room, sha256, width, height.
type Row = (i64, i16, String, Option<String>, Option<String>, i32, i32);

impl Unit {
    /// Replaces the photos of the listings that are named here by these, in this order; the first of
    /// a listing is its main photo. Listings that have these photos already do not change. Returns
    /// the listings that changed, by id.
    pub async fn put_photos(
        &mut self,
        photos: &[NewPhoto],
        now: DateTime<Utc>,
    ) -> Result<Vec<ListingId>> {
        let mut wanted: BTreeMap<i64, Vec<Row>> = BTreeMap::new();
        for photo in photos {
            let rows = wanted.entry(photo.listing.0).or_default();
            rows.push((
                photo.listing.0,
                i16::try_from(rows.len()).unwrap_or(i16::MAX),
                photo.key.clone(),
                photo.room.clone(),
                photo.sha256.clone(),
                photo.width.into(),
                photo.height.into(),
            ));
        }
        let listings: BTreeSet<ListingId> = wanted.keys().copied().map(ListingId).collect();
        let mut stored = self.stored_photos(&listings).await?;
        wanted.retain(|listing, rows| stored.remove(listing).as_ref() != Some(rows));
        self.replace_photos(&wanted).await?;
        let changed: Vec<ListingId> = wanted.into_keys().map(ListingId).collect();
        let now = now.trunc_subsecs(6);
        // A listing that this unit has just written is at its new version already.
        let others: Vec<ListingId> = changed
            .iter()
            .filter(|id| !self.announced.contains(id))
            .copied()
            .collect();
        self.touch(&others, now).await?;
        self.announce(others.iter().map(|id| (*id, EventKind::Updated)), now)
            .await?;
        Ok(changed)
    }

    async fn stored_photos(
        &mut self,
        listings: &BTreeSet<ListingId>,
    ) -> Result<BTreeMap<i64, Vec<Row>>> {
        let ids: Vec<&ListingId> = listings.iter().collect();
        let ids = json_of(&ids)?;
        let rows: Vec<Row> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT listing_id, position, photo_key, room, sha256, width, height \
                 FROM listing_photo WHERE listing_id IN ({}) ORDER BY listing_id, position",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        let mut stored: BTreeMap<i64, Vec<Row>> = BTreeMap::new();
        for row in rows {
            stored.entry(row.0).or_default().push(row);
        }
        Ok(stored)
    }

    async fn replace_photos(&mut self, wanted: &BTreeMap<i64, Vec<Row>>) -> Result<()> {
        if wanted.is_empty() {
            return Ok(());
        }
        let ids: Vec<&i64> = wanted.keys().collect();
        let ids = json_of(&ids)?;
        execute!(&mut *self, |db| {
            sqlx::query(AssertSqlSafe(format!(
                "DELETE FROM listing_photo WHERE listing_id IN ({})",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .execute(db)
        })?;
        let rows: Vec<&Row> = wanted.values().flatten().collect();
        insert!(
            &mut *self, &rows, 7,
            "INSERT INTO listing_photo \
             (listing_id, position, photo_key, room, sha256, width, height) ", "" => (),
            |values, (listing, position, key, room, sha256, width, height)| {
                values.push_bind(*listing);
                values.push_bind(*position);
                values.push_bind(key);
                values.push_bind(room.as_deref());
                values.push_bind(sha256.as_deref());
                values.push_bind(*width);
                values.push_bind(*height);
            }
        )?;
        Ok(())
    }
}
