//! The photos of an import: for which home each is, adding them, and taking them away again.

use super::import_check::CheckedRow;
use crate::{
    Error, Result, Services,
    photos::{Entry, Homes, ReceivedArchive, UnpackedPhoto},
};
use chrono::{DateTime, Utc};
use domain::{
    ListingId, UserId,
    offer::{ImportKind, ImportPhoto, ImportPhotoState},
    photo::PHOTOS_MAX,
};
use std::collections::{HashMap, HashSet};
use store::{NewImportPhoto, Unit};

/// How often files are put that go away meanwhile.
const TRIES: usize = 3;

/// A photo of an archive, with the file that is to be kept of it.
pub(super) struct PlannedPhoto {
    pub(super) photo: ImportPhoto,
    pub(super) file: Option<UnpackedPhoto>,
}

/// The row of a home, and what its home has already.
struct Room {
    line: u32,
    /// Why it takes none.
    locked: Option<&'static str>,
    /// How many more it takes.
    left: usize,
    hashes: HashSet<String>,
    came: HashSet<String>,
}

impl Services {
    /// Which photos of an archive are added to which of these rows. A row that says nothing else becomes a
    /// change of its home.
    pub(super) async fn planned_photos(
        &self,
        archive: Option<ReceivedArchive>,
        rows: &mut [CheckedRow],
    ) -> Result<Vec<PlannedPhoto>> {
        let Some(archive) = archive else {
            return Ok(Vec::new());
        };
        // Of rows with the same name the first one counts.
        let homes: Homes = rows.iter().rev().filter_map(takes).collect();
        let named = rows.iter().enumerate().rev();
        let places: HashMap<String, usize> = named
            .filter(|(_, row)| !row.row.external_id.is_empty())
            .map(|(at, row)| (row.row.external_id.clone(), at))
            .collect();
        let mut entries = self.unpacked(archive, homes).await?;
        entries.sort_by(|one, other| {
            (&one.home, one.number, &one.name).cmp(&(&other.home, other.number, &other.name))
        });
        let mut rooms: HashMap<String, Room> = HashMap::new();
        let mut planned = Vec::with_capacity(entries.len());
        for entry in entries {
            let row = places.get(&entry.home).and_then(|at| rows.get_mut(*at));
            let Some(row) = row else {
                let code = entry.photo.as_ref().err().copied();
                planned.push(refused(entry, None, code.unwrap_or("photo_home_unknown")));
                continue;
            };
            let line = Some(row.row.line);
            let room = match rooms.entry(entry.home.clone()) {
                std::collections::hash_map::Entry::Occupied(room) => room.into_mut(),
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(self.room_of(row).await?)
                }
            };
            let file = match entry.photo {
                Ok(file) => file,
                Err(code) => {
                    planned.push(refused(entry, line, code));
                    continue;
                }
            };
            let entry = Entry {
                photo: Err(""),
                ..entry
            };
            if let Some(code) = room.locked {
                planned.push(refused(entry, line, code));
            } else if room.hashes.contains(&file.sha256) {
                planned.push(plan(entry, room.line, ImportPhotoState::Known, None));
            } else if !room.came.insert(file.sha256.clone()) {
                planned.push(refused(entry, line, "photo_twice"));
            } else if room.left == 0 {
                planned.push(refused(entry, line, "photos_too_many"));
            } else {
                room.left -= 1;
                if row.row.kind == ImportKind::Same {
                    row.row.kind = ImportKind::Changed;
                }
                let waiting = ImportPhotoState::Waiting;
                planned.push(plan(entry, room.line, waiting, Some(file)));
            }
        }
        Ok(planned)
    }

    async fn room_of(&self, row: &CheckedRow) -> Result<Room> {
        let mut room = Room {
            line: row.row.line,
            locked: locked(row),
            left: PHOTOS_MAX,
            hashes: HashSet::new(),
            came: HashSet::new(),
        };
        if let Some(listing) = row.row.listing {
            let store = self.store().primary_reads();
            let written = row.row.edit_version != 0;
            let has = store.offers().photo_count(listing, written).await?;
            room.left = PHOTOS_MAX.saturating_sub(has as usize);
            room.hashes = store.offers().photo_hashes(listing, written).await?;
        }
        Ok(room)
    }

    /// A unit in which the files of `planned` are known, and what is to be kept of the photos.
    pub(super) async fn take_planned(
        &self,
        user: UserId,
        planned: &[PlannedPhoto],
        now: DateTime<Utc>,
    ) -> Result<(Unit, Vec<NewImportPhoto>)> {
        let mut paths: HashMap<&str, &UnpackedPhoto> = HashMap::new();
        for file in planned.iter().filter_map(|photo| photo.file.as_ref()) {
            paths.entry(&file.sha256).or_insert(file);
        }
        let mut hashes: Vec<&str> = paths.keys().copied().collect();
        // In one order for everybody, so that two of these never wait for each other.
        hashes.sort_unstable();
        let mut put: HashSet<String> = HashSet::new();
        for _ in 0..TRIES {
            let mut unit = self.store().begin().await?;
            let (files, waiting) = unit.take_photos(&hashes, user, now).await?;
            let missing: Vec<&String> =
                waiting.iter().filter(|hash| !put.contains(*hash)).collect();
            if missing.is_empty() {
                let kept = |photo: &PlannedPhoto| {
                    let file = photo.file.as_ref();
                    NewImportPhoto {
                        photo: photo.photo.clone(),
                        file: file.and_then(|file| files.get(&file.sha256).copied()),
                    }
                };
                return Ok((unit, planned.iter().map(kept).collect()));
            }
            // Not while others wait for this unit. Whoever finds the row finds the file.
            unit.rollback().await?;
            for hash in missing {
                if let Some(file) = paths.get(hash.as_str()) {
                    self.put_waiting_photo(hash, &file.path).await?;
                }
            }
            put.extend(waiting);
        }
        Err(Error::Conflict)
    }

    /// Adds the photos of a row to what is being written about its home. Returns how many were added.
    pub(super) async fn add_import_photos(
        &self,
        unit: &mut Unit,
        listing: ListingId,
        (batch, line): (i64, u32),
    ) -> Result<u32> {
        let mut added = 0;
        let mut has = unit.photos_of_edit(listing).await?.len();
        let waiting = unit
            .import_files((batch, line), ImportPhotoState::Waiting)
            .await?;
        for photo in waiting {
            let (state, problem) = match (photo.file, photo.problem) {
                (None, _) => (ImportPhotoState::Refused, "photo_lost".to_owned()),
                (Some(_), Some(problem)) => (ImportPhotoState::Refused, problem),
                (Some(file), None) => {
                    if unit.edit_photo_of(listing, file).await?.is_some() {
                        (ImportPhotoState::Known, String::new())
                    } else if has >= PHOTOS_MAX {
                        (ImportPhotoState::Refused, "photos_too_many".to_owned())
                    } else {
                        unit.add_edit_photo(listing, file).await?;
                        added += 1;
                        has += 1;
                        (ImportPhotoState::Added, String::new())
                    }
                }
            };
            unit.settle_import_photo((batch, photo.entry), state, &problem)
                .await?;
        }
        Ok(added)
    }

    /// Takes the photos that a row added off what is being written about its home. Returns how many went.
    pub(super) async fn remove_import_photos(
        &self,
        unit: &mut Unit,
        listing: ListingId,
        (batch, line): (i64, u32),
    ) -> Result<u32> {
        let mut gone = 0;
        let added = unit
            .import_files((batch, line), ImportPhotoState::Added)
            .await?;
        for photo in added {
            if let Some(file) = photo.file
                && let Some(id) = unit.edit_photo_of(listing, file).await?
                && unit.delete_edit_photo(listing, id).await?
            {
                gone += 1;
            }
            let removed = ImportPhotoState::Removed;
            unit.settle_import_photo((batch, photo.entry), removed, "")
                .await?;
        }
        if gone > 0 {
            let left = unit.photos_of_edit(listing).await?;
            let order: Vec<_> = left.iter().map(|photo| photo.id).collect();
            unit.order_edit_photos(listing, &order).await?;
        }
        Ok(gone)
    }
}

/// Whether photos may be named after the home of a row, and why it takes none.
fn takes(row: &CheckedRow) -> Option<(String, Option<&'static str>)> {
    let name = &row.row.external_id;
    (!name.is_empty()).then(|| (name.clone(), locked(row)))
}

/// Why a row takes no photos.
fn locked(row: &CheckedRow) -> Option<&'static str> {
    match row.row.kind {
        ImportKind::Rejected => Some("photo_home_rejected"),
        _ => row.locked,
    }
}

fn plan(
    entry: Entry,
    line: u32,
    state: ImportPhotoState,
    file: Option<UnpackedPhoto>,
) -> PlannedPhoto {
    PlannedPhoto {
        photo: ImportPhoto {
            name: entry.name,
            external_id: entry.home,
            line: Some(line),
            state,
            problem: None,
        },
        file,
    }
}

fn refused(entry: Entry, line: Option<u32>, code: &str) -> PlannedPhoto {
    PlannedPhoto {
        photo: ImportPhoto {
            name: entry.name,
            external_id: entry.home,
            line,
            state: ImportPhotoState::Refused,
            problem: Some(code.to_owned()),
        },
        file: None,
    }
}
