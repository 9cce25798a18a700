//! Strikes (违规记分).

use super::{Moderation, word};
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{ListingId, ReportId, StrikeId, UserId, moderation::ReportReason};

/// A strike to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStrike {
    /// To whom.
    pub user: UserId,
    /// For which home.
    pub listing: ListingId,
    /// Because of which report.
    pub report: Option<ReportId>,
    /// For what.
    pub reason: ReportReason,
    /// By whom.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
}

/// A strike as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrikeRow {
    /// Its number.
    pub id: StrikeId,
    /// Who has it.
    pub user: UserId,
    /// For which home.
    pub listing: ListingId,
    /// Its headline.
    pub title: String,
    /// Because of which report.
    pub report: Option<ReportId>,
    /// For what.
    pub reason: ReportReason,
    /// When it was given.
    pub at: DateTime<Utc>,
    /// When it was lifted.
    pub lifted_at: Option<DateTime<Utc>>,
}

type Row = (
    i64,
    i64,
    i64,
    String,
    Option<i64>,
    String,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
);

impl Moderation<'_> {
    /// The strikes of somebody, the newest first.
    pub async fn strikes_of(&self, user: UserId) -> Result<Vec<StrikeRow>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
            "SELECT strike.id, user_id, listing_id, listing.title, report_id, reason, at, lifted_at \
             FROM strike JOIN listing ON listing.id = listing_id \
             WHERE user_id = $1 ORDER BY at DESC, strike.id DESC"
        )
        .bind(user.0)
        .fetch_all(db)
        })?;
        rows.into_iter().map(strike).collect()
    }

    /// A strike.
    pub async fn strike(&self, id: StrikeId) -> Result<Option<StrikeRow>> {
        let row: Option<Row> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
            "SELECT strike.id, user_id, listing_id, listing.title, report_id, reason, at, lifted_at \
             FROM strike JOIN listing ON listing.id = listing_id WHERE strike.id = $1"
        )
        .bind(id.0)
        .fetch_optional(db)
        })?;
        row.map(strike).transpose()
    }

    /// When the strikes of somebody were given that count since `since`, the oldest first.
    pub async fn active_strikes(
        &self,
        user: UserId,
        since: DateTime<Utc>,
    ) -> Result<Vec<DateTime<Utc>>> {
        run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT at FROM strike WHERE user_id = $1 AND lifted_at IS NULL AND at > $2 \
             ORDER BY at, id"
        )
        .bind(user.0)
        .bind(since)
        .fetch_all(db))
    }
}

fn strike((id, user, listing, title, report, reason, at, lifted_at): Row) -> Result<StrikeRow> {
    Ok(StrikeRow {
        id: StrikeId(id),
        user: UserId(user),
        listing: ListingId(listing),
        title,
        report: report.map(ReportId),
        reason: word("strike.reason", &reason)?,
        at,
        lifted_at,
    })
}

impl Unit {
    /// Gives a strike. [`crate::ErrorKind::Conflict`] when its report led to one already.
    pub async fn give_strike(&mut self, strike: &NewStrike) -> Result<StrikeId> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO strike (user_id, listing_id, report_id, reason, at, given_by) \
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id"
        )
        .bind(strike.user.0)
        .bind(strike.listing.0)
        .bind(strike.report.map(|id| id.0))
        .bind(strike.reason.as_str())
        .bind(strike.at)
        .bind(strike.by.0)
        .fetch_one(db))
        .map(StrikeId)
    }

    /// Lifts the strikes that were given for a listing at `at`, and are not lifted yet. Returns them with
    /// whose they are.
    pub async fn lift_strikes_for(
        &mut self,
        (listing, at): (ListingId, DateTime<Utc>),
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<Vec<(StrikeId, UserId)>> {
        let rows: Vec<(i64, i64)> = run!(&mut *self, |db| sqlx::query_as(
            "UPDATE strike SET lifted_at = $3, lifted_by = $4 \
             WHERE listing_id = $1 AND at = $2 AND lifted_at IS NULL RETURNING id, user_id"
        )
        .bind(listing.0)
        .bind(at)
        .bind(now)
        .bind(by.0)
        .fetch_all(db))?;
        let strike = |(id, user)| (StrikeId(id), UserId(user));
        Ok(rows.into_iter().map(strike).collect())
    }

    /// Lifts a strike: `false` when it was lifted before.
    pub async fn lift_strike(
        &mut self,
        id: StrikeId,
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE strike SET lifted_at = $2, lifted_by = $3 \
             WHERE id = $1 AND lifted_at IS NULL"
        )
        .bind(id.0)
        .bind(now)
        .bind(by.0)
        .execute(db))?;
        Ok(changed == 1)
    }
}
