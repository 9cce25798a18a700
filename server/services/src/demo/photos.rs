//! Pictures of interiors, chosen to fit a home.

use super::chance::below;
use crate::photos::PhotoStore;
use domain::{Facility, RentMode};
use rand::{Rng, seq::SliceRandom};
use serde::Deserialize;
use std::io;

const MANIFEST: &str = include_str!("../../assets/demo/photos/manifest.csv");

macro_rules! files {
    ($($name:literal)+) => {
        &[$(($name, include_bytes!(concat!("../../assets/demo/photos/", $name)).as_slice())),+]
    };
}

const FILES: &[(&str, &[u8])] = files! {
    "01-living-scandi-light.webp"
    "02-living-sage-classic.webp"
    "03-living-chesterfield.webp"
    "08-living-teal-sofa.webp"
    "09-living-loft-grey.webp"
    "10-living-blush.webp"
    "11-living-old-building.webp"
    "12-living-small-studio.webp"
    "13-living-mustard.webp"
    "14-living-reading.webp"
    "15-bedroom-linen.webp"
    "16-bedroom-navy.webp"
    "17-bedroom-sage.webp"
    "18-bedroom-evening.webp"
    "20-bedroom-romantic.webp"
    "21-bedroom-blush.webp"
    "23-bedroom-charcoal.webp"
    "25-bedroom-side-window.webp"
    "26-bedroom-ochre.webp"
    "28-bedroom-teal.webp"
    "29-kitchen-white-straight.webp"
    "30-kitchen-sage-shaker.webp"
    "31-kitchen-navy-ell.webp"
    "32-kitchen-island-open.webp"
    "33-kitchen-grey-modern.webp"
    "34-kitchen-oak-cosy.webp"
    "35-kitchen-green-sinkwin.webp"
    "37-bathroom-white-tub.webp"
    "38-bathroom-green-metro.webp"
    "39-bathroom-grey-stone.webp"
    "41-bathroom-blue.webp"
    "43-dining-oak-pendant.webp"
    "44-dining-classic-chandelier.webp"
    "45-dining-bright-window.webp"
    "46-study-light.webp"
    "47-study-library.webp"
    "48-study-window.webp"
};

/// Palettes that homes are furnished in.
const PALETTES: &[&str] = &["light", "warm", "cool", "green", "soft"];
/// The share of homes without photos: their floor plan is seen instead.
const WITHOUT: f64 = 0.15;

/// A picture.
#[derive(Debug, Deserialize)]
pub(super) struct Photo {
    file: String,
    /// What it shows: `living`, `bedroom` …
    pub(super) room: String,
    /// Pixels.
    pub(super) width: u16,
    /// Pixels.
    pub(super) height: u16,
    /// The hash of its bytes, in hexadecimal.
    pub(super) sha256: String,
    palettes: String,
    /// The colour that stands in for it, as [`crate::photos::tone`] finds it.
    tone: char,
}

impl Photo {
    /// Where the photo store keeps it.
    pub(super) fn key(&self) -> String {
        format!("{}.{}.webp", self.sha256, self.tone)
    }

    fn has_palette(&self, palette: &str) -> bool {
        self.palettes.split('|').any(|own| own == palette)
    }
}

/// All pictures.
pub(super) struct Album(Vec<Photo>);

impl Album {
    /// Reads the manifest that is part of the program.
    pub(super) fn load() -> Result<Self, csv::Error> {
        csv::Reader::from_reader(MANIFEST.as_bytes())
            .deserialize()
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Puts every picture into `store` under its key. Those that are there already stay.
    pub(super) async fn copy_to(&self, store: &PhotoStore) -> io::Result<()> {
        for photo in &self.0 {
            let key = photo.key();
            let file = FILES.iter().find(|(name, _)| *name == photo.file);
            if let Some((_, bytes)) = file
                && !store.exists(&key).await?
            {
                store.put(&key, bytes.to_vec()).await?;
            }
        }
        Ok(())
    }

    /// Pictures for a home, the main one first: none for some homes, else of one palette as far as
    /// there are enough.
    pub(super) fn choose(&self, home: &super::home::Home, rng: &mut impl Rng) -> Vec<&Photo> {
        if rng.random_bool(WITHOUT) {
            return Vec::new();
        }
        let palette = PALETTES[below(rng, PALETTES.len())];
        let rooms = usize::from(home.layout.rooms.unwrap_or(1));
        let halls = home.layout.halls.unwrap_or(0);
        let baths = usize::from(home.layout.baths.unwrap_or(1));
        let hall = usize::from(halls > 0);
        let dining = usize::from(halls > 1);
        let kitchen = usize::from(home.facilities.contains(Facility::Kitchen));
        let study = usize::from(home.facilities.contains(Facility::Desk) && rooms >= 3);
        let wanted: &[(&str, usize)] = &match home.mode {
            RentMode::Shared => [
                ("bedroom", 1),
                ("living", hall),
                ("kitchen", kitchen),
                ("bathroom", 1),
                ("dining", 0),
                ("study", 0),
            ],
            _ if halls == 0 => [
                ("bedroom", rooms.max(1)),
                ("kitchen", kitchen),
                ("bathroom", baths),
                ("living", 0),
                ("dining", 0),
                ("study", 0),
            ],
            _ => [
                ("living", 1),
                // A room with a desk is one of the rooms.
                ("bedroom", rooms - study),
                ("study", study),
                ("dining", dining),
                ("kitchen", kitchen),
                ("bathroom", baths),
            ],
        };
        wanted
            .iter()
            .flat_map(|(room, count)| self.some(room, *count, palette, rng))
            .collect()
    }

    /// So many different pictures of a kind of room, those of the palette first.
    fn some(&self, room: &str, count: usize, palette: &str, rng: &mut impl Rng) -> Vec<&Photo> {
        let mut photos: Vec<_> = self.0.iter().filter(|photo| photo.room == room).collect();
        photos.shuffle(rng);
        photos.sort_by_key(|photo| !photo.has_palette(palette));
        photos.truncate(count);
        photos
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_manifest_lists_every_picture_with_its_hash() {
        let album = Album::load().unwrap();
        assert_eq!(album.0.len(), FILES.len());
        for photo in &album.0 {
            let (_, bytes) = FILES.iter().find(|(name, _)| *name == photo.file).unwrap();
            let hash: String = Sha256::digest(bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            assert_eq!(hash, photo.sha256, "{}", photo.file);
            assert!(photo.palettes.split('|').all(|own| PALETTES.contains(&own)));
        }
    }

    #[test]
    fn the_manifest_knows_the_colour_of_every_picture() {
        let (known, seen): (Vec<_>, Vec<_>) = Album::load()
            .unwrap()
            .0
            .iter()
            .zip(FILES)
            .map(|(photo, (name, bytes))| {
                let seen = crate::photos::tone(bytes).unwrap();
                ((photo.file.clone(), photo.tone), ((*name).to_owned(), seen))
            })
            .unzip();
        assert_eq!(known, seen);
    }

    #[tokio::test]
    async fn pictures_are_copied_once_under_their_keys() {
        let folder = tempfile::tempdir().unwrap();
        let album = Album::load().unwrap();
        let store = PhotoStore::folder(folder.path());
        album.copy_to(&store).await.unwrap();
        let kept = folder.path().join(album.0[0].key());
        std::fs::write(&kept, b"kept").unwrap();
        album.copy_to(&store).await.unwrap();
        assert_eq!(std::fs::read(&kept).unwrap(), b"kept");
        let count = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(count, album.0.len());
    }
}
