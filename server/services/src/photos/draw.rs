//! Drawing a photo anew, so that nothing but its pixels is kept and served: no place, no name of a
//! camera, no thumbnail of what was cut away.

use super::{avif::AvifReader, picture, picture::Problem, tone};
use domain::photo::PHOTO_WIDTHS;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The longest edge of what is kept, in pixels.
const EDGE_MAX: u32 = 2_560;
/// How well it is kept, 0 to 100.
const QUALITY: f32 = 80.0;
/// How much effort that takes, 0 to 6: at 4, which is usual, more than twice as long for 3 % less.
const EFFORT: i32 = 2;
/// How well smaller copies are kept, 0 to 100: no difference is seen at the size they are shown in.
const COPY_QUALITY: f32 = 76.0;
/// As [`COPY_QUALITY`], by AVIF's measure.
const AVIF_QUALITY: f32 = 60.0;
/// How little effort AVIF takes, 1 to 10: at 9, a copy of 960 pixels takes a third of a second, at 8
/// twice as long for a tenth less.
const AVIF_SPEED: u8 = 9;

/// A photo as it is kept.
pub(super) struct Drawn {
    /// WebP.
    pub(super) main: Vec<u8>,
    /// Pixels.
    pub(super) width: u16,
    /// Pixels.
    pub(super) height: u16,
    /// Smaller copies: width, how the name ends, bytes.
    pub(super) copies: Vec<(u16, &'static str, Vec<u8>)>,
    /// The colour that stands in for it.
    pub(super) tone: char,
    /// What it looks like, as 64 bits.
    pub(super) likeness: i64,
}

/// Draws the photo in `file` anew.
pub(super) fn draw(file: &[u8], reader: &AvifReader) -> Result<Drawn, Problem> {
    let picture = picture::read(file, reader)?;
    let pixels = opaque(picture.pixels);
    let edge = pixels.width().max(pixels.height());
    let main = if edge > EDGE_MAX {
        let scaled = |side: u32| (u64::from(side) * u64::from(EDGE_MAX)).div_ceil(edge.into());
        let side = |side| u32::try_from(scaled(side)).unwrap_or(1).max(1);
        let (width, height) = (side(pixels.width()), side(pixels.height()));
        resized(&pixels, width, height)?
    } else {
        pixels
    };
    let mut main = in_srgb(main, picture.profile.as_deref());
    main.apply_orientation(picture.orientation);
    let main = main.into_rgb8();
    let (width, height) = main.dimensions();
    let mut copies = Vec::new();
    let whole = DynamicImage::from(main);
    for copy_width in PHOTO_WIDTHS {
        if width <= copy_width.into() {
            break;
        }
        let copy_height = u64::from(height) * u64::from(copy_width) / u64::from(width);
        let copy_height = u32::try_from(copy_height).unwrap_or(1).max(1);
        let copy = resized(&whole, copy_width.into(), copy_height)?.into_rgb8();
        copies.push((copy_width, "webp", webp(&copy, COPY_QUALITY)?));
        copies.push((copy_width, "avif", avif(&copy)?));
    }
    Ok(Drawn {
        tone: tone::of(&resized(&whole, 64, 64)?).ok_or(Problem::Unreadable)?,
        likeness: likeness(&whole)?,
        main: webp(&whole.into_rgb8(), QUALITY)?,
        width: u16::try_from(width).map_err(|_| Problem::Pixels)?,
        height: u16::try_from(height).map_err(|_| Problem::Pixels)?,
        copies,
    })
}

/// The picture without what can be seen through: on white.
pub(super) fn opaque(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8().into();
    }
    let pixels = picture.into_rgba8();
    let (width, height) = pixels.dimensions();
    let on_white = |x, y| {
        let [red, green, blue, alpha] = pixels.get_pixel(x, y).0;
        let blend = |colour: u8| {
            let alpha = u32::from(alpha);
            let mixed = (u32::from(colour) * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([blend(red), blend(green), blend(blue)])
    };
    RgbImage::from_fn(width, height, on_white).into()
}

fn resized(picture: &DynamicImage, width: u32, height: u32) -> Result<DynamicImage, Problem> {
    let mut small = DynamicImage::new(width, height, picture.color());
    let filter = ResizeAlg::Convolution(FilterType::CatmullRom);
    Resizer::new()
        .resize(
            picture,
            &mut small,
            &ResizeOptions::new().resize_alg(filter),
        )
        .map_err(|_| Problem::Unreadable)?;
    Ok(small)
}

/// The picture in the colours that browsers take pictures without a profile for. A profile that makes no
/// sense is none.
fn in_srgb(picture: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let converted = profile.and_then(|profile| {
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        if profile.color_space != DataColorSpace::Rgb {
            return None;
        }
        let srgb = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        let transform = profile
            .create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, options)
            .ok()?;
        let from = picture.as_rgb8()?;
        let mut to = RgbImage::new(from.width(), from.height());
        transform.transform(from, &mut to).ok()?;
        Some(DynamicImage::from(to))
    });
    converted.unwrap_or(picture)
}

fn webp(picture: &RgbImage, quality: f32) -> Result<Vec<u8>, Problem> {
    let mut config = webp::WebPConfig::new().map_err(|()| Problem::Unreadable)?;
    config.quality = quality;
    config.method = EFFORT;
    webp::Encoder::from_rgb(picture, picture.width(), picture.height())
        .encode_advanced(&config)
        .map(|bytes| bytes.to_vec())
        .map_err(|_| Problem::Unreadable)
}

fn avif(picture: &RgbImage) -> Result<Vec<u8>, Problem> {
    let pixels: Vec<ravif::RGB8> = picture
        .pixels()
        .map(|image::Rgb([red, green, blue])| ravif::RGB8::new(*red, *green, *blue))
        .collect();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    ravif::Encoder::new()
        .with_quality(AVIF_QUALITY)
        .with_speed(AVIF_SPEED)
        .with_bit_depth(ravif::BitDepth::Eight)
        .with_num_threads(Some(1))
        .encode_rgb(ravif::Img::new(&pixels, width, height))
        .map(|encoded| encoded.avif_file)
        .map_err(|_| Problem::Unreadable)
}

/// Whether each of 8 × 8 spots is darker than the one to its right: pictures of the same thing differ in
/// few bits, however they were cut down or coloured.
fn likeness(picture: &DynamicImage) -> Result<i64, Problem> {
    let spots = resized(picture, 9, 8)?.into_luma8();
    let mut bits = 0_u64;
    for (y, x) in (0..8).flat_map(|y| (0..8).map(move |x| (y, x))) {
        let darker = spots.get_pixel(x, y).0 < spots.get_pixel(x + 1, y).0;
        bits = bits << 1 | u64::from(darker);
    }
    Ok(bits.cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, Rgb, Rgba};
    use std::io::Cursor;

    /// A room with a window, `width` pixels wide.
    fn room(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_fn(width, height, |x, y| {
            let window = x * 3 > width && x * 2 < width && y * 4 > height && y * 2 < height;
            let light = (x * 200 / width + y * 55 / height) as u8;
            if window {
                Rgb([250, 250, 240])
            } else {
                Rgb([light, light / 2, 90])
            }
        })
        .into()
    }

    fn drawn_of(file: &[u8]) -> Result<Drawn, Problem> {
        draw(file, &AvifReader::Here)
    }

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    #[test]
    fn a_photo_is_kept_small_enough_and_in_every_width() {
        let drawn = drawn_of(&encoded(&room(2_700, 900), ImageFormat::Jpeg)).unwrap();
        assert_eq!((drawn.width, drawn.height), (2_560, 854));
        assert!(drawn.main.starts_with(b"RIFF"));
        let copies: Vec<(u16, &str)> = drawn.copies.iter().map(|copy| (copy.0, copy.1)).collect();
        let widths = PHOTO_WIDTHS.iter();
        let expected: Vec<(u16, &str)> = widths
            .flat_map(|width| [(*width, "webp"), (*width, "avif")])
            .collect();
        assert_eq!(copies, expected);
        for (width, kind, bytes) in &drawn.copies {
            if *kind == "webp" {
                let copy = image::load_from_memory(bytes).unwrap();
                assert_eq!(copy.width(), u32::from(*width));
            } else {
                assert_eq!(&bytes[4..12], b"ftypavif");
            }
        }
        let small = drawn_of(&encoded(&room(300, 200), ImageFormat::Png)).unwrap();
        assert_eq!((small.width, small.height), (300, 200));
        assert!(small.copies.is_empty());
    }

    #[test]
    fn what_can_be_seen_through_lies_on_white() {
        let glass = image::RgbaImage::from_pixel(40, 30, Rgba([10, 20, 30, 0]));
        let drawn = drawn_of(&encoded(&glass.into(), ImageFormat::Png)).unwrap();
        let read = image::load_from_memory(&drawn.main).unwrap().into_rgb8();
        assert!(
            read.pixels()
                .all(|pixel| pixel.0.iter().all(|colour| *colour > 250))
        );
    }

    #[test]
    fn the_same_room_looks_alike_and_another_does_not() {
        let likeness_of =
            |picture: &DynamicImage, format| drawn_of(&encoded(picture, format)).unwrap().likeness;
        let room = room(900, 600);
        let one = likeness_of(&room, ImageFormat::Png);
        let smaller = room.resize_exact(450, 300, image::imageops::FilterType::Triangle);
        let other = likeness_of(&smaller.brighten(12), ImageFormat::Jpeg);
        assert!((one ^ other).count_ones() <= 6, "{one:x} {other:x}");
        let turned = likeness_of(&room.fliph(), ImageFormat::Png);
        assert!((one ^ turned).count_ones() > 12, "{one:x} {turned:x}");
    }

    #[test]
    fn bombs_and_broken_files_are_refused() {
        let bomb = DynamicImage::new_luma8(15_000, 15_000);
        let bomb = encoded(&bomb, ImageFormat::Png);
        assert!(bomb.len() < 20 << 20);
        assert_eq!(drawn_of(&bomb).err(), Some(Problem::Pixels));
        let mut broken = encoded(&room(300, 200), ImageFormat::Png);
        let middle = broken.len() / 2;
        broken.truncate(middle);
        assert_eq!(drawn_of(&broken).err(), Some(Problem::Unreadable));
        assert_eq!(drawn_of(b"GIF89a").err(), Some(Problem::Kind));
        assert_eq!(drawn_of(b"").err(), Some(Problem::Kind));
    }
}
