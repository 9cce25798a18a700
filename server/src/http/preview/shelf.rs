//! A folder of drawn pictures that never grows beyond a size: the oldest go first.

use std::{
    fs, io,
    path::PathBuf,
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

/// The folder, with the bytes in it once they are counted.
pub(super) struct Shelf {
    dir: PathBuf,
    bytes_max: u64,
    bytes: Mutex<Option<u64>>,
}

impl Shelf {
    /// The folder is made when the first picture comes.
    pub(super) fn new(dir: PathBuf, bytes_max: u64) -> Self {
        Self {
            dir,
            bytes_max,
            bytes: Mutex::new(None),
        }
    }

    /// The picture `key` (plain letters and digits), if it is kept.
    pub(super) fn get(&self, key: &str) -> Option<Vec<u8>> {
        fs::read(self.path(key)).ok()
    }

    /// Keeps a picture, and lets the oldest go when there are too many bytes.
    pub(super) fn put(&self, key: &str, picture: &[u8]) -> io::Result<()> {
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        fs::create_dir_all(&self.dir)?;
        // Renamed, so that nobody reads half a picture.
        let half = self.dir.join(format!("{key}.half"));
        fs::write(&half, picture)?;
        fs::rename(half, self.path(key))?;
        let added = u64::try_from(picture.len()).unwrap_or(u64::MAX);
        let total = match *bytes {
            Some(before) => before + added,
            None => self.files()?.iter().map(|file| file.bytes).sum(),
        };
        *bytes = Some(if total > self.bytes_max {
            self.shrink()?
        } else {
            total
        });
        Ok(())
    }

    /// Removes the oldest down to three quarters; returns the bytes left.
    fn shrink(&self) -> io::Result<u64> {
        let mut files = self.files()?;
        files.sort_by_key(|file| file.changed_at);
        let mut total: u64 = files.iter().map(|file| file.bytes).sum();
        for file in files {
            if total <= self.bytes_max / 4 * 3 {
                break;
            }
            fs::remove_file(file.path)?;
            total -= file.bytes;
        }
        Ok(total)
    }

    fn files(&self) -> io::Result<Vec<Kept>> {
        fs::read_dir(&self.dir)?
            .map(|entry| {
                let entry = entry?;
                let about = entry.metadata()?;
                Ok(Kept {
                    path: entry.path(),
                    bytes: about.len(),
                    changed_at: about.modified()?,
                })
            })
            .collect()
    }

    fn path(&self, key: &str) -> PathBuf {
        self.dir.join(format!("{key}.png"))
    }
}

struct Kept {
    path: PathBuf,
    bytes: u64,
    changed_at: SystemTime,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_pictures_go_when_there_are_too_many_bytes() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("previews");
        let shelf = Shelf::new(folder.clone(), 1_000);
        assert_eq!(shelf.get("a"), None);
        let long_ago = |key: &str, seconds: u64| {
            let file = fs::File::open(folder.join(format!("{key}.png"))).unwrap();
            let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            file.set_modified(at).unwrap();
        };
        for (key, seconds) in [("a", 1), ("b", 2), ("c", 3)] {
            shelf.put(key, &[0; 300]).unwrap();
            long_ago(key, seconds);
        }
        assert!(shelf.get("a").is_some());
        shelf.put("d", &[0; 300]).unwrap();
        let left: Vec<bool> = ["a", "b", "c", "d"]
            .map(|key| shelf.get(key).is_some())
            .into();
        assert_eq!(left, [false, false, true, true]);

        // Another process finds what is there.
        let again = Shelf::new(folder, 1_000);
        again.put("e", &[0; 300]).unwrap();
        assert!(again.get("c").is_some() && again.get("e").is_some());
        again.put("f", &[0; 300]).unwrap();
        assert!(again.get("c").is_none() && again.get("f").is_some());
    }
}
