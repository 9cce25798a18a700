//! Choices of which a listing may have several, kept as small bit sets.

use super::words;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

words! {
    /// A direction that windows face (朝向).
    Orientation {
        /// 南.
        South = "south",
        /// 北.
        North = "north",
        /// 东.
        East = "east",
        /// 西.
        West = "west",
        /// 东南.
        SouthEast = "south_east",
        /// 西南.
        SouthWest = "south_west",
        /// 东北.
        NorthEast = "north_east",
        /// 西北.
        NorthWest = "north_west",
    }
}

impl Orientation {
    /// The Chinese word.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::South => "南",
            Self::North => "北",
            Self::East => "东",
            Self::West => "西",
            Self::SouthEast => "东南",
            Self::SouthWest => "西南",
            Self::NorthEast => "东北",
            Self::NorthWest => "西北",
        }
    }
}

words! {
    /// A thing the home comes with (设施).
    Facility {
        /// 床.
        Bed = "bed",
        /// 衣柜.
        Wardrobe = "wardrobe",
        /// 沙发.
        Sofa = "sofa",
        /// 书桌.
        Desk = "desk",
        /// 空调.
        AirConditioner = "air_conditioner",
        /// 暖气.
        Heating = "heating",
        /// 热水器.
        WaterHeater = "water_heater",
        /// 洗衣机.
        WashingMachine = "washing_machine",
        /// 冰箱.
        Refrigerator = "refrigerator",
        /// 电视.
        Television = "television",
        /// 宽带.
        Broadband = "broadband",
        /// 天然气.
        NaturalGas = "natural_gas",
        /// 可做饭.
        Kitchen = "kitchen",
        /// 独立卫生间.
        PrivateBathroom = "private_bathroom",
        /// 阳台.
        Balcony = "balcony",
        /// 车位.
        Parking = "parking",
    }
}

impl Facility {
    /// The Chinese word.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Bed => "床",
            Self::Wardrobe => "衣柜",
            Self::Sofa => "沙发",
            Self::Desk => "书桌",
            Self::AirConditioner => "空调",
            Self::Heating => "暖气",
            Self::WaterHeater => "热水器",
            Self::WashingMachine => "洗衣机",
            Self::Refrigerator => "冰箱",
            Self::Television => "电视",
            Self::Broadband => "宽带",
            Self::NaturalGas => "天然气",
            Self::Kitchen => "可做饭",
            Self::PrivateBathroom => "独立卫生间",
            Self::Balcony => "阳台",
            Self::Parking => "车位",
        }
    }
}

/// A set of `T` as bits in the order of `T::ALL`; as JSON, the list of its words.
macro_rules! bit_set {
    ($(#[$meta:meta])* $set:ident of $item:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $set(u32);

        impl $set {
            /// The set with these bits; bits beyond the last value are dropped.
            pub const fn from_bits(bits: u32) -> Self {
                Self(bits & ((1 << $item::ALL.len()) - 1))
            }

            /// The bits, in the order of the values.
            pub const fn bits(self) -> u32 {
                self.0
            }

            /// Adds `item`.
            pub fn insert(&mut self, item: $item) {
                self.0 |= 1 << item as u32;
            }

            /// Takes `item` out.
            pub fn remove(&mut self, item: $item) {
                self.0 &= !(1 << item as u32);
            }

            /// Whether `item` is in the set.
            pub const fn contains(self, item: $item) -> bool {
                self.0 & (1 << item as u32) != 0
            }

            /// Whether nothing is in the set.
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// The members, in the order of the values.
            pub fn iter(self) -> impl Iterator<Item = $item> {
                $item::ALL.iter().copied().filter(move |item| self.contains(*item))
            }
        }

        impl FromIterator<$item> for $set {
            fn from_iter<I: IntoIterator<Item = $item>>(items: I) -> Self {
                let mut set = Self::default();
                items.into_iter().for_each(|item| set.insert(item));
                set
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $set {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                Vec::<$item>::schema()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $set {
            fn schemas(
                schemas: &mut Vec<(
                    String,
                    utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>,
                )>,
            ) {
                Vec::<$item>::schemas(schemas);
            }
        }

        impl Serialize for $set {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.iter())
            }
        }

        impl<'de> Deserialize<'de> for $set {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Vec::<$item>::deserialize(deserializer)?.into_iter().collect())
            }
        }
    };
}

bit_set!(
    /// The directions a home faces.
    OrientationSet of Orientation
);
bit_set!(
    /// The facilities of a home.
    FacilitySet of Facility
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_keeps_its_members_through_json() {
        let set: OrientationSet = [Orientation::North, Orientation::South]
            .into_iter()
            .collect();
        let json = serde_json::to_string(&set).unwrap();
        assert_eq!(json, r#"["south","north"]"#);
        assert_eq!(serde_json::from_str::<OrientationSet>(&json).unwrap(), set);
    }
}
