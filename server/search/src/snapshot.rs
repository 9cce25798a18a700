//! The file that keeps the model: every card, compressed, with the position of the last event.
//!
//! Only the cards are kept. Bitmaps and orders follow from them and are built when the file is read,
//! so that their form can change without a new file.

use crate::{
    Result,
    model::{CardChange, Model},
};
use domain::ListingCard;
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, Read, Write},
    path::Path,
};

/// The version of the files: the form of a card and the terms of the text index. Raise it when
/// either changes; an index of another version is made anew.
pub const VERSION: u32 = 1;

const MAGIC: [u8; 8] = *b"zufang\0i";
/// Cards that are taken over at once while reading.
const BATCH: usize = 50_000;

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    version: u32,
    position: i64,
    cards: u32,
}

/// Writes the model to `path`, which is replaced as a whole or not at all.
pub fn write(path: &Path, model: &Model, position: i64) -> Result<()> {
    let temporary = path.with_extension("new");
    let file = File::create(&temporary)?;
    let mut out = zstd::Encoder::new(BufWriter::new(file), 1)?;
    out.include_checksum(true)?;
    out.write_all(&MAGIC)?;
    let header = Header {
        version: VERSION,
        position,
        cards: model.len(),
    };
    rmp_serde::encode::write(&mut out, &header)?;
    for card in model.cards() {
        rmp_serde::encode::write(&mut out, &card)?;
    }
    let file = out
        .finish()?
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?;
    file.sync_all()?;
    fs::rename(&temporary, path)?;
    if let Some(dir) = path.parent() {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

/// Why a snapshot is of no use.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// There is none.
    #[error("there is no snapshot")]
    Missing,
    /// It was written by another version.
    #[error("the snapshot has version {0}")]
    Version(u32),
    /// It is damaged.
    #[error("the snapshot is damaged: {0}")]
    Damaged(String),
}

/// Reads the model and its position.
pub fn read(path: &Path) -> Result<(Model, i64), Unusable> {
    let damaged = |error: &dyn std::fmt::Display| Unusable::Damaged(error.to_string());
    let file = match File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Unusable::Missing);
        }
        file => file.map_err(|error| damaged(&error))?,
    };
    let input = zstd::Decoder::new(file).map_err(|error| damaged(&error))?;
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut magic = [0; MAGIC.len()];
    input
        .read_exact(&mut magic)
        .map_err(|error| damaged(&error))?;
    if magic != MAGIC {
        return Err(damaged(&"it is something else"));
    }
    let header: Header =
        rmp_serde::decode::from_read(&mut input).map_err(|error| damaged(&error))?;
    if header.version != VERSION {
        return Err(Unusable::Version(header.version));
    }
    let mut model = Model::default();
    let mut cards: Vec<ListingCard> = Vec::new();
    for number in 1..=header.cards {
        cards.push(rmp_serde::decode::from_read(&mut input).map_err(|error| damaged(&error))?);
        if cards.len() == BATCH || number == header.cards {
            model.apply(cards.drain(..).as_slice().iter().map(CardChange::Put));
        }
    }
    // Reading to the end verifies the checksum.
    let rest = std::io::copy(&mut input, &mut std::io::sink()).map_err(|error| damaged(&error))?;
    if rest > 0 || model.len() != header.cards {
        return Err(damaged(&"it holds another number of listings than it says"));
    }
    Ok((model, header.position))
}
