use super::{super::draw::draw, colour::tones_of_absolute, *};
use image::metadata::Orientation;
use ravif::{BitDepth, ColorModel, Encoder, Img, RGB8};

macro_rules! sample {
    ($name:literal) => {
        include_bytes!(concat!("../../../assets/photos/avif/", $name, ".avif"))
    };
}

// 64 × 48 pixels, red growing to the right by 4 and green downwards by 5, blue 120; made with libavif and
// libheif.
const LIMITED_420: &[u8] = sample!("420-limited");
const LIMITED_422: &[u8] = sample!("422-limited");
const IDENTITY: &[u8] = sample!("identity");
const TWELVE_BIT: &[u8] = sample!("12-bit");
const ALPHA: &[u8] = sample!("alpha");
const GREY: &[u8] = sample!("grey");
const PROFILE: &[u8] = sample!("icc");

/// Where a few pixels of the samples are looked at.
const SPOTS: [(u32, u32); 4] = [(10, 10), (50, 8), (32, 40), (62, 46)];

fn expected(x: u32, y: u32) -> [u8; 3] {
    [x * 4, y * 5, 120].map(|colour| colour as u8)
}

fn near(is: [u8; 3], expected: [u8; 3]) -> bool {
    is.iter()
        .zip(expected)
        .all(|(is, expected)| is.abs_diff(expected) <= 8)
}

fn pixels(file: &[u8]) -> RgbImage {
    let read = read_here(file);
    read.unwrap_or_else(|problem| panic!("{problem:?}"))
        .pixels
        .into_rgb8()
}

fn assert_is_the_sample(name: &str, pixels: &RgbImage) {
    assert_eq!(pixels.dimensions(), (64, 48), "{name}");
    for (x, y) in SPOTS {
        let is = pixels.get_pixel(x, y).0;
        assert!(near(is, expected(x, y)), "{name} {x} {y}: {is:?}");
    }
}

/// A file whose AV1 is made here, at most `width` × `height` pixels of the sample from `left`, `top` on.
fn made(depth: BitDepth, model: ColorModel, left: u32, top: u32) -> Vec<u8> {
    let colours: Vec<RGB8> = (0..48_u32)
        .flat_map(|y| (0..64_u32).map(move |x| expected(x + left, y + top).into()))
        .collect();
    let encoder = Encoder::new().with_quality(95.0).with_speed(10);
    let encoder = encoder
        .with_bit_depth(depth)
        .with_internal_color_model(model);
    encoder
        .encode_rgb(Img::new(&colours, 64, 48))
        .unwrap()
        .avif_file
}

/// `file` with `from` as `to`, the first time it is there.
fn changed(file: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = file
        .windows(from.len())
        .position(|bytes| bytes == from)
        .unwrap();
    [&file[..at], to, &file[at + from.len()..]].concat()
}

fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
    [&size[..], name, content].concat()
}

fn numbers(numbers: &[u16]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_be_bytes())
        .collect()
}

/// A file of tiles of 64 × 48 pixels, which together are `width` × `height`.
fn grid(columns: u8, tiles: &[Vec<u8>], width: u16, height: u16) -> Vec<u8> {
    let count = u16::try_from(tiles.len()).unwrap();
    let rows = u8::try_from(tiles.len()).unwrap() / columns;
    let mut kinds = numbers(&[0, 0, count + 1]);
    let mut places = numbers(&[0x0100, 0, 0x4400, count + 1]);
    let mut has = numbers(&[0, 0, 0, count]);
    let mut references = numbers(&[1, count]);
    for item in 1..=count + 1 {
        let mut kind = numbers(&[0x0200, 0, item, 0]);
        kind.extend(if item == 1 { b"grid\0" } else { b"av01\0" });
        kinds.extend(boxed(b"infe", &kind));
        if item > 1 {
            references.extend(item.to_be_bytes());
            has.extend([&item.to_be_bytes()[..], &[1, 1]].concat());
        }
    }
    let size = boxed(b"ispe", &numbers(&[0, 0, 0, 64, 0, 48]));
    let properties = [boxed(b"ipco", &size), boxed(b"ipma", &has)].concat();
    let shape = [
        &[0, 0, rows - 1, columns - 1][..],
        &numbers(&[width, height]),
    ]
    .concat();
    // Item 1 in `idat`, the others one after the other at the end of the file.
    places.extend(numbers(&[1, 1, 0, 1, 0, 0, 0, shape.len() as u16]));
    let whole = |begin: usize| {
        let (mut places, mut begin) = (places.clone(), begin);
        for (item, tile) in (2_u16..).zip(tiles) {
            places.extend(numbers(&[item, 0, 0, 1]));
            places.extend(u32::try_from(begin).unwrap().to_be_bytes());
            places.extend(u32::try_from(tile.len()).unwrap().to_be_bytes());
            begin += tile.len();
        }
        let meta = [
            vec![0; 4],
            boxed(b"pitm", &numbers(&[0, 0, 1])),
            boxed(b"iinf", &kinds),
            boxed(b"iloc", &places),
            boxed(b"iref", &[vec![0; 4], boxed(b"dimg", &references)].concat()),
            boxed(b"iprp", &properties),
            boxed(b"idat", &shape),
        ];
        let kind = boxed(b"ftyp", b"mif1\0\0\0\0mif1miafavif");
        [kind, boxed(b"meta", &meta.concat())].concat()
    };
    let begin = whole(0).len() + 8;
    [whole(begin), boxed(b"mdat", &tiles.concat())].concat()
}

fn av1(file: &[u8]) -> Vec<u8> {
    Still::of(file)
        .unwrap_or_else(|problem| panic!("{problem:?}"))
        .tiles[0]
        .to_vec()
}

fn tiles() -> Vec<Vec<u8>> {
    let corners = [(0, 0), (64, 0), (0, 48), (64, 48)];
    let tile = |(left, top)| av1(&made(BitDepth::Eight, ColorModel::YCbCr, left, top));
    corners.map(tile).into()
}

#[test]
fn pictures_are_read_however_their_colours_are_coded() {
    for (name, file) in [
        ("4:2:0, limited", LIMITED_420.to_vec()),
        ("4:2:2, limited", LIMITED_422.to_vec()),
        ("4:4:4 of red, green and blue", IDENTITY.to_vec()),
        ("12 bit", TWELVE_BIT.to_vec()),
        (
            "8 bit, 4:4:4",
            made(BitDepth::Eight, ColorModel::YCbCr, 0, 0),
        ),
        (
            "10 bit, 4:4:4",
            made(BitDepth::Ten, ColorModel::YCbCr, 0, 0),
        ),
        (
            "10 bit of red, green and blue",
            made(BitDepth::Ten, ColorModel::RGB, 0, 0),
        ),
    ] {
        assert_eq!(look(&file), Ok(()), "{name}");
        assert_is_the_sample(name, &pixels(&file));
    }
    let grey = pixels(GREY);
    for ((x, y), light) in [((10, 10), 56), ((30, 8), 74), ((32, 40), 169)] {
        let is = grey.get_pixel(x, y).0;
        assert!(near(is, [light; 3]), "{x} {y}: {is:?}");
    }
}

#[test]
fn numbers_become_the_colours_that_the_standards_say() {
    for (matrix, primaries, light, differences, expected) in [
        // Limited range: 81 90 240 is red in BT.601, 63 102 240 in BT.709, 74 97 240 in BT.2020.
        (6, 1, 81.0, (90.0, 240.0), [255, 0, 0]),
        (1, 1, 63.0, (102.0, 240.0), [255, 0, 0]),
        (9, 9, 74.0, (97.0, 240.0), [255, 0, 0]),
        (1, 1, 173.0, (42.0, 26.0), [0, 255, 0]),
        (6, 1, 235.0, (128.0, 128.0), [255, 255, 255]),
    ] {
        let colours = Colours {
            primaries,
            transfer: 13,
            matrix,
            full: false,
        };
        let is = colour::of_one(colours, light, differences).unwrap();
        assert!(near(is, expected), "{matrix}: {is:?}");
    }
}

#[test]
fn what_can_be_seen_through_is_kept() {
    let read = read_here(ALPHA).unwrap_or_else(|problem| panic!("{problem:?}"));
    let seen = read.pixels.into_rgba8();
    for (x, y) in SPOTS {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        assert!(near([red, green, blue], expected(x, y)));
        assert!(alpha.abs_diff(128) <= 3, "{alpha}");
    }
}

#[test]
fn pictures_are_turned_as_they_say() {
    for (file, exif) in [
        (LIMITED_420, 1),
        (&sample!("turned-2")[..], 2),
        (sample!("turned-3"), 3),
        (sample!("turned-4"), 4),
        (sample!("turned-5"), 5),
        (sample!("turned-6"), 6),
        (sample!("turned-7"), 7),
        (sample!("turned-8"), 8),
    ] {
        let read = read_here(file).unwrap_or_else(|problem| panic!("{problem:?}"));
        assert_eq!(
            Some(read.orientation),
            Orientation::from_exif(exif),
            "{exif}"
        );
    }
}

#[test]
fn colours_are_those_of_the_profile_or_the_numbers() {
    let profile = |file: &[u8]| {
        read_here(file)
            .unwrap_or_else(|it| panic!("{it:?}"))
            .profile
    };
    assert_eq!(profile(LIMITED_420), None);
    assert_eq!(profile(PROFILE).map(|profile| profile.len()), Some(588));
    // Display P3, as phones write it: a red that sRGB has not becomes the reddest there is.
    let wide = changed(LIMITED_420, b"nclx\0\x01\0\x0d", b"nclx\0\x0c\0\x0d");
    let read = read_here(&wide).unwrap_or_else(|problem| panic!("{problem:?}"));
    let profile = ColorProfile::new_from_slice(&read.profile.unwrap()).unwrap();
    let layout = moxcms::Layout::Rgb;
    let to = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_8bit(layout, &to, layout, moxcms::TransformOptions::default())
        .unwrap();
    let mut pixel = [0; 3];
    for (from, expected) in [
        ([128, 128, 128], [128, 128, 128]),
        ([200, 100, 50], [214, 97, 38]),
        ([255, 0, 0], [255, 0, 0]),
    ] {
        transform.transform(&from, &mut pixel).unwrap();
        assert!(near(pixel, expected), "{from:?}: {pixel:?}");
    }
    assert!(draw(&wide, &AvifReader::Here).is_ok());
}

#[test]
fn what_is_brighter_than_screens_is_brought_down() {
    let tones = tones_of_absolute();
    assert_eq!((tones[0], tones[4_095]), (0, 255));
    assert!(tones.is_sorted());
    // 100 candela per square metre is 0.508 of the scale, 203 are 0.581: about as light as usual.
    assert!(tones[2_080].abs_diff(185) <= 4, "{}", tones[2_080]);
    assert!(tones[2_378].abs_diff(233) <= 4, "{}", tones[2_378]);
    let bright = changed(LIMITED_420, b"nclx\0\x01\0\x0d", b"nclx\0\x09\0\x10");
    assert_ne!(pixels(&bright), pixels(LIMITED_420));
}

#[test]
fn tiles_are_put_together() {
    let file = grid(2, &tiles(), 100, 90);
    assert_eq!(look(&file), Ok(()));
    let pixels = pixels(&file);
    assert_eq!(pixels.dimensions(), (100, 90));
    for (x, y) in [(5, 5), (60, 10), (9, 45), (52, 49), (62, 50)] {
        let is = pixels.get_pixel(x, y).0;
        assert!(near(is, expected(x, y)), "{x} {y}: {is:?}");
    }
    let mut one_too_few = tiles();
    one_too_few.pop();
    one_too_few.pop();
    assert_eq!(
        look(&grid(2, &one_too_few, 100, 90)),
        Err(Problem::Unreadable)
    );
    assert_eq!(look(&grid(2, &tiles(), 130, 90)), Err(Problem::Unreadable));
}

#[test]
fn pictures_that_are_larger_than_is_read_are_refused() {
    let size = |width: u32, height: u32| [width.to_be_bytes(), height.to_be_bytes()].concat();
    let (is, huge) = (size(64, 48), size(20_000, 20_000));
    let said = changed(LIMITED_420, &is, &huge);
    assert_eq!(look(&said), Err(Problem::Pixels));
    assert_eq!(read_here(&said).err(), Some(Problem::Pixels));
    // And one that says it is smaller than it is.
    let said = changed(LIMITED_420, &is, &size(32, 24));
    assert_eq!(look(&said), Ok(()));
    assert_eq!(read_here(&said).err(), Some(Problem::Unreadable));
    assert_eq!(
        look(&changed(LIMITED_420, &is, &size(0, 48))),
        Err(Problem::Unreadable)
    );
}

#[test]
fn work_without_end_is_refused() {
    let one = av1(LIMITED_420);
    assert_eq!(frame::look(&one), Ok(()));
    assert_eq!(frame::look(&one.repeat(40)), Err(Problem::Unreadable));
    assert_eq!(frame::look(&one[..one.len() - 1]), Err(Problem::Cut));
    assert_eq!(frame::look(b""), Err(Problem::Unreadable));
}

#[test]
fn files_that_are_cut_are_refused() {
    let file = grid(2, &tiles(), 100, 90);
    for file in [LIMITED_420, TWELVE_BIT, ALPHA, PROFILE, &file] {
        for length in 0..file.len() {
            let cut = &file[..length];
            assert!(look(cut).is_err(), "{length} of {}", file.len());
            let read = length % 40 > 0 || read_here(cut).is_err();
            assert!(read, "{length} of {}", file.len());
        }
    }
}

#[test]
fn files_that_are_broken_or_rubbish_are_no_more_than_refused() {
    let file = grid(2, &tiles(), 100, 90);
    for file in [LIMITED_420, LIMITED_422, TWELVE_BIT, ALPHA, GREY, &file] {
        for at in 0..file.len() {
            let mut broken = file.to_vec();
            broken[at] ^= 1 << (at * 5 % 8);
            // Some are pictures still.
            if look(&broken).is_ok() && at % 9 == 0 {
                let _ = AvifReader::Here.read(&broken);
            }
        }
    }
    for rubbish in [
        &b""[..],
        b"\0\0\0\x1cftypavif\0\0\0\0avifmif1",
        &[0xff; 500],
        &[0; 500],
    ] {
        assert!(look(rubbish).is_err());
    }
}

#[test]
fn a_program_that_ends_early_costs_one_picture_and_one_that_is_not_there_none() {
    let read = |program: &str| AvifReader::Apart(program.into()).read(LIMITED_420).err();
    assert_eq!(read("/bin/false"), Some(Problem::Unreadable));
    assert_eq!(read("/bin/true"), Some(Problem::Unreadable));
    assert_eq!(read("/nowhere/zufang"), Some(Problem::Unavailable));
}
