//! What all tables have in common: batches, units, what is new and what changed, and the report.

use super::{
    super::{
        Progress,
        error::ImportError,
        report::{FileSummary, Note, Reason},
    },
    row::{Fault, Remark, Row},
    source::{ClassicSource, RawRow, Reading},
    table::Table,
};
use crate::{Client, RequestId, Services, accounts::audit::Deed};
use chrono::{DateTime, Utc};
use domain::account::AuditAction;
use std::{
    collections::HashSet,
    fs::File,
    net::{IpAddr, Ipv4Addr},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use store::{ClassicKind, ClassicRow, Unit};

/// A row of a batch, and what it was read as.
#[derive(Debug)]
pub(super) struct Taken<T> {
    pub(super) id: i64,
    pub(super) line: Option<u64>,
    /// A hash of what it says.
    pub(super) seal: i64,
    pub(super) value: T,
}

/// Rows of a batch that are to be written.
pub(super) struct Sorted<T> {
    /// Those that were never taken.
    pub(super) new: Vec<Taken<T>>,
    /// Those that say something else than when they were taken, with their number here.
    pub(super) changed: Vec<(Taken<T>, i64)>,
}

/// An import on its way.
pub(super) struct Run<'a> {
    pub(super) services: &'a Services,
    pub(super) now: DateTime<Utc>,
    dry_run: bool,
    progress: &'a dyn Progress,
    unit: Option<Unit>,
    remarks: Remarks,
    summaries: Vec<FileSummary>,
    current: FileSummary,
    began: Instant,
    /// A table that goes on when another is done.
    put_off: Option<(FileSummary, Duration)>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        services: &'a Services,
        dry_run: bool,
        remarks: Remarks,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            services,
            now: services.clock().now(),
            dry_run,
            progress,
            unit: None,
            remarks,
            summaries: Vec::new(),
            current: FileSummary::default(),
            began: Instant::now(),
            put_off: None,
        }
    }

    /// Whether nothing is to stay.
    pub(super) fn is_dry(&self) -> bool {
        self.dry_run
    }

    /// Begins a table; nothing where it is not there.
    pub(super) async fn begin<'s>(
        &mut self,
        source: &'s mut ClassicSource,
        table: &'static Table,
    ) -> Result<Option<Reading<'s>>, ImportError> {
        let Some(reading) = source.read(table).await? else {
            return Ok(None);
        };
        self.current = FileSummary::of(reading.name.clone());
        self.current.left_out.clone_from(&reading.unknown);
        self.began = Instant::now();
        self.progress.started(&reading.name, reading.size);
        Ok(Some(reading))
    }

    /// The next rows of a table that can be read, with their numbers; nothing at its end.
    pub(super) async fn next(
        &mut self,
        reading: &mut Reading<'_>,
    ) -> Result<Option<Vec<RawRow>>, ImportError> {
        let (rows, bytes) = reading.next().await?;
        self.current.rows += rows.len() as u64;
        self.progress.advanced(bytes, self.current.rows);
        Ok((!rows.is_empty()).then_some(rows))
    }

    /// Reads the rows of a batch. Those that cannot be taken are told, and so are those whose number came
    /// before in the batch.
    pub(super) fn read<'r, T>(
        &mut self,
        table: &'static Table,
        rows: &'r [RawRow],
        mut read: impl FnMut(Row<'r>, i64, &mut Vec<Remark>) -> Result<T, Fault>,
    ) -> Result<Vec<(Row<'r>, Taken<T>)>, ImportError> {
        let mut seen = HashSet::with_capacity(rows.len());
        let mut taken = Vec::with_capacity(rows.len());
        for raw in rows {
            let mut remarks = Vec::new();
            let mut known_id = None;
            let result = Row::read(table, raw).and_then(|(row, id)| {
                known_id = Some(id);
                if !seen.insert(id) {
                    return Err(super::row::fault(
                        table.key(),
                        &id.to_string(),
                        Reason::DuplicateId,
                    ));
                }
                Ok((row, id, read(row, id, &mut remarks)?))
            });
            match result {
                Ok((row, id, value)) => {
                    for remark in &remarks {
                        self.note(id, raw.line, remark)?;
                    }
                    let (line, seal) = (raw.line, 0);
                    taken.push((
                        row,
                        Taken {
                            id,
                            line,
                            seal,
                            value,
                        },
                    ));
                }
                Err(fault) => self.reject(known_id, raw.line, &fault)?,
            }
        }
        Ok(taken)
    }

    /// Puts rows aside that were taken before as they are, and those whose number something else has.
    pub(super) async fn sort<T>(
        &mut self,
        kind: ClassicKind,
        rows: Vec<Taken<T>>,
    ) -> Result<Sorted<T>, ImportError> {
        let Sorted { new, changed } = self.split(kind, rows).await?;
        let new = self.free(kind, new).await?;
        Ok(Sorted { new, changed })
    }

    /// Puts rows aside that were taken before as they are.
    pub(super) async fn split<T>(
        &mut self,
        kind: ClassicKind,
        rows: Vec<Taken<T>>,
    ) -> Result<Sorted<T>, ImportError> {
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let known = self.unit().await?.classic_rows(kind, &ids).await?;
        let mut sorted = Sorted {
            new: Vec::new(),
            changed: Vec::new(),
        };
        for row in rows {
            match known.get(&row.id) {
                Some(before) if before.seal == row.seal => self.current.unchanged += 1,
                Some(before) => sorted.changed.push((row, before.own)),
                None => sorted.new.push(row),
            }
        }
        Ok(sorted)
    }

    /// Those of these rows that can have their number, which is theirs alone from now on; the others are
    /// told.
    pub(super) async fn free<T>(
        &mut self,
        kind: ClassicKind,
        rows: Vec<Taken<T>>,
    ) -> Result<Vec<Taken<T>>, ImportError> {
        let Some(highest) = rows.iter().map(|row| row.id).max() else {
            return Ok(rows);
        };
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let unit = self.unit().await?;
        unit.reserve_numbers(kind, highest).await?;
        let taken = unit.taken_numbers(kind, &ids).await?;
        let mut free = Vec::with_capacity(rows.len());
        for row in rows {
            if taken.contains(&row.id) {
                let fault = super::row::fault("", &row.id.to_string(), Reason::IdTaken);
                self.reject(Some(row.id), row.line, &fault)?;
            } else {
                free.push(row);
            }
        }
        Ok(free)
    }

    /// The unit of the batch.
    pub(super) async fn unit(&mut self) -> Result<&mut Unit, ImportError> {
        if self.unit.is_none() {
            self.unit = Some(self.services.store().begin().await?);
        }
        self.unit
            .as_mut()
            .ok_or_else(|| ImportError::Photos(crate::Error::internal("a unit that is gone")))
    }

    /// Remembers rows that were written in this batch.
    pub(super) async fn keep(
        &mut self,
        kind: ClassicKind,
        rows: &[ClassicRow],
    ) -> Result<(), ImportError> {
        Ok(self.unit().await?.keep_classic_rows(kind, rows).await?)
    }

    /// Ends a batch: what it wrote stays. In a dry run all batches are one.
    pub(super) async fn end_batch(&mut self) -> Result<(), ImportError> {
        self.remarks.flush()?;
        if !self.dry_run
            && let Some(unit) = self.unit.take()
        {
            unit.commit().await?;
            self.services.listings_changed();
        }
        Ok(())
    }

    /// Ends a table.
    pub(super) fn end(&mut self) {
        let mut summary = std::mem::take(&mut self.current);
        summary.elapsed = self.began.elapsed();
        self.progress.finished(&summary);
        self.summaries.push(summary);
    }

    /// Leaves a table for later: the next one can begin.
    pub(super) fn put_off(&mut self) {
        let summary = std::mem::take(&mut self.current);
        self.put_off = Some((summary, self.began.elapsed()));
    }

    /// Goes on with the table that was left for later; `false` where there is none.
    pub(super) fn take_up(&mut self) -> bool {
        let Some((summary, elapsed)) = self.put_off.take() else {
            return false;
        };
        let now = Instant::now();
        self.began = now.checked_sub(elapsed).unwrap_or(now);
        self.progress.started(&summary.file, None);
        self.current = summary;
        true
    }

    /// Ends the import, and tells of it in the audit trail.
    pub(super) async fn finish(mut self) -> Result<Vec<FileSummary>, ImportError> {
        self.remarks.flush()?;
        if self.dry_run {
            if let Some(unit) = self.unit.take() {
                unit.rollback().await?;
            }
        } else {
            let deed = self.deed();
            let services = self.services;
            let unit = self.unit().await?;
            services
                .record(unit, deed)
                .await
                .map_err(ImportError::Audit)?;
            self.end_batch().await?;
        }
        Ok(self.summaries)
    }

    /// Ends an import that broke off: what was stored before stays, and the audit trail tells of that.
    pub(super) async fn break_off(mut self) -> Result<(), ImportError> {
        if let Some(unit) = self.unit.take() {
            unit.rollback().await?;
        }
        self.summaries.push(std::mem::take(&mut self.current));
        self.summaries
            .extend(self.put_off.take().map(|(summary, _)| summary));
        if self.dry_run {
            return Ok(());
        }
        self.finish().await.map(|_| ())
    }

    /// What the audit trail tells: how many rows of each table were taken, and how many were not.
    fn deed(&self) -> Deed {
        let nobody = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let client = Client::new(nobody, "", RequestId(String::new()));
        let mut deed =
            Deed::by_system(&client, AuditAction::ClassicImported).on("import", "classic");
        for summary in &self.summaries {
            let file = Path::new(&summary.file).file_name();
            let table = file.map(|name| name.to_string_lossy()).unwrap_or_default();
            let table = table.split('.').next().unwrap_or_default();
            for (word, count) in [
                ("inserted", summary.inserted),
                ("updated", summary.updated),
                ("rejected", summary.rejected_rows()),
            ] {
                if count > 0 {
                    let count = usize::try_from(count).unwrap_or(usize::MAX);
                    deed = deed.counting(&format!("{table}.{word}"), count);
                }
            }
        }
        deed
    }

    pub(super) fn inserted(&mut self, count: usize) {
        self.current.inserted += count as u64;
    }

    pub(super) fn updated(&mut self, count: usize) {
        self.current.updated += count as u64;
    }

    pub(super) fn unchanged(&mut self, count: usize) {
        self.current.unchanged += count as u64;
    }

    /// Counts rows that are not taken, all for the same reason that concerns none of them.
    pub(super) fn reject_all(&mut self, count: usize, reason: Reason) {
        if count > 0 {
            *self.current.rejected.entry(reason).or_default() += count as u64;
        }
    }

    /// Tells that a row is not taken.
    pub(super) fn reject(
        &mut self,
        id: Option<i64>,
        line: Option<u64>,
        fault: &Fault,
    ) -> Result<(), ImportError> {
        *self.current.rejected.entry(fault.reason).or_default() += 1;
        let of = (self.current.file.as_str(), id, line);
        self.remarks.write(
            of,
            fault.column,
            &fault.value,
            "rejected",
            fault.reason.as_str(),
        )
    }

    /// Tells what is left out of a row that is taken.
    pub(super) fn note(
        &mut self,
        id: i64,
        line: Option<u64>,
        remark: &Remark,
    ) -> Result<(), ImportError> {
        *self.current.notes.entry(remark.note).or_default() += 1;
        if remark.note == Note::AllowedToAll {
            return Ok(());
        }
        let of = (self.current.file.as_str(), Some(id), line);
        self.remarks.write(
            of,
            remark.column,
            &remark.value,
            "note",
            remark.note.as_str(),
        )
    }
}

/// The file that says what was not taken, and what was taken otherwise than it stands:
/// `file,id,line,column,value,what,reason`. It is only there afterwards if there was such a row.
pub(super) struct Remarks {
    path: PathBuf,
    writer: Option<csv::Writer<File>>,
}

impl Remarks {
    /// A file at `path`; one of an earlier run is removed.
    pub(super) fn at(path: &Path) -> Result<Self, ImportError> {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(ImportError::rejects(path, error))
            }
            _ => Ok(Self {
                path: path.to_owned(),
                writer: None,
            }),
        }
    }

    fn write(
        &mut self,
        (file, id, line): (&str, Option<i64>, Option<u64>),
        column: &str,
        value: &str,
        what: &str,
        reason: &str,
    ) -> Result<(), ImportError> {
        let failed = |error: csv::Error| ImportError::rejects(&self.path, error.into());
        let writer = match &mut self.writer {
            Some(writer) => writer,
            None => {
                let mut writer = csv::Writer::from_path(&self.path).map_err(failed)?;
                writer
                    .write_record(["file", "id", "line", "column", "value", "what", "reason"])
                    .map_err(failed)?;
                self.writer.insert(writer)
            }
        };
        let (id, line) = (
            id.map(|id| id.to_string()).unwrap_or_default(),
            line.map(|line| line.to_string()).unwrap_or_default(),
        );
        writer
            .write_record([file, &id, &line, column, value, what, reason])
            .map_err(failed)
    }

    fn flush(&mut self) -> Result<(), ImportError> {
        match &mut self.writer {
            Some(writer) => writer
                .flush()
                .map_err(|error| ImportError::rejects(&self.path, error)),
            None => Ok(()),
        }
    }
}
