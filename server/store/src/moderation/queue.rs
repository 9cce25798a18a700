//! What waits for a decision.

use super::Moderation;
use crate::{
    Error, Result,
    accounts::{Cut, cut},
    dialect::run,
    pattern::part_of,
};
use chrono::{DateTime, Utc};
use domain::{
    EstateId, ListingId, ListingStatus, PhotoRef, Rows, UserId,
    account::admin::Paged,
    moderation::{
        QueueReason,
        queue::{QueueQuery, QueueSort, ReviewPhoto, Waiting},
    },
};
use sqlx::AssertSqlSafe;

/// A listing that waits, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// The listing.
    pub listing: ListingId,
    /// The headline of the listing itself.
    pub title: String,
    /// Where the listing stands.
    pub status: ListingStatus,
    /// What was handed in, as JSON; nothing of a listing of which nothing is written.
    pub form: Option<String>,
    /// Whether that waits for a decision.
    pub in_review: bool,
    /// Who published it.
    pub publisher: Option<UserId>,
    /// Their username.
    pub publisher_name: Option<String>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Whether an appeal is open.
    pub appealed: bool,
    /// Reports without an answer.
    pub reports: u32,
}

/// A home that may be the same as another.
#[derive(Clone, Debug, PartialEq)]
pub struct AlikeRow {
    /// The home.
    pub listing: ListingId,
    /// Its headline.
    pub title: String,
    /// Where it stands.
    pub status: ListingStatus,
    /// Monthly rent in fen.
    pub rent_fen: i64,
    /// Area in m².
    pub area: Option<f64>,
    /// Who published it.
    pub publisher: Option<UserId>,
}

/// All that waits, as little of it as places it in the queue: what is in review of a listing that can be
/// decided on, and what else was appealed against, homes that were taken down among it. Both are found by
/// their states, so that it takes no longer with the number of listings.
const WAITING: &str = "SELECT listing.id, listing.status, 1 AS in_review, listing_edit.submitted_at AS since \
    FROM listing_edit JOIN listing ON listing.id = listing_edit.listing_id \
    WHERE listing_edit.state = 'in_review' \
    AND listing.status IN ('draft', 'in_review', 'published', 'reserved') \
    UNION ALL SELECT listing.id, listing.status, 0 AS in_review, appeal.made_at AS since \
    FROM appeal JOIN listing ON listing.id = appeal.listing_id \
    LEFT JOIN listing_edit ON listing_edit.listing_id = listing.id \
    WHERE appeal.status = 'open' AND (listing.status = 'withdrawn' \
    OR listing.status IN ('draft', 'in_review', 'published', 'reserved') \
    AND COALESCE(listing_edit.state, '') <> 'in_review')";

/// Whether a row of [`WAITING`] is appealed against.
const APPEALED: &str = "EXISTS (SELECT 1 FROM appeal \
    WHERE appeal.listing_id = waiting.id AND appeal.status = 'open')";

/// What `reason` asks of a row of [`WAITING`].
const fn asked(reason: Option<QueueReason>) -> &'static str {
    match reason {
        None => "1 = 1",
        Some(QueueReason::New) => "in_review = 1 AND status = 'in_review'",
        Some(QueueReason::Changed) => "in_review = 1 AND status IN ('published', 'reserved')",
        Some(QueueReason::Appeal) => APPEALED,
        Some(QueueReason::Reported) => {
            "EXISTS (SELECT 1 FROM listing_report \
             WHERE listing_report.listing_id = waiting.id AND listing_report.status = 'open')"
        }
    }
}

impl Moderation<'_> {
    /// A page of what waits. Two statements.
    pub async fn queue(
        &self,
        query: &QueueQuery,
        size: impl Into<Rows>,
    ) -> Result<Paged<QueueRow>> {
        let matches = format!(
            "{} AND ($1 = '' OR CAST(id AS TEXT) = $1 OR EXISTS (SELECT 1 FROM listing \
             LEFT JOIN listing_edit ON listing_edit.listing_id = listing.id \
             LEFT JOIN app_user ON app_user.id = listing.publisher_id \
             WHERE listing.id = waiting.id AND (LOWER(listing.title) LIKE $2 ESCAPE '!' \
             OR LOWER(listing_edit.form) LIKE $2 ESCAPE '!' OR app_user.username = $1)))",
            asked(query.reason)
        );
        let words = query.q.trim();
        let part = part_of(words);
        let total: i64 = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT COUNT(*) FROM ({WAITING}) AS waiting WHERE {matches}"
            )))
            .bind(words)
            .bind(&part)
            .fetch_one(db)
        })?;
        let Cut {
            total,
            page,
            pages,
            skip,
            size,
            ..
        } = cut(total, query.page, size);
        let order = match query.sort {
            QueueSort::Oldest => "waiting.since, waiting.id",
            QueueSort::Newest => "waiting.since DESC, waiting.id DESC",
        };
        // What was handed in is long: it is read for the page alone.
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT waiting.id, listing.title, waiting.status, listing_edit.form, in_review, \
                 publisher.id AS publisher_id, publisher.username AS publisher_name, since, \
                 CASE WHEN {APPEALED} THEN 1 ELSE 0 END AS appealed, \
                 (SELECT COUNT(*) FROM listing_report WHERE listing_report.listing_id = waiting.id \
                 AND listing_report.status = 'open') AS reports \
                 FROM (SELECT id, status, in_review, since FROM ({WAITING}) AS waiting \
                 WHERE {matches} ORDER BY {order} LIMIT $3 OFFSET $4) AS waiting \
                 JOIN listing ON listing.id = waiting.id \
                 LEFT JOIN listing_edit ON listing_edit.listing_id = waiting.id \
                 LEFT JOIN app_user AS publisher ON publisher.id = listing.publisher_id \
                 ORDER BY {order}"
            )))
            .bind(words)
            .bind(&part)
            .bind(size)
            .bind(skip)
            .fetch_all(db)
        })?;
        Ok(Paged {
            items: rows
                .into_iter()
                .map(QueueRow::try_from)
                .collect::<Result<_>>()?,
            total,
            page,
            pages,
        })
    }

    /// How much waits at `now`: listings, open reports, late ones of these, and estates that nobody has checked.
    /// One statement.
    pub async fn waiting(&self, now: DateTime<Utc>) -> Result<Waiting> {
        type Row = (i64, i64, i64, i64);
        let (listings, reports, late, estates): Row = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT (SELECT COUNT(*) FROM ({WAITING}) AS waiting), \
                 (SELECT COUNT(*) FROM listing_report WHERE status = 'open'), \
                 (SELECT COUNT(*) FROM listing_report WHERE status = 'open' AND due_at < $1), \
                 (SELECT COUNT(*) FROM estate WHERE checked = FALSE)"
            )))
            .bind(now)
            .fetch_one(db)
        })?;
        Ok(Waiting {
            listings: listings.unsigned_abs(),
            reports: reports.unsigned_abs(),
            late: late.unsigned_abs(),
            estates: estates.unsigned_abs(),
        })
    }

    /// What waits longest but for `than`.
    pub async fn waits_longest(&self, than: ListingId) -> Result<Option<ListingId>> {
        let id: Option<i64> = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT id FROM ({WAITING}) AS waiting WHERE id <> $1 ORDER BY since, id LIMIT 1"
            )))
            .bind(than.0)
            .fetch_optional(db)
        })?;
        Ok(id.map(ListingId))
    }

    /// Homes other than `than` that are offered or handed in in the same estate, on the same floor, with an
    /// area and a rent in these ranges; ten at most. What is unknown is like nothing. One statement, which
    /// compares in the database: what was handed in stands in its row.
    pub async fn alike(
        &self,
        than: ListingId,
        (estate, floor): (EstateId, i16),
        area: (f64, f64),
        rent_fen: (i64, i64),
    ) -> Result<Vec<AlikeRow>> {
        let rows: Vec<AlikeColumns> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, title, status, rent_fen, area, publisher_id FROM listing \
                 WHERE estate_id = $2 AND id <> $1 AND floor_number = $3 \
                 AND area BETWEEN $4 AND $5 AND rent_fen BETWEEN $6 AND $7 \
                 AND status IN ('published', 'reserved', 'in_review') ORDER BY id LIMIT 10"
        )
        .bind(than.0)
        .bind(estate.0)
        .bind(floor)
        .bind(area.0)
        .bind(area.1)
        .bind(rent_fen.0)
        .bind(rent_fen.1)
        .fetch_all(db))?;
        rows.into_iter().map(alike).collect()
    }

    /// Listings by their ids, as homes that may be the same as another.
    pub async fn alike_by_ids(&self, ids: &[ListingId]) -> Result<Vec<AlikeRow>> {
        use crate::{dialect::Phrases, places::json_of};
        let ids = json_of(ids)?;
        let rows: Vec<AlikeColumns> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT id, title, status, rent_fen, area, publisher_id FROM listing \
                     WHERE id IN ({}) ORDER BY id",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        rows.into_iter().map(alike).collect()
    }

    /// The photos of what is written about a listing, in their order.
    pub async fn review_photos(&self, listing: ListingId) -> Result<Vec<ReviewPhoto>> {
        type Row = (
            Option<String>,
            Option<i32>,
            Option<i32>,
            Option<String>,
            i64,
        );
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT COALESCE(edit_photo.photo_key, photo.photo_key), \
             COALESCE(photo.width, edit_photo.width), COALESCE(photo.height, edit_photo.height), \
             edit_photo.caption, (SELECT COUNT(*) FROM listing_photo \
             WHERE listing_photo.listing_id = edit_photo.listing_id AND listing_photo.photo_key = \
             COALESCE(edit_photo.photo_key, photo.photo_key)) \
             FROM edit_photo LEFT JOIN photo ON photo.id = edit_photo.photo_id \
             WHERE edit_photo.listing_id = $1 ORDER BY edit_photo.position"
        )
        .bind(listing.0)
        .fetch_all(db))?;
        let photo = |(key, width, height, caption, known): Row| {
            let pixels = |pixels: Option<i32>| u16::try_from(pixels?).ok();
            ReviewPhoto {
                photo: key.and_then(|key| {
                    Some(PhotoRef {
                        key,
                        width: pixels(width)?,
                        height: pixels(height)?,
                    })
                }),
                caption,
                known: known > 0,
            }
        };
        Ok(rows.into_iter().map(photo).collect())
    }
}

/// The columns of an [`AlikeRow`].
type AlikeColumns = (i64, String, String, i64, Option<f64>, Option<i64>);

fn status(text: &str) -> Result<ListingStatus> {
    super::word("listing.status", text)
}

fn alike((id, title, state, rent_fen, area, publisher): AlikeColumns) -> Result<AlikeRow> {
    Ok(AlikeRow {
        listing: ListingId(id),
        title,
        status: status(&state)?,
        rent_fen,
        area,
        publisher: publisher.map(UserId),
    })
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    title: String,
    status: String,
    form: Option<String>,
    in_review: i32,
    publisher_id: Option<i64>,
    publisher_name: Option<String>,
    since: DateTime<Utc>,
    appealed: i32,
    reports: i64,
}

impl TryFrom<Row> for QueueRow {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            listing: ListingId(row.id),
            title: row.title,
            status: status(&row.status)?,
            form: row.form,
            in_review: row.in_review == 1,
            publisher: row.publisher_id.map(UserId),
            publisher_name: row.publisher_name,
            since: row.since,
            appealed: row.appealed == 1,
            reports: u32::try_from(row.reports).unwrap_or(u32::MAX),
        })
    }
}
