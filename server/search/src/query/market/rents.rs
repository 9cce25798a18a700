//! How the rents are spread.

use super::{Rows, percentile, step};
use crate::bits;
use domain::{Range, market::RentBin};

/// About as many bins as fit beside each other.
const BINS: u32 = 24;
/// The narrowest bin, in CNY.
const STEP_MIN: u32 = 100;
/// The share of the cheapest homes that the first bin holds at least, in percent …
const LOW: u32 = 1;
/// … and up to which share the bins have the same width. The rest is in the last one.
const HIGH: u32 = 97;

/// The homes of `group` by rent. Bins are as wide as a round number of CNY, and there is none without
/// a neighbour: empty ones between others are listed.
pub fn bins(group: &[Rows<'_>]) -> Vec<RentBin> {
    let count: u32 = group.iter().map(|rows| bits::count(&rows.set)).sum();
    if count == 0 {
        return Vec::new();
    }
    let at = |percent| percentile(group, |shard| &shard.rent_slices, count, percent);
    let (low, high) = (at(LOW), at(HIGH));
    let step = step(high - low, BINS, STEP_MIN);
    let first = low / step;
    let last = high / step + 1;
    let mut counts = vec![0u32; (last - first + 1) as usize];
    for rows in group {
        for row in bits::rows(&rows.set) {
            let rent = rows.shard.rent.get(row as usize).copied().unwrap_or(0);
            let bin = (rent / step).clamp(first, last) - first;
            if let Some(count) = counts.get_mut(bin as usize) {
                *count += 1;
            }
        }
    }
    (first..)
        .zip(counts)
        .map(|(bin, count)| RentBin {
            rent: Range {
                min: (bin > first).then(|| bin * step),
                max: (bin < last).then(|| (bin + 1) * step - 1),
            },
            count,
        })
        .filter(|bin| bin.count > 0 || bin.rent.max.is_some())
        .collect()
}
