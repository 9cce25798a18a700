//! The pages of places and agents, and the home page.

mod cities;
mod home;
mod neighbours;

use crate::{Error, Result, Services};
use domain::{AgentId, AgentPage, EstateId, PlaceKind, PlacePage, query::PAGE_SIZE};
use std::cmp::Reverse;

/// Cards on the page of a place and on the home page: full rows of two and of four.
const NEWEST: usize = 8;
/// Estates of a business district that are shown; the search shows the homes of all.
const ESTATES_MAX: usize = 60;

impl Services {
    /// Everything the page of a place shows. Not found unless the place is known; a place without
    /// public homes has a page. No SQL, but one statement for an estate.
    ///
    /// The place that is answered has its one true id: a directly governed municipality is found by
    /// its code as a province too.
    pub async fn place_page(&self, kind: PlaceKind, id: i64) -> Result<PlacePage> {
        let (index, gazetteer) = (&self.0.index, self.gazetteer());
        let known = gazetteer.place(kind, id).ok_or(Error::NotFound)?;
        let id = known.place.id;
        let city = known.city_code();
        let query = kind.search(Some(city), id);
        let supply = index.supply(&query, NEWEST);
        let intro = match kind {
            PlaceKind::Estate => self.intro(EstateId(id)).await?,
            _ => String::new(),
        };
        let parts_kind = match kind {
            PlaceKind::City => Some(PlaceKind::District),
            PlaceKind::District => Some(PlaceKind::BusinessDistrict),
            PlaceKind::BusinessDistrict => Some(PlaceKind::Estate),
            PlaceKind::Estate => None,
        };
        let parts = parts_kind.map_or_else(Vec::new, |part| {
            let mut homes = index.homes_by_place(&query, part);
            homes.sort_by_key(|(id, homes)| (Reverse(*homes), *id));
            homes.truncate(ESTATES_MAX);
            index.figures(city, part, &ids(&homes))
        });
        let (neighbours, nearest) = self.neighbours(&known);
        Ok(PlacePage {
            kind,
            city: known.city().clone(),
            point: known.point,
            intro,
            homes: supply.homes,
            entire: supply.entire,
            near_subway: supply.near_subway,
            newest: supply.newest,
            prices: supply.prices,
            parts_kind,
            parts,
            neighbours,
            nearest,
            place: known.place,
            within: known.within,
        })
    }

    /// Everything the page of an agent shows, with `page` of the agent's homes and the page `reviews` of
    /// what renters say. Not found unless the agent is known; an agent without public homes has a page.
    /// Three statements, two while there are no reviews.
    pub async fn agent_page(&self, id: AgentId, page: u32, reviews: u32) -> Result<AgentPage> {
        let (store, index) = (&self.0.store, &self.0.index);
        let mut record = store.agents().record(id).await?.ok_or(Error::NotFound)?;
        record.card.response = self.response_rate(id).await?;
        let mut estates = index.estates_of_agent(id);
        for estate in store.agents().estates(id).await? {
            if estates.iter().all(|(known, _)| known.id != estate.0) {
                let known = self.gazetteer().place(PlaceKind::Estate, estate.0);
                estates.extend(known.map(|known| (known.place, 0)));
            }
        }
        let page = page.max(1);
        let length = PAGE_SIZE as usize;
        let skip = |page: u32| (page as usize - 1) * length;
        let (homes, mut listings) = index.homes_of_agent(id, skip(page), length);
        let pages = homes.div_ceil(PAGE_SIZE).max(1);
        if page > pages {
            (_, listings) = index.homes_of_agent(id, skip(pages), length);
        }
        Ok(AgentPage {
            about: self.about_agent(&record, reviews).await?,
            agent: record.card,
            homes,
            page: page.min(pages),
            pages,
            listings,
            estates,
        })
    }

    async fn intro(&self, estate: EstateId) -> Result<String> {
        let estates = self.0.store.places().estates_by_ids(&[estate]).await?;
        Ok(estates
            .into_iter()
            .next()
            .map(|estate| estate.intro)
            .unwrap_or_default())
    }
}

/// `places` as ids.
fn ids(places: &[(i64, u32)]) -> Vec<i64> {
    places.iter().map(|(id, _)| *id).collect()
}
