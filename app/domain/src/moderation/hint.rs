//! Hints for who decides on a listing. None of them decides anything by itself.

use super::Contact;
use crate::{ListingId, ListingStatus};
use serde::{Deserialize, Serialize};

/// From how many percent off the median on a rent is told of.
pub const OUTLIER_PERCENT: u32 = 30;
/// Bits in which two photos may differ that look alike.
pub const LIKENESS_BITS: u32 = 6;

/// Another home that a listing is much like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alike {
    /// The other home.
    pub listing: ListingId,
    /// Its headline.
    pub title: String,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// Monthly rent in CNY, rounded.
    pub rent: u32,
    /// Area in m².
    pub area: Option<f64>,
    /// Whether the same person publishes both.
    pub same_publisher: bool,
}

/// Something to look at twice, with its reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "hint")]
pub enum Hint {
    /// In the same estate, on the same floor, of nearly the same area and rent.
    Duplicate {
        /// The other home.
        other: Alike,
    },
    /// Photos look like those of another home.
    SamePhotos {
        /// The other home.
        other: Alike,
        /// How many photos of this one.
        photos: u32,
    },
    /// The rent is far from what comparable homes cost.
    Rent {
        /// Whole percent off the median.
        percent: u32,
        /// Whether it is more, not less.
        above: bool,
        /// How many homes were compared.
        count: u32,
        /// Median of their rents, CNY per month.
        median: u32,
    },
    /// The rent is far from what homes of about this area make it, by their rents per m².
    RentForArea {
        /// Whole percent off.
        percent: u32,
        /// Whether it is more, not less.
        above: bool,
        /// How many homes were compared.
        count: u32,
        /// What they make it for this area, CNY per month.
        expected: u32,
    },
    /// A way round the site stands in the text.
    Contact {
        /// In which field.
        field: String,
        /// What stands there.
        contact: Contact,
    },
    /// Its publisher has strikes.
    Strikes {
        /// Those that count now.
        active: u32,
        /// With how many nothing can be submitted.
        limit: u32,
    },
    /// Renters reported it.
    Reports {
        /// Reports without an answer.
        open: u32,
    },
}
