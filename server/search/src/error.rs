//! What can go wrong with the index.

use std::path::PathBuf;

/// The result of an operation on the index.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of the index. A search never fails because of what was searched for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process, or another part of this one, writes this index.
    #[error("the index in {} is in use by another writer", .0.display())]
    Locked(PathBuf),
    /// The folder of the index cannot be read or written.
    #[error("the index cannot read or write its files")]
    Files(#[from] std::io::Error),
    /// The text index failed.
    #[error("the text index failed")]
    Text(#[from] tantivy::TantivyError),
    /// The model cannot be written to its snapshot.
    #[error("the snapshot cannot be written")]
    Snapshot(#[from] rmp_serde::encode::Error),
}
