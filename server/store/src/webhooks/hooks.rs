//! Addresses that ask to be told.

use super::Webhooks;
use crate::{
    Error, Result, Unit,
    accounts::word,
    dialect::{Phrases, execute, insert, run},
    places::json_of,
};
use chrono::{DateTime, Utc};
use domain::{
    ListingId, UserId, WebhookId,
    webhook::{Webhook, WebhookEvent, WebhookForm, WebhookOff},
};
use std::collections::HashMap;

/// A webhook that is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWebhook<'a> {
    /// Whose.
    pub user: UserId,
    /// What it is.
    pub form: &'a WebhookForm,
    /// What deliveries are signed with.
    pub secret: &'a str,
}

/// A webhook as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookRecord {
    /// Whose.
    pub user: UserId,
    /// What its owner sees of it.
    pub about: Webhook,
    /// What deliveries are signed with.
    pub secret: String,
    /// The secret before it.
    pub old_secret: Option<String>,
}

/// A webhook that is to be told, for the relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveWebhook {
    /// Its number.
    pub id: WebhookId,
    /// Whose.
    pub user: UserId,
    /// What it asks for.
    pub form: WebhookForm,
}

macro_rules! webhook {
    ($rest:literal) => {
        concat!(
            "SELECT webhook.id, user_id, url, events, reach, secret, old_secret, \
             old_secret_until, webhook.created_at, failing_since, off_since, off_because \
             FROM webhook ",
            $rest
        )
    };
}

impl Webhooks<'_> {
    /// The webhooks of an account, the newest first. Two statements.
    pub async fn of(&self, user: UserId) -> Result<Vec<Webhook>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(webhook!(
            "WHERE user_id = $1 ORDER BY webhook.id DESC"
        ))
        .bind(user.0)
        .fetch_all(db))?;
        let homes: Vec<(i64, i64)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT webhook_id, listing_id FROM webhook_listing \
             JOIN webhook ON webhook.id = webhook_listing.webhook_id \
             WHERE user_id = $1 ORDER BY listing_id"
        )
        .bind(user.0)
        .fetch_all(db))?;
        let records = with_homes(rows, homes)?;
        Ok(records.into_iter().map(|record| record.about).collect())
    }

    /// The webhook of this number. Two statements.
    pub async fn by_id(&self, id: WebhookId) -> Result<Option<WebhookRecord>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(webhook!(
            "WHERE webhook.id = $1"
        ))
        .bind(id.0)
        .fetch_all(db))?;
        let homes: Vec<(i64, i64)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT webhook_id, listing_id FROM webhook_listing WHERE webhook_id = $1 \
             ORDER BY listing_id"
        )
        .bind(id.0)
        .fetch_all(db))?;
        Ok(with_homes(rows, homes)?.pop())
    }

    /// Which of `homes` an account publishes.
    pub async fn published_by(&self, user: UserId, homes: &[ListingId]) -> Result<Vec<ListingId>> {
        let ids = json_of(homes)?;
        let rows: Vec<(i64,)> = run!(&mut self.store.session(), |db| {
            let those = Db::numbers_in("$2");
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT id FROM listing WHERE publisher_id = $1 AND id IN ({those})"
            )))
            .bind(user.0)
            .bind(ids)
            .fetch_all(db)
        })?;
        Ok(rows.into_iter().map(|(id,)| ListingId(id)).collect())
    }

    /// All webhooks that are to be told, of accounts that are in use. Two statements.
    pub async fn active(&self) -> Result<Vec<ActiveWebhook>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(webhook!(
            "JOIN app_user ON app_user.id = webhook.user_id \
             WHERE off_since IS NULL AND app_user.status = 'active' ORDER BY webhook.id"
        ))
        .fetch_all(db))?;
        let homes: Vec<(i64, i64)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT webhook_id, listing_id FROM webhook_listing ORDER BY listing_id"
        )
        .fetch_all(db))?;
        let records = with_homes(rows, homes)?;
        let active = records.into_iter().map(|record| ActiveWebhook {
            id: record.about.id,
            user: record.user,
            form: record.about.form,
        });
        Ok(active.collect())
    }
}

impl Unit {
    /// Keeps a webhook.
    pub async fn put_webhook(
        &mut self,
        new: &NewWebhook<'_>,
        now: DateTime<Utc>,
    ) -> Result<WebhookId> {
        let id: i64 = run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO webhook (user_id, url, events, reach, secret, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id"
        )
        .bind(new.user.0)
        .bind(&new.form.url)
        .bind(words(&new.form.events))
        .bind(new.form.reach.as_str())
        .bind(new.secret)
        .bind(now)
        .fetch_one(db))?;
        let id = WebhookId(id);
        self.put_webhook_homes(id, &new.form.listings).await?;
        Ok(id)
    }

    /// How many webhooks an account has. Holds its row, so that no two are made at once.
    pub async fn webhook_count(&mut self, user: UserId) -> Result<usize> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE app_user SET version = version WHERE id = $1"
        )
        .bind(user.0)
        .execute(db))?;
        let count: i64 = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM webhook WHERE user_id = $1"
        )
        .bind(user.0)
        .fetch_one(db))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Makes a webhook of an account what `form` says. `false` when there is none.
    pub async fn change_webhook(
        &mut self,
        user: UserId,
        id: WebhookId,
        form: &WebhookForm,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| {
            sqlx::query(
            "UPDATE webhook SET url = $3, events = $4, reach = $5 WHERE id = $1 AND user_id = $2"
        )
        .bind(id.0)
        .bind(user.0)
        .bind(&form.url)
        .bind(words(&form.events))
        .bind(form.reach.as_str())
        .execute(db)
        })?;
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM webhook_listing WHERE webhook_id = $1"
        )
        .bind(id.0)
        .execute(db))?;
        if changed == 1 {
            self.put_webhook_homes(id, &form.listings).await?;
        }
        Ok(changed == 1)
    }

    async fn put_webhook_homes(&mut self, id: WebhookId, homes: &[ListingId]) -> Result<()> {
        insert!(
            &mut *self, homes, 2,
            "INSERT INTO webhook_listing (webhook_id, listing_id) ", "" => (),
            |values, home| {
                values.push_bind(id.0);
                values.push_bind(home.0);
            }
        )
        .map(|_| ())
    }

    /// Gives a webhook another secret; the one before signs too, until `until`.
    pub async fn rotate_webhook(
        &mut self,
        user: UserId,
        id: WebhookId,
        secret: &str,
        until: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE webhook SET old_secret = secret, old_secret_until = $4, secret = $3 \
             WHERE id = $1 AND user_id = $2"
        )
        .bind(id.0)
        .bind(user.0)
        .bind(secret)
        .bind(until)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Switches a webhook on, or off for a reason; then nothing of it waits any more. `false` when there is
    /// none that stands otherwise.
    pub async fn switch_webhook(
        &mut self,
        id: WebhookId,
        off: Option<WebhookOff>,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE webhook SET off_because = $2, off_since = CASE WHEN $2 IS NULL THEN NULL \
             ELSE $3 END, failing_since = CASE WHEN $2 IS NULL THEN NULL ELSE failing_since END \
             WHERE id = $1 AND (off_since IS NULL) <> ($2 IS NULL)"
        )
        .bind(id.0)
        .bind(off.map(WebhookOff::as_str))
        .bind(now)
        .execute(db))?;
        if changed == 1 && off.is_some() {
            execute!(&mut *self, |db| sqlx::query(
                "UPDATE webhook_delivery SET state = 'failed', due_at = NULL, error = 'off' \
                 WHERE webhook_id = $1 AND state = 'waiting'"
            )
            .bind(id.0)
            .execute(db))?;
        }
        Ok(changed == 1)
    }

    /// Takes a webhook of an account away, and its log with it. `false` when there is none.
    pub async fn remove_webhook(&mut self, user: UserId, id: WebhookId) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM webhook WHERE id = $1 AND user_id = $2"
        )
        .bind(id.0)
        .bind(user.0)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Takes all webhooks of an account away.
    pub async fn forget_webhooks(&mut self, user: UserId) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM webhook WHERE user_id = $1"
        )
        .bind(user.0)
        .execute(db))
        .map(|_| ())
    }

    /// Forgets secrets whose time to sign beside the newest is over.
    pub async fn forget_old_secrets(&mut self, now: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE webhook SET old_secret = NULL, old_secret_until = NULL \
             WHERE old_secret_until <= $1"
        )
        .bind(now)
        .execute(db))
    }
}

fn words(events: &[WebhookEvent]) -> String {
    let words: Vec<&str> = events.iter().map(|event| event.as_str()).collect();
    words.join(",")
}

fn with_homes(rows: Vec<Row>, homes: Vec<(i64, i64)>) -> Result<Vec<WebhookRecord>> {
    let mut chosen: HashMap<i64, Vec<ListingId>> = HashMap::new();
    for (webhook, home) in homes {
        chosen.entry(webhook).or_default().push(ListingId(home));
    }
    let record = |row: Row| {
        let events = row.events.split(',');
        let events = events.map(|text| word("webhook.events", text));
        Ok(WebhookRecord {
            user: UserId(row.user_id),
            secret: row.secret,
            old_secret: row.old_secret,
            about: Webhook {
                id: WebhookId(row.id),
                form: WebhookForm {
                    url: row.url,
                    events: events.collect::<Result<_>>()?,
                    reach: word("webhook.reach", &row.reach)?,
                    listings: chosen.remove(&row.id).unwrap_or_default(),
                },
                created_at: row.created_at,
                old_secret_until: row.old_secret_until,
                failing_since: row.failing_since,
                off_since: row.off_since,
                off_because: row
                    .off_because
                    .map(|because| word("webhook.off_because", &because))
                    .transpose()?,
            },
        })
    };
    rows.into_iter().map(record).collect::<Result<_, Error>>()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    user_id: i64,
    url: String,
    events: String,
    reach: String,
    secret: String,
    old_secret: Option<String>,
    old_secret_until: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    failing_since: Option<DateTime<Utc>>,
    off_since: Option<DateTime<Utc>>,
    off_because: Option<String>,
}
