//! Lists of homes, and one home.

use super::{Listed, Paging};
use crate::{Caller, Error, Gazetteer, Result, Services};
use domain::ListingId;
use search::{HomeRow, HomesQuery};
use store::{ClassicHome, ListingRecord};

/// A home in the hands of who writes about it.
pub struct WrittenHome {
    /// What the database has of it.
    pub record: ListingRecord,
    /// Its agent and its photos.
    pub home: ClassicHome,
}

impl Services {
    /// Lets `read` look at a page of public homes, with the names of floor plans; nothing when there is no such
    /// page. No SQL. Who shows them counts that.
    pub fn classic_homes<R>(
        &self,
        query: &HomesQuery<'_>,
        paging: Paging,
        read: impl FnOnce(&Gazetteer, &Listed<HomeRow<'_>>) -> R,
    ) -> Option<R> {
        let gazetteer = self.gazetteer();
        self.0.index.homes(query, |homes| {
            let total = homes.total();
            let (page, pages, cut) = paging.within(total as u64)?;
            let items = homes.part(cut.skip as usize, cut.length as usize);
            let listed = Listed {
                total: total as u64,
                page,
                pages,
                items,
            };
            Some(read(&gazetteer, &listed))
        })
    }

    /// Lets `read` look at a public home, with the names of floor plans. One statement. Who shows it counts that.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a home that is not public, or not yet for searches.
    pub async fn classic_home<R>(
        &self,
        id: ListingId,
        read: impl FnOnce(&Gazetteer, HomeRow<'_>, &ClassicHome) -> R,
    ) -> Result<R> {
        let home = self.store().classic().home(id).await?;
        let home = home.ok_or(Error::NotFound)?;
        let gazetteer = self.gazetteer();
        let index = &self.0.index;
        let answer = index.home(id, |row| read(&gazetteer, row, &home));
        answer.ok_or(Error::NotFound)
    }

    /// A home that the caller may read as its publisher, public or not.
    ///
    /// # Errors
    /// [`Error::NotFound`] for every other.
    pub async fn classic_own_home(&self, caller: &Caller, id: ListingId) -> Result<WrittenHome> {
        if caller.person.is_none() {
            return Err(Error::NotFound);
        }
        self.own_offer(caller, domain::account::Method::Get, id)
            .await?;
        let store = self.store().primary_reads();
        let record = store.listings().detail(id).await?.ok_or(Error::NotFound)?;
        let agent = match record.listing.card.agent {
            Some(agent) => store.classic().agent(agent).await?,
            None => None,
        };
        let home = ClassicHome {
            detail: record.listing.detail.clone(),
            agent: agent.map(|agent| (agent.id, agent.name, agent.phone, agent.service)),
            photos: Vec::new(),
        };
        Ok(WrittenHome { record, home })
    }
}
