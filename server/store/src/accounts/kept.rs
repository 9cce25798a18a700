use super::Accounts;
use crate::{
    Result, Unit,
    dialect::{Phrases, execute, insert, run},
};
use chrono::{DateTime, Utc};
use domain::{ListingId, UserId};

/// A home that somebody keeps, or looked at, and since when.
pub type Kept = (ListingId, DateTime<Utc>);

const FAVOURITES: &str = "SELECT listing_id, added_at FROM favourite WHERE user_id = $1 \
    ORDER BY added_at DESC, listing_id";

impl Accounts<'_> {
    /// The homes an account keeps (收藏), the newest first.
    pub async fn favourites(&self, user: UserId) -> Result<Vec<Kept>> {
        let rows: Vec<(i64, DateTime<Utc>)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(FAVOURITES)
                .bind(user.0)
                .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(id, at)| (ListingId(id), at))
            .collect())
    }

    /// The homes an account looked at (浏览记录), the last first.
    pub async fn viewed(&self, user: UserId, at_most: u32) -> Result<Vec<Kept>> {
        let rows: Vec<(i64, DateTime<Utc>)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT listing_id, viewed_at FROM viewed_listing WHERE user_id = $1 \
             ORDER BY viewed_at DESC, listing_id LIMIT $2"
            )
            .bind(user.0)
            .bind(i64::from(at_most))
            .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(id, at)| (ListingId(id), at))
            .collect())
    }
}

impl Unit {
    /// The homes an account keeps (收藏), the newest first, as this unit sees them.
    pub async fn favourites(&mut self, user: UserId) -> Result<Vec<Kept>> {
        let rows: Vec<(i64, DateTime<Utc>)> = run!(&mut *self, |db| sqlx::query_as(FAVOURITES)
            .bind(user.0)
            .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(id, at)| (ListingId(id), at))
            .collect())
    }

    /// Which of these homes are there at all.
    pub async fn existing_listings(&mut self, ids: &[ListingId]) -> Result<Vec<ListingId>> {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let ids = serde_json::to_string(&ids).unwrap_or_default();
        let rows: Vec<(i64,)> = run!(&mut *self, |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT id FROM listing WHERE id IN ({})",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        Ok(rows.into_iter().map(|(id,)| ListingId(id)).collect())
    }

    /// Adds homes to those an account keeps. What is kept already stays as it is.
    pub async fn keep(&mut self, user: UserId, homes: &[Kept]) -> Result<()> {
        insert!(
            &mut *self, homes, 3,
            "INSERT INTO favourite (user_id, listing_id, added_at) ",
            " ON CONFLICT (user_id, listing_id) DO NOTHING" => (),
            |values, (home, at)| {
                values.push_bind(user.0);
                values.push_bind(home.0);
                values.push_bind(*at);
            }
        )?;
        Ok(())
    }

    /// Takes a home out of those an account keeps.
    pub async fn keep_no_longer(&mut self, user: UserId, home: ListingId) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM favourite WHERE user_id = $1 AND listing_id = $2"
        )
        .bind(user.0)
        .bind(home.0)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Remembers which homes an account looked at, and when last. A home may stand there once.
    pub async fn viewed(&mut self, user: UserId, homes: &[Kept]) -> Result<()> {
        insert!(
            &mut *self, homes, 3,
            "INSERT INTO viewed_listing (user_id, listing_id, viewed_at) ",
            " ON CONFLICT (user_id, listing_id) DO UPDATE SET viewed_at = excluded.viewed_at \
             WHERE excluded.viewed_at > viewed_listing.viewed_at" => (),
            |values, (home, at)| {
                values.push_bind(user.0);
                values.push_bind(home.0);
                values.push_bind(*at);
            }
        )?;
        Ok(())
    }

    /// Forgets which homes an account looked at: all of them, or those last seen before `before`.
    pub async fn forget_viewed(&mut self, user: UserId) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM viewed_listing WHERE user_id = $1"
        )
        .bind(user.0)
        .execute(db))
    }

    /// Forgets what anybody looked at last before `before`. Returns how many lines went.
    pub async fn prune_viewed(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM viewed_listing WHERE viewed_at < $1"
        )
        .bind(before)
        .execute(db))
    }

    /// Forgets which homes an account keeps.
    pub async fn forget_favourites(&mut self, user: UserId) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM favourite WHERE user_id = $1"
        )
        .bind(user.0)
        .execute(db))
    }
}
