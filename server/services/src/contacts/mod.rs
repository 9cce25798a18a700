//! Renters and hosts (接待人) in touch: enquiries, phone numbers, viewings and their calendars, and what
//! people keep for themselves.

mod calendar;
mod enquiries;
mod feeds;
mod homes;
mod hours;
mod own;
mod phone;
mod telling;
mod viewings;

use crate::{Error, Result, Services};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::{
    AgentId, ListingId, ListingStatus,
    contact::{MEASURED_DAYS, ResponseRate},
};
use moka::sync::Cache;
use std::time::Duration;
use store::HomeHost;

/// How long a rate of answers is kept in memory.
const RATE_KEPT: Duration = Duration::from_secs(300);
/// Agents whose rate is kept in memory.
const RATES_MAX: u64 = 10_000;
/// An enquiry that is younger and has no answer yet says nothing about who answers.
const SETTLED: TimeDelta = TimeDelta::hours(24);

/// What the use cases of contacts share.
pub(crate) struct ContactState {
    rates: Cache<AgentId, Option<ResponseRate>>,
}

impl Default for ContactState {
    fn default() -> Self {
        Self {
            rates: Cache::builder()
                .max_capacity(RATES_MAX)
                .time_to_live(RATE_KEPT)
                .build(),
        }
    }
}

impl Services {
    /// How an agent answers enquiries, at most five minutes old. At most one statement.
    pub(crate) async fn response_rate(&self, agent: AgentId) -> Result<Option<ResponseRate>> {
        let rates = &self.0.contacts.rates;
        if let Some(rate) = rates.get(&agent) {
            return Ok(rate);
        }
        let now = self.moment();
        let since = now - TimeDelta::days(MEASURED_DAYS);
        let contacts = self.store().contacts();
        let rate = contacts.response_rate(agent, since, now - SETTLED).await?;
        rates.insert(agent, rate);
        Ok(rate)
    }

    /// Now, as precisely as databases keep it.
    fn moment(&self) -> DateTime<Utc> {
        self.clock().now().trunc_subsecs(6)
    }

    /// A home that is public and to be had, and who answers for it.
    ///
    /// # Errors
    /// [`Error::Gone`] when it was public once or is reserved, [`Error::NotFound`] when it never was.
    async fn public_home(&self, listing: ListingId) -> Result<HomeHost> {
        let home = self.home_to_see(listing).await?;
        match home.status {
            ListingStatus::Reserved => Err(Error::Gone),
            _ => Ok(home),
        }
    }

    /// A home that has a page, and who answers for it.
    ///
    /// # Errors
    /// [`Error::Gone`] when it was public once, [`Error::NotFound`] when it never was.
    async fn home_to_see(&self, listing: ListingId) -> Result<HomeHost> {
        let store = self.store().primary_reads();
        let home = store.contacts().home(listing).await?;
        let home = home.ok_or(Error::NotFound)?;
        match home.status {
            ListingStatus::Published | ListingStatus::Reserved => Ok(home),
            status if status.was_public() => Err(Error::Gone),
            _ => Err(Error::NotFound),
        }
    }

    /// Counts something that is done no more than `most` times within `window`. What is refused does not count.
    ///
    /// # Errors
    /// [`Error::RateLimited`] when it was done more often.
    pub(crate) async fn slow_down(&self, key: &str, most: u32, window: TimeDelta) -> Result<()> {
        let counters = &self.0.accounts.counters;
        let now = self.clock().now();
        let full = counters.add(key, 0, window, now).await >= most;
        if full || counters.add(key, 1, window, now).await > most {
            let wait = u32::try_from(window.num_seconds() / 4).unwrap_or(3_600);
            return Err(Error::RateLimited(wait));
        }
        Ok(())
    }
}
