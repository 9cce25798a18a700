//! The picture that stands beside a link to a page, drawn as SVG from what is known of it.
//!
//! Colours are those of the light theme: whoever shows the link decides what surrounds it.

mod lines;

use crate::{
    PREVIEW_HEIGHT, PREVIEW_WIDTH,
    features::listing::picture_subject,
    format::{facts, place, thousands},
    locales::{Locale, Text},
};
use domain::{Layout, ListingDetail, ListingStatus, PhotoRef};
use lines::{escaped, lines};
use std::fmt::Write;

const ACCENT: &str = "#0b6b52";
const ACCENT_SOFT: &str = "#e4f2ec";
const INK: &str = "#1a1f1c";
const INK_SOFT: &str = "#535c57";
const WHITE: &str = "#ffffff";
const WARN: &str = "#8a4b00";

/// Where the words begin, beside the picture.
const LEFT: u32 = 672;
/// How wide they may be.
const WIDTH: u32 = PREVIEW_WIDTH - LEFT - 48;
/// The house of the brand, in a square of 32.
const HOUSE: &str = "M7 15.5 16 8l9 7.5V24a1.5 1.5 0 0 1-1.5 1.5h-4.7v-6.3a1.2 1.2 0 0 0-1.2-1.2h-3.2a1.2 1.2 0 0 0-1.2 1.2v6.3H8.500A1.500 1.500 0 0 1 7 24z";

/// What the picture of a home in a drawing is called there.
pub const PICTURE: &str = "picture";

/// A preview that is to be rendered, [`PREVIEW_WIDTH`] × [`PREVIEW_HEIGHT`] pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewDrawing {
    /// The SVG. Its only image has the address [`PICTURE`].
    pub svg: String,
    /// What that image is; `None` where there is none.
    pub picture: Option<Picture>,
}

/// The picture of a home.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// A photo.
    Photo(PhotoRef),
    /// The drawn floor plan of a layout.
    FloorPlan(Layout),
}

/// The preview of a home: its picture, rent, rooms and area, where it is, and the brand.
pub fn listing_preview(locale: Locale, listing: &ListingDetail) -> PreviewDrawing {
    let text = locale.text();
    let card = &listing.card;
    let picture = match listing.photos.first() {
        Some(photo) => Picture::Photo(photo.clone()),
        None => Picture::FloorPlan(card.layout),
    };
    let fit = match picture {
        Picture::Photo(_) => "xMidYMid slice",
        Picture::FloorPlan(_) => "xMidYMid meet",
    };
    let mut svg = start(WHITE);
    // Writing to a String cannot fail, so the result is dropped throughout.
    let _ = write!(
        svg,
        "<rect width=\"624\" height=\"{PREVIEW_HEIGHT}\" fill=\"#f3f1ec\"/>\
         <svg width=\"624\" height=\"{PREVIEW_HEIGHT}\">\
         <image href=\"{PICTURE}\" width=\"624\" height=\"{PREVIEW_HEIGHT}\" \
         preserveAspectRatio=\"{fit}\"/></svg>"
    );
    brand(&mut svg, text, LEFT, 48, 48);
    let mut y = 190;
    if listing.status != ListingStatus::Published {
        let title = (text.over().title)(listing.status);
        words(&mut svg, &[title.to_owned()], 34, true, WARN, y);
        y += 20;
    }
    y += 56;
    rent(&mut svg, text, &thousands(card.rent), y);
    y += 66;
    let mode = (text.words.mode)(card.mode);
    let known = [mode, &facts(text, card)].join(" · ");
    y = words(&mut svg, &lines(&known, WIDTH, 32, 2), 32, false, INK, y);
    y += 26;
    let subject = lines(picture_subject(card), WIDTH, 38, 2);
    y = words(&mut svg, &subject, 38, true, INK, y);
    y += 6;
    words(
        &mut svg,
        &lines(&place(card), WIDTH, 30, 2),
        30,
        false,
        INK_SOFT,
        y,
    );
    let accent_bar = PREVIEW_HEIGHT - 12;
    let _ = write!(
        svg,
        "<rect y=\"{accent_bar}\" width=\"{PREVIEW_WIDTH}\" height=\"12\" fill=\"{ACCENT}\"/></svg>"
    );
    PreviewDrawing {
        svg,
        picture: Some(picture),
    }
}

/// The preview of every other page: the brand.
pub fn site_preview(locale: Locale) -> PreviewDrawing {
    let text = locale.text();
    let mut svg = start(ACCENT);
    let _ = write!(
        svg,
        "<g transform=\"translate(96 165) scale(9.375)\"><rect width=\"32\" height=\"32\" rx=\"8\" \
         fill=\"{ACCENT_SOFT}\"/><path d=\"{HOUSE}\" fill=\"{ACCENT}\"/></g>\
         <text x=\"456\" y=\"318\" font-size=\"112\" font-weight=\"700\" fill=\"{WHITE}\">{}</text>\
         <text x=\"460\" y=\"400\" font-size=\"46\" fill=\"{ACCENT_SOFT}\">{}</text></svg>",
        escaped(text.site.brand),
        escaped(text.site.tagline)
    );
    PreviewDrawing { svg, picture: None }
}

fn start(ground: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{PREVIEW_WIDTH}\" \
         height=\"{PREVIEW_HEIGHT}\" viewBox=\"0 0 {PREVIEW_WIDTH} {PREVIEW_HEIGHT}\">\
         <rect width=\"{PREVIEW_WIDTH}\" height=\"{PREVIEW_HEIGHT}\" fill=\"{ground}\"/>"
    )
}

fn brand(svg: &mut String, text: &Text, x: u32, y: u32, size: u32) {
    let scale = f64::from(size) / 32.0;
    let (name_x, name_y) = (x + size + 14, y + size * 3 / 4);
    let _ = write!(
        svg,
        "<g transform=\"translate({x} {y}) scale({scale})\"><rect width=\"32\" height=\"32\" \
         rx=\"8\" fill=\"{ACCENT}\"/><path d=\"{HOUSE}\" fill=\"{WHITE}\"/></g>\
         <text x=\"{name_x}\" y=\"{name_y}\" font-size=\"32\" font-weight=\"700\" \
         fill=\"{ACCENT}\">{}</text>",
        escaped(text.site.brand)
    );
}

/// The rent is the loudest thing, its unit follows it.
fn rent(svg: &mut String, text: &Text, rent: &str, y: u32) {
    let _ = write!(
        svg,
        "<text x=\"{LEFT}\" y=\"{y}\" font-size=\"92\" font-weight=\"700\" fill=\"{ACCENT}\">{}\
         <tspan font-size=\"34\" font-weight=\"400\" fill=\"{INK_SOFT}\" dx=\"14\">{}</tspan></text>",
        escaped(rent),
        escaped(text.words.per_month)
    );
}

/// Writes lines from the base line `y` on; returns the base line of what follows.
fn words(svg: &mut String, lines: &[String], size: u32, bold: bool, fill: &str, mut y: u32) -> u32 {
    let weight = if bold { 700 } else { 400 };
    for line in lines {
        let _ = write!(
            svg,
            "<text x=\"{LEFT}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" \
             fill=\"{fill}\">{}</text>",
            escaped(line)
        );
        y += size * 7 / 5;
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::samples::{self, HOSTILE};

    #[test]
    fn a_home_is_drawn_with_its_facts_in_each_language() {
        let listing = samples::detail();
        let chinese = listing_preview(Locale::ZhCn, &listing).svg;
        for part in ["5,748", "元/月", "89.5", "望京花园东区", "租房网"] {
            assert!(chinese.contains(part), "{part} in {chinese}");
        }
        let english = listing_preview(Locale::En, &listing);
        assert!(english.svg.contains("Zufang"), "{}", english.svg);
        assert_eq!(
            english.picture,
            listing.photos.first().cloned().map(Picture::Photo)
        );
    }

    #[test]
    fn a_hostile_title_stays_text() {
        let mut listing = samples::detail();
        listing.photos.clear();
        listing.card.estate = None;
        listing.card.title = [HOSTILE, "\u{0}\u{b}\u{1F3E0}\u{FFFE}", &"很长".repeat(60)].concat();
        let drawing = listing_preview(Locale::ZhCn, &listing);
        assert!(!drawing.svg.contains("<script"), "{}", drawing.svg);
        assert!(!drawing.svg.contains('\u{0}'));
        assert!(drawing.svg.contains('…'));
        assert_eq!(
            drawing.picture,
            Some(Picture::FloorPlan(listing.card.layout))
        );
    }
}
