//! What the use cases of photos share.

use super::{PhotoStore, Photos, avif::AvifReader};
use chrono::{DateTime, Utc};
use std::{path::PathBuf, sync::Mutex};
use tokio::sync::Notify;

/// Where photos are kept, and where they arrive.
#[derive(Clone, Debug)]
pub struct PhotoSettings {
    /// Where they are kept.
    pub store: PhotoStore,
    /// The folder in which files lie while they arrive.
    pub arriving: PathBuf,
    /// Where AVIF is decoded.
    pub avif: AvifReader,
}

impl PhotoSettings {
    /// All of it in `folder`, as in the data folder of a single machine, and in this process.
    pub fn within(folder: &std::path::Path) -> Self {
        Self {
            store: PhotoStore::folder(folder.join("photos")),
            arriving: folder.join("arriving"),
            avif: AvifReader::Here,
        }
    }
}

/// Photos, as all use cases share them.
pub(crate) struct PhotoShelf {
    pub(super) photos: Photos,
    pub(super) arriving: PathBuf,
    pub(super) avif: AvifReader,
    /// Wakes the worker after an upload in this process.
    pub(super) came: Notify,
    /// When the store was last looked through for what nobody knows.
    pub(super) swept: Mutex<Option<DateTime<Utc>>>,
}

impl PhotoShelf {
    pub(crate) fn new(settings: PhotoSettings) -> Self {
        Self {
            photos: Photos::new(settings.store),
            arriving: settings.arriving,
            avif: settings.avif,
            came: Notify::new(),
            swept: Mutex::default(),
        }
    }

    pub(crate) fn photos(&self) -> &Photos {
        &self.photos
    }
}

/// Where the file of this hash waits for being drawn.
pub(super) fn waiting_key(sha256: &str) -> String {
    [WAITING, sha256].concat()
}

/// What waits for being drawn. Keys that begin with a dot are never served.
pub(super) const WAITING: &str = ".new/";
/// What was drawn of uploaded files. Everything else in the store came by other ways, and stays.
pub(super) const UPLOADED: &str = "u/";
