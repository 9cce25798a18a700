//! Homes of publishers who are not there any more: who leave, who left, whose account an admin closed.

use crate::{Error, Result, Services};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    ListingId, ListingStatus, UserId, account::AccountStatus, contact::CancelReason,
    offer::ListingAction,
};
use store::{NewStep, Unit};

/// The last word of who is not there any more; both sides read it, in whichever language.
const CLOSED_WORDS: &str = "对方账号已注销或停用，这条咨询已结束。\n\
    The account was closed, and with it this enquiry.";
/// Homes that are changed in one unit.
const RUN: u32 = 200;
/// Accounts that are looked after in one go.
const ACCOUNTS: u32 = 100;

impl Services {
    /// Takes everything that `user` offers out of what is public and back from review, calls its viewings off
    /// and closes the enquiries about it: nobody answers for it any more. Of somebody who left nothing that was
    /// being written stays either. Does nothing for an account in use. What is done stays done when it
    /// fails, and [`Self::close_homes_of_gone`] goes on.
    pub(crate) async fn close_homes_of(&self, user: UserId) -> Result<()> {
        let now = self.clock().now().trunc_subsecs(6);
        let store = self.store().primary_reads();
        loop {
            let ids = store.offers().offered_by(user, RUN).await?;
            if ids.is_empty() || !self.close_homes(user, &ids, now).await? {
                break;
            }
            self.listings_changed();
        }
        let mut unit = self.store().begin().await?;
        let account = unit.account(user).await?.ok_or(Error::NotFound)?;
        if account.status == AccountStatus::Active {
            return Ok(());
        }
        unit.close_enquiries_of(user, CLOSED_WORDS, now).await?;
        if account.status == AccountStatus::Left {
            let drafts = unit.drafts_never_public(user).await?;
            unit.remove_listings(&drafts, now).await?;
            unit.drop_edits_of(user).await?;
        }
        unit.commit().await?;
        self.listings_changed();
        Ok(())
    }

    /// Does so for all accounts that are not in use and still offer something. Called every hour.
    pub(crate) async fn close_homes_of_gone(&self) -> Result<()> {
        let store = self.store().primary_reads();
        for user in store.offers().gone_publishers(ACCOUNTS).await? {
            if let Err(error) = self.close_homes_of(user).await {
                tracing::error!(%error, account = user.0, "homes of a closed account are still there");
            }
        }
        Ok(())
    }

    /// Says whether any was closed.
    async fn close_homes(
        &self,
        user: UserId,
        ids: &[ListingId],
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let mut unit = self.store().begin().await?;
        // As whoever signs in at the last moment does: it comes before, or waits.
        unit.lock_account(user).await?;
        let account = unit.account(user).await?.ok_or(Error::NotFound)?;
        if account.status == AccountStatus::Active {
            return Ok(false);
        }
        unit.hold_listings(ids).await?;
        let mut any = false;
        for id in ids {
            any |= self.close_home(&mut unit, user, *id, now).await?;
        }
        unit.commit().await?;
        Ok(any)
    }

    async fn close_home(
        &self,
        unit: &mut Unit,
        user: UserId,
        id: ListingId,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let Some(offer) = unit.offer(id).await? else {
            return Ok(false);
        };
        let action = match offer.status {
            ListingStatus::InReview => ListingAction::Recall,
            _ => ListingAction::Withdraw,
        };
        let to = offer.status.after(action);
        let Some(to) = to.filter(|_| offer.publisher == Some(user)) else {
            return Ok(false);
        };
        let reason = CancelReason::AccountClosed;
        self.cancel_viewings_at(unit, id, reason, now).await?;
        self.moved(unit, &offer, to, None, now).await?;
        let step = NewStep {
            listing: id,
            actor: None,
            action: action.as_str(),
            from: offer.status,
            to,
            reasons: &[],
            note: "",
        };
        unit.add_step(&step, now).await?;
        self.tell_step(unit, &offer, (step.action, to), now).await?;
        Ok(true)
    }
}
