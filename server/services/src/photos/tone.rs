//! The colour that stands in for a photo until it arrives.

use domain::photo::TONES;
use image::{DynamicImage, imageops::FilterType};

/// The colours, as red, green and blue: four steps of lightness of grey, then of five hues. The
/// stylesheet has a class for each; a page may not carry colours of its own.
pub const PALETTE: [[u8; 3]; TONES as usize] = [
    [66, 66, 66],
    [116, 116, 116],
    [164, 164, 164],
    [212, 212, 212],
    [89, 57, 46],
    [143, 107, 94],
    [193, 155, 141],
    [242, 202, 188],
    [80, 63, 34],
    [132, 114, 83],
    [181, 162, 130],
    [230, 209, 176],
    [52, 73, 47],
    [101, 124, 96],
    [148, 173, 143],
    [195, 221, 190],
    [38, 71, 89],
    [87, 122, 142],
    [135, 170, 192],
    [181, 218, 241],
    [87, 55, 70],
    [140, 105, 121],
    [190, 152, 169],
    [239, 199, 217],
];

/// The colour of [`PALETTE`] that is nearest to the mean of a picture, as the letter that photo keys
/// carry; nothing when `bytes` are no picture.
pub fn tone(bytes: &[u8]) -> Option<char> {
    of(&image::load_from_memory(bytes).ok()?)
}

/// As [`tone`], of a picture.
pub(super) fn of(picture: &DynamicImage) -> Option<char> {
    let mean = picture
        .resize_exact(1, 1, FilterType::Triangle)
        .to_rgb8()
        .get_pixel(0, 0)
        .0;
    let distance = |colour: &[u8; 3]| -> i32 {
        // Eyes see differences of green best and of blue least.
        [3, 4, 2]
            .into_iter()
            .zip(colour.iter().zip(mean))
            .map(|(weight, (one, other))| weight * (i32::from(*one) - i32::from(other)).pow(2))
            .sum()
    };
    let (index, _) = PALETTE
        .iter()
        .enumerate()
        .min_by_key(|(_, colour)| distance(colour))?;
    char::from_digit(u32::try_from(index).ok()? + 10, 36)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stylesheet_shows_every_colour() {
        let style = include_str!("../../../../style/photos.css");
        for (index, [red, green, blue]) in PALETTE.iter().enumerate() {
            let letter = char::from_digit(index as u32 + 10, 36).unwrap();
            let rule = format!(".tone-{letter} {{\n  background: #{red:02x}{green:02x}{blue:02x};");
            assert!(style.contains(&rule), "{rule}");
        }
    }

    #[test]
    fn no_picture_has_no_colour() {
        assert_eq!(tone(b"RIFF"), None);
    }
}
