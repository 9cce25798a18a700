//! Requests that are done once, however often they come.

use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::UserId;

/// An answer that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The status.
    pub status: u16,
    /// Headers that belong to it: name and value.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

/// A request that came before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRequest {
    /// The hash of what was asked.
    pub fingerprint: String,
    /// How it was answered; nothing while it is being done.
    pub answer: Option<KeptAnswer>,
}

impl Unit {
    /// Takes the key for a request that is about to be done. The one that has it already, if there is any:
    /// one from before `over`, and one that is not answered though it came before `lost`, has not.
    pub async fn claim_request(
        &mut self,
        user: UserId,
        key: &str,
        fingerprint: &str,
        now: DateTime<Utc>,
        (over, lost): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Option<KeptRequest>> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM kept_request WHERE user_id = $1 AND request_key = $2 \
             AND (asked_at < $3 OR (status IS NULL AND asked_at < $4))"
        )
        .bind(user.0)
        .bind(key)
        .bind(over)
        .bind(lost)
        .execute(db))?;
        let taken = execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO kept_request (user_id, request_key, fingerprint, asked_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (user_id, request_key) DO NOTHING"
        )
        .bind(user.0)
        .bind(key)
        .bind(fingerprint)
        .bind(now)
        .execute(db))?;
        if taken == 1 {
            return Ok(None);
        }
        type Row = (String, Option<i16>, String, String);
        let row: Option<Row> = run!(&mut *self, |db| sqlx::query_as(
            "SELECT fingerprint, status, headers, body FROM kept_request \
             WHERE user_id = $1 AND request_key = $2"
        )
        .bind(user.0)
        .bind(key)
        .fetch_optional(db))?;
        Ok(row.map(|(fingerprint, status, headers, body)| KeptRequest {
            fingerprint,
            answer: status.map(|status| KeptAnswer {
                status: u16::try_from(status).unwrap_or_default(),
                headers: serde_json::from_str(&headers).unwrap_or_default(),
                body,
            }),
        }))
    }

    /// Keeps how the request with this key was answered.
    pub async fn answer_request(
        &mut self,
        user: UserId,
        key: &str,
        answer: &KeptAnswer,
    ) -> Result<()> {
        let headers = serde_json::to_string(&answer.headers).unwrap_or_default();
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE kept_request SET status = $3, headers = $4, body = $5 \
             WHERE user_id = $1 AND request_key = $2"
        )
        .bind(user.0)
        .bind(key)
        .bind(i16::try_from(answer.status).unwrap_or_default())
        .bind(headers)
        .bind(&answer.body)
        .execute(db))?;
        Ok(())
    }

    /// Gives the key back: the request may be tried again.
    pub async fn forget_request(&mut self, user: UserId, key: &str) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM kept_request WHERE user_id = $1 AND request_key = $2"
        )
        .bind(user.0)
        .bind(key)
        .execute(db))?;
        Ok(())
    }

    /// Deletes requests from before `over`.
    pub async fn prune_requests(&mut self, over: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM kept_request WHERE asked_at < $1"
        )
        .bind(over)
        .execute(db))
    }
}
