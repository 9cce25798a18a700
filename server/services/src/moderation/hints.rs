//! Hints for who decides: what is much like it, what is unusual about it. None of them decides anything.

use crate::{Result, Services};
use domain::{
    DivisionCode, ListingCard, ListingId, NamedPlace, Rent, RentComparison, UserId,
    account::admin::Paged,
    moderation::{
        contacts,
        hint::{Alike, Hint, LIKENESS_BITS, OUTLIER_PERCENT},
        report::Report,
    },
    offer::{ListingContent, ListingForm},
};
use std::{cmp::Reverse, collections::BTreeMap};
use store::{AlikeRow, LikePhoto};

/// How far the areas of one home may be apart, in parts of it.
const AREA_NEAR: f64 = 0.03;
/// How far its rents may be apart, in parts of it.
const RENT_NEAR: f64 = 0.10;
/// Other homes that are named.
const OTHERS: usize = 10;

/// What hints are about.
pub(super) struct Looked<'a> {
    pub(super) listing: ListingId,
    pub(super) publisher: Option<UserId>,
    pub(super) form: &'a ListingForm,
    /// What the form says, when it can be read.
    pub(super) content: Option<&'a ListingContent>,
    pub(super) reports: &'a Paged<Report>,
}

impl Services {
    /// All hints about what was handed in.
    pub(super) async fn hints(&self, looked: &Looked<'_>) -> Result<Vec<Hint>> {
        let mut hints = Vec::new();
        if let Some(content) = looked.content {
            hints.extend(self.duplicates(looked, content).await?);
        }
        hints.extend(self.same_photos(looked).await?);
        if let Some(content) = looked.content {
            hints.extend(self.outliers(looked.listing, content));
        }
        for (field, text) in [
            ("title", &looked.form.title),
            ("detail", &looked.form.detail),
            ("street", &looked.form.street),
        ] {
            hints.extend(contacts(text).into_iter().map(|contact| Hint::Contact {
                field: field.to_owned(),
                contact,
            }));
        }
        if let Some(publisher) = looked.publisher {
            let now = self.clock().now();
            let (active, _) = self.barred_until(publisher, now).await?;
            if active > 0 {
                hints.push(Hint::Strikes {
                    active,
                    limit: self.0.accounts.settings.moderation.strikes_max,
                });
            }
        }
        if looked.reports.total > 0 {
            hints.push(Hint::Reports {
                open: u32::try_from(looked.reports.total).unwrap_or(u32::MAX),
            });
        }
        Ok(hints)
    }

    /// Homes in the same estate on the same floor, of nearly the same area and rent, whoever offers
    /// them. What is unknown is like nothing.
    async fn duplicates(&self, looked: &Looked<'_>, content: &ListingContent) -> Result<Vec<Hint>> {
        let known = content.estate.zip(content.floor.number).zip(content.area);
        let Some(((estate, floor), area)) = known else {
            return Ok(Vec::new());
        };
        let fen = content.rent.fen();
        let off = (fen as f64 * RENT_NEAR) as i64;
        let areas = (area * (1.0 - AREA_NEAR), area * (1.0 + AREA_NEAR));
        let rents = (fen - off, fen + off);
        let store = self.store().primary_reads();
        let moderation = store.moderation();
        let others = moderation
            .alike(looked.listing, (estate, floor), areas, rents)
            .await?;
        let others = others.into_iter().map(|row| alike(row, looked));
        let hint = |other| Hint::Duplicate { other };
        Ok(others.map(hint).collect())
    }

    /// Other homes whose photos look like those that were handed in.
    async fn same_photos(&self, looked: &Looked<'_>) -> Result<Vec<Hint>> {
        let store = self.store().primary_reads();
        let moderation = store.moderation();
        let own = moderation.likenesses_of(looked.listing).await?;
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let found: Vec<LikePhoto> = moderation
            .photos_like(looked.listing, &own, LIKENESS_BITS)
            .await?;
        let mut homes: BTreeMap<ListingId, u32> = BTreeMap::new();
        for photo in found {
            *homes.entry(photo.listing).or_default() += 1;
        }
        if homes.is_empty() {
            return Ok(Vec::new());
        }
        let mut most: Vec<(u32, ListingId)> = homes.iter().map(|(id, n)| (*n, *id)).collect();
        most.sort_unstable_by_key(|(photos, id)| (Reverse(*photos), *id));
        most.truncate(OTHERS);
        let ids: Vec<ListingId> = most.into_iter().map(|(_, id)| id).collect();
        let rows = moderation.alike_by_ids(&ids).await?;
        let hint = |row: AlikeRow| Hint::SamePhotos {
            photos: homes.get(&row.listing).copied().unwrap_or_default(),
            other: alike(row, looked),
        };
        Ok(rows.into_iter().map(hint).collect())
    }

    /// A rent that is far from what comparable homes cost, in all and for its area.
    fn outliers(&self, listing: ListingId, content: &ListingContent) -> Vec<Hint> {
        let rent = content.rent.yuan();
        let mut hints = Vec::new();
        let card = card(listing, content);
        if let Some(comparison) = self.index().comparison(&card) {
            let percent = comparison.percent_from_median(rent);
            if percent >= OUTLIER_PERCENT {
                hints.push(Hint::Rent {
                    percent,
                    above: rent > comparison.median_rent,
                    count: comparison.count,
                    median: comparison.median_rent,
                });
            }
        }
        if let Some(suggestion) = self.index().suggest_rent(content) {
            let by_area = RentComparison {
                count: suggestion.count,
                median_rent: suggestion.rent,
                lower_quartile: suggestion.low,
                upper_quartile: suggestion.high,
                lowest: suggestion.low,
                highest: suggestion.high,
            };
            let percent = by_area.percent_from_median(rent);
            if percent >= OUTLIER_PERCENT {
                hints.push(Hint::RentForArea {
                    percent,
                    above: rent > suggestion.rent,
                    count: suggestion.count,
                    expected: suggestion.rent,
                });
            }
        }
        hints
    }
}

fn alike(row: AlikeRow, looked: &Looked<'_>) -> Alike {
    Alike {
        listing: row.listing,
        title: row.title,
        status: row.status,
        rent: Rent::from_fen(row.rent_fen)
            .map(Rent::yuan)
            .unwrap_or_default(),
        area: row.area,
        same_publisher: row.publisher.is_some() && row.publisher == looked.publisher,
    }
}

/// What the index compares by: the place, the mode and the rooms.
fn card(id: ListingId, content: &ListingContent) -> ListingCard {
    let place = |id: i64| NamedPlace {
        id,
        name: String::new(),
    };
    let division = |code: DivisionCode| place(code.0.into());
    ListingCard {
        id,
        title: content.title.clone(),
        rent: content.rent.yuan(),
        area: content.area.map(|area| area as f32),
        mode: content.mode,
        layout: content.layout,
        floor: content.floor,
        orientation: content.orientation,
        decoration: content.decoration,
        lift: content.lift,
        near_subway: false,
        agent_fee: content.agent_fee,
        payment: content.payment,
        city: division(content.city),
        district: content.district.map(division),
        business_district: content.business_district.map(|id| place(id.0)),
        estate: content.estate.map(|id| place(id.0)),
        street: None,
        tags: Vec::new(),
        photo: None,
        point: content.point,
        agent: None,
        available_from: content.available_from,
        published_on: content.available_from.unwrap_or_default(),
        demo: false,
    }
}
