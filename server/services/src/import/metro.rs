//! Importing a pack of metro stations and lines.
//!
//! A pack is two CSV files, told apart by their columns. It is small: it is read as a whole and
//! stored in one transaction.

#[cfg(test)]
mod tests;

use super::{
    Input, Options,
    columns::{HeaderProblem, shorten},
    error::ImportError,
    places::Places,
    reader::read_record,
    rejects::Rejects,
    report::{FileSummary, Note, Reason},
};
use csv::ByteRecord;
use domain::{DivisionCode, LineId, Point, StationId};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Instant,
};
use store::{MetroLine, MetroStation, PutOutcome, Store};

/// The files of a pack in its folder.
const FILES: [&str; 2] = ["stations.csv", "lines.csv"];
/// Columns without which there is no station. Coordinates are WGS-84; others are not read.
const STATION: [&str; 5] = ["station_id", "city_code", "name", "lon_wgs84", "lat_wgs84"];
/// Columns without which there is no line.
const LINE: [&str; 3] = ["line_id", "name", "stations"];
/// The longest name, in characters.
const NAME_MAX: usize = 60;
/// The most stations of a line.
const STATIONS_MAX: usize = 1_000;
/// The colour of a line that has none.
const GREY: &str = "#808080";

/// The files that `paths` name: of a folder its `stations.csv` and `lines.csv`.
pub fn metro_files(paths: &[PathBuf]) -> Vec<Input> {
    let files = paths.iter().flat_map(|path| {
        if path.is_dir() {
            FILES.iter().map(|file| path.join(file)).collect()
        } else {
            vec![path.clone()]
        }
    });
    files.map(Input::File).collect()
}

/// Imports metro stations and lines, and returns a summary of each file.
///
/// Stations and lines are known by their numbers: new ones are inserted, changed ones updated.
/// Those that a newer pack lacks stay. A line may name stations of an earlier import.
pub async fn metro(
    store: &Store,
    inputs: &[Input],
    options: &Options,
) -> Result<Vec<FileSummary>, ImportError> {
    let divisions = store.places().divisions().await?;
    let places = Places::new(divisions.iter().map(|division| {
        let name = division.name.as_str();
        (division.code, division.level, name, division.parent)
    }));
    let mut known: BTreeMap<StationId, DivisionCode> = BTreeMap::new();
    for station in store.metro().stations().await? {
        known.insert(station.id, station.city);
    }
    let inputs = inputs.to_owned();
    let rejects = options.rejects.clone();
    let pack = tokio::task::spawn_blocking(move || Pack::read(&inputs, &places, known, &rejects));
    let mut pack = pack.await.map_err(ImportError::Reader)??;

    let mut unit = store.begin().await?;
    for file in &mut pack.files {
        let began = Instant::now();
        let outcomes = match &file.rows {
            Rows::Stations(stations) => unit.put_metro_stations(stations).await?,
            Rows::Lines(lines) => unit.put_metro_lines(lines).await?,
        };
        let of = |outcome| outcomes.iter().filter(|it| **it == outcome).count() as u64;
        file.summary.inserted = of(PutOutcome::Inserted);
        file.summary.updated = of(PutOutcome::Updated);
        file.summary.unchanged = of(PutOutcome::Unchanged);
        file.summary.elapsed += began.elapsed();
    }
    if options.dry_run {
        unit.rollback().await?;
    } else {
        unit.commit().await?;
    }
    Ok(pack.files.into_iter().map(|file| file.summary).collect())
}

/// What the files hold, stations first.
struct Pack {
    files: Vec<PackFile>,
}

struct PackFile {
    summary: FileSummary,
    rows: Rows,
}

enum Rows {
    Stations(Vec<MetroStation>),
    Lines(Vec<MetroLine>),
}

impl Pack {
    fn read(
        inputs: &[Input],
        places: &Places,
        mut known: BTreeMap<StationId, DivisionCode>,
        rejects: &Path,
    ) -> Result<Self, ImportError> {
        let mut tables = inputs
            .iter()
            .map(Table::read)
            .collect::<Result<Vec<_>, _>>()?;
        // Lines name stations.
        tables.sort_by_key(|table| table.lines);
        let mut rejects = Rejects::at(rejects)?;
        let mut files = Vec::new();
        for table in tables {
            let began = Instant::now();
            let mut summary = FileSummary::of(table.name.clone());
            let rows = if table.lines {
                Rows::Lines(table.take(&mut summary, &mut rejects, |row, notes| {
                    row.line(&known, notes)
                })?)
            } else {
                let stations =
                    table.take(&mut summary, &mut rejects, |row, _| row.station(places))?;
                known.extend(stations.iter().map(|station| (station.id, station.city)));
                Rows::Stations(stations)
            };
            summary.elapsed = began.elapsed();
            files.push(PackFile { summary, rows });
        }
        rejects.flush()?;
        Ok(Self { files })
    }
}

/// A file as it stands.
struct Table {
    name: String,
    /// Whether it holds lines, not stations.
    lines: bool,
    columns: Vec<String>,
    rows: Vec<ByteRecord>,
}

impl Table {
    fn read(input: &Input) -> Result<Self, ImportError> {
        let mut opened = input.open()?;
        let mut record = ByteRecord::new();
        read_record(&mut opened, &mut record, input)?;
        let columns: Vec<String> = record
            .iter()
            .map(|name| {
                let name = name.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(name);
                String::from_utf8_lossy(name.trim_ascii()).into_owned()
            })
            .collect();
        let has = |column: &&str| columns.iter().any(|name| name == column);
        let lines = has(&"line_id");
        let needed: &[&'static str] = if lines { &LINE } else { &STATION };
        let missing: Vec<_> = needed.iter().copied().filter(|name| !has(name)).collect();
        let problem = if columns.iter().all(String::is_empty) {
            Some(HeaderProblem::Empty)
        } else if missing.is_empty() {
            None
        } else {
            Some(HeaderProblem::Missing(missing))
        };
        if let Some(problem) = problem {
            return Err(ImportError::Header {
                file: input.name(),
                problem,
            });
        }
        let mut rows = Vec::new();
        while read_record(&mut opened, &mut record, input)? {
            rows.push(record.clone());
        }
        Ok(Self {
            name: input.name(),
            lines,
            columns,
            rows,
        })
    }

    /// The rows that `read` can take; the others are rejected.
    fn take<T>(
        &self,
        summary: &mut FileSummary,
        rejects: &mut Rejects,
        read: impl Fn(Row<'_>, &mut Vec<Note>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, ImportError> {
        let mut taken = Vec::with_capacity(self.rows.len());
        for record in &self.rows {
            summary.rows += 1;
            let mut notes = Vec::new();
            let row = Row {
                columns: &self.columns,
                record,
            };
            match row.checked().and_then(|row| read(row, &mut notes)) {
                Ok(value) => {
                    taken.push(value);
                    for note in notes {
                        *summary.notes.entry(note).or_default() += 1;
                    }
                }
                Err(fault) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    let Fault {
                        column,
                        value,
                        reason,
                    } = fault;
                    rejects.put(&self.name, line, column, &value, reason)?;
                    *summary.rejected.entry(reason).or_default() += 1;
                }
            }
        }
        Ok(taken)
    }
}

/// Why a row is not taken.
struct Fault {
    column: &'static str,
    value: String,
    reason: Reason,
}

fn fault(column: &'static str, value: &str, reason: Reason) -> Fault {
    Fault {
        column,
        value: shorten(value),
        reason,
    }
}

#[derive(Clone, Copy)]
struct Row<'a> {
    columns: &'a [String],
    record: &'a ByteRecord,
}

impl<'a> Row<'a> {
    /// The row if it can be read at all.
    fn checked(self) -> Result<Self, Fault> {
        if self.record.len() != self.columns.len() {
            let fields = self.record.len().to_string();
            return Err(fault("", &fields, Reason::FieldCount));
        }
        for field in self.record {
            let text = String::from_utf8_lossy(field);
            if std::str::from_utf8(field).is_err() {
                return Err(fault("", &text, Reason::NotUtf8));
            }
            if text.chars().any(char::is_control) {
                let visible = text.replace(char::is_control, "\u{fffd}");
                return Err(fault("", &visible, Reason::ControlCharacter));
            }
        }
        Ok(self)
    }

    /// What stands in `column`; empty where the file has no such column.
    fn text(self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|name| name == column);
        let field = at.and_then(|at| self.record.get(at)).unwrap_or_default();
        std::str::from_utf8(field).unwrap_or_default().trim()
    }

    fn name(self) -> Result<&'a str, Fault> {
        match self.text("name") {
            "" => Err(fault("name", "", Reason::Missing)),
            name if name.chars().count() > NAME_MAX => Err(fault("name", name, Reason::TooLong)),
            name => Ok(name),
        }
    }

    fn number(self, column: &'static str) -> Result<i64, Fault> {
        match self.text(column) {
            "" => Err(fault(column, "", Reason::Missing)),
            text => match text.parse::<i64>() {
                Ok(number) if number > 0 => Ok(number),
                Ok(_) => Err(fault(column, text, Reason::OutOfRange)),
                Err(_) => Err(fault(column, text, Reason::NotANumber)),
            },
        }
    }

    fn degrees(self, column: &'static str, most: f64) -> Result<f64, Fault> {
        match self.text(column) {
            "" => Err(fault(column, "", Reason::Missing)),
            text => match text.parse::<f64>() {
                Ok(degrees) if degrees.abs() <= most => Ok(degrees),
                Ok(_) => Err(fault(column, text, Reason::OutOfRange)),
                Err(_) => Err(fault(column, text, Reason::NotANumber)),
            },
        }
    }

    fn station(self, places: &Places) -> Result<MetroStation, Fault> {
        let id = StationId(self.number("station_id")?);
        let code = i32::try_from(self.number("city_code")?).ok();
        let city = code.and_then(|code| places.city(DivisionCode(code)));
        let city =
            city.ok_or_else(|| fault("city_code", self.text("city_code"), Reason::UnknownCity))?;
        Ok(MetroStation {
            id,
            city,
            name: self.name()?.to_owned(),
            pinyin: pinyin(self.text("pinyin")),
            point: Point {
                lon: self.degrees("lon_wgs84", 180.0)?,
                lat: self.degrees("lat_wgs84", 90.0)?,
            },
        })
    }

    fn line(
        self,
        known: &BTreeMap<StationId, DivisionCode>,
        notes: &mut Vec<Note>,
    ) -> Result<MetroLine, Fault> {
        let id = LineId(self.number("line_id")?);
        let name = self.name()?.to_owned();
        let listed = self.text("stations");
        let numbers: Vec<&str> = listed.split('|').map(str::trim).collect();
        if numbers.len() > STATIONS_MAX {
            return Err(fault("stations", listed, Reason::TooLong));
        }
        let stations: Vec<StationId> = numbers
            .iter()
            .filter_map(|number| number.parse().ok())
            .filter(|station| known.contains_key(station))
            .collect();
        let city = stations.first().and_then(|first| known.get(first)).copied();
        let city = city.ok_or_else(|| fault("stations", listed, Reason::Missing))?;
        let unknown = numbers.len() - stations.len();
        notes.extend((0..unknown).map(|_| Note::StationUnknown));
        let color = self.text("color").to_ascii_uppercase();
        let color = if is_color(&color) {
            color
        } else {
            notes.push(Note::ColorUnknown);
            GREY.to_owned()
        };
        Ok(MetroLine {
            id,
            city,
            name,
            color,
            stations,
        })
    }
}

/// Pinyin as names are written in it: a capital letter at the beginning of each word, and no other
/// (`BaiYun Lu` is `Baiyun Lu`).
fn pinyin(text: &str) -> String {
    let short = text.chars().take(3 * NAME_MAX).collect::<String>();
    let words = short.split_whitespace().map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters.flat_map(char::to_lowercase)).collect()
    });
    words.collect::<Vec<String>>().join(" ")
}

/// Whether `text` is `#RRGGBB`.
fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}
