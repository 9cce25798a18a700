//! Appeals (申诉): once for each rejection, and for each time that a home is taken down, a publisher may ask to be
//! looked at again.

use super::reports::note;
use crate::{
    Caller, Error, Result, Services,
    accounts::{Deed, Problems},
};
use chrono::SubsecRound;
use domain::{
    AppealId, ListingId, ListingStatus, StrikeId,
    account::{AuditAction, Method, token::TokenScope},
    moderation::{
        AppealStatus,
        appeal::{Appeal, AppealStanding},
        report::AnswerForm,
    },
    offer::{EditState, ListingAction},
};
use store::{ErrorKind, StepRecord};

/// Steps that are looked through for the last decision.
const STEPS: u32 = 50;

impl Services {
    /// Whether the publisher of a listing may appeal, and what became of the last appeal.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a listing that is not the caller's.
    pub async fn appeal_standing(&self, caller: &Caller, id: ListingId) -> Result<AppealStanding> {
        self.own_offer(caller, Method::Get, id).await?;
        self.standing_of_appeals(id).await
    }

    /// The same of a listing that the caller may read.
    pub(crate) async fn standing_of_appeals(&self, id: ListingId) -> Result<AppealStanding> {
        let store = self.store().primary_reads();
        let last = store.moderation().last_appeal(id).await?;
        let step = self.decided_against(id).await?;
        let appealed = |appeal: &Appeal| {
            appeal.status == AppealStatus::Open
                || step.as_ref().is_some_and(|s| s.id <= appeal.step)
        };
        Ok(AppealStanding {
            possible: step.is_some() && !last.as_ref().is_some_and(appealed),
            last,
        })
    }

    /// Appeals against the last decision on a listing, which went against it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a listing that is not the caller's, [`Error::Invalid`] without a text, when nothing was
    /// rejected or taken down, or when it was appealed against before.
    pub async fn appeal(&self, caller: &Caller, id: ListingId, body: &str) -> Result<AppealId> {
        let offer = self.own_offer(caller, Method::Post, id).await?;
        let user = caller.acting(TokenScope::ListingsWrite)?.user;
        let mut problems = Problems::default();
        let body = note(&mut problems, "body", body);
        if body.is_empty() {
            problems.add("body", "missing");
        }
        problems.check()?;
        let step = self.decided_against(id).await?;
        let step = step.ok_or_else(|| Error::field("form", "nothing_to_appeal"))?;
        if !self.appeal_standing(caller, id).await?.possible {
            return Err(Error::field("form", "appealed_already"));
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let made = unit.create_appeal((id, step.id), user, &body, now).await;
        let appeal = made.map_err(|error| match error.kind() {
            ErrorKind::Conflict => Error::field("form", "appealed_already"),
            _ => error.into(),
        })?;
        self.stepped(
            &mut unit,
            caller,
            &offer,
            ("appeal", offer.status),
            (&[], &body),
            now,
        )
        .await?;
        unit.commit().await?;
        Ok(appeal)
    }

    /// Answers an appeal. When it is granted, what was sent back waits for a decision again, and what was taken down
    /// comes back to where it stood, without the strike that came with that.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was answered in the meantime, [`Error::Invalid`] without an answer, and for a listing
    /// of the caller's own ([`Caller::not_own`]).
    pub async fn answer_appeal(
        &self,
        caller: &Caller,
        id: AppealId,
        form: &AnswerForm,
    ) -> Result<ListingId> {
        let by = caller
            .require(Method::Put, &format!("/appeals/{id}/answer"))?
            .user;
        let mut problems = Problems::default();
        let answer = note(&mut problems, "answer", &form.answer);
        if answer.is_empty() {
            problems.add("answer", "missing");
        }
        problems.check()?;
        let store = self.store().primary_reads();
        let appeal = store.moderation().appeal(id).await?;
        let appeal = appeal.ok_or(Error::NotFound)?;
        let steps = store.offers().steps(appeal.listing, STEPS).await?;
        let last = against(&steps).filter(|step| step.id == appeal.step);
        let taken_down = steps
            .iter()
            .any(|step| step.id == appeal.step && is(step, ListingAction::TakeDown));
        let now = self.clock().now().trunc_subsecs(6);
        let (status, mut action) = if form.uphold {
            (AppealStatus::Granted, "appeal_granted")
        } else {
            (AppealStatus::Refused, "appeal_refused")
        };
        let mut unit = self.store().begin().await?;
        if !unit.answer_appeal(id, status, &answer, by, now).await? {
            return Err(Error::Conflict);
        }
        let offer = unit.offer(appeal.listing).await?.ok_or(Error::NotFound)?;
        caller.not_own(offer.publisher)?;
        let mut to = offer.status;
        let mut lifted = Vec::new();
        if form.uphold && taken_down {
            let restore = ListingAction::Restore;
            // Unless its publisher has gone on without it.
            if let Some(step) = last
                && offer.status.after(restore).is_some()
            {
                to = step.from.restored();
                // Who appeals says that it is to be had.
                let confirmed = (to == ListingStatus::Published).then_some(now);
                self.moved(&mut unit, &offer, to, confirmed, now).await?;
                action = restore.as_str();
            }
            if let Some(step) = steps.iter().find(|step| step.id == appeal.step) {
                let of = (appeal.listing, step.at);
                lifted = unit.lift_strikes_for(of, by, now).await?;
            }
        } else if form.uphold
            && let Some(edit) = unit.edit(appeal.listing).await?
            && edit.state == EditState::Open
            && let Some(after) = offer.status.after(ListingAction::Submit)
        {
            let review = EditState::InReview;
            let moved = unit
                .move_edit(appeal.listing, edit.version, review, now)
                .await?;
            if !moved {
                return Err(Error::Conflict);
            }
            if offer.status != after {
                self.moved(&mut unit, &offer, after, None, now).await?;
            }
            to = after;
        }
        self.stepped(&mut unit, caller, &offer, (action, to), (&[], &answer), now)
            .await?;
        let deed = Deed::by(caller, AuditAction::AppealDecided)
            .on("appeal", id)
            .change("status", Some(AppealStatus::Open), Some(status))
            .change("listing", None::<ListingId>, Some(appeal.listing))
            .change("answer", None::<String>, Some(answer));
        self.record(&mut unit, deed).await?;
        for (strike, user) in lifted {
            let deed = Deed::by(caller, AuditAction::StrikeLifted)
                .on_account(user)
                .change("strike", Some(strike), None::<StrikeId>)
                .change("listing", Some(appeal.listing), None::<i64>);
            self.record(&mut unit, deed).await?;
        }
        unit.commit().await?;
        self.listings_changed();
        Ok(appeal.listing)
    }

    /// The decision against a listing that was the last thing that happened to it.
    async fn decided_against(&self, id: ListingId) -> Result<Option<StepRecord>> {
        let store = self.store().primary_reads();
        let steps = store.offers().steps(id, STEPS).await?;
        Ok(against(&steps).cloned())
    }
}

/// The last of `steps`, the latest of which comes first, where that is a decision against the listing; appeals aside.
fn against(steps: &[StepRecord]) -> Option<&StepRecord> {
    let mut decisive = steps
        .iter()
        .filter(|step| !step.action.starts_with("appeal"));
    decisive
        .next()
        .filter(|step| is(step, ListingAction::Reject) || is(step, ListingAction::TakeDown))
}

fn is(step: &StepRecord, action: ListingAction) -> bool {
    step.action == action.as_str()
}
