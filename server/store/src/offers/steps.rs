//! What happened to a listing.

use super::Offers;
use crate::{Result, Unit, accounts::word, dialect::run};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{ListingId, ListingStatus, UserId};

/// A step to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStep<'a> {
    /// The listing.
    pub listing: ListingId,
    /// Who took it; nothing when nobody did.
    pub actor: Option<UserId>,
    /// What was done, by its word.
    pub action: &'a str,
    /// Where the listing stood before.
    pub from: ListingStatus,
    /// Where it stands now.
    pub to: ListingStatus,
    /// Why, by the words of a list.
    pub reasons: &'a [String],
    /// What was said beside them.
    pub note: &'a str,
}

/// A step that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRecord {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who took it.
    pub actor: Option<UserId>,
    /// Their real name.
    pub actor_name: Option<String>,
    /// What was done, by its word.
    pub action: String,
    /// Where the listing stood before.
    pub from: ListingStatus,
    /// Where the listing stands since.
    pub to: ListingStatus,
    /// Why, by the words of a list.
    pub reasons: Vec<String>,
    /// What was said beside them.
    pub note: String,
}

impl Offers<'_> {
    /// The newest steps of a listing, the latest first. One statement.
    pub async fn steps(&self, listing: ListingId, limit: u32) -> Result<Vec<StepRecord>> {
        type Row = (
            i64,
            DateTime<Utc>,
            Option<i64>,
            Option<String>,
            String,
            String,
            String,
            String,
            String,
        );
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
            "SELECT listing_step.id, at, actor_id, app_user.real_name, action, from_status, \
             to_status, reasons, note FROM listing_step \
             LEFT JOIN app_user ON app_user.id = listing_step.actor_id WHERE listing_id = $1 ORDER BY listing_step.id DESC LIMIT $2"
        )
        .bind(listing.0)
        .bind(i64::from(limit))
        .fetch_all(db)
        })?;
        let step = |(id, at, actor, actor_name, action, from, to, reasons, note): Row| {
            Ok(StepRecord {
                id,
                at,
                actor: actor.map(UserId),
                actor_name,
                action,
                from: word("listing_step.from_status", &from)?,
                to: word("listing_step.to_status", &to)?,
                reasons: reasons
                    .split(',')
                    .filter(|reason| !reason.is_empty())
                    .map(ToOwned::to_owned)
                    .collect(),
                note,
            })
        };
        rows.into_iter().map(step).collect()
    }
}

impl Unit {
    /// Keeps a step. Returns its number.
    pub async fn add_step(&mut self, step: &NewStep<'_>, now: DateTime<Utc>) -> Result<i64> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO listing_step \
             (listing_id, at, actor_id, action, from_status, to_status, reasons, note) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id"
        )
        .bind(step.listing.0)
        .bind(now.trunc_subsecs(6))
        .bind(step.actor.map(|id| id.0))
        .bind(step.action)
        .bind(step.from.as_str())
        .bind(step.to.as_str())
        .bind(step.reasons.join(","))
        .bind(step.note)
        .fetch_one(db))
    }
}
