//! One picture of AV1, decoded within limits.

use super::{super::picture::Problem, file::Colours};
use re_rav1d::{
    Decoder, Error, Picture, PixelLayout, PlanarImageComponent as Component, Plane, Settings, pixel,
};

/// The most frames in the data of one still picture: more than one where it is there in layers. More
/// would be work without end for what is never shown.
const FRAMES_MAX: usize = 8;
/// The kinds of units that are, or begin, a frame.
const FRAMES: [u8; 2] = [3, 6];

/// How many frames `data` has; nothing when it ends too early or makes no sense.
pub(super) fn count(mut data: &[u8]) -> Option<usize> {
    let mut frames = 0;
    while let [head, rest @ ..] = data {
        if head & 0x80 != 0 {
            return None;
        }
        let mut rest = rest;
        if head & 4 != 0 {
            rest = rest.get(1..)?;
        }
        let mut length = rest.len();
        if head & 2 != 0 {
            // Seven bits a byte, the lowest first.
            let last = rest.iter().take(8).position(|byte| byte & 0x80 == 0)?;
            let (bytes, content) = rest.split_at(last + 1);
            let number = bytes.iter().rev();
            let number = number.fold(0_u64, |number, byte| (number << 7) | u64::from(byte & 0x7f));
            length = usize::try_from(number).ok()?;
            rest = content;
        }
        frames += usize::from(FRAMES.contains(&((head >> 3) & 15)));
        data = rest.get(length..)?;
    }
    Some(frames)
}

/// Whether `data` is one still picture, as far as is told without decoding it.
pub(super) fn look(data: &[u8]) -> Result<(), Problem> {
    match count(data) {
        None => Err(Problem::Cut),
        Some(1..=FRAMES_MAX) => Ok(()),
        Some(_) => Err(Problem::Unreadable),
    }
}

/// A decoded picture.
pub(super) struct Frame {
    picture: Picture,
    planes: Vec<Plane>,
    /// Bits of a number.
    pub(super) depth: u32,
}

impl Frame {
    /// Decodes `data`, of at most `pixels_max` pixels.
    pub(super) fn decode(data: &[u8], pixels_max: u32) -> Result<Self, Problem> {
        look(data)?;
        let mut settings = Settings::new();
        // On the thread that asks for it, which gives way to others.
        settings.set_n_threads(1);
        settings.set_max_frame_delay(1);
        settings.set_all_layers(false);
        settings.set_frame_size_limit(pixels_max);
        let decoder = Decoder::with_settings(&settings);
        let mut decoder = decoder.map_err(|_| Problem::Unreadable)?;
        let mut sent = decoder.send_data(data.to_vec(), None, None, None);
        for _ in 0..=FRAMES_MAX {
            match sent {
                Ok(()) | Err(Error::Again) => {}
                Err(_) => return Err(Problem::Unreadable),
            }
            match decoder.get_picture() {
                Ok(picture) => return Self::of(picture),
                Err(Error::Again) => sent = decoder.send_pending_data(),
                Err(_) => return Err(Problem::Unreadable),
            }
        }
        Err(Problem::Unreadable)
    }

    fn of(picture: Picture) -> Result<Self, Problem> {
        let depth = picture.bits_per_component().map(|bits| bits.0);
        let depth = depth.and_then(|depth| u32::try_from(depth).ok());
        let components: &[Component] = match picture.pixel_layout() {
            PixelLayout::I400 => &[Component::Y],
            _ => &[Component::Y, Component::U, Component::V],
        };
        Ok(Self {
            planes: components.iter().map(|one| picture.plane(*one)).collect(),
            picture,
            depth: depth.ok_or(Problem::Unreadable)?,
        })
    }

    /// Pixels.
    pub(super) fn width(&self) -> usize {
        self.picture.width() as usize
    }

    /// Pixels.
    pub(super) fn height(&self) -> usize {
        self.picture.height() as usize
    }

    pub(super) fn is_grey(&self) -> bool {
        self.planes.len() < 3
    }

    /// Whether there is one colour for two pixels beside each other, and for two below each other.
    pub(super) fn halved(&self) -> (bool, bool) {
        match self.picture.pixel_layout() {
            PixelLayout::I400 | PixelLayout::I444 => (false, false),
            PixelLayout::I422 => (true, false),
            PixelLayout::I420 => (true, true),
        }
    }

    /// What its numbers mean, as AV1 itself says.
    pub(super) fn colours(&self) -> Colours {
        Colours {
            primaries: self.picture.color_primaries() as u16,
            transfer: self.picture.transfer_characteristic() as u16,
            matrix: self.picture.matrix_coefficients() as u16,
            full: self.is_full(),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.picture.color_range() == pixel::YUVRange::Full
    }

    /// The numbers of row `y` of plane 0, 1 or 2; fewer than there should be when there are not as many.
    pub(super) fn row(&self, plane: usize, y: usize) -> impl Iterator<Item = u16> {
        let component = if plane == 0 {
            Component::Y
        } else {
            Component::U
        };
        let stride = self.picture.stride(component) as usize;
        let width = match plane {
            0 => self.width(),
            _ if self.halved().0 => self.width().div_ceil(2),
            _ => self.width(),
        };
        let bytes = self.planes.get(plane).map_or(&[][..], AsRef::as_ref);
        let row = bytes.get(y * stride..).unwrap_or_default();
        let wide = usize::from(self.depth > 8);
        (0..width).map_while(move |x| match wide {
            0 => row.get(x).copied().map(u16::from),
            _ => Some(u16::from_ne_bytes([*row.get(2 * x)?, *row.get(2 * x + 1)?])),
        })
    }
}
