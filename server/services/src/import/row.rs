//! From the fields of a row to a listing in the words of the domain.

use super::{
    columns::{Column, Header, shorten},
    places::{District, Places},
    report::{Note, Reason},
    wording::{self, Headline},
    words,
};
use chrono::{DateTime, NaiveDate, Utc};
use csv::ByteRecord;
use domain::{
    Decoration, DivisionCode, FacilitySet, Floor, Layout, OrientationSet, PaymentTerms, Point,
    Rent, RentMode, listing::AREA_RANGE,
};
use std::ops::RangeInclusive;

/// A home is near the metro within this many metres.
const NEAR_METRES: u32 = 1_000;
/// Longest identifiers and names that are accepted, in characters.
const ID_MAX: usize = 64;
const NAME_MAX: usize = 60;
/// Longest lists and words that are accepted, in characters.
const LIST_MAX: usize = 500;
const WORD_MAX: usize = 30;
/// Numbers that are accepted.
const COUNT_RANGE: RangeInclusive<f64> = 0.0..=50.0;
const FLOOR_RANGE: RangeInclusive<f64> = -9.0..=200.0;
const TOTAL_RANGE: RangeInclusive<f64> = 0.0..=200.0;
const METRES_RANGE: RangeInclusive<f64> = 0.0..=100_000.0;
const YEAR_RANGE: RangeInclusive<i32> = 2000..=2100;
/// The country, generously: points elsewhere are mistakes.
const COUNTRY_LON: RangeInclusive<f64> = 73.0..=136.0;
const COUNTRY_LAT: RangeInclusive<f64> = 3.0..=54.0;

/// A listing as a file states it: places are resolved to divisions, dictionaries are still names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) source: String,
    pub(super) source_id: String,
    pub(super) title: String,
    pub(super) detail: String,
    pub(super) rent: Rent,
    pub(super) area: Option<f64>,
    pub(super) mode: RentMode,
    pub(super) layout: Layout,
    pub(super) floor: Floor,
    pub(super) orientation: OrientationSet,
    pub(super) lift: Option<bool>,
    pub(super) decoration: Option<Decoration>,
    pub(super) facilities: FacilitySet,
    pub(super) payment: Option<PaymentTerms>,
    pub(super) city: DivisionCode,
    pub(super) district: Option<DivisionCode>,
    pub(super) business_district: Option<String>,
    pub(super) estate: Option<String>,
    pub(super) point: Option<Point>,
    pub(super) tags: Vec<String>,
    pub(super) near_subway: bool,
    pub(super) subway_metres: Option<u32>,
    pub(super) published_at: DateTime<Utc>,
}

/// Why a row was not taken.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    /// The column at fault; `None` if it is the row.
    pub(super) column: Option<Column>,
    pub(super) reason: Reason,
    /// The offending value, shortened.
    pub(super) value: String,
}

/// Reads one row. What could not be taken as it stood goes to `notes`, which are void if the row is
/// not taken.
pub(super) fn read(
    header: &Header,
    record: &ByteRecord,
    places: &Places,
    notes: &mut Vec<Note>,
) -> Result<Draft, Fault> {
    if record.len() != header.width() {
        return Err(Fault {
            column: None,
            reason: Reason::FieldCount,
            value: format!("{} fields instead of {}", record.len(), header.width()),
        });
    }
    let row = Row { header, record };
    let source_id = row.required(Column::Id, ID_MAX)?;
    let source = row.required(Column::Source, ID_MAX)?;
    let published_at = row.published_at()?;
    let rent = row.rent()?;
    let (city, district) = row.divisions(places, notes)?;
    let mode = row.mode()?;
    let area = row.number(Column::Area, AREA_RANGE)?;
    let layout = row.layout()?;
    let floor = row.floor(notes)?;
    let orientation = row.orientation(notes)?;
    let business_district = row.text(Column::BusinessDistrict, NAME_MAX)?;
    let estate = row.estate(notes)?;
    let (near, subway_metres) = row.subway()?;
    let tags = words::tags(row.text(Column::Tags, LIST_MAX)?);
    notes.extend((0..tags.too_long).map(|_| Note::TagTooLong));
    let decoration = row.decoration(notes)?.or(tags.decoration);
    let place = [estate, business_district]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| places.name(district.unwrap_or(city)));
    let title = Headline {
        mode,
        place,
        layout,
        area,
        orientation,
        floor,
    }
    .title();
    Ok(Draft {
        title,
        detail: wording::detail(&tags.clauses),
        source: source.into(),
        source_id: source_id.into(),
        rent,
        area,
        mode,
        layout,
        floor,
        orientation,
        lift: row.lift(notes)?,
        decoration,
        facilities: row.facilities(tags.facilities, notes)?,
        payment: tags.payment,
        city,
        district,
        business_district: some(business_district),
        estate: some(estate),
        point: row.point(notes)?,
        tags: tags.tags,
        near_subway: near || tags.near_subway,
        subway_metres,
        published_at,
    })
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A row of the right number of fields.
struct Row<'a> {
    header: &'a Header,
    record: &'a ByteRecord,
}

impl<'a> Row<'a> {
    fn bytes(&self, column: Column) -> &'a [u8] {
        let position = self.header.position(column);
        let field = position.and_then(|position| self.record.get(position));
        field.unwrap_or_default()
    }

    fn fault(&self, column: Column, reason: Reason) -> Fault {
        Fault {
            column: Some(column),
            reason,
            value: shorten(&String::from_utf8_lossy(self.bytes(column))),
        }
    }

    /// The trimmed text of a field, empty if it is blank or the file has no such column.
    fn text(&self, column: Column, longest: usize) -> Result<&'a str, Fault> {
        let bytes = self.bytes(column);
        let text = std::str::from_utf8(bytes).map_err(|_| self.fault(column, Reason::NotUtf8))?;
        let text = text.trim();
        if text.bytes().any(|byte| byte.is_ascii_control()) {
            return Err(self.fault(column, Reason::ControlCharacter));
        }
        // A character is never shorter than a byte: most fields need no counting.
        if text.len() > longest && text.chars().count() > longest {
            return Err(self.fault(column, Reason::TooLong));
        }
        Ok(text)
    }

    fn required(&self, column: Column, longest: usize) -> Result<&'a str, Fault> {
        match self.text(column, longest)? {
            "" => Err(self.fault(column, Reason::Missing)),
            text => Ok(text),
        }
    }

    fn number(&self, column: Column, range: RangeInclusive<f64>) -> Result<Option<f64>, Fault> {
        let text = self.text(column, WORD_MAX)?;
        if text.is_empty() {
            return Ok(None);
        }
        let number: f64 = text
            .parse()
            .map_err(|_| self.fault(column, Reason::NotANumber))?;
        if range.contains(&number) {
            Ok(Some(number))
        } else {
            Err(self.fault(column, Reason::OutOfRange))
        }
    }

    fn whole(&self, column: Column, range: RangeInclusive<f64>) -> Result<Option<i32>, Fault> {
        match self.number(column, range)? {
            Some(number) if number.fract() != 0.0 => Err(self.fault(column, Reason::NotANumber)),
            number => Ok(number.map(|number| number as i32)),
        }
    }

    fn rent(&self) -> Result<Rent, Fault> {
        let yuan = self
            .number(Column::Rent, 0.0..=Rent::MAX_YUAN as f64)?
            .ok_or_else(|| self.fault(Column::Rent, Reason::Missing))?;
        Rent::from_fen((yuan * 100.0).round() as i64)
            .ok_or_else(|| self.fault(Column::Rent, Reason::OutOfRange))
    }

    /// Midnight in Shanghai of the day, or of the month's first day.
    fn published_at(&self) -> Result<DateTime<Utc>, Fault> {
        let text = self.required(Column::Snapshot, WORD_MAX)?;
        let fault = |reason| self.fault(Column::Snapshot, reason);
        let day = day(text).ok_or_else(|| fault(Reason::NotADate))?;
        if !YEAR_RANGE.contains(&chrono::Datelike::year(&day)) {
            return Err(fault(Reason::OutOfRange));
        }
        Ok(domain::contact::moment_of(day, 0))
    }

    fn divisions(
        &self,
        places: &Places,
        notes: &mut Vec<Note>,
    ) -> Result<(DivisionCode, Option<DivisionCode>), Fault> {
        let code = |text: &str| text.parse::<i32>().ok().map(DivisionCode);
        let text = self.required(Column::CityCode, WORD_MAX)?;
        let city = code(text)
            .ok_or_else(|| self.fault(Column::CityCode, Reason::NotANumber))
            .and_then(|code| {
                places
                    .city(code)
                    .ok_or_else(|| self.fault(Column::CityCode, Reason::UnknownCity))
            })?;
        let district = places.district(
            city,
            code(self.text(Column::Adcode, WORD_MAX)?),
            self.text(Column::District, NAME_MAX)?,
        );
        match district {
            District::ByName(_) => notes.push(Note::DistrictByName),
            District::Unknown => notes.push(Note::DistrictUnknown),
            District::ByCode(_) | District::Unsaid => {}
        }
        Ok((city, district.code()))
    }

    fn mode(&self) -> Result<RentMode, Fault> {
        words::rent_mode(self.text(Column::RentType, WORD_MAX)?)
            .ok_or_else(|| self.fault(Column::RentType, Reason::UnknownWord))
    }

    fn layout(&self) -> Result<Layout, Fault> {
        let count = |column| -> Result<Option<u8>, Fault> {
            let count = self.whole(column, COUNT_RANGE)?;
            Ok(count.and_then(|count| u8::try_from(count).ok()))
        };
        Ok(Layout {
            rooms: count(Column::Rooms)?,
            halls: count(Column::Halls)?,
            baths: count(Column::Baths)?,
        })
    }

    fn floor(&self, notes: &mut Vec<Note>) -> Result<Floor, Fault> {
        let small = |number: i32| i16::try_from(number).ok();
        let stated = self.whole(Column::FloorTotal, TOTAL_RANGE)?;
        if stated == Some(0) {
            notes.push(Note::FloorTotalZero);
        }
        let mut total = stated.filter(|total| *total > 0).and_then(small);
        let text = self.text(Column::FloorLevel, WORD_MAX)?;
        let mut number = None;
        let mut band = words::floor_band(text);
        if text.starts_with(['-', '+']) || text.starts_with(|c: char| c.is_ascii_digit()) {
            number = self
                .whole(Column::FloorLevel, FLOOR_RANGE)?
                .filter(|number| *number != 0)
                .and_then(small);
            if number
                .zip(total)
                .is_some_and(|(number, total)| number > total)
            {
                notes.push(Note::FloorAboveTotal);
                total = None;
            }
            band = number.and_then(|number| Floor::band_of(number, total));
        }
        if number.is_none() && band.is_none() && !text.is_empty() {
            notes.push(Note::FloorUnknown);
        }
        Ok(Floor {
            number,
            band,
            total,
        })
    }

    fn orientation(&self, notes: &mut Vec<Note>) -> Result<OrientationSet, Fault> {
        let (set, understood) = words::orientation(self.text(Column::Orientation, LIST_MAX)?);
        if !understood {
            notes.push(Note::OrientationUnknown);
        }
        Ok(set)
    }

    fn estate(&self, notes: &mut Vec<Note>) -> Result<&'a str, Fault> {
        let name = self.text(Column::Estate, NAME_MAX)?;
        if words::is_anonymous_estate(name) {
            notes.push(Note::EstateAnonymous);
            return Ok("");
        }
        Ok(name)
    }

    fn subway(&self) -> Result<(bool, Option<u32>), Fault> {
        let metres = self
            .number(Column::MetroMetres, METRES_RANGE)?
            .map(|metres| metres.round() as u32);
        Ok((metres.is_some_and(|metres| metres <= NEAR_METRES), metres))
    }

    fn lift(&self, notes: &mut Vec<Note>) -> Result<Option<bool>, Fault> {
        let text = self.text(Column::Elevator, WORD_MAX)?;
        let lift = words::lift(text);
        if lift.is_none() && !text.is_empty() {
            notes.push(Note::ElevatorUnknown);
        }
        Ok(lift)
    }

    fn decoration(&self, notes: &mut Vec<Note>) -> Result<Option<Decoration>, Fault> {
        let text = self.text(Column::Decoration, WORD_MAX)?;
        let decoration = words::decoration(text);
        if decoration.is_none() && !text.is_empty() {
            notes.push(Note::DecorationUnknown);
        }
        Ok(decoration)
    }

    fn facilities(
        &self,
        from_tags: FacilitySet,
        notes: &mut Vec<Note>,
    ) -> Result<FacilitySet, Fault> {
        let (set, unknown) = words::facilities(self.text(Column::Facilities, LIST_MAX)?);
        notes.extend((0..unknown).map(|_| Note::FacilityUnknown));
        Ok(FacilitySet::from_bits(set.bits() | from_tags.bits()))
    }

    fn point(&self, notes: &mut Vec<Note>) -> Result<Option<Point>, Fault> {
        let lon = self.number(Column::Longitude, -180.0..=180.0)?;
        let lat = self.number(Column::Latitude, -90.0..=90.0)?;
        let within = |lon: &f64, lat: &f64| COUNTRY_LON.contains(lon) && COUNTRY_LAT.contains(lat);
        match (lon, lat) {
            (None, None) => Ok(None),
            (Some(lon), Some(lat)) if within(&lon, &lat) => Ok(Point::new(lon, lat)),
            _ => {
                notes.push(Note::PointUnusable);
                Ok(None)
            }
        }
    }
}

/// The day that `2024-12` (its first) or `2024-12-31` names.
fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let mut next = |digits: usize| -> Option<Option<u32>> {
        let Some(part) = parts.next() else {
            return Some(None);
        };
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse().ok())
    };
    let (year, month, day) = (next(4)??, next(2)??, next(2)?);
    let year = i32::try_from(year).ok()?;
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day.unwrap_or(1))
}

#[cfg(test)]
mod tests;
