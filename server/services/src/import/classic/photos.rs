//! Photos of listings, as far as their files are there.

use super::{
    super::{error::ImportError, report::Reason},
    row::fault,
    run::Run,
    sorted::Gathering,
    source::ClassicSource,
    table::HOUSE_PHOTO,
};
use crate::{Error, photos::ReceivedPhoto};
use domain::ListingId;
use std::{
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
    os::unix::fs::FileExt,
    path::{Component, Path, PathBuf},
};
use store::{ClassicKind, ClassicRow};

/// Photos that are drawn before they are written.
const BATCH: usize = 32;
/// The longest path, in characters.
const PATH_MAX: usize = 511;
/// Comes before the number of a photo that is not the main one: there are no numbers so high.
const LATER: i64 = 1 << 62;

/// A photo whose file is there.
struct Photo {
    listing: ListingId,
    id: i64,
    line: Option<u64>,
    path: String,
    file: PathBuf,
    seal: i64,
}

/// Takes the photos whose files lie in `folder`, the main one of each listing first. Without a folder they
/// are counted.
pub(super) async fn photos(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
    folder: Option<&Path>,
) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &HOUSE_PHOTO).await? else {
        return Ok(());
    };
    let mut gathering = Gathering::new();
    let mut paths = Paths::new().map_err(ImportError::Scratch)?;
    while let Some(rows) = run.next(&mut reading).await? {
        let read = run.read(&HOUSE_PHOTO, &rows, |row, _, _| {
            Ok((
                row.needed_number::<i64>("houseid")?,
                row.needed("path", PATH_MAX)?,
                row.flag("ismain")?.unwrap_or_default(),
            ))
        })?;
        if folder.is_none() {
            run.reject_all(read.len(), Reason::NoPhotoFolder);
            continue;
        }
        for (row, photo) in read {
            let (listing, path, is_main) = photo.value;
            let place = paths
                .add(&path, row.seal(&[]), photo.line)
                .map_err(ImportError::Scratch)?;
            let order = if is_main { photo.id } else { photo.id | LATER };
            gathering
                .add([listing, order, place, 0])
                .map_err(ImportError::Scratch)?;
        }
    }
    if let Some(folder) = folder {
        let gathered = gathering.finish().map_err(ImportError::Scratch)?;
        let paths = paths.finish().map_err(ImportError::Scratch)?;
        let mut place = 0;
        loop {
            let some = gathered.some(place, BATCH).map_err(ImportError::Scratch)?;
            if some.is_empty() {
                break;
            }
            place += some.len() as u64;
            let mut batch = Vec::with_capacity(some.len());
            for [listing, order, at, _] in some {
                let (path, seal, line) = paths.at(at).map_err(ImportError::Scratch)?;
                batch.push(Photo {
                    listing: ListingId(listing),
                    id: order & !LATER,
                    line,
                    file: folder.join(within(&path)),
                    path,
                    seal,
                });
            }
            take(run, batch).await?;
        }
    }
    run.end();
    Ok(())
}

/// Takes some photos: theirs are whole listings.
async fn take(run: &mut Run<'_>, batch: Vec<Photo>) -> Result<(), ImportError> {
    let ids: Vec<i64> = batch.iter().map(|it| it.id).collect();
    let mut homes: Vec<i64> = batch.iter().map(|it| it.listing.0).collect();
    homes.dedup();
    let unit = run.unit().await?;
    let known = unit.classic_rows(ClassicKind::Photo, &ids).await?;
    let homes = unit.classic_own(ClassicKind::Listing, &homes).await?;
    let taken = unit.taken_numbers(ClassicKind::Photo, &ids).await?;
    if let Some(highest) = ids.iter().max() {
        unit.reserve_numbers(ClassicKind::Photo, *highest).await?;
    }
    // Nobody waits for this while files are read and drawn.
    run.end_batch().await?;
    let mut received: Vec<(Photo, String)> = Vec::new();
    for photo in batch {
        let problem = if known.contains_key(&photo.id) {
            // A path that changed is another photo, under the number of one that is shown: that stays.
            run.unchanged(1);
            continue;
        } else if !homes.contains_key(&photo.listing.0) {
            Some(("houseid", photo.listing.to_string(), Reason::Dangling))
        } else if taken.contains(&photo.id) {
            Some(("photoid", photo.id.to_string(), Reason::IdTaken))
        } else if !photo.file.is_file() {
            Some(("path", photo.path.clone(), Reason::FileMissing))
        } else if run.is_dry() {
            run.inserted(1);
            continue;
        } else {
            match receive(run, &photo).await? {
                Some(sha256) => {
                    received.push((photo, sha256));
                    continue;
                }
                None => Some(("path", photo.path.clone(), Reason::NotAPhoto)),
            }
        };
        if let Some((column, value, reason)) = problem {
            run.reject(Some(photo.id), photo.line, &fault(column, &value, reason))?;
        }
    }
    if !received.is_empty() {
        keep(run, received).await?;
    }
    run.end_batch().await
}

/// Reads the file of a photo and puts it where files wait for being drawn; its hash, or nothing when it is
/// no photo.
async fn receive(run: &mut Run<'_>, photo: &Photo) -> Result<Option<String>, ImportError> {
    match run.services.receive_file(&photo.file).await {
        Ok(received) => {
            let put = run.services.put_waiting_file(&received).await;
            put.map_err(ImportError::Photos)?;
            Ok(Some(ReceivedPhoto::sha256(&received).to_owned()))
        }
        Err(Error::Invalid(_)) => Ok(None),
        Err(error) => Err(ImportError::Photos(error)),
    }
}

/// Has files drawn and shows them on the pages of their listings.
async fn keep(run: &mut Run<'_>, received: Vec<(Photo, String)>) -> Result<(), ImportError> {
    let now = run.now;
    let unit = run.unit().await?;
    for (_, sha256) in &received {
        unit.take_photo(sha256, None, now).await?;
    }
    run.end_batch().await?;
    run.services
        .draw_photos()
        .await
        .map_err(ImportError::Photos)?;
    let hashes: Vec<String> = received.iter().map(|(_, sha256)| sha256.clone()).collect();
    let drawn = run.unit().await?.drawn_files(&hashes).await?;
    let (mut shown, mut kept) = (Vec::new(), Vec::new());
    for (photo, sha256) in received {
        match drawn.get(&sha256) {
            Some(Ok(file)) => {
                shown.push((photo.listing, photo.id, *file));
                kept.push(ClassicRow {
                    classic: photo.id,
                    own: photo.id,
                    seal: photo.seal,
                });
            }
            Some(Err(_)) | None => {
                let fault = fault("path", &photo.path, Reason::NotAPhoto);
                run.reject(Some(photo.id), photo.line, &fault)?;
            }
        }
    }
    run.unit().await?.add_numbered_photos(&shown, now).await?;
    run.inserted(shown.len());
    run.keep(ClassicKind::Photo, &kept).await
}

/// The part of a path that lies in the folder of photos: without scheme and host of an address, and never
/// above the folder.
fn within(path: &str) -> PathBuf {
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => path,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Path::new(&path.replace('\\', "/"))
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name),
            _ => None,
        })
        .collect()
}

/// Paths, seals and lines in a file, so that memory does not grow with them.
struct Paths {
    writer: BufWriter<File>,
    end: i64,
}

struct ReadPaths(File);

/// Bytes of the head of a path: its length, its seal, its line.
const HEAD: usize = 20;

impl Paths {
    fn new() -> io::Result<Self> {
        Ok(Self {
            writer: BufWriter::new(tempfile::tempfile()?),
            end: 0,
        })
    }

    /// Adds a path and returns where it stands.
    fn add(&mut self, path: &str, seal: i64, line: Option<u64>) -> io::Result<i64> {
        let length = u32::try_from(path.len()).map_err(io::Error::other)?;
        self.writer.write_all(&length.to_le_bytes())?;
        self.writer.write_all(&seal.to_le_bytes())?;
        self.writer
            .write_all(&line.unwrap_or_default().to_le_bytes())?;
        self.writer.write_all(path.as_bytes())?;
        let place = self.end;
        self.end += (HEAD + path.len()) as i64;
        Ok(place)
    }

    fn finish(self) -> io::Result<ReadPaths> {
        let mut file = self.writer.into_inner()?;
        file.seek(SeekFrom::Start(0))?;
        Ok(ReadPaths(file))
    }
}

impl ReadPaths {
    fn at(&self, place: i64) -> io::Result<(String, i64, Option<u64>)> {
        let place = place.cast_unsigned();
        let mut head = [0; HEAD];
        self.0.read_exact_at(&mut head, place)?;
        let [l0, l1, l2, l3, rest @ ..] = head;
        let (seal, line) = rest.split_at(8);
        let eight = |bytes: &[u8]| {
            let mut eight = [0; 8];
            eight.copy_from_slice(bytes);
            eight
        };
        let mut path = vec![0; u32::from_le_bytes([l0, l1, l2, l3]) as usize];
        self.0.read_exact_at(&mut path, place + HEAD as u64)?;
        let line = u64::from_le_bytes(eight(line));
        Ok((
            String::from_utf8(path).map_err(io::Error::other)?,
            i64::from_le_bytes(eight(seal)),
            (line > 0).then_some(line),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_in_the_folder() {
        for (path, expected) in [
            ("a.jpg", "a.jpg"),
            ("/media/2024/a.jpg", "media/2024/a.jpg"),
            ("../../etc/passwd", "etc/passwd"),
            ("https://cdn.example/images/a.jpg?w=3", "images/a.jpg"),
            ("images\\a.jpg", "images/a.jpg"),
            ("https://cdn.example", ""),
        ] {
            assert_eq!(within(path), Path::new(expected), "{path}");
        }
    }

    #[test]
    fn paths_are_found_where_they_were_put() {
        let mut paths = Paths::new().unwrap();
        let long = "路".repeat(300);
        let places = [
            paths.add("a.jpg", -7, Some(2)).unwrap(),
            paths.add(&long, 9, None).unwrap(),
        ];
        let paths = paths.finish().unwrap();
        assert_eq!(paths.at(places[1]).unwrap(), (long, 9, None));
        assert_eq!(paths.at(places[0]).unwrap(), ("a.jpg".into(), -7, Some(2)));
    }
}
