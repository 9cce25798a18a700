use super::*;
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;
use zip::{ZipWriter, write::SimpleFileOptions};

const LIMITS: Limits = Limits {
    entries: 40,
    unpacked: 64 << 20,
};

fn jpeg(tone: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(40, 30, image::Rgb([tone, 90, 120]));
    let mut file = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut file, ImageFormat::Jpeg)
        .unwrap();
    file.into_inner()
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn homes() -> Homes {
    [
        ("A-1", None),
        ("A_2", None),
        ("甲1", None),
        ("R", Some("photo_home_rejected")),
    ]
    .into_iter()
    .map(|(name, problem)| (name.to_owned(), problem))
    .collect()
}

/// Unpacks an archive, and makes sure that nothing of it stays.
fn tried(
    archive: &[u8],
    limits: Limits,
) -> std::result::Result<Vec<(String, u32, String)>, String> {
    let folder = tempfile::tempdir().unwrap();
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(archive).unwrap();
    let unpacked = unpack(&file, folder.path(), &homes(), limits);
    let said = match unpacked {
        Ok(entries) => {
            let said = entries.iter().map(|entry| {
                let what = match &entry.photo {
                    Ok(photo) => {
                        assert!(photo.path.starts_with(folder.path()));
                        "taken".to_owned()
                    }
                    Err(code) => (*code).to_owned(),
                };
                (entry.home.clone(), entry.number, what)
            });
            Ok(said.collect())
        }
        Err(Error::Invalid(fields)) => Err(fields[0].code.clone()),
        Err(error) => panic!("{error:?}"),
    };
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    said
}

fn codes(archive: &[u8]) -> Vec<String> {
    let entries = tried(archive, LIMITS).unwrap();
    entries.into_iter().map(|(_, _, code)| code).collect()
}

fn refusal(archive: &[u8]) -> String {
    tried(archive, LIMITS).unwrap_err()
}

/// Where the heads of the list of entries begin.
fn heads(archive: &[u8]) -> Vec<usize> {
    let windows = archive.windows(4).enumerate();
    windows
        .filter(|(_, signs)| *signs == b"PK\x01\x02")
        .map(|(at, _)| at)
        .collect()
}

#[test]
fn photos_are_known_by_their_folder_or_by_the_beginning_of_their_name() {
    let photo = jpeg(1);
    let archive = zipped(&[
        ("A-1/2.jpg", &photo),
        ("photos/A-1/IMG_0010.JPG", &photo),
        ("A_2_3.jpg", &photo),
        ("甲1/main.jpg", &photo),
        ("R/1.jpg", &photo),
        ("B/1.jpg", &photo),
        ("__MACOSX/A-1/._2.jpg", b"x"),
        ("A-1/.DS_Store", b"x"),
        ("A-1/Thumbs.db", b"x"),
    ]);
    let row = |home: &str, number, what: &str| (home.to_owned(), number, what.to_owned());
    assert_eq!(
        tried(&archive, LIMITS).unwrap(),
        [
            row("A-1", 2, "taken"),
            row("A-1", 10, "taken"),
            row("A_2", 3, "taken"),
            row("甲1", u32::MAX, "taken"),
            row("R", 1, "photo_home_rejected"),
            row("B", 1, "photo_home_unknown"),
        ]
    );
}

#[test]
fn names_in_the_encoding_of_windows_are_read() {
    let photo = jpeg(2);
    let mut archive = zipped(&[("xxx/1.jpg", &photo)]);
    let (name, _, _) = encoding_rs::GBK.encode("甲1");
    let starts: Vec<usize> = archive
        .windows(3)
        .enumerate()
        .filter(|(_, signs)| *signs == b"xxx")
        .map(|(at, _)| at)
        .collect();
    for at in starts {
        archive[at..at + 3].copy_from_slice(&name);
    }
    let entries = tried(&archive, LIMITS).unwrap();
    assert_eq!(
        (entries[0].0.as_str(), entries[0].2.as_str()),
        ("甲1", "taken")
    );
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let photo = jpeg(3);
    for name in [
        "../A-1/1.jpg",
        "A-1/../../1.jpg",
        "A-1/./1.jpg",
        "/A-1/1.jpg",
        "A-1//1.jpg",
        "..\\A-1\\1.jpg",
        "A-1\\1.jpg",
        "C:/A-1/1.jpg",
        "c:1.jpg",
        "A-1/1\0.jpg",
    ] {
        assert!(
            matches!(placed(name, &homes()), Err("photo_path")),
            "{name}"
        );
    }
    // As writers let them through.
    assert_eq!(codes(&zipped(&[("A-1/../1.jpg", &photo)])), ["photo_path"]);
}

#[test]
fn what_is_no_photo_is_refused_by_what_is_in_it() {
    let photo = jpeg(4);
    let inner = zipped(&[("A-1/1.jpg", &photo)]);
    let archive = zipped(&[
        ("A-1/1.jpg", b"GIF89a.........................."),
        ("A-1/2.jpg", b"MZ\x90\0 a program"),
        ("A-1/3.jpg", &photo[..photo.len() / 2]),
        ("A-1/4.jpg", b""),
        ("A-1/5.zip", &inner),
        ("A-1/6.jpg", b"\x1f\x8b\x08\0\0\0\0\0"),
    ]);
    assert_eq!(
        codes(&archive),
        [
            "photo_kind",
            "photo_kind",
            "photo_cut",
            "photo_kind",
            "photo_archive",
            "photo_archive"
        ]
    );
}

#[test]
fn links_and_what_has_a_password_are_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    writer
        .add_symlink("A-1/1.jpg", "/etc/passwd", options)
        .unwrap();
    let linked = writer.finish().unwrap().into_inner();
    assert_eq!(codes(&linked), ["photo_link"]);
    let mut locked = zipped(&[("A-1/1.jpg", &jpeg(5))]);
    let head = heads(&locked)[0];
    locked[head + 8] |= 1;
    assert_eq!(codes(&locked), ["photo_encrypted"]);
    let mut packed = zipped(&[("A-1/1.jpg", &jpeg(5))]);
    let head = heads(&packed)[0];
    // LZMA
    packed[head + 10] = 14;
    assert_eq!(codes(&packed), ["photo_packed"]);
}

#[test]
fn what_is_unpacked_is_counted_whatever_the_archive_says() {
    let nothing = vec![0; (PHOTO_BYTES_MAX + 1) as usize];
    let mut bomb = zipped(&[("A-1/1.jpg", &nothing), ("A-1/2.jpg", &nothing)]);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    assert_eq!(codes(&bomb), ["photo_too_large", "photo_too_large"]);
    for head in heads(&bomb) {
        // It says that there are ten bytes in it.
        bomb[head + 24..head + 28].copy_from_slice(&10_u32.to_le_bytes());
    }
    let said = codes(&bomb);
    assert!(said.iter().all(|code| code != "taken"), "{said:?}");
    let limits = Limits {
        unpacked: 1 << 20,
        ..LIMITS
    };
    let large = vec![0xff; 700 << 10];
    let archive = zipped(&[("A-1/1.jpg", &large), ("A-1/2.jpg", &large)]);
    assert_eq!(tried(&archive, limits).unwrap_err(), "zip_bomb");
}

#[test]
fn entries_are_counted_and_their_list_is_bounded() {
    let many: Vec<String> = (0..41).map(|number| format!("A-1/{number}.jpg")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert_eq!(refusal(&zipped(&many)), "zip_too_many");
    let long = "a".repeat(60_000);
    let long: Vec<String> = (0..30).map(|number| format!("{long}{number}")).collect();
    let long: Vec<(&str, &[u8])> = long.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert_eq!(refusal(&zipped(&long)), "zip_too_many");
    assert_eq!(refusal(&zipped(&[])), "zip_empty");
}

#[test]
fn entries_that_lie_over_each_other_are_refused() {
    let mut archive = zipped(&[("A-1/1.jpg", &jpeg(6)), ("A-1/2.jpg", &jpeg(7))]);
    let second = heads(&archive)[1];
    // Both are the first one.
    archive[second + 42..second + 46].copy_from_slice(&0_u32.to_le_bytes());
    assert_eq!(refusal(&archive), "zip_overlaps");
}

#[test]
fn what_is_cut_or_damaged_or_no_archive_is_refused() {
    let photo = jpeg(8);
    let archive = zipped(&[("A-1/1.jpg", &photo), ("A-1/2.jpg", &photo)]);
    for end in [0, 1, 30, archive.len() / 2, archive.len() - 30] {
        assert_eq!(refusal(&archive[..end]), "zip_unreadable", "cut at {end}");
    }
    assert_eq!(refusal(b"PK\x03\x04 and nothing more"), "zip_unreadable");
    assert_eq!(refusal(&photo), "zip_unreadable");
    let mut damaged = archive.clone();
    // In the middle of the first photo.
    damaged[120] ^= 0xff;
    damaged[121] ^= 0xff;
    let said = codes(&damaged);
    assert!(said[0] != "taken" && said[1] == "taken", "{said:?}");
}

#[tokio::test]
async fn an_archive_that_does_not_come_whole_leaves_nothing_behind() {
    type Piece = std::result::Result<Chunk, ()>;
    let folder = tempfile::tempdir().unwrap();
    let lost = futures::stream::iter([Piece::Ok(Chunk::from_static(b"PK")), Err(())]);
    let refused = receive(folder.path(), lost, 9).await;
    assert!(matches!(refused, Err(Error::Invalid(fields)) if fields[0].code == "zip_cut"));
    let large = futures::stream::iter([Piece::Ok(Chunk::from_static(b"PK and more"))]);
    let refused = receive(folder.path(), large, 9).await;
    assert!(matches!(refused, Err(Error::Invalid(fields)) if fields[0].code == "zip_too_large"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
