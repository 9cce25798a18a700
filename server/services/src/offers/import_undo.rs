//! Taking an import back.

use super::{
    content::{read_form, written},
    import_apply::{Known, PhotoWork, RUN, Said, refusal},
    import_check::same,
};
use crate::{Caller, Error, Result, Services, accounts::audit::Deed};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::{
    account::{AuditAction, token::TokenScope},
    contact::china_date,
    offer::{
        EditState, IMPORT_UNDO_HOURS, ImportCounts, ImportKind, ImportOutcome, ImportState,
        ListingAction, ListingForm,
    },
};
use store::{ImportRow, Unit};

/// An import can be taken back for so long.
pub(super) const UNDONE_WITHIN: TimeDelta = TimeDelta::hours(IMPORT_UNDO_HOURS);

/// What a home said before an import.
struct Before {
    form: ListingForm,
    said: Result<Said>,
}

impl Services {
    /// Takes the next homes of an import back, at most 500: new ones are deleted, or withdrawn once they were
    /// public; the others get back what they said. Those that somebody changed since are left alone and listed.
    /// Returns what has become of all rows; while some are applied, this is to be asked again.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an import of somebody else, [`Error::Conflict`] for one that is not applied,
    /// [`Error::Invalid`] after a day.
    pub async fn undo_import(&self, caller: &Caller, id: i64) -> Result<ImportCounts> {
        let batch = self
            .own_import(caller, TokenScope::ListingsWrite, id)
            .await?;
        let applied = batch.applied_at.ok_or(Error::Conflict)?;
        let now = self.clock().now().trunc_subsecs(6);
        if now - applied > UNDONE_WITHIN {
            return Err(Error::field("form", "too_late"));
        }
        let store = self.store().primary_reads();
        let rows = store
            .offers()
            .import_rows_with(id, ImportOutcome::Applied, RUN)
            .await?;
        for row in &rows {
            if let Err(error) = self.undo_row(caller, id, row, now).await {
                let problems = refusal(error)?;
                let mut unit = self.store().begin().await?;
                let moved = (ImportOutcome::Applied, ImportOutcome::Kept);
                unit.settle_import_row((id, row.line), moved, row.listing, &problems)
                    .await?;
                unit.commit().await?;
            }
        }
        if !rows.is_empty() {
            self.listings_changed();
        }
        let counts = store.offers().import_counts(id).await?;
        if counts.applied == 0 && batch.state == ImportState::Applied {
            let mut unit = self.store().begin().await?;
            unit.move_import(id, ImportState::Undone, None).await?;
            let deed = Deed::by(caller, AuditAction::ImportUndone)
                .on("import", id)
                .change("homes", None::<String>, Some(counts.undone));
            self.record(&mut unit, deed).await?;
            unit.commit().await?;
        }
        Ok(counts)
    }

    async fn undo_row(
        &self,
        caller: &Caller,
        batch: i64,
        row: &ImportRow,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let id = row.listing.ok_or(Error::Conflict)?;
        // What is read is read before the unit begins, which then makes sure that it still holds.
        let known = self.known(id).await?;
        let before = match row.kind {
            ImportKind::Changed => Some(self.said_before(row, now).await?),
            _ => None,
        };
        let mut unit = self.store().begin().await?;
        let offer = unit.offer(id).await?.ok_or(Error::Conflict)?;
        if offer.version != known.offer.version {
            return Err(Error::Conflict);
        }
        let form = match unit.edit(id).await? {
            Some(edit) => read_form(&edit.form)?,
            None => known.public.clone(),
        };
        if !same(&form, &read_form(&row.form)?) {
            return Err(Error::Conflict);
        }
        let mut left = Some(id);
        if let Some(before) = before {
            let photos = (batch, row.line);
            self.undo_change(&mut unit, caller, &known, (row, &before, photos), now)
                .await?;
        } else if unit.was_public(id).await? {
            let to = offer.status.after(ListingAction::Withdraw);
            let to = to.ok_or(Error::Conflict)?;
            unit.drop_edit(id).await?;
            self.moved(&mut unit, &offer, to, None, now).await?;
            let action = ListingAction::Withdraw.as_str();
            self.stepped(&mut unit, caller, &offer, (action, to), (&[], ""), now)
                .await?;
        } else {
            unit.remove_listings(&[id], now).await?;
            left = None;
            let deed = Deed::by(caller, AuditAction::ListingDeleted).on("listing", id);
            self.record(&mut unit, deed).await?;
        }
        // Those that went with what was written.
        unit.removed_import_photos((batch, row.line)).await?;
        let moved = (ImportOutcome::Applied, ImportOutcome::Undone);
        if !unit
            .settle_import_row((batch, row.line), moved, left, "[]")
            .await?
        {
            return Ok(unit.rollback().await?);
        }
        Ok(unit.commit().await?)
    }

    /// What a home said before the import. A day that has passed since is not said any more, and where what it
    /// said cannot be submitted as it stands it is only written down again.
    async fn said_before(&self, row: &ImportRow, now: DateTime<Utc>) -> Result<Before> {
        let form = read_form(&row.before)?;
        let mut current = form.clone();
        let today = china_date(now);
        if domain::day::parse(current.available_from.trim()).is_some_and(|day| day < today) {
            current.available_from = String::new();
        }
        let said = self.said(current, now).await;
        Ok(Before { form, said })
    }

    async fn undo_change(
        &self,
        unit: &mut Unit,
        caller: &Caller,
        known: &Known,
        (row, before, (batch, line)): (&ImportRow, &Before, (i64, u32)),
        now: DateTime<Utc>,
    ) -> Result<()> {
        let offer = &known.offer;
        let Some(edit) = unit.edit(offer.id).await? else {
            // Public by now: it gets back what it said as any other change.
            let said = match &before.said {
                Ok(said) => said,
                Err(Error::Invalid(wrong)) => return Err(Error::Invalid(wrong.clone())),
                Err(_) => return Err(Error::Conflict),
            };
            let photos = PhotoWork::Remove(batch, line);
            return self
                .apply_change(unit, caller, known, (said, photos), now)
                .await;
        };
        if row.edit_version == 0 && offer.status.was_public() {
            // Nothing was written about it before.
            unit.drop_edit(offer.id).await?;
            let step = ("import_undone", offer.status);
            self.stepped(unit, caller, offer, step, (&[], ""), now)
                .await?;
            return Ok(());
        }
        let mut version = edit.version;
        let mut to = offer.status;
        if edit.state == EditState::InReview {
            unit.move_edit(offer.id, version, EditState::Open, now)
                .await?;
            version += 1;
            to = offer
                .status
                .after(ListingAction::Recall)
                .ok_or(Error::Conflict)?;
        }
        let user = caller.acting(TokenScope::ListingsWrite)?.user;
        unit.save_edit(offer.id, version, &written(&before.form)?, user, now)
            .await?
            .ok_or(Error::Conflict)?;
        self.remove_import_photos(unit, offer.id, (batch, line))
            .await?;
        if offer.status != to {
            self.moved(unit, offer, to, None, now).await?;
        }
        self.stepped(unit, caller, offer, ("import_undone", to), (&[], ""), now)
            .await?;
        Ok(())
    }
}
