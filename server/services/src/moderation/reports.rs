//! Reports (举报): renters make them, admins answer them within a day.

use crate::{
    Caller, Error, Result, Services,
    accounts::{Deed, Problems},
};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::{
    ListingId, ListingStatus, ReportId, Rows, StrikeId,
    account::{AuditAction, Method, admin::Paged, token::TokenScope},
    moderation::{
        AppealStatus, NOTE_MAX, ReportReason, ReportStatus,
        report::{
            ANSWER_HOURS, AnswerForm, OwnReport, Report, ReportForm, ReportQuery, Reportable,
        },
    },
    offer::ListingAction,
};
use store::{ErrorKind, NewReport, NewStrike, Unit};

/// Reports on a page.
const PAGE: u32 = 20;
/// Reports that somebody may make in a day.
const A_DAY: u32 = 20;
/// Seconds to wait for who made too many.
const WAIT: u32 = 3_600;

impl Services {
    /// The home that somebody is about to report.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not public.
    pub async fn reportable(&self, caller: &Caller, id: ListingId) -> Result<Reportable> {
        let user = caller.acting(TokenScope::AccountRead)?.user;
        let store = self.store().primary_reads();
        let record = store.listings().detail(id).await?;
        let record = record
            .filter(|record| is_offered(record.status))
            .ok_or(Error::NotFound)?;
        Ok(Reportable {
            listing: id,
            title: record.listing.card.title,
            open: store.moderation().open_report(id, user).await?,
        })
    }

    /// Reports a home. It is to be answered within a day.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a home that is not public, [`Error::Invalid`] with every field that is wrong or when
    /// the caller has reported it already and nobody has answered yet, [`Error::RateLimited`].
    pub async fn report_home(&self, caller: &Caller, form: &ReportForm) -> Result<ReportId> {
        let user = caller.acting(TokenScope::AccountWrite)?.user;
        let mut problems = Problems::default();
        let note = note(&mut problems, "note", &form.note);
        if form.reason == ReportReason::Other && note.is_empty() {
            problems.add("note", "missing");
        }
        problems.check()?;
        let home = self.reportable(caller, form.listing).await?;
        if home.open.is_some() {
            return Err(Error::field("form", "reported_already"));
        }
        let now = self.clock().now().trunc_subsecs(6);
        let key = format!("reports:{user}");
        let counters = &self.0.accounts.counters;
        if counters.add(&key, 1, TimeDelta::days(1), now).await > A_DAY {
            return Err(Error::RateLimited(WAIT));
        }
        let report = NewReport {
            listing: form.listing,
            reporter: user,
            reason: form.reason,
            note,
            at: now,
            due_at: now + TimeDelta::hours(ANSWER_HOURS),
        };
        let mut unit = self.store().begin().await?;
        let id = unit
            .create_report(&report)
            .await
            .map_err(|error| match error.kind() {
                ErrorKind::Conflict => Error::field("form", "reported_already"),
                _ => error.into(),
            })?;
        unit.commit().await?;
        Ok(id)
    }

    /// A page of what the caller reported, the newest first.
    pub async fn own_reports(&self, caller: &Caller, page: u32) -> Result<Paged<OwnReport>> {
        self.own_reports_rows(caller, page, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn own_reports_rows(
        &self,
        caller: &Caller,
        page: u32,
        rows: Rows,
    ) -> Result<Paged<OwnReport>> {
        let user = caller.acting(TokenScope::AccountRead)?.user;
        let store = self.store().primary_reads();
        Ok(store.moderation().reports_by(user, page, rows).await?)
    }

    /// A page of reports for admins, the most urgent first.
    pub async fn reports(&self, caller: &Caller, query: &ReportQuery) -> Result<Paged<Report>> {
        self.reports_rows(caller, query, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn reports_rows(
        &self,
        caller: &Caller,
        query: &ReportQuery,
        rows: Rows,
    ) -> Result<Paged<Report>> {
        caller.require(Method::Get, "/reports")?;
        let store = self.store().primary_reads();
        let now = self.clock().now();
        Ok(store.moderation().reports(query, now, rows).await?)
    }

    /// Answers a report. One that is upheld takes the home down and gives its publisher a strike; all
    /// other reports of the home that are open are upheld with it.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was answered in the meantime, [`Error::Invalid`] without an answer, and for a home of
    /// the caller's own ([`Caller::not_own`]).
    pub async fn answer_report(
        &self,
        caller: &Caller,
        id: ReportId,
        form: &AnswerForm,
    ) -> Result<()> {
        let by = caller
            .require(Method::Put, &format!("/reports/{id}/answer"))?
            .user;
        let mut problems = Problems::default();
        let answer = note(&mut problems, "answer", &form.answer);
        if answer.is_empty() {
            problems.add("answer", "missing");
        }
        problems.check()?;
        let now = self.clock().now().trunc_subsecs(6);
        let store = self.store().primary_reads();
        let report = store.moderation().report(id, now).await?;
        let report = report.ok_or(Error::NotFound)?;
        caller.not_own(report.publisher)?;
        let status = if form.uphold {
            ReportStatus::Upheld
        } else {
            ReportStatus::Dismissed
        };
        let mut unit = self.store().begin().await?;
        // Before its reports: of two that are upheld at once, one waits here.
        unit.hold_listings(&[report.report.listing]).await?;
        if !unit.answer_report(id, status, &answer, by, now).await? {
            return Err(Error::Conflict);
        }
        let listing = report.report.listing;
        let mut strike = None;
        let mut others = Vec::new();
        if form.uphold {
            others = unit.uphold_reports_of(listing, &answer, by, now).await?;
            if let Some(user) = report.publisher {
                let given = NewStrike {
                    user,
                    listing,
                    report: Some(id),
                    reason: report.report.reason,
                    by,
                    at: now,
                };
                strike = Some((user, unit.give_strike(&given).await?));
            }
            self.taken_down(
                &mut unit,
                caller,
                (listing, report.report.reason),
                &answer,
                now,
            )
            .await?;
        }
        let others: Vec<String> = others.iter().map(ToString::to_string).collect();
        let deed = Deed::by(caller, AuditAction::ReportDecided)
            .on("report", id)
            .change("status", Some(ReportStatus::Open), Some(status))
            .change("listing", None::<ListingId>, Some(listing))
            .change(
                "strike",
                None::<String>,
                strike.map(|(user, _)| user.to_string()),
            )
            .change(
                "reports",
                None::<String>,
                Some(others.join(",")).filter(|others| !others.is_empty()),
            )
            .change("answer", None::<String>, Some(answer));
        self.record(&mut unit, deed).await?;
        if let Some((user, strike)) = strike {
            let deed = Deed::by(caller, AuditAction::StrikeGiven)
                .on_account(user)
                .change("strike", None::<StrikeId>, Some(strike))
                .change("listing", None::<ListingId>, Some(listing));
            self.record(&mut unit, deed).await?;
        }
        unit.commit().await?;
        self.listings_changed();
        Ok(())
    }
}

impl Services {
    /// Takes a home down that turned out to be false, unless it is not public any more.
    async fn taken_down(
        &self,
        unit: &mut Unit,
        caller: &Caller,
        (listing, reason): (ListingId, ReportReason),
        note: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let Some(offer) = unit.offer(listing).await? else {
            return Ok(());
        };
        let action = ListingAction::TakeDown;
        let Some(to) = offer.status.after(action) else {
            return Ok(());
        };
        self.moved(unit, &offer, to, None, now).await?;
        let refused = AppealStatus::Refused;
        unit.close_appeals(listing, refused, caller.user(), now)
            .await?;
        let reasons = [reason.as_str().to_owned()];
        self.stepped(
            unit,
            caller,
            &offer,
            (action.as_str(), to),
            (&reasons, note),
            now,
        )
        .await?;
        Ok(())
    }
}

/// Whether a home is offered to renters.
fn is_offered(status: ListingStatus) -> bool {
    matches!(status, ListingStatus::Published | ListingStatus::Reserved)
}

/// A text of several lines, not too long, without control characters; it may be empty.
pub(super) fn note(problems: &mut Problems, field: &str, text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        problems.add(field, "characters");
    } else if text.chars().count() > NOTE_MAX {
        problems.add(field, "too_long");
    }
    text.to_owned()
}
