//! What a listing (房源) is made of.

mod choices;
mod floor;
mod layout;
mod sets;

pub use choices::{Decoration, ListingStatus, PaymentTerms, RentMode};
pub use floor::{Floor, FloorBand};
pub use layout::{Layout, floor_plan_name};
pub use sets::{Facility, FacilitySet, Orientation, OrientationSet};

/// The longest title that is accepted, in characters.
pub const TITLE_MAX: usize = 100;
/// The longest description that is accepted, in characters (the classic system's limit was 511).
pub const DETAIL_MAX: usize = 2_000;
/// Areas that are accepted, in m².
pub const AREA_RANGE: std::ops::RangeInclusive<f64> = 1.0..=10_000.0;

/// Declares an enum whose values have one stable word each: in the database, in URLs, in the API
/// and as the end of the translation key.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $(
                $(#[$doc])*
                #[serde(rename = $word)]
                #[cfg_attr(feature = "openapi", schema(rename = $word))]
                $variant
            ),+
        }

        impl $name {
            /// Every value, in the order in which people expect them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable word: database, URL, API and translation key.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::listing::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::listing::UnknownWord),
                }
            }
        }
    };
}
pub(crate) use words;

/// A word that names no value of the enum it was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown word")]
pub struct UnknownWord;
