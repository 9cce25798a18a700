//! Figures over the rents of the matches.

use super::matches::Part;
use crate::bits::{self, Slices};
use domain::RentStatistics;

/// Count and quartiles of all matches; `None` when nothing matches.
pub fn statistics(matched: &[Part<'_>]) -> Option<RentStatistics> {
    let count: u32 = matched.iter().map(|part| part.count).sum();
    if count == 0 {
        return None;
    }
    let parts: Vec<(&Slices, &[u64])> = matched
        .iter()
        .filter(|part| part.count > 0)
        .map(|part| (&part.shard.rent_slices, part.set.as_slice()))
        .collect();
    let [lower_quartile, median, upper_quartile] =
        [1, 2, 3].map(|quarter| bits::ranked(&parts, rank(count, quarter)));
    Some(RentStatistics {
        count,
        lower_quartile,
        median,
        upper_quartile,
    })
}

/// The rank of a quartile among `count` numbers: `⌈quarter/4 · count⌉`.
pub fn rank(count: u32, quarter: u32) -> u32 {
    let rank = (u64::from(count) * u64::from(quarter)).div_ceil(4);
    u32::try_from(rank).unwrap_or(u32::MAX)
}
