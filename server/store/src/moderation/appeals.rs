//! Appeals (申诉) against a rejection, or against being taken down.

use super::{Moderation, word};
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    AppealId, ListingId, UserId,
    moderation::{AppealStatus, appeal::Appeal},
};

type Row = (
    i64,
    i64,
    i64,
    i64,
    String,
    String,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
    String,
);

macro_rules! appeal {
    ($end:literal) => {
        concat!(
            "SELECT id, listing_id, user_id, step_id, body, status, made_at, decided_at, answer \
             FROM appeal ",
            $end
        )
    };
}

impl Moderation<'_> {
    /// The last appeal about a listing.
    pub async fn last_appeal(&self, listing: ListingId) -> Result<Option<Appeal>> {
        let row: Option<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(appeal!(
            "WHERE listing_id = $1 ORDER BY id DESC LIMIT 1"
        ))
        .bind(listing.0)
        .fetch_optional(db))?;
        row.map(read).transpose()
    }

    /// An appeal.
    pub async fn appeal(&self, id: AppealId) -> Result<Option<Appeal>> {
        let row: Option<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(appeal!(
            "WHERE id = $1"
        ))
        .bind(id.0)
        .fetch_optional(db))?;
        row.map(read).transpose()
    }
}

fn read(
    (id, listing, user, step, body, status, made_at, decided_at, answer): Row,
) -> Result<Appeal> {
    Ok(Appeal {
        id: AppealId(id),
        listing: ListingId(listing),
        user: UserId(user),
        step,
        body,
        status: word("appeal.status", &status)?,
        made_at,
        decided_at,
        answer,
    })
}

impl Unit {
    /// Makes an appeal against a step. [`crate::ErrorKind::Conflict`] when there is one.
    pub async fn create_appeal(
        &mut self,
        (listing, step): (ListingId, i64),
        user: UserId,
        body: &str,
        now: DateTime<Utc>,
    ) -> Result<AppealId> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO appeal (listing_id, user_id, step_id, body, status, made_at) \
             VALUES ($1, $2, $3, $4, 'open', $5) RETURNING id"
        )
        .bind(listing.0)
        .bind(user.0)
        .bind(step)
        .bind(body)
        .bind(now)
        .fetch_one(db))
        .map(AppealId)
    }

    /// Answers the appeals about a listing that are open, because it was decided on.
    pub async fn close_appeals(
        &mut self,
        listing: ListingId,
        status: AppealStatus,
        by: Option<UserId>,
        now: DateTime<Utc>,
    ) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE appeal SET status = $2, decided_by = $3, decided_at = $4 \
             WHERE listing_id = $1 AND status = 'open'"
        )
        .bind(listing.0)
        .bind(status.as_str())
        .bind(by.map(|id| id.0))
        .bind(now)
        .execute(db))
    }

    /// Answers an appeal that is open: `false` when it was answered in the meantime.
    pub async fn answer_appeal(
        &mut self,
        id: AppealId,
        status: AppealStatus,
        answer: &str,
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE appeal SET status = $2, answer = $3, decided_by = $4, decided_at = $5 \
             WHERE id = $1 AND status = 'open'"
        )
        .bind(id.0)
        .bind(status.as_str())
        .bind(answer)
        .bind(by.0)
        .bind(now)
        .execute(db))?;
        Ok(changed == 1)
    }
}
