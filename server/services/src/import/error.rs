//! Why an import stopped. Batches written before stay; running it again goes on from there.

use super::columns::HeaderProblem;
use std::{io, path::Path, path::PathBuf};

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be opened.
    #[error("{file}: cannot be opened")]
    Open {
        /// The file.
        file: String,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// The header row is not that of a listing file. Nothing of the file was imported.
    #[error("{file}: {problem}")]
    Header {
        /// The file.
        file: String,
        /// What is wrong.
        problem: HeaderProblem,
    },
    /// A file cannot be read to its end: damaged compression, a failing disk.
    #[error("{file}: cannot be read beyond line {line}")]
    Read {
        /// The file.
        file: String,
        /// The line of the last row that was read.
        line: u64,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// A row does not end; most likely a quotation mark is never closed.
    #[error("{file}: the row after line {line} does not end; is a quotation mark never closed?")]
    Endless {
        /// The file.
        file: String,
        /// The line of the last row that was read.
        line: u64,
    },
    /// The file of rejects cannot be written.
    #[error("{}: rejects cannot be written", path.display())]
    Rejects {
        /// The file of rejects.
        path: PathBuf,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// The folder or database is not that of a classic system.
    #[error("{place}: no table of a classic system is there (tb_user, tb_house_info, …)")]
    NoTables {
        /// The folder or database.
        place: String,
    },
    /// The classic system's own database cannot be read.
    #[error("the classic database cannot be read")]
    Database(#[source] store::Error),
    /// Photos cannot be kept or drawn.
    #[error("photos cannot be taken over")]
    Photos(#[source] crate::Error),
    /// Space for sorting cannot be had.
    #[error("a temporary file cannot be used")]
    Scratch(#[source] io::Error),
    /// The audit trail cannot tell of it.
    #[error("the audit trail cannot be written")]
    Audit(#[source] crate::Error),
    /// The database did not take a batch.
    #[error("a batch cannot be stored")]
    Store(#[from] store::Error),
    /// The thread that reads files ended without a result.
    #[error("the reading thread ended early")]
    Reader(#[source] tokio::task::JoinError),
}

impl ImportError {
    pub(super) fn rejects(path: &Path, source: io::Error) -> Self {
        Self::Rejects {
            path: path.to_owned(),
            source,
        }
    }
}
