use super::Contacts;
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{SavedSearchId, UserId, contact::SavedSearch};

impl Contacts<'_> {
    /// The searches an account keeps, the newest first.
    pub async fn searches(&self, user: UserId) -> Result<Vec<SavedSearch>> {
        let rows: Vec<(i64, String, String, DateTime<Utc>)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT id, name, query, created_at FROM saved_search WHERE user_id = $1 \
                 ORDER BY created_at DESC, id DESC"
            )
            .bind(user.0)
            .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(id, name, query, created_at)| SavedSearch {
                id: SavedSearchId(id),
                name,
                query,
                created_at,
            })
            .collect())
    }
}

impl Unit {
    /// How many searches an account keeps.
    pub async fn count_searches(&mut self, user: UserId) -> Result<u64> {
        let count: i64 = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM saved_search WHERE user_id = $1"
        )
        .bind(user.0)
        .fetch_one(db))?;
        Ok(count.unsigned_abs())
    }

    /// The query strings of the searches that an account keeps, as this unit sees them.
    pub async fn saved_queries(&mut self, user: UserId) -> Result<Vec<String>> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT query FROM saved_search WHERE user_id = $1"
        )
        .bind(user.0)
        .fetch_all(db))
    }

    /// Keeps a search. [`crate::ErrorKind::Conflict`] when it is kept already.
    pub async fn put_search(
        &mut self,
        user: UserId,
        name: &str,
        query: &str,
        now: DateTime<Utc>,
    ) -> Result<SavedSearchId> {
        let id: i64 = run!(&mut *self, |db| {
            sqlx::query_scalar(
                "INSERT INTO saved_search (user_id, name, query, created_at) \
             VALUES ($1, $2, $3, $4) RETURNING id",
            )
            .bind(user.0)
            .bind(name)
            .bind(query)
            .bind(now)
            .fetch_one(db)
        })?;
        Ok(SavedSearchId(id))
    }

    /// Names a search of an account anew. `false` when the account has none of this number.
    pub async fn rename_search(
        &mut self,
        user: UserId,
        id: SavedSearchId,
        name: &str,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE saved_search SET name = $3 WHERE id = $1 AND user_id = $2"
        )
        .bind(id.0)
        .bind(user.0)
        .bind(name)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Forgets a search of an account. `false` when the account has none of this number.
    pub async fn delete_search(&mut self, user: UserId, id: SavedSearchId) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM saved_search WHERE id = $1 AND user_id = $2"
        )
        .bind(id.0)
        .bind(user.0)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Forgets what an account kept for itself and what it was to be told: searches, notices, its
    /// calendar, when it shows homes, and which numbers it was shown. What it wrote to others stays with them.
    pub async fn forget_contacts(&mut self, user: UserId) -> Result<()> {
        const OWN: [&str; 6] = [
            "DELETE FROM saved_search WHERE user_id = $1",
            "DELETE FROM notice WHERE user_id = $1",
            "DELETE FROM calendar_feed WHERE user_id = $1",
            "DELETE FROM viewing_hours WHERE host_id = $1",
            "DELETE FROM viewing_exception WHERE host_id = $1",
            "DELETE FROM phone_reveal WHERE user_id = $1",
        ];
        for statement in OWN {
            execute!(&mut *self, |db| sqlx::query(statement)
                .bind(user.0)
                .execute(db))?;
        }
        Ok(())
    }
}
