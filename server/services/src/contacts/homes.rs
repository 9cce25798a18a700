//! What somebody may do about a home.

use super::phone::SHOWN_FOR;
use crate::{Caller, Error, Result, Services};
use chrono::{DateTime, Utc};
use domain::{
    ListingId, ListingStatus, UserId,
    account::token::TokenScope,
    contact::{HomeContact, free_slots},
};
use store::HomeHost;

impl Services {
    /// Who answers for a home and when it can be seen, and what the caller has done about it already. Of one that
    /// is reserved only the latter.
    ///
    /// # Errors
    /// [`Error::Gone`] or [`Error::NotFound`] when it is not public.
    pub async fn home_contact(&self, caller: &Caller, listing: ListingId) -> Result<HomeContact> {
        let me = caller.acting(TokenScope::ContactsRead)?.user;
        let home = self.home_to_see(listing).await?;
        let reserved = home.status == ListingStatus::Reserved;
        let store = self.store().primary_reads();
        let (listings, contacts) = (store.listings(), store.contacts());
        let record = listings.detail(listing).await?.ok_or(Error::NotFound)?;
        let card = record.listing.card;
        let since = self.moment() - SHOWN_FOR;
        let shown = contacts.is_revealed(me, listing, since).await?;
        Ok(HomeContact {
            home: card,
            host: home.host.and(home.host_name.clone()),
            own: home.host == Some(me),
            reserved,
            response: match home.agent {
                Some(agent) => self.response_rate(agent).await?,
                None => None,
            },
            callable: home.phone.is_some() && !reserved,
            phone: home.phone.clone().filter(|_| shown),
            enquiry: contacts.enquiry_about(listing, me).await?,
            viewing: contacts.open_viewing_of(listing, me).await?,
            slots: if reserved {
                Vec::new()
            } else {
                self.slots_of(&home, me).await?
            },
        })
    }

    /// The half hours in which the caller can see a home, in order; none where nobody shows it.
    ///
    /// # Errors
    /// [`Error::Gone`] or [`Error::NotFound`] when it is not public.
    pub async fn slots(&self, caller: &Caller, listing: ListingId) -> Result<Vec<DateTime<Utc>>> {
        let me = caller.acting(TokenScope::ContactsRead)?.user;
        let home = self.public_home(listing).await?;
        self.slots_of(&home, me).await
    }

    async fn slots_of(&self, home: &HomeHost, renter: UserId) -> Result<Vec<DateTime<Utc>>> {
        match home.host {
            Some(host) if host != renter => self.free_slots_of(host, renter).await,
            _ => Ok(Vec::new()),
        }
    }

    /// The slots of `host` that are free for `renter`.
    pub(super) async fn free_slots_of(
        &self,
        host: UserId,
        renter: UserId,
    ) -> Result<Vec<DateTime<Utc>>> {
        let now = self.moment();
        let store = self.store().primary_reads();
        let contacts = store.contacts();
        let hours = contacts
            .hours(host, domain::contact::china_date(now))
            .await?;
        if hours.are_empty() {
            return Ok(Vec::new());
        }
        let taken = contacts.taken_slots(host, renter, now).await?;
        Ok(free_slots(&hours, now, &taken))
    }
}
