//! Bringing the homes of an import in, one unit of work per home: what is done stays done, and goes on where
//! it stopped.

use super::{
    content::{read_form, written},
    import_check::{same, source},
};
use crate::{Caller, Error, Result, Services, accounts::audit::Deed};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    FieldError, ListingId, ListingStatus, UserId,
    account::{AuditAction, Method, token::TokenScope},
    contact::china_date,
    offer::{
        EditState, ImportCounts, ImportKind, ImportOutcome, ImportPhotoState, ImportState,
        ListingAction, ListingContent, ListingForm, changes, needs_review,
    },
};
use store::{ImportRow, OfferRecord, Unit};

/// Rows that are applied or undone in one go; asked again, the next ones are.
pub(super) const RUN: u32 = 500;

/// What a row says: as it is written, and as it is meant.
pub(super) struct Said {
    pub(super) form: ListingForm,
    pub(super) content: ListingContent,
}

/// A home that is there.
pub(super) struct Known {
    pub(super) offer: OfferRecord,
    /// What is public of it.
    pub(super) public: ListingForm,
}

/// What is done about the photos of a row, which is named by its import and its line.
#[derive(Clone, Copy)]
pub(super) enum PhotoWork {
    Add(i64, u32),
    Remove(i64, u32),
}

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
        let batch = self
            .own_import(caller, TokenScope::ListingsWrite, id)
            .await?;
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
                if unit
                    .settle_import_row((id, row.line), moved, row.listing, &problems)
                    .await?
                {
                    unit.refuse_import_photos((id, row.line), "photo_home_refused")
                        .await?;
                }
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
        let said = self.said(form, now).await?;
        // What is read is read before the unit begins, which then makes sure that it still holds.
        let known = match row.kind {
            ImportKind::New => None,
            _ => Some(self.known(row.listing.ok_or(Error::Conflict)?).await?),
        };
        let mut unit = self.store().begin().await?;
        let listing = match known {
            None => {
                let home = (user, row.external_id.as_str());
                let photos = (batch, row.line);
                self.apply_new(&mut unit, caller, home, (&said, photos), now)
                    .await?
            }
            Some(known) => {
                let offer = unit.offer(known.offer.id).await?.ok_or(Error::Conflict)?;
                let edit = unit.edit(offer.id).await?.map_or(0, |edit| edit.version);
                if (offer.version, edit) != (row.listing_version, row.edit_version)
                    || offer.version != known.offer.version
                {
                    return Err(Error::Conflict);
                }
                let photos = PhotoWork::Add(batch, row.line);
                self.apply_change(&mut unit, caller, &known, (&said, photos), now)
                    .await?;
                offer.id
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

    /// What a form says, with its places in order.
    pub(super) async fn said(&self, form: ListingForm, now: DateTime<Utc>) -> Result<Said> {
        let content = form.check(china_date(now)).map_err(Error::Invalid)?;
        let content = self.placed(content).await?;
        Ok(Said { form, content })
    }

    /// A listing that is there, with what is public of it.
    pub(super) async fn known(&self, id: ListingId) -> Result<Known> {
        let store = self.store().primary_reads();
        let offer = store.offers().offer(id).await?.ok_or(Error::Conflict)?;
        let public = self.public_form(&offer).await?;
        Ok(Known { offer, public })
    }

    async fn apply_new(
        &self,
        unit: &mut Unit,
        caller: &Caller,
        (user, external_id): (UserId, &str),
        (said, photos): (&Said, (i64, u32)),
        now: DateTime<Utc>,
    ) -> Result<ListingId> {
        let source = source(user);
        // What comes from the same place under the same name is put over what is there.
        if unit.called(&source, external_id).await?.is_some() {
            return Err(Error::Conflict);
        }
        let home = (source.as_str(), external_id, "import");
        let id = self.begin(unit, user, home, &said.content, now).await?;
        let offer = unit.offer(id).await?.ok_or(Error::NotFound)?;
        // Another import of the same file came to it in the same moment.
        if offer.version != 1 {
            return Err(Error::Conflict);
        }
        self.add_import_photos(unit, id, photos).await?;
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

    /// Makes a home say what `said` says, by the rule of the editor, and adds or removes its photos. `known` is
    /// how the home stood before the unit began; the caller made sure that it still stands so.
    pub(super) async fn apply_change(
        &self,
        unit: &mut Unit,
        caller: &Caller,
        known: &Known,
        (said, photos): (&Said, PhotoWork),
        now: DateTime<Utc>,
    ) -> Result<()> {
        let user = caller.acting(TokenScope::ListingsWrite)?.user;
        let (offer, form) = (&known.offer, &said.form);
        let id = offer.id;
        let to = offer
            .status
            .after(ListingAction::Submit)
            .ok_or_else(|| Error::field("form", "not_editable"))?;
        let edit = unit.edit(id).await?;
        let was_written = edit.is_some();
        let stays_public = !was_written && offer.status == to && offer.status.was_public();
        let with_photos = match photos {
            PhotoWork::Add(batch, line) => {
                let waiting = ImportPhotoState::Waiting;
                !unit.import_files((batch, line), waiting).await?.is_empty()
            }
            PhotoWork::Remove(batch, line) => {
                let added = ImportPhotoState::Added;
                !unit.import_files((batch, line), added).await?.is_empty()
            }
        };
        let live = stays_public
            && !with_photos
            && !needs_review(offer.reviewed_rent, &changes(&known.public, form));
        if live {
            self.write_listing(unit, offer, &said.content, offer.status, now)
                .await?;
        } else {
            match edit {
                Some(edit) if edit.state == EditState::InReview => {
                    return Err(Error::field("form", "in_review"));
                }
                Some(edit) => {
                    unit.save_edit(id, edit.version, &written(form)?, user, now)
                        .await?
                        .ok_or(Error::Conflict)?;
                }
                None => {
                    unit.open_edit(id, &written(form)?, user, now).await?;
                    unit.take_photos_into_edit(id).await?;
                }
            }
            let photos = match photos {
                PhotoWork::Add(batch, line) => {
                    self.add_import_photos(unit, id, (batch, line)).await?
                }
                PhotoWork::Remove(batch, line) => {
                    self.remove_import_photos(unit, id, (batch, line)).await?
                }
            };
            if photos == 0 && stays_public && same(&known.public, form) {
                // Its photos were all there already, or none of them could be added.
                unit.drop_edit(id).await?;
                return Ok(());
            }
            let version = unit.edit(id).await?.map_or(0, |edit| edit.version);
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
