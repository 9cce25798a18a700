//! The folder of the index: its lock, the snapshot and the text index.

use crate::{Error, Result, model::Model, snapshot, text::TextStore};
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

/// Makes the folder if need be and keeps other writers out as long as the file is open. The lock ends
/// with the process, however it ends.
pub fn lock(dir: &Path) -> Result<File> {
    fs::create_dir_all(dir)?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join("lock"))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Error::Locked(dir.to_owned())),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// What is in the folder, or why it cannot be used.
pub fn usable(dir: &Path) -> Result<(Model, i64, TextStore), String> {
    let (model, position) =
        snapshot::read(&self::snapshot(dir)).map_err(|unusable| unusable.to_string())?;
    let text = TextStore::open(&text(dir)).map_err(|error| error.to_string())?;
    let text_position = text.position().map_err(|error| error.to_string())?;
    if text_position < position {
        return Err("the text index is older than the snapshot".into());
    }
    if text_position == 0 && !text.is_empty() {
        return Err("the index was not filled to the end".into());
    }
    Ok((model, position, text))
}

/// An empty index in the folder.
pub fn start_empty(dir: &Path) -> Result<TextStore> {
    let text = text(dir);
    if text.exists() {
        fs::remove_dir_all(&text)?;
    }
    let snapshot = snapshot(dir);
    if snapshot.exists() {
        fs::remove_file(&snapshot)?;
    }
    let text = TextStore::open(&text)?;
    snapshot::write(&snapshot, &Model::default(), 0)?;
    Ok(text)
}

fn text(dir: &Path) -> PathBuf {
    dir.join("text")
}

/// The snapshot in the folder.
pub fn snapshot(dir: &Path) -> PathBuf {
    dir.join("listings.snapshot")
}
