//! Showing phone numbers (查看电话).

use crate::{Caller, Error, Result, Services};
use chrono::TimeDelta;
use domain::{ListingId, account::token::TokenScope};

/// How long a number stays visible to who asked for it, and what limits count by.
pub(super) const SHOWN_FOR: TimeDelta = TimeDelta::days(1);
/// Homes whose number an account may ask for within that time.
const HOMES_PER_ACCOUNT: u32 = 20;
/// The same of a network, which many people may share.
const HOMES_PER_NETWORK: u32 = 100;

impl Services {
    /// Shows the caller the number to call about a home, and writes down that it was shown. Asking again
    /// within a day counts once.
    ///
    /// # Errors
    /// [`Error::RateLimited`] when the caller asked for too many, [`Error::NotFound`] where there is no
    /// number.
    pub async fn reveal_phone(&self, caller: &Caller, listing: ListingId) -> Result<String> {
        let me = caller.acting(TokenScope::ContactsWrite)?.user;
        let home = self.public_home(listing).await?;
        let phone = home.phone.ok_or(Error::NotFound)?;
        if home.host == Some(me) {
            return Ok(phone);
        }
        let now = self.moment();
        let since = now - SHOWN_FOR;
        let store = self.store().primary_reads();
        if store.contacts().is_revealed(me, listing, since).await? {
            return Ok(phone);
        }
        let mut unit = self.store().begin().await?;
        unit.lock_account(me).await?;
        if unit.revealed_homes(me, listing, since).await? >= HOMES_PER_ACCOUNT {
            return Err(Error::RateLimited(3_600));
        }
        // Last, so that who is refused takes nothing from the others of the network.
        let key = ["phones:", &caller.client.network().to_string()].concat();
        self.slow_down(&key, HOMES_PER_NETWORK, SHOWN_FOR).await?;
        let ip = caller.client.ip.to_string();
        unit.put_reveal(me, listing, &ip, now).await?;
        unit.commit().await?;
        Ok(phone)
    }
}
