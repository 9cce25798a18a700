//! Rooms, halls and baths.

use serde::{Deserialize, Serialize};

/// How a home is divided. In a shared home (合租) this is the whole home's layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Layout {
    /// 室: bedrooms, 0 for a studio.
    pub rooms: Option<u8>,
    /// 厅: living and dining rooms.
    pub halls: Option<u8>,
    /// 卫: bathrooms.
    pub baths: Option<u8>,
}

/// The name of the floor plan (户型) that a home of `rooms` and `halls` belongs to, in the words of
/// the classic system's table.
pub fn floor_plan_name(rooms: u8, halls: u8) -> &'static str {
    match (rooms, halls) {
        (0, _) | (1, 0) => "单间",
        (1, 1) => "一室一厅",
        (2, 1) => "两室一厅",
        (2, 2) => "两室两厅",
        (3, 1) => "三室一厅",
        (3, 2) => "三室两厅",
        (4, 2) => "四室两厅",
        _ => "其他",
    }
}
