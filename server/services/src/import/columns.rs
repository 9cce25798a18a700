//! The columns of a listing file and its header row.

use csv::ByteRecord;
use std::fmt;

macro_rules! columns {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// A column that listing files may have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Column { $($(#[$doc])* $variant),+ }

        impl Column {
            /// Every column, in the order in which files have them.
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in the header row.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

columns! {
    Id = "id",
    Source = "source",
    Snapshot = "snapshot",
    City = "city",
    CityCode = "city_code",
    District = "district",
    Adcode = "adcode",
    BusinessDistrict = "bizcircle",
    Estate = "community",
    RentType = "rent_type",
    Rooms = "rooms",
    Halls = "halls",
    Baths = "baths",
    Area = "area_m2",
    Orientation = "orientation",
    FloorLevel = "floor_level",
    FloorTotal = "floor_total",
    Elevator = "elevator",
    Decoration = "decoration",
    Tags = "tags",
    Facilities = "facilities",
    /// How many lines are near; says nothing the product shows.
    MetroLine = "metro_line",
    MetroMetres = "metro_m",
    Rent = "rent_month",
    /// Follows from rent and area.
    RentPerArea = "rent_m2",
    /// Guessed by the publisher of the file: never read.
    AreaGuess = "area_guess_m2",
    Longitude = "lon",
    Latitude = "lat",
    /// Where the coordinates come from.
    Coordinates = "coord",
}

/// Columns without which there is no listing.
const REQUIRED: [Column; 5] = [
    Column::Id,
    Column::Source,
    Column::Snapshot,
    Column::CityCode,
    Column::Rent,
];

/// What is wrong with a header row.
#[derive(Debug, PartialEq, Eq)]
pub enum HeaderProblem {
    /// There is no header row: the file is empty.
    Empty,
    /// These names are no column of a listing file.
    Unknown(Vec<String>),
    /// These names stand there more than once.
    Duplicate(Vec<String>),
    /// These columns are needed and not there.
    Missing(Vec<&'static str>),
}

impl fmt::Display for HeaderProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty; the first row must name the columns"),
            Self::Unknown(names) => {
                let known: Vec<_> = Column::ALL.iter().map(|column| column.name()).collect();
                write!(
                    f,
                    "unknown column {}; known columns: {}",
                    names.join(", "),
                    known.join(", ")
                )
            }
            Self::Duplicate(names) => write!(f, "column named twice: {}", names.join(", ")),
            Self::Missing(names) => write!(f, "required column missing: {}", names.join(", ")),
        }
    }
}

/// Where each column stands in the rows of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    positions: [Option<usize>; Column::ALL.len()],
    width: usize,
}

impl Header {
    /// Reads the header row.
    pub(super) fn read(row: &ByteRecord) -> Result<Self, HeaderProblem> {
        let mut positions = [None; Column::ALL.len()];
        let (mut unknown, mut duplicate) = (Vec::new(), Vec::new());
        if row.iter().all(<[u8]>::is_empty) {
            return Err(HeaderProblem::Empty);
        }
        for (position, name) in row.iter().enumerate() {
            let name = name.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(name);
            let name = String::from_utf8_lossy(name.trim_ascii());
            let column = Column::ALL.iter().find(|column| column.name() == name);
            match column.and_then(|column| positions.get_mut(*column as usize)) {
                None => unknown.push(shorten(&name)),
                Some(Some(_)) => duplicate.push(name.into_owned()),
                Some(free) => *free = Some(position),
            }
        }
        if !unknown.is_empty() {
            return Err(HeaderProblem::Unknown(unknown));
        }
        if !duplicate.is_empty() {
            return Err(HeaderProblem::Duplicate(duplicate));
        }
        let header = Self {
            positions,
            width: row.len(),
        };
        let missing: Vec<_> = REQUIRED
            .into_iter()
            .filter(|column| header.position(*column).is_none())
            .map(Column::name)
            .collect();
        if missing.is_empty() {
            Ok(header)
        } else {
            Err(HeaderProblem::Missing(missing))
        }
    }

    /// How many fields every row must have.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The place of `column` in a row; `None` if the file has no such column.
    pub(super) fn position(&self, column: Column) -> Option<usize> {
        self.positions.get(column as usize).copied().flatten()
    }
}

/// A name or value short enough for a message.
pub(super) fn shorten(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(names: &[&str]) -> Result<Header, HeaderProblem> {
        Header::read(&ByteRecord::from(names.to_vec()))
    }

    const NEEDED: [&str; 5] = ["id", "source", "snapshot", "city_code", "rent_month"];

    #[test]
    fn columns_are_found_wherever_they_stand() {
        let header = read(&[
            "\u{feff}rent_month",
            "city_code",
            " snapshot ",
            "id",
            "source",
        ])
        .unwrap();
        assert_eq!(header.position(Column::Id), Some(3));
        assert_eq!(header.position(Column::Rent), Some(0));
        assert_eq!(header.position(Column::Tags), None);
        assert_eq!(header.width(), 5);
    }

    #[test]
    fn a_header_says_what_is_wrong_with_it() {
        assert_eq!(read(&[""]), Err(HeaderProblem::Empty));
        let with = |more: &'static str| read(&[&NEEDED[..], &[more]].concat());
        assert_eq!(
            with("preis"),
            Err(HeaderProblem::Unknown(vec!["preis".into()]))
        );
        assert_eq!(with("id"), Err(HeaderProblem::Duplicate(vec!["id".into()])));
        assert_eq!(
            read(&["id", "source"]),
            Err(HeaderProblem::Missing(vec![
                "snapshot",
                "city_code",
                "rent_month"
            ]))
        );
    }

    #[test]
    fn a_message_names_the_column_and_the_choice() {
        let message = HeaderProblem::Unknown(vec!["preis".into()]).to_string();
        assert!(message.contains("preis") && message.contains("rent_month"));
    }
}
