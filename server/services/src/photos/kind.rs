//! What a file is, by what is in it, and whether all of it came.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// Formats of pictures that people have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    WebP,
    Heic,
    Avif,
}

/// How many bytes tell what a file is: of some formats, the names of all that it may be read as.
pub(super) const HEAD: usize = 64;

impl Kind {
    /// What a file is that begins with `head`, at most [`HEAD`] bytes; `None` for what is no picture.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::WebP),
            [a, b, c, d, b'f', b't', b'y', b'p', brands @ ..] => {
                // The brand, a version, and the brands that it is compatible with. Those that are
                // written in some other way have only the first here.
                let size = u32::from_be_bytes([*a, *b, *c, *d]).max(12) - 8;
                let size = usize::try_from(size).unwrap_or(usize::MAX);
                let brands = brands.get(..size).unwrap_or(brands);
                let mut brands = brands.chunks_exact(4);
                brands.find_map(|brand| match brand {
                    b"avif" | b"avis" => Some(Self::Avif),
                    b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => Some(Self::Heic),
                    _ => None,
                })
            }
            _ => None,
        }
    }

    /// Whether `file`, which stands at its beginning, has an end. Decoders fill up what is missing, and
    /// then half a photo is grey. What comes after the end, such as the film of a moving photo, is left
    /// alone.
    pub(super) fn is_whole(self, file: &mut (impl BufRead + Seek)) -> io::Result<bool> {
        let whole = match self {
            Self::Jpeg => jpeg(file),
            Self::Png => png(file),
            Self::WebP => webp(file),
            Self::Heic | Self::Avif => boxes(file),
        };
        match whole {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
            whole => whole,
        }
    }
}

fn bytes<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Passes over `count` bytes, which have to be there.
fn pass(file: &mut (impl BufRead + Seek), count: u64) -> io::Result<()> {
    if count == 0 {
        return Ok(());
    }
    // No file that is taken is so long, and no file system goes so far.
    let ahead = u32::try_from(count - 1).map_err(|_| io::ErrorKind::UnexpectedEof)?;
    file.seek_relative(ahead.into())?;
    bytes::<1>(file).map(|_| ())
}

/// Segments up to the end of the image.
fn jpeg(file: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    pass(file, 2)?;
    loop {
        // Between segments there is nothing but fill bytes; in a scan any byte, and 0xff as two.
        let marker = next_marker(file)?;
        match marker {
            0xd9 => return Ok(true),
            // Restarts, and what has no length.
            0x00 | 0x01 | 0xd0..=0xd8 => {}
            _ => {
                let length = u16::from_be_bytes(bytes(file)?);
                pass(file, u64::from(length.saturating_sub(2)))?;
            }
        }
    }
}

/// The byte after the next 0xff that is not a fill byte.
fn next_marker(file: &mut impl BufRead) -> io::Result<u8> {
    loop {
        let ready = file.fill_buf()?;
        if ready.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let found = ready.iter().position(|byte| *byte == 0xff);
        let passed = found.map_or(ready.len(), |at| at + 1);
        file.consume(passed);
        if found.is_some() {
            loop {
                match bytes(file)? {
                    [0xff] => {}
                    [marker] => return Ok(marker),
                }
            }
        }
    }
}

/// Chunks up to `IEND`.
fn png(file: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    pass(file, 8)?;
    loop {
        let length = u32::from_be_bytes(bytes(file)?);
        let name: [u8; 4] = bytes(file)?;
        // And the checksum.
        pass(file, u64::from(length) + 4)?;
        if name == *b"IEND" {
            return Ok(true);
        }
    }
}

/// As many bytes as it says.
fn webp(file: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    pass(file, 4)?;
    let length = u32::from_le_bytes(bytes(file)?);
    pass(file, length.into())?;
    Ok(true)
}

/// Boxes up to the end, each as long as it says.
fn boxes(file: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    let size = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let (mut at, mut pixels) = (0_u64, false);
    while at < size {
        let short = u32::from_be_bytes(bytes(file)?);
        let name: [u8; 4] = bytes(file)?;
        let (length, head) = match short {
            // To the end of the file.
            0 => (size - at, 8),
            1 => (u64::from_be_bytes(bytes(file)?), 16),
            short => (short.into(), 8),
        };
        let Some(rest) = length.checked_sub(head) else {
            return Ok(false);
        };
        pixels |= name == *b"mdat" || name == *b"idat" || name == *b"meta";
        pass(file, rest)?;
        at = at.saturating_add(length);
    }
    Ok(pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, ImageFormat};
    use std::io::Cursor;

    fn drawn(format: ImageFormat) -> Vec<u8> {
        let picture = image::RgbImage::from_fn(90, 60, |x, y| {
            image::Rgb([(x * 2) as u8, (y * 4) as u8, (x ^ y) as u8])
        });
        let mut file = Cursor::new(Vec::new());
        let picture = DynamicImage::from(picture);
        picture.write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    fn whole(kind: Kind, file: &[u8]) -> bool {
        kind.is_whole(&mut Cursor::new(file)).unwrap()
    }

    #[test]
    fn files_are_told_by_what_is_in_them() {
        for (format, kind) in [
            (ImageFormat::Jpeg, Kind::Jpeg),
            (ImageFormat::Png, Kind::Png),
            (ImageFormat::WebP, Kind::WebP),
        ] {
            let file = drawn(format);
            assert_eq!(Kind::of(&file[..HEAD]), Some(kind));
            assert!(whole(kind, &file), "{kind:?}");
            for end in [HEAD, file.len() / 2, file.len() - 1] {
                assert!(!whole(kind, &file[..end]), "{kind:?} cut at {end}");
            }
            let mut longer = file;
            longer.extend_from_slice(b"and the film of a moving photo \xff\xd9");
            assert!(whole(kind, &longer), "{kind:?}");
        }
        let heic = b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic";
        assert_eq!(Kind::of(heic), Some(Kind::Heic));
        let avif = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf";
        assert_eq!(Kind::of(avif), Some(Kind::Avif));
        let last = b"\0\0\0\x20ftypmif1\0\0\0\0mif1miafMA1Bavifheic";
        assert_eq!(Kind::of(last), Some(Kind::Avif));
        let none = b"\0\0\0\x14ftypmif1\0\0\0\0mif1avif";
        assert_eq!(Kind::of(none), None, "what comes after the brands is none");
        for other in [
            &b""[..],
            b"GIF89a\0\0",
            b"%PDF-1.7",
            b"PK\x03\x04",
            b"<svg xmlns=",
            b"\0\0\0\x18ftypisom\0\0\0\0isomiso2",
            b"RIFF\0\0\0\0WAVE",
        ] {
            assert_eq!(Kind::of(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_file_that_says_it_is_endless_has_no_end() {
        assert!(!whole(Kind::WebP, b"RIFF\xff\xff\xff\xffWEBPVP8 "));
        assert!(!whole(Kind::Png, b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR"));
        assert!(!whole(
            Kind::Heic,
            b"\0\0\0\x01ftyp\xff\xff\xff\xff\xff\xff\xff\xff"
        ));
        assert!(!whole(Kind::Heic, b"\0\0\0\x04ftyp"));
        assert!(!whole(Kind::Jpeg, b"\xff\xd8\xff\xe0\xff\xff"));
    }
}
