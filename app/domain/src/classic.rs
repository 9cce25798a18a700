//! What the classic system called things, where that differs from ours: its house types (户型).

use crate::{FloorPlanId, Layout};

/// A house type (户型) of the classic system. Its numbers are the ids of our floor plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HouseType {
    /// 单间.
    Studio = 1,
    /// 一室一厅.
    OneOne = 2,
    /// 两室一厅.
    TwoOne = 3,
    /// 两室两厅.
    TwoTwo = 4,
    /// 三室一厅.
    ThreeOne = 5,
    /// 三室两厅.
    ThreeTwo = 6,
    /// 四室两厅.
    FourTwo = 7,
    /// 别墅: says how the house stands, not how it is divided.
    Villa = 8,
    /// 其他: anything else, and whatever is not known.
    Other = 9,
}

impl HouseType {
    /// Every type, by its number.
    pub const ALL: [Self; 9] = [
        Self::Studio,
        Self::OneOne,
        Self::TwoOne,
        Self::TwoTwo,
        Self::ThreeOne,
        Self::ThreeTwo,
        Self::FourTwo,
        Self::Villa,
        Self::Other,
    ];

    /// The type with the number `id` (1 to 9).
    pub fn from_id(id: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|house| house.id() == id)
    }

    /// The classic number (`typeid`).
    pub const fn id(self) -> i64 {
        self as i64
    }

    /// The floor plan of ours with the same number.
    pub const fn floor_plan(self) -> FloorPlanId {
        FloorPlanId(self.id())
    }

    /// The classic name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Studio => "单间",
            Self::OneOne => "一室一厅",
            Self::TwoOne => "两室一厅",
            Self::TwoTwo => "两室两厅",
            Self::ThreeOne => "三室一厅",
            Self::ThreeTwo => "三室两厅",
            Self::FourTwo => "四室两厅",
            Self::Villa => "别墅",
            Self::Other => "其他",
        }
    }

    /// The type of a home of `rooms` and `halls`; [`HouseType::Other`] while they are not known. No
    /// layout says villa: that a home is one stands in its floor plan only.
    pub const fn of(rooms: Option<u8>, halls: Option<u8>) -> Self {
        match (rooms, halls) {
            (Some(0), _) | (Some(1), Some(0)) => Self::Studio,
            (Some(1), Some(1)) => Self::OneOne,
            (Some(2), Some(1)) => Self::TwoOne,
            (Some(2), Some(2)) => Self::TwoTwo,
            (Some(3), Some(1)) => Self::ThreeOne,
            (Some(3), Some(2)) => Self::ThreeTwo,
            (Some(4), Some(2)) => Self::FourTwo,
            _ => Self::Other,
        }
    }

    /// The rooms and halls that the type names: none for a villa and for 其他. Baths are never named.
    pub const fn layout(self) -> Layout {
        let (rooms, halls) = match self {
            Self::Studio => (1, 0),
            Self::OneOne => (1, 1),
            Self::TwoOne => (2, 1),
            Self::TwoTwo => (2, 2),
            Self::ThreeOne => (3, 1),
            Self::ThreeTwo => (3, 2),
            Self::FourTwo => (4, 2),
            Self::Villa | Self::Other => {
                return Layout {
                    rooms: None,
                    halls: None,
                    baths: None,
                };
            }
        };
        Layout {
            rooms: Some(rooms),
            halls: Some(halls),
            baths: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::floor_plan_name;

    #[test]
    fn types_keep_their_numbers_and_names() {
        for (id, house) in (1..).zip(HouseType::ALL) {
            assert_eq!(HouseType::from_id(id), Some(house));
            assert_eq!(house.id(), id);
        }
        assert_eq!(HouseType::from_id(0), None);
        assert_eq!(HouseType::from_id(10), None);
    }

    #[test]
    fn a_layout_comes_back_as_the_type_it_came_from() {
        for house in HouseType::ALL {
            let Layout { rooms, halls, .. } = house.layout();
            let known = rooms.is_some();
            let expected = if known { house } else { HouseType::Other };
            assert_eq!(HouseType::of(rooms, halls), expected, "{house:?}");
        }
    }

    #[test]
    fn floor_plans_are_named_alike() {
        for rooms in 0..6 {
            for halls in 0..4 {
                let house = HouseType::of(Some(rooms), Some(halls));
                assert_eq!(house.name(), floor_plan_name(rooms, halls));
            }
        }
    }
}
