//! Reading pictures that anybody may have made, within limits.

use super::{
    avif::{self, AvifReader},
    kind::Kind,
};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, metadata::Orientation};
use std::io::{BufRead, Seek};

/// The longest edge that is read, in pixels.
const EDGE_MAX: u32 = 16_384;
/// The most pixels that are read: phones make photos of 48 or 50 million.
const PIXELS_MAX: u64 = 52_000_000;
/// The most pixels of HEIC and AVIF, whose decoders take several times as much memory for each.
pub(super) const CODED_PIXELS_MAX: u64 = 26_000_000;
/// The most memory that the pixels of a picture may take, in bytes.
const MEMORY_MAX: u64 = 256 << 20;

/// Why a file is not taken as a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// It is no picture, or of a format that nobody reads here.
    Kind,
    /// Its end is missing.
    Cut,
    /// It is larger than is read.
    Pixels,
    /// It says that it is a picture, but cannot be read.
    Unreadable,
    /// It is not there any more.
    Lost,
    /// It could not be looked at; later it may.
    Unavailable,
}

impl Problem {
    /// The code that callers see.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Kind => "photo_kind",
            Self::Cut => "photo_cut",
            Self::Pixels => "photo_pixels",
            Self::Unreadable => "photo_unreadable",
            Self::Lost => "photo_lost",
            Self::Unavailable => "unavailable",
        }
    }
}

impl From<image::ImageError> for Problem {
    fn from(error: image::ImageError) -> Self {
        match error {
            image::ImageError::Limits(_) => Self::Pixels,
            _ => Self::Unreadable,
        }
    }
}

/// A picture as its file has it.
pub(super) struct Picture {
    pub(super) pixels: DynamicImage,
    /// How it is to be turned.
    pub(super) orientation: Orientation,
    /// What its colours mean, where it says so.
    pub(super) profile: Option<Vec<u8>>,
}

pub(super) fn is_too_large(width: u64, height: u64, pixels_max: u64) -> bool {
    width.max(height) > EDGE_MAX.into() || width.saturating_mul(height) > pixels_max
}

fn decoder<'a>(
    kind: Kind,
    file: impl BufRead + Seek + 'a,
) -> Result<(impl ImageDecoder + 'a, Limits), Problem> {
    let mut reader = ImageReader::new(file);
    reader.set_format(match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::WebP => ImageFormat::WebP,
        Kind::Heic | Kind::Avif => return Err(Problem::Kind),
    });
    let mut limits = Limits::default();
    limits.max_image_width = Some(EDGE_MAX);
    limits.max_image_height = Some(EDGE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits.clone());
    let decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if is_too_large(width.into(), height.into(), PIXELS_MAX) {
        return Err(Problem::Pixels);
    }
    // A decoder that is used by itself does not count what it hands over.
    limits.reserve(decoder.total_bytes())?;
    Ok((decoder, limits))
}

/// Looks at what the file says it is, without reading its pixels.
pub(super) fn look(kind: Kind, file: impl BufRead + Seek) -> Result<(), Problem> {
    match kind {
        Kind::Heic => look_at_heic(&all_of(file)?),
        Kind::Avif => avif::look(&all_of(file)?),
        _ => decoder(kind, file).map(|_| ()),
    }
}

fn all_of(mut file: impl BufRead) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)
        .map_err(|_| Problem::Unreadable)?;
    Ok(bytes)
}

/// Reads the picture in `file`, AVIF by `reader`.
pub(super) fn read(file: &[u8], reader: &AvifReader) -> Result<Picture, Problem> {
    let kind = Kind::of(file.get(..super::kind::HEAD).unwrap_or(file)).ok_or(Problem::Kind)?;
    match kind {
        Kind::Avif => reader.read(file),
        Kind::Heic => read_heic(file),
        _ => {
            let (mut decoder, _) = decoder(kind, std::io::Cursor::new(file))?;
            let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
            let profile = decoder.icc_profile().ok().flatten();
            Ok(Picture {
                pixels: DynamicImage::from_decoder(decoder)?,
                orientation,
                profile,
            })
        }
    }
}

fn look_at_heic(file: &[u8]) -> Result<(), Problem> {
    let info = heic_decoder::probe(file).map_err(|_| Problem::Unreadable)?;
    let pixels =
        |width: usize, height: usize| is_too_large(width as u64, height as u64, CODED_PIXELS_MAX);
    if pixels(info.width, info.height) || pixels(info.coded_width, info.coded_height) {
        return Err(Problem::Pixels);
    }
    Ok(())
}

/// The decoder turns and crops by itself, as the container says; EXIF says it once more.
fn read_heic(file: &[u8]) -> Result<Picture, Problem> {
    look_at_heic(file)?;
    let decoded = heic_decoder::decode(file).map_err(|_| Problem::Unreadable)?;
    let rgb = decoded.to_rgb8().map_err(|_| Problem::Unreadable)?;
    let size = |edge: usize| u32::try_from(edge).map_err(|_| Problem::Pixels);
    let pixels = image::RgbImage::from_raw(size(rgb.width)?, size(rgb.height)?, rgb.data);
    Ok(Picture {
        pixels: pixels.ok_or(Problem::Unreadable)?.into(),
        orientation: Orientation::NoTransforms,
        profile: decoded.metadata.icc_profile,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 64 × 48 pixels, red growing to the right by 4 and green downwards by 5, blue 120; made with libheif.
    const HEIC: &[u8] = include_bytes!("../../assets/photos/small.heic");

    #[test]
    fn a_heic_file_is_read() {
        let Ok(picture) = read(HEIC, &AvifReader::Here) else {
            panic!("it is not read");
        };
        let pixels = picture.pixels.to_rgb8();
        assert_eq!((pixels.width(), pixels.height()), (64, 48));
        for (x, y) in [(10, 10), (50, 8), (32, 40)] {
            let [red, green, blue] = pixels.get_pixel(x, y).0;
            let near = |is: u8, expected: u32| u32::from(is).abs_diff(expected) <= 24;
            let right = near(red, x * 4) && near(green, y * 5) && near(blue, 120);
            assert!(right, "{x} {y}: {red} {green} {blue}");
        }
    }

    #[test]
    fn a_heic_file_that_is_cut_is_refused() {
        for length in [60, 200, HEIC.len() - 40] {
            let cut = read(&HEIC[..length], &AvifReader::Here);
            assert!(cut.is_err(), "{length}");
        }
    }
}
