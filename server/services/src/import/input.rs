//! Opening files: plain, zstd, gzip or xz, from disk or standard input.

use super::error::ImportError;
use liblzma::stream::CONCATENATED;
use std::{
    cell::Cell,
    ffi::OsStr,
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::PathBuf,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
const GZIP: [u8; 2] = [0x1F, 0x8B];
const XZ: [u8; 6] = [0xFD, b'7', b'z', b'X', b'Z', 0x00];
/// The longest row that is read. A row beyond it is a quotation mark that is never closed, and
/// would fill the memory with the rest of the file.
pub(super) const LONGEST_ROW: u64 = 1 << 20;
/// What unpacking xz may take, in bytes: as much as `xz -9` asks for.
const XZ_MEMORY: u64 = 68 << 20;

/// Where listings are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, plain or compressed by zstd, gzip or xz (told by its content).
    File(PathBuf),
    /// Standard input, likewise.
    Stdin,
}

impl Input {
    /// The input that an argument names: `-` is standard input.
    pub fn from_argument(argument: &OsStr) -> Self {
        if argument == "-" {
            Self::Stdin
        } else {
            Self::File(argument.into())
        }
    }

    /// How the input is called in messages and in the file of rejects.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "-".into(),
        }
    }

    /// Its size in bytes as it lies on disk, if that is known before reading.
    pub fn size(&self) -> Option<u64> {
        match self {
            Self::File(path) => std::fs::metadata(path).ok().map(|data| data.len()),
            Self::Stdin => None,
        }
    }

    pub(super) fn open(&self) -> Result<Opened, ImportError> {
        let failed = |source| ImportError::Open {
            file: self.name(),
            source,
        };
        let raw: Box<dyn Read + Send> = match self {
            Self::File(path) => Box::new(File::open(path).map_err(failed)?),
            Self::Stdin => Box::new(io::stdin()),
        };
        let bytes = Arc::new(AtomicU64::new(0));
        let plain = plain(raw, &bytes).map_err(failed)?;
        let allowance = Allowance::default();
        let limited = Limited {
            inner: plain,
            allowance: allowance.clone(),
        };
        Ok(Opened {
            rows: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .buffer_capacity(1 << 16)
                .from_reader(limited),
            bytes,
            allowance,
        })
    }
}

/// What `raw` says when it is unpacked, be it packed or not; `bytes` counts what is read of it.
pub(super) fn plain(
    raw: Box<dyn Read + Send>,
    bytes: &Arc<AtomicU64>,
) -> io::Result<Box<dyn Read + Send>> {
    let mut counted = BufReader::with_capacity(
        1 << 16,
        Counted {
            inner: raw,
            bytes: Arc::clone(bytes),
        },
    );
    let start = counted.fill_buf()?;
    let (zstd, gzip) = (start.starts_with(&ZSTD), start.starts_with(&GZIP));
    let xz = start.starts_with(&XZ);
    Ok(if zstd {
        Box::new(zstd::stream::read::Decoder::with_buffer(counted)?)
    } else if gzip {
        Box::new(flate2::bufread::MultiGzDecoder::new(counted))
    } else if xz {
        let unpacking = liblzma::stream::Stream::new_stream_decoder(XZ_MEMORY, CONCATENATED)?;
        Box::new(liblzma::bufread::XzDecoder::new_stream(counted, unpacking))
    } else {
        Box::new(counted)
    })
}

/// An open file.
pub(super) struct Opened {
    /// Its rows, the header first.
    pub(super) rows: csv::Reader<Limited>,
    /// Bytes read so far, as they lie on disk.
    pub(super) bytes: Arc<AtomicU64>,
    /// What may still be read before the row must end.
    pub(super) allowance: Allowance,
}

/// Bytes that may still be read before the row must end.
#[derive(Clone)]
pub(super) struct Allowance(Rc<Cell<u64>>);

impl Default for Allowance {
    fn default() -> Self {
        Self(Rc::new(Cell::new(LONGEST_ROW)))
    }
}

impl Allowance {
    /// A row ended: the next may be as long again.
    pub(super) fn renew(&self) {
        self.0.set(LONGEST_ROW);
    }

    /// Whether nothing is left.
    pub(super) fn is_used_up(&self) -> bool {
        self.0.get() == 0
    }
}

/// Reads no further than the allowance.
pub(super) struct Limited {
    inner: Box<dyn Read + Send>,
    allowance: Allowance,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.allowance.0.get();
        if left == 0 {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a row that does not end",
            ));
        }
        let read = self.inner.read(buffer)?;
        self.allowance.0.set(left.saturating_sub(read as u64));
        Ok(read)
    }
}

struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
