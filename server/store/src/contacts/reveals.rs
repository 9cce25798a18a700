use super::Contacts;
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{ListingId, UserId};

/// A phone number that was shown to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Reveal {
    /// Of which home.
    pub listing: ListingId,
    /// When.
    pub at: DateTime<Utc>,
}

impl Contacts<'_> {
    /// Whether `user` was shown the number of a home since `since`.
    pub async fn is_revealed(
        &self,
        user: UserId,
        listing: ListingId,
        since: DateTime<Utc>,
    ) -> Result<bool> {
        let count: i64 = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(
            "SELECT COUNT(*) FROM phone_reveal WHERE user_id = $1 AND listing_id = $2 AND at > $3"
        )
        .bind(user.0)
        .bind(listing.0)
        .bind(since)
        .fetch_one(db)
        })?;
        Ok(count > 0)
    }

    /// The numbers that were shown to `user`, the newest first.
    pub async fn reveals(&self, user: UserId, at_most: u32) -> Result<Vec<Reveal>> {
        let rows: Vec<(i64, DateTime<Utc>)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT listing_id, at FROM phone_reveal WHERE user_id = $1 \
                 ORDER BY id DESC LIMIT $2"
            )
            .bind(user.0)
            .bind(i64::from(at_most))
            .fetch_all(db))?;
        let reveal = |(listing, at)| Reveal {
            listing: ListingId(listing),
            at,
        };
        Ok(rows.into_iter().map(reveal).collect())
    }
}

impl Unit {
    /// Makes other units wait that want the same of the account `user`, until this one ends.
    pub async fn lock_account(&mut self, user: UserId) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE app_user SET version = version WHERE id = $1"
        )
        .bind(user.0)
        .execute(db))
        .map(|_| ())
    }

    /// Of how many homes `user` was shown the number since `since`, `but` aside.
    pub async fn revealed_homes(
        &mut self,
        user: UserId,
        but: ListingId,
        since: DateTime<Utc>,
    ) -> Result<u32> {
        let count: i64 = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT COUNT(DISTINCT listing_id) FROM phone_reveal \
             WHERE user_id = $1 AND listing_id <> $2 AND at > $3"
        )
        .bind(user.0)
        .bind(but.0)
        .bind(since)
        .fetch_one(db))?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Writes down that `user` was shown the number of a home.
    pub async fn put_reveal(
        &mut self,
        user: UserId,
        listing: ListingId,
        ip: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO phone_reveal (listing_id, user_id, at, ip) VALUES ($1, $2, $3, $4)"
        )
        .bind(listing.0)
        .bind(user.0)
        .bind(now)
        .bind(ip)
        .execute(db))
        .map(|_| ())
    }

    /// Forgets which numbers were shown before `before`. Returns how many lines went.
    pub async fn prune_reveals(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM phone_reveal WHERE at < $1"
        )
        .bind(before)
        .execute(db))
    }
}
