//! What a home costs: the median of its business district, moved by what tenants pay for.

use super::{
    chance::factor,
    home::Home,
    world::{Building, World},
};
use domain::{Decoration, Facility, Layout, Rent, RentMode};
use rand::Rng;

/// The area that homes of so many rooms commonly have, m².
pub(super) fn common_area(building: Building, layout: Layout) -> f64 {
    let area = match layout.rooms.unwrap_or(1) {
        0 => 33.0,
        1 => 48.0,
        2 => 78.0,
        3 => 108.0,
        4 => 142.0,
        _ => 188.0,
    };
    let halls = if layout.halls == Some(2) { 1.06 } else { 1.0 };
    let baths = match (layout.rooms, layout.baths) {
        (Some(2 | 3), Some(2)) => 1.08,
        _ => 1.0,
    };
    let building = match building {
        Building::WalkUp => 0.86,
        Building::Tower => 1.04,
        Building::MidRise | Building::Serviced => 1.0,
    };
    area * halls * baths * building
}

/// The monthly rent of `home`, whole CNY.
pub(super) fn draw(world: &World, home: &Home, rng: &mut impl Rng) -> u32 {
    let estate = &world.estates[home.estate];
    let place = world.business_district(home.estate);
    let rooms = home.layout.rooms.unwrap_or(1);
    let building = match estate.building {
        Building::WalkUp => 0.95,
        Building::MidRise => 1.0,
        Building::Tower => 1.05,
        Building::Serviced => 1.02,
    };
    let fitted = match home.decoration {
        Decoration::Bare => 0.85,
        Decoration::Simple => 0.94,
        Decoration::Fine => 1.02,
        Decoration::Luxury => 1.16,
    };
    let base = match home.mode {
        RentMode::Shared => {
            let bath = home.facilities.contains(Facility::PrivateBathroom);
            let share = place.median_rent(rooms) / f64::from(rooms.max(1));
            share * 0.94 * (home.area / 13.5).powf(0.45) * if bath { 1.15 } else { 1.0 }
        }
        _ => {
            let size = home.area / common_area(estate.building, home.layout);
            place.median_rent(rooms) * size.powf(0.6)
        }
    };
    let rent = base * estate.rent_level * building * fitted * factor(rng, 0.08);
    // People ask round sums.
    let step = match rent {
        ..1_500.0 => 10.0,
        ..5_000.0 => 50.0,
        ..20_000.0 => 100.0,
        _ => 500.0,
    };
    ((rent / step).round() * step).clamp(300.0, Rent::MAX_YUAN as f64) as u32
}
