//! A home as renters would see it, if what is written were public.

use super::content::read_form;
use crate::{Caller, Error, Result, Services};
use domain::{
    ListingDetail, ListingId, ListingStatus, NamedPlace, PlaceKind, TagId, TagLabel,
    account::Method, offer::ListingContent,
};
use store::ListingRecord;

impl Services {
    /// A listing as its page would be, if what is written about it were public.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a listing that is not the caller's, [`Error::Invalid`] when what is written cannot be
    /// shown yet.
    pub async fn preview(&self, caller: &Caller, id: ListingId) -> Result<ListingDetail> {
        self.own_offer(caller, Method::Get, id).await?;
        let store = self.store().primary_reads();
        let record = store.listings().detail(id).await?;
        let mut record = record.ok_or(Error::NotFound)?;
        if let Some(edit) = store.offers().edit(id).await? {
            let form = read_form(&edit.form)?;
            let today = super::day_in_china(self.clock().now());
            let content = form.check(today).map_err(Error::Invalid)?;
            let content = self.placed(content).await?;
            self.put_into(&mut record, content);
            record.photos = store.offers().photos_written(id).await?;
            record.listing.card.photo = record.photos.first().cloned();
        }
        record.status = ListingStatus::InReview;
        self.detail_of(record).await
    }

    fn put_into(&self, record: &mut ListingRecord, content: ListingContent) {
        let place = |kind, id: Option<i64>| -> Option<NamedPlace> {
            let known = self.gazetteer().place(kind, id?)?;
            Some(known.place)
        };
        let card = &mut record.listing.card;
        let district = content.district.map(|code| code.0.into());
        let business_district = content.business_district.map(|id| id.0);
        let estate = content.estate.map(|id| id.0);
        if let Some(city) = place(PlaceKind::City, Some(content.city.0.into())) {
            card.city = city;
        }
        card.district = place(PlaceKind::District, district);
        card.business_district = place(PlaceKind::BusinessDistrict, business_district);
        card.estate = place(PlaceKind::Estate, estate).or_else(|| {
            let named = !content.estate_name.is_empty();
            named.then(|| NamedPlace {
                id: estate.unwrap_or_default(),
                name: content.estate_name.clone(),
            })
        });
        card.title = content.title;
        card.rent = content.rent.yuan();
        card.area = content.area.map(|area| area as f32);
        card.mode = content.mode;
        card.layout = content.layout;
        card.floor = content.floor;
        card.orientation = content.orientation;
        card.decoration = content.decoration;
        card.lift = content.lift;
        card.agent_fee = content.agent_fee;
        card.payment = content.payment;
        card.street = content.street;
        card.point = content.point;
        card.available_from = content.available_from;
        card.tags = content
            .tags
            .into_iter()
            .map(|name| TagLabel { id: TagId(0), name })
            .collect();
        record.facilities = content.facilities;
        record.listing.detail = content.detail;
    }
}
