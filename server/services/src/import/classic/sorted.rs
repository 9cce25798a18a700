//! Rows that belong to others, sorted by these on disk: however many there are, memory does not grow.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
    os::unix::fs::FileExt,
};

/// Four numbers: whose row it is, its place among those, and what it says.
pub(super) type Entry = [i64; 4];

/// Bytes of an entry in a file.
const SIZE: usize = 32;
/// Entries that are sorted in memory (2 MiB).
const CHUNK: usize = 1 << 16;

/// Entries that are being gathered.
pub(super) struct Gathering {
    chunk: Vec<Entry>,
    runs: Vec<File>,
}

/// Entries in order.
pub(super) struct Gathered {
    file: File,
    count: u64,
}

impl Gathering {
    pub(super) fn new() -> Self {
        Self {
            chunk: Vec::new(),
            runs: Vec::new(),
        }
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, entry: Entry) -> io::Result<()> {
        self.chunk.push(entry);
        match self.chunk.len() {
            CHUNK => self.write_out(),
            _ => Ok(()),
        }
    }

    fn write_out(&mut self) -> io::Result<()> {
        self.chunk.sort_unstable();
        let mut writer = BufWriter::new(tempfile::tempfile()?);
        for entry in self.chunk.drain(..) {
            writer.write_all(&bytes_of(entry))?;
        }
        self.runs.push(writer.into_inner()?);
        Ok(())
    }

    /// Puts all entries in order.
    pub(super) fn finish(mut self) -> io::Result<Gathered> {
        self.write_out()?;
        let mut readers = Vec::with_capacity(self.runs.len());
        for mut run in self.runs {
            run.seek(SeekFrom::Start(0))?;
            readers.push(BufReader::new(run));
        }
        let mut next = BinaryHeap::new();
        for (at, reader) in readers.iter_mut().enumerate() {
            next.extend(read(reader)?.map(|entry| Reverse((entry, at))));
        }
        let mut writer = BufWriter::new(tempfile::tempfile()?);
        let mut count = 0;
        while let Some(Reverse((entry, at))) = next.pop() {
            writer.write_all(&bytes_of(entry))?;
            count += 1;
            if let Some(reader) = readers.get_mut(at) {
                next.extend(read(reader)?.map(|entry| Reverse((entry, at))));
            }
        }
        Ok(Gathered {
            file: writer.into_inner()?,
            count,
        })
    }
}

impl Gathered {
    fn at(&self, place: u64) -> io::Result<Entry> {
        let mut bytes = [0; SIZE];
        self.file.read_exact_at(&mut bytes, place * SIZE as u64)?;
        Ok(entry_of(&bytes))
    }

    /// The place of the first entry that does not belong to somebody below `owner`.
    fn first_of(&self, owner: i64) -> io::Result<u64> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.at(middle)?[0] < owner {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// The entries of `owner`, in order.
    pub(super) fn of(&self, owner: i64) -> io::Result<Vec<Entry>> {
        let mut found = Vec::new();
        for place in self.first_of(owner)?..self.count {
            let entry = self.at(place)?;
            if entry[0] != owner {
                break;
            }
            found.push(entry);
        }
        Ok(found)
    }

    /// The entries from the one at `place` on, at most `limit`, but all of the last owner among them that
    /// has entries beyond.
    pub(super) fn some(&self, place: u64, limit: usize) -> io::Result<Vec<Entry>> {
        let mut found: Vec<Entry> = Vec::new();
        for at in place..self.count {
            let entry = self.at(at)?;
            if found.len() >= limit && found.last().is_some_and(|last| last[0] != entry[0]) {
                break;
            }
            found.push(entry);
        }
        Ok(found)
    }
}

fn bytes_of(entry: Entry) -> [u8; SIZE] {
    let mut bytes = [0; SIZE];
    for (place, number) in bytes.chunks_exact_mut(8).zip(entry) {
        place.copy_from_slice(&number.to_le_bytes());
    }
    bytes
}

fn entry_of(bytes: &[u8; SIZE]) -> Entry {
    let mut entry = [0; 4];
    for (number, place) in entry.iter_mut().zip(bytes.chunks_exact(8)) {
        let mut eight = [0; 8];
        eight.copy_from_slice(place);
        *number = i64::from_le_bytes(eight);
    }
    entry
}

fn read(reader: &mut impl Read) -> io::Result<Option<Entry>> {
    let mut bytes = [0; SIZE];
    match reader.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(entry_of(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_their_owner_in_the_order_of_their_places() {
        let mut gathering = Gathering::new();
        // More than three chunks, in no order; every seventh owner has none.
        let count: i64 = 200_003;
        for n in 0..count {
            let n = n * 7_919 % count;
            let owner = n / 3;
            if owner % 7 != 0 {
                gathering.add([owner, 2 - n % 3, n, -n]).unwrap();
            }
        }
        assert!(gathering.runs.len() >= 2);
        let gathered = gathering.finish().unwrap();
        for owner in [1, 2, 3, 500, 66_666] {
            let expected: Vec<Entry> = (0..3)
                .map(|place| (place, owner * 3 + 2 - place))
                .filter(|(_, n)| *n < count)
                .map(|(place, n)| [owner, place, n, -n])
                .collect();
            assert_eq!(gathered.of(owner).unwrap(), expected, "{owner}");
        }
        for owner in [0, 7, -1, 1_000_000] {
            assert_eq!(gathered.of(owner).unwrap(), [] as [Entry; 0], "{owner}");
        }
        let (mut place, mut all) = (0, 0);
        loop {
            let some = gathered.some(place, 1_000).unwrap();
            let Some(last) = some.last() else { break };
            assert_eq!(gathered.of(last[0]).unwrap().last(), Some(last));
            place += some.len() as u64;
            all += some.len();
        }
        assert_eq!(all as u64, gathered.count);
    }

    #[test]
    fn nothing_gathered_is_nothing_found() {
        let gathered = Gathering::new().finish().unwrap();
        assert_eq!(gathered.of(1).unwrap(), [] as [Entry; 0]);
        assert_eq!(gathered.some(0, 10).unwrap(), [] as [Entry; 0]);
    }
}
