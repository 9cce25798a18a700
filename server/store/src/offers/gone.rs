//! What publishers leave behind who are not there any more.

use super::Offers;
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use domain::{ListingId, UserId};
use sqlx::AssertSqlSafe;

/// What is offered, or is to be.
const OFFERED: &str = "listing.status IN ('published', 'reserved', 'expired', 'in_review')";

impl Offers<'_> {
    /// The homes that `user` offers or has handed in, by id, at most `limit`.
    pub async fn offered_by(&self, user: UserId, limit: u32) -> Result<Vec<ListingId>> {
        let ids: Vec<i64> = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT id FROM listing WHERE publisher_id = $1 AND {OFFERED} ORDER BY id LIMIT $2"
            )))
            .bind(user.0)
            .bind(i64::from(limit))
            .fetch_all(db)
        })?;
        Ok(ids.into_iter().map(ListingId).collect())
    }

    /// The accounts that are not in use and offer something or answer for something all the same, and those
    /// that were left with something unfinished; at most `limit`.
    pub async fn gone_publishers(&self, limit: u32) -> Result<Vec<UserId>> {
        let ids: Vec<i64> = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT id FROM app_user WHERE status <> 'active' AND (\
                 EXISTS (SELECT 1 FROM listing WHERE publisher_id = app_user.id AND {OFFERED}) \
                 OR EXISTS (SELECT 1 FROM enquiry WHERE host_id = app_user.id AND mark <> 'closed') \
                 OR (status = 'left' AND EXISTS (SELECT 1 FROM listing JOIN listing_edit \
                 ON listing_edit.listing_id = listing.id \
                 WHERE listing.publisher_id = app_user.id))) ORDER BY id LIMIT $1"
            )))
            .bind(i64::from(limit))
            .fetch_all(db)
        })?;
        Ok(ids.into_iter().map(UserId).collect())
    }
}

impl Unit {
    /// The drafts of `user` that nobody ever saw.
    pub async fn drafts_never_public(&mut self, user: UserId) -> Result<Vec<ListingId>> {
        let ids: Vec<i64> = run!(&mut *self, |db| {
            sqlx::query_scalar(
            "SELECT id FROM listing WHERE publisher_id = $1 AND status = 'draft' AND NOT EXISTS \
             (SELECT 1 FROM listing_step WHERE listing_id = listing.id \
             AND (to_status = 'published' OR from_status = 'published')) ORDER BY id"
        )
        .bind(user.0)
        .fetch_all(db)
        })?;
        Ok(ids.into_iter().map(ListingId).collect())
    }

    /// Forgets all that `user` was writing about homes, photos included.
    pub async fn drop_edits_of(&mut self, user: UserId) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM listing_edit WHERE listing_id IN \
             (SELECT id FROM listing WHERE publisher_id = $1)"
        )
        .bind(user.0)
        .execute(db))
    }
}
