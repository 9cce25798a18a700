//! Reads files row by row on a thread of its own and hands over batches.

use super::{
    columns::Header,
    error::ImportError,
    input::{Input, Opened},
    places::Places,
    rejects::Rejects,
    report::{Note, Reason},
    row::{self, Draft},
};
use csv::ByteRecord;
use std::{
    collections::{BTreeMap, HashSet},
    sync::atomic::Ordering,
};
use tokio::sync::mpsc;

/// Rows of a batch: enough to make a transaction cheap, few enough to keep it short.
pub(super) const BATCH: usize = 1_000;

/// What the reading thread hands over, in order.
pub(super) enum Message {
    /// The file of this place among the inputs begins.
    Begin(usize),
    /// The next rows.
    Batch(Batch),
    /// The file ends.
    End,
}

/// Rows that are written in one transaction. No two are of the same listing.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) drafts: Vec<Draft>,
    /// Rows read for it, those not taken included.
    pub(super) rows: u64,
    /// Bytes of the file read so far.
    pub(super) bytes: u64,
    pub(super) rejected: BTreeMap<Reason, u64>,
    pub(super) notes: BTreeMap<Note, u64>,
}

/// Opens `input` and reads its header row.
pub(super) fn open(input: &Input) -> Result<(Opened, Header), ImportError> {
    let mut opened = input.open()?;
    let mut record = ByteRecord::new();
    read_record(&mut opened, &mut record, input)?;
    let header = Header::read(&record).map_err(|problem| ImportError::Header {
        file: input.name(),
        problem,
    })?;
    Ok((opened, header))
}

/// The next row; `false` at the end.
pub(super) fn read_record(
    opened: &mut Opened,
    record: &mut ByteRecord,
    input: &Input,
) -> Result<bool, ImportError> {
    let line = opened.rows.position().line();
    let result = opened.rows.read_byte_record(record);
    let endless = opened.allowance.is_used_up();
    opened.allowance.renew();
    result.map_err(|error| {
        let (file, line) = (input.name(), line.saturating_sub(1));
        if endless {
            ImportError::Endless { file, line }
        } else {
            ImportError::Read {
                file,
                line,
                source: error.into(),
            }
        }
    })
}

/// Reads all `inputs`. Stops quietly when nobody listens any more.
pub(super) fn read_all(
    inputs: &[Input],
    places: &Places,
    mut rejects: Rejects,
    sender: &mpsc::Sender<Message>,
) -> Result<(), ImportError> {
    for (place, input) in inputs.iter().enumerate() {
        let (opened, header) = open(input)?;
        if sender.blocking_send(Message::Begin(place)).is_err() {
            return Ok(());
        }
        let mut file = FileReader {
            input,
            header,
            opened,
            places,
            rejects: &mut rejects,
            seen: HashSet::with_capacity(BATCH),
            batch: Batch::default(),
        };
        if !file.read(sender)? || sender.blocking_send(Message::End).is_err() {
            return Ok(());
        }
    }
    rejects.flush()
}

struct FileReader<'a> {
    input: &'a Input,
    header: Header,
    opened: Opened,
    places: &'a Places,
    rejects: &'a mut Rejects,
    seen: HashSet<(String, String)>,
    batch: Batch,
}

impl FileReader<'_> {
    /// Reads to the end; `false` if nobody listens any more.
    fn read(&mut self, sender: &mpsc::Sender<Message>) -> Result<bool, ImportError> {
        let name = self.input.name();
        let mut record = ByteRecord::new();
        let mut notes = Vec::new();
        while read_record(&mut self.opened, &mut record, self.input)? {
            notes.clear();
            match row::read(&self.header, &record, self.places, &mut notes) {
                Ok(draft) => {
                    let key = (draft.source.clone(), draft.source_id.clone());
                    // A second row of a listing must find the first one written.
                    if (self.seen.contains(&key) || self.batch.drafts.len() == BATCH)
                        && !self.send(sender)?
                    {
                        return Ok(false);
                    }
                    self.seen.insert(key);
                    self.batch.drafts.push(draft);
                    for note in &notes {
                        *self.batch.notes.entry(*note).or_default() += 1;
                    }
                }
                Err(fault) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    self.rejects.write(&name, line, &fault)?;
                    *self.batch.rejected.entry(fault.reason).or_default() += 1;
                }
            }
            self.batch.rows += 1;
            // A file of rejects only still shows progress.
            if self.batch.rows >= 10 * BATCH as u64 && !self.send(sender)? {
                return Ok(false);
            }
        }
        self.send(sender)
    }

    fn send(&mut self, sender: &mpsc::Sender<Message>) -> Result<bool, ImportError> {
        self.rejects.flush()?;
        self.seen.clear();
        let mut batch = std::mem::take(&mut self.batch);
        batch.bytes = self.opened.bytes.load(Ordering::Relaxed);
        Ok(sender.blocking_send(Message::Batch(batch)).is_ok())
    }
}
