//! Where a home is.

use serde::{Deserialize, Serialize};

/// The level of a division (行政区划).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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

/// A rectangle on the map in WGS-84 degrees, edges included. It never crosses the date line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Reads `west,south,east,north`; `None` if a number is missing, out of range or out of order.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(',').map(|part| part.trim().parse::<f64>());
        let (west, south) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        let (east, north) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        let south_west = Point::new(west, south)?;
        let north_east = Point::new(east, north)?;
        let ordered = south_west.lon <= north_east.lon && south_west.lat <= north_east.lat;
        (numbers.next().is_none() && ordered).then_some(Self {
            west,
            south,
            east,
            north,
        })
    }

    /// The form that [`MapBox::parse`] reads.
    pub fn to_param(self) -> String {
        format!("{},{},{},{}", self.west, self.south, self.east, self.north)
    }

    /// Whether `point` lies inside or on an edge.
    pub fn contains(&self, point: Point) -> bool {
        (self.west..=self.east).contains(&point.lon)
            && (self.south..=self.north).contains(&point.lat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_box_reads_what_it_writes() {
        let parsed = MapBox::parse("121.4,31.1,121.6,31.3").unwrap();
        assert_eq!(MapBox::parse(&parsed.to_param()), Some(parsed));
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
        ] {
            assert_eq!(MapBox::parse(text), None, "{text}");
        }
    }
}
