//! Photos in the sizes that pages ask for.

mod tone;
mod variant;

pub use tone::{PALETTE, tone};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::sync::Semaphore;

/// Photos that are resized at the same time. A resized photo is kept, so that this is rarely felt.
const AT_ONCE: usize = 2;

/// The folder of the photos, and the smaller copies in it. Cheap to clone.
#[derive(Clone)]
pub struct Photos {
    folder: Arc<Path>,
    permits: Arc<Semaphore>,
}

impl Photos {
    /// The photos of `folder`. It need not exist yet.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.into(),
            permits: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// The file of the photo `key` as it was stored. Whether it is there is for the caller to see.
    pub fn original(&self, key: &str) -> PathBuf {
        self.folder.join(key)
    }

    /// The file of the photo `key`, `width` pixels wide. It is made when it is first asked for and
    /// kept. A photo that is no wider, or cannot be read as a picture, is its own best version.
    ///
    /// `key` and `width` have to be checked before: each pair that is let through may become a file.
    pub async fn at_width(&self, key: &str, width: u16) -> PathBuf {
        let (original, resized) = (self.original(key), self.resized(key, width));
        if tokio::fs::try_exists(&resized).await.unwrap_or_default() {
            return resized;
        }
        let Ok(permit) = Arc::clone(&self.permits).acquire_owned().await else {
            return original;
        };
        let key = key.to_owned();
        let work = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            // Somebody else may have made it while this request waited.
            if resized.exists() {
                return resized;
            }
            match variant::make(&original, &resized, width.into()) {
                Ok(true) => resized,
                Ok(false) => original,
                Err(variant::Error::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {
                    original
                }
                Err(error) => {
                    tracing::warn!(key, width, %error, "a photo cannot be resized");
                    original
                }
            }
        });
        match work.await {
            Ok(file) => file,
            Err(error) => {
                tracing::error!(%error, "resizing a photo failed");
                self.folder.join("missing")
            }
        }
    }

    /// Where the copy is kept. No key begins with a dot, so nobody can ask for it by its name.
    fn resized(&self, key: &str, width: u16) -> PathBuf {
        self.folder
            .join(format!(".w{width}"))
            .join(format!("{key}.webp"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn picture(width: u32, height: u32) -> Vec<u8> {
        let image = image::RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
        });
        let mut bytes = std::io::Cursor::new(Vec::new());
        image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[tokio::test]
    async fn a_smaller_copy_is_made_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let photos = Photos::new(folder.path());
        fs::write(folder.path().join("a.c.png"), picture(900, 600)).unwrap();
        let file = photos.at_width("a.c.png", 320).await;
        assert_ne!(file, photos.original("a.c.png"));
        let bytes = fs::read(&file).unwrap();
        let copy = image::load_from_memory_with_format(&bytes, image::ImageFormat::WebP).unwrap();
        assert_eq!((copy.width(), copy.height()), (320, 213));
        fs::remove_file(folder.path().join("a.c.png")).unwrap();
        assert_eq!(photos.at_width("a.c.png", 320).await, file, "it is kept");
        let left = fs::read_dir(file.parent().unwrap()).unwrap().count();
        assert_eq!(left, 1, "nothing but the copy is left behind");
    }

    #[tokio::test]
    async fn many_who_ask_at_once_get_one_copy() {
        let folder = tempfile::tempdir().unwrap();
        let photos = Photos::new(folder.path());
        fs::write(folder.path().join("a.png"), picture(700, 500)).unwrap();
        let asked = (0..8).map(|_| {
            let photos = photos.clone();
            tokio::spawn(async move { photos.at_width("a.png", 640).await })
        });
        for answer in asked.collect::<Vec<_>>() {
            let file = answer.await.unwrap();
            let bytes = fs::read(file).unwrap();
            image::load_from_memory_with_format(&bytes, image::ImageFormat::WebP).unwrap();
        }
    }

    #[tokio::test]
    async fn what_cannot_be_made_smaller_is_served_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let photos = Photos::new(folder.path());
        fs::write(folder.path().join("small.png"), picture(300, 200)).unwrap();
        fs::write(folder.path().join("broken.webp"), "RIFF").unwrap();
        for key in ["small.png", "broken.webp", "missing.jpg"] {
            assert_eq!(photos.at_width(key, 320).await, photos.original(key));
        }
    }
}
