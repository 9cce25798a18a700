//! Where the homes of a shard stand on the map.
//!
//! Many homes have no coordinates of their own. They stand in the middle of the others of their
//! estate, else in the middle of their business district. Of the rest at most the district is known: those are
//! counted there and stand nowhere.

use super::{dictionary::NONE, shard::Shard};
use crate::bits;
use domain::{Point, Position, Precision};
use std::collections::HashMap;

/// Homes with coordinates that a business district needs before its middle can be told from them.
const TELLING: usize = 5;

/// Points of places, by the place's id.
#[derive(Clone, Debug, Default)]
pub struct PlacePoints {
    /// Of business districts.
    pub business_districts: HashMap<i64, Point>,
    /// Of divisions: cities and districts.
    pub divisions: HashMap<i64, Point>,
}

/// A point on the square map of the world in web Mercator: each side is 2^32 long, north is up
/// (0), and a pixel at zoom level z is 2^(24−z) wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Eastward.
    pub x: u32,
    /// Southward.
    pub y: u32,
}

const SIDE: f64 = 4_294_967_296.0;

impl Spot {
    /// Where `point` is; beyond 85° north or south the map ends.
    pub fn of(point: Point) -> Self {
        let sin = point.lat.to_radians().sin().clamp(-0.9999, 0.9999);
        let x = (point.lon + 180.0) / 360.0;
        let y = 0.5 - ((1.0 + sin) / (1.0 - sin)).ln() / (4.0 * std::f64::consts::PI);
        Self {
            x: (x * SIDE) as u32,
            y: (y * SIDE) as u32,
        }
    }

    /// The point there.
    pub fn point(x: f64, y: f64) -> Point {
        let lat = (std::f64::consts::PI * (1.0 - 2.0 * y / SIDE))
            .sinh()
            .atan();
        Point {
            lon: x / SIDE * 360.0 - 180.0,
            lat: lat.to_degrees(),
        }
    }
}

/// The points of the places of one shard by their codes, and where each row stands.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    estates: Vec<Option<Point>>,
    business_districts: Vec<Option<Point>>,
    spots: Vec<Spot>,
    precisions: Vec<Option<Precision>>,
}

impl Positions {
    /// The positions of all rows of `shard`, of which `before` are those of its first rows.
    pub fn of(shard: &Shard, before: &Self, points: &PlacePoints) -> Self {
        let mut estates = vec![Vec::new(); shard.estates.entries().len()];
        let places = &shard.business_districts;
        let mut business_districts = vec![Vec::new(); places.names.entries().len()];
        for row in bits::rows(shard.live.words()) {
            let Some(point) = shard.own_point(row as usize) else {
                continue;
            };
            let estate = shard.estate.get(row as usize).copied().unwrap_or(NONE);
            let told = |told: Option<&mut Vec<Point>>| told.map(|told| told.push(point));
            told(estates.get_mut(estate as usize));
            told(business_districts.get_mut(places.code(row) as usize));
        }
        let stored = places.names.entries().iter();
        let stored = stored.map(|(id, _)| points.business_districts.get(id).copied());
        let mut positions = Self {
            estates: estates.into_iter().map(|told| middle(told, 1)).collect(),
            business_districts: stored
                .zip(business_districts)
                .map(|(stored, told)| stored.or_else(|| middle(told, TELLING)))
                .collect(),
            spots: Vec::with_capacity(shard.id.len()),
            precisions: Vec::with_capacity(shard.id.len()),
        };
        for row in 0..shard.rows() {
            // What has coordinates keeps its place: rows never change.
            let (spot, precision) = match before.spot(row) {
                Some((spot, Precision::Home)) => (spot, Some(Precision::Home)),
                _ => {
                    let position = positions.position(shard, row);
                    let spot = position.map(|position| Spot::of(position.point));
                    let precision = position.map(|position| position.precision);
                    (spot.unwrap_or_default(), precision)
                }
            };
            positions.spots.push(spot);
            positions.precisions.push(precision);
        }
        positions
    }

    fn by_place(&self, shard: &Shard, row: usize) -> Option<(Point, Precision)> {
        let estate = *shard.estate.get(row)?;
        let business_district = shard.business_districts.code(row as u32);
        let at = |points: &[Option<Point>], code: u32| points.get(code as usize).copied().flatten();
        at(&self.estates, estate)
            .map(|point| (point, Precision::Estate))
            .or_else(|| {
                let point = at(&self.business_districts, business_district)?;
                Some((point, Precision::BusinessDistrict))
            })
    }

    /// Where `row` stands on the square map, and how well that is known.
    pub fn spot(&self, row: u32) -> Option<(Spot, Precision)> {
        let precision = (*self.precisions.get(row as usize)?)?;
        Some((*self.spots.get(row as usize)?, precision))
    }

    /// Where `row` stands.
    pub fn position(&self, shard: &Shard, row: u32) -> Option<Position> {
        let (point, precision) = match shard.own_point(row as usize) {
            Some(point) => (point, Precision::Home),
            None => self.by_place(shard, row as usize)?,
        };
        Some(Position { point, precision })
    }

    /// The rows that stand where `holds` holds.
    pub fn rows_where(&self, shard: &Shard, holds: impl Fn(Point) -> bool) -> Vec<u64> {
        let of = |points: &[Option<Point>]| -> Vec<bool> {
            points
                .iter()
                .map(|point| point.is_some_and(&holds))
                .collect()
        };
        let estates = of(&self.estates);
        let business_districts = of(&self.business_districts);
        let is = |places: &[bool], code: u32| places.get(code as usize).copied().unwrap_or(false);
        let stands = |row: usize, precision: Option<Precision>| match precision {
            None => false,
            Some(Precision::Home) => shard.own_point(row).is_some_and(&holds),
            Some(Precision::Estate) => is(&estates, shard.estate.get(row).copied().unwrap_or(NONE)),
            Some(Precision::BusinessDistrict) => is(
                &business_districts,
                shard.business_districts.code(row as u32),
            ),
        };
        self.precisions
            .chunks(64)
            .enumerate()
            .map(|(word, precisions)| {
                precisions
                    .iter()
                    .enumerate()
                    .fold(0, |set, (bit, precision)| {
                        set | u64::from(stands(word * 64 + bit, *precision)) << bit
                    })
            })
            .collect()
    }
}

/// The middle of points, at least `least` of them: the median of each coordinate, which a wrong one
/// among many does not move.
fn middle(points: Vec<Point>, least: usize) -> Option<Point> {
    if points.len() < least {
        return None;
    }
    let median = |coordinate: fn(&Point) -> f64| {
        let mut values: Vec<f64> = points.iter().map(coordinate).collect();
        let at = values.len() / 2;
        let (_, median, _) = values.select_nth_unstable_by(at, f64::total_cmp);
        *median
    };
    Some(Point {
        lon: median(|point| point.lon),
        lat: median(|point| point.lat),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_is_where_web_maps_draw_the_point() {
        let point = Point {
            lon: 116.391265,
            lat: 39.907356,
        };
        let spot = Spot::of(point);
        // The tile of zoom level 12 that shows 天安门.
        assert_eq!((spot.x >> 20, spot.y >> 20), (3372, 1552));
        let back = Spot::point(f64::from(spot.x), f64::from(spot.y));
        assert!((back.lon - point.lon).abs() < 1e-6 && (back.lat - point.lat).abs() < 1e-6);
    }

    #[test]
    fn a_few_points_have_no_middle_and_one_that_is_wrong_does_not_move_it() {
        let point = |lon: f64| Point { lon, lat: 40.0 };
        assert_eq!(middle(vec![point(1.0); 4], 5), None);
        let many = [116.1, 116.2, 116.3, 116.4, 0.0].map(point).to_vec();
        assert_eq!(middle(many, 5), Some(point(116.2)));
    }
}
