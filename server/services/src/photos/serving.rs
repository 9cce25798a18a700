//! Photos in the sizes and formats that browsers ask for.

use super::{
    store::{Bytes, PhotoStore},
    variant,
};
use std::{io, sync::Arc};
use tokio::sync::Semaphore;

/// Photos that are resized at the same time. A resized photo is kept, so that this is rarely felt.
const AT_ONCE: usize = 2;
/// Larger files are not resized, in bytes: whoever put them there has better ways.
const BYTES_MAX: u64 = 32 << 20;

/// The photos, and the smaller copies of them. Cheap to clone.
#[derive(Clone)]
pub struct Photos {
    store: PhotoStore,
    permits: Arc<Semaphore>,
}

/// A photo, or a copy of it.
pub struct Found {
    /// Its bytes.
    pub bytes: Bytes,
    /// The format of a copy: how its name ends. Nothing for a photo as it was stored.
    pub copy: Option<&'static str>,
}

impl Photos {
    /// The photos of `store`.
    pub fn new(store: PhotoStore) -> Self {
        Self {
            store,
            permits: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Where they are kept.
    pub fn store(&self) -> &PhotoStore {
        &self.store
    }

    /// The photo `key` as it was stored; nothing when there is none.
    pub async fn original(&self, key: &str) -> io::Result<Option<Found>> {
        let bytes = self.store.open(key).await?;
        Ok(bytes.map(|bytes| Found { bytes, copy: None }))
    }

    /// The photo `key`, `width` pixels wide; as AVIF where `avif` allows it and there is one, else as
    /// WebP, which is made when it is first asked for and kept. A photo that is no wider, or cannot be
    /// read as a picture, is its own best version.
    ///
    /// `key` and `width` have to be checked before: each pair that is let through may become a file.
    pub async fn at_width(&self, key: &str, width: u16, avif: bool) -> io::Result<Option<Found>> {
        let kinds: &[&'static str] = if avif { &["avif", "webp"] } else { &["webp"] };
        if let Some(found) = self.copy(key, width, kinds).await? {
            return Ok(Some(found));
        }
        let Ok(permit) = Arc::clone(&self.permits).acquire_owned().await else {
            return self.original(key).await;
        };
        // Somebody else may have made it while this request waited.
        if let Some(found) = self.copy(key, width, &["webp"]).await? {
            return Ok(Some(found));
        }
        let Some(file) = self.small_enough(key).await? else {
            return self.original(key).await;
        };
        let made = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            variant::make(&file, width.into())
        });
        match made.await.map_err(io::Error::other)? {
            Ok(Some(copy)) => {
                self.store.put(&copy_key(key, width, "webp"), copy).await?;
                self.copy(key, width, &["webp"]).await
            }
            Ok(None) => self.original(key).await,
            Err(error) => {
                tracing::warn!(key, width, %error, "a photo cannot be resized");
                self.original(key).await
            }
        }
    }

    async fn copy(
        &self,
        key: &str,
        width: u16,
        kinds: &[&'static str],
    ) -> io::Result<Option<Found>> {
        for kind in kinds {
            if let Some(bytes) = self.store.open(&copy_key(key, width, kind)).await? {
                let copy = Some(*kind);
                return Ok(Some(Found { bytes, copy }));
            }
        }
        Ok(None)
    }

    /// The bytes of a photo that may be resized.
    async fn small_enough(&self, key: &str) -> io::Result<Option<Vec<u8>>> {
        let size = match self.store.open(key).await? {
            Some(Bytes::File(path)) => tokio::fs::metadata(path).await?.len(),
            Some(Bytes::Stream(size, _)) => size,
            None => return Ok(None),
        };
        if size > BYTES_MAX {
            return Ok(None);
        }
        self.store.read(key).await
    }
}

/// Where a copy is kept. No key of a photo begins with a dot, so nobody can ask for it by its name.
pub(super) fn copy_key(key: &str, width: u16, kind: &str) -> String {
    format!(".w{width}/{key}.{kind}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::PathBuf};

    fn picture(width: u32, height: u32) -> Vec<u8> {
        let image = image::RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
        });
        let mut bytes = io::Cursor::new(Vec::new());
        image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn photos(folder: &tempfile::TempDir) -> Photos {
        Photos::new(PhotoStore::folder(folder.path()))
    }

    fn file(found: io::Result<Option<Found>>) -> PathBuf {
        match found.unwrap().unwrap().bytes {
            Bytes::File(path) => path,
            Bytes::Stream(..) => panic!("it is no file"),
        }
    }

    #[tokio::test]
    async fn a_smaller_copy_is_made_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let photos = photos(&folder);
        fs::write(folder.path().join("a.c.png"), picture(900, 600)).unwrap();
        let made = file(photos.at_width("a.c.png", 320, true).await);
        assert_ne!(made, folder.path().join("a.c.png"));
        let bytes = fs::read(&made).unwrap();
        let copy = image::load_from_memory_with_format(&bytes, image::ImageFormat::WebP).unwrap();
        assert_eq!((copy.width(), copy.height()), (320, 213));
        fs::remove_file(folder.path().join("a.c.png")).unwrap();
        let again = file(photos.at_width("a.c.png", 320, false).await);
        assert_eq!(again, made, "it is kept");
        let left = fs::read_dir(made.parent().unwrap()).unwrap().count();
        assert_eq!(left, 1, "nothing but the copy is left behind");
    }

    #[tokio::test]
    async fn many_who_ask_at_once_get_one_copy() {
        let folder = tempfile::tempdir().unwrap();
        let photos = photos(&folder);
        fs::write(folder.path().join("a.png"), picture(700, 500)).unwrap();
        let asked = (0..8).map(|_| {
            let photos = photos.clone();
            tokio::spawn(async move { file(photos.at_width("a.png", 640, false).await) })
        });
        for answer in asked.collect::<Vec<_>>() {
            let bytes = fs::read(answer.await.unwrap()).unwrap();
            image::load_from_memory_with_format(&bytes, image::ImageFormat::WebP).unwrap();
        }
    }

    #[tokio::test]
    async fn what_cannot_be_made_smaller_is_served_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let photos = photos(&folder);
        fs::write(folder.path().join("small.png"), picture(300, 200)).unwrap();
        fs::write(folder.path().join("broken.webp"), "RIFF").unwrap();
        for key in ["small.png", "broken.webp"] {
            let served = file(photos.at_width(key, 320, true).await);
            assert_eq!(served, folder.path().join(key));
        }
        assert!(
            photos
                .at_width("missing.jpg", 320, true)
                .await
                .unwrap()
                .is_none()
        );
    }

    #[tokio::test]
    async fn avif_is_for_those_who_take_it() {
        let folder = tempfile::tempdir().unwrap();
        let photos = photos(&folder);
        for kind in ["avif", "webp"] {
            let key = copy_key("u/a.c.webp", 320, kind);
            photos.store().put(&key, kind.into()).await.unwrap();
            let found = photos.at_width("u/a.c.webp", 320, kind == "avif").await;
            assert_eq!(found.unwrap().unwrap().copy, Some(kind));
        }
    }
}
