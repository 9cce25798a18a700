//! The container of AVIF: which bytes of the file are the picture, and what is to be done with it.
//!
//! Own code, since what is to be had keeps copies of what a file repeats, which a small file can make
//! gigabytes of, or tells neither how a picture is turned nor what its colours mean. Nothing here takes
//! more memory than a few times the file.

use super::super::picture::Problem;
use image::metadata::Orientation;
use std::{borrow::Cow, collections::BTreeMap};

/// The most that the file may say of its items, in bytes: reading it takes several times as much.
const META_MAX: usize = 4 << 20;
/// The most tiles that a picture may be put together from.
const TILES_MAX: usize = 256;
/// What the picture that says how much can be seen through says it is.
const ALPHA: [&[u8]; 2] = [
    b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0",
    b"urn:mpeg:hevc:2015:auxid:1\0",
];

/// What colours and numbers of a picture mean, by the code points of ITU-T H.273.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colours {
    pub(super) primaries: u16,
    pub(super) transfer: u16,
    pub(super) matrix: u16,
    /// Whether numbers go from the least to the most there is.
    pub(super) full: bool,
}

/// What is left of a picture where it is cropped, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Crop {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// How tiles lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// A still picture, as its file has it.
pub(super) struct Still<'a> {
    /// Its width and height before it is cropped and turned, in pixels.
    pub(super) size: (u32, u32),
    /// AV1, row by row; one where it is no grid.
    pub(super) tiles: Vec<Cow<'a, [u8]>>,
    /// The width and height that each tile says it has, in pixels.
    pub(super) tile_sizes: Vec<(u32, u32)>,
    pub(super) grid: Grid,
    /// How much can be seen through, as AV1 of the same size.
    pub(super) alpha: Option<Cow<'a, [u8]>>,
    /// Whether colours are already less by what can be seen through.
    pub(super) premultiplied: bool,
    /// What its numbers mean; as AV1 says where this says nothing.
    pub(super) colours: Option<Colours>,
    pub(super) profile: Option<&'a [u8]>,
    pub(super) crop: Option<Crop>,
    pub(super) orientation: Orientation,
}

/// Bytes that are read one after the other.
#[derive(Clone, Copy)]
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number of as many bytes, at most eight.
    fn number(&mut self, bytes: usize) -> Option<u64> {
        let number = self.take(bytes)?.iter();
        Some(number.fold(0, |number, byte| (number << 8) | u64::from(*byte)))
    }

    fn short(&mut self) -> Option<u32> {
        self.number(2).and_then(|number| number.try_into().ok())
    }

    fn long(&mut self) -> Option<u32> {
        self.number(4).and_then(|number| number.try_into().ok())
    }

    fn byte(&mut self) -> Option<u8> {
        self.number(1).and_then(|number| number.try_into().ok())
    }

    /// The number of an item, which newer versions of a box write longer.
    fn item(&mut self, is_long: bool) -> Option<u32> {
        if is_long { self.long() } else { self.short() }
    }

    /// The version of a box and its flags.
    fn version(&mut self) -> Option<(u8, u32)> {
        let number = self.long()?;
        Some((number.to_be_bytes()[0], number & 0x00ff_ffff))
    }

    /// The box that comes next: its name and what is in it.
    fn next_box(&mut self) -> Option<([u8; 4], &'a [u8])> {
        let whole = self.0.len();
        let size = self.long()?;
        let name = self.take(4)?.try_into().ok()?;
        let size = match size {
            0 => whole,
            1 => usize::try_from(self.number(8)?).ok()?,
            size => usize::try_from(size).ok()?,
        };
        let head = whole - self.0.len();
        Some((name, self.take(size.checked_sub(head)?)?))
    }

    /// All boxes to the end.
    fn boxes(mut self) -> Option<Vec<([u8; 4], &'a [u8])>> {
        let mut boxes = Vec::new();
        while !self.0.is_empty() {
            boxes.push(self.next_box()?);
        }
        Some(boxes)
    }
}

/// A thing that one item has to do with another.
struct Reference {
    kind: [u8; 4],
    from: u32,
    to: u32,
}

/// What the file says of its items.
struct Meta<'a> {
    file: &'a [u8],
    data: &'a [u8],
    primary: u32,
    kinds: BTreeMap<u32, [u8; 4]>,
    /// How the data of each is found: whether in [`Self::data`], and where each piece begins and how
    /// long it is, zero for all there is.
    places: BTreeMap<u32, (bool, Vec<(u64, u64)>)>,
    references: Vec<Reference>,
    properties: Vec<([u8; 4], &'a [u8])>,
    /// Which properties each has.
    has: BTreeMap<u32, Vec<usize>>,
}

impl<'a> Meta<'a> {
    fn of(file: &'a [u8]) -> Option<Self> {
        let mut rest = Bytes(file);
        let mut meta = loop {
            let (name, content) = rest.next_box()?;
            if name == *b"meta" {
                break Bytes(content);
            }
        };
        if meta.0.len() > META_MAX {
            return None;
        }
        meta.version()?;
        let mut found = Self {
            file,
            data: &[],
            primary: 0,
            kinds: BTreeMap::new(),
            places: BTreeMap::new(),
            references: Vec::new(),
            properties: Vec::new(),
            has: BTreeMap::new(),
        };
        for (name, content) in meta.boxes()? {
            let content = Bytes(content);
            match &name {
                b"pitm" => found.read_primary(content)?,
                b"iinf" => found.read_kinds(content)?,
                b"iloc" => found.read_places(content)?,
                b"iref" => found.read_references(content)?,
                b"iprp" => found.read_properties(content)?,
                b"idat" => found.data = content.0,
                _ => {}
            }
        }
        Some(found)
    }

    fn read_primary(&mut self, mut content: Bytes) -> Option<()> {
        let (version, _) = content.version()?;
        self.primary = content.item(version > 0)?;
        Some(())
    }

    fn read_kinds(&mut self, mut content: Bytes) -> Option<()> {
        let (version, _) = content.version()?;
        content.item(version > 0)?;
        for (name, content) in content.boxes()? {
            let mut content = Bytes(content);
            let (version, _) = content.version()?;
            if name == *b"infe" && (2..=3).contains(&version) {
                let item = content.item(version > 2)?;
                // And whether it is protected.
                content.short()?;
                self.kinds.insert(item, content.take(4)?.try_into().ok()?);
            }
        }
        Some(())
    }

    fn read_places(&mut self, mut content: Bytes) -> Option<()> {
        let (version, _) = content.version()?;
        let sizes = content.short()?;
        let size = |at: u32| {
            let size = usize::try_from((sizes >> at) & 0xf).ok()?;
            matches!(size, 0 | 4 | 8).then_some(size)
        };
        let (offset_size, length_size, base_size) = (size(12)?, size(8)?, size(4)?);
        let index_size = if version > 0 { size(0)? } else { 0 };
        for _ in 0..content.item(version > 1)? {
            let item = content.item(version > 1)?;
            let method = if version > 0 {
                content.short()? & 0xf
            } else {
                0
            };
            // Which file it is in: this, where it is zero.
            let other = content.short()?;
            let base = content.number(base_size)?;
            let mut pieces = Vec::new();
            for _ in 0..content.short()? {
                content.number(index_size)?;
                let begin = base.checked_add(content.number(offset_size)?)?;
                pieces.push((begin, content.number(length_size)?));
                if offset_size + length_size + index_size == 0 {
                    // Pieces that take no place would be as many as one likes.
                    break;
                }
            }
            if method < 2 && other == 0 {
                self.places.insert(item, (method == 1, pieces));
            }
        }
        Some(())
    }

    fn read_references(&mut self, mut content: Bytes) -> Option<()> {
        let (version, _) = content.version()?;
        for (kind, content) in content.boxes()? {
            let mut content = Bytes(content);
            let from = content.item(version > 0)?;
            for _ in 0..content.short()? {
                let to = content.item(version > 0)?;
                self.references.push(Reference { kind, from, to });
            }
        }
        Some(())
    }

    fn read_properties(&mut self, content: Bytes<'a>) -> Option<()> {
        for (name, content) in content.boxes()? {
            let mut content = Bytes(content);
            match &name {
                b"ipco" => self.properties = content.boxes()?,
                b"ipma" => {
                    let (version, flags) = content.version()?;
                    for _ in 0..content.long()? {
                        let has = self.has.entry(content.item(version > 0)?).or_default();
                        for _ in 0..content.byte()? {
                            // The highest bit says whether one has to know of it.
                            let number = if flags & 1 == 1 {
                                content.short()? & 0x7fff
                            } else {
                                u32::from(content.byte()? & 0x7f)
                            };
                            has.push(usize::try_from(number).ok()?);
                        }
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    /// What the first property of this name says of an item.
    fn property(&self, item: u32, name: [u8; 4]) -> Option<Bytes<'a>> {
        self.every_property(item, name).next()
    }

    fn every_property(&self, item: u32, name: [u8; 4]) -> impl Iterator<Item = Bytes<'a>> {
        let has = self.has.get(&item).map_or(&[][..], Vec::as_slice);
        has.iter().filter_map(move |number| {
            let (is, content) = self.properties.get(number.checked_sub(1)?)?;
            (*is == name).then_some(Bytes(content))
        })
    }

    fn size(&self, item: u32) -> Option<(u32, u32)> {
        let mut content = self.property(item, *b"ispe")?;
        content.version()?;
        Some((content.long()?, content.long()?))
    }

    fn is_of_kind(&self, item: u32, kind: [u8; 4]) -> bool {
        self.kinds.get(&item) == Some(&kind)
    }

    /// The data of an item.
    fn data(&self, item: u32) -> Result<Cow<'a, [u8]>, Problem> {
        let (inside, pieces) = self.places.get(&item).ok_or(Problem::Unreadable)?;
        let source = if *inside { self.data } else { self.file };
        let piece = |(begin, length): &(u64, u64)| {
            let begin = usize::try_from(*begin).ok()?;
            let length = match length {
                0 => source.len().checked_sub(begin)?,
                length => usize::try_from(*length).ok()?,
            };
            source.get(begin..begin.checked_add(length)?)
        };
        if let [only] = pieces.as_slice() {
            return piece(only).map(Cow::Borrowed).ok_or(Problem::Cut);
        }
        let mut data = Vec::new();
        for one in pieces {
            let piece = piece(one).ok_or(Problem::Cut)?;
            // No two pieces are the same bytes.
            if data.len() + piece.len() > source.len() {
                return Err(Problem::Unreadable);
            }
            data.extend_from_slice(piece);
        }
        Ok(data.into())
    }

    fn alpha(&self) -> Option<u32> {
        let beside =
            |reference: &&Reference| reference.kind == *b"auxl" && reference.to == self.primary;
        let is_alpha = |item: &u32| {
            self.property(*item, *b"auxC").is_some_and(|mut content| {
                content.version().is_some() && ALPHA.iter().any(|name| content.0.starts_with(name))
            })
        };
        let mut beside = self.references.iter().filter(beside).map(|it| it.from);
        beside.find(is_alpha)
    }

    fn colours(&self) -> (Option<Colours>, Option<&'a [u8]>) {
        let (mut colours, mut profile) = (None, None);
        for mut content in self.every_property(self.primary, *b"colr") {
            match content.take(4) {
                Some(b"nclx") => colours = colours.or_else(|| numbers(content)),
                Some(b"rICC" | b"prof") => profile = profile.or(Some(content.0)),
                _ => {}
            }
        }
        (colours, profile)
    }

    /// First turned, then mirrored.
    fn orientation(&self) -> Orientation {
        let first = |name| self.property(self.primary, name)?.byte();
        let turns = first(*b"irot").map_or(0, |byte| byte & 3);
        // 0 changes top and bottom, 1 left and right.
        let mirror = first(*b"imir").map(|byte| byte & 1);
        match (turns, mirror) {
            (1, None) => Orientation::Rotate270,
            (2, None) => Orientation::Rotate180,
            (3, None) => Orientation::Rotate90,
            (0, Some(0)) | (2, Some(1)) => Orientation::FlipVertical,
            (0, Some(_)) | (2, Some(_)) => Orientation::FlipHorizontal,
            (1, Some(0)) | (3, Some(1)) => Orientation::Rotate90FlipH,
            (1, Some(_)) | (3, Some(_)) => Orientation::Rotate270FlipH,
            _ => Orientation::NoTransforms,
        }
    }
}

fn numbers(mut content: Bytes) -> Option<Colours> {
    let mut next = || u16::try_from(content.short()?).ok();
    Some(Colours {
        primaries: next()?,
        transfer: next()?,
        matrix: next()?,
        full: content.byte()? & 0x80 != 0,
    })
}

/// What is left of a picture of this size; nothing where that makes no sense.
fn crop(mut content: Bytes, (width, height): (u32, u32)) -> Option<Crop> {
    let mut fraction = || {
        let above = i32::from_be_bytes(content.take(4)?.try_into().ok()?);
        let below = content.long()?;
        (below > 0).then(|| f64::from(above) / f64::from(below))
    };
    let size = (fraction()?, fraction()?);
    let middle = (fraction()?, fraction()?);
    let edge = |of: u32, size: f64, middle: f64| {
        let begin = ((f64::from(of) - size) / 2.0 + middle).round();
        let fits = size >= 1.0 && begin >= 0.0 && begin + size.round() <= f64::from(of);
        // Within a number of 32 bits, as was just seen.
        fits.then_some((begin as u32, size.round() as u32))
    };
    let (left, width) = edge(width, size.0, middle.0)?;
    let (top, height) = edge(height, size.1, middle.1)?;
    Some(Crop {
        left,
        top,
        width,
        height,
    })
}

/// How many tiles there are, and how large the picture is that they make.
fn grid(mut content: Bytes) -> Option<(Grid, (u32, u32))> {
    content.byte()?;
    let long = content.byte()? & 1 == 1;
    let rows = usize::from(content.byte()?) + 1;
    let columns = usize::from(content.byte()?) + 1;
    let size = (content.item(long)?, content.item(long)?);
    Some((Grid { columns, rows }, size))
}

impl<'a> Still<'a> {
    /// Finds the picture in `file`.
    pub(super) fn of(file: &'a [u8]) -> Result<Self, Problem> {
        let meta = Meta::of(file).ok_or(Problem::Unreadable)?;
        let primary = meta.primary;
        let one = Grid {
            columns: 1,
            rows: 1,
        };
        let (grid, size, items) = if meta.is_of_kind(primary, *b"grid") {
            let data = meta.data(primary)?;
            let (grid, size) = grid(Bytes(&data)).ok_or(Problem::Unreadable)?;
            let of_it = |it: &&Reference| it.kind == *b"dimg" && it.from == primary;
            let items = meta.references.iter().filter(of_it).map(|it| it.to);
            (grid, size, items.take(TILES_MAX + 1).collect())
        } else {
            let size = meta.size(primary).ok_or(Problem::Unreadable)?;
            (one, size, vec![primary])
        };
        let count = grid.columns.saturating_mul(grid.rows);
        let are_tiles = items.iter().all(|item| meta.is_of_kind(*item, *b"av01"));
        if count > TILES_MAX || items.len() != count || !are_tiles {
            return Err(Problem::Unreadable);
        }
        let sizes = items.iter().map(|item| meta.size(*item));
        let tile_sizes: Option<Vec<_>> = sizes.collect();
        let (mut tiles, mut put_together) = (Vec::new(), 0);
        for item in &items {
            let tile = meta.data(*item)?;
            if let Cow::Owned(tile) = &tile {
                put_together += tile.len();
            }
            // No two tiles are the same bytes.
            if put_together > file.len() {
                return Err(Problem::Unreadable);
            }
            tiles.push(tile);
        }
        let alpha = meta.alpha();
        // What can be seen through a grid is a grid of its own, which nobody makes.
        if alpha.is_some_and(|alpha| !meta.is_of_kind(alpha, *b"av01") || count > 1) {
            return Err(Problem::Unreadable);
        }
        let premultiplied = |alpha: u32| {
            let mut all = meta.references.iter();
            all.any(|it| it.kind == *b"prem" && it.from == primary && it.to == alpha)
        };
        let (colours, profile) = meta.colours();
        let cropped = meta.property(primary, *b"clap");
        Ok(Self {
            size,
            tiles,
            tile_sizes: tile_sizes.ok_or(Problem::Unreadable)?,
            grid,
            premultiplied: alpha.is_some_and(premultiplied),
            alpha: alpha.map(|alpha| meta.data(alpha)).transpose()?,
            colours,
            profile,
            crop: cropped.and_then(|content| crop(content, size)),
            orientation: meta.orientation(),
        })
    }
}
