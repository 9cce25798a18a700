//! Bringing the homes of an import in, one unit of work per home: what is done stays done, and goes on where
//! it stopped.

use super::{
    content::{read_form, written},
    day_in_china,
    import_check::source,
};
use crate::{Caller, Error, Result, Services, accounts::audit::Deed};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    FieldError, ListingId, ListingStatus, UserId,
    account::{AuditAction, Method},
    offer::{
        EditState, ImportCounts, ImportKind, ImportOutcome, ImportState, ListingAction,
        ListingForm, changes, needs_review,
    },
};
use store::{ImportRow, OfferRecord, Unit};

/// Rows that are applied or undone in one go; asked again, the next ones are.
pub(super) const RUN: u32 = 500;

/// What is told of a row that cannot be done.
pub(super) fn refusal(error: Error) -> Result<String> {
    let problems = match error {
        Error::Invalid(problems) => problems,
        Error::Conflict | Error::NotFound => vec![FieldError {
            field: "form".into(),
            code: "changed_since".into(),
        }],
        error => return Err(error),
    };
    serde_json::to_string(&problems).map_err(Error::internal)
}

impl Services {
    /// Brings the next homes of an import in, at most 500: new ones go to a moderator, changes go live or to a
    /// moderator as those of the editor do. Homes that somebody changed since it was checked are refused by row.
    /// Returns what has become of all rows; while some wait, this is to be asked again.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an import of somebody else, [`Error::Conflict`] for one that was undone,
    /// [`Error::Barred`] while its publisher has too many strikes.
    pub async fn apply_import(&self, caller: &Caller, id: i64) -> Result<ImportCounts> {
        let batch = self.own_import(caller, id).await?;
        let user = caller.require(Method::Post, "/listings")?.user;
        self.may_publish(user).await?;
        if batch.state == ImportState::Undone {
            return Err(Error::Conflict);
        }
        let store = self.store().primary_reads();
        let waiting = store
            .offers()
            .import_rows_with(id, ImportOutcome::Waiting, RUN)
            .await?;
        for row in &waiting {
            if let Err(error) = self.apply_row(caller, user, id, row).await {
                let problems = refusal(error)?;
                let mut unit = self.store().begin().await?;
                let moved = (ImportOutcome::Waiting, ImportOutcome::Refused);
                unit.settle_import_row((id, row.line), moved, row.listing, &problems)
                    .await?;
                unit.commit().await?;
            }
        }
        if !waiting.is_empty() {
            self.listings_changed();
        }
        let counts = store.offers().import_counts(id).await?;
        if counts.waiting == 0 && batch.state == ImportState::Checked {
            let mut unit = self.store().begin().await?;
            unit.move_import(id, ImportState::Applied, Some(self.clock().now()))
                .await?;
            let deed = Deed::by(caller, AuditAction::ImportApplied)
                .on("import", id)
                .change("homes", None::<String>, Some(counts.applied));
            self.record(&mut unit, deed).await?;
            unit.commit().await?;
        }
        Ok(counts)
    }

    async fn apply_row(
        &self,
        caller: &Caller,
        user: UserId,
        batch: i64,
        row: &ImportRow,
    ) -> Result<()> {
        let now = self.clock().now().trunc_subsecs(6);
        let form = read_form(&row.form)?;
        let mut unit = self.store().begin().await?;
        let listing = match row.kind {
            ImportKind::New => {
                let home = (user, row.external_id.as_str());
                self.apply_new(&mut unit, caller, home, &form, now).await?
            }
            _ => {
                let id = row.listing.ok_or(Error::Conflict)?;
                let offer = unit.offer(id).await?.ok_or(Error::Conflict)?;
                let edit = unit.edit(id).await?.map_or(0, |edit| edit.version);
                if (offer.version, edit) != (row.listing_version, row.edit_version) {
                    return Err(Error::Conflict);
                }
                self.apply_change(&mut unit, caller, &offer, &form, now)
                    .await?;
                id
            }
        };
        let moved = (ImportOutcome::Waiting, ImportOutcome::Applied);
        // Somebody who pressed twice: the other one did it, and this one does not.
        if !unit
            .settle_import_row((batch, row.line), moved, Some(listing), "[]")
            .await?
        {
            return Ok(unit.rollback().await?);
        }
        Ok(unit.commit().await?)
    }

    async fn apply_new(
        &self,
        unit: &mut Unit,
        caller: &Caller,
        (user, external_id): (UserId, &str),
        form: &ListingForm,
        now: DateTime<Utc>,
    ) -> Result<ListingId> {
        let content = form.check(day_in_china(now)).map_err(Error::Invalid)?;
        let content = self.placed(content).await?;
        let source = source(user);
        // What comes from the same place under the same name is put over what is there.
        let offers = self.store().primary_reads();
        if offers
            .offers()
            .called(&source, external_id)
            .await?
            .is_some()
        {
            return Err(Error::Conflict);
        }
        let home = (source.as_str(), external_id, "import");
        let id = self.begin(unit, user, home, &content, now).await?;
        let offer = unit.offer(id).await?.ok_or(Error::NotFound)?;
        let version = unit.edit(id).await?.map_or(0, |edit| edit.version);
        if !unit
            .move_edit(id, version, EditState::InReview, now)
            .await?
        {
            return Err(Error::Conflict);
        }
        let to = ListingStatus::InReview;
        self.moved(unit, &offer, to, None, now).await?;
        let action = ListingAction::Submit.as_str();
        self.stepped(unit, caller, &offer, (action, to), (&[], ""), now)
            .await?;
        Ok(id)
    }

    /// Makes a home say what `form` says, by the rule of the editor.
    pub(super) async fn apply_change(
        &self,
        unit: &mut Unit,
        caller: &Caller,
        offer: &OfferRecord,
        form: &ListingForm,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let user = caller.signed_in()?.user;
        let id = offer.id;
        let content = form.check(day_in_china(now)).map_err(Error::Invalid)?;
        let content = self.placed(content).await?;
        let to = offer
            .status
            .after(ListingAction::Submit)
            .ok_or_else(|| Error::field("form", "not_editable"))?;
        let edit = unit.edit(id).await?;
        let public = self.public_form(offer).await?;
        let live = edit.is_none()
            && offer.status == to
            && offer.status.was_public()
            && !needs_review(&changes(&public, form));
        if live {
            self.write_listing(unit, offer, &content, offer.status, now)
                .await?;
        } else {
            let version = match edit {
                Some(edit) if edit.state == EditState::InReview => {
                    return Err(Error::field("form", "in_review"));
                }
                Some(edit) => unit
                    .save_edit(id, edit.version, &written(form)?, user, now)
                    .await?
                    .ok_or(Error::Conflict)?,
                None => {
                    unit.open_edit(id, &written(form)?, user, now).await?;
                    unit.take_photos_into_edit(id).await?;
                    unit.edit(id).await?.map_or(0, |edit| edit.version)
                }
            };
            if !unit
                .move_edit(id, version, EditState::InReview, now)
                .await?
            {
                return Err(Error::Conflict);
            }
            if offer.status != to {
                self.moved(unit, offer, to, None, now).await?;
            }
        }
        self.stepped(unit, caller, offer, ("import", to), (&[], ""), now)
            .await?;
        Ok(())
    }
}
