//! A piece of the map that somebody drew.

use crate::{
    MapBox, Point,
    place::{degrees, degrees_text},
};
use serde::{Deserialize, Serialize};

/// The fewest corners of an area.
const CORNERS_MIN: usize = 3;
/// The most corners of an area; who draws by hand sets far fewer.
const CORNERS_MAX: usize = 100;

/// A polygon in WGS-84 degrees, its last corner joined to its first. It never crosses the date line.
///
/// Where its edges cross each other the even-odd rule holds, as maps fill such a shape: what is
/// encircled twice is outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Area {
    corners: Vec<Point>,
}

/// Why a text is no [`Area`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoArea {
    /// A corner is no pair of degrees in range.
    Malformed,
    /// Fewer than three corners that differ.
    TooFewCorners,
    /// More than a hundred corners.
    TooManyCorners,
}

impl NoArea {
    /// The code of the issue that it is.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "not_an_area",
            Self::TooFewCorners => "too_few_corners",
            Self::TooManyCorners => "too_many_corners",
        }
    }
}

impl Area {
    /// Reads `lon,lat;lon,lat;…` to six decimals. A corner that repeats the one before it, or the
    /// first at the end, is left out.
    pub fn parse(text: &str) -> Result<Self, NoArea> {
        let mut corners: Vec<Point> = Vec::new();
        for pair in text.split(';') {
            if corners.len() > CORNERS_MAX {
                break;
            }
            let corner = corner(pair.trim()).ok_or(NoArea::Malformed)?;
            if corners.last() != Some(&corner) {
                corners.push(corner);
            }
        }
        if corners.len() > 1 && corners.first() == corners.last() {
            corners.pop();
        }
        if corners.len() > CORNERS_MAX {
            return Err(NoArea::TooManyCorners);
        }
        let distinct = |corner: &Point| {
            let others = corners.iter().take_while(|other| *other != corner);
            others.count()
        };
        let enough = corners
            .iter()
            .enumerate()
            .filter(|(at, corner)| distinct(corner) == *at)
            .count()
            >= CORNERS_MIN;
        enough
            .then_some(Self { corners })
            .ok_or(NoArea::TooFewCorners)
    }

    /// The form that [`Area::parse`] reads.
    pub fn to_param(&self) -> String {
        let corners: Vec<String> = self
            .corners
            .iter()
            .map(|corner| [&degrees_text(corner.lon), ",", &degrees_text(corner.lat)].concat())
            .collect();
        corners.join(";")
    }

    /// Its corners in their order, at least three.
    pub fn corners(&self) -> &[Point] {
        &self.corners
    }

    /// Its edges, from each corner to the next and from the last to the first.
    pub fn edges(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        let next = self.corners.iter().cycle().skip(1);
        self.corners.iter().copied().zip(next.copied())
    }

    /// The smallest box around it.
    pub fn bounds(&self) -> MapBox {
        let empty = MapBox {
            west: f64::INFINITY,
            south: f64::INFINITY,
            east: f64::NEG_INFINITY,
            north: f64::NEG_INFINITY,
        };
        self.corners.iter().fold(empty, |bounds, corner| MapBox {
            west: bounds.west.min(corner.lon),
            south: bounds.south.min(corner.lat),
            east: bounds.east.max(corner.lon),
            north: bounds.north.max(corner.lat),
        })
    }

    /// Whether `point` lies inside by the even-odd rule. Of the points on an edge some are inside.
    pub fn contains(&self, point: Point) -> bool {
        self.edges()
            .fold(false, |inside, edge| inside ^ passes_left_of(edge, point))
    }

    /// Whether any two of its edges cross, so that the even-odd rule matters.
    pub fn crosses_itself(&self) -> bool {
        let edges: Vec<(Point, Point)> = self.edges().collect();
        edges
            .iter()
            .enumerate()
            .any(|(at, one)| edges.iter().skip(at + 1).any(|other| crosses(*one, *other)))
    }
}

/// Whether the way from `point` to the east crosses the edge.
pub fn passes_left_of((from, to): (Point, Point), point: Point) -> bool {
    (from.lat > point.lat) != (to.lat > point.lat)
        && point.lon < from.lon + (point.lat - from.lat) / (to.lat - from.lat) * (to.lon - from.lon)
}

/// Whether two edges cross at a point inside of both.
fn crosses(one: (Point, Point), other: (Point, Point)) -> bool {
    let side = |(from, to): (Point, Point), point: Point| {
        (to.lon - from.lon) * (point.lat - from.lat) - (to.lat - from.lat) * (point.lon - from.lon)
    };
    side(one, other.0) * side(one, other.1) < 0.0 && side(other, one.0) * side(other, one.1) < 0.0
}

fn corner(pair: &str) -> Option<Point> {
    let (lon, lat) = pair.split_once(',')?;
    Point::new(degrees(lon.trim())?, degrees(lat.trim())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point(lon: f64, lat: f64) -> Point {
        Point { lon, lat }
    }

    #[test]
    fn an_area_reads_what_it_writes() {
        let area = Area::parse("116.3,39.9;116.4,39.9;116.4,40.000001").unwrap();
        assert_eq!(area.to_param(), "116.3,39.9;116.4,39.9;116.4,40.000001");
        assert_eq!(area.bounds().to_param(), "116.3,39.9,116.4,40.000001");
        let closed = Area::parse("0,0; 0,0; 1,0; 1,1; 0,0").unwrap();
        assert_eq!(closed.to_param(), "0,0;1,0;1,1");
    }

    #[test]
    fn what_is_no_area_says_why() {
        for text in [
            "",
            "a",
            "1,2",
            ";;",
            "1,2;3;4,5",
            "1,2;3,4;5,91",
            "NaN,1;2,3;4,5",
            "1,2,3;1,2;3,4",
        ] {
            assert!(Area::parse(text).is_err(), "{text}");
        }
        assert_eq!(Area::parse("1,2;3,4"), Err(NoArea::TooFewCorners));
        assert_eq!(Area::parse("1,2;3,4;1,2;3,4"), Err(NoArea::TooFewCorners));
        assert_eq!(Area::parse("1,2;3,4;5,x"), Err(NoArea::Malformed));
        let many: Vec<String> = (0..10_000)
            .map(|n| format!("{}.{n:04},{}", n % 90, n % 80))
            .collect();
        assert_eq!(Area::parse(&many.join(";")), Err(NoArea::TooManyCorners));
        assert!(Area::parse(&many[..100].join(";")).is_ok());
    }

    #[test]
    fn what_is_encircled_twice_is_outside() {
        // A pentagram: its middle is encircled twice.
        let star = Area::parse("0,3;2,-3;-3,1;3,1;-2,-3").unwrap();
        assert!(star.crosses_itself());
        assert!(!star.contains(point(0.0, 0.0)));
        assert!(star.contains(point(0.0, 2.0)));
        let square = Area::parse("0,0;2,0;2,2;0,2").unwrap();
        assert!(!square.crosses_itself());
        assert!(square.contains(point(1.0, 1.0)));
        assert!(!square.contains(point(3.0, 1.0)));
        assert!(!square.contains(point(f64::NAN, f64::NAN)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[0-9.,; -]{0,200}|\\PC{0,100}") {
            if let Ok(area) = Area::parse(&text) {
                prop_assert_eq!(Area::parse(&area.to_param()), Ok(area));
            }
        }

        #[test]
        fn a_box_drawn_as_an_area_holds_what_the_box_holds(
            (west, width) in (-100f64..100.0, 0.1f64..50.0),
            (south, height) in (-80f64..60.0, 0.1f64..20.0),
            (lon, lat) in (-150f64..150.0, -85f64..85.0),
        ) {
            let map_box = MapBox { west, south, east: west + width, north: south + height };
            let corners = vec![
                point(west, south), point(map_box.east, south),
                point(map_box.east, map_box.north), point(west, map_box.north),
            ];
            let area = Area { corners };
            prop_assert_eq!(area.contains(point(lon, lat)), map_box.contains(point(lon, lat)));
            prop_assert_eq!(area.bounds(), map_box);
        }
    }
}
