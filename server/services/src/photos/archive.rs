//! An archive of photos: what its entries are named after, and what is in them.
//!
//! Nothing that an archive says of itself is believed: what is unpacked is counted as it comes, names are only
//! compared with names that are known, and no file is ever called what an entry is called.

use super::received::{self, PIECE, PREFIX};
use crate::{Error, Result, Services, photos::store::Chunk};
use domain::{
    offer::{IMPORT_ENTRIES_MAX, IMPORT_UNPACKED_MAX, IMPORT_ZIP_BYTES_MAX},
    photo::PHOTO_BYTES_MAX,
};
use futures::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use std::{
    cell::Cell,
    collections::HashMap,
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom, Write},
    path::Path,
    rc::Rc,
};
use tempfile::{NamedTempFile, TempPath};
use tokio::io::AsyncWriteExt;
use zip::{CompressionMethod, ZipArchive};

/// The list of entries is no longer than this, in bytes: far more than [`IMPORT_ENTRIES_MAX`] need.
const LIST_MAX: u64 = 1 << 20;
/// The longest name that is shown of an entry, in characters.
const NAME_MAX: usize = 200;

/// An archive that has arrived. It goes away with this.
pub struct ReceivedArchive {
    file: NamedTempFile,
}

/// What is known of the homes that entries may name, by what their publisher calls them: nothing, or why they
/// take no photos.
pub(crate) type Homes = HashMap<String, Option<&'static str>>;

/// An entry that somebody meant as a photo.
pub(crate) struct Entry {
    /// Its name, as it may be shown.
    pub(crate) name: String,
    /// What the home is called that it is for, as far as that can be told.
    pub(crate) home: String,
    /// Where it stands among the photos of its home.
    pub(crate) number: u32,
    /// The photo, or the code of what is wrong with it.
    pub(crate) photo: std::result::Result<UnpackedPhoto, &'static str>,
}

/// A photo of an archive, in a file that goes away with this.
pub(crate) struct UnpackedPhoto {
    pub(crate) path: TempPath,
    pub(crate) sha256: String,
}

fn refused(code: &str) -> Error {
    Error::field("photos", code)
}

impl Services {
    /// Takes the archive of photos whose bytes come by `body` into a file. Nothing stays when it is refused.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `photos`: `zip_too_large` or `zip_cut`.
    pub async fn receive_archive<E>(
        &self,
        body: impl Stream<Item = std::result::Result<Chunk, E>>,
    ) -> Result<ReceivedArchive> {
        receive(&self.0.photos.arriving, body, IMPORT_ZIP_BYTES_MAX).await
    }

    /// The entries of an archive, with the photos of those that are for one of `homes`.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `photos` for an archive that is none, that is cut, whose entries lie over
    /// each other, or that has too much in it.
    pub(crate) async fn unpacked(
        &self,
        archive: ReceivedArchive,
        homes: Homes,
    ) -> Result<Vec<Entry>> {
        let folder = self.0.photos.arriving.clone();
        let unpacking = tokio::task::spawn_blocking(move || {
            let limits = Limits {
                entries: IMPORT_ENTRIES_MAX,
                unpacked: IMPORT_UNPACKED_MAX,
            };
            unpack(archive.file.as_file(), &folder, &homes, limits)
        });
        unpacking.await.map_err(Error::internal)?
    }
}

async fn receive<E>(
    arriving: &Path,
    body: impl Stream<Item = std::result::Result<Chunk, E>>,
    most: u64,
) -> Result<ReceivedArchive> {
    tokio::fs::create_dir_all(arriving).await?;
    let file = tempfile::Builder::new()
        .prefix(PREFIX)
        .tempfile_in(arriving)?;
    let mut writer = tokio::fs::File::from_std(file.reopen()?);
    let mut size = 0_u64;
    let mut body = std::pin::pin!(body);
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| refused("zip_cut"))?;
        size += chunk.len() as u64;
        if size > most {
            return Err(refused("zip_too_large"));
        }
        writer.write_all(&chunk).await?;
    }
    writer.flush().await?;
    Ok(ReceivedArchive { file })
}

/// How much is taken of an archive.
#[derive(Clone, Copy)]
struct Limits {
    entries: usize,
    /// Bytes that all photos have once they are unpacked.
    unpacked: u64,
}

/// Fails when more than `left` bytes are read of what it stands before.
struct Counted<R> {
    reader: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let left = self.left.get().checked_sub(read as u64);
        self.left.set(left.ok_or(io::ErrorKind::FileTooLarge)?);
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.reader.seek(to)
    }

    fn stream_position(&mut self) -> io::Result<u64> {
        self.reader.stream_position()
    }
}

fn unpack(file: &File, folder: &Path, homes: &Homes, limits: Limits) -> Result<Vec<Entry>> {
    let left = Rc::new(Cell::new(LIST_MAX));
    let mut reader = BufReader::with_capacity(PIECE, file);
    reader.rewind()?;
    let reader = Counted {
        reader,
        left: Rc::clone(&left),
    };
    let listed = ZipArchive::new(reader);
    let mut archive = match listed {
        Ok(archive) => archive,
        Err(_) if left.get() < LIST_MAX / 2 => return Err(refused("zip_too_many")),
        Err(_) => return Err(refused("zip_unreadable")),
    };
    if archive.len() > limits.entries {
        return Err(refused("zip_too_many"));
    }
    // What is read from here on is bounded by what is unpacked.
    left.set(u64::MAX);
    match archive.has_overlapping_files() {
        Ok(false) => {}
        Ok(true) => return Err(refused("zip_overlaps")),
        Err(_) => return Err(refused("zip_unreadable")),
    }
    let mut entries = Vec::new();
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let Some(mut entry) = named(&mut archive, index, homes)? else {
            continue;
        };
        if entry.photo.is_none() {
            let most = limits.unpacked - unpacked;
            let (photo, size) = photo_of(&mut archive, index, folder, most)?;
            unpacked += size;
            entry.photo = Some(photo);
        }
        entries.push(Entry {
            name: entry.name,
            home: entry.home,
            number: entry.number,
            photo: entry.photo.unwrap_or(Err("photo_kind")),
        });
    }
    if entries.is_empty() {
        return Err(refused("zip_empty"));
    }
    Ok(entries)
}

/// An entry by its head.
struct Named {
    name: String,
    home: String,
    number: u32,
    /// What is known before it is unpacked.
    photo: Option<std::result::Result<UnpackedPhoto, &'static str>>,
}

/// What the entry is named after; nothing for folders and for what systems add by themselves.
fn named<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    homes: &Homes,
) -> Result<Option<Named>> {
    let entry = archive
        .by_index_raw(index)
        .map_err(|_| refused("zip_unreadable"))?;
    let name = text_of(entry.name_raw());
    let shown = |name: &str| -> String {
        let plain = name
            .chars()
            .map(|c| if c.is_control() { '\u{fffd}' } else { c });
        plain.take(NAME_MAX).collect()
    };
    let (home, number, path) = match placed(&name, homes) {
        Err(code) => (String::new(), 0, Some(code)),
        Ok(None) => return Ok(None),
        Ok(Some(place)) => (place.home, place.number, place.problem),
    };
    let code = if path == Some("photo_path") {
        path
    } else if entry.is_symlink() {
        Some("photo_link")
    } else if entry.is_dir() {
        return Ok(None);
    } else if entry.encrypted() {
        Some("photo_encrypted")
    } else if !matches!(
        entry.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        Some("photo_packed")
    } else {
        path
    };
    Ok(Some(Named {
        name: shown(&name),
        home: shown(&home),
        number,
        photo: code.map(Err),
    }))
}

/// A name as it was meant: in UTF-8, or as Windows in Chinese writes it.
fn text_of(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030
            .decode_without_bom_handling(raw)
            .0
            .into_owned(),
    }
}

/// Where a photo belongs by its name.
struct Place {
    home: String,
    number: u32,
    problem: Option<&'static str>,
}

/// Which home the entry `name` is for: the folder it lies in, or what stands before the last `_` of its name.
/// Nothing for folders and for what systems add. The code of what is wrong with a name that leads elsewhere.
fn placed(name: &str, homes: &Homes) -> std::result::Result<Option<Place>, &'static str> {
    let bytes = name.as_bytes();
    let drive = bytes.get(1) == Some(&b':') && bytes.first().is_some_and(u8::is_ascii_alphabetic);
    if drive || name.starts_with('/') || name.contains(['\\', '\0']) {
        return Err("photo_path");
    }
    let is_folder = name.ends_with('/');
    let parts: Vec<&str> = name.trim_end_matches('/').split('/').collect();
    if parts.iter().any(|part| matches!(*part, "" | "." | "..")) {
        return Err("photo_path");
    }
    let (Some(file), before) = (parts.last(), parts.len().saturating_sub(1)) else {
        return Err("photo_path");
    };
    let by_system = parts
        .iter()
        .any(|part| part.starts_with('.') || *part == "__MACOSX");
    if is_folder || by_system || file.eq_ignore_ascii_case("thumbs.db") {
        return Ok(None);
    }
    let stem = file.rsplit_once('.').map_or(*file, |(stem, _)| stem);
    let folder = before.checked_sub(1).and_then(|at| parts.get(at)).copied();
    let known = |home: &str| homes.get(home).copied();
    let place = |home: &str, rest: &str, problem| Place {
        home: home.to_owned(),
        number: number(rest),
        problem,
    };
    if let Some((folder, problem)) = folder.and_then(|folder| Some((folder, known(folder)?))) {
        return Ok(Some(place(folder, stem, problem)));
    }
    let named = stem.rsplit_once('_');
    if let Some((home, rest)) = named
        && let Some(problem) = known(home)
    {
        return Ok(Some(place(home, rest, problem)));
    }
    let meant = folder.or(named.map(|(home, _)| home)).unwrap_or(stem);
    Ok(Some(place(meant, stem, Some("photo_home_unknown"))))
}

/// The number at the end of a name; those without one come last.
fn number(stem: &str) -> u32 {
    let digits = stem.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (_, digits) = stem.split_at(stem.len() - digits);
    digits.parse().unwrap_or(u32::MAX)
}

/// Unpacks the entry into a file of `folder`, and says how many bytes that were.
fn photo_of<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    folder: &Path,
    most: u64,
) -> Result<(std::result::Result<UnpackedPhoto, &'static str>, u64)> {
    let Ok(mut entry) = archive.by_index(index) else {
        return Ok((Err("photo_broken"), 0));
    };
    let mut file = tempfile::Builder::new()
        .prefix(PREFIX)
        .tempfile_in(folder)?;
    let (mut hash, mut size) = (Sha256::new(), 0_u64);
    let mut piece = vec![0; PIECE];
    loop {
        let read = match entry.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            // Its end is missing, its sum is wrong, or it was never packed.
            Err(_) => return Ok((Err("photo_broken"), size)),
        };
        size += read as u64;
        if size > most {
            return Err(refused("zip_bomb"));
        }
        if size > PHOTO_BYTES_MAX {
            return Ok((Err("photo_too_large"), size));
        }
        let came = piece.get(..read).unwrap_or_default();
        if size == read as u64 && is_archive(came) {
            return Ok((Err("photo_archive"), size));
        }
        hash.update(came);
        file.write_all(came)?;
    }
    if size == 0 {
        return Ok((Err("photo_kind"), 0));
    }
    let looked = received::look(file.as_file())?;
    let photo = looked
        .map(|()| UnpackedPhoto {
            // Nobody needs it open: an archive has more photos than a process may have open files.
            path: file.into_temp_path(),
            sha256: received::hex(hash),
        })
        .map_err(|problem| problem.code());
    Ok((photo, size))
}

/// Whether a file that begins so is an archive itself.
fn is_archive(head: &[u8]) -> bool {
    [
        &b"PK\x03\x04"[..],
        b"PK\x05\x06",
        b"Rar!\x1a",
        b"7z\xbc\xaf",
        b"\x1f\x8b",
        b"BZh",
        b"\xfd7zXZ",
        b"\x28\xb5\x2f\xfd",
    ]
    .iter()
    .any(|magic| head.starts_with(magic))
}

#[cfg(test)]
mod tests;
