//! Reading listings.

use super::{
    FloorPlan, ListingRecord,
    row::{CardRow, RecordRow, card_columns, card_tables, photo},
};
use crate::{
    Result, Store,
    dialect::{Phrases, run},
    places::json_of,
    store::Session,
};
use domain::{FloorPlanId, IndexedListing, ListingId, PhotoRef, TagId, TagLabel};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;

/// Reads listings.
pub struct Listings<'a> {
    pub(crate) store: &'a Store,
}

impl Listings<'_> {
    /// A listing, public or not, with everything about it. Three statements.
    pub async fn detail(&self, id: ListingId) -> Result<Option<ListingRecord>> {
        Ok(self.details(&[id]).await?.pop())
    }

    /// Those of these listings that exist, public or not, with everything about them, in the order of
    /// `ids`. Three statements, however many.
    pub async fn details(&self, ids: &[ListingId]) -> Result<Vec<ListingRecord>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let session = &mut self.store.session();
        let wanted = json_of(ids)?;
        let rows: Vec<RecordRow> = run!(&mut *session, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                concat!(
                    "SELECT ",
                    card_columns!(),
                    ", listing.status, listing.facilities, listing.subway_metres, \
                     province.code AS province_code, province.name AS province_name, \
                     floor_plan.name AS floor_plan_name, \
                     listing.version, listing.updated_at FROM ",
                    card_tables!(),
                    " JOIN division AS province ON province.code = COALESCE(city.parent, city.code) \
                     LEFT JOIN floor_plan ON floor_plan.id = listing.floor_plan_id \
                     WHERE listing.id IN ({})"
                ),
                Db::numbers_in("$1")
            )))
            .bind(&wanted)
            .fetch_all(db)
        })?;
        let known: Vec<i64> = rows.iter().map(RecordRow::id).collect();
        let mut photos = photos_of(session, &known).await?;
        let mut tags = tags_of(session, &known).await?;
        let mut found = HashMap::with_capacity(known.len());
        for row in rows {
            let id = row.id();
            let tags = tags.remove(&id).unwrap_or_default();
            let photos = photos.remove(&id).unwrap_or_default();
            found.insert(id, row.into_record(tags, photos)?);
        }
        Ok(ids.iter().filter_map(|id| found.remove(&id.0)).collect())
    }

    /// The public ones among these listings, in the order of `ids`. Two statements, however many.
    pub async fn indexed(&self, ids: &[ListingId]) -> Result<Vec<IndexedListing>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let session = &mut self.store.session();
        let wanted = json_of(ids)?;
        let rows: Vec<CardRow> = run!(&mut *session, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                concat!(
                    "SELECT ",
                    card_columns!(),
                    " FROM ",
                    card_tables!(),
                    " WHERE listing.status = 'published' AND listing.id IN ({})"
                ),
                Db::numbers_in("$1")
            )))
            .bind(&wanted)
            .fetch_all(db)
        })?;
        let mut found: HashMap<i64, IndexedListing> = with_tags(session, rows)
            .await?
            .into_iter()
            .map(|listing| (listing.card.id.0, listing))
            .collect();
        Ok(ids.iter().filter_map(|id| found.remove(&id.0)).collect())
    }

    /// The public listings after `after`, by id, at most `limit`: for a rebuild of the index. Two
    /// statements.
    pub async fn indexed_after(&self, after: ListingId, limit: u32) -> Result<Vec<IndexedListing>> {
        let session = &mut self.store.session();
        let rows: Vec<CardRow> = run!(&mut *session, |db| {
            sqlx::query_as(concat!(
            "SELECT ",
            card_columns!(),
            " FROM ",
            card_tables!(),
            " WHERE listing.id > $1 AND listing.status = 'published' ORDER BY listing.id LIMIT $2"
        ))
        .bind(after.0)
        .bind(i64::from(limit))
        .fetch_all(db)
        })?;
        with_tags(session, rows).await
    }

    /// How many listings are public.
    pub async fn count(&self) -> Result<u64> {
        let count: i64 = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM listing WHERE status = 'published'"
        )
        .fetch_one(db))?;
        Ok(count.unsigned_abs())
    }

    /// All tags, by id.
    pub async fn tags(&self) -> Result<Vec<TagLabel>> {
        let rows: Vec<(i64, String)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, name FROM tag ORDER BY id"
        )
        .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(id, name)| TagLabel {
                id: TagId(id),
                name,
            })
            .collect())
    }

    /// All floor plans, by id.
    pub async fn floor_plans(&self) -> Result<Vec<FloorPlan>> {
        let rows: Vec<(i64, String)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, name FROM floor_plan ORDER BY id"
        )
        .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(id, name)| FloorPlan {
                id: FloorPlanId(id),
                name,
            })
            .collect())
    }
}

/// Adds their tags to listings. At most one statement.
async fn with_tags(session: &mut Session<'_>, rows: Vec<CardRow>) -> Result<Vec<IndexedListing>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut tags = tags_of(session, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let tags = tags.remove(&row.id).unwrap_or_default();
            row.into_indexed(tags)
        })
        .collect()
}

/// Photos, and what is written below each; empty where nothing is.
pub(super) type Photos = (Vec<PhotoRef>, Vec<String>);

/// The photos of listings, in their order.
async fn photos_of(session: &mut Session<'_>, ids: &[i64]) -> Result<HashMap<i64, Photos>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = json_of(ids)?;
    let rows: Vec<(i64, String, i32, i32, Option<String>)> = run!(session, |db| {
        sqlx::query_as(AssertSqlSafe(format!(
            "SELECT listing_id, photo_key, width, height, caption FROM listing_photo \
             WHERE listing_id IN ({}) ORDER BY listing_id, position",
            Db::numbers_in("$1")
        )))
        .bind(&ids)
        .fetch_all(db)
    })?;
    let mut all: HashMap<i64, Photos> = HashMap::new();
    for (listing, key, width, height, caption) in rows {
        let (photos, captions) = all.entry(listing).or_default();
        photos.push(photo(key, width, height)?);
        captions.push(caption.unwrap_or_default());
    }
    Ok(all)
}

/// The tags of listings, in their order.
async fn tags_of(session: &mut Session<'_>, ids: &[i64]) -> Result<HashMap<i64, Vec<TagLabel>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = json_of(ids)?;
    let rows: Vec<(i64, i64, String)> = run!(session, |db| {
        sqlx::query_as(AssertSqlSafe(format!(
            "SELECT listing_tag.listing_id, tag.id, tag.name \
             FROM listing_tag JOIN tag ON tag.id = listing_tag.tag_id \
             WHERE listing_tag.listing_id IN ({}) \
             ORDER BY listing_tag.listing_id, listing_tag.position",
            Db::numbers_in("$1")
        )))
        .bind(&ids)
        .fetch_all(db)
    })?;
    let mut tags: HashMap<i64, Vec<TagLabel>> = HashMap::new();
    for (listing, id, name) in rows {
        tags.entry(listing).or_default().push(TagLabel {
            id: TagId(id),
            name,
        });
    }
    Ok(tags)
}
