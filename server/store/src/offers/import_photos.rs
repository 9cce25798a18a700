//! Photos that came with an import.

use super::Offers;
use crate::{
    Error, Result, Unit,
    accounts::word,
    dialect::{execute, run},
};
use domain::{
    ListingId, UserId,
    offer::{ImportPhoto, ImportPhotoCounts, ImportPhotoState},
};
use std::collections::{HashMap, HashSet};

/// A photo of an import that is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewImportPhoto {
    /// What is known of it.
    pub photo: ImportPhoto,
    /// The file ([`Unit::take_photo`]), where it is kept.
    pub file: Option<i64>,
}

/// A photo of an import, as it is added and taken away.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ImportFile {
    /// Which entry it is.
    pub entry: i64,
    /// The file; nothing when it is gone.
    pub file: Option<i64>,
    /// Why it cannot be drawn, where that is known.
    pub problem: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    external_id: String,
    line: Option<i64>,
    state: String,
    problem: String,
}

impl TryFrom<Row> for ImportPhoto {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            name: row.name,
            external_id: row.external_id,
            line: row.line.map(|line| u32::try_from(line).unwrap_or(u32::MAX)),
            state: word("import_photo.state", &row.state)?,
            problem: Some(row.problem).filter(|problem| !problem.is_empty()),
        })
    }
}

impl Offers<'_> {
    /// The photos of an import in their order, after the first `skip`. One statement.
    pub async fn import_photos(&self, id: i64, skip: u32, limit: u32) -> Result<Vec<ImportPhoto>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT name, external_id, line, state, problem FROM import_photo \
             WHERE batch_id = $1 ORDER BY entry LIMIT $2 OFFSET $3"
        )
        .bind(id)
        .bind(i64::from(limit))
        .bind(i64::from(skip))
        .fetch_all(db))?;
        rows.into_iter().map(ImportPhoto::try_from).collect()
    }

    /// How many photos of an import there are in each state: by line of the file, those for no row under
    /// 0. One statement.
    pub async fn import_photo_counts(&self, id: i64) -> Result<HashMap<u32, ImportPhotoCounts>> {
        let rows: Vec<(i64, String, i64)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT COALESCE(line, 0), state, COUNT(*) FROM import_photo WHERE batch_id = $1 \
                 GROUP BY COALESCE(line, 0), state"
        )
        .bind(id)
        .fetch_all(db))?;
        let mut counts: HashMap<u32, ImportPhotoCounts> = HashMap::new();
        for (line, state, count) in rows {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            let state = word("import_photo.state", &state)?;
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            counts.entry(line).or_default().count(state, count);
        }
        Ok(counts)
    }

    /// The hashes of the files that what is written about a listing shows, or else the public listing.
    /// One statement.
    pub async fn photo_hashes(&self, id: ListingId, written: bool) -> Result<HashSet<String>> {
        let hashes: Vec<String> = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(if written {
                "SELECT photo.sha256 FROM edit_photo JOIN photo ON photo.id = edit_photo.photo_id \
                 WHERE edit_photo.listing_id = $1"
            } else {
                "SELECT photo.sha256 FROM listing_photo \
                 JOIN photo ON photo.id = listing_photo.photo_id \
                 WHERE listing_photo.listing_id = $1"
            })
            .bind(id.0)
            .fetch_all(db)
        })?;
        Ok(hashes.into_iter().collect())
    }
}

impl Unit {
    /// Keeps the photos of an import, in this order.
    pub async fn put_import_photos(&mut self, id: i64, photos: &[NewImportPhoto]) -> Result<()> {
        for (entry, NewImportPhoto { photo, file }) in (0_i64..).zip(photos) {
            execute!(&mut *self, |db| sqlx::query(
                "INSERT INTO import_photo \
                 (batch_id, entry, name, external_id, line, photo_id, state, problem) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
            )
            .bind(id)
            .bind(entry)
            .bind(&photo.name)
            .bind(&photo.external_id)
            .bind(photo.line.map(i64::from))
            .bind(*file)
            .bind(photo.state.as_str())
            .bind(photo.problem.as_deref().unwrap_or_default())
            .execute(db))?;
        }
        Ok(())
    }

    /// The photos of a row of an import in this state, in their order.
    pub async fn import_files(
        &mut self,
        (batch, line): (i64, u32),
        state: ImportPhotoState,
    ) -> Result<Vec<ImportFile>> {
        run!(&mut *self, |db| sqlx::query_as(
            "SELECT import_photo.entry, import_photo.photo_id AS file, \
             CASE WHEN photo.state = 'failed' THEN photo.problem END AS problem \
             FROM import_photo LEFT JOIN photo ON photo.id = import_photo.photo_id \
             WHERE batch_id = $1 AND line = $2 AND import_photo.state = $3 ORDER BY entry"
        )
        .bind(batch)
        .bind(i64::from(line))
        .bind(state.as_str())
        .fetch_all(db))
    }

    /// Says what became of a photo of an import, and why where it is refused.
    pub async fn settle_import_photo(
        &mut self,
        (batch, entry): (i64, i64),
        state: ImportPhotoState,
        problem: &str,
    ) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE import_photo SET state = $3, problem = $4 WHERE batch_id = $1 AND entry = $2"
        )
        .bind(batch)
        .bind(entry)
        .bind(state.as_str())
        .bind(problem)
        .execute(db))?;
        Ok(())
    }

    /// Refuses the photos of a row of an import that still wait, so that their files are not kept for it.
    pub async fn refuse_import_photos(
        &mut self,
        (batch, line): (i64, u32),
        problem: &str,
    ) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE import_photo SET state = 'refused', problem = $3 \
             WHERE batch_id = $1 AND line = $2 AND state = 'waiting'"
        )
        .bind(batch)
        .bind(i64::from(line))
        .bind(problem)
        .execute(db))?;
        Ok(())
    }

    /// Says of the photos that a row of an import added that they are not there any more.
    pub async fn removed_import_photos(&mut self, (batch, line): (i64, u32)) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE import_photo SET state = 'removed' \
             WHERE batch_id = $1 AND line = $2 AND state = 'added'"
        )
        .bind(batch)
        .bind(i64::from(line))
        .execute(db))?;
        Ok(())
    }

    /// The rows of the files with these hashes, new or as they are, and the hashes of those that wait for
    /// being drawn; see [`Unit::take_photo`].
    pub async fn take_photos(
        &mut self,
        hashes: &[&str],
        user: UserId,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<(HashMap<String, i64>, HashSet<String>)> {
        let (mut files, mut waiting) = (HashMap::new(), HashSet::new());
        for hash in hashes {
            let (file, waits) = self.take_photo(hash, user, now).await?;
            files.insert((*hash).to_owned(), file);
            if waits {
                waiting.insert((*hash).to_owned());
            }
        }
        Ok((files, waiting))
    }
}
