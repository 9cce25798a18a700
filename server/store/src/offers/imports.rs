//! Homes that publishers bring in as a file.

use super::Offers;
use crate::{
    Error, Result, Unit,
    accounts::word,
    dialect::{execute, run},
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    ListingId, UserId,
    offer::{ImportCounts, ImportKind, ImportOutcome, ImportShelf, ImportState},
};
use sqlx::AssertSqlSafe;

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportBatch {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub user: UserId,
    /// The name of the file.
    pub file_name: String,
    /// How far it has come.
    pub state: ImportState,
    /// When it was checked.
    pub created_at: DateTime<Utc>,
    /// When its last row was applied.
    pub applied_at: Option<DateTime<Utc>>,
}

/// A row of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// The line of the file on which it begins.
    pub line: u32,
    /// What its publisher calls the home.
    pub external_id: String,
    /// What it means.
    pub kind: ImportKind,
    /// What the file says, as JSON.
    pub form: String,
    /// What was there when it was checked, as JSON; empty for nothing.
    pub before: String,
    /// The home; it may be deleted by now.
    pub listing: Option<ListingId>,
    /// The version of the listing when it was checked.
    pub listing_version: i64,
    /// The version of what was written about it when it was checked, 0 for nothing.
    pub edit_version: i64,
    /// The fields that are wrong, as JSON.
    pub problems: String,
    /// What became of it.
    pub outcome: ImportOutcome,
}

macro_rules! rows {
    ($cut:literal) => {
        concat!(
            "SELECT line, external_id, kind, form, before, listing_id, listing_version, edit_version, \
             problems, outcome FROM import_row WHERE batch_id = $1 ",
            $cut
        )
    };
}

macro_rules! batches {
    () => {
        "SELECT id, user_id, file_name, state, created_at, applied_at FROM import_batch "
    };
}

/// What is said of the rows on a shelf.
fn shelved(shelf: Option<ImportShelf>) -> &'static str {
    match shelf {
        None => "",
        Some(ImportShelf::New) => "AND kind = 'new'",
        Some(ImportShelf::Changed) => "AND kind = 'changed'",
        Some(ImportShelf::Same) => "AND kind = 'same'",
        Some(ImportShelf::Rejected) => "AND kind = 'rejected'",
        Some(ImportShelf::Left) => "AND outcome IN ('refused', 'kept')",
        // No row is a photo.
        Some(ImportShelf::Photos) => "AND 1 = 0",
    }
}

impl Offers<'_> {
    /// The listing that comes from `source` and is called `source_id` there. One statement.
    pub async fn called(&self, source: &str, source_id: &str) -> Result<Option<ListingId>> {
        let id: Option<i64> = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT id FROM listing WHERE source = $1 AND source_id = $2"
        )
        .bind(source)
        .bind(source_id)
        .fetch_optional(db))?;
        Ok(id.map(ListingId))
    }

    /// An import. One statement.
    pub async fn import(&self, id: i64) -> Result<Option<ImportBatch>> {
        let row: Option<BatchRow> = run!(&mut self.store.session(), |db| sqlx::query_as(concat!(
            batches!(),
            "WHERE id = $1"
        ))
        .bind(id)
        .fetch_optional(db))?;
        row.map(ImportBatch::try_from).transpose()
    }

    /// The imports of `user`, the latest first, after the first `skip`. One statement.
    pub async fn imports(&self, user: UserId, skip: u32, limit: u32) -> Result<Vec<ImportBatch>> {
        let rows: Vec<BatchRow> = run!(&mut self.store.session(), |db| sqlx::query_as(concat!(
            batches!(),
            "WHERE user_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3"
        ))
        .bind(user.0)
        .bind(i64::from(limit))
        .bind(i64::from(skip))
        .fetch_all(db))?;
        rows.into_iter().map(ImportBatch::try_from).collect()
    }

    /// How many imports `user` has. One statement.
    pub async fn import_count(&self, user: UserId) -> Result<u32> {
        let count: i64 = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM import_batch WHERE user_id = $1"
        )
        .bind(user.0)
        .fetch_one(db))?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Rows of an import that stand on `shelf`, in the order of the file, after the first `skip`. One
    /// statement.
    pub async fn import_rows(
        &self,
        id: i64,
        shelf: Option<ImportShelf>,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<ImportRow>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            AssertSqlSafe(format!(
                concat!(rows!(""), " {} ORDER BY line LIMIT $2 OFFSET $3"),
                shelved(shelf)
            ))
        )
        .bind(id)
        .bind(i64::from(limit))
        .bind(i64::from(skip))
        .fetch_all(db))?;
        rows.into_iter().map(ImportRow::try_from).collect()
    }

    /// How many rows of an import stand on `shelf`. One statement.
    pub async fn import_row_count(&self, id: i64, shelf: Option<ImportShelf>) -> Result<u32> {
        let count: i64 = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            AssertSqlSafe(format!(
                "SELECT COUNT(*) FROM import_row WHERE batch_id = $1 {}",
                shelved(shelf)
            ))
        )
        .bind(id)
        .fetch_one(db))?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// The first new or changed rows of an import with this outcome. One statement.
    pub async fn import_rows_with(
        &self,
        id: i64,
        outcome: ImportOutcome,
        limit: u32,
    ) -> Result<Vec<ImportRow>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(rows!(
            "AND outcome = $2 AND kind IN ('new', 'changed') ORDER BY line LIMIT $3"
        ))
        .bind(id)
        .bind(outcome.as_str())
        .bind(i64::from(limit))
        .fetch_all(db))?;
        rows.into_iter().map(ImportRow::try_from).collect()
    }

    /// How many rows of an import there are of each kind and outcome. One statement.
    pub async fn import_counts(&self, id: i64) -> Result<ImportCounts> {
        let rows: Vec<(String, String, i64)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT kind, outcome, COUNT(*) FROM import_row WHERE batch_id = $1 \
                 GROUP BY kind, outcome"
            )
            .bind(id)
            .fetch_all(db))?;
        let mut counts = ImportCounts::default();
        for (kind, outcome, count) in rows {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            let kind: ImportKind = word("import_row.kind", &kind)?;
            match kind {
                ImportKind::New => counts.new += count,
                ImportKind::Changed => counts.changed += count,
                ImportKind::Same => counts.same += count,
                ImportKind::Rejected => counts.rejected += count,
            }
            if matches!(kind, ImportKind::Same | ImportKind::Rejected) {
                continue;
            }
            match word("import_row.outcome", &outcome)? {
                ImportOutcome::Waiting => counts.waiting += count,
                ImportOutcome::Applied => counts.applied += count,
                ImportOutcome::Refused => counts.refused += count,
                ImportOutcome::Undone => counts.undone += count,
                ImportOutcome::Kept => counts.kept += count,
            }
        }
        Ok(counts)
    }
}

impl Unit {
    /// The listing that comes from `source` and is called `source_id` there, as this unit sees it.
    pub async fn called(&mut self, source: &str, source_id: &str) -> Result<Option<ListingId>> {
        let id: Option<i64> = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT id FROM listing WHERE source = $1 AND source_id = $2"
        )
        .bind(source)
        .bind(source_id)
        .fetch_optional(db))?;
        Ok(id.map(ListingId))
    }

    /// Keeps an import that was checked. Returns its number.
    pub async fn put_import(
        &mut self,
        user: UserId,
        file_name: &str,
        rows: &[ImportRow],
        now: DateTime<Utc>,
    ) -> Result<i64> {
        let id: i64 = run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO import_batch (user_id, file_name, state, created_at) \
             VALUES ($1, $2, 'checked', $3) RETURNING id"
        )
        .bind(user.0)
        .bind(file_name)
        .bind(now.trunc_subsecs(6))
        .fetch_one(db))?;
        for row in rows {
            execute!(&mut *self, |db| {
                sqlx::query(
                "INSERT INTO import_row (batch_id, line, external_id, kind, form, before, listing_id, \
                 listing_version, edit_version, problems, outcome) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
            )
            .bind(id)
            .bind(i64::from(row.line))
            .bind(&row.external_id)
            .bind(row.kind.as_str())
            .bind(&row.form)
            .bind(&row.before)
            .bind(row.listing.map(|listing| listing.0))
            .bind(row.listing_version)
            .bind(row.edit_version)
            .bind(&row.problems)
            .bind(row.outcome.as_str())
            .execute(db)
            })?;
        }
        Ok(id)
    }

    /// Moves a row of an import on from `from` to `to`, with the home and the problems it has now, unless
    /// somebody did so already. Returns whether it moved.
    pub async fn settle_import_row(
        &mut self,
        (batch, line): (i64, u32),
        (from, to): (ImportOutcome, ImportOutcome),
        listing: Option<ListingId>,
        problems: &str,
    ) -> Result<bool> {
        let moved = execute!(&mut *self, |db| sqlx::query(
            "UPDATE import_row SET outcome = $4, listing_id = $5, problems = $6 \
             WHERE batch_id = $1 AND line = $2 AND outcome = $3"
        )
        .bind(batch)
        .bind(i64::from(line))
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(listing.map(|listing| listing.0))
        .bind(problems)
        .execute(db))?;
        Ok(moved == 1)
    }

    /// Says how far an import has come. `applied` is when its last row was applied; without it, that stays.
    pub async fn move_import(
        &mut self,
        id: i64,
        state: ImportState,
        applied: Option<DateTime<Utc>>,
    ) -> Result<()> {
        execute!(&mut *self, |db| {
            sqlx::query(
            "UPDATE import_batch SET state = $2, applied_at = COALESCE($3, applied_at) WHERE id = $1"
        )
        .bind(id)
        .bind(state.as_str())
        .bind(applied.map(|at| at.trunc_subsecs(6)))
        .execute(db)
        })?;
        Ok(())
    }

    /// Forgets the imports that were checked before `before`. Returns how many.
    pub async fn prune_imports(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM import_batch WHERE created_at < $1"
        )
        .bind(before)
        .execute(db))
    }
}

#[derive(sqlx::FromRow)]
struct BatchRow {
    id: i64,
    user_id: i64,
    file_name: String,
    state: String,
    created_at: DateTime<Utc>,
    applied_at: Option<DateTime<Utc>>,
}

impl TryFrom<BatchRow> for ImportBatch {
    type Error = Error;

    fn try_from(row: BatchRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            user: UserId(row.user_id),
            file_name: row.file_name,
            state: word("import_batch.state", &row.state)?,
            created_at: row.created_at,
            applied_at: row.applied_at,
        })
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    line: i64,
    external_id: String,
    kind: String,
    form: String,
    before: String,
    listing_id: Option<i64>,
    listing_version: i64,
    edit_version: i64,
    problems: String,
    outcome: String,
}

impl TryFrom<Row> for ImportRow {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            line: u32::try_from(row.line).unwrap_or(u32::MAX),
            external_id: row.external_id,
            kind: word("import_row.kind", &row.kind)?,
            form: row.form,
            before: row.before,
            listing: row.listing_id.map(ListingId),
            listing_version: row.listing_version,
            edit_version: row.edit_version,
            problems: row.problems,
            outcome: word("import_row.outcome", &row.outcome)?,
        })
    }
}
