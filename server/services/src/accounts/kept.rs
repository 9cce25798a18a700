//! Favourites (收藏) and history (浏览记录) of an account, and what a device kept before signing in.

use super::Caller;
use crate::{Error, Result, Services};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    ListingId,
    account::{forms::KeptOnDevice, token::TokenScope},
    contact::SEARCHES_MAX,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// The most favourites of an account; as many as a device keeps.
const FAVOURITES_MAX: usize = 100;
/// The most homes of a history.
const VIEWED_MAX: u32 = 100;

impl Services {
    /// The homes the caller keeps, the newest first.
    pub async fn favourites(&self, caller: &Caller) -> Result<Vec<(ListingId, DateTime<Utc>)>> {
        let user = caller.acting(TokenScope::AccountRead)?.user;
        Ok(self
            .store()
            .primary_reads()
            .accounts()
            .favourites(user)
            .await?)
    }

    /// Joins what a device kept before signing in to the caller's account, each home once, and says what
    /// the account has now. Homes that are not there any more are left out, and so are the oldest favourites
    /// where there is no room. Of searches it says those for which there is no room.
    ///
    /// # Errors
    /// [`Error::Invalid`] when there is more than a device keeps.
    pub async fn merge_kept(&self, caller: &Caller, kept: &KeptOnDevice) -> Result<KeptOnDevice> {
        let user = caller.acting(TokenScope::AccountWrite)?.user;
        let most = FAVOURITES_MAX.max(VIEWED_MAX as usize);
        let too_many = kept.favourites.len() > most
            || kept.viewed.len() > most
            || kept.searches.len() > SEARCHES_MAX;
        if too_many {
            return Err(Error::field("form", "too_long"));
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        // First, since it takes the account for itself.
        let searches = self
            .merge_searches(&mut unit, user, &kept.searches, now)
            .await?;
        let named = kept.favourites.iter().chain(&kept.viewed);
        let ids: Vec<ListingId> = named.map(|(id, _)| *id).collect();
        let there = unit.existing_listings(&ids).await?;
        let once = |homes: &[(ListingId, DateTime<Utc>)]| {
            let mut once: BTreeMap<ListingId, DateTime<Utc>> = BTreeMap::new();
            for (id, at) in homes.iter().filter(|(id, _)| there.contains(id)) {
                // A device's clock may be ahead, or stand at anything.
                let at = (*at).clamp(DateTime::UNIX_EPOCH, now).trunc_subsecs(6);
                let known = once.entry(*id).or_insert(at);
                *known = at.max(*known);
            }
            once.into_iter().collect::<Vec<_>>()
        };
        let has = unit.favourites(user).await?;
        let mut new = once(&kept.favourites);
        new.retain(|(id, _)| has.iter().all(|(kept, _)| kept != id));
        new.sort_by_key(|(_, at)| Reverse(*at));
        new.truncate(FAVOURITES_MAX.saturating_sub(has.len()));
        unit.keep(user, &new).await?;
        unit.viewed(user, &once(&kept.viewed)).await?;
        unit.commit().await?;
        let store = self.store().primary_reads();
        Ok(KeptOnDevice {
            favourites: store.accounts().favourites(user).await?,
            viewed: store.accounts().viewed(user, VIEWED_MAX).await?,
            searches,
        })
    }

    /// Empties the caller's history.
    pub async fn forget_viewed(&self, caller: &Caller) -> Result<()> {
        let user = caller.acting(TokenScope::AccountWrite)?.user;
        let mut unit = self.store().begin().await?;
        unit.forget_viewed(user).await?;
        Ok(unit.commit().await?)
    }

    /// Keeps a home for the caller.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a home that is not there, [`Error::Invalid`] when there are too many already.
    pub async fn keep(&self, caller: &Caller, home: ListingId) -> Result<()> {
        let user = caller.acting(TokenScope::AccountWrite)?.user;
        let kept = self
            .store()
            .primary_reads()
            .accounts()
            .favourites(user)
            .await?;
        if kept.iter().any(|(id, _)| *id == home) {
            return Ok(());
        } else if kept.len() >= FAVOURITES_MAX {
            return Err(Error::field("favourites", "too_many"));
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        if unit.existing_listings(&[home]).await?.is_empty() {
            return Err(Error::NotFound);
        }
        unit.keep(user, &[(home, now)]).await?;
        Ok(unit.commit().await?)
    }

    /// Keeps a home no longer. It is no error when it was not kept.
    pub async fn keep_no_longer(&self, caller: &Caller, home: ListingId) -> Result<()> {
        let user = caller.acting(TokenScope::AccountWrite)?.user;
        let mut unit = self.store().begin().await?;
        unit.keep_no_longer(user, home).await?;
        Ok(unit.commit().await?)
    }
}
