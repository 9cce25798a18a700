//! A schematic floor plan (户型示意图) drawn from rooms, halls and baths alone.
//!
//! It stands where a home has no photo. It shows how many rooms of which kind there are, not where
//! they really lie, so the pages label it 示意.

mod arrange;
mod draw;
#[cfg(test)]
mod tests;

use domain::Layout;

/// The most bedrooms that are drawn; a larger home shows as many.
pub const MAX_ROOMS: u8 = 9;
/// The most halls that are drawn.
pub const MAX_HALLS: u8 = 4;
/// The most baths that are drawn.
pub const MAX_BATHS: u8 = 5;

/// Width of the drawing, in its own units.
const WIDTH: i32 = 480;
/// Height of the drawing, in its own units.
const HEIGHT: i32 = 360;

/// The floor plan of `layout` as an SVG document of 4:3 with its own background: the same text for
/// the same layout, free of styles and scripts so that a strict content policy lets it pass.
///
/// What is unknown is drawn as most homes have it: two rooms, one hall, one bath (two from four
/// rooms).
pub fn svg(layout: Layout) -> String {
    let rooms = layout.rooms.unwrap_or(2).min(MAX_ROOMS);
    let halls = layout.halls.unwrap_or(u8::from(rooms > 0)).min(MAX_HALLS);
    let baths = layout
        .baths
        .unwrap_or(1 + u8::from(rooms >= 4))
        .min(MAX_BATHS);
    draw::document(&arrange::plan(rooms, halls, baths), &description(layout))
}

/// What the drawing shows, for people who do not see it: `2室1厅1卫户型示意图`.
fn description(layout: Layout) -> String {
    let part = |count: Option<u8>, unit: &str| {
        count.map_or_else(String::new, |count| format!("{count}{unit}"))
    };
    format!(
        "{}{}{}户型示意图",
        part(layout.rooms, "室"),
        part(layout.halls, "厅"),
        part(layout.baths, "卫")
    )
}
