//! When what is public last changed, for those who keep copies of pages.

use crate::{Result, Store, dialect::run};
use chrono::{DateTime, Utc};
use domain::{AgentId, BusinessDistrictId, DivisionCode, EstateId, ListingId};

/// Reads when public things last changed.
pub struct Changes<'a> {
    pub(crate) store: &'a Store,
}

/// A run of listings by their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListingRun {
    /// Which run, from 0: it holds the ids from `number × size + 1` to `(number + 1) × size`.
    pub number: i64,
    /// The newest change of a public listing in it.
    pub changed_at: DateTime<Utc>,
}

/// The homes that lie in the same places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacesChange {
    /// City.
    pub city: DivisionCode,
    /// District.
    pub district: Option<DivisionCode>,
    /// Business district.
    pub business_district: Option<BusinessDistrictId>,
    /// Estate.
    pub estate: Option<EstateId>,
    /// How many of the homes are public.
    pub public: i64,
    /// The newest change of any of the homes: that one has been let changes the place's page too.
    pub changed_at: DateTime<Utc>,
}

/// Where the trails of what is stored beside homes end. It is another after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordsMark {
    audit: i64,
    reviews: i64,
}

impl Changes<'_> {
    /// Where the trails of what is stored beside homes end: the audit trail, and reviews, which it does not
    /// tell of. One statement, by primary keys.
    pub async fn records_mark(&self) -> Result<RecordsMark> {
        let (audit, reviews): (i64, i64) = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT (SELECT COALESCE(MAX(seq), 0) FROM audit_entry), \
             (SELECT COALESCE(MAX(id), 0) FROM agent_review)"
        )
        .fetch_one(db))?;
        Ok(RecordsMark { audit, reviews })
    }

    /// The runs of `size` ids (at least 1) that have a public listing, in their order. One
    /// statement.
    pub async fn listing_runs(&self, size: u32) -> Result<Vec<ListingRun>> {
        let rows: Vec<(i64, DateTime<Utc>)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT (id - 1) / $1 AS number, MAX(updated_at) FROM listing \
                 WHERE status = 'published' GROUP BY 1 ORDER BY 1"
            )
            .bind(i64::from(size.max(1)))
            .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(number, changed_at)| ListingRun { number, changed_at })
            .collect())
    }

    /// The public listings with ids after `after` up to `last`, by id, at most `limit`. One
    /// statement.
    pub async fn listings(
        &self,
        after: ListingId,
        last: ListingId,
        limit: u32,
    ) -> Result<Vec<(ListingId, DateTime<Utc>)>> {
        let rows: Vec<(i64, DateTime<Utc>)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT id, updated_at FROM listing \
                 WHERE id > $1 AND id <= $2 AND status = 'published' ORDER BY id LIMIT $3"
            )
            .bind(after.0)
            .bind(last.0)
            .bind(i64::from(limit))
            .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(id, changed_at)| (ListingId(id), changed_at))
            .collect())
    }

    /// All places that ever had a home. One statement, which reads all listings.
    pub async fn places(&self) -> Result<Vec<PlacesChange>> {
        let rows: Vec<PlacesRow> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT city_code, district_code, business_district_id, estate_id, \
             COUNT(*) FILTER (WHERE status = 'published') AS public, \
             MAX(updated_at) AS changed_at \
             FROM listing GROUP BY city_code, district_code, business_district_id, estate_id"
        )
        .fetch_all(db))?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// The agents who have public listings, by id, with the newest change of any of their
    /// listings. One statement, which reads all listings of agents.
    pub async fn agents(&self) -> Result<Vec<(AgentId, DateTime<Utc>)>> {
        let rows: Vec<(i64, DateTime<Utc>)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT agent_id, MAX(updated_at) FROM listing WHERE agent_id IS NOT NULL \
                 GROUP BY agent_id HAVING COUNT(*) FILTER (WHERE status = 'published') > 0 \
                 ORDER BY agent_id"
            )
            .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(id, changed_at)| (AgentId(id), changed_at))
            .collect())
    }
}

#[derive(sqlx::FromRow)]
struct PlacesRow {
    city_code: i32,
    district_code: Option<i32>,
    business_district_id: Option<i64>,
    estate_id: Option<i64>,
    public: i64,
    changed_at: DateTime<Utc>,
}

impl From<PlacesRow> for PlacesChange {
    fn from(row: PlacesRow) -> Self {
        Self {
            city: DivisionCode(row.city_code),
            district: row.district_code.map(DivisionCode),
            business_district: row.business_district_id.map(BusinessDistrictId),
            estate: row.estate_id.map(EstateId),
            public: row.public,
            changed_at: row.changed_at,
        }
    }
}
