//! An area cut into strips, so that a point is compared with few of its edges.

use domain::{Area, MapBox, Point, area::passes_left_of};

/// Strips from south to north.
const STRIPS: usize = 128;

/// An area for many points.
pub struct Strips {
    bounds: MapBox,
    /// The edges that reach into each strip.
    edges: Vec<Vec<(Point, Point)>>,
}

impl Strips {
    /// Cuts `area`.
    pub fn of(area: &Area) -> Self {
        let mut strips = Self {
            bounds: area.bounds(),
            edges: vec![Vec::new(); STRIPS],
        };
        for (from, to) in area.edges() {
            let first = strips.number(from.lat.min(to.lat));
            let last = strips.number(from.lat.max(to.lat));
            for edges in strips.edges.iter_mut().take(last + 1).skip(first) {
                edges.push((from, to));
            }
        }
        strips
    }

    /// Whether `point` lies inside, exactly as [`Area::contains`] says: edges of other strips do not
    /// reach the point's latitude.
    pub fn contains(&self, point: Point) -> bool {
        self.bounds.contains(point)
            && self.edges.get(self.number(point.lat)).is_some_and(|edges| {
                edges
                    .iter()
                    .fold(false, |inside, edge| inside ^ passes_left_of(*edge, point))
            })
    }

    /// The strip of a latitude within the bounds. Larger latitudes never have smaller numbers.
    fn number(&self, lat: f64) -> usize {
        let share = (lat - self.bounds.south) / (self.bounds.north - self.bounds.south);
        ((share * STRIPS as f64) as usize).min(STRIPS - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn strips_hold_what_the_area_holds(
            corners in proptest::collection::vec((0i32..1_000, 0i32..1_000), 3..100),
            points in proptest::collection::vec((-50i32..1_050, -50i32..1_050), 200),
        ) {
            let text: Vec<String> = corners
                .iter()
                .map(|(lon, lat)| format!("{}.{:02},{}.{:02}", lon / 100, lon % 100, lat / 100, lat % 100))
                .collect();
            if let Ok(area) = Area::parse(&text.join(";")) {
                let strips = Strips::of(&area);
                let own = area.corners().to_vec();
                let drawn = points.iter().map(|(lon, lat)| Point {
                    lon: f64::from(*lon) / 100.0,
                    lat: f64::from(*lat) / 100.0,
                });
                for point in drawn.chain(own) {
                    prop_assert_eq!(strips.contains(point), area.contains(point), "{:?}", point);
                }
            }
        }
    }
}
