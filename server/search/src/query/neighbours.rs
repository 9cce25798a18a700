//! Homes like a given one.

use crate::{
    bits,
    model::{Model, Shard},
};
use domain::{
    DivisionCode, ListingCard, RentComparison, RentMode, Rooms,
    offer::{Basis, ListingContent, RentSuggestion},
};
use std::cmp::Reverse;

/// How far the area of a comparable home may be, as a part of the area.
const AREA_NEAR: f64 = 0.25;
/// How far the rent of a similar home may be, in percent.
const RENT_NEAR: u64 = 25;

/// Up to `length` homes like `card`: in its city, let in the same way, within a quarter of its rent.
/// First those with as many rooms in the business district, then with one more or less there, then
/// the same in the district and in the city; among these the nearest rent first, then the newest.
pub fn similar(model: &Model, card: &ListingCard, length: usize) -> Vec<ListingCard> {
    let Some(shard) = shard(model, card) else {
        return Vec::new();
    };
    let percent =
        |percent: u64| u32::try_from(u64::from(card.rent) * percent / 100).unwrap_or(u32::MAX);
    let rows = shard.id.len();
    let mut near = shard.rent_slices.within(
        Some(percent(100 - RENT_NEAR)),
        Some(percent(100 + RENT_NEAR)),
        rows,
    );
    bits::intersect(&mut near, shard.live.words());
    bits::intersect(&mut near, mode_rows(shard, card));
    if let Some(own) = model.locate(card.id.0)
        && let Some(word) = near.get_mut(own.row as usize / 64)
        && shard.id.get(own.row as usize) == Some(&card.id.0)
    {
        *word &= !(1 << (own.row % 64));
    }
    let business_district = card.business_district.as_ref();
    let district = card.district.as_ref();
    let places = [
        business_district.map(|place| shard.business_districts.rows_of(place.id)),
        district.map(|place| shard.districts.rows_of(place.id)),
        Some(shard.live.words()),
    ];
    let mut found: Vec<u32> = Vec::new();
    for place in places.into_iter().flatten() {
        for apart in [0, 1] {
            let mut set = near.clone();
            bits::intersect(&mut set, place);
            bits::intersect(&mut set, &room_rows(shard, card, apart));
            let mut rows: Vec<(u32, Reverse<i64>, u32)> = bits::rows(&set)
                .filter(|row| !found.contains(row))
                .filter_map(|row| {
                    let rent = shard.rent.get(row as usize)?;
                    let id = shard.id.get(row as usize)?;
                    Some((rent.abs_diff(card.rent), Reverse(*id), row))
                })
                .collect();
            let wanted = length - found.len();
            if wanted < rows.len() {
                rows.select_nth_unstable(wanted);
                rows.truncate(wanted);
            }
            rows.sort_unstable();
            found.extend(rows.into_iter().map(|(.., row)| row));
            if found.len() == length {
                break;
            }
        }
    }
    found
        .into_iter()
        .filter_map(|row| shard.card(row))
        .collect()
}

/// The rents of the other homes in the business district of `card` that are let in the same way and
/// have as many rooms; `None` where that is unknown or they are too few to say anything.
pub fn comparison(model: &Model, card: &ListingCard) -> Option<RentComparison> {
    let shard = shard(model, card)?;
    let rooms = card.layout.rooms?;
    let mut set = room_rows(shard, card, 0);
    let place = card.business_district.as_ref()?;
    bits::intersect(&mut set, shard.business_districts.rows_of(place.id));
    bits::intersect(&mut set, mode_rows(shard, card));
    bits::intersect(&mut set, shard.live.words());
    let mut rents: Vec<u32> = bits::rows(&set)
        .filter(|row| {
            shard.id.get(*row as usize) != Some(&card.id.0)
                && shard.cards.facts(*row).and_then(|facts| facts.layout.rooms) == Some(rooms)
        })
        .filter_map(|row| shard.rent.get(row as usize).copied())
        .collect();
    rents.sort_unstable();
    let count = u32::try_from(rents.len()).ok()?;
    if count < RentComparison::MIN {
        return None;
    }
    let quartile = |quarter| {
        let rank = super::statistics::rank(count, quarter);
        rents.get(rank as usize - 1).copied()
    };
    Some(RentComparison {
        count,
        median_rent: quartile(2)?,
        lower_quartile: quartile(1)?,
        upper_quartile: quartile(3)?,
        lowest: *rents.first()?,
        highest: *rents.last()?,
    })
}

/// A rent for the home of `content`, by the rents per m² of the homes of its estate, else of its business
/// district, else of its district; `None` where all of these are too few.
pub fn suggest_rent(model: &Model, content: &ListingContent) -> Option<RentSuggestion> {
    let (_, shard) = model.city(content.city)?;
    let (rooms, area) = (content.layout.rooms?, content.area?);
    let mut alike = rows_with_rooms(shard, Some(rooms), 0);
    bits::intersect(&mut alike, rows_of_mode(shard, content.mode));
    bits::intersect(&mut alike, shard.live.words());
    let comparable = |row: &u32| {
        let known = shard.area.get(*row as usize).copied().map(f64::from);
        let near = known.is_some_and(|known| (known - area).abs() <= area * AREA_NEAR);
        near && shard.cards.facts(*row).and_then(|facts| facts.layout.rooms) == Some(rooms)
    };
    let within = |place: &[u64]| -> Vec<u32> {
        let mut set = alike.clone();
        bits::intersect(&mut set, place);
        bits::rows(&set).filter(comparable).collect()
    };
    let enough = |rows: &Vec<u32>| rows.len() >= RentSuggestion::MIN as usize;
    let estate = content.estate.and_then(|id| shard.estates.code(id.0));
    let estate = estate.map(|code| -> Vec<u32> {
        bits::rows(&alike)
            .filter(|row| shard.estate.get(*row as usize) == Some(&code))
            .filter(comparable)
            .collect()
    });
    let business_district = content.business_district;
    let district = content.district;
    let (basis, rows) = estate
        .filter(enough)
        .map(|rows| (Basis::Estate, rows))
        .or_else(|| {
            let rows = within(shard.business_districts.rows_of(business_district?.0));
            enough(&rows).then_some((Basis::BusinessDistrict, rows))
        })
        .or_else(|| {
            let rows = within(shard.districts.rows_of(district?.0.into()));
            enough(&rows).then_some((Basis::District, rows))
        })?;
    let mut per_area: Vec<f64> = rows
        .iter()
        .filter_map(|row| {
            let at = *row as usize;
            Some(f64::from(*shard.rent.get(at)?) / f64::from(*shard.area.get(at)?))
        })
        .collect();
    per_area.sort_unstable_by(f64::total_cmp);
    let count = u32::try_from(per_area.len()).ok()?;
    let quartile = |quarter| {
        let rank = super::statistics::rank(count, quarter);
        let rent = per_area.get(rank as usize - 1)? * area;
        // People ask for round sums.
        Some(((rent / 10.0).round() * 10.0) as u32)
    };
    let distance = |row: &u32| {
        let known = shard.area.get(*row as usize).copied().unwrap_or_default();
        ((f64::from(known) - area).abs() * 100.0) as u64
    };
    let mut nearest = rows;
    nearest.sort_by_key(|row| (distance(row), Reverse(shard.id.get(*row as usize).copied())));
    Some(RentSuggestion {
        basis,
        count,
        low: quartile(1)?,
        rent: quartile(2)?,
        high: quartile(3)?,
        homes: nearest
            .into_iter()
            .take(RentSuggestion::SHOWN)
            .filter_map(|row| shard.card(row))
            .collect(),
    })
}

fn shard<'a>(model: &'a Model, card: &ListingCard) -> Option<&'a Shard> {
    let city = i32::try_from(card.city.id).ok()?;
    model.city(DivisionCode(city)).map(|(_, shard)| shard)
}

fn mode_rows<'a>(shard: &'a Shard, card: &ListingCard) -> &'a [u64] {
    rows_of_mode(shard, card.mode)
}

fn rows_of_mode(shard: &Shard, mode: RentMode) -> &[u64] {
    shard
        .values
        .modes
        .get(mode as usize)
        .map_or(&[], bits::Bitmap::words)
}

/// The rows whose rooms are at most `apart` from those of `card`; all rows when these are unknown.
fn room_rows(shard: &Shard, card: &ListingCard, apart: u8) -> Vec<u64> {
    rows_with_rooms(shard, card.layout.rooms, apart)
}

fn rows_with_rooms(shard: &Shard, rooms: Option<u8>, apart: u8) -> Vec<u64> {
    let mut set = vec![0; bits::words_for(shard.id.len())];
    match rooms {
        Some(rooms) => {
            let rooms = Rooms::of(rooms).get();
            for bitmap in (0..)
                .zip(&shard.values.rooms)
                .filter_map(|(number, bitmap)| {
                    (u8::abs_diff(number, rooms) <= apart).then_some(bitmap)
                })
            {
                bits::unite(&mut set, bitmap.words());
            }
        }
        None => set.fill(u64::MAX),
    }
    set
}
