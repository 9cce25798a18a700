//! The steps that publishers take.

use super::content::{left_open, read_form};
use crate::{Caller, Error, Result, Services, accounts::audit::Deed};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::{
    ListingId, ListingStatus, UserId,
    account::{AuditAction, Method, token::TokenScope},
    contact::{CancelReason, china_date},
    offer::{Actor, EditState, ListingAction, ListingContent, SHOWN_DAYS, changes, needs_review},
};
use std::collections::{BTreeMap, BTreeSet};
use store::{NewStep, OfferRecord, Unit};

/// Listings that expire in one go.
const RUN: u32 = 500;
/// Listings that are confirmed in one go.
pub const CONFIRMED_MAX: usize = 200;

/// Where submitting led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// It waits for a moderator.
    InReview,
    /// It is public already: nothing had to be looked at.
    Live,
}

impl Services {
    /// Sends what is written about a listing on: to a moderator, or, where nothing of a public home changed
    /// that has to be looked at, straight to everybody. `version` is the one that was read.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is missing or wrong, [`Error::Conflict`] when somebody saved in
    /// between, [`Error::NotFound`] for a listing that is not the caller's, [`Error::Barred`] while its publisher
    /// has too many strikes.
    pub async fn submit_offer(
        &self,
        caller: &Caller,
        id: ListingId,
        version: i64,
    ) -> Result<Submitted> {
        let offer = self.own_offer(caller, Method::Put, id).await?;
        let store = self.store().primary_reads();
        let Some(edit) = store.offers().edit(id).await? else {
            return Err(Error::field("form", "nothing_changed"));
        };
        if let Some(publisher) = offer.publisher {
            self.may_publish(publisher).await?;
        }
        let to = offer
            .status
            .after(ListingAction::Submit)
            .ok_or_else(|| Error::field("form", "not_editable"))?;
        if edit.version != version {
            return Err(Error::Conflict);
        }
        let form = read_form(&edit.form)?;
        let now = self.clock().now().trunc_subsecs(6);
        let public = self.public_form(&offer).await?;
        let content = form.check_leaving(left_open(&offer, &public), china_date(now));
        let content = self.placed(content.map_err(Error::Invalid)?).await?;
        self.photos_drawable(id).await?;
        let mut unit = self.store().begin().await?;
        let offer = unit.offer(id).await?.ok_or(Error::NotFound)?;
        let live = offer.status == to
            && offer.status.was_public()
            && !needs_review(offer.reviewed_rent, &changes(&public, &form))
            && !unit.photos_differ(id).await?;
        if live {
            let edit = unit.edit(id).await?;
            let same =
                |edit: &store::EditRecord| edit.version == version && edit.state == EditState::Open;
            if !edit.as_ref().is_some_and(same) {
                return Err(Error::Conflict);
            }
            self.write_listing(&mut unit, &offer, &content, offer.status, now)
                .await?;
            unit.drop_edit(id).await?;
        } else {
            if !unit
                .move_edit(id, version, EditState::InReview, now)
                .await?
            {
                return Err(Error::Conflict);
            }
            if offer.status == ListingStatus::Draft {
                // Nobody sees it yet but its publisher and moderators, who find it by what it says. Tags and
                // an estate that are only named are made when somebody has looked at them.
                let named = ListingContent {
                    estate_name: String::new(),
                    tags: Vec::new(),
                    ..content.clone()
                };
                self.write_listing(&mut unit, &offer, &named, offer.status, now)
                    .await?;
            }
            if offer.status != to {
                self.moved(&mut unit, &offer, to, None, now).await?;
            }
        }
        let action = if live {
            "live"
        } else {
            ListingAction::Submit.as_str()
        };
        self.stepped(&mut unit, caller, &offer, (action, to), (&[], ""), now)
            .await?;
        unit.commit().await?;
        self.listings_changed();
        Ok(if live {
            Submitted::Live
        } else {
            Submitted::InReview
        })
    }

    /// Takes what is in review back, to be written on.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is not in review any more.
    pub async fn recall_offer(&self, caller: &Caller, id: ListingId) -> Result<()> {
        self.own_offer(caller, Method::Put, id).await?;
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let offer = unit.offer(id).await?.ok_or(Error::NotFound)?;
        let edit = unit.edit(id).await?.ok_or(Error::Conflict)?;
        let to = offer.status.after(ListingAction::Recall);
        let to = to.ok_or(Error::Conflict)?;
        if !unit
            .move_edit(id, edit.version, EditState::Open, now)
            .await?
        {
            return Err(Error::Conflict);
        }
        if offer.status != to {
            self.moved(&mut unit, &offer, to, None, now).await?;
        }
        let action = ListingAction::Recall.as_str();
        self.stepped(&mut unit, caller, &offer, (action, to), (&[], ""), now)
            .await?;
        unit.commit().await?;
        self.listings_changed();
        Ok(())
    }

    /// Takes a step in the life of a listing that needs nobody else: confirming, reserving, releasing,
    /// letting, withdrawing, putting it up again. `version` is the listing's that was read; without one,
    /// whatever it is by now.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the listing changed in between, [`Error::Invalid`] when the step cannot be taken
    /// from where it stands, or it has been expired for too long to be confirmed
    /// ([`ListingStatus::long_expired`]); [`Error::Barred`] when it would be public again while its publisher has too many
    /// strikes.
    pub async fn step_offer(
        &self,
        caller: &Caller,
        id: ListingId,
        action: ListingAction,
        version: Option<i64>,
    ) -> Result<ListingStatus> {
        let alone = action.actor() == Actor::Publisher
            && !matches!(action, ListingAction::Submit | ListingAction::Recall);
        if !alone {
            return Err(Error::field("action", "unknown_value"));
        }
        let offer = self.own_offer(caller, Method::Put, id).await?;
        let public = self.public_form(&offer).await?;
        if comes_back(&offer, action)
            && let Some(publisher) = offer.publisher
        {
            self.may_publish(publisher).await?;
        }
        let read = offer.status;
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let offer = unit.offer(id).await?.ok_or(Error::NotFound)?;
        if comes_back(&offer, action) && offer.status != read {
            // It expired a moment ago, and nobody asked then.
            return Err(Error::Conflict);
        }
        if version.is_some_and(|version| version != offer.version) {
            return Err(Error::Conflict);
        }
        let to = offer.status.after(action);
        let to = to.ok_or_else(|| Error::field("action", "not_from_here"))?;
        if action == ListingAction::Confirm && too_late(&offer, now) {
            return Err(long_expired());
        }
        let confirmed = matches!(action, ListingAction::Confirm | ListingAction::Release);
        self.moved(&mut unit, &offer, to, confirmed.then_some(now), now)
            .await?;
        if action == ListingAction::Relist {
            self.begin_edit(&mut unit, caller, &offer, &public).await?;
        }
        self.stepped(
            &mut unit,
            caller,
            &offer,
            (action.as_str(), to),
            (&[], ""),
            now,
        )
        .await?;
        unit.commit().await?;
        self.listings_changed();
        Ok(to)
    }

    /// Says that these listings are still to be had. Those for which that makes no sense are passed by;
    /// returns how many were confirmed.
    ///
    /// # Errors
    /// [`Error::NotFound`] when one is not the caller's: then none is confirmed. When none could be:
    /// [`Error::Invalid`] since they have been expired for too long, or [`Error::Barred`] since they are expired and
    /// their publisher has too many strikes.
    pub async fn confirm_offers(&self, caller: &Caller, ids: &[ListingId]) -> Result<u32> {
        caller.acting(TokenScope::ListingsWrite)?;
        if ids.len() > CONFIRMED_MAX {
            return Err(Error::field("ids", "too_many"));
        }
        let ids: BTreeSet<ListingId> = ids.iter().copied().collect();
        let ids = Vec::from_iter(ids);
        let mut standing: BTreeMap<UserId, Option<u32>> = BTreeMap::new();
        for id in &ids {
            let offer = self.own_offer(caller, Method::Put, *id).await?;
            if let Some(publisher) = offer.publisher
                && !standing.contains_key(&publisher)
            {
                let barred = match self.may_publish(publisher).await {
                    Err(Error::Barred(seconds)) => Some(seconds),
                    other => other.map(|()| None)?,
                };
                standing.insert(publisher, barred);
            }
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        unit.hold_listings(&ids).await?;
        let (mut confirmed, mut refused) = (0, None);
        for id in ids {
            let Some(offer) = unit.offer(id).await? else {
                continue;
            };
            let action = ListingAction::Confirm;
            let Some(to) = offer.status.after(action) else {
                continue;
            };
            if comes_back(&offer, action)
                && let Some(Some(seconds)) = offer.publisher.and_then(|user| standing.get(&user))
            {
                refused = Some(Error::Barred(*seconds));
                continue;
            }
            if too_late(&offer, now) {
                refused = refused.or_else(|| Some(long_expired()));
                continue;
            }
            self.moved(&mut unit, &offer, to, Some(now), now).await?;
            self.stepped(
                &mut unit,
                caller,
                &offer,
                (action.as_str(), to),
                (&[], ""),
                now,
            )
            .await?;
            confirmed += 1;
        }
        if let (0, Some(error)) = (confirmed, refused) {
            return Err(error);
        }
        unit.commit().await?;
        self.listings_changed();
        Ok(confirmed)
    }

    /// Takes listings that nobody confirmed in time out of what is public, all that are due. Called every
    /// hour; returns how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expire_offers(&self) -> Result<u32> {
        let now = self.clock().now().trunc_subsecs(6);
        let mut all = 0;
        loop {
            let expired = self.expire_some(now).await?;
            if expired == 0 {
                return Ok(all);
            }
            all += expired;
        }
    }

    async fn expire_some(&self, now: DateTime<Utc>) -> Result<u32> {
        let before = now - TimeDelta::days(SHOWN_DAYS);
        let due = self.store().primary_reads();
        let mut due = due.offers().unconfirmed(before, RUN).await?;
        if due.is_empty() {
            return Ok(0);
        }
        due.sort_unstable();
        let mut unit = self.store().begin().await?;
        unit.hold_listings(&due).await?;
        let mut expired = 0;
        for id in due {
            let Some(offer) = unit.offer(id).await? else {
                continue;
            };
            // Its publisher may have confirmed it a moment ago.
            if offer.confirmed_at.is_none_or(|at| at >= before) {
                continue;
            }
            let Some(to) = offer.status.after(ListingAction::Expire) else {
                continue;
            };
            self.moved(&mut unit, &offer, to, None, now).await?;
            let step = NewStep {
                listing: id,
                actor: None,
                action: ListingAction::Expire.as_str(),
                from: offer.status,
                to,
                reasons: &[],
                note: "",
            };
            unit.add_step(&step, now).await?;
            self.tell_step(&mut unit, &offer, (step.action, to), now)
                .await?;
            expired += 1;
        }
        unit.commit().await?;
        self.listings_changed();
        Ok(expired)
    }

    /// Moves a listing that this unit has read.
    pub(crate) async fn moved(
        &self,
        unit: &mut Unit,
        offer: &OfferRecord,
        to: ListingStatus,
        confirmed: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let moved = unit
            .move_listing(offer.id, (offer.status, to), confirmed, now)
            .await?;
        if !moved {
            return Err(Error::Conflict);
        }
        let reason = match to {
            ListingStatus::Let => Some(CancelReason::Taken),
            ListingStatus::Withdrawn => Some(CancelReason::Withdrawn),
            // To be written anew after it was over.
            ListingStatus::Draft if offer.status.was_public() => Some(CancelReason::Withdrawn),
            _ => None,
        };
        if let Some(reason) = reason {
            self.cancel_viewings_at(unit, offer.id, reason, now).await?;
        }
        // What waits for a moderator is about a home that is to be shown.
        if to.is_over() || to == ListingStatus::Draft {
            unit.reopen_edit(offer.id).await?;
        }
        Ok(())
    }

    /// Keeps a step for the publisher, and tells of it in the audit trail. Comes last in its unit.
    pub(crate) async fn stepped(
        &self,
        unit: &mut Unit,
        caller: &Caller,
        offer: &OfferRecord,
        (action, to): (&str, ListingStatus),
        (reasons, note): (&[String], &str),
        now: DateTime<Utc>,
    ) -> Result<i64> {
        let step = NewStep {
            listing: offer.id,
            actor: caller.user(),
            action,
            from: offer.status,
            to,
            reasons,
            note,
        };
        let step = unit.add_step(&step, now).await?;
        self.tell_step(unit, offer, (action, to), now).await?;
        let reasons = (!reasons.is_empty()).then(|| reasons.join(","));
        let deed = Deed::by(caller, AuditAction::ListingMoved)
            .on("listing", offer.id)
            .change("action", None::<String>, Some(action))
            .change("status", Some(offer.status), Some(to))
            .change("reasons", None::<String>, reasons);
        self.record(unit, deed).await?;
        Ok(step)
    }
}

/// Whether a home has been expired for too long to be confirmed.
fn too_late(offer: &OfferRecord, now: DateTime<Utc>) -> bool {
    offer.status.long_expired(offer.confirmed_at, now)
}

fn long_expired() -> Error {
    Error::field("form", "long_expired")
}

/// Whether `action` makes a home public that is not.
fn comes_back(offer: &OfferRecord, action: ListingAction) -> bool {
    action == ListingAction::Confirm && offer.status == ListingStatus::Expired
}
