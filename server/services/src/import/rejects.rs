//! The file of rows that were not taken.

use super::{error::ImportError, report::Reason, row::Fault};
use std::{
    fs::File,
    path::{Path, PathBuf},
};

/// Writes rejects as CSV: `file,line,column,value,reason`. The file appears with the first reject;
/// one left from an earlier run is removed, so that it never speaks of rows of another import.
pub(super) struct Rejects {
    path: PathBuf,
    writer: Option<csv::Writer<File>>,
}

impl Rejects {
    /// A file of rejects at `path`.
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

    /// Notes that the row at `line` of `file` was not taken.
    pub(super) fn write(
        &mut self,
        file: &str,
        line: u64,
        fault: &Fault,
    ) -> Result<(), ImportError> {
        let column = fault.column.map_or("", |column| column.name());
        self.put(file, line, column, &fault.value, fault.reason)
    }

    /// Notes that the row at `line` of `file` was not taken because of `value` in `column`.
    pub(super) fn put(
        &mut self,
        file: &str,
        line: u64,
        column: &str,
        value: &str,
        reason: Reason,
    ) -> Result<(), ImportError> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            None => {
                let mut writer = csv::Writer::from_path(&self.path)
                    .map_err(|error| ImportError::rejects(&self.path, error.into()))?;
                writer
                    .write_record(["file", "line", "column", "value", "reason"])
                    .map_err(|error| ImportError::rejects(&self.path, error.into()))?;
                self.writer.insert(writer)
            }
        };
        writer
            .write_record([file, &line.to_string(), column, value, reason.as_str()])
            .map_err(|error| ImportError::rejects(&self.path, error.into()))
    }

    /// Makes sure that everything is on disk.
    pub(super) fn flush(&mut self) -> Result<(), ImportError> {
        match &mut self.writer {
            Some(writer) => writer
                .flush()
                .map_err(|error| ImportError::rejects(&self.path, error)),
            None => Ok(()),
        }
    }
}
