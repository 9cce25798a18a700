//! Viewings (看房预约).

use super::telling::News;
use crate::{Caller, Error, Result, Services, webhooks::ViewingNews};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ListingId, ListingStatus, Rows, UserId, ViewingId,
    account::{Method, admin::Paged, token::TokenScope},
    contact::{
        CancelReason, HOURS_AHEAD, NOTE_MAX, NoticeKind, Refused, Side, Viewing, ViewingAction,
        ViewingChange, ViewingPlan, ViewingQuery, ViewingStatus, china_date, free_slots,
    },
    webhook::WebhookEvent,
};
use store::{ErrorKind, NewNotice, NewViewing, Unit, ViewingParties, ViewingUpdate};

/// Viewings on a page of a list.
const PAGE: u32 = 30;
/// Viewings that an account books or moves in a day.
const BOOKINGS_PER_DAY: u32 = 30;
/// How long before a viewing both sides are reminded, in hours.
const REMINDERS: [i64; 2] = [24, 2];

impl Services {
    /// Books a viewing of a home for the caller, which its host is asked to confirm.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the slot is taken, or when the caller has a viewing at the time or of the
    /// home; [`Error::Invalid`] for what is no slot.
    pub async fn book(&self, caller: &Caller, plan: &ViewingPlan) -> Result<Viewing> {
        let me = caller.require(Method::Post, "/viewings")?.user;
        let home = self.public_home(plan.listing).await?;
        let host = home
            .host
            .ok_or_else(|| Error::field("listing", "no_host"))?;
        if host == me {
            return Err(Error::field("listing", "own_home"));
        }
        let note = checked_note(&plan.note)?;
        self.check_slot(host, plan.starts_at).await?;
        let store = self.store().primary_reads();
        let contacts = store.contacts();
        if contacts.open_viewing_of(plan.listing, me).await?.is_some() {
            return Err(Error::field("starts_at", "viewing_open"));
        }
        self.slow_down(
            &format!("viewings:{me}"),
            BOOKINGS_PER_DAY,
            TimeDelta::days(1),
        )
        .await?;
        let news = News {
            kind: NoticeKind::ViewingRequested,
            title: &home.title,
            path: path_for(Side::Host).into(),
        };
        let now = self.moment();
        let new = NewViewing {
            listing: plan.listing,
            renter: me,
            host,
            starts_at: plan.starts_at,
            note,
        };
        let mut unit = self.store().begin().await?;
        // Whoever lets or withdraws it meanwhile calls off what is booked by then, and nothing after.
        let home = unit.offer(plan.listing).await?.ok_or(Error::NotFound)?;
        if home.status != ListingStatus::Published {
            return Err(Error::Gone);
        }
        let message = self.message_to(&mut unit, host, &news).await?;
        // Whether the slot is free the database says: of many at once one gets it.
        let id = unit.put_viewing(&new, now).await.map_err(taken)?;
        tell(&mut unit, host, NoticeKind::ViewingRequested, id, now).await?;
        remind(&mut unit, id, [me, host], plan.starts_at, now).await?;
        let booked = ViewingNews {
            id,
            listing: plan.listing,
            host,
            starts_at: plan.starts_at,
            before: None,
            status: ViewingStatus::Requested,
            cancelled: None,
        };
        self.tell_viewing(&mut unit, WebhookEvent::ViewingBooked, &booked, now)
            .await?;
        if let Some(message) = message {
            unit.put_message(&message, now).await?;
        }
        unit.commit().await.map_err(taken)?;
        self.0.accounts.written.notify_one();
        let viewing = contacts.viewing(id, Side::Renter).await?;
        viewing.ok_or(Error::NotFound)
    }

    /// The caller's viewings on `side`.
    pub async fn viewings(
        &self,
        caller: &Caller,
        side: Side,
        query: &ViewingQuery,
    ) -> Result<Paged<Viewing>> {
        self.viewings_rows(caller, side, query, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn viewings_rows(
        &self,
        caller: &Caller,
        side: Side,
        query: &ViewingQuery,
        rows: Rows,
    ) -> Result<Paged<Viewing>> {
        let me = caller.acting(TokenScope::ContactsRead)?.user;
        let store = self.store().primary_reads();
        Ok(store.contacts().viewings(me, side, query, rows).await?)
    }

    /// A viewing in which the caller takes part.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one of others.
    pub async fn viewing(&self, caller: &Caller, id: ViewingId) -> Result<Viewing> {
        let (_, side) = self.own_viewing(caller, Method::Get, id).await?;
        let store = self.store().primary_reads();
        let viewing = store.contacts().viewing(id, side).await?;
        viewing.ok_or(Error::NotFound)
    }

    /// The slots to which a viewing of the caller can be moved.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one of others.
    pub async fn slots_for(&self, caller: &Caller, id: ViewingId) -> Result<Vec<DateTime<Utc>>> {
        let (parties, _) = self.own_viewing(caller, Method::Get, id).await?;
        self.free_slots_of(parties.host, parties.renter).await
    }

    /// Changes a viewing in which the caller takes part: each side does what is theirs.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one of others, [`Error::Conflict`] when it was changed since it was read,
    /// is over, or its new slot is taken.
    pub async fn change_viewing(
        &self,
        caller: &Caller,
        id: ViewingId,
        change: &ViewingChange,
    ) -> Result<Viewing> {
        let (parties, side) = self.own_viewing(caller, Method::Patch, id).await?;
        let me = parties.on(side);
        if parties.version != change.version {
            return Err(Error::Conflict);
        }
        let now = self.moment();
        let status = parties
            .status
            .after(change.action, side, parties.starts_at, now)
            .map_err(refused)?;
        let mut update = ViewingUpdate {
            status,
            starts_at: parties.starts_at,
            sequenced: matches!(change.action, ViewingAction::Move | ViewingAction::Cancel),
            cancelled: None,
        };
        match change.action {
            ViewingAction::Move => {
                update.starts_at = self.new_slot(&parties, change.starts_at).await?;
                let key = format!("viewings:{me}");
                self.slow_down(&key, BOOKINGS_PER_DAY, TimeDelta::days(1))
                    .await?;
            }
            ViewingAction::Cancel => {
                let (reason, note) = checked_reason(change)?;
                update.cancelled = Some((reason, note, me));
            }
            _ => {}
        }
        let mut unit = self.store().begin().await?;
        self.put_change(&mut unit, &parties, side, change.action, &update, now)
            .await?;
        unit.commit().await.map_err(taken)?;
        self.0.accounts.written.notify_one();
        let store = self.store().primary_reads();
        let viewing = store.contacts().viewing(id, side).await?;
        viewing.ok_or(Error::NotFound)
    }

    /// Calls off all open viewings of an account that is left, in `unit`.
    pub(crate) async fn cancel_viewings_of(
        &self,
        unit: &mut Unit,
        user: UserId,
        now: DateTime<Utc>,
    ) -> Result<()> {
        for parties in unit.open_viewings_of(user).await? {
            let Some(side) = parties.side_of(user) else {
                continue;
            };
            let update = ViewingUpdate {
                status: ViewingStatus::Cancelled,
                starts_at: parties.starts_at,
                sequenced: true,
                cancelled: Some((CancelReason::AccountClosed, String::new(), user)),
            };
            self.put_change(unit, &parties, side, ViewingAction::Cancel, &update, now)
                .await?;
        }
        Ok(())
    }

    /// Calls off all viewings to come of a home that cannot be seen any more, in `unit`, for its host.
    pub(crate) async fn cancel_viewings_at(
        &self,
        unit: &mut Unit,
        listing: ListingId,
        reason: CancelReason,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let open = unit.open_viewings_at(listing).await?;
        // What has begun is not called off any more: its renter may review it.
        for parties in open.into_iter().filter(|viewing| viewing.starts_at > now) {
            let update = ViewingUpdate {
                status: ViewingStatus::Cancelled,
                starts_at: parties.starts_at,
                sequenced: true,
                cancelled: Some((reason, String::new(), parties.host)),
            };
            self.put_change(
                unit,
                &parties,
                Side::Host,
                ViewingAction::Cancel,
                &update,
                now,
            )
            .await?;
        }
        Ok(())
    }

    /// Writes a change by `side` and all that follows from it: reminders, and what the other side is
    /// told.
    async fn put_change(
        &self,
        unit: &mut Unit,
        parties: &ViewingParties,
        side: Side,
        action: ViewingAction,
        update: &ViewingUpdate,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let id = parties.id;
        let changed = unit.change_viewing(id, parties.version, update, now).await;
        if !changed.map_err(taken)? {
            return Err(Error::Conflict);
        }
        let happened = ViewingNews {
            id,
            listing: parties.listing,
            host: parties.host,
            starts_at: update.starts_at,
            before: (action == ViewingAction::Move).then_some(parties.starts_at),
            status: update.status,
            cancelled: update
                .cancelled
                .as_ref()
                .map(|(reason, _, _)| (side, *reason)),
        };
        let kind = WebhookEvent::of_viewing(action);
        self.tell_viewing(unit, kind, &happened, now).await?;
        if action != ViewingAction::Confirm {
            unit.remove_notices(NoticeKind::ViewingReminder, id.0)
                .await?;
        }
        if action == ViewingAction::Move {
            let both = [parties.renter, parties.host];
            remind(unit, id, both, update.starts_at, now).await?;
        }
        let kind = match action {
            ViewingAction::Confirm => NoticeKind::ViewingConfirmed,
            ViewingAction::Move => NoticeKind::ViewingMoved,
            ViewingAction::Cancel => NoticeKind::ViewingCancelled,
            ViewingAction::Done | ViewingAction::Missed => return Ok(()),
        };
        let other = side.other();
        let home = unit.home(parties.listing).await?;
        let title = home.map(|home| home.title).unwrap_or_default();
        let news = News {
            kind,
            title: &title,
            path: path_for(other).into(),
        };
        tell(unit, parties.on(other), kind, id, now).await?;
        if let Some(message) = self.message_to(unit, parties.on(other), &news).await? {
            unit.put_message(&message, now).await?;
        }
        Ok(())
    }

    /// The parties of a viewing, and on which side the caller is. To others it is not there.
    async fn own_viewing(
        &self,
        caller: &Caller,
        method: Method,
        id: ViewingId,
    ) -> Result<(ViewingParties, Side)> {
        let me = caller.scoped(method, "/viewings")?.user;
        let store = self.store().primary_reads();
        let parties = store.contacts().viewing_parties(id).await?;
        let parties = parties.ok_or(Error::NotFound)?;
        let side = parties.side_of(me).ok_or(Error::NotFound)?;
        caller.require_of(method, &format!("/viewings/{id}"), Some(me))?;
        Ok((parties, side))
    }

    async fn new_slot(
        &self,
        parties: &ViewingParties,
        starts_at: Option<DateTime<Utc>>,
    ) -> Result<DateTime<Utc>> {
        let starts_at = starts_at.ok_or_else(|| Error::field("starts_at", "missing"))?;
        if starts_at == parties.starts_at {
            return Err(Error::field("starts_at", "slot_same"));
        }
        self.check_slot(parties.host, starts_at).await?;
        Ok(starts_at)
    }

    /// Makes sure that `host` shows homes at `starts_at`; whether the slot is free is not asked.
    async fn check_slot(&self, host: UserId, starts_at: DateTime<Utc>) -> Result<()> {
        let now = self.moment();
        let code = if starts_at <= now {
            "slot_past"
        } else if starts_at < now + TimeDelta::hours(HOURS_AHEAD) {
            "slot_soon"
        } else {
            let store = self.store().primary_reads();
            let hours = store.contacts().hours(host, china_date(now)).await?;
            if free_slots(&hours, now, &[]).contains(&starts_at) {
                return Ok(());
            }
            "slot_unknown"
        };
        Err(Error::field("starts_at", code))
    }
}

/// Where somebody on `side` finds their viewings.
const fn path_for(side: Side) -> &'static str {
    match side {
        Side::Renter => "/account/viewings",
        Side::Host => "/console/viewings",
    }
}

async fn tell(
    unit: &mut Unit,
    user: UserId,
    kind: NoticeKind,
    id: ViewingId,
    now: DateTime<Utc>,
) -> Result<()> {
    let notice = NewNotice {
        user,
        kind,
        subject_id: id.0,
        due_at: now,
    };
    Ok(unit.put_notice(&notice, now).await?)
}

/// Writes the reminders of a viewing that are still to come.
async fn remind(
    unit: &mut Unit,
    id: ViewingId,
    users: [UserId; 2],
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    for due_at in REMINDERS.map(|hours| starts_at - TimeDelta::hours(hours)) {
        for user in users.into_iter().filter(|_| due_at > now) {
            let notice = NewNotice {
                user,
                kind: NoticeKind::ViewingReminder,
                subject_id: id.0,
                due_at,
            };
            unit.put_notice(&notice, now).await?;
        }
    }
    Ok(())
}

/// A slot that another took is a conflict.
fn taken(error: store::Error) -> Error {
    match error.kind() {
        ErrorKind::Conflict | ErrorKind::Contended => Error::Conflict,
        _ => error.into(),
    }
}

fn refused(refused: Refused) -> Error {
    match refused {
        Refused::NotYours => Error::Forbidden,
        Refused::Over => Error::Conflict,
        Refused::TooEarly => Error::field("action", "viewing_early"),
        Refused::TooLate => Error::field("action", "viewing_late"),
    }
}

fn checked_note(note: &str) -> Result<String> {
    let note = note.replace("\r\n", "\n");
    let note = note.trim();
    let plain = |c: char| !c.is_control() || c == '\n';
    if note.chars().count() > NOTE_MAX {
        Err(Error::field("note", "note_length"))
    } else if !note.chars().all(plain) {
        Err(Error::field("note", "message_characters"))
    } else {
        Ok(note.to_owned())
    }
}

fn checked_reason(change: &ViewingChange) -> Result<(CancelReason, String)> {
    let reason = change
        .reason
        .ok_or_else(|| Error::field("reason", "missing"))?;
    if !CancelReason::CHOICES.contains(&reason) {
        return Err(Error::field("reason", "unknown_value"));
    }
    let note = checked_note(&change.note)?;
    if reason == CancelReason::Other && note.is_empty() {
        return Err(Error::field("note", "missing"));
    }
    Ok((reason, note))
}
