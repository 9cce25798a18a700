//! Where photos are kept: a folder of this machine, or a bucket that speaks S3.

mod bucket;
mod folder;

pub use bucket::BucketSettings;

use bucket::Bucket;
use chrono::{DateTime, Utc};
use folder::Folder;
use futures::stream::BoxStream;
use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Keeps files under keys. A key is a relative path of plain segments, such as `u/6f92….c.webp`; keys
/// whose first segment begins with a dot are never served. Cheap to clone.
#[derive(Clone, Debug)]
pub struct PhotoStore(Arc<Place>);

#[derive(Debug)]
enum Place {
    Folder(Folder),
    Bucket(Bucket),
}

/// A file that the store keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its key.
    pub key: String,
    /// When it was put there last.
    pub at: DateTime<Utc>,
}

/// The bytes of a kept file.
pub enum Bytes {
    /// A file of this machine.
    File(PathBuf),
    /// What comes from elsewhere, and how many bytes.
    Stream(u64, BoxStream<'static, io::Result<Chunk>>),
}

/// A piece of a file.
pub type Chunk = ::bytes::Bytes;

impl PhotoStore {
    /// The folder `path`. It need not exist yet.
    pub fn folder(path: impl Into<PathBuf>) -> Self {
        Self(Arc::new(Place::Folder(Folder::new(path.into()))))
    }

    /// The bucket that `settings` name. Nothing is asked of it yet.
    ///
    /// # Errors
    /// A text that says what is wrong with the settings.
    pub fn bucket(settings: &BucketSettings) -> Result<Self, String> {
        Ok(Self(Arc::new(Place::Bucket(Bucket::named(settings)?))))
    }

    /// Puts `bytes` under `key`: whoever finds the file finds all of it.
    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> io::Result<()> {
        match &*self.0 {
            Place::Folder(folder) => folder.put(key, bytes).await,
            Place::Bucket(bucket) => bucket.put(key, bytes).await,
        }
    }

    /// Puts the file at `path` under `key`, a piece at a time. The file may be moved away by that.
    pub async fn put_file(&self, key: &str, path: &Path) -> io::Result<()> {
        match &*self.0 {
            Place::Folder(folder) => folder.put_file(key, path).await,
            Place::Bucket(bucket) => bucket.put_file(key, path).await,
        }
    }

    /// The bytes under `key`; nothing when there are none.
    pub async fn open(&self, key: &str) -> io::Result<Option<Bytes>> {
        match &*self.0 {
            Place::Folder(folder) => folder.open(key).await,
            Place::Bucket(bucket) => bucket.open(key).await,
        }
    }

    /// All bytes under `key` at once; nothing when there are none.
    pub async fn read(&self, key: &str) -> io::Result<Option<Vec<u8>>> {
        match &*self.0 {
            Place::Folder(folder) => folder.read(key).await,
            Place::Bucket(bucket) => bucket.read(key).await,
        }
    }

    /// Whether there is anything under `key`.
    pub async fn exists(&self, key: &str) -> io::Result<bool> {
        match &*self.0 {
            Place::Folder(folder) => tokio::fs::try_exists(folder.path(key)).await,
            Place::Bucket(bucket) => bucket.exists(key).await,
        }
    }

    /// Deletes what is under `key`. It is no error when there is nothing.
    pub async fn delete(&self, key: &str) -> io::Result<()> {
        match &*self.0 {
            Place::Folder(folder) => folder.delete(key).await,
            Place::Bucket(bucket) => bucket.delete(key).await,
        }
    }

    /// Everything whose key begins with `prefix`, which ends in a slash.
    pub fn list(&self, prefix: &str) -> BoxStream<'static, io::Result<Kept>> {
        match &*self.0 {
            Place::Folder(folder) => folder.list(prefix),
            Place::Bucket(bucket) => bucket.list(prefix),
        }
    }

    /// Makes sure that files can be put and deleted.
    pub async fn check(&self) -> io::Result<()> {
        let key = format!(".check/{}", std::process::id());
        self.put(&key, b"check".to_vec()).await?;
        self.delete(&key).await
    }
}
