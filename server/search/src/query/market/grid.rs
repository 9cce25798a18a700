//! Rents against areas.

use super::{Rows, area_known, percentile, step};
use crate::bits;
use domain::market::Density;

/// About as many cells along each axis.
const CELLS: u32 = 24;
/// The narrowest cell: m² and CNY.
const AREA_STEP_MIN: u32 = 1;
const RENT_STEP_MIN: u32 = 100;
/// Up to which share of the homes the cells have the same size, in percent. The rest is in the last
/// ones.
const HIGH: u32 = 97;

/// The homes of `group` with an area in a grid.
pub fn density(group: &[Rows<'_>]) -> Option<Density> {
    let known: Vec<Rows<'_>> = group
        .iter()
        .map(|rows| {
            let mut set = rows.set.clone();
            bits::intersect(&mut set, area_known(rows.shard));
            Rows {
                shard: rows.shard,
                set,
            }
        })
        .collect();
    let count: u32 = known.iter().map(|rows| bits::count(&rows.set)).sum();
    if count == 0 {
        return None;
    }
    let rent = percentile(&known, |shard| &shard.rent_slices, count, HIGH);
    let area = percentile(&known, |shard| &shard.area_slices, count, HIGH) / 2;
    let (area_step, rent_step) = (
        step(area, CELLS, AREA_STEP_MIN),
        step(rent, CELLS, RENT_STEP_MIN),
    );
    let (areas, rents) = (area / area_step + 2, rent / rent_step + 2);
    let mut counts = vec![0u32; (areas * rents) as usize];
    for rows in &known {
        for row in bits::rows(&rows.set) {
            let at = row as usize;
            let (Some(rent), Some(area)) = (rows.shard.rent.get(at), rows.shard.area.get(at))
            else {
                continue;
            };
            let along = (*area as u32 / area_step).min(areas - 1);
            let up = (*rent / rent_step).min(rents - 1);
            if let Some(count) = counts.get_mut((along * rents + up) as usize) {
                *count += 1;
            }
        }
    }
    let cells = (0u32..)
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(cell, count)| (cell / rents, cell % rents, count))
        .collect();
    Some(Density {
        area_step,
        rent_step,
        areas,
        rents,
        cells,
    })
}
