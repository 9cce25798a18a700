//! What moderators decide about listings.

use super::content::read_form;
use crate::{Caller, Error, Result, Services};
use chrono::SubsecRound;
use domain::{
    ListingId, ListingStatus,
    account::Method,
    contact::china_date,
    moderation::AppealStatus,
    offer::{EditState, ListingAction},
};

/// The longest word of a moderator to a publisher, in characters.
const NOTE_MAX: usize = 500;

fn moderation(id: ListingId) -> String {
    ["/moderation/", &id.to_string()].concat()
}

impl Services {
    /// Lets what is in review be public. `version` is the one of what is written that was looked at.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is not in review any more, or was changed; [`Error::Invalid`] when it says
    /// something by now that cannot be public, such as a day that has passed, and for a listing of the caller's own
    /// ([`Caller::not_own`]).
    pub async fn approve_listing(
        &self,
        caller: &Caller,
        id: ListingId,
        version: i64,
    ) -> Result<()> {
        caller.require(Method::Post, &moderation(id))?;
        let now = self.clock().now().trunc_subsecs(6);
        let store = self.store().primary_reads();
        let edit = store.offers().edit(id).await?.ok_or(Error::NotFound)?;
        if edit.version != version {
            return Err(Error::Conflict);
        }
        let mut form = read_form(&edit.form)?;
        // Approved later than it was to be moved into: it can be moved into at once.
        let today = china_date(now);
        if domain::day::parse(form.available_from.trim()).is_some_and(|day| day < today) {
            form.available_from = String::new();
        }
        let offer = store.offers().offer(id).await?.ok_or(Error::NotFound)?;
        let open = self.left_open(&offer).await?;
        let content = form.check_leaving(open, today).map_err(Error::Invalid)?;
        let content = self.placed(content).await?;
        self.photos_drawn(id).await?;
        let mut unit = self.store().begin().await?;
        let mut offer = unit.offer(id).await?.ok_or(Error::NotFound)?;
        caller.not_own(offer.publisher)?;
        let edit = unit.edit(id).await?.ok_or(Error::Conflict)?;
        if edit.version != version || edit.state != EditState::InReview {
            return Err(Error::Conflict);
        }
        let to = offer.status.after(ListingAction::Approve);
        let to = to.ok_or(Error::Conflict)?;
        if offer.status == ListingStatus::InReview {
            offer.published_at = now;
        }
        let before = offer.status;
        self.write_listing(&mut unit, &offer, &content, before, now)
            .await?;
        unit.rent_reviewed(id, None).await?;
        unit.publish_photos(id, now).await?;
        self.moved(&mut unit, &offer, to, Some(now), now).await?;
        unit.drop_edit(id).await?;
        let granted = AppealStatus::Granted;
        unit.close_appeals(id, granted, caller.user(), now).await?;
        let action = ListingAction::Approve.as_str();
        self.stepped(&mut unit, caller, &offer, (action, to), (&[], ""), now)
            .await?;
        unit.commit().await?;
        self.listings_changed();
        Ok(())
    }

    /// Sends what is in review back to be written on, for `reasons` (words of a list) and with a note.
    /// Returns the number of the step.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is not in review any more, or was changed; [`Error::Invalid`] without a reason, and
    /// for a listing of the caller's own ([`Caller::not_own`]).
    pub async fn reject_listing(
        &self,
        caller: &Caller,
        id: ListingId,
        version: i64,
        (reasons, note): (&[String], &str),
    ) -> Result<i64> {
        caller.require(Method::Post, &moderation(id))?;
        let note = checked_note(note)?;
        if reasons.is_empty() {
            return Err(Error::field("reasons", "missing"));
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let offer = unit.offer(id).await?.ok_or(Error::NotFound)?;
        caller.not_own(offer.publisher)?;
        let edit = unit.edit(id).await?.ok_or(Error::Conflict)?;
        if edit.version != version || edit.state != EditState::InReview {
            return Err(Error::Conflict);
        }
        let to = offer.status.after(ListingAction::Reject);
        let to = to.ok_or(Error::Conflict)?;
        if !unit.move_edit(id, version, EditState::Open, now).await? {
            return Err(Error::Conflict);
        }
        if offer.status != to {
            self.moved(&mut unit, &offer, to, None, now).await?;
        }
        let refused = AppealStatus::Refused;
        unit.close_appeals(id, refused, caller.user(), now).await?;
        let action = ListingAction::Reject.as_str();
        let step = self
            .stepped(
                &mut unit,
                caller,
                &offer,
                (action, to),
                (reasons, note),
                now,
            )
            .await?;
        unit.commit().await?;
        self.listings_changed();
        Ok(step)
    }

    /// Takes a public listing down, for `reasons` (words of a list) and with a note. What was appealed against
    /// before is refused with it: from now on its publisher may appeal against this.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it is not public, or without a reason.
    pub async fn take_down(
        &self,
        caller: &Caller,
        id: ListingId,
        (reasons, note): (&[String], &str),
    ) -> Result<()> {
        caller.require(Method::Post, &moderation(id))?;
        let note = checked_note(note)?;
        if reasons.is_empty() {
            return Err(Error::field("reasons", "missing"));
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let offer = unit.offer(id).await?.ok_or(Error::NotFound)?;
        let to = offer.status.after(ListingAction::TakeDown);
        let to = to.ok_or_else(|| Error::field("form", "not_from_here"))?;
        self.moved(&mut unit, &offer, to, None, now).await?;
        let refused = AppealStatus::Refused;
        unit.close_appeals(id, refused, caller.user(), now).await?;
        let action = ListingAction::TakeDown.as_str();
        self.stepped(
            &mut unit,
            caller,
            &offer,
            (action, to),
            (reasons, note),
            now,
        )
        .await?;
        unit.commit().await?;
        self.listings_changed();
        Ok(())
    }
}

fn checked_note(note: &str) -> Result<&str> {
    let note = note.trim();
    if note.chars().count() > NOTE_MAX {
        return Err(Error::field("note", "too_long"));
    }
    if note.contains('\0') {
        return Err(Error::field("note", "characters"));
    }
    Ok(note)
}
