//! Figures over rents.

use serde::{Deserialize, Serialize};

/// Rents of a set of homes, in whole CNY per month. Quantiles are exact: the value at rank
/// `⌈q·n⌉` of the sorted rents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RentStatistics {
    /// Homes counted.
    pub count: u32,
    /// Lower quartile.
    pub lower_quartile: u32,
    /// Median.
    pub median: u32,
    /// Upper quartile.
    pub upper_quartile: u32,
}

/// A home's rent per m² beside comparable homes: same business district, rent mode and room count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RentComparison {
    /// Comparable homes, the home itself left out; never below [`RentComparison::MIN`].
    pub count: u32,
    /// Median of their rents, CNY per month.
    pub median_rent: u32,
    /// Lower quartile of their rents, CNY per month.
    pub lower_quartile: u32,
    /// Upper quartile of their rents, CNY per month.
    pub upper_quartile: u32,
    /// Lowest of their rents, CNY per month.
    pub lowest: u32,
    /// Highest of their rents, CNY per month.
    pub highest: u32,
}

impl RentComparison {
    /// Fewer comparable homes than this say nothing.
    pub const MIN: u32 = 8;
}
