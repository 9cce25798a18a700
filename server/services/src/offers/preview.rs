//! A home as renters would see it, if what is written were public.

use super::content::{content_of, left_open, read_form};
use crate::{Caller, Error, Result, Services};
use domain::{
    FieldError, ListingDetail, ListingId, ListingStatus, NamedPlace, PlaceKind, TagId, TagLabel,
    account::Method,
    contact::china_date,
    offer::{LeftOpen, ListingContent, ListingForm, Preview},
};
use store::ListingRecord;

/// Stands for a text that nobody has said.
const UNKNOWN: &str = "—";

/// What takes the place of what is missing or wrong.
#[derive(Clone, Copy)]
enum Fill {
    Known,
    Nothing,
    Mark,
}

impl Services {
    /// A listing as its page would be, if what is written about it were public.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a listing that is not the caller's, [`Error::Invalid`] when what is written cannot be
    /// shown yet.
    pub async fn preview(&self, caller: &Caller, id: ListingId) -> Result<ListingDetail> {
        let preview = self.preview_so_far(caller, id).await?;
        if preview.wrong.is_empty() {
            Ok(preview.listing)
        } else {
            Err(Error::Invalid(preview.wrong))
        }
    }

    /// The same of whatever is written so far, with what is missing or wrong.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a listing that is not the caller's.
    pub async fn preview_so_far(&self, caller: &Caller, id: ListingId) -> Result<Preview> {
        let offer = self.own_offer(caller, Method::Get, id).await?;
        let store = self.store().primary_reads();
        let record = store.listings().detail(id).await?;
        let mut record = record.ok_or(Error::NotFound)?;
        let mut wrong = Vec::new();
        if let Some(edit) = store.offers().edit(id).await? {
            let form = read_form(&edit.form)?;
            let known = ListingForm::of(&content_of(&record, &offer));
            let (content, problems) = self
                .as_far_as_it_goes(form, &known, left_open(&offer, &known))
                .await?;
            wrong = problems;
            self.put_into(&mut record, content);
            (record.photos, record.captions) = store.offers().photos_written(id).await?;
            record.listing.card.photo = record.photos.first().cloned();
        }
        record.status = ListingStatus::InReview;
        Ok(Preview {
            listing: self.detail_of(record).await?,
            wrong,
        })
    }

    /// What `form` says, and what of it is missing or wrong: there stands what is `known`, else nothing.
    async fn as_far_as_it_goes(
        &self,
        mut form: ListingForm,
        known: &ListingForm,
        open: LeftOpen,
    ) -> Result<(ListingContent, Vec<FieldError>)> {
        let today = china_date(self.clock().now());
        let mut problems: Vec<FieldError> = Vec::new();
        // What is filled in may be wrong in turn, such as a day that has passed; what is empty may be missing.
        for fill in [Fill::Known, Fill::Nothing, Fill::Mark] {
            let wrong = match form.check_leaving(open, today) {
                Ok(content) => match self.placed(content).await {
                    Ok(content) => return Ok((content, problems)),
                    Err(Error::Invalid(wrong)) => wrong,
                    Err(error) => return Err(error),
                },
                Err(wrong) => wrong,
            };
            for wrong in wrong {
                if let Some(place) = form.field_mut(&wrong.field) {
                    *place = match fill {
                        Fill::Known => known.get(&wrong.field).unwrap_or_default().to_owned(),
                        Fill::Nothing => String::new(),
                        Fill::Mark => UNKNOWN.to_owned(),
                    };
                }
                if !problems.iter().any(|known| known.field == wrong.field) {
                    problems.push(wrong);
                }
            }
        }
        let content = form.check_leaving(open, today).map_err(Error::Invalid)?;
        Ok((self.placed(content).await?, problems))
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
