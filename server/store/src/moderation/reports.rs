//! Reports (举报) by renters.

use super::{Moderation, word};
use crate::{
    Error, Result, Unit,
    accounts::{Cut, cut},
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    ListingId, ReportId, Rows, UserId,
    account::admin::Paged,
    moderation::{
        ReportReason, ReportStatus,
        report::{OwnReport, Report, ReportQuery},
    },
};
use sqlx::AssertSqlSafe;

/// A report to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReport {
    /// Of which home.
    pub listing: ListingId,
    /// By whom.
    pub reporter: UserId,
    /// What is wrong.
    pub reason: ReportReason,
    /// More about it; may be empty.
    pub note: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Until when it is to be answered.
    pub due_at: DateTime<Utc>,
}

const COLUMNS: &str = "listing_report.id, listing_report.listing_id, listing.title, \
    listing_report.reason, listing_report.note, listing_report.status, \
    listing_report.reported_at, listing_report.due_at, listing_report.decided_at, \
    listing_report.answer, listing_report.reporter_id, reporter.username AS reporter_name, \
    publisher.id AS publisher_id, publisher.username AS publisher_name";

/// The publisher is who put the home here, or else the account of its agent.
const TABLES: &str = "listing_report \
    JOIN listing ON listing.id = listing_report.listing_id \
    JOIN app_user AS reporter ON reporter.id = listing_report.reporter_id \
    LEFT JOIN agent ON agent.id = listing.agent_id \
    LEFT JOIN app_user AS publisher \
    ON publisher.id = COALESCE(listing.publisher_id, agent.user_id)";

impl Moderation<'_> {
    /// A page of reports, the most urgent first: the open ones by when they are due, then those that
    /// were answered, the latest first. Two statements.
    pub async fn reports(
        &self,
        query: &ReportQuery,
        now: DateTime<Utc>,
        size: impl Into<Rows>,
    ) -> Result<Paged<Report>> {
        const MATCH: &str = "($1 = '' OR listing_report.status = $1) \
             AND ($2 = '' OR listing_report.reason = $2) \
             AND ($3 = 0 OR listing_report.listing_id = $3) \
             AND ($4 = 0 OR (listing_report.status = 'open' AND listing_report.due_at < $5))";
        let status = query.status.map_or("", ReportStatus::as_str);
        let reason = query.reason.map_or("", ReportReason::as_str);
        let listing = query.listing.map_or(0, |id| id.0);
        let overdue = i32::from(query.overdue);
        let total: i64 = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT COUNT(*) FROM listing_report WHERE {MATCH}"
            )))
            .bind(status)
            .bind(reason)
            .bind(listing)
            .bind(overdue)
            .bind(now)
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
        let rows: Vec<ReportRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM {TABLES} WHERE {MATCH} \
                 ORDER BY CASE WHEN listing_report.status = 'open' THEN 0 ELSE 1 END, \
                 CASE WHEN listing_report.status = 'open' THEN listing_report.due_at END, \
                 listing_report.decided_at DESC, listing_report.id LIMIT $6 OFFSET $7"
            )))
            .bind(status)
            .bind(reason)
            .bind(listing)
            .bind(overdue)
            .bind(now)
            .bind(size)
            .bind(skip)
            .fetch_all(db)
        })?;
        let report = |row: ReportRow| row.into_report(now);
        Ok(Paged {
            items: rows.into_iter().map(report).collect::<Result<_>>()?,
            total,
            page,
            pages,
        })
    }

    /// A report.
    pub async fn report(&self, id: ReportId, now: DateTime<Utc>) -> Result<Option<Report>> {
        let row: Option<ReportRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM {TABLES} WHERE listing_report.id = $1"
            )))
            .bind(id.0)
            .fetch_optional(db)
        })?;
        row.map(|row| row.into_report(now)).transpose()
    }

    /// A page of what somebody reported, the newest first. Two statements.
    pub async fn reports_by(
        &self,
        user: UserId,
        page: u32,
        size: impl Into<Rows>,
    ) -> Result<Paged<OwnReport>> {
        let total: i64 = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM listing_report WHERE reporter_id = $1"
        )
        .bind(user.0)
        .fetch_one(db))?;
        let Cut {
            total,
            page,
            pages,
            skip,
            size,
            ..
        } = cut(total, page, size);
        let rows: Vec<ReportRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM {TABLES} WHERE listing_report.reporter_id = $1 \
                 ORDER BY listing_report.reported_at DESC, listing_report.id DESC \
                 LIMIT $2 OFFSET $3"
            )))
            .bind(user.0)
            .bind(size)
            .bind(skip)
            .fetch_all(db)
        })?;
        Ok(Paged {
            items: rows
                .into_iter()
                .map(ReportRow::into_own)
                .collect::<Result<_>>()?,
            total,
            page,
            pages,
        })
    }

    /// The open report of a home by somebody.
    pub async fn open_report(&self, listing: ListingId, user: UserId) -> Result<Option<ReportId>> {
        let id: Option<i64> = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT id FROM listing_report \
             WHERE listing_id = $1 AND reporter_id = $2 AND status = 'open'"
        )
        .bind(listing.0)
        .bind(user.0)
        .fetch_optional(db))?;
        Ok(id.map(ReportId))
    }
}

impl Unit {
    /// Makes a report. [`crate::ErrorKind::Conflict`] while the same person has one of the same home
    /// that is open.
    pub async fn create_report(&mut self, report: &NewReport) -> Result<ReportId> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO listing_report \
             (listing_id, reporter_id, reason, note, status, reported_at, due_at) \
             VALUES ($1, $2, $3, $4, 'open', $5, $6) RETURNING id"
        )
        .bind(report.listing.0)
        .bind(report.reporter.0)
        .bind(report.reason.as_str())
        .bind(&report.note)
        .bind(report.at)
        .bind(report.due_at)
        .fetch_one(db))
        .map(ReportId)
    }

    /// Answers a report that is open: `false` when it was answered in the meantime.
    pub async fn answer_report(
        &mut self,
        id: ReportId,
        status: ReportStatus,
        answer: &str,
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| {
            sqlx::query(
            "UPDATE listing_report SET status = $2, answer = $3, decided_by = $4, decided_at = $5 \
             WHERE id = $1 AND status = 'open'"
        )
        .bind(id.0)
        .bind(status.as_str())
        .bind(answer)
        .bind(by.0)
        .bind(now)
        .execute(db)
        })?;
        Ok(changed == 1)
    }

    /// Upholds all reports of a home that are open yet. Returns those.
    pub async fn uphold_reports_of(
        &mut self,
        listing: ListingId,
        answer: &str,
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<Vec<ReportId>> {
        let ids: Vec<i64> = run!(&mut *self, |db| sqlx::query_scalar(
            "UPDATE listing_report SET status = 'upheld', answer = $2, decided_by = $3, \
             decided_at = $4 WHERE listing_id = $1 AND status = 'open' RETURNING id"
        )
        .bind(listing.0)
        .bind(answer)
        .bind(by.0)
        .bind(now)
        .fetch_all(db))?;
        Ok(ids.into_iter().map(ReportId).collect())
    }
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    id: i64,
    listing_id: i64,
    title: String,
    reason: String,
    note: String,
    status: String,
    reported_at: DateTime<Utc>,
    due_at: DateTime<Utc>,
    decided_at: Option<DateTime<Utc>>,
    answer: String,
    reporter_id: i64,
    reporter_name: String,
    publisher_id: Option<i64>,
    publisher_name: Option<String>,
}

impl ReportRow {
    fn into_own(self) -> Result<OwnReport, Error> {
        Ok(OwnReport {
            id: ReportId(self.id),
            listing: ListingId(self.listing_id),
            title: self.title,
            reason: word("listing_report.reason", &self.reason)?,
            note: self.note,
            status: word("listing_report.status", &self.status)?,
            reported_at: self.reported_at,
            due_at: self.due_at,
            decided_at: self.decided_at,
            answer: self.answer,
        })
    }

    fn into_report(mut self, now: DateTime<Utc>) -> Result<Report, Error> {
        Ok(Report {
            reporter: UserId(self.reporter_id),
            reporter_name: std::mem::take(&mut self.reporter_name),
            publisher: self.publisher_id.map(UserId),
            publisher_name: self.publisher_name.take(),
            overdue: self.status == ReportStatus::Open.as_str() && self.due_at < now,
            report: self.into_own()?,
        })
    }
}
