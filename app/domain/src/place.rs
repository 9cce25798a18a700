//! Where a home is.

use serde::{Deserialize, Serialize};

/// The level of a division (行政区划).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DivisionLevel {
    /// 省/自治区/直辖市.
    Province,
    /// 地级市, and counties governed by a province directly.
    City,
    /// 区/县/县级市.
    District,
}

impl DivisionLevel {
    /// The word stored in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::District => "district",
        }
    }
}

/// A point in WGS-84 degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Point {
    /// Longitude, −180 to 180.
    pub lon: f64,
    /// Latitude, −90 to 90.
    pub lat: f64,
}

impl Point {
    /// A point if both coordinates are finite and in range.
    pub fn new(lon: f64, lat: f64) -> Option<Self> {
        ((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat))
            .then_some(Self { lon, lat })
    }
}

/// Metres of a degree of latitude, on average.
const DEGREE: f64 = 111_195.0;

impl Point {
    /// Metres to `other` in a straight line. Right within a thousandth up to some hundred kilometres.
    pub fn metres_to(self, other: Self) -> f64 {
        let north = (other.lat - self.lat) * DEGREE;
        let middle = (other.lat + self.lat).to_radians() / 2.0;
        let east = (other.lon - self.lon) * DEGREE * middle.cos();
        north.hypot(east)
    }
}

/// All points within some metres of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Circle {
    /// The point in the middle.
    pub centre: Point,
    /// How far it reaches, in metres.
    pub metres: u32,
}

impl Circle {
    /// Whether `point` lies inside or on the edge.
    pub fn contains(&self, point: Point) -> bool {
        self.centre.metres_to(point) <= f64::from(self.metres)
    }

    /// A rectangle that has the whole circle inside.
    pub fn bounds(&self) -> MapBox {
        // A little more than the circle, so that no point on its edge is lost to rounding.
        let north = f64::from(self.metres) / DEGREE * 1.01;
        let east = north / (self.centre.lat.to_radians().cos() * 0.99).max(0.01);
        MapBox {
            west: (self.centre.lon - east).max(-180.0),
            south: (self.centre.lat - north).max(-90.0),
            east: (self.centre.lon + east).min(180.0),
            north: (self.centre.lat + north).min(90.0),
        }
    }
}

/// A rectangle on the map in WGS-84 degrees, edges included. It never crosses the date line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MapBox {
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
}

impl MapBox {
    /// Reads `west,south,east,north` to six decimals (a tenth of a metre); `None` if a number is
    /// missing, out of range or out of order.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(',').map(|part| degrees(part.trim()));
        let south_west = Point::new(numbers.next()??, numbers.next()??)?;
        let north_east = Point::new(numbers.next()??, numbers.next()??)?;
        let ordered = south_west.lon <= north_east.lon && south_west.lat <= north_east.lat;
        (numbers.next().is_none() && ordered).then_some(Self {
            west: south_west.lon,
            south: south_west.lat,
            east: north_east.lon,
            north: north_east.lat,
        })
    }

    /// The form that [`MapBox::parse`] reads.
    pub fn to_param(self) -> String {
        [self.west, self.south, self.east, self.north]
            .map(degrees_text)
            .join(",")
    }

    /// Whether `point` lies inside or on an edge.
    pub fn contains(&self, point: Point) -> bool {
        (self.west..=self.east).contains(&point.lon)
            && (self.south..=self.north).contains(&point.lat)
    }
}

/// Reads degrees to six decimals. By hand, as [`degrees_text`] writes them by hand: reading and
/// printing floats is a good part of what the browser would load.
pub(crate) fn degrees(text: &str) -> Option<f64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || whole.len() > 3 {
        return None;
    }
    let micros = fraction
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(6)
        .fold(whole.parse::<i64>().ok()?, |sum, digit| {
            sum * 10 + i64::from(digit - b'0')
        });
    let micros = if negative { -micros } else { micros };
    Some(micros as f64 / 1e6)
}

/// Writes degrees to six decimals, without zeros at the end.
pub(crate) fn degrees_text(degrees: f64) -> String {
    let micros = (degrees * 1e6).round() as i64;
    let sign = if micros < 0 { "-" } else { "" };
    let whole = (micros.abs() / 1_000_000).to_string();
    let fraction = (micros.abs() % 1_000_000 + 1_000_000).to_string();
    let fraction = fraction.get(1..).unwrap_or_default().trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    [sign, &whole, point, fraction].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn distances_are_those_on_the_map() {
        let point = |lon, lat| Point { lon, lat };
        // Beijing to Shanghai, and one arc minute of longitude at 60° north.
        let far = point(116.4074, 39.9042).metres_to(point(121.4737, 31.2304));
        assert!((1_060_000.0..1_075_000.0).contains(&far), "{far}");
        let near = point(10.0, 60.0).metres_to(point(10.0 + 1.0 / 60.0, 60.0));
        assert!((near - 926.6).abs() < 1.0, "{near}");
    }

    proptest! {
        #[test]
        fn no_point_of_a_circle_lies_outside_its_bounds(
            lon in 70.0..140.0_f64, lat in 0.0..60.0_f64,
            east in -0.05..0.05_f64, north in -0.05..0.05_f64, metres in 1_u32..5_000,
        ) {
            let circle = Circle { centre: Point { lon, lat }, metres };
            let point = Point { lon: lon + east, lat: lat + north };
            prop_assert!(!circle.contains(point) || circle.bounds().contains(point));
            prop_assert!(circle.bounds().contains(circle.centre));
        }
    }

    #[test]
    fn a_map_box_reads_what_it_writes() {
        let parsed = MapBox::parse("121.4,31.1,121.6,31.3").unwrap();
        assert_eq!(parsed.to_param(), "121.4,31.1,121.6,31.3");
        let west = MapBox::parse("-73.98,-0.000001,0,40.7").unwrap();
        assert_eq!(west.to_param(), "-73.98,-0.000001,0,40.7");
        assert!(parsed.contains(Point {
            lon: 121.4,
            lat: 31.2
        }));
        assert!(!parsed.contains(Point {
            lon: 121.7,
            lat: 31.2
        }));
    }

    #[test]
    fn a_map_box_out_of_order_or_range_is_refused() {
        for text in [
            "",
            "1,2,3",
            "5,5,1,9",
            "0,0,0,91",
            "NaN,0,1,1",
            "0,0,1,1,2",
            "a,b,c,d",
            "1.,2,3,4",
            "--1,2,3,4",
            "1e1,2,30,40",
            "1111,2,3,4",
        ] {
            assert_eq!(MapBox::parse(text), None, "{text}");
        }
    }
}
