//! The index: opening, applying changes, keeping them.

mod folder;

use crate::{
    Result,
    classic::Lists,
    model::{CardChange, Model, PlacePoints, house_type},
    snapshot,
    suggest::PlaceCounts,
    text::{Segmenter, TextReader, TextStore},
    understand::KnownNames,
};
use arc_swap::ArcSwap;
use domain::{IndexedListing, ListingId};
use std::{
    collections::HashMap,
    fs::File,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// A change that the snapshot lacks must be applied again after a crash. The snapshot is written
/// when it lacks this many changes, or a quarter of the listings if that is more …
const BEHIND_MAX: usize = 20_000;
/// … or when it has lacked any for this long and another comes.
const BEHIND_FOR: Duration = Duration::from_secs(60);
/// How long the names of places may be behind their numbers of homes.
const NAMES_FOR: Duration = Duration::from_secs(60);

/// A change to a listing.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "almost every change puts a listing"
)]
pub enum Change {
    /// The listing is public and looks like this.
    Put(IndexedListing),
    /// The listing is not public, or no more.
    Remove(ListingId),
}

impl Change {
    /// The listing that changes.
    pub fn id(&self) -> ListingId {
        match self {
            Self::Put(listing) => listing.card.id,
            Self::Remove(id) => *id,
        }
    }
}

/// What a search sees: one state of both structures.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub model: Model,
    pub text: TextReader,
    position: i64,
}

struct Writer {
    text: TextStore,
    /// The text index had events up to this position when it was opened: listings may be in it
    /// that the model does not have yet.
    text_ahead: i64,
    /// Changes that the snapshot lacks.
    behind: usize,
    behind_since: Instant,
    /// Held as long as the index is open.
    _lock: File,
}

pub(crate) struct Inner {
    dir: PathBuf,
    segmenter: Segmenter,
    version: ArcSwap<Version>,
    /// The names that searches are understood by, and when they were read.
    names: ArcSwap<KnownNames>,
    names_read: Mutex<(Instant, u64)>,
    writer: Mutex<Writer>,
    started_empty: Option<String>,
    pub(crate) place_counts: PlaceCounts,
    pub(crate) lists: Lists,
}

/// The listing index. Clones share it. Searches never wait for changes.
#[derive(Clone)]
pub struct ListingIndex {
    inner: Arc<Inner>,
}

impl ListingIndex {
    /// Opens the index in the folder `dir`. `vocabulary` are the names that words must not tear
    /// apart: divisions, business districts and estates.
    ///
    /// What is there but cannot be used (another version, damaged, half gone) is thrown away: the
    /// index is then empty at position 0, [`ListingIndex::started_empty`] says why, and the caller
    /// fills it.
    ///
    /// # Errors
    /// [`crate::Error::Locked`] while another writer has it open; [`crate::Error::Files`] and [`crate::Error::Text`] when
    /// the folder cannot be read or written.
    pub fn open(dir: &Path, vocabulary: impl IntoIterator<Item = String>) -> Result<Self> {
        let lock = folder::lock(dir)?;
        // The dictionary and the listings take about as long to load; neither needs the other.
        let vocabulary: Vec<String> = vocabulary.into_iter().collect();
        let (segmenter, kept) = std::thread::scope(|scope| {
            let kept = scope.spawn(|| folder::usable(dir));
            let segmenter = Segmenter::new(vocabulary);
            let kept = kept.join();
            (
                segmenter,
                kept.unwrap_or_else(|_| Err("the snapshot could not be taken over".into())),
            )
        });
        let (model, position, text, started_empty) = match kept {
            Ok((model, position, text)) => (model, position, text, None),
            Err(reason) => {
                tracing::info!(%reason, "the listing index starts empty");
                let text = folder::start_empty(dir)?;
                (Model::default(), 0, text, Some(reason))
            }
        };
        let text_ahead = text.position()?;
        let names = KnownNames::of(&model);
        let names_read = (Instant::now(), model.names());
        let version = Version {
            model,
            text: text.reader(),
            position: position.min(text_ahead),
        };
        Ok(Self {
            inner: Arc::new(Inner {
                dir: dir.to_owned(),
                segmenter,
                version: ArcSwap::from_pointee(version),
                names: ArcSwap::from_pointee(names),
                names_read: Mutex::new(names_read),
                writer: Mutex::new(Writer {
                    text,
                    text_ahead,
                    behind: 0,
                    behind_since: Instant::now(),
                    _lock: lock,
                }),
                started_empty,
                place_counts: PlaceCounts::default(),
                lists: Lists::default(),
            }),
        })
    }

    /// Why the index started empty although it was not asked to; `None` when it opened what was
    /// there. A new index says that there is no snapshot.
    pub fn started_empty(&self) -> Option<&str> {
        self.inner.started_empty.as_deref()
    }

    /// The last event that is applied; 0 for an empty index.
    pub fn position(&self) -> i64 {
        self.inner.version.load().position
    }

    /// Public listings.
    pub fn len(&self) -> u32 {
        self.inner.version.load().model.len()
    }

    /// Whether there is no listing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Applies `changes` in their order; they are the events up to `position`. When it returns,
    /// searches see them. Applying events again changes nothing. Costs tens of milliseconds however
    /// few changes there are, so that many should come together; blocks, other writers wait.
    ///
    /// # Errors
    /// When a file cannot be written. Nothing is applied then.
    pub fn apply(&self, changes: Vec<Change>, position: i64) -> Result<()> {
        let inner = &*self.inner;
        let mut writer = inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let before = inner.version.load_full();
        if changes.is_empty() && position <= before.position {
            return Ok(());
        }
        // The last change of a listing decides.
        let last: HashMap<ListingId, usize> = changes
            .iter()
            .enumerate()
            .map(|(at, change)| (change.id(), at))
            .collect();
        let changes: Vec<&Change> = changes
            .iter()
            .enumerate()
            .filter(|(at, change)| last.get(&change.id()) == Some(at))
            .map(|(_, change)| change)
            .collect();
        let position = position.max(before.position);
        // Neither of the two structures needs the other.
        let mut model = before.model.clone();
        let text = std::thread::scope(|scope| {
            scope.spawn(|| {
                model.apply(changes.iter().map(|change| match change {
                    Change::Put(listing) => CardChange::Put(&listing.card, house_type(listing)),
                    Change::Remove(id) => CardChange::Remove(*id),
                }));
            });
            writer.index(&changes, &before, position, &inner.segmenter)
        })
        .inspect_err(|_| {
            if let Err(error) = writer.text.rollback() {
                tracing::error!(%error, "the text index cannot go back to its last commit");
            }
        })?;
        inner.version.store(Arc::new(Version {
            model,
            text,
            position,
        }));
        if writer.behind == 0 {
            writer.behind_since = Instant::now();
        }
        writer.behind += changes.len().max(1);
        let many = BEHIND_MAX.max(self.len() as usize / 4);
        // At position 0 the index is being filled, and one that is half full is of no use. When the
        // filling ends the position leaves 0, and then nothing may be lost any more.
        let filled = before.position == 0 && position > 0;
        let due = writer.behind >= many || writer.behind_since.elapsed() >= BEHIND_FOR;
        if (filled || (due && position > 0))
            && let Err(error) = self.write_snapshot(&mut writer)
        {
            // The changes are applied and in the text index; the next one tries again.
            tracing::error!(%error, "the snapshot of the index cannot be written");
        }
        Ok(())
    }

    /// Writes the snapshot if it lacks changes, so that opening again need not apply them again. To
    /// be called before the process ends and after a large import.
    ///
    /// # Errors
    /// When the file cannot be written; the one before stays.
    pub fn persist(&self) -> Result<()> {
        let mut writer = self
            .inner
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if writer.behind > 0 {
            self.write_snapshot(&mut writer)?;
        }
        Ok(())
    }

    /// Throws everything away: the index is empty at position 0.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn clear(&self) -> Result<()> {
        let mut writer = self
            .inner
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let text = writer.text.clear()?;
        writer.text_ahead = 0;
        let mut model = Model::default();
        model.place(self.version().model.points().clone());
        self.inner.version.store(Arc::new(Version {
            model,
            text,
            position: 0,
        }));
        self.write_snapshot(&mut writer)
    }

    /// Says where places are, so that homes without coordinates stand in the middle of theirs.
    pub fn place(&self, points: PlacePoints) {
        let _writer = self
            .inner
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut version = Version::clone(&self.inner.version.load_full());
        version.model.place(points);
        self.inner.version.store(Arc::new(version));
    }

    fn write_snapshot(&self, writer: &mut Writer) -> Result<()> {
        let version = self.inner.version.load_full();
        snapshot::write(
            &folder::snapshot(&self.inner.dir),
            &version.model,
            version.position,
        )?;
        writer.behind = 0;
        Ok(())
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    /// Brings the names that searches are understood by up to date. To be called when changes have
    /// come to rest; costs nothing when there is no new name, but for once a minute, when places
    /// without homes are forgotten.
    pub fn learn_names(&self) {
        let model = self.inner.version.load().model.clone();
        let mut read = self
            .inner
            .names_read
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if read.1 != model.names() || read.0.elapsed() >= NAMES_FOR {
            self.inner.names.store(Arc::new(KnownNames::of(&model)));
            *read = (Instant::now(), model.names());
        }
    }

    pub(crate) fn names(&self) -> arc_swap::Guard<Arc<KnownNames>> {
        self.inner.names.load()
    }

    pub(crate) fn version(&self) -> arc_swap::Guard<Arc<Version>> {
        self.inner.version.load()
    }

    pub(crate) fn segmenter(&self) -> &Segmenter {
        &self.inner.segmenter
    }
}

impl Writer {
    /// Brings the text index up to `position`.
    fn index(
        &mut self,
        changes: &[&Change],
        before: &Version,
        position: i64,
        segmenter: &Segmenter,
    ) -> Result<TextReader> {
        let replayed = before.position < self.text_ahead;
        for change in changes {
            let id = change.id().0;
            if replayed || before.model.locate(id).is_some() {
                self.text.remove(id);
            }
            if let Change::Put(listing) = change {
                self.text.put(listing, segmenter)?;
            }
        }
        self.text.commit(position.max(self.text_ahead))
    }
}
