//! Whether the places that a listing names are there, and lie in each other.

use crate::{Caller, Error, Result, Services, looked_for::looked_for};
use domain::{
    DivisionCode, FieldError, PlaceKind,
    account::token::TokenScope,
    offer::{EstateChoice, ListingContent},
};
use store::PlaceChoices;

/// The city of who has no home yet: Beijing.
const CAPITAL: DivisionCode = DivisionCode(110_100);
/// Estates that are suggested.
const SUGGESTED: u32 = 8;

impl Services {
    /// Puts the places of `content` in order: an estate that is named as one that is there becomes that
    /// one, and brings its business district along.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the place that is not there, or not in the other.
    pub(crate) async fn placed(&self, mut content: ListingContent) -> Result<ListingContent> {
        let mut wrong = Vec::new();
        let mut say = |field: &str| {
            wrong.push(FieldError {
                field: field.into(),
                code: "unknown_value".into(),
            });
        };
        let store = self.store().primary_reads();
        let places = store.offers();
        let is_city = self.gazetteer().is_city(content.city);
        if !is_city {
            say("city");
        }
        if let Some(district) = content.district {
            let place = self
                .gazetteer()
                .place(PlaceKind::District, district.0.into());
            let city = place.map(|place| place.city_code());
            if is_city && city != Some(content.city) {
                say("district");
            }
        }
        let within = [content.district, Some(content.city)];
        if let Some(place) = content.business_district {
            let division = places.division_of(place).await?;
            if division.is_none() || !within.contains(&division) {
                say("business_district");
            }
        }
        let division = content.district.unwrap_or(content.city);
        if content.estate.is_none() && !content.estate_name.is_empty() {
            content.estate = match places.estate_named(division, &content.estate_name).await? {
                None if division != content.city => {
                    places
                        .estate_named(content.city, &content.estate_name)
                        .await?
                }
                found => found,
            };
            if content.estate.is_none() {
                // It may have had that name before it was merged into another.
                let called = store.moderation();
                content.estate = called.estate_called(division, &content.estate_name).await?;
            }
        }
        if let Some(id) = content.estate {
            // It may have been merged into another since it was written.
            let id = store.moderation().estate_meant(id).await?;
            content.estate = Some(id);
            let estates = store.places().estates_by_ids(&[id]).await?;
            match estates.into_iter().next() {
                Some(estate) if within.contains(&Some(estate.division)) => {
                    if content.business_district.is_none() {
                        content.business_district = estate.business_district;
                    }
                    content.estate_name = estate.name;
                }
                _ => say("estate_name"),
            }
        }
        if wrong.is_empty() {
            Ok(content)
        } else {
            Err(Error::Invalid(wrong))
        }
    }

    /// What a new home of the caller starts from: a city (the one asked for, else that of the latest
    /// home, else the capital), all cities, and the districts of that one.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not publish.
    pub async fn offer_start(
        &self,
        caller: &Caller,
        city: Option<DivisionCode>,
    ) -> Result<(DivisionCode, PlaceChoices<i32>, PlaceChoices<i32>)> {
        let user = caller.offering(TokenScope::ListingsRead)?.user;
        let store = self.store().primary_reads();
        let places = store.offers();
        let city = city.filter(|city| self.gazetteer().is_city(*city));
        let city = match city {
            Some(city) => city,
            None => places.latest_city(user).await?.unwrap_or(CAPITAL),
        };
        Ok((city, places.cities().await?, places.districts(city).await?))
    }

    /// The districts of a city, and the business districts of a district.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not publish.
    pub async fn place_choices(
        &self,
        caller: &Caller,
        (city, district): (DivisionCode, DivisionCode),
    ) -> Result<(PlaceChoices<i32>, PlaceChoices<i64>)> {
        caller.offering(TokenScope::ListingsRead)?;
        let places = self.store().offers();
        Ok((
            places.districts(city).await?,
            places.business_districts(district).await?,
        ))
    }

    /// Estates of a city whose names begin with `name`, for those who publish.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not publish.
    pub async fn estate_choices(
        &self,
        caller: &Caller,
        city: DivisionCode,
        name: &str,
    ) -> Result<Vec<EstateChoice>> {
        caller.offering(TokenScope::ListingsRead)?;
        let name = looked_for(name);
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let found = self
            .store()
            .offers()
            .estates_like(city, &name, SUGGESTED)
            .await?;
        let choice = |(id, name, district)| EstateChoice { id, name, district };
        Ok(found.into_iter().map(choice).collect())
    }
}
