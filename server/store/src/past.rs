//! A past that is made up: what demo accounts are shown, and what tests begin with.

use crate::{
    Result, Unit,
    dialect::{Phrases, execute, run},
    places::json_of,
};
use chrono::{DateTime, Utc};
use domain::{AgentId, ListingId, UserId, ViewingId};
use sqlx::AssertSqlSafe;

/// An enquiry as it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastEnquiry {
    /// About which home.
    pub listing: ListingId,
    /// By whom.
    pub renter: UserId,
    /// To whom.
    pub host: UserId,
    /// What was asked.
    pub question: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was answered, and when.
    pub answer: Option<(String, DateTime<Utc>)>,
}

/// A viewing as it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastViewing {
    /// Of which home.
    pub listing: ListingId,
    /// By whom.
    pub renter: UserId,
    /// With whom.
    pub host: UserId,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it was asked for.
    pub made_at: DateTime<Utc>,
    /// `requested`, `confirmed`, `done` or `missed`.
    pub status: &'static str,
}

impl Unit {
    /// Writes an enquiry with its messages, unless the renter has asked about the home already.
    pub async fn put_past_enquiry(&mut self, past: &PastEnquiry) -> Result<bool> {
        let last = past.answer.as_ref().map_or(past.at, |(_, at)| *at);
        let unread = i32::from(past.answer.is_none());
        let row: Option<(i64,)> = run!(&mut *self, |db| sqlx::query_as(
            "INSERT INTO enquiry (listing_id, renter_id, host_id, opened_at, last_message_at, \
             first_answered_at, host_unread, first_answer_seconds) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT (listing_id, renter_id) DO NOTHING RETURNING id"
        )
        .bind(past.listing.0)
        .bind(past.renter.0)
        .bind(past.host.0)
        .bind(past.at)
        .bind(last)
        .bind(past.answer.as_ref().map(|(_, at)| *at))
        .bind(unread)
        .bind(
            past.answer
                .as_ref()
                .map(|(_, at)| (*at - past.at).num_seconds())
        )
        .fetch_optional(db))?;
        let Some((id,)) = row else {
            return Ok(false);
        };
        let question = (past.renter, &past.question, past.at);
        let answer = past
            .answer
            .as_ref()
            .map(|(text, at)| (past.host, text, *at));
        for (author, body, at) in std::iter::once(question).chain(answer) {
            execute!(&mut *self, |db| sqlx::query(
                "INSERT INTO enquiry_message (enquiry_id, author_id, at, body) \
                 VALUES ($1, $2, $3, $4)"
            )
            .bind(id)
            .bind(author.0)
            .bind(at)
            .bind(body)
            .execute(db))?;
        }
        Ok(true)
    }

    /// Writes a viewing.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Conflict`] when one of the two has another at that time.
    pub async fn put_past_viewing(&mut self, past: &PastViewing) -> Result<ViewingId> {
        let (id,): (i64,) = run!(&mut *self, |db| sqlx::query_as(
            "INSERT INTO viewing (listing_id, renter_id, host_id, starts_at, status, \
             created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6) RETURNING id"
        )
        .bind(past.listing.0)
        .bind(past.renter.0)
        .bind(past.host.0)
        .bind(past.starts_at)
        .bind(past.status)
        .bind(past.made_at)
        .fetch_one(db))?;
        Ok(ViewingId(id))
    }

    /// Writes that a phone number was shown.
    pub async fn put_past_reveal(
        &mut self,
        listing: ListingId,
        user: UserId,
        at: DateTime<Utc>,
    ) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO phone_reveal (listing_id, user_id, at, ip) VALUES ($1, $2, $3, '::1')"
        )
        .bind(listing.0)
        .bind(user.0)
        .bind(at)
        .execute(db))
        .map(|_| ())
    }

    /// Gives the homes of an agent that nobody publishes to `user`. Their public side stays as it is.
    /// Returns which.
    pub async fn give_agents_homes(
        &mut self,
        agent: AgentId,
        user: UserId,
    ) -> Result<Vec<ListingId>> {
        let rows: Vec<(i64,)> = run!(&mut *self, |db| sqlx::query_as(
            "UPDATE listing SET publisher_id = $2 WHERE agent_id = $1 AND publisher_id IS NULL \
             RETURNING id"
        )
        .bind(agent.0)
        .bind(user.0)
        .fetch_all(db))?;
        Ok(ids(rows))
    }

    /// Gives those of these homes of a source to `user` that no agent offers and nobody publishes. Returns
    /// which.
    pub async fn give_homes(
        &mut self,
        source: &str,
        source_ids: &[String],
        user: UserId,
    ) -> Result<Vec<ListingId>> {
        let wanted = json_of(source_ids)?;
        let rows: Vec<(i64,)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "UPDATE listing SET publisher_id = $3 WHERE source = $1 AND source_id IN ({}) \
                 AND agent_id IS NULL AND publisher_id IS NULL RETURNING id",
                Db::texts_in("$2")
            )))
            .bind(source)
            .bind(&wanted)
            .bind(user.0)
            .fetch_all(db)
        })?;
        Ok(ids(rows))
    }

    /// Writes when these homes were confirmed last.
    pub async fn confirmed(&mut self, homes: &[ListingId], at: DateTime<Utc>) -> Result<()> {
        let homes = json_of(homes)?;
        execute!(&mut *self, |db| {
            sqlx::query(AssertSqlSafe(format!(
                "UPDATE listing SET confirmed_at = $2 WHERE id IN ({})",
                Db::numbers_in("$1")
            )))
            .bind(&homes)
            .bind(at)
            .execute(db)
        })
        .map(|_| ())
    }
}

/// In the order of their numbers, which databases do not promise.
fn ids(rows: Vec<(i64,)>) -> Vec<ListingId> {
    let mut ids: Vec<ListingId> = rows.into_iter().map(|(id,)| ListingId(id)).collect();
    ids.sort_unstable();
    ids
}
