//! Strikes (违规记分): with too many that count, nothing can be submitted for review.

use crate::{Caller, Error, Result, Services, accounts::Deed};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::{
    StrikeId, UserId,
    account::{AuditAction, Method, token::TokenScope},
    moderation::strike::{Standing, Strike},
};
use store::StrikeRow;

impl Services {
    /// Makes sure that somebody has not so many strikes that nothing can be submitted.
    ///
    /// # Errors
    /// [`Error::Barred`] with the seconds until enough of them are over.
    pub async fn may_publish(&self, user: UserId) -> Result<()> {
        let now = self.clock().now();
        match self.barred_until(user, now).await?.1 {
            Some(until) => {
                let seconds = (until - now).num_seconds().max(1);
                Err(Error::Barred(u32::try_from(seconds).unwrap_or(u32::MAX)))
            }
            None => Ok(()),
        }
    }

    /// How the caller stands who publishes homes.
    pub async fn own_standing(&self, caller: &Caller) -> Result<Standing> {
        self.standing(caller.acting(TokenScope::AccountRead)?.user)
            .await
    }

    /// How somebody stands, for admins.
    pub async fn standing_of(&self, caller: &Caller, user: UserId) -> Result<Standing> {
        caller.require(Method::Get, &format!("/users/{user}/strikes"))?;
        self.account_record(user).await?;
        self.standing(user).await
    }

    /// Lifts a strike. One that was lifted before stays so.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, [`Error::Invalid`] for one of the caller's own ([`Caller::not_own`]).
    pub async fn lift_strike(&self, caller: &Caller, id: StrikeId) -> Result<UserId> {
        let by = caller
            .require(Method::Delete, &format!("/strikes/{id}"))?
            .user;
        let store = self.store().primary_reads();
        let strike = store.moderation().strike(id).await?;
        let strike = strike.ok_or(Error::NotFound)?;
        caller.not_own(Some(strike.user))?;
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        if !unit.lift_strike(id, by, now).await? {
            return Ok(strike.user);
        }
        let deed = Deed::by(caller, AuditAction::StrikeLifted)
            .on_account(strike.user)
            .change("strike", Some(id), None::<StrikeId>)
            .change("listing", Some(strike.listing), None::<i64>);
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        Ok(strike.user)
    }

    async fn standing(&self, user: UserId) -> Result<Standing> {
        let now = self.clock().now();
        let settings = self.0.accounts.settings.moderation;
        let lasts = TimeDelta::days(i64::from(settings.strikes_days));
        let (active, barred_until) = self.barred_until(user, now).await?;
        let store = self.store().primary_reads();
        let strikes = store.moderation().strikes_of(user).await?;
        let strike = |row: StrikeRow| Strike {
            id: row.id,
            listing: row.listing,
            title: row.title,
            report: row.report,
            reason: row.reason,
            at: row.at,
            until: row.at + lasts,
            lifted_at: row.lifted_at,
            active: row.lifted_at.is_none() && row.at + lasts > now,
        };
        Ok(Standing {
            active,
            limit: settings.strikes_max,
            days: settings.strikes_days,
            barred_until,
            strikes: strikes.into_iter().map(strike).collect(),
        })
    }

    /// How many strikes count, and until when they are too many: when so many are over that one less
    /// than the limit is left.
    pub(super) async fn barred_until(
        &self,
        user: UserId,
        now: DateTime<Utc>,
    ) -> Result<(u32, Option<DateTime<Utc>>)> {
        let settings = self.0.accounts.settings.moderation;
        let lasts = TimeDelta::days(i64::from(settings.strikes_days));
        let store = self.store().primary_reads();
        let given = store
            .moderation()
            .active_strikes(user, (now - lasts).trunc_subsecs(6))
            .await?;
        let limit = settings.strikes_max.max(1) as usize;
        let last = given
            .len()
            .checked_sub(limit)
            .and_then(|over| given.get(over));
        let active = u32::try_from(given.len()).unwrap_or(u32::MAX);
        Ok((active, last.map(|at| *at + lasts)))
    }
}
