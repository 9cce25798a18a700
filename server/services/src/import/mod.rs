//! Importing listings from files.
//!
//! A thread reads, checks and words the rows; batches go through a short queue to the writer, which
//! stores each in one transaction. Memory does not grow with the files. An import that was killed is
//! simply run again: what is there already counts as unchanged.

mod classic;
mod columns;
mod dictionaries;
mod error;
mod input;
mod metro;
mod places;
mod reader;
mod rejects;
mod report;
mod row;
#[cfg(test)]
mod tests;
mod wording;
pub(crate) mod words;
mod writer;

pub use classic::{ClassicOptions, ClassicReport, ClassicSource, classic};
pub use columns::HeaderProblem;
pub use error::ImportError;
pub use input::Input;
pub use metro::{metro, metro_files};
pub(crate) use wording::Headline;

pub use report::{FileSummary, Note, Reason};

use crate::Clock;
use places::Places;
use reader::Message;
use rejects::Rejects;
use std::{path::PathBuf, sync::Arc, time::Instant};
use store::Store;
use tokio::sync::mpsc;
use writer::Writer;

/// Batches that may wait for the writer.
const QUEUE: usize = 4;

/// How to import.
#[derive(Clone, Debug)]
pub struct Options {
    /// Changes nothing, and reports what would change. A listing that stands twice in the input
    /// far apart counts as inserted twice, for its first row is not there when the second comes.
    pub dry_run: bool,
    /// The file that rows which are not taken are written to, with file, line, column, value and
    /// reason. It is only there afterwards if there were such rows.
    pub rejects: PathBuf,
}

/// Sees how far an import is.
pub trait Progress: Send + Sync {
    /// A file or table begins; `bytes` is its size on disk, if known.
    fn started(&self, _name: &str, _bytes: Option<u64>) {}
    /// So many bytes (as on disk) and rows of the file are done.
    fn advanced(&self, _bytes: u64, _rows: u64) {}
    /// A file is done.
    fn finished(&self, _summary: &FileSummary) {}
}

/// Nobody watches.
impl Progress for () {}

/// Imports listings from `inputs`, one after the other, and returns a summary of each.
///
/// Listings are known by (source, id): new ones are inserted, changed ones updated. The headers of
/// all files are checked before anything is stored.
pub async fn listings(
    store: &Store,
    inputs: &[Input],
    options: &Options,
    clock: &dyn Clock,
    progress: &dyn Progress,
) -> Result<Vec<FileSummary>, ImportError> {
    let divisions = store.places().divisions().await?;
    let places = Places::new(divisions.iter().map(|division| {
        let name = division.name.as_str();
        (division.code, division.level, name, division.parent)
    }));
    let (sender, mut receiver) = mpsc::channel(QUEUE);
    let reading = tokio::task::spawn_blocking({
        let inputs: Arc<[Input]> = inputs.into();
        let path = options.rejects.clone();
        move || {
            // Standard input can be read but once.
            for input in inputs.iter().filter(|input| **input != Input::Stdin) {
                reader::open(input)?;
            }
            reader::read_all(&inputs, &places, Rejects::at(&path)?, &sender)
        }
    });
    let mut writer = Writer::new(store, options.dry_run, clock);
    let mut summaries = Vec::with_capacity(inputs.len());
    let mut current = FileSummary::default();
    let mut began = Instant::now();
    while let Some(message) = receiver.recv().await {
        match message {
            Message::Begin(place) => {
                if let Some(input) = inputs.get(place) {
                    current = FileSummary::of(input.name());
                    began = Instant::now();
                    progress.started(&input.name(), input.size());
                }
            }
            Message::Batch(batch) => {
                writer.write(&batch.drafts, &mut current).await?;
                current.add(&batch);
                progress.advanced(batch.bytes, current.rows);
            }
            Message::End => {
                current.elapsed = began.elapsed();
                progress.finished(&current);
                summaries.push(std::mem::take(&mut current));
            }
        }
    }
    reading.await.map_err(ImportError::Reader)??;
    Ok(summaries)
}
