//! One smaller copy of a photo.

use image::{ImageReader, Limits, imageops::FilterType};
use std::{
    fs, io,
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};
use thiserror::Error as ThisError;

/// How well copies are kept, 0 to 100: no difference is seen at the size they are shown in.
const QUALITY: f32 = 76.0;
/// The widest and highest photo that is read, in pixels.
const SIDE_MAX: u32 = 12_000;
/// The most memory that reading a photo may take, in bytes.
const MEMORY_MAX: u64 = 256 << 20;

/// Why there is no copy.
#[derive(Debug, ThisError)]
pub(super) enum Error {
    /// A file could not be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The photo cannot be read as a picture.
    #[error(transparent)]
    Picture(#[from] image::ImageError),
    /// The copy cannot be written as a picture.
    #[error("the encoder refused the picture")]
    Encoder,
}

/// Writes a copy of `original` of this `width` to `copy`; tells whether it did: a photo that is no
/// wider needs none.
pub(super) fn make(original: &Path, copy: &Path, width: u32) -> Result<bool, Error> {
    let mut reader = ImageReader::open(original)?.with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let picture = reader.decode()?;
    if picture.width() <= width {
        return Ok(false);
    }
    let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width());
    let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
    let small = picture
        .resize_exact(width, height, FilterType::CatmullRom)
        .to_rgb8();
    let bytes = webp::Encoder::from_rgb(&small, width, height)
        .encode_simple(false, QUALITY)
        .map_err(|_| Error::Encoder)?;
    keep(copy, &bytes)?;
    Ok(true)
}

/// Writes a file so that whoever finds it finds all of it.
fn keep(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let part = path.with_extension(format!("{}-{count}.part", std::process::id()));
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // The first error tells more than this one could.
        let _ = fs::remove_file(&part);
    }
    written
}
