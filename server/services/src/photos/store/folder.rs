//! A folder of this machine.

use super::{Bytes, Kept};
use chrono::{DateTime, Utc};
use futures::{StreamExt, stream::BoxStream};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// How the names of files end that are being written.
const PART: &str = "part";

#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    pub(super) fn path(&self, key: &str) -> PathBuf {
        self.0.join(key)
    }

    pub(super) async fn put(&self, key: &str, bytes: Vec<u8>) -> io::Result<()> {
        let path = self.path(key);
        blocking(move || written(&path, |part| fs::write(part, &bytes))).await
    }

    pub(super) async fn put_file(&self, key: &str, from: &Path) -> io::Result<()> {
        let (path, from) = (self.path(key), from.to_owned());
        blocking(move || {
            fs::create_dir_all(path.parent().unwrap_or(&path))?;
            // Within one disk nothing is copied.
            fs::rename(&from, &path)
                .or_else(|_| written(&path, |part| fs::copy(&from, part).map(|_| ())))
        })
        .await
    }

    pub(super) async fn open(&self, key: &str) -> io::Result<Option<Bytes>> {
        let path = self.path(key);
        let there = match tokio::fs::metadata(&path).await {
            Ok(file) => file.is_file(),
            Err(error) if is_nothing(&error) => false,
            Err(error) => return Err(error),
        };
        Ok(there.then_some(Bytes::File(path)))
    }

    pub(super) async fn read(&self, key: &str) -> io::Result<Option<Vec<u8>>> {
        match tokio::fs::read(self.path(key)).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_nothing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) async fn delete(&self, key: &str) -> io::Result<()> {
        match tokio::fs::remove_file(self.path(key)).await {
            Err(error) if !is_nothing(&error) => Err(error),
            _ => Ok(()),
        }
    }

    pub(super) fn list(&self, prefix: &str) -> BoxStream<'static, io::Result<Kept>> {
        let (folder, prefix) = (self.0.join(prefix), prefix.to_owned());
        let names = async move {
            let listed = blocking(move || listed(&folder, &prefix)).await;
            futures::stream::iter(match listed {
                Ok(kept) => kept.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error)],
            })
        };
        futures::stream::once(names).flatten().boxed()
    }
}

/// What lies in `folder`, files only; those that somebody is writing are listed as well.
fn listed(folder: &Path, prefix: &str) -> io::Result<Vec<Kept>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if is_nothing(&error) => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut kept = Vec::new();
    for entry in entries {
        let entry = entry?;
        // What goes away meanwhile is not there.
        let Ok(file) = entry.metadata() else { continue };
        let name = entry.file_name();
        if let (true, Some(name)) = (file.is_file(), name.to_str()) {
            kept.push(Kept {
                key: [prefix, name].concat(),
                at: DateTime::<Utc>::from(file.modified()?),
            });
        }
    }
    Ok(kept)
}

/// Writes a file by `write`, so that whoever finds it finds all of it.
fn written(path: &Path, write: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let part = path.with_extension(format!("{}-{count}.{PART}", std::process::id()));
    let done = write(&part).and_then(|()| fs::rename(&part, path));
    if done.is_err() {
        // The first error tells more than this one could.
        let _ = fs::remove_file(&part);
    }
    done
}

/// There is nothing, or what leads there is no folder.
fn is_nothing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(io::Error::other(error)))
}
