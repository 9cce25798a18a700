//! Which places lie near another.

use super::ids;
use crate::{Services, gazetteer::KnownPlace};
use domain::{PlaceFigures, PlaceKind, Point};
use std::cmp::Reverse;

/// Neighbours that are shown.
const NEIGHBOURS: usize = 8;

impl Services {
    /// The places of the kind of `known` near it that have public homes, and whether they are in the
    /// order of their distance. Without a point of its own, or where no other place has one, they
    /// are the places beside it with most homes. Within its city, but for cities.
    pub(super) fn neighbours(&self, known: &KnownPlace) -> (Vec<PlaceFigures>, bool) {
        let (index, gazetteer) = (&self.0.index, self.gazetteer());
        let kind = known.kind;
        let own = known.place.id;
        let city = known.city_code();
        if kind == PlaceKind::City {
            let mut cities = index.cities();
            cities.retain(|city| city.place.id != own);
            let all: Vec<i64> = cities.iter().map(|city| city.place.id).collect();
            let near = known
                .point
                .map(|point| nearest(point, &all, &gazetteer.points(kind, &all)))
                .unwrap_or_default();
            let figures = near
                .iter()
                .filter_map(|id| cities.iter().find(|city| city.place.id == *id).cloned())
                .collect();
            return (figures, true);
        }
        let mut all = index.homes_by_place(&PlaceKind::City.search(None, city.0.into()), kind);
        all.retain(|(id, _)| *id != own);
        if let Some(point) = known.point {
            let all = ids(&all);
            let near = nearest(point, &all, &gazetteer.points(kind, &all));
            if !near.is_empty() {
                return (index.figures(city, kind, &near), true);
            }
        }
        // Beside it: in the same business district, else in the same district, else in the city.
        let beside = known.within.iter().rev().find_map(|(parent, place)| {
            let mut beside = index.homes_by_place(&parent.search(Some(city), place.id), kind);
            beside.retain(|(id, _)| *id != own);
            (!beside.is_empty()).then_some(beside)
        });
        let mut beside = beside.unwrap_or_default();
        beside.sort_by_key(|(id, homes)| (Reverse(*homes), *id));
        beside.truncate(NEIGHBOURS);
        (index.figures(city, kind, &ids(&beside)), false)
    }
}

/// The nearest of `ids`, whose points are `points`.
fn nearest(from: Point, ids: &[i64], points: &[Option<Point>]) -> Vec<i64> {
    let mut near: Vec<(f64, i64)> = ids
        .iter()
        .zip(points)
        .filter_map(|(id, point)| Some((apart(from, (*point)?), *id)))
        .collect();
    near.sort_by(|(a, a_id), (b, b_id)| a.total_cmp(b).then(a_id.cmp(b_id)));
    near.truncate(NEIGHBOURS);
    near.into_iter().map(|(_, id)| id).collect()
}

/// A number that grows with the distance; right enough within a country.
fn apart(one: Point, other: Point) -> f64 {
    let north = one.lat - other.lat;
    let east = (one.lon - other.lon) * ((one.lat + other.lat) / 2.0).to_radians().cos();
    north * north + east * east
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_longitude_is_shorter_than_one_of_latitude() {
        let at = |lon, lat| Point::new(lon, lat);
        let (Some(beijing), east, north) = (at(116.4, 39.9), at(116.5, 39.9), at(116.4, 39.99))
        else {
            panic!("a point on earth");
        };
        assert_eq!(nearest(beijing, &[1, 2, 3], &[north, None, east]), [3, 1]);
    }
}
