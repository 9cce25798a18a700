//! Writes photos as a good camera does: 24 million pixels, some 8 MB, no two alike.
//!
//! `large-photos FOLDER COUNT SEED`

use anyhow::Context;
use image::{Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use std::{fs::File, io::BufWriter, path::Path};

const WIDTH: u32 = 6_000;
const HEIGHT: u32 = 4_000;
/// As cameras write them at their best.
const QUALITY: u8 = 93;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |name| {
        arguments
            .next()
            .with_context(|| format!("{name} is missing: large-photos FOLDER COUNT SEED"))
    };
    let folder = argument("FOLDER")?;
    let count: u32 = argument("COUNT")?.parse().context("COUNT")?;
    let seed: u32 = argument("SEED")?.parse().context("SEED")?;
    std::fs::create_dir_all(&folder)?;
    for number in 0..count {
        let path = Path::new(&folder).join(format!("{number}.jpg"));
        let file = BufWriter::new(File::create(path)?);
        JpegEncoder::new_with_quality(file, QUALITY).encode_image(&photo(seed ^ number << 20))?;
    }
    Ok(())
}

/// Walls, a window, furniture, and the noise of a sensor.
fn photo(seed: u32) -> RgbImage {
    let mut state = seed | 1;
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = state >> 28;
        let wall = 90 + x * 90 / WIDTH + y * 40 / HEIGHT;
        let window = x / 900 % 3 == 1 && y / 700 % 4 == 1;
        let weave = ((x / 6) ^ (y / 6)) % 8;
        let light = if window { 225 } else { wall + weave };
        let channel =
            |less: u32| u8::try_from(light.saturating_sub(less) + noise).unwrap_or(u8::MAX);
        Rgb([channel(0), channel(12), channel(30 + seed % 16)])
    })
}
