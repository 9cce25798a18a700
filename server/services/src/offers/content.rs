//! Between what the database keeps of a listing and what its editor shows.

use crate::{Error, Result, Services};
use chrono::{DateTime, Utc};
use domain::{
    BusinessDistrictId, DivisionCode, EstateId, FloorPlanId, Layout, ListingStatus,
    classic::HouseType,
    offer::{LeftOpen, ListingContent, ListingForm},
};
use sha2::{Digest, Sha256};
use store::{ListingRecord, NewEstate, NewListing, OfferRecord, Unit, floor_plan_for};

/// A home is near the metro within this many metres.
const NEAR_METRES: u32 = 1_000;

/// What a listing says.
pub(crate) fn content_of(record: &ListingRecord, offer: &OfferRecord) -> ListingContent {
    let card = &record.listing.card;
    let code = |id: i64| i32::try_from(id).ok().map(DivisionCode);
    ListingContent {
        title: card.title.clone(),
        detail: record.listing.detail.clone(),
        rent: offer.rent,
        area: offer.area,
        mode: card.mode,
        layout: card.layout,
        floor: card.floor,
        orientation: card.orientation,
        lift: card.lift,
        decoration: card.decoration,
        facilities: record.facilities,
        payment: card.payment,
        agent_fee: card.agent_fee,
        available_from: card.available_from,
        city: code(card.city.id).unwrap_or(DivisionCode(0)),
        district: card.district.as_ref().and_then(|place| code(place.id)),
        business_district: card
            .business_district
            .as_ref()
            .map(|place| BusinessDistrictId(place.id)),
        estate: card.estate.as_ref().map(|place| EstateId(place.id)),
        estate_name: card
            .estate
            .as_ref()
            .map(|place| place.name.clone())
            .unwrap_or_default(),
        street: card.street.clone(),
        point: card.point,
        tags: card.tags.iter().map(|tag| tag.name.clone()).collect(),
    }
}

/// A form as it is kept.
pub(crate) fn read_form(json: &str) -> Result<ListingForm> {
    serde_json::from_str(json).map_err(Error::internal)
}

/// The version of a public text that nobody writes about: below zero, and another for each text. Whoever
/// begins to write says by it which text that was.
pub(super) fn version_of(public: &ListingForm) -> Result<i64> {
    let hash = Sha256::digest(written(public)?);
    let first = hash.iter().take(6);
    let number = first.fold(0, |number, byte| number << 8 | i64::from(*byte));
    Ok(-1 - number)
}

/// A form as it is to be kept.
pub(super) fn written(form: &ListingForm) -> Result<String> {
    serde_json::to_string(form).map_err(Error::internal)
}

/// What a change of a listing may leave open; `public` is what is public of it.
pub(super) fn left_open(offer: &OfferRecord, public: &ListingForm) -> LeftOpen {
    match offer.status.was_public() {
        true => LeftOpen::by(public),
        false => LeftOpen::default(),
    }
}

/// The floor plan of a home that says `content`. It stays while rooms and halls do, and a villa is one however it
/// is divided.
fn floor_plan(offer: &OfferRecord, content: &ListingContent) -> Option<FloorPlanId> {
    let counts = |layout: Layout| (layout.rooms, layout.halls);
    let stays = counts(offer.layout) == counts(content.layout)
        || offer.floor_plan == Some(HouseType::Villa.floor_plan());
    let kept = offer.floor_plan.filter(|_| stays);
    kept.or_else(|| floor_plan_for(content.layout))
}

impl Services {
    /// What a change of a listing may leave open.
    pub(crate) async fn left_open(&self, offer: &OfferRecord) -> Result<LeftOpen> {
        match offer.status.was_public() {
            true => Ok(LeftOpen::by(&self.public_form(offer).await?)),
            false => Ok(LeftOpen::default()),
        }
    }

    /// What is public of a listing, as its editor says it.
    pub(crate) async fn public_form(&self, offer: &OfferRecord) -> Result<ListingForm> {
        let store = self.store().primary_reads();
        let record = store.listings().detail(offer.id).await?;
        let record = record.ok_or(Error::NotFound)?;
        Ok(ListingForm::of(&content_of(&record, offer)))
    }

    /// Makes a listing say what `content` says. An estate that is named only is made, to be checked.
    pub(super) async fn write_listing(
        &self,
        unit: &mut Unit,
        offer: &OfferRecord,
        content: &ListingContent,
        status: ListingStatus,
        now: DateTime<Utc>,
    ) -> Result<domain::ListingId> {
        let estate = match content.estate {
            Some(estate) => Some(estate),
            None => self.named_estate(unit, offer, content).await?,
        };
        // The first move of a rent that nobody looked at is the one that is kept.
        if status.was_public() && content.rent != offer.rent && offer.reviewed_rent.is_none() {
            unit.rent_reviewed(offer.id, Some(offer.rent)).await?;
        }
        let tags = unit.put_tags(&content.tags).await?;
        let row = self.row(offer, content, estate, tags, status);
        let put = unit.put_listings(&[row], now).await?;
        put.first()
            .map(|put| put.id)
            .ok_or_else(|| Error::internal("a listing that was put is not there"))
    }

    async fn named_estate(
        &self,
        unit: &mut Unit,
        offer: &OfferRecord,
        content: &ListingContent,
    ) -> Result<Option<EstateId>> {
        let name = content.estate_name.trim();
        if name.is_empty() {
            return Ok(None);
        }
        let estate = NewEstate {
            division: content.district.unwrap_or(content.city),
            business_district: content.business_district,
            name: name.to_owned(),
            hot: 0,
            intro: String::new(),
            point: content.point,
        };
        Ok(Some(unit.suggest_estate(&estate, offer.publisher).await?))
    }

    fn row(
        &self,
        offer: &OfferRecord,
        content: &ListingContent,
        estate: Option<EstateId>,
        tags: Vec<domain::TagId>,
        status: ListingStatus,
    ) -> NewListing {
        let stations = self.gazetteer().stations();
        let nearest = content.point.map(|point| stations.nearest(point, 1));
        let metres = nearest.and_then(|found| found.first().map(|station| station.metres));
        NewListing {
            source: offer.source.clone(),
            source_id: offer.source_id.clone(),
            title: content.title.clone(),
            detail: content.detail.clone(),
            rent: content.rent,
            area: content.area,
            mode: content.mode,
            layout: content.layout,
            floor_plan: floor_plan(offer, content),
            floor: content.floor,
            orientation: content.orientation,
            lift: content.lift,
            decoration: content.decoration,
            facilities: content.facilities,
            payment: content.payment,
            agent_fee: content.agent_fee,
            available_from: content.available_from,
            city: content.city,
            district: content.district,
            business_district: content.business_district,
            estate,
            street: content.street.clone(),
            near_subway: metres.is_some_and(|metres| metres <= NEAR_METRES),
            subway_metres: metres,
            point: content.point,
            agent: offer.agent,
            publisher: offer.publisher,
            status,
            tags,
            published_at: offer.published_at,
            demo: offer.demo,
        }
    }
}
