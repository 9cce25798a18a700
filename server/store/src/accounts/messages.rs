use super::{Accounts, word};
use crate::{
    Error, ErrorKind, Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::account::Channel;

/// A message to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// By which way it goes.
    pub channel: Channel,
    /// The phone number or e-mail address.
    pub recipient: String,
    /// What it is about; empty for an SMS.
    pub subject: String,
    /// What it says.
    pub body: String,
}

/// A message as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRecord {
    /// Its number.
    pub id: i64,
    /// What it says to whom.
    pub message: NewMessage,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// How often sending failed.
    pub tries: u32,
    /// When it was sent, if it was.
    pub sent_at: Option<DateTime<Utc>>,
    /// Why it was not, the last time.
    pub error: Option<String>,
}

const COLUMNS: &str = "id, channel, recipient, subject, body, created_at, tries, sent_at, error";

impl Accounts<'_> {
    /// Messages that are to be sent by one of `channels` at `now`, the oldest first.
    pub async fn due_messages(
        &self,
        channels: &[Channel],
        now: DateTime<Utc>,
        at_most: u32,
    ) -> Result<Vec<MessageRecord>> {
        use crate::dialect::Phrases;
        let channels: Vec<&str> = channels.iter().map(|channel| channel.as_str()).collect();
        let channels = serde_json::to_string(&channels)
            .map_err(|error| Error::new(ErrorKind::Internal, error))?;
        let rows: Vec<MessageRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM message WHERE due_at <= $1 AND channel IN ({}) \
                 ORDER BY due_at, id LIMIT $2",
                Db::texts_in("$3")
            )))
            .bind(now)
            .bind(i64::from(at_most))
            .bind(&channels)
            .fetch_all(db)
        })?;
        rows.into_iter().map(MessageRecord::try_from).collect()
    }

    /// The newest messages.
    pub async fn newest_messages(&self, at_most: u32) -> Result<Vec<MessageRecord>> {
        let rows: Vec<MessageRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM message ORDER BY id DESC LIMIT $1"
            )))
            .bind(i64::from(at_most))
            .fetch_all(db)
        })?;
        rows.into_iter().map(MessageRecord::try_from).collect()
    }
}

impl Unit {
    /// Writes a message, to be sent once this unit is committed.
    pub async fn put_message(&mut self, message: &NewMessage, now: DateTime<Utc>) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO message (channel, recipient, subject, body, created_at, due_at) \
             VALUES ($1, $2, $3, $4, $5, $5)"
        )
        .bind(message.channel.as_str())
        .bind(&message.recipient)
        .bind(&message.subject)
        .bind(&message.body)
        .bind(now)
        .execute(db))
        .map(|_| ())
    }

    /// Takes a message for sending until `until`, when it is due again in case nobody says what became
    /// of it. `false` when another took it first.
    pub async fn take_message(
        &mut self,
        id: i64,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE message SET due_at = $3 WHERE id = $1 AND due_at <= $2"
        )
        .bind(id)
        .bind(now)
        .bind(until)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// A message was sent. What it said is taken out: it may hold a code.
    pub async fn message_sent(
        &mut self,
        id: i64,
        keep_body: bool,
        now: DateTime<Utc>,
    ) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE message SET sent_at = $2, due_at = NULL, error = NULL, \
             body = CASE WHEN $3 THEN body ELSE '-' END WHERE id = $1"
        )
        .bind(id)
        .bind(now)
        .bind(keep_body)
        .execute(db))
        .map(|_| ())
    }

    /// A message could not be sent; it is tried again at `due_at`, if at all. One that was given up
    /// meanwhile stays so.
    pub async fn message_failed(
        &mut self,
        id: i64,
        error: &str,
        due_at: Option<DateTime<Utc>>,
    ) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE message SET tries = tries + 1, error = $2, due_at = $3 \
             WHERE id = $1 AND due_at IS NOT NULL"
        )
        .bind(id)
        .bind(error)
        .bind(due_at)
        .execute(db))
        .map(|_| ())
    }

    /// Gives up messages from before `before` that were never sent. What they said is taken out: it may
    /// hold a code. Returns how many it was.
    pub async fn give_messages_up(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE message SET due_at = NULL, body = '-' \
             WHERE sent_at IS NULL AND created_at < $1 AND (due_at IS NOT NULL OR body <> '-')"
        )
        .bind(before)
        .execute(db))
    }

    /// Forgets messages from before `before` that are settled. Returns how many went.
    pub async fn prune_messages(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM message WHERE due_at IS NULL AND created_at < $1"
        )
        .bind(before)
        .execute(db))
    }
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    id: i64,
    channel: String,
    recipient: String,
    subject: String,
    body: String,
    created_at: DateTime<Utc>,
    tries: i32,
    sent_at: Option<DateTime<Utc>>,
    error: Option<String>,
}

impl TryFrom<MessageRow> for MessageRecord {
    type Error = Error;

    fn try_from(row: MessageRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            message: NewMessage {
                channel: word("message.channel", &row.channel)?,
                recipient: row.recipient,
                subject: row.subject,
                body: row.body,
            },
            created_at: row.created_at,
            tries: u32::try_from(row.tries).unwrap_or_default(),
            sent_at: row.sent_at,
            error: row.error,
        })
    }
}
