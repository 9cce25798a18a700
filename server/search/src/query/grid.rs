//! Clusters of homes: a grid over the view, then cells whose middles come too near to each other are
//! joined, the fullest first.

use super::{
    clusters::{Extent, place_code, place_named},
    matches::Part,
    statistics::rank,
};
use crate::model::Spot;
use domain::{Cluster, ListingId, MapView, Pin, Point, Precision};
use std::cmp::Reverse;

/// The zoom level at which the square map's unit is a pixel.
const UNIT_ZOOM: u8 = 24;
/// The side of a cell, as a power of two of pixels.
const CELL_BITS: u8 = 6;
/// Middles nearer than this many pixels are joined.
const APART: u32 = 56;
/// Cells along a side at most: a view that is larger gets larger cells.
const SIDE_MAX: u32 = 64;

/// A home in view.
#[derive(Clone, Copy)]
struct Home {
    part: u32,
    row: u32,
    rent: u32,
    precision: Precision,
}

/// The cells over a view.
struct Grid {
    shift: u32,
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

impl Grid {
    fn over(view: MapView) -> Self {
        let north_west = Spot::of(Point {
            lon: view.map_box.west,
            lat: view.map_box.north,
        });
        let south_east = Spot::of(Point {
            lon: view.map_box.east,
            lat: view.map_box.south,
        });
        let pixel = UNIT_ZOOM.saturating_sub(view.zoom);
        let mut shift = u32::from(pixel + CELL_BITS).min(31);
        let cells =
            |from: u32, to: u32, shift: u32| (to >> shift).saturating_sub(from >> shift) + 1;
        while shift < 31
            && cells(north_west.x, south_east.x, shift).max(cells(
                north_west.y,
                south_east.y,
                shift,
            )) > SIDE_MAX
        {
            shift += 1;
        }
        Self {
            shift,
            left: north_west.x >> shift,
            top: north_west.y >> shift,
            width: cells(north_west.x, south_east.x, shift),
            height: cells(north_west.y, south_east.y, shift),
        }
    }

    /// The number of the cell, if it is in view. Cells at the edge are whole, so that moving the map
    /// a little does not change them.
    fn cell(&self, spot: Spot) -> Option<usize> {
        let x = (spot.x >> self.shift).checked_sub(self.left)?;
        let y = (spot.y >> self.shift).checked_sub(self.top)?;
        (x < self.width && y < self.height).then_some((y * self.width + x) as usize)
    }

    /// The cell and those around it.
    fn around(&self, cell: usize) -> impl Iterator<Item = usize> + '_ {
        let x = cell as u32 % self.width;
        let y = cell as u32 / self.width;
        (y.saturating_sub(1)..(y + 2).min(self.height)).flat_map(move |y| {
            (x.saturating_sub(1)..(x + 2).min(self.width))
                .map(move |x| (y * self.width + x) as usize)
        })
    }

    /// How far middles must be apart.
    fn apart(&self) -> f64 {
        f64::from(APART) / f64::from(1 << CELL_BITS) * f64::from(1u32 << self.shift)
    }
}

/// What a cell holds.
#[derive(Clone, Copy, Default)]
struct Cell {
    /// The end of its homes in the list of all, once they are sorted.
    end: usize,
    count: u32,
    x: u64,
    y: u64,
    extent: Extent,
}

impl Cell {
    fn middle(&self) -> (f64, f64) {
        let count = f64::from(self.count.max(1));
        (self.x as f64 / count, self.y as f64 / count)
    }
}

/// The homes of `matched` in view as clusters. Every home in a cell of the view is in one of them.
pub fn clusters(matched: &[Part<'_>], view: MapView) -> Vec<Cluster> {
    let grid = Grid::over(view);
    let mut cells = vec![Cell::default(); (grid.width * grid.height) as usize];
    let mut found: Vec<(u32, Home)> = Vec::new();
    for (part, number) in matched.iter().zip(0..) {
        for row in crate::bits::rows(&part.set) {
            let Some((spot, precision)) = part.shard.positions.spot(row) else {
                continue;
            };
            let Some(at) = grid.cell(spot) else { continue };
            let Some(cell) = cells.get_mut(at) else {
                continue;
            };
            cell.count += 1;
            cell.x += u64::from(spot.x);
            cell.y += u64::from(spot.y);
            cell.extent.take(spot);
            let rent = part.shard.rent.get(row as usize).copied().unwrap_or(0);
            let home = Home {
                part: number,
                row,
                rent,
                precision,
            };
            found.push((at as u32, home));
        }
    }
    let homes = by_cell(&mut cells, found);
    let mut fullest: Vec<usize> = (0..cells.len())
        .filter(|at| cells.get(*at).is_some_and(|cell| cell.count > 0))
        .collect();
    fullest.sort_unstable_by_key(|at| (Reverse(cells.get(*at).map_or(0, |cell| cell.count)), *at));
    let apart = grid.apart();
    let mut clusters = Vec::new();
    for at in fullest {
        let Some(mut whole) = cells.get_mut(at).map(std::mem::take) else {
            continue;
        };
        if whole.count == 0 {
            continue;
        }
        let middle = whole.middle();
        let mut members = homes_of(&homes, &whole).to_vec();
        for near in grid.around(at) {
            let Some(cell) = cells.get_mut(near).filter(|cell| cell.count > 0) else {
                continue;
            };
            let other = cell.middle();
            if (other.0 - middle.0).hypot(other.1 - middle.1) < apart {
                let cell = std::mem::take(cell);
                members.extend_from_slice(homes_of(&homes, &cell));
                whole.count += cell.count;
                whole.x += cell.x;
                whole.y += cell.y;
                whole.extent.unite(cell.extent);
            }
        }
        clusters.extend(cluster(matched, &whole, &mut members));
    }
    clusters
}

/// The homes in the order of their cells; sets where each cell's homes end.
fn by_cell(cells: &mut [Cell], found: Vec<(u32, Home)>) -> Vec<Home> {
    let Some((_, first)) = found.first() else {
        return Vec::new();
    };
    let mut homes = vec![*first; found.len()];
    let mut start = 0;
    for cell in cells.iter_mut() {
        cell.end = start;
        start += cell.count as usize;
    }
    for (at, home) in found {
        if let Some(cell) = cells.get_mut(at as usize)
            && let Some(place) = homes.get_mut(cell.end)
        {
            *place = home;
            cell.end += 1;
        }
    }
    homes
}

fn homes_of<'a>(homes: &'a [Home], cell: &Cell) -> &'a [Home] {
    homes
        .get(cell.end - cell.count as usize..cell.end)
        .unwrap_or_default()
}

fn cluster(matched: &[Part<'_>], whole: &Cell, members: &mut [Home]) -> Option<Cluster> {
    let middle = rank(whole.count, 2).checked_sub(1)? as usize;
    let precision = members.iter().map(|home| home.precision).max()?;
    let first = *members.first()?;
    let shard = matched.get(first.part as usize)?.shard;
    let code = place_code(shard, first.row, precision);
    let place = members
        .iter()
        .all(|home| home.part == first.part && place_code(shard, home.row, precision) == code)
        .then(|| place_named(shard, code, precision))
        .flatten();
    let home = (whole.count == 1).then(|| {
        let card = shard.card(first.row)?;
        Some(Pin {
            id: ListingId(card.id.0),
            title: card.title,
            mode: card.mode,
            rooms: card.layout.rooms,
            area: card.area,
        })
    });
    let (x, y) = whole.middle();
    let (_, median, _) = members.select_nth_unstable_by_key(middle, |home| home.rent);
    Some(Cluster {
        count: whole.count,
        median_rent: median.rent,
        point: Spot::point(x, y),
        bounds: (!whole.extent.is_one_spot())
            .then(|| whole.extent.bounds())
            .flatten(),
        precision: Some(precision),
        place,
        home: home.flatten(),
    })
}
