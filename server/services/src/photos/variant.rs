//! One smaller copy of a photo.

use image::{ImageReader, ImageResult, Limits, imageops::FilterType};
use std::io::{self, Cursor};

/// How well copies are kept, 0 to 100: no difference is seen at the size they are shown in.
const QUALITY: f32 = 76.0;
/// The widest and highest photo that is read, in pixels.
const SIDE_MAX: u32 = 12_000;
/// The most memory that reading a photo may take, in bytes.
const MEMORY_MAX: u64 = 256 << 20;

/// A copy of the photo in `file` of this `width`; nothing for a photo that is no wider, which needs none.
pub(super) fn make(file: &[u8], width: u32) -> ImageResult<Option<Vec<u8>>> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let picture = reader.decode()?;
    if picture.width() <= width {
        return Ok(None);
    }
    let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width());
    let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
    let small = picture
        .resize_exact(width, height, FilterType::CatmullRom)
        .to_rgb8();
    webp::Encoder::from_rgb(&small, width, height)
        .encode_simple(false, QUALITY)
        .map(|bytes| Some(bytes.to_vec()))
        .map_err(|_| io::Error::other("the encoder refused the picture").into())
}
