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
use domain::{FloorPlanId, IndexedListing, ListingId, TagId, TagLabel};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;

/// Reads listings.
pub struct Listings<'a> {
    pub(crate) store: &'a Store,
}

impl Listings<'_> {
    /// A listing, public or not, with everything about it. Three statements.
    pub async fn detail(&self, id: ListingId) -> Result<Option<ListingRecord>> {
        let session = &mut self.store.session();
        let row: Option<RecordRow> = run!(&mut *session, |db| sqlx::query_as(concat!(
            "SELECT ",
            card_columns!(),
            ", listing.status, listing.facilities, listing.subway_metres, \
             province.code AS province_code, province.name AS province_name, \
             listing.floor_plan_id, floor_plan.name AS floor_plan_name, \
             listing.version, listing.updated_at FROM ",
            card_tables!(),
            " JOIN division AS province ON province.code = COALESCE(city.parent, city.code) \
             LEFT JOIN floor_plan ON floor_plan.id = listing.floor_plan_id WHERE listing.id = $1"
        ))
        .bind(id.0)
        .fetch_optional(db))?;
        let Some(row) = row else {
            return Ok(None);
        };
        let photos: Vec<(String, i32, i32)> = run!(&mut *session, |db| sqlx::query_as(
            "SELECT photo_key, width, height FROM listing_photo \
             WHERE listing_id = $1 ORDER BY position"
        )
        .bind(id.0)
        .fetch_all(db))?;
        let photos = photos
            .into_iter()
            .map(|(key, width, height)| photo(key, width, height))
            .collect::<Result<_>>()?;
        let tags = tags_of(session, &[id.0]).await?.remove(&id.0);
        row.into_record(tags.unwrap_or_default(), photos).map(Some)
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
