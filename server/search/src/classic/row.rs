//! One home of a list, read where it lies in memory.

use crate::model::{Cards, Facts, Shard, Texts};
use chrono::NaiveDate;
use domain::{ListingId, OrientationSet, RentMode};

/// One home of a list.
#[derive(Clone, Copy)]
pub struct HomeRow<'a> {
    shard: &'a Shard,
    row: u32,
    card: Option<(Facts, Texts<'a>)>,
}

impl<'a> HomeRow<'a> {
    pub(super) fn new(shard: &'a Shard, row: u32) -> Self {
        Self {
            shard,
            row,
            card: Cards::get(&shard.cards, row),
        }
    }

    fn of<T: Copy>(&self, column: &[T]) -> Option<T> {
        column.get(self.row as usize).copied()
    }

    fn texts(&self) -> Option<Texts<'a>> {
        self.card.map(|(_, texts)| texts)
    }

    fn facts(&self) -> Option<Facts> {
        self.card.map(|(facts, _)| facts)
    }

    /// The listing.
    pub fn id(&self) -> ListingId {
        ListingId(self.of(&self.shard.id).unwrap_or_default())
    }

    /// The headline.
    pub fn title(&self) -> &'a str {
        self.texts().map_or("", |texts| texts.title)
    }

    /// Street and number.
    pub fn street(&self) -> Option<&'a str> {
        self.texts().and_then(|texts| texts.street)
    }

    /// The key of the main photo.
    pub fn photo(&self) -> Option<&'a str> {
        self.texts().and_then(|texts| texts.photo)
    }

    /// Monthly rent in whole CNY.
    pub fn rent(&self) -> u32 {
        self.of(&self.shard.rent).unwrap_or_default()
    }

    /// Area in m².
    pub fn area(&self) -> Option<f32> {
        self.of(&self.shard.area).filter(|area| !area.is_nan())
    }

    /// Floor, and floors of the building.
    pub fn floor(&self) -> (Option<i16>, Option<i16>) {
        let floor = self.facts().map(|facts| facts.floor).unwrap_or_default();
        (floor.number, floor.total)
    }

    /// The directions it faces.
    pub fn orientation(&self) -> OrientationSet {
        self.facts()
            .map(|facts| facts.orientation)
            .unwrap_or_default()
    }

    /// Whether it is a room in a shared home.
    pub fn is_shared(&self) -> bool {
        self.facts()
            .is_some_and(|facts| facts.mode == RentMode::Shared)
    }

    /// Whether a metro station is near.
    pub fn is_near_subway(&self) -> bool {
        self.facts().is_some_and(|facts| facts.near_subway)
    }

    /// Whether an agent fee is due.
    pub fn has_agent_fee(&self) -> bool {
        self.facts()
            .is_some_and(|facts| facts.agent_fee == Some(true))
    }

    /// The day it became public.
    pub fn published_on(&self) -> NaiveDate {
        let days = self.of(&self.shard.published).unwrap_or_default();
        NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default()
    }

    /// The number of its house type.
    pub fn house_type(&self) -> i64 {
        self.of(&self.shard.house_type).unwrap_or_default().into()
    }

    /// City, by code and name.
    pub fn city(&self) -> (i64, &'a str) {
        (self.shard.city.id, &self.shard.city.name)
    }

    /// District, by code and name.
    pub fn district(&self) -> Option<(i64, &'a str)> {
        let districts = &self.shard.districts;
        let code = districts.code(self.row);
        districts.names.id(code).zip(districts.names.name(code))
    }

    /// Estate, by id and name.
    pub fn estate(&self) -> Option<(i64, &'a str)> {
        let code = self.of(&self.shard.estate)?;
        let estates = &self.shard.estates;
        estates.id(code).zip(estates.name(code))
    }

    /// Tags by id and words, the most telling first.
    pub fn tags(&self) -> impl Iterator<Item = (i64, &'a str)> + use<'a> {
        let tags = &self.shard.tags;
        let codes = self.texts().map_or(&[][..], |texts| texts.tags);
        codes
            .iter()
            .filter_map(|code| tags.id(*code).zip(tags.name(*code)))
    }
}
