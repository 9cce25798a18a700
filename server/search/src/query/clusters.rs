//! The homes of a search on the map: by city or district when zoomed out, in clusters when zoomed in.

use super::{grid, matches::Part, statistics::rank};
use crate::{
    bits::{self, Slices},
    model::{PlacePoints, Shard, Spot, dictionary::NONE},
};
use domain::{Cluster, ClusterPlace, HomeMap, ListingQuery, MapBox, MapView, Point, Precision};

/// From this zoom level on homes are shown, before it places.
pub const NEAR: u8 = 12;
/// Up to this zoom level cities are shown when none is chosen.
const FAR: u8 = 8;

/// The map of the homes that match `query`, which are `matched`.
pub fn home_map(
    query: &ListingQuery,
    matched: &[Part<'_>],
    points: &PlacePoints,
    view: MapView,
) -> HomeMap {
    let mut extent = Extent::default();
    let mut placed = 0;
    for part in matched {
        for row in bits::rows(&part.set) {
            if let Some((spot, _)) = part.shard.positions.spot(row) {
                extent.take(spot);
                placed += 1;
            }
        }
    }
    HomeMap {
        total: matched.iter().map(|part| part.count).sum(),
        placed,
        places: if query.city.is_none() && view.zoom <= FAR {
            matched
                .iter()
                .filter_map(|part| city(part, points))
                .collect()
        } else {
            matched
                .iter()
                .flat_map(|part| districts(part, points))
                .collect()
        },
        clusters: if view.zoom >= NEAR {
            grid::clusters(matched, view)
        } else {
            Vec::new()
        },
        bounds: extent.bounds(),
    }
}

fn city(part: &Part<'_>, points: &PlacePoints) -> Option<Cluster> {
    let city = &part.shard.city;
    let point = *points.divisions.get(&city.id)?;
    place(
        part, &part.set, part.count, point, "city", city.id, &city.name,
    )
}

fn districts(part: &Part<'_>, points: &PlacePoints) -> Vec<Cluster> {
    let districts = &part.shard.districts;
    let counts = districts.counts(&part.set, part.count);
    let entries = districts.names.entries().iter().zip(counts);
    entries
        .filter(|(_, count)| *count > 0)
        .filter_map(|((id, name), count)| {
            let point = *points.divisions.get(id)?;
            let mut set = part.set.clone();
            bits::intersect(&mut set, districts.rows_of(*id));
            place(part, &set, count, point, "district", *id, name)
        })
        .collect()
}

/// The matches in a division.
fn place(
    part: &Part<'_>,
    set: &[u64],
    count: u32,
    point: Point,
    param: &str,
    id: i64,
    name: &str,
) -> Option<Cluster> {
    let rents: [(&Slices, &[u64]); 1] = [(&part.shard.rent_slices, set)];
    (count > 0).then(|| Cluster {
        count,
        median_rent: bits::ranked(&rents, rank(count, 2)),
        point,
        bounds: None,
        precision: None,
        place: Some(cluster_place(param, id, name)),
        home: None,
    })
}

fn cluster_place(param: &str, id: i64, name: &str) -> ClusterPlace {
    ClusterPlace {
        param: param.to_owned(),
        value: id.to_string(),
        name: name.to_owned(),
    }
}

/// The code of the place that the row's position stands for: its estate, or its business district.
pub fn place_code(shard: &Shard, row: u32, precision: Precision) -> u32 {
    match precision {
        Precision::Home | Precision::Estate => {
            shard.estate.get(row as usize).copied().unwrap_or(NONE)
        }
        Precision::BusinessDistrict => shard.business_districts.code(row),
    }
}

/// The place of this code as a filter.
pub fn place_named(shard: &Shard, code: u32, precision: Precision) -> Option<ClusterPlace> {
    let (param, names) = match precision {
        Precision::Home | Precision::Estate => ("estate", &shard.estates),
        Precision::BusinessDistrict => ("business_district", &shard.business_districts.names),
    };
    let place = names.place(code)?;
    Some(cluster_place(param, place.id, &place.name))
}

/// The box around spots.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    pub west: u32,
    pub north: u32,
    pub east: u32,
    pub south: u32,
}

impl Default for Extent {
    fn default() -> Self {
        Self {
            west: u32::MAX,
            north: u32::MAX,
            east: 0,
            south: 0,
        }
    }
}

impl Extent {
    pub fn take(&mut self, spot: Spot) {
        self.west = self.west.min(spot.x);
        self.east = self.east.max(spot.x);
        self.north = self.north.min(spot.y);
        self.south = self.south.max(spot.y);
    }

    pub fn unite(&mut self, other: Self) {
        self.west = self.west.min(other.west);
        self.east = self.east.max(other.east);
        self.north = self.north.min(other.north);
        self.south = self.south.max(other.south);
    }

    /// Whether all spots are one.
    pub fn is_one_spot(self) -> bool {
        self.west == self.east && self.north == self.south
    }

    /// The box in degrees, large enough that six decimals of it still hold every home; `None`
    /// without any spot.
    pub fn bounds(self) -> Option<MapBox> {
        if self.west > self.east {
            return None;
        }
        let north_west = Spot::point(f64::from(self.west), f64::from(self.north));
        let south_east = Spot::point(f64::from(self.east) + 1.0, f64::from(self.south) + 1.0);
        let outward = |degrees: f64, round: fn(f64) -> f64| round(degrees * 1e6) / 1e6;
        Some(MapBox {
            west: outward(north_west.lon, f64::floor),
            south: outward(south_east.lat, f64::floor),
            east: outward(south_east.lon, f64::ceil),
            north: outward(north_west.lat, f64::ceil),
        })
    }
}
