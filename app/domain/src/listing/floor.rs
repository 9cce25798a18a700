//! The floor of a home: an exact number where it is known, else a band.

use super::words;
use serde::{Deserialize, Serialize};

words! {
    /// The part of the building the home lies in (楼层).
    FloorBand {
        /// 地下室.
        Basement = "basement",
        /// 低楼层.
        Low = "low",
        /// 中楼层.
        Middle = "middle",
        /// 高楼层.
        High = "high",
    }
}

/// What is known of the floor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Floor {
    /// Exact floor, negative below ground.
    pub number: Option<i16>,
    /// Part of the building; follows from `number` and `total` where both are known.
    pub band: Option<FloorBand>,
    /// Floors of the building above ground.
    pub total: Option<i16>,
}

impl Floor {
    /// The band of floor `number` in a building of `total` floors: thirds, as agencies count.
    pub fn band_of(number: i16, total: Option<i16>) -> Option<FloorBand> {
        if number < 0 {
            return Some(FloorBand::Basement);
        }
        let total = i32::from(total.filter(|total| *total >= number && *total > 0)?);
        Some(match i32::from(number) * 3 {
            tripled if tripled <= total => FloorBand::Low,
            tripled if tripled <= total * 2 => FloorBand::Middle,
            _ => FloorBand::High,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_falls_into_a_third_of_the_building() {
        for (number, total, band) in [
            (-1, Some(6), Some(FloorBand::Basement)),
            (2, Some(6), Some(FloorBand::Low)),
            (3, Some(6), Some(FloorBand::Middle)),
            (6, Some(6), Some(FloorBand::High)),
            (7, Some(6), None),
            (3, None, None),
        ] {
            assert_eq!(Floor::band_of(number, total), band, "{number} of {total:?}");
        }
    }
}
