//! The file that keeps the model: every card, compressed, with the position of the last event.
//!
//! Only the cards and the house type of each are kept. Bitmaps and orders follow from them and are built when the file is read,
//! so that their form can change without a new file.
//!
//! The file is [`MAGIC`] and blocks: a [`Header`], then lists of cards. A block is the length of its
//! packed and of its raw bytes (both four bytes, little end first) and a zstd frame with a checksum.

use crate::{
    Result, bits,
    model::{HouseTypeId, Model},
};
use domain::{ListingCard, NamedPlace};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read, Write},
    path::Path,
    sync::mpsc,
};
use zstd::bulk::{Compressor, Decompressor};

/// The version of the files: the form of a card and the terms of the text index. Raise it when
/// either changes; an index of another version is made anew.
pub const VERSION: u32 = 3;

const MAGIC: [u8; 8] = *b"zufang\0i";
/// Cards in a block.
const BLOCK: usize = 2_000;
/// Raw bytes that no block exceeds.
const BLOCK_MAX: u32 = 256 << 20;

/// What is kept of a listing.
type Kept = (ListingCard, HouseTypeId);

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    version: u32,
    position: i64,
    /// The cities with their number of listings.
    cities: Vec<(NamedPlace, u32)>,
}

/// Writes the model to `path`, which is replaced as a whole or not at all.
pub fn write(path: &Path, model: &Model, position: i64) -> Result<()> {
    let temporary = path.with_extension("new");
    let mut out = Blocks {
        out: BufWriter::new(File::create(&temporary)?),
        compressor: Compressor::new(1)?,
        raw: Vec::new(),
    };
    out.compressor.include_checksum(true)?;
    out.out.write_all(&MAGIC)?;
    out.put(&Header {
        version: VERSION,
        position,
        cities: model
            .shards()
            .iter()
            .map(|shard| (shard.city.clone(), shard.len()))
            .collect(),
    })?;
    let mut cards: Vec<Kept> = Vec::with_capacity(BLOCK);
    for shard in model.shards() {
        for row in bits::rows(shard.live.words()) {
            let house_type = shard.house_type.get(row as usize).copied();
            cards.extend(shard.card(row).zip(house_type));
            if cards.len() == BLOCK {
                out.put(&cards)?;
                cards.clear();
            }
        }
    }
    out.put(&cards)?;
    let file = out
        .out
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    fs::rename(&temporary, path)?;
    if let Some(dir) = path.parent() {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

struct Blocks {
    out: BufWriter<File>,
    compressor: Compressor<'static>,
    raw: Vec<u8>,
}

impl Blocks {
    fn put(&mut self, value: &impl Serialize) -> Result<()> {
        self.raw.clear();
        rmp_serde::encode::write(&mut self.raw, value)?;
        let packed = self.compressor.compress(&self.raw)?;
        for length in [packed.len(), self.raw.len()] {
            let length = u32::try_from(length).unwrap_or(u32::MAX);
            self.out.write_all(&length.to_le_bytes())?;
        }
        self.out.write_all(&packed)?;
        Ok(())
    }
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
    /// It cannot be read to its end.
    #[error("the snapshot cannot be read: {0}")]
    Unread(#[from] io::Error),
    /// It is damaged.
    #[error("the snapshot is damaged: {0}")]
    Damaged(#[from] rmp_serde::decode::Error),
    /// It holds something else than it says.
    #[error("the snapshot is damaged")]
    Wrong,
}

/// Reads the model and its position.
pub fn read(path: &Path) -> Result<(Model, i64), Unusable> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Unusable::Missing),
        file => file?,
    };
    let mut input = BufReader::with_capacity(1 << 16, file);
    let mut magic = [0; MAGIC.len()];
    input.read_exact(&mut magic)?;
    if magic != MAGIC {
        return Err(Unusable::Wrong);
    }
    let header: Header = block(&mut input)?.ok_or(Unusable::Wrong)?;
    if header.version != VERSION {
        return Err(Unusable::Version(header.version));
    }
    let mut model = Model::default();
    for (city, listings) in &header.cities {
        model.reserve(city, *listings as usize);
    }
    // Unpacking a block and taking its cards over take about as long as each other.
    std::thread::scope(|scope| {
        let (sender, blocks) = mpsc::sync_channel::<Result<Vec<Kept>, Unusable>>(2);
        scope.spawn(move || {
            while let Some(cards) = block(&mut input).transpose() {
                let last = cards.is_err();
                if sender.send(cards).is_err() || last {
                    break;
                }
            }
        });
        for cards in blocks {
            for (card, house_type) in &cards? {
                model.put(card, *house_type);
            }
        }
        Ok::<_, Unusable>(())
    })?;
    let listings: u32 = header.cities.iter().map(|(_, listings)| listings).sum();
    if model.len() != listings {
        return Err(Unusable::Wrong);
    }
    model.settle();
    Ok((model, header.position))
}

/// The next block; `None` at the end of the file.
fn block<T: DeserializeOwned>(input: &mut impl Read) -> Result<Option<T>, Unusable> {
    let mut lengths = [[0; 4]; 2];
    let mut first = true;
    for length in &mut lengths {
        match input.read_exact(length) {
            // An end within a length is told by the number of listings.
            Err(error) if first && error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        first = false;
    }
    let [packed, raw] = lengths.map(u32::from_le_bytes);
    if raw > BLOCK_MAX || packed > BLOCK_MAX {
        return Err(Unusable::Wrong);
    }
    let mut bytes = Vec::new();
    input.take(packed.into()).read_to_end(&mut bytes)?;
    let raw = Decompressor::new()?.decompress(&bytes, raw as usize)?;
    Ok(Some(rmp_serde::from_slice(&raw)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A card as [`VERSION`] writes it. When this test fails the form of a card has changed: raise
    /// the version, then write the new form here.
    const CARD: &str = "dc001907b5e69c9be4baace8a5bfe59bad2032e5aea431e58e85cd1838ca428f0000a6656e74697265930201c0\
        93c0a36c6f771292a5736f757468a56e6f727468a466696e65c3c3c2a9717561727465726c7992ce0001ae14a9e58c97e4baace5b88292\
        ce0001ae19a9e69c9de998b3e58cbac09203ace69c9be4baace8a5bfe59badc0919201a9e8bf91e59cb0e99381\
        93a6612e77656270cd03c0cd028092cb405d200000000000cb404400000000000009aa323032362d31322d3031\
        aa323032362d31312d3031c2";

    #[test]
    fn cards_have_the_form_of_this_version() {
        let card: ListingCard = serde_json::from_str(
            r#"{"id":7,"title":"望京西园 2室1厅","rent":6200,"area":71.5,"mode":"entire",
            "layout":{"rooms":2,"halls":1,"baths":null},
            "floor":{"number":null,"band":"low","total":18},"orientation":["south","north"],
            "decoration":"fine","lift":true,"near_subway":true,"agent_fee":false,"payment":"quarterly",
            "city":{"id":110100,"name":"北京市"},"district":{"id":110105,"name":"朝阳区"},
            "business_district":null,"estate":{"id":3,"name":"望京西园"},"street":null,
            "tags":[{"id":1,"name":"近地铁"}],
            "photo":{"key":"a.webp","width":960,"height":640},
            "point":{"lon":116.5,"lat":40.0},"agent":9,"available_from":"2026-12-01",
            "published_on":"2026-11-01","demo":false}"#,
        )
        .unwrap();
        let bytes = rmp_serde::to_vec(&card).unwrap();
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((VERSION, hex.as_str()), (3, CARD));
    }
}
