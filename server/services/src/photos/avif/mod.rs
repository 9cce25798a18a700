//! Reading AVIF: a container of our own reading, AV1 by `re_rav1d`, and colours.

mod apart;
mod colour;
mod file;
mod frame;
#[cfg(test)]
mod tests;

use super::picture::{CODED_PIXELS_MAX, Picture, Problem, is_too_large};
pub use apart::{AvifReader, answer_with_picture};
use file::{Colours, Still};
use frame::Frame;
use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::{CicpColorPrimaries, CicpProfile, ColorProfile, TransferCharacteristics};

/// The transfer of pictures that are brighter than screens were, by absolute light.
const ABSOLUTE: u16 = 16;

/// Looks at what the file says it is, without decoding it.
pub(super) fn look(file: &[u8]) -> Result<(), Problem> {
    let still = Still::of(file)?;
    check(&still)?;
    let alpha = still.alpha.iter();
    still
        .tiles
        .iter()
        .chain(alpha)
        .try_for_each(|data| frame::look(data))
}

/// Whether the picture is one that is read, by what it says of its size.
fn check(still: &Still) -> Result<(), Problem> {
    let (width, height) = (u64::from(still.size.0), u64::from(still.size.1));
    if width == 0 || height == 0 {
        return Err(Problem::Unreadable);
    }
    let of_tiles = |edge: u32, count: usize| u64::from(edge) * count as u64;
    let (across, down) = still.tile_sizes.first().map_or((0, 0), |(width, height)| {
        let grid = still.grid;
        (of_tiles(*width, grid.columns), of_tiles(*height, grid.rows))
    });
    // The last tiles of a row and of a column may reach over its edge, by less than a tile.
    let over = is_too_large(across, down, 2 * CODED_PIXELS_MAX);
    if over || is_too_large(width, height, CODED_PIXELS_MAX) {
        return Err(Problem::Pixels);
    }
    let mut pairs = still.tile_sizes.windows(2);
    let are_alike = pairs.all(|pair| matches!(pair, [one, other] if one == other));
    if across < width || down < height || !are_alike {
        return Err(Problem::Unreadable);
    }
    Ok(())
}

/// Reads the picture in `file`, in this process: a decoder that meets what it cannot read may end it.
fn read_here(file: &[u8]) -> Result<Picture, Problem> {
    let still = Still::of(file)?;
    check(&still)?;
    let (pixels, colours) = painted(&still)?;
    let mut pixels = match &still.alpha {
        None => DynamicImage::from(pixels),
        Some(alpha) => seen_through(&pixels, alpha, still.premultiplied)?.into(),
    };
    if let Some(crop) = still.crop {
        pixels = pixels.crop_imm(crop.left, crop.top, crop.width, crop.height);
    }
    let profile = match still.profile {
        Some(profile) => Some(profile.to_vec()),
        None => profile(colours),
    };
    Ok(Picture {
        pixels,
        orientation: still.orientation,
        profile,
    })
}

/// One part of a picture, of the size that it has to be.
fn decoded(data: &[u8], (width, height): (u32, u32)) -> Result<Frame, Problem> {
    // The limits are those of `check`.
    let frame = Frame::decode(data, width.saturating_mul(height))?;
    if (frame.width(), frame.height()) != (width as usize, height as usize) {
        return Err(Problem::Unreadable);
    }
    Ok(frame)
}

/// The picture, and what its colours mean.
fn painted(still: &Still) -> Result<(RgbImage, Colours), Problem> {
    let (width, height) = (still.size.0 as usize, still.size.1 as usize);
    let mut pixels = vec![0; width * height * 3];
    let mut colours = still.colours;
    for (number, (data, size)) in still.tiles.iter().zip(&still.tile_sizes).enumerate() {
        let frame = decoded(data, *size)?;
        let left = number % still.grid.columns * frame.width();
        let top = number / still.grid.columns * frame.height();
        let colours = *colours.get_or_insert_with(|| frame.colours());
        let shown = width.saturating_sub(left).min(frame.width()) * 3;
        let tones = tones(still, colours);
        colour::rgb(&frame, colours, tones.as_deref(), |y, row| {
            let begin = ((top + y) * width + left) * 3;
            let to = pixels.get_mut(begin..begin + shown);
            if let (Some(to), Some(row)) = (to, row.get(..shown)) {
                to.copy_from_slice(row);
            }
        })?;
    }
    let pixels = RgbImage::from_raw(still.size.0, still.size.1, pixels);
    Ok((
        pixels.ok_or(Problem::Unreadable)?,
        colours.ok_or(Problem::Unreadable)?,
    ))
}

/// The picture with what can be seen through.
fn seen_through(
    pixels: &RgbImage,
    alpha: &[u8],
    premultiplied: bool,
) -> Result<RgbaImage, Problem> {
    let frame = decoded(alpha, pixels.dimensions())?;
    let lights = colour::alpha_lights(&frame);
    let mut seen = Vec::with_capacity(frame.width() * frame.height() * 4);
    for (y, row) in pixels.rows().enumerate() {
        let alphas = colour::alpha(&frame, y, &lights);
        for (pixel, alpha) in row.zip(alphas) {
            let whole = |colour: u8| match alpha {
                1.. if premultiplied => {
                    let whole = u32::from(colour) * 255 / u32::from(alpha);
                    u8::try_from(whole).unwrap_or(u8::MAX)
                }
                _ => colour,
            };
            seen.extend(pixel.0.map(whole));
            seen.push(alpha);
        }
    }
    RgbaImage::from_raw(pixels.width(), pixels.height(), seen).ok_or(Problem::Unreadable)
}

/// How tones are brought down to what screens show, where they go beyond and no profile says how.
fn tones(still: &Still, colours: Colours) -> Option<Vec<u8>> {
    (still.profile.is_none() && colours.transfer == ABSOLUTE).then(colour::tones_of_absolute)
}

/// What the colours mean as a profile, unless they mean what is meant without.
fn profile(colours: Colours) -> Option<Vec<u8>> {
    let transfer = match colours.transfer {
        // What cameras of old do, and light without any curve.
        transfer @ (4 | 5 | 8) => u8::try_from(transfer).ok()?.try_into().ok()?,
        _ => TransferCharacteristics::Srgb,
    };
    if matches!(colours.primaries, 0..=3) && transfer == TransferCharacteristics::Srgb {
        return None;
    }
    let primaries = match colours.primaries {
        0..=3 => CicpColorPrimaries::Bt709,
        primaries => u8::try_from(primaries).ok()?.try_into().ok()?,
    };
    let profile = ColorProfile::new_from_cicp(CicpProfile {
        color_primaries: primaries,
        transfer_characteristics: transfer,
        matrix_coefficients: moxcms::MatrixCoefficients::Identity,
        full_range: true,
    });
    profile.encode().ok()
}
