//! Uploaded files, each once.

use super::Photos;
use crate::{
    Result, Unit,
    dialect::{Phrases, execute, run},
    places::json_of,
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{PhotoRef, UserId};
use sqlx::AssertSqlSafe;
use std::collections::HashSet;

/// An uploaded file that is to be drawn anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingPhoto {
    /// Its row.
    pub id: i64,
    /// The hash of the file, in hexadecimal.
    pub sha256: String,
}

/// What became of an uploaded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnPhoto {
    /// Where the photo store keeps it, and how large it is.
    pub photo: PhotoRef,
    /// What it looks like: pictures that differ in few of the 64 bits look alike.
    pub likeness: i64,
}

/// An uploaded file that was forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectedPhoto {
    /// The hash of the file, in hexadecimal.
    pub sha256: String,
    /// Where the photo store kept what was drawn of it.
    pub key: Option<String>,
}

/// Whether a photo was uploaded before `$1` and nobody uses it.
macro_rules! unused {
    () => {
        "uploaded_at < $1 \
         AND NOT EXISTS (SELECT 1 FROM edit_photo WHERE edit_photo.photo_id = photo.id) \
         AND NOT EXISTS (SELECT 1 FROM listing_photo WHERE listing_photo.photo_id = photo.id) \
         AND NOT EXISTS (SELECT 1 FROM import_photo \
         WHERE import_photo.photo_id = photo.id AND import_photo.state = 'waiting') \
         AND NOT EXISTS (\
         SELECT 1 FROM listing_photo WHERE listing_photo.photo_key = photo.photo_key) \
         AND NOT EXISTS (SELECT 1 FROM edit_photo WHERE edit_photo.photo_key = photo.photo_key)"
    };
}

impl Photos<'_> {
    /// Files that were uploaded before `before` and that nobody uses, at most `limit`.
    pub async fn unused(&self, before: DateTime<Utc>, limit: u32) -> Result<Vec<i64>> {
        let rows: Vec<(i64,)> = run!(&mut self.store.session(), |db| sqlx::query_as(concat!(
            "SELECT id FROM photo WHERE ",
            unused!(),
            " ORDER BY uploaded_at, id LIMIT $2"
        ))
        .bind(before.trunc_subsecs(6))
        .bind(i64::from(limit))
        .fetch_all(db))?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// What waits for being drawn, the oldest first, at most `limit`.
    pub async fn waiting(&self, limit: u32) -> Result<Vec<WaitingPhoto>> {
        let rows: Vec<(i64, String)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, sha256 FROM photo WHERE state = 'waiting' \
             ORDER BY uploaded_at, id LIMIT $1"
        )
        .bind(i64::from(limit))
        .fetch_all(db))?;
        let waiting = |(id, sha256)| WaitingPhoto { id, sha256 };
        Ok(rows.into_iter().map(waiting).collect())
    }

    /// Those of these keys under which a photo is known, and those of these hashes of which a file
    /// waits. One list of texts, since neither can be taken for the other.
    pub async fn known(&self, texts: &[String]) -> Result<HashSet<String>> {
        let texts = json_of(texts)?;
        let rows: Vec<(String,)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            AssertSqlSafe(format!(
                "SELECT photo_key FROM photo WHERE photo_key IN ({list}) \
                 UNION SELECT photo_key FROM listing_photo WHERE photo_key IN ({list}) \
                 UNION SELECT photo_key FROM edit_photo WHERE photo_key IN ({list}) \
                 UNION SELECT sha256 FROM photo WHERE state = 'waiting' AND sha256 IN ({list})",
                list = Db::texts_in("$1")
            ))
        )
        .bind(&texts)
        .fetch_all(db))?;
        Ok(rows.into_iter().map(|(text,)| text).collect())
    }
}

impl Unit {
    /// The row of the file with this hash, new or as it is, and whether the file waits for being drawn;
    /// one that failed waits again. From now on it counts as uploaded at `now`, so that nobody collects
    /// it before it is used.
    pub async fn take_photo(
        &mut self,
        sha256: &str,
        uploaded_by: impl Into<Option<UserId>>,
        now: DateTime<Utc>,
    ) -> Result<(i64, bool)> {
        run!(&mut *self, |db| sqlx::query_as(
            "INSERT INTO photo (sha256, state, uploaded_by, uploaded_at) \
             VALUES ($1, 'waiting', $2, $3) \
             ON CONFLICT (sha256) DO UPDATE SET uploaded_at = excluded.uploaded_at, \
             state = CASE photo.state WHEN 'failed' THEN 'waiting' ELSE photo.state END, \
             problem = NULL RETURNING id, state = 'waiting'"
        )
        .bind(sha256)
        .bind(uploaded_by.into().map(|id| id.0))
        .bind(now.trunc_subsecs(6))
        .fetch_one(db))
    }

    /// Says that a waiting photo was drawn; `false` when it does not wait any more.
    pub async fn photo_drawn(&mut self, id: i64, drawn: &DrawnPhoto) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE photo SET state = 'ready', photo_key = $2, width = $3, height = $4, \
             likeness = $5, problem = NULL WHERE id = $1 AND state = 'waiting'"
        )
        .bind(id)
        .bind(&drawn.photo.key)
        .bind(i32::from(drawn.photo.width))
        .bind(i32::from(drawn.photo.height))
        .bind(drawn.likeness)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Says that a waiting photo cannot be drawn, and why; `false` when it does not wait any more.
    pub async fn photo_failed(&mut self, id: i64, problem: &str) -> Result<bool> {
        let changed = execute!(&mut *self, |db| {
            sqlx::query(
            "UPDATE photo SET state = 'failed', problem = $2 WHERE id = $1 AND state = 'waiting'"
        )
        .bind(id)
        .bind(problem)
        .execute(db)
        })?;
        Ok(changed == 1)
    }

    /// Forgets those of these files that were uploaded before `before` and that nobody uses, and says
    /// which.
    ///
    /// Safe beside others: whoever takes such a file meanwhile ([`Unit::take_photo`]) either waits for
    /// this unit and finds nothing, or makes it young before this statement comes to it.
    pub async fn collect_photos(
        &mut self,
        ids: &[i64],
        before: DateTime<Utc>,
    ) -> Result<Vec<CollectedPhoto>> {
        let ids = json_of(ids)?;
        let rows: Vec<(String, Option<String>)> =
            run!(&mut *self, |db| sqlx::query_as(AssertSqlSafe(format!(
                concat!(
                    "DELETE FROM photo WHERE ",
                    unused!(),
                    " AND id IN ({}) RETURNING sha256, photo_key"
                ),
                Db::numbers_in("$2")
            )))
            .bind(before.trunc_subsecs(6))
            .bind(&ids)
            .fetch_all(db))?;
        let collected = |(sha256, key)| CollectedPhoto { sha256, key };
        Ok(rows.into_iter().map(collected).collect())
    }
}
