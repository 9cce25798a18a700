//! The listings of one city in columns.

use super::{
    cards::{Cards, Facts, Texts},
    dictionary::{Dictionary, NONE},
    order::{self, Key, Order},
    places::Places,
    positions::{PlacePoints, Positions},
    values::Values,
};
use crate::bits::{self, Bitmap, Slices};
use chrono::{Datelike, NaiveDate};
use domain::{
    AgentId, IndexedListing, Layout, ListingCard, ListingId, NamedPlace, PhotoRef, Point, TagId,
    card::TagLabel, classic::HouseType, market::RentPerArea,
};
use std::{
    cmp::Reverse,
    sync::atomic::{AtomicU64, Ordering},
};

/// The number of a house type (户型): that of its floor plan.
pub type HouseTypeId = u16;

/// Numbers the shards, so that what was made from one is never taken for what another says.
static LINEAGES: AtomicU64 = AtomicU64::new(1);

/// The house type of a listing: its floor plan, else what its layout says.
pub fn house_type(listing: &IndexedListing) -> HouseTypeId {
    let Layout { rooms, halls, .. } = listing.card.layout;
    let known = listing.floor_plan;
    let plan = known.unwrap_or_else(|| HouseType::of(rooms, halls).floor_plan());
    HouseTypeId::try_from(plan.0).unwrap_or(HouseTypeId::MAX)
}

/// In the column of agents: none.
const NO_AGENT: i64 = i64::MIN;

/// Rows are only ever appended. A listing that changes gets a new row and its old one dies; when too
/// many are dead the shard is written anew.
#[derive(Clone, Debug)]
pub struct Shard {
    /// The city.
    pub city: NamedPlace,
    /// The same in every version of this shard whose rows are those of the version before and more.
    pub lineage: u64,
    pub cards: Cards,
    pub districts: Places,
    pub business_districts: Places,
    pub values: Values,
    pub estates: Dictionary,
    pub tags: Dictionary,
    /// The rows of each tag by its code.
    pub tag_rows: Vec<Bitmap>,
    /// The estate's code of each row.
    pub estate: Vec<u32>,
    /// [`NO_AGENT`] where there is none.
    pub agent: Vec<i64>,
    pub id: Vec<i64>,
    /// The house type of each row.
    pub house_type: Vec<HouseTypeId>,
    /// The rows of each house type that any row has.
    pub house_types: Vec<(HouseTypeId, Bitmap)>,
    pub rent: Vec<u32>,
    /// NaN where unknown.
    pub area: Vec<f32>,
    /// NaN where unknown.
    pub point: Vec<(f64, f64)>,
    /// Where each row stands, as of [`Shard::place`].
    pub positions: Positions,
    /// The rows and the live rows when they were placed.
    placed: (u32, u32),
    /// The day it became public, in days from the common era.
    pub published: Vec<i32>,
    pub rent_slices: Slices,
    /// Twice the whole m² of the area, one more for a fraction: see [`area_number`].
    pub area_slices: Slices,
    pub area_known: Bitmap,
    /// Tenths of CNY per m², see [`RentPerArea`].
    pub rent_per_area_slices: Slices,
    pub rent_per_area_known: Bitmap,
    /// The day from which it is available in days from the common era; 0 for at once.
    pub available_slices: Slices,
    /// The rows that are not dead.
    pub live: Bitmap,
    live_rows: u32,
    /// Rows in each [`Order`], dead ones included.
    orders: [Vec<u32>; Order::ALL.len()],
    /// How many rows the orders hold; later ones wait for [`Shard::settle`].
    ordered: u32,
}

/// The area as a whole number that compares with twice a whole number of m² as the area compares
/// with that number.
pub fn area_number(area: f32) -> u32 {
    let whole = area.floor();
    (whole as u32)
        .saturating_mul(2)
        .saturating_add(u32::from(area > whole))
}

/// The day as a number for [`Shard::available_slices`].
pub fn day_number(day: NaiveDate) -> u32 {
    u32::try_from(day.num_days_from_ce()).unwrap_or(0)
}

fn named(place: Option<&NamedPlace>) -> Option<(i64, &str)> {
    place.map(|place| (place.id, place.name.as_str()))
}

impl Shard {
    /// A shard without listings.
    pub fn new(city: NamedPlace) -> Self {
        Self {
            city,
            lineage: LINEAGES.fetch_add(1, Ordering::Relaxed),
            cards: Cards::default(),
            districts: Places::default(),
            business_districts: Places::default(),
            values: Values::default(),
            estates: Dictionary::default(),
            tags: Dictionary::default(),
            tag_rows: Vec::new(),
            estate: Vec::new(),
            agent: Vec::new(),
            id: Vec::new(),
            house_type: Vec::new(),
            house_types: Vec::new(),
            rent: Vec::new(),
            area: Vec::new(),
            point: Vec::new(),
            positions: Positions::default(),
            placed: (0, 0),
            published: Vec::new(),
            rent_slices: Slices::default(),
            area_slices: Slices::default(),
            area_known: Bitmap::default(),
            rent_per_area_slices: Slices::default(),
            rent_per_area_known: Bitmap::default(),
            available_slices: Slices::default(),
            live: Bitmap::default(),
            live_rows: 0,
            orders: Default::default(),
            ordered: 0,
        }
    }

    /// Rows, dead ones included.
    pub fn rows(&self) -> u32 {
        u32::try_from(self.id.len()).unwrap_or(u32::MAX)
    }

    /// Listings.
    pub fn len(&self) -> u32 {
        self.live_rows
    }

    /// Makes room for as many more rows, and no more: a copy that is written to would otherwise take
    /// twice its size.
    pub fn reserve(&mut self, rows: usize) {
        self.estate.reserve_exact(rows);
        self.agent.reserve_exact(rows);
        self.id.reserve_exact(rows);
        self.house_type.reserve_exact(rows);
        self.rent.reserve_exact(rows);
        self.area.reserve_exact(rows);
        self.point.reserve_exact(rows);
        self.published.reserve_exact(rows);
        self.districts.reserve(rows);
        self.business_districts.reserve(rows);
    }

    /// Appends a listing; gives its row. [`Shard::settle`] puts it into the orders.
    pub fn push(&mut self, card: &ListingCard, house_type: HouseTypeId) -> u32 {
        let row = self.rows();
        self.districts.push(named(card.district.as_ref()));
        self.business_districts
            .push(named(card.business_district.as_ref()));
        self.estate.push(match &card.estate {
            Some(estate) => self.estates.learn(estate.id, &estate.name),
            None => NONE,
        });
        let tags: Vec<u32> = card
            .tags
            .iter()
            .map(|tag| self.tags.learn(tag.id.0, &tag.name))
            .collect();
        for code in &tags {
            if *code as usize >= self.tag_rows.len() {
                self.tag_rows
                    .resize_with(*code as usize + 1, Bitmap::default);
            }
            if let Some(rows) = self.tag_rows.get_mut(*code as usize) {
                rows.insert(row);
            }
        }
        self.values.insert(row, card);
        self.id.push(card.id.0);
        self.house_type.push(house_type);
        let known = self
            .house_types
            .iter()
            .position(|(id, _)| *id == house_type);
        let known = known.unwrap_or_else(|| {
            self.house_types.push((house_type, Bitmap::default()));
            self.house_types.len() - 1
        });
        if let Some((_, rows)) = self.house_types.get_mut(known) {
            rows.insert(row);
        }
        self.rent.push(card.rent);
        self.rent_slices.set(row, card.rent);
        let area = card.area.filter(|area| area.is_finite() && *area >= 0.0);
        self.area.push(area.unwrap_or(f32::NAN));
        if let Some(area) = area {
            self.area_slices.set(row, area_number(area));
            self.area_known.insert(row);
            if let Some(rent) = RentPerArea::of(card.rent, area) {
                self.rent_per_area_slices.set(row, rent.tenths());
                self.rent_per_area_known.insert(row);
            }
        }
        self.point.push(
            card.point
                .map_or((f64::NAN, f64::NAN), |point| (point.lon, point.lat)),
        );
        self.agent
            .push(card.agent.map_or(NO_AGENT, |agent| agent.0));
        self.published.push(card.published_on.num_days_from_ce());
        if let Some(day) = card.available_from {
            self.available_slices.set(row, day_number(day));
        }
        self.cards.push(
            Facts {
                mode: card.mode,
                layout: card.layout,
                floor: card.floor,
                orientation: card.orientation,
                decoration: card.decoration,
                lift: card.lift,
                near_subway: card.near_subway,
                agent_fee: card.agent_fee,
                payment: card.payment,
                available_from: card.available_from,
                demo: card.demo,
                photo: card
                    .photo
                    .as_ref()
                    .map_or((0, 0), |photo| (photo.width, photo.height)),
            },
            Texts {
                title: &card.title,
                street: card.street.as_deref(),
                photo: card.photo.as_ref().map(|photo| photo.key.as_str()),
                tags: &tags,
            },
        );
        self.city.name.clone_from(&card.city.name);
        self.live.insert(row);
        self.live_rows += 1;
        row
    }

    /// Takes the listing at `row` out.
    pub fn kill(&mut self, row: u32) {
        if bits::contains(self.live.words(), row) {
            self.live.remove(row);
            self.live_rows -= 1;
        }
    }

    /// Whether the orders lack rows.
    pub fn is_unsettled(&self) -> bool {
        self.ordered < self.rows()
    }

    /// Brings the orders up to date with the rows that were pushed.
    pub fn settle(&mut self) {
        let rows = self.rows();
        for order in Order::ALL {
            let Some(ordered) = self.orders.get(order as usize) else {
                continue;
            };
            let added = (self.ordered..rows).collect();
            let merged = order::merged(ordered, added, |row| self.key(order, row));
            if let Some(ordered) = self.orders.get_mut(order as usize) {
                *ordered = merged;
            }
        }
        self.ordered = rows;
    }

    /// Finds out where the rows stand. To be called when rows or points have changed.
    pub fn place(&mut self, points: &PlacePoints) {
        self.positions = Positions::of(self, &self.positions, points);
        self.placed = (self.rows(), self.live_rows);
    }

    /// Whether rows came or went since they were placed.
    pub fn is_unplaced(&self) -> bool {
        self.placed != (self.rows(), self.live_rows)
    }

    /// The coordinates that the row has of its own.
    pub fn own_point(&self, row: usize) -> Option<Point> {
        let (lon, lat) = *self.point.get(row)?;
        Point::new(lon, lat)
    }

    /// Whether so many rows are dead that the shard should be written anew.
    pub fn is_sparse(&self) -> bool {
        self.rows() - self.live_rows > 1_000.max(self.live_rows / 3)
    }

    /// The shard with its live rows only.
    pub fn compacted(&self) -> Self {
        let mut shard = Self::new(self.city.clone());
        shard.reserve(self.live_rows as usize);
        for row in bits::rows(self.live.words()) {
            if let (Some(card), Some(house_type)) =
                (self.card(row), self.house_type.get(row as usize))
            {
                shard.push(&card, *house_type);
            }
        }
        shard.settle();
        shard
    }

    /// The rows in `order`, dead ones included.
    pub fn ordered(&self, order: Order) -> &[u32] {
        self.orders.get(order as usize).map_or(&[], Vec::as_slice)
    }

    /// The place of `row` in `order`.
    pub fn key(&self, order: Order, row: u32) -> Key {
        let at = row as usize;
        let rent = self.rent.get(at).copied().unwrap_or(0);
        let area = self.area.get(at).copied().unwrap_or(f32::NAN);
        // The bits of floats that are not negative compare as the floats do.
        let primary = match order {
            Order::Newest => {
                let day = self.published.get(at).copied().unwrap_or(0);
                !(day.cast_unsigned() ^ (1 << 31))
            }
            Order::RentUp => rent,
            Order::RentDown => !rent,
            Order::Area if area.is_nan() => order::UNKNOWN,
            Order::Area => !area.to_bits(),
            Order::RentPerArea if area > 0.0 => (rent as f32 / area).to_bits(),
            Order::RentPerArea => order::UNKNOWN,
        };
        Key {
            primary,
            id: Reverse(self.id.get(at).copied().unwrap_or(0)),
        }
    }

    /// The card of `row`.
    pub fn card(&self, row: u32) -> Option<ListingCard> {
        let at = row as usize;
        let (facts, texts) = self.cards.get(row)?;
        let area = *self.area.get(at)?;
        let (lon, lat) = *self.point.get(at)?;
        Some(ListingCard {
            id: ListingId(*self.id.get(at)?),
            title: texts.title.to_owned(),
            rent: *self.rent.get(at)?,
            area: (!area.is_nan()).then_some(area),
            mode: facts.mode,
            layout: facts.layout,
            floor: facts.floor,
            orientation: facts.orientation,
            decoration: facts.decoration,
            lift: facts.lift,
            near_subway: facts.near_subway,
            agent_fee: facts.agent_fee,
            payment: facts.payment,
            city: self.city.clone(),
            district: self.districts.names.place(self.districts.code(row)),
            business_district: self
                .business_districts
                .names
                .place(self.business_districts.code(row)),
            estate: self.estates.place(*self.estate.get(at)?),
            street: texts.street.map(str::to_owned),
            tags: texts
                .tags
                .iter()
                .filter_map(|code| {
                    Some(TagLabel {
                        id: TagId(self.tags.id(*code)?),
                        name: self.tags.name(*code)?.to_owned(),
                    })
                })
                .collect(),
            photo: texts.photo.map(|key| PhotoRef {
                key: key.to_owned(),
                width: facts.photo.0,
                height: facts.photo.1,
            }),
            point: Point::new(lon, lat),
            agent: Some(*self.agent.get(at)?)
                .filter(|agent| *agent != NO_AGENT)
                .map(AgentId),
            available_from: facts.available_from,
            published_on: NaiveDate::from_num_days_from_ce_opt(*self.published.get(at)?)?,
            demo: facts.demo,
        })
    }
}
