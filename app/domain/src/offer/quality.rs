//! How good what is written about a listing is: what renters ask for first, in points of a hundred.

use super::ListingForm;
use serde::{Deserialize, Serialize};

/// So many photos are enough.
pub const PHOTOS_GOOD: u32 = 6;
/// So many characters of description are enough.
const DETAIL_GOOD: usize = 60;
/// So many facilities are enough.
const FACILITIES_GOOD: usize = 3;

crate::listing::words! {
    /// Something that renters miss.
    Missing {
        /// Photos: fewer than [`PHOTOS_GOOD`].
        Photos = "photos",
        /// A description of some length.
        Detail = "detail",
        /// What the home comes with.
        Facilities = "facilities",
        /// Where it is on the map.
        Point = "point",
        /// Halls and baths.
        Layout = "layout",
        /// Floor and floors of the building.
        Floor = "floor",
        /// Where the windows face.
        Orientation = "orientation",
        /// Whether there is a lift.
        Lift = "lift",
        /// Decoration.
        Decoration = "decoration",
        /// Payment terms.
        Payment = "payment",
        /// Whether an agent fee is due.
        AgentFee = "agent_fee",
        /// Street.
        Street = "street",
    }
}

impl Missing {
    /// The points that are lost without it. All of them together are 100.
    pub const fn points(self) -> u32 {
        match self {
            Self::Photos => 30,
            Self::Detail => 15,
            Self::Facilities | Self::Point => 10,
            Self::Layout | Self::Floor | Self::Orientation | Self::Lift => 5,
            Self::Decoration | Self::Payment | Self::AgentFee => 4,
            Self::Street => 3,
        }
    }

    /// The field of the editor that says it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Photos => "photos",
            Self::Detail => "detail",
            Self::Facilities => "facilities",
            Self::Point => "lon",
            Self::Layout => "halls",
            Self::Floor => "floor_number",
            Self::Orientation => "orientation",
            Self::Lift => "lift",
            Self::Decoration => "decoration",
            Self::Payment => "payment",
            Self::AgentFee => "agent_fee",
            Self::Street => "street",
        }
    }
}

/// How good it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quality {
    /// 0 to 100.
    pub score: u32,
    /// What is missing, what costs most first.
    pub missing: Vec<Missing>,
}

impl Quality {
    /// How good `form` is with so many photos.
    pub fn of(form: &ListingForm, photos: u32) -> Self {
        let empty = |text: &str| text.trim().is_empty();
        let mut missing: Vec<Missing> = Missing::ALL.to_vec();
        missing.retain(|missing| match missing {
            Missing::Photos => photos < PHOTOS_GOOD,
            Missing::Detail => form.detail.trim().chars().count() < DETAIL_GOOD,
            Missing::Facilities => {
                ListingForm::words_of(&form.facilities).count() < FACILITIES_GOOD
            }
            Missing::Point => empty(&form.lon) || empty(&form.lat),
            Missing::Layout => empty(&form.halls) || empty(&form.baths),
            Missing::Floor => empty(&form.floor_number) || empty(&form.floor_total),
            Missing::Orientation => empty(&form.orientation),
            Missing::Lift => empty(&form.lift),
            Missing::Decoration => empty(&form.decoration),
            Missing::Payment => empty(&form.payment),
            Missing::AgentFee => empty(&form.agent_fee),
            Missing::Street => empty(&form.street),
        });
        let lost: u32 = missing
            .iter()
            .map(|missing| match missing {
                // Every photo counts.
                Missing::Photos => missing.points() * (PHOTOS_GOOD - photos) / PHOTOS_GOOD,
                _ => missing.points(),
            })
            .sum();
        missing.sort_by_key(|missing| std::cmp::Reverse(missing.points()));
        Self {
            score: 100_u32.saturating_sub(lost),
            missing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::form::tests::least, *};

    #[test]
    fn every_point_can_be_lost_and_won() {
        let all: u32 = Missing::ALL.iter().map(|missing| missing.points()).sum();
        assert_eq!(all, 100);
        let least = least();
        let poor = Quality::of(&least, 0);
        assert_eq!((poor.score, poor.missing.len()), (0, Missing::ALL.len()));
        assert_eq!(poor.missing.first(), Some(&Missing::Photos));
        assert_eq!(Quality::of(&least, 3).score, 15);
        let full = ListingForm {
            detail: "好".repeat(60),
            facilities: "bed,desk,sofa".into(),
            lon: "116".into(),
            lat: "40".into(),
            halls: "1".into(),
            baths: "1".into(),
            floor_number: "3".into(),
            floor_total: "6".into(),
            orientation: "south".into(),
            lift: "true".into(),
            decoration: "fine".into(),
            payment: "quarterly".into(),
            agent_fee: "false".into(),
            street: "望京街 1 号".into(),
            ..least
        };
        let good = Quality::of(&full, 9);
        assert_eq!((good.score, good.missing.len()), (100, 0));
        for missing in Missing::ALL {
            assert!(
                *missing == Missing::Photos || ListingForm::FIELDS.contains(&missing.field()),
                "{missing}"
            );
        }
    }
}
