//! Lists of what homes refer to.

use super::{Listed, Paging};
use crate::{Caller, Error, Result, Services};
use domain::{
    EstateId, NamedPlace, PlaceKind,
    moderation::{DictionaryKind, dictionary::EntryForm},
};
use store::ClassicEstates;

/// An estate with what it lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EstateDetail {
    /// The estate.
    pub place: NamedPlace,
    /// The district, or the city where no district is known.
    pub division: Option<NamedPlace>,
    /// How much it is asked for.
    pub hot: i32,
    /// A few words about it.
    pub intro: String,
}

impl Services {
    /// A page of the tags, by number; nothing when there is no such page.
    pub async fn classic_tags(&self, paging: Paging) -> Result<Option<Listed<NamedPlace>>> {
        let kind = DictionaryKind::Tags;
        let store = self.store().primary_reads();
        let total = store.classic().names_count(kind).await?;
        let Some((page, pages, cut)) = paging.within(total) else {
            return Ok(None);
        };
        Ok(Some(Listed {
            total,
            page,
            pages,
            items: store.classic().names(kind, cut).await?,
        }))
    }

    /// All floor plans, by number.
    pub async fn classic_floor_plans(&self) -> Result<Vec<NamedPlace>> {
        let store = self.store().primary_reads();
        let all = store.listings().floor_plans().await?;
        let named = all.into_iter().map(|plan| NamedPlace {
            id: plan.id.0,
            name: plan.name,
        });
        Ok(named.collect())
    }

    /// A page of the estates that somebody has looked at; nothing when there is no such page.
    pub async fn classic_estates(
        &self,
        query: &ClassicEstates,
        paging: Paging,
    ) -> Result<Option<Listed<NamedPlace>>> {
        let store = self.store().primary_reads();
        let total = store.classic().estates_count(query).await?;
        let Some((page, pages, cut)) = paging.within(total) else {
            return Ok(None);
        };
        Ok(Some(Listed {
            total,
            page,
            pages,
            items: store.classic().estates(query, cut).await?,
        }))
    }

    /// An estate.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not there, or that nobody has looked at.
    pub async fn classic_estate(&self, caller: &Caller, id: EstateId) -> Result<EstateDetail> {
        let entry = self
            .entry(caller, DictionaryKind::Estates, id.0)
            .await?
            .entry;
        Ok(EstateDetail {
            place: NamedPlace {
                id: entry.id,
                name: entry.name,
            },
            division: entry.division,
            hot: entry.hot.unwrap_or_default(),
            intro: entry.intro.unwrap_or_default(),
        })
    }

    /// Lets an entry of a dictionary say what `change` makes of it; what it leaves alone stays.
    ///
    /// # Errors
    /// Those of [`Services::change_entry`].
    pub async fn change_part_of_entry(
        &self,
        caller: &Caller,
        kind: DictionaryKind,
        id: i64,
        change: impl FnOnce(&mut EntryForm),
    ) -> Result<()> {
        // Who may not change it is told so, and nothing of whether it is there.
        let resource = format!("/{}/{id}", kind.as_str());
        caller.require(domain::account::Method::Put, &resource)?;
        let store = self.store().primary_reads();
        let entry = store.moderation().entry(kind, id).await?;
        let mut form = EntryForm::of(&entry.ok_or(Error::NotFound)?);
        change(&mut form);
        self.change_entry(caller, kind, id, &form).await
    }

    /// An estate by its number and name, if it is known.
    pub(super) fn known_estate(&self, id: i64) -> Option<NamedPlace> {
        let known = self.gazetteer().place(PlaceKind::Estate, id);
        known.map(|known| known.place)
    }
}
