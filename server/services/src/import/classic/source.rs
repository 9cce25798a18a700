//! Where the tables of a classic system are read from: CSV files in a folder, or its own database. The
//! rules for what is in them are the same.

use super::{
    super::{
        columns::{HeaderProblem, shorten},
        error::ImportError,
        input::plain,
        report::Reason,
    },
    csv::{CsvRows, Endless, Field},
    table::Table,
};
use encoding_rs::{DecoderResult, Encoding, GB18030, WINDOWS_1252};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufReader, Read},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use store::{ClassicColumn, ClassicDatabase};

/// Rows of a batch.
pub(super) const BATCH: usize = 1_000;
/// How the files of a table may end, the first that is there counts.
const ENDINGS: [&str; 4] = [".csv", ".csv.xz", ".csv.zst", ".csv.gz"];

/// A classic system to be read.
pub struct ClassicSource(Place);

enum Place {
    Folder {
        folder: PathBuf,
        files: BTreeMap<String, PathBuf>,
    },
    Database(Box<ClassicDatabase>),
}

/// A row as it was read.
#[derive(Debug)]
pub(super) struct RawRow {
    /// The line of the file on which it begins; nothing where there are no lines.
    pub(super) line: Option<u64>,
    /// The values of the table's columns, in their order.
    pub(super) values: Vec<Option<String>>,
    /// Why it cannot be read at all, and what was there.
    pub(super) problem: Option<(Reason, String)>,
}

/// A table that is being read.
pub(super) struct Reading<'a> {
    /// What the table is called in messages.
    pub(super) name: String,
    /// Columns that nobody knows.
    pub(super) unknown: Vec<String>,
    /// How large the file is, if there is one.
    pub(super) size: Option<u64>,
    rows: Rows<'a>,
}

enum Rows<'a> {
    /// Nothing while the thread that reads has it.
    File(Option<Box<TableFile>>),
    Database {
        database: &'a mut ClassicDatabase,
        table: &'static Table,
        columns: Vec<ClassicColumn>,
        /// Where each column of the table stands among `columns`.
        positions: Vec<Option<usize>>,
        after: Option<i64>,
    },
}

struct TableFile {
    name: String,
    rows: CsvRows<BufReader<Box<dyn Read + Send>>>,
    /// Where each column of the table stands in the rows.
    positions: Vec<Option<usize>>,
    width: usize,
    encoding: Option<&'static Encoding>,
    bytes: Arc<AtomicU64>,
}

impl ClassicSource {
    /// What `argument` names: `mysql://…`, or a folder.
    ///
    /// # Errors
    /// [`ImportError::Open`] for a folder that is not there, [`ImportError::Database`] for a database
    /// that does not answer, [`ImportError::NoTables`] where no table of a classic system is.
    pub async fn open(argument: &str) -> Result<Self, ImportError> {
        let place = if argument.starts_with("mysql://") || argument.starts_with("mariadb://") {
            let database = ClassicDatabase::open(argument).await;
            Place::Database(Box::new(database.map_err(ImportError::Database)?))
        } else {
            Place::Folder {
                folder: argument.into(),
                files: files_of(Path::new(argument))?,
            }
        };
        let mut source = Self(place);
        let there = source.tables().await?;
        if super::table::ALL
            .iter()
            .all(|table| there.iter().all(|name| name != table.name))
        {
            return Err(ImportError::NoTables {
                place: source.name(),
            });
        }
        Ok(source)
    }

    fn name(&self) -> String {
        match &self.0 {
            Place::Folder { folder, .. } => folder.display().to_string(),
            Place::Database(database) => database.name().to_owned(),
        }
    }

    /// The names of all tables that are there, known or not.
    pub(super) async fn tables(&mut self) -> Result<Vec<String>, ImportError> {
        match &mut self.0 {
            Place::Folder { files, .. } => Ok(files.keys().cloned().collect()),
            Place::Database(database) => database.tables().await.map_err(ImportError::Database),
        }
    }

    /// Begins to read a table; nothing where it is not there.
    ///
    /// # Errors
    /// [`ImportError::Header`] when columns are missing without which nothing can be taken.
    pub(super) async fn read(
        &mut self,
        table: &'static Table,
    ) -> Result<Option<Reading<'_>>, ImportError> {
        match &mut self.0 {
            Place::Folder { files, .. } => {
                let Some(path) = files.get(table.name).cloned() else {
                    return Ok(None);
                };
                let size = std::fs::metadata(&path).ok().map(|data| data.len());
                let (file, unknown) = blocking(move || TableFile::open(&path, table)).await?;
                Ok(Some(Reading {
                    name: file.name.clone(),
                    unknown,
                    size,
                    rows: Rows::File(Some(file)),
                }))
            }
            Place::Database(database) => {
                let all = database
                    .columns(table.name)
                    .await
                    .map_err(ImportError::Database)?;
                if all.is_empty() {
                    return Ok(None);
                }
                let names: Vec<String> = all.iter().map(|it| it.name.to_lowercase()).collect();
                let (positions, unknown) =
                    positions(table, &names).map_err(|problem| ImportError::Header {
                        file: table.name.to_owned(),
                        problem,
                    })?;
                Ok(Some(Reading {
                    name: table.name.to_owned(),
                    unknown,
                    size: None,
                    rows: Rows::Database {
                        database,
                        table,
                        columns: all,
                        positions,
                        after: None,
                    },
                }))
            }
        }
    }
}

impl Reading<'_> {
    /// The next rows, none at the end, and how many bytes of the file are read by then.
    pub(super) async fn next(&mut self) -> Result<(Vec<RawRow>, u64), ImportError> {
        match &mut self.rows {
            Rows::File(place) => {
                let Some(mut file) = place.take() else {
                    return Ok((Vec::new(), 0));
                };
                let (file, rows) = blocking(move || {
                    let rows = file.batch()?;
                    Ok((file, rows))
                })
                .await?;
                let bytes = file.bytes.load(Ordering::Relaxed);
                *place = Some(file);
                Ok((rows, bytes))
            }
            Rows::Database {
                database,
                table,
                columns,
                positions,
                after,
            } => {
                let wanted: Vec<ClassicColumn> = positions
                    .iter()
                    .flatten()
                    .filter_map(|at| columns.get(*at).cloned())
                    .collect();
                let from = after.unwrap_or(i64::MIN);
                let records = database
                    .rows(table.name, table.key(), &wanted, from, BATCH as u32)
                    .await
                    .map_err(ImportError::Database)?;
                if let Some((last, _)) = records.last() {
                    *after = Some(*last);
                }
                let latin: Vec<bool> = wanted
                    .iter()
                    .map(|it| it.charset.as_deref() == Some("latin1"))
                    .collect();
                let rows = records
                    .into_iter()
                    .map(|(_, values)| stored_row(values, &latin, positions))
                    .collect();
                Ok((rows, 0))
            }
        }
    }
}

/// A row of the database: values in the order of the columns that are there.
fn stored_row(values: Vec<Field>, latin: &[bool], positions: &[Option<usize>]) -> RawRow {
    let mut row = RawRow {
        line: None,
        values: Vec::with_capacity(positions.len()),
        problem: None,
    };
    let mut values = values.into_iter().zip(latin);
    for position in positions {
        let value = match position {
            None => None,
            Some(_) => values
                .next()
                .and_then(|(value, latin)| Some((value?, *latin))),
        };
        let text = value.map(|(bytes, latin)| match String::from_utf8(bytes) {
            Ok(text) => Ok(text),
            Err(error) if latin => Ok(WINDOWS_1252.decode(error.as_bytes()).0.into_owned()),
            Err(error) => Err(shorten(&String::from_utf8_lossy(error.as_bytes()))),
        });
        row.values.push(match text {
            None => None,
            Some(Ok(text)) => Some(text),
            Some(Err(shown)) => {
                row.problem = Some((Reason::NotUtf8, shown));
                None
            }
        });
    }
    row
}

impl TableFile {
    fn open(path: &Path, table: &'static Table) -> Result<(Box<Self>, Vec<String>), ImportError> {
        let name = path.display().to_string();
        let failed = |source| ImportError::Open {
            file: name.clone(),
            source,
        };
        let raw = Box::new(File::open(path).map_err(failed)?);
        let bytes = Arc::new(AtomicU64::new(0));
        let plain = plain(raw, &bytes).map_err(failed)?;
        let mut file = Box::new(Self {
            name: name.clone(),
            rows: CsvRows::new(BufReader::with_capacity(1 << 16, plain)),
            positions: Vec::new(),
            width: 0,
            encoding: None,
            bytes,
        });
        let mut fields = Vec::new();
        let header = |problem| ImportError::Header {
            file: name.clone(),
            problem,
        };
        if file.row(&mut fields)?.is_none() {
            return Err(header(HeaderProblem::Empty));
        }
        let names: Vec<String> = fields
            .iter()
            .map(|field| {
                let field = field.as_deref().unwrap_or_default();
                let field = field.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(field);
                String::from_utf8_lossy(field.trim_ascii()).to_lowercase()
            })
            .collect();
        let (positions, unknown) = positions(table, &names).map_err(header)?;
        file.positions = positions;
        file.width = names.len();
        Ok((file, unknown))
    }

    fn row(&mut self, fields: &mut Vec<Field>) -> Result<Option<u64>, ImportError> {
        let line = self.rows.line().saturating_sub(1);
        match self.rows.next(fields) {
            Ok(None) => Ok(None),
            Ok(Some(Ok(line))) => Ok(Some(line)),
            Ok(Some(Err(Endless))) => Err(ImportError::Endless {
                file: self.name.clone(),
                line,
            }),
            Err(source) => Err(ImportError::Read {
                file: self.name.clone(),
                line,
                source,
            }),
        }
    }

    fn batch(&mut self) -> Result<Vec<RawRow>, ImportError> {
        let mut rows = Vec::with_capacity(BATCH);
        let mut fields = Vec::new();
        while rows.len() < BATCH {
            let Some(line) = self.row(&mut fields)? else {
                break;
            };
            let mut row = RawRow {
                line: Some(line),
                values: vec![None; self.positions.len()],
                problem: None,
            };
            if fields.len() == self.width {
                self.decode(&mut fields, &mut row);
            } else {
                row.problem = Some((Reason::FieldCount, fields.len().to_string()));
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// Fills `row` with what `fields` say. A file is all UTF-8 or all GB18030: the first row that is not
    /// mere ASCII tells.
    fn decode(&mut self, fields: &mut [Field], row: &mut RawRow) {
        for (at, position) in self.positions.iter().enumerate() {
            let Some(bytes) = position.and_then(|it| fields.get_mut(it)?.take()) else {
                continue;
            };
            let text = match self.encoding {
                _ if bytes.is_ascii() => {
                    String::from_utf8(bytes).map_err(|error| error.into_bytes())
                }
                Some(encoding) if encoding == GB18030 => strictly_gb18030(&bytes).ok_or(bytes),
                Some(_) => String::from_utf8(bytes).map_err(|error| error.into_bytes()),
                None => match String::from_utf8(bytes) {
                    Ok(text) => {
                        self.encoding = Some(encoding_rs::UTF_8);
                        Ok(text)
                    }
                    Err(error) => {
                        let bytes = error.into_bytes();
                        let text = strictly_gb18030(&bytes);
                        if text.is_some() {
                            self.encoding = Some(GB18030);
                        }
                        text.ok_or(bytes)
                    }
                },
            };
            match text {
                Ok(text) => {
                    if let Some(place) = row.values.get_mut(at) {
                        *place = Some(text);
                    }
                }
                Err(bytes) => {
                    let shown = shorten(&String::from_utf8_lossy(&bytes));
                    row.problem = Some((Reason::NotUtf8, shown));
                }
            }
        }
    }
}

/// The text that `bytes` are in GB18030; nothing where they are not that.
fn strictly_gb18030(bytes: &[u8]) -> Option<String> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len())?);
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    matches!(result, DecoderResult::InputEmpty).then_some(text)
}

/// Where the columns of `table` stand among `names`, and the names that are none of its columns.
type Positions = (Vec<Option<usize>>, Vec<String>);

fn positions(table: &Table, names: &[String]) -> Result<Positions, HeaderProblem> {
    if names.iter().all(String::is_empty) {
        return Err(HeaderProblem::Empty);
    }
    let at = |column: &&str| names.iter().position(|name| name == column);
    let places: Vec<Option<usize>> = table.columns.iter().map(at).collect();
    let needed = table.columns.iter().zip(&places).take(table.needed);
    let missing: Vec<&'static str> = needed
        .filter(|(_, place)| place.is_none())
        .map(|(column, _)| *column)
        .collect();
    if !missing.is_empty() {
        return Err(HeaderProblem::Missing(missing));
    }
    let unknown = names
        .iter()
        .filter(|name| table.position(name).is_none())
        .map(|name| shorten(name))
        .collect();
    Ok((places, unknown))
}

/// The files of a folder that hold tables, by table.
fn files_of(folder: &Path) -> Result<BTreeMap<String, PathBuf>, ImportError> {
    let failed = |source| ImportError::Open {
        file: folder.display().to_string(),
        source,
    };
    let mut files: BTreeMap<String, (usize, PathBuf)> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let ending = ENDINGS.iter().enumerate().find_map(|(rank, ending)| {
            let table = name.strip_suffix(ending)?;
            table.starts_with("tb_").then_some((rank, table.to_owned()))
        });
        if let Some((rank, table)) = ending
            && path.is_file()
            && files.get(&table).is_none_or(|(other, _)| rank < *other)
        {
            files.insert(table, (rank, path));
        }
    }
    Ok(files
        .into_iter()
        .map(|(table, (_, path))| (table, path))
        .collect())
}

/// Runs what waits for disks on a thread for that.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ImportError> + Send + 'static,
) -> Result<T, ImportError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(ImportError::Reader)?
}
