use super::Contacts;
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::UserId;

impl Contacts<'_> {
    /// Whose calendar has the secret of this hash, while the account is in use.
    pub async fn calendar_owner(&self, token_hash: &str) -> Result<Option<UserId>> {
        let row: Option<(i64,)> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
                "SELECT calendar_feed.user_id FROM calendar_feed \
                 JOIN app_user ON app_user.id = calendar_feed.user_id \
                 WHERE calendar_feed.token_hash = $1 AND app_user.status = 'active'",
            )
            .bind(token_hash)
            .fetch_optional(db)
        })?;
        Ok(row.map(|(id,)| UserId(id)))
    }

    /// Since when an account has a calendar to subscribe to.
    pub async fn calendar_since(&self, user: UserId) -> Result<Option<DateTime<Utc>>> {
        let row: Option<(DateTime<Utc>,)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT created_at FROM calendar_feed WHERE user_id = $1"
        )
        .bind(user.0)
        .fetch_optional(db))?;
        Ok(row.map(|(at,)| at))
    }
}

impl Unit {
    /// Gives an account a calendar with the secret of this hash; another is no good any more.
    pub async fn put_calendar(
        &mut self,
        user: UserId,
        token_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO calendar_feed (user_id, token_hash, created_at) VALUES ($1, $2, $3) \
             ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, \
             created_at = excluded.created_at"
        )
        .bind(user.0)
        .bind(token_hash)
        .bind(now)
        .execute(db))
        .map(|_| ())
    }

    /// Takes an account's calendar away.
    pub async fn remove_calendar(&mut self, user: UserId) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM calendar_feed WHERE user_id = $1"
        )
        .bind(user.0)
        .execute(db))?;
        Ok(changed == 1)
    }
}
