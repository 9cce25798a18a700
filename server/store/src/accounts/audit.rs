use super::{Accounts, Cut, cut, word};
use crate::{
    Error, Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    Rows, UserId,
    account::admin::{AuditEntry, AuditQuery, Paged},
};

/// The audit trail's newest entry: its number and its seal.
pub type AuditRow = (i64, String);

/// An entry with its seal, ready to be appended.
pub type NewAuditEntry = AuditEntry;

const COLUMNS: &str = "seq, at, actor_id, actor, action, subject, subject_id, changes, ip, \
    request_id, previous, hash";

impl Accounts<'_> {
    /// A page of the audit trail, the newest entries first.
    pub async fn audit(
        &self,
        query: &AuditQuery,
        size: impl Into<Rows>,
    ) -> Result<Paged<AuditEntry>> {
        const MATCH: &str = "FROM audit_entry WHERE ($1 = '' OR actor = $1) \
             AND ($2 = '' OR action = $2) AND ($3 = '' OR subject_id = $3)";
        let action = query.action.map_or("", |action| action.as_str());
        let total: i64 = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT COUNT(*) {MATCH}")))
                .bind(query.actor.trim())
                .bind(action)
                .bind(query.subject.trim())
                .fetch_one(db)
        })?;
        let Cut {
            total,
            page,
            pages,
            skip,
            size,
            after,
        } = cut(total, query.page, size);
        let rows: Vec<EntryRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} {MATCH} AND seq < $6 ORDER BY seq DESC LIMIT $4 OFFSET $5"
            )))
            .bind(query.actor.trim())
            .bind(action)
            .bind(query.subject.trim())
            .bind(size)
            .bind(skip)
            .bind(after.unwrap_or(i64::MAX))
            .fetch_all(db)
        })?;
        Ok(Paged {
            items: rows
                .into_iter()
                .map(AuditEntry::try_from)
                .collect::<Result<_>>()?,
            total,
            page,
            pages,
        })
    }

    /// The entries after number `seq`, in their order.
    pub async fn audit_after(&self, seq: i64, at_most: u32) -> Result<Vec<AuditEntry>> {
        let rows: Vec<EntryRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2"
            )))
            .bind(seq)
            .bind(i64::from(at_most))
            .fetch_all(db)
        })?;
        rows.into_iter().map(AuditEntry::try_from).collect()
    }

    /// What was done by an account or to it, for its owner.
    pub async fn audit_about(&self, user: UserId, at_most: u32) -> Result<Vec<AuditEntry>> {
        let rows: Vec<EntryRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM audit_entry \
                 WHERE actor_id = $1 OR (subject = 'account' AND subject_id = $2) \
                 ORDER BY seq DESC LIMIT $3"
            )))
            .bind(user.0)
            .bind(user.0.to_string())
            .bind(i64::from(at_most))
            .fetch_all(db)
        })?;
        rows.into_iter().map(AuditEntry::try_from).collect()
    }
}

impl Unit {
    /// The audit trail's newest entry, which stays the newest until this unit ends: the one that
    /// appends comes last in its unit.
    pub async fn audit_head(&mut self) -> Result<Option<AuditRow>> {
        self.lock_audit().await?;
        run!(&mut *self, |db| sqlx::query_as(
            "SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1"
        )
        .fetch_optional(db))
    }

    /// Appends an entry.
    pub async fn append_audit(&mut self, entry: &NewAuditEntry) -> Result<()> {
        let changes = serde_json::to_string(&entry.changes)
            .map_err(|error| Error::new(crate::ErrorKind::Internal, error))?;
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO audit_entry (seq, at, actor_id, actor, action, subject, subject_id, \
             changes, ip, request_id, previous, hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        )
        .bind(entry.seq)
        .bind(entry.at)
        .bind(entry.actor_id.map(|id| id.0))
        .bind(&entry.actor)
        .bind(entry.action.as_str())
        .bind(&entry.subject)
        .bind(&entry.subject_id)
        .bind(&changes)
        .bind(&entry.ip)
        .bind(&entry.request_id)
        .bind(&entry.previous)
        .bind(&entry.hash)
        .execute(db))
        .map(|_| ())
    }
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    seq: i64,
    at: DateTime<Utc>,
    actor_id: Option<i64>,
    actor: String,
    action: String,
    subject: String,
    subject_id: String,
    changes: String,
    ip: String,
    request_id: String,
    previous: String,
    hash: String,
}

impl TryFrom<EntryRow> for AuditEntry {
    type Error = Error;

    fn try_from(row: EntryRow) -> Result<Self> {
        Ok(Self {
            seq: row.seq,
            at: row.at,
            actor_id: row.actor_id.map(UserId),
            actor: row.actor,
            action: word("audit_entry.action", &row.action)?,
            subject: row.subject,
            subject_id: row.subject_id,
            changes: serde_json::from_str(&row.changes)
                .map_err(|_| Error::unreadable("audit_entry.changes", row.seq))?,
            ip: row.ip,
            request_id: row.request_id,
            previous: row.previous,
            hash: row.hash,
        })
    }
}
