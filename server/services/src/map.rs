//! Homes on the map.

use crate::{Error, Result, Services, demo};
use domain::{HomeMap, ListingCard, ListingQuery, MapView, ParsedQuery, Position, QueryIssue};
use search::PlacePoints;
use store::Store;

impl Services {
    /// The map of the homes that match `parsed`: those of [`Services::search`], of whatever page.
    ///
    /// # Errors
    /// Only when the index cannot be read.
    pub fn home_map(&self, parsed: &ParsedQuery, view: MapView) -> Result<HomeMap> {
        Ok(self
            .0
            .index
            .home_map(&self.understood(parsed).query, view)?)
    }

    /// Where homes stand on the map, in their order.
    pub fn positions(&self, homes: &[ListingCard]) -> Vec<Option<Position>> {
        let positions = homes.iter().map(|card| self.0.index.home_position(card.id));
        positions.collect()
    }
}

/// What the reader should know of the area that was drawn.
pub(crate) fn area_issue(query: &ListingQuery) -> Option<QueryIssue> {
    let area = query.within.as_ref()?;
    area.crosses_itself().then(|| QueryIssue {
        param: "within".into(),
        code: "crosses_itself".into(),
    })
}

/// Where places are: as stored, and for business districts without a point as it is known to the
/// program.
pub(crate) async fn place_points(store: &Store) -> Result<PlacePoints> {
    let known = demo::business_district_points().map_err(Error::internal)?;
    let places = store.places();
    let business_districts = places.business_districts().await?;
    let divisions = places.divisions().await?;
    Ok(PlacePoints {
        business_districts: business_districts
            .into_iter()
            .filter_map(|place| {
                let known = || known.get(&(place.division, place.name.clone())).copied();
                Some((place.id.0, place.point.or_else(known)?))
            })
            .collect(),
        divisions: divisions
            .into_iter()
            .map(|division| (division.code.0.into(), division.point))
            .collect(),
    })
}
