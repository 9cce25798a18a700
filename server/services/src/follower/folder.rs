//! The folder of the index, which one process at a time may have.

use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// The right to open the index in a folder. The operating system takes it back when the process
/// ends, however it ends.
#[derive(Debug)]
pub struct IndexFolder {
    path: PathBuf,
    _lock: File,
}

impl IndexFolder {
    /// Takes the folder `path`, creating it if it is missing. `None` when another process has it.
    pub fn take(path: &Path) -> io::Result<Option<Self>> {
        std::fs::create_dir_all(path)?;
        // Beside the folder, so that wiping the folder never unlinks a lock that is held.
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.with_extension("lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self {
                path: path.to_owned(),
                _lock: lock,
            })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Where the index is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Throws the index away, so that the next follower fills it anew.
    pub fn wipe(&self) -> io::Result<()> {
        std::fs::remove_dir_all(&self.path)?;
        std::fs::create_dir_all(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_had_by_one_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("index");
        let first = IndexFolder::take(&path).unwrap();
        assert!(first.is_some());
        assert!(IndexFolder::take(&path).unwrap().is_none());
        drop(first);
        assert!(IndexFolder::take(&path).unwrap().is_some());
    }

    #[test]
    fn a_wiped_folder_is_empty_and_still_had() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("index");
        let folder = IndexFolder::take(&path).unwrap().unwrap();
        std::fs::write(path.join("segment"), "x").unwrap();
        folder.wipe().unwrap();
        assert_eq!(std::fs::read_dir(&path).unwrap().count(), 0);
        assert!(IndexFolder::take(&path).unwrap().is_none());
    }
}
