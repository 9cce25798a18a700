//! What happened, until it is made deliveries of.

use super::Webhooks;
use crate::{
    Error, Result, Unit,
    accounts::word,
    dialect::{Phrases, run},
    places::json_of,
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{ListingId, ListingStatus, Rent, UserId, webhook::WebhookEvent};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHappened<'a> {
    /// How receivers know it.
    pub name: &'a str,
    /// What.
    pub kind: WebhookEvent,
    /// To which home, or about it.
    pub listing: ListingId,
    /// Whose it is: its publisher, or the viewing's host.
    pub owner: Option<UserId>,
    /// How it was then, as JSON.
    pub data: &'a str,
}

/// Something that happened, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HappenedRecord {
    /// Its number, while it is kept.
    pub id: i64,
    /// How receivers know it.
    pub name: String,
    /// What.
    pub kind: WebhookEvent,
    /// To which home, or about it.
    pub listing: ListingId,
    /// Whose it is.
    pub owner: Option<UserId>,
    /// How it was then, as JSON.
    pub data: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What is told of a home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeFacts {
    /// The headline.
    pub title: String,
    /// Monthly rent.
    pub rent: Rent,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// Counts its changes.
    pub version: i64,
}

impl Webhooks<'_> {
    /// The oldest things that happened and are not made deliveries of, at most `limit`.
    pub async fn happened(&self, limit: u32) -> Result<Vec<HappenedRecord>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, name, kind, listing_id, owner_id, data, at FROM webhook_event \
             ORDER BY id LIMIT $1"
        )
        .bind(i64::from(limit))
        .fetch_all(db))?;
        rows.into_iter().map(HappenedRecord::try_from).collect()
    }
}

impl Unit {
    /// Keeps what happened, in the unit that lets it happen.
    pub async fn tell_happened(
        &mut self,
        new: &NewHappened<'_>,
        now: DateTime<Utc>,
    ) -> Result<i64> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO webhook_event (name, kind, listing_id, owner_id, data, at) \
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id"
        )
        .bind(new.name)
        .bind(new.kind.as_str())
        .bind(new.listing.0)
        .bind(new.owner.map(|id| id.0))
        .bind(new.data)
        .bind(now.trunc_subsecs(6))
        .fetch_one(db))
    }

    /// Takes what happened, to make deliveries of it in this unit. Those that another took are left out.
    pub async fn take_happened(&mut self, ids: &[i64]) -> Result<Vec<i64>> {
        let ids = json_of(ids)?;
        run!(&mut *self, |db| {
            let those = Db::numbers_in("$1");
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
                "DELETE FROM webhook_event WHERE id IN ({those}) RETURNING id"
            )))
            .bind(ids)
            .fetch_all(db)
        })
    }

    /// What is told of a home, as this unit sees it.
    pub async fn home_facts(&mut self, id: ListingId) -> Result<Option<HomeFacts>> {
        let row: Option<(String, i64, String, i64)> = run!(&mut *self, |db| sqlx::query_as(
            "SELECT title, rent_fen, status, version FROM listing WHERE id = $1"
        )
        .bind(id.0)
        .fetch_optional(db))?;
        row.map(|(title, fen, status, version)| {
            Ok(HomeFacts {
                title,
                rent: Rent::from_fen(fen)
                    .ok_or_else(|| Error::unreadable("listing.rent_fen", fen))?,
                status: word("listing.status", &status)?,
                version,
            })
        })
        .transpose()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    kind: String,
    listing_id: i64,
    owner_id: Option<i64>,
    data: String,
    at: DateTime<Utc>,
}

impl TryFrom<Row> for HappenedRecord {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            name: row.name,
            kind: word("webhook_event.kind", &row.kind)?,
            listing: ListingId(row.listing_id),
            owner: row.owner_id.map(UserId),
            data: row.data,
            at: row.at,
        })
    }
}
