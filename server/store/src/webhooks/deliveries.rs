//! What is sent, and what came of it.

use super::Webhooks;
use crate::{
    Error, Result, Unit,
    accounts::{Cut, cut, word},
    dialect::{execute, insert, run},
};
use chrono::{DateTime, Utc};
use domain::{
    Rows, WebhookId,
    account::admin::Paged,
    webhook::{Delivery, DeliveryProblem, DeliveryState},
};

/// A delivery that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    /// To which webhook.
    pub webhook: WebhookId,
    /// The event's name.
    pub event: String,
    /// What happened, by its word.
    pub kind: String,
    /// What is sent.
    pub body: String,
    /// The delivery that it repeats.
    pub replay_of: Option<i64>,
}

/// A delivery that is to be sent now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDelivery {
    /// Its number.
    pub id: i64,
    /// The event's name.
    pub event: String,
    /// What happened, by its word.
    pub kind: String,
    /// What is sent.
    pub body: String,
    /// How often it was tried.
    pub tries: u32,
}

/// What came of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryOutcome<'a> {
    /// How it stands now.
    pub state: DeliveryState,
    /// When it is tried next, while it waits.
    pub due_at: Option<DateTime<Utc>>,
    /// The status of the answer.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub latency_ms: i64,
    /// How the answer begins.
    pub answer: &'a str,
    /// Why there was none.
    pub error: Option<DeliveryProblem>,
}

impl Webhooks<'_> {
    /// Webhooks for which something is due at `now` and nothing is under way, those first that wait the
    /// longest.
    pub async fn due(&self, now: DateTime<Utc>, limit: u32) -> Result<Vec<WebhookId>> {
        let rows: Vec<(i64,)> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
            "SELECT webhook_id FROM webhook_delivery \
             JOIN webhook ON webhook.id = webhook_delivery.webhook_id \
             JOIN app_user ON app_user.id = webhook.user_id \
             WHERE due_at <= $1 AND off_since IS NULL AND app_user.status = 'active' AND (busy_until IS NULL OR busy_until <= $1) \
             GROUP BY webhook_id ORDER BY MIN(due_at), webhook_id LIMIT $2"
        )
        .bind(now)
        .bind(i64::from(limit))
        .fetch_all(db)
        })?;
        Ok(rows.into_iter().map(|(id,)| WebhookId(id)).collect())
    }

    /// A page of the log of a webhook, the newest first.
    pub async fn deliveries(
        &self,
        webhook: WebhookId,
        page: u32,
        rows: impl Into<Rows>,
    ) -> Result<Paged<Delivery>> {
        let total: i64 = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM webhook_delivery WHERE webhook_id = $1"
        )
        .bind(webhook.0)
        .fetch_one(db))?;
        let Cut {
            total,
            page,
            pages,
            skip,
            size,
            after,
        } = cut(total, page, rows);
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, event, kind, replay_of, created_at, state, tries, due_at, tried_at, \
             status, latency_ms, answer, error, body FROM webhook_delivery \
             WHERE webhook_id = $1 AND id < $4 ORDER BY id DESC LIMIT $2 OFFSET $3"
        )
        .bind(webhook.0)
        .bind(size)
        .bind(skip)
        .bind(after.unwrap_or(i64::MAX))
        .fetch_all(db))?;
        let items = rows.into_iter().map(Delivery::try_from);
        Ok(Paged {
            items: items.collect::<Result<_>>()?,
            total,
            page,
            pages,
        })
    }

    /// A delivery of a webhook.
    pub async fn delivery(&self, webhook: WebhookId, id: i64) -> Result<Option<Delivery>> {
        let row: Option<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, event, kind, replay_of, created_at, state, tries, due_at, tried_at, \
             status, latency_ms, answer, error, body FROM webhook_delivery \
             WHERE webhook_id = $1 AND id = $2"
        )
        .bind(webhook.0)
        .bind(id)
        .fetch_optional(db))?;
        row.map(Delivery::try_from).transpose()
    }
}

impl Unit {
    /// Makes deliveries, which are due at once. One of an event that a webhook has a delivery of is left
    /// out, unless it repeats one. Returns the numbers of those that were made.
    pub async fn put_deliveries(
        &mut self,
        new: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<Vec<i64>> {
        let rows = insert!(
            &mut *self, new, 8,
            "INSERT INTO webhook_delivery (webhook_id, event, kind, body, replay_of, created_at, \
             state, due_at) ",
            " ON CONFLICT DO NOTHING RETURNING id" => (i64,),
            |values, delivery| {
                values.push_bind(delivery.webhook.0);
                values.push_bind(&delivery.event);
                values.push_bind(&delivery.kind);
                values.push_bind(&delivery.body);
                values.push_bind(delivery.replay_of);
                values.push_bind(now);
                values.push_bind(DeliveryState::Waiting.as_str());
                values.push_bind(now);
            }
        )?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// Takes a webhook for sending, until `until`. `false` when another has it, or it is switched off.
    pub async fn take_webhook(
        &mut self,
        id: WebhookId,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE webhook SET busy_until = $3 WHERE id = $1 AND off_since IS NULL \
             AND (busy_until IS NULL OR busy_until <= $2)"
        )
        .bind(id.0)
        .bind(now)
        .bind(until)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Gives a webhook back that was taken for sending.
    pub async fn release_webhook(&mut self, id: WebhookId) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE webhook SET busy_until = NULL WHERE id = $1"
        )
        .bind(id.0)
        .execute(db))
        .map(|_| ())
    }

    /// The delivery of a webhook that has waited the longest of those due at `now`.
    pub async fn next_delivery(
        &mut self,
        webhook: WebhookId,
        now: DateTime<Utc>,
    ) -> Result<Option<DueDelivery>> {
        let row: Option<(i64, String, String, String, i32)> =
            run!(&mut *self, |db| sqlx::query_as(
                "SELECT id, event, kind, body, tries FROM webhook_delivery \
                 WHERE webhook_id = $1 AND due_at <= $2 ORDER BY due_at, id LIMIT 1"
            )
            .bind(webhook.0)
            .bind(now)
            .fetch_optional(db))?;
        Ok(row.map(|(id, event, kind, body, tries)| DueDelivery {
            id,
            event,
            kind,
            body,
            tries: u32::try_from(tries).unwrap_or_default(),
        }))
    }

    /// Keeps what came of a try, and since when nothing arrives at the webhook. Returns since when. Does
    /// nothing to a delivery that was given up meanwhile.
    pub async fn delivery_tried(
        &mut self,
        webhook: WebhookId,
        id: i64,
        outcome: &DeliveryOutcome<'_>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE webhook_delivery SET state = $2, due_at = $3, tries = tries + 1, \
             tried_at = $4, status = $5, latency_ms = $6, answer = $7, error = $8 \
             WHERE id = $1 AND state = 'waiting'"
        )
        .bind(id)
        .bind(outcome.state.as_str())
        .bind(outcome.due_at)
        .bind(now)
        .bind(outcome.status.map(i32::from))
        .bind(outcome.latency_ms)
        .bind(outcome.answer)
        .bind(outcome.error.map(DeliveryProblem::as_str))
        .execute(db))?;
        let arrived = outcome.state == DeliveryState::Delivered;
        let since: Option<(Option<DateTime<Utc>>,)> = run!(&mut *self, |db| sqlx::query_as(
            "UPDATE webhook SET failing_since = \
             CASE WHEN $2 THEN NULL ELSE COALESCE(failing_since, $3) END \
             WHERE id = $1 RETURNING failing_since"
        )
        .bind(webhook.0)
        .bind(arrived)
        .bind(now)
        .fetch_optional(db))?;
        Ok(since.and_then(|(since,)| since))
    }

    /// Forgets deliveries that were made before `before`. Returns how many went.
    pub async fn prune_deliveries(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM webhook_delivery WHERE created_at < $1"
        )
        .bind(before)
        .execute(db))
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    event: String,
    kind: String,
    replay_of: Option<i64>,
    created_at: DateTime<Utc>,
    state: String,
    tries: i32,
    due_at: Option<DateTime<Utc>>,
    tried_at: Option<DateTime<Utc>>,
    status: Option<i32>,
    latency_ms: Option<i64>,
    answer: String,
    error: Option<String>,
    body: String,
}

impl TryFrom<Row> for Delivery {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            event: row.event,
            kind: row.kind,
            replay_of: row.replay_of,
            created_at: row.created_at,
            state: word("webhook_delivery.state", &row.state)?,
            tries: u32::try_from(row.tries).unwrap_or_default(),
            due_at: row.due_at,
            tried_at: row.tried_at,
            status: row.status.and_then(|status| u16::try_from(status).ok()),
            latency_ms: row.latency_ms,
            answer: row.answer,
            error: row
                .error
                .map(|problem| word("webhook_delivery.error", &problem))
                .transpose()?,
            body: row.body,
        })
    }
}
