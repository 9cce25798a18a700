//! Files as cameras, phones and people with bad intentions make them.

use super::Home;
use domain::ListingStatus;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// What a camera writes beside the pixels, and nobody may see.
pub const SECRET: &[u8] = b"GPS of a home and the name of a camera";

/// A picture whose left half is red and whose other half is blue, with the bits of `number` at its lower
/// edge, so that no two numbers make the same file.
pub fn picture(width: u32, height: u32, number: u8) -> DynamicImage {
    let pixel = |x, y| {
        let bit = x * 8 / width;
        match (y + height / 8 > height, x * 2 < width) {
            (true, _) if number >> bit & 1 == 1 => Rgb([250, 250, 250]),
            (true, _) => Rgb([5, 5, 5]),
            (false, true) => Rgb([220, 20, 20]),
            (false, false) => Rgb([20, 20, 200]),
        }
    };
    RgbImage::from_fn(width, height, pixel).into()
}

pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A JPEG of the picture that `number` makes.
pub fn jpeg(width: u32, height: u32, number: u8) -> Vec<u8> {
    encoded(&picture(width, height, number), ImageFormat::Jpeg)
}

/// A JPEG as a phone that was held upright writes it: turned by EXIF, with the place where it was taken.
pub fn from_a_phone() -> Vec<u8> {
    let file = jpeg(900, 600, 200);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let mut entry = tag.to_le_bytes().to_vec();
        entry.extend(kind.to_le_bytes());
        entry.extend(count.to_le_bytes());
        entry.extend(value.to_le_bytes());
        entry
    };
    // The picture: orientation 6, where the place stands, the name of the camera.
    exif.extend(3_u16.to_le_bytes());
    let (gps, name) = (8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + 2 + 2 * 12 + 4 + 24);
    exif.extend(entry(0x010f, 2, SECRET.len() as u32, name));
    exif.extend(entry(0x0112, 3, 1, 6));
    exif.extend(entry(0x8825, 4, 1, gps));
    exif.extend([0; 4]);
    // The place: north, and 39° 54′ 15″.
    exif.extend(2_u16.to_le_bytes());
    exif.extend(entry(1, 2, 2, u32::from_le_bytes(*b"N\0\0\0")));
    exif.extend(entry(2, 5, 3, gps + 2 + 2 * 12 + 4));
    exif.extend([0; 4]);
    for number in [39_u32, 1, 54, 1, 15, 1] {
        exif.extend(number.to_le_bytes());
    }
    exif.extend(SECRET);
    let mut turned = file[..2].to_vec();
    turned.extend([0xff, 0xe1]);
    turned.extend((exif.len() as u16 + 2).to_be_bytes());
    turned.extend(exif);
    turned.extend(&file[2..]);
    turned
}

/// A PNG that is small as a file and huge as a picture.
fn bomb() -> Vec<u8> {
    encoded(&DynamicImage::new_luma8(16_000, 16_000), ImageFormat::Png)
}

#[tokio::test]
async fn a_file_that_is_no_photo_is_refused_and_leaves_nothing() {
    let home = Home::new(ListingStatus::Draft).await;
    let whole = jpeg(400, 300, 90);
    let too_many = vec![0xff; (20 << 20) + 1];
    for (file, code) in [
        (&whole[..whole.len() - 40], "photo_cut"),
        (&whole[..300], "photo_cut"),
        (b"", "photo_missing"),
        // By what is in it, whatever it says it is.
        (
            &encoded(&picture(40, 30, 9), ImageFormat::Gif),
            "photo_kind",
        ),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            "photo_kind",
        ),
        (b"\xff\xd8\xff\xd9", "photo_unreadable"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "photo_cut"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "photo_cut"),
        (b"\0\0\0\x01ftypheic\xff\xff\xff\xff", "photo_cut"),
        (&bomb(), "photo_pixels"),
        (&too_many, "photo_too_large"),
    ] {
        let answer = home.upload(file).await;
        let status = if code == "photo_too_large" { 413 } else { 400 };
        assert_eq!(answer.status.as_u16(), status, "{code}: {}", answer.text());
        assert_eq!(answer.problem(), ("photo".into(), code.into()));
        assert_eq!(home.files(), [] as [String; 0], "{code}");
    }
    assert!(home.photos().await.is_empty());
    let waiting = home.client.app.store().photos().waiting(10).await.unwrap();
    assert!(waiting.is_empty(), "no row is left");
}

#[tokio::test]
async fn a_form_brings_one_photo() {
    let home = Home::new(ListingStatus::Draft).await;
    let form = |name: &str, file: &[u8]| {
        let mut body = format!(
            "--x\r\ncontent-disposition: form-data; name=\"other\"\r\n\r\nwords\r\n--x\r\n\
             content-disposition: form-data; name=\"{name}\"; filename=\"../a.exe\"\r\n\r\n"
        )
        .into_bytes();
        body.extend(file);
        body.extend(b"\r\n--x--\r\n");
        let ask = home.ask("POST", "");
        ask.header("content-type", "multipart/form-data; boundary=x")
            .bytes(body)
    };
    let file = jpeg(400, 300, 91);
    let answer = form("photo", &file).to(&home.client).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    assert_eq!(answer.json()["state"], "waiting");
    let answer = form("file", &file).to(&home.client).await;
    assert_eq!(answer.problem(), ("photo".into(), "photo_missing".into()));
    // More than the usual two megabytes of a form.
    let large = encoded(&noise(1_200, 1_000), ImageFormat::Png);
    assert!(large.len() > 3 << 20);
    let answer = form("photo", &large).to(&home.client).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
}

/// A picture that no format makes small.
pub fn noise(width: u32, height: u32) -> DynamicImage {
    let mut seed = 1_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    RgbImage::from_fn(width, height, |_, _| Rgb([next(), next(), next()])).into()
}

#[tokio::test]
async fn what_cannot_be_drawn_says_so_and_can_be_taken_away() {
    let home = Home::new(ListingStatus::Draft).await;
    // Whole, with a size, and with pixels that make no sense.
    let mut file = encoded(&noise(60, 40), ImageFormat::Png);
    let middle = file.len() / 2;
    file[middle..middle + 400].fill(0xa5);
    let id = home.add(&file).await;
    let photos = home.photos().await;
    assert_eq!(photos[0]["state"], "failed");
    assert_eq!(photos[0]["problem"], "photo_unreadable");
    assert_eq!(home.files(), [] as [String; 0]);
    let services = &home.client.app.services;
    assert!(services.photos_drawn(home.id).await.is_err());
    let deleted = home.ask("DELETE", &format!("/{id}")).to(&home.client).await;
    assert_eq!(deleted.status.as_u16(), 204);
    services.photos_drawn(home.id).await.unwrap();
}
