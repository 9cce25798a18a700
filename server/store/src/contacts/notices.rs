use super::{Contacts, word};
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    NoticeId, UserId,
    contact::{Notice, NoticeKind},
};

/// Something that somebody is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewNotice {
    /// Whom.
    pub user: UserId,
    /// What.
    pub kind: NoticeKind,
    /// About which enquiry or viewing.
    pub subject_id: i64,
    /// When.
    pub due_at: DateTime<Utc>,
}

impl Contacts<'_> {
    /// The notices of an account that are due at `now`, the newest first.
    pub async fn notices(
        &self,
        user: UserId,
        now: DateTime<Utc>,
        at_most: u32,
    ) -> Result<Vec<Notice>> {
        let rows: Vec<(i64, String, String, i64, DateTime<Utc>, bool)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT id, kind, subject, subject_id, due_at, seen_at IS NOT NULL FROM notice \
                 WHERE user_id = $1 AND due_at <= $2 ORDER BY due_at DESC, id DESC LIMIT $3"
            )
            .bind(user.0)
            .bind(now)
            .bind(i64::from(at_most))
            .fetch_all(db))?;
        rows.into_iter()
            .filter_map(|(id, kind, subject, subject_id, due_at, seen)| {
                // Kinds of other features are theirs to show.
                let kind = word::<NoticeKind>("notice.kind", &kind).ok()?;
                Some(Ok(Notice {
                    id: NoticeId(id),
                    kind,
                    subject,
                    subject_id,
                    due_at,
                    seen,
                }))
            })
            .collect()
    }

    /// When an account is to be reminded of `subject_id`, in order.
    pub async fn reminders(&self, user: UserId, subject_id: i64) -> Result<Vec<DateTime<Utc>>> {
        let rows: Vec<(DateTime<Utc>,)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT due_at FROM notice \
                 WHERE user_id = $1 AND subject_id = $2 AND kind = $3 ORDER BY due_at"
        )
        .bind(user.0)
        .bind(subject_id)
        .bind(NoticeKind::ViewingReminder.as_str())
        .fetch_all(db))?;
        Ok(rows.into_iter().map(|(at,)| at).collect())
    }
}

impl Unit {
    /// Writes a notice, unless one of its kind about the same is waiting to be seen and due by then.
    pub async fn put_notice(&mut self, notice: &NewNotice, now: DateTime<Utc>) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO notice (user_id, kind, subject, subject_id, created_at, due_at) \
             SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS (SELECT 1 FROM notice \
             WHERE user_id = $1 AND kind = $2 AND subject = $3 AND subject_id = $4 \
             AND $6 <= $5 AND due_at <= $5 AND seen_at IS NULL) \
             ON CONFLICT (user_id, kind, subject, subject_id, due_at) DO NOTHING"
        )
        .bind(notice.user.0)
        .bind(notice.kind.as_str())
        .bind(notice.kind.subject())
        .bind(notice.subject_id)
        .bind(now)
        .bind(notice.due_at)
        .execute(db))
        .map(|_| ())
    }

    /// Takes back what nobody was told yet of `kind` about `subject_id`.
    pub async fn remove_notices(&mut self, kind: NoticeKind, subject_id: i64) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM notice WHERE kind = $1 AND subject = $2 AND subject_id = $3 \
             AND delivered_at IS NULL AND seen_at IS NULL"
        )
        .bind(kind.as_str())
        .bind(kind.subject())
        .bind(subject_id)
        .execute(db))
    }

    /// An account has seen what was due at `now`: all of it, or what is about one thing.
    pub async fn notices_seen(
        &mut self,
        user: UserId,
        about: Option<(&str, i64)>,
        now: DateTime<Utc>,
    ) -> Result<u64> {
        let (subject, id) = about.unzip();
        execute!(&mut *self, |db| {
            sqlx::query(
            "UPDATE notice SET seen_at = $2 WHERE user_id = $1 AND due_at <= $2 \
             AND seen_at IS NULL AND ($3 IS NULL OR subject = $3) AND ($4 IS NULL OR subject_id = $4)"
        )
        .bind(user.0)
        .bind(now)
        .bind(subject)
        .bind(id)
        .execute(db)
        })
    }

    /// Forgets notices that were due before `before`.
    pub async fn prune_notices(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM notice WHERE due_at < $1"
        )
        .bind(before)
        .execute(db))
    }
}
