//! Figures over rents.

use serde::{Deserialize, Serialize};

/// Rents of a set of homes, in whole CNY per month. Quantiles are exact: the value at rank
/// `⌈q·n⌉` of the sorted rents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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

/// What comparable homes cost: public ones in the same business district, let in the same way, with
/// as many rooms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RentComparison {
    /// Comparable homes, the home itself left out; never below 8.
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

    /// How `rent` stands among them.
    ///
    /// Below (above) is a rent outside the middle half of the comparable homes and at least
    /// [`RentComparison::NOTICEABLE`] percent off their median: where all rents lie close together,
    /// the quartiles alone would call a few yuan a bargain.
    pub fn verdict(&self, rent: u32) -> RentVerdict {
        let noticeable = self.percent_from_median(rent) >= Self::NOTICEABLE;
        if noticeable && rent < self.lower_quartile {
            RentVerdict::Below
        } else if noticeable && rent > self.upper_quartile {
            RentVerdict::Above
        } else {
            RentVerdict::Typical
        }
    }

    /// Differences from the median below this many percent are not worth a word.
    pub const NOTICEABLE: u32 = 5;

    /// How far `rent` is from the median, in whole percent of the median, rounded.
    pub fn percent_from_median(&self, rent: u32) -> u32 {
        let median = u64::from(self.median_rent.max(1));
        let percent = (u64::from(rent.abs_diff(self.median_rent)) * 100 + median / 2) / median;
        u32::try_from(percent).unwrap_or(u32::MAX)
    }
}

/// How a rent stands among comparable homes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RentVerdict {
    /// Noticeably less than the middle half asks.
    Below,
    /// What comparable homes cost.
    Typical,
    /// Noticeably more than the middle half asks.
    Above,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RENTS: RentComparison = RentComparison {
        count: 86,
        median_rent: 5_000,
        lower_quartile: 4_300,
        upper_quartile: 6_100,
        lowest: 2_900,
        highest: 9_800,
    };

    #[test]
    fn the_middle_half_is_typical_and_its_ends_too() {
        for (rent, verdict) in [
            (1, RentVerdict::Below),
            (4_299, RentVerdict::Below),
            (4_300, RentVerdict::Typical),
            (5_000, RentVerdict::Typical),
            (6_100, RentVerdict::Typical),
            (6_101, RentVerdict::Above),
            (u32::MAX, RentVerdict::Above),
        ] {
            assert_eq!(RENTS.verdict(rent), verdict, "{rent}");
        }
    }

    #[test]
    fn a_few_yuan_off_are_typical_where_all_rents_lie_together() {
        let together = RentComparison {
            lower_quartile: 4_990,
            upper_quartile: 5_010,
            ..RENTS
        };
        for (rent, verdict) in [
            (4_700, RentVerdict::Below),
            (4_900, RentVerdict::Typical),
            (5_100, RentVerdict::Typical),
            (5_300, RentVerdict::Above),
        ] {
            assert_eq!(together.verdict(rent), verdict, "{rent}");
        }
    }

    proptest! {
        #[test]
        fn a_higher_rent_never_gets_a_better_verdict(
            mut rents in proptest::array::uniform5(1u32..100_000),
            one: u32,
            other: u32,
        ) {
            rents.sort_unstable();
            let [lowest, lower_quartile, median_rent, upper_quartile, highest] = rents;
            let comparison = RentComparison {
                count: 8, median_rent, lower_quartile, upper_quartile, lowest, highest,
            };
            let (low, high) = (one.min(other), one.max(other));
            prop_assert!(comparison.verdict(low) as u8 <= comparison.verdict(high) as u8);
            prop_assert_eq!(comparison.verdict(median_rent), RentVerdict::Typical);
        }
    }
}
