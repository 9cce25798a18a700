//! A photo of a home.

mod edit;

pub use edit::{
    CAPTION_MAX, CheckedWords, EditPhoto, PHOTO_BYTES_MAX, PHOTOS_MAX, PhotoList, PhotoMove,
    PhotoRoom, PhotoState, PhotoWords,
};

use serde::{Deserialize, Serialize};

/// The widths, in pixels, in which photos are served beside their own, the smallest first.
pub const PHOTO_WIDTHS: [u16; 3] = [320, 640, 960];

/// How many colours stand in for photos until they arrive; they are numbered from 0.
pub const TONES: u8 = 24;

/// A photo: where it is served and how large it is, so that its place is kept while it loads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhotoRef {
    /// The key in the photo store; served below `/photos/`.
    ///
    /// A key is a hash of the bytes, then the colour that stands in for the photo as a letter, then
    /// the format: `6f92….c.webp`. So the colour is known wherever the photo is.
    pub key: String,
    /// Pixels.
    pub width: u16,
    /// Pixels.
    pub height: u16,
}

impl PhotoRef {
    /// The path under which the photo is served as it was stored.
    pub fn path(&self) -> String {
        ["/photos/", &self.key].concat()
    }

    /// The path under which it is served `width` pixels wide, one of [`PHOTO_WIDTHS`]; it is never
    /// served wider than it is.
    pub fn path_at(&self, width: u16) -> String {
        if width >= self.width {
            return self.path();
        }
        [&self.path(), "?w=", &width.to_string()].concat()
    }

    /// Every width in which it is served, as `srcset` says it.
    pub fn srcset(&self) -> String {
        let mut set = String::new();
        for width in PHOTO_WIDTHS.into_iter().filter(|width| *width < self.width) {
            let width_text = width.to_string();
            set.push_str(&[&self.path_at(width), " ", &width_text, "w, "].concat());
        }
        set.push_str(&[&self.path(), " ", &self.width.to_string(), "w"].concat());
        set
    }

    /// The colour that stands in for it until it arrives, as the letter in its key; nothing for
    /// photos whose colour nobody has looked at.
    pub fn tone(&self) -> Option<&str> {
        let (name, _) = self.key.rsplit_once('.')?;
        let (_, tone) = name.rsplit_once('.')?;
        let is_tone = matches!(tone.as_bytes(), [letter] if letter.wrapping_sub(b'a') < TONES);
        is_tone.then_some(tone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(key: &str, width: u16) -> PhotoRef {
        PhotoRef {
            key: key.into(),
            width,
            height: 600,
        }
    }

    #[test]
    fn a_photo_is_offered_in_every_width_below_its_own() {
        assert_eq!(
            photo("a.c.webp", 900).srcset(),
            "/photos/a.c.webp?w=320 320w, /photos/a.c.webp?w=640 640w, /photos/a.c.webp 900w"
        );
        assert_eq!(photo("a.c.webp", 200).srcset(), "/photos/a.c.webp 200w");
        assert_eq!(photo("a.c.webp", 200).path_at(320), "/photos/a.c.webp");
    }

    #[test]
    fn the_key_says_the_colour() {
        for (key, tone) in [
            ("6f92.c.webp", Some("c")),
            ("demo/6f92.x.jpg", Some("x")),
            ("6f92.y.jpg", None),
            ("6f92.webp", None),
            ("6f92.cc.webp", None),
            ("a", None),
        ] {
            assert_eq!(photo(key, 900).tone(), tone, "{key}");
        }
    }
}
