use super::Accounts;
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::account::CodePurpose;

/// A code that was sent, as its keyed hash.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CodeRecord {
    /// Its number.
    pub id: i64,
    /// The hash of the code.
    pub code_hash: String,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
    /// How often a wrong one was given.
    pub tries: i32,
    /// When it was used, if it was.
    pub used_at: Option<DateTime<Utc>>,
}

/// A code that is being sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCode {
    /// What it is for.
    pub purpose: CodePurpose,
    /// The phone number or e-mail address.
    pub recipient: String,
    /// The hash of the code.
    pub code_hash: String,
    /// When it is sent.
    pub sent_at: DateTime<Utc>,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
}

impl Accounts<'_> {
    /// How many codes were sent to `recipient` since `since`, whatever they are for.
    pub async fn codes_since(&self, recipient: &str, since: DateTime<Utc>) -> Result<u32> {
        let count: i64 = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM verification_code WHERE recipient = $1 AND sent_at > $2"
        )
        .bind(recipient)
        .bind(since)
        .fetch_one(db))?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

impl Unit {
    /// The newest code that was sent to `recipient` for `purpose`.
    pub async fn newest_code(
        &mut self,
        recipient: &str,
        purpose: CodePurpose,
    ) -> Result<Option<CodeRecord>> {
        run!(&mut *self, |db| sqlx::query_as(
            "SELECT id, code_hash, sent_at, expires_at, tries, used_at FROM verification_code \
             WHERE recipient = $1 AND purpose = $2 ORDER BY sent_at DESC, id DESC LIMIT 1"
        )
        .bind(recipient)
        .bind(purpose.as_str())
        .fetch_optional(db))
    }

    /// Keeps a code. Those before it for the same purpose are good for nothing any more, for only the
    /// newest is looked at.
    pub async fn put_code(&mut self, code: &NewCode) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO verification_code (purpose, recipient, code_hash, sent_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5)"
        )
        .bind(code.purpose.as_str())
        .bind(&code.recipient)
        .bind(&code.code_hash)
        .bind(code.sent_at)
        .bind(code.expires_at)
        .execute(db))
        .map(|_| ())
    }

    /// Counts a try. `false` when `most` were made already, or the code is used up. Tries of other
    /// processes wait until the unit ends.
    pub async fn try_code(&mut self, id: i64, most: i32) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE verification_code SET tries = tries + 1 \
             WHERE id = $1 AND tries < $2 AND used_at IS NULL"
        )
        .bind(id)
        .bind(most)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Uses a code up. `false` when it was used already.
    pub async fn use_code(&mut self, id: i64, now: DateTime<Utc>) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE verification_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL"
        )
        .bind(id)
        .bind(now)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Forgets codes that were no good any more before `before`. Returns how many went.
    pub async fn prune_codes(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM verification_code WHERE expires_at < $1"
        )
        .bind(before)
        .execute(db))
    }
}
