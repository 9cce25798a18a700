//! Money as whole minor units.

use serde::{Deserialize, Serialize};

/// A monthly rent in fen (分, 1/100 CNY), always positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Rent(i64);

impl Rent {
    /// The highest rent that is accepted: 2,000,000 CNY per month.
    pub const MAX_YUAN: i64 = 2_000_000;

    /// A rent from fen per month; `None` unless it is within 1 fen and [`Rent::MAX_YUAN`].
    pub fn from_fen(fen: i64) -> Option<Self> {
        (1..=Self::MAX_YUAN * 100)
            .contains(&fen)
            .then_some(Self(fen))
    }

    /// A rent from whole CNY per month.
    pub fn from_yuan(yuan: i64) -> Option<Self> {
        yuan.checked_mul(100).and_then(Self::from_fen)
    }

    /// Fen per month.
    pub fn fen(self) -> i64 {
        self.0
    }

    /// CNY per month, rounded to the nearest whole yuan, at least 1.
    pub fn yuan(self) -> u32 {
        u32::try_from((self.0 + 50) / 100)
            .unwrap_or(u32::MAX)
            .max(1)
    }
}
