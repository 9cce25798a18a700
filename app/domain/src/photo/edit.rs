//! The photos of what is being written about a home.

use super::PhotoRef;
use crate::{FieldError, PhotoId, listing::words};
use serde::{Deserialize, Serialize};

/// The most photos of a home.
pub const PHOTOS_MAX: usize = 30;
/// The largest file that is taken as a photo, in bytes.
pub const PHOTO_BYTES_MAX: u64 = 20 << 20;
/// The longest caption, in characters.
pub const CAPTION_MAX: usize = 60;

words! {
    /// What a photo shows.
    PhotoRoom {
        /// 客厅.
        Living = "living",
        /// 卧室.
        Bedroom = "bedroom",
        /// 厨房.
        Kitchen = "kitchen",
        /// 卫生间.
        Bathroom = "bathroom",
        /// 餐厅.
        Dining = "dining",
        /// 书房.
        Study = "study",
        /// 阳台.
        Balcony = "balcony",
        /// 外景.
        Outside = "outside",
        /// 户型图.
        Plan = "plan",
    }
}

words! {
    /// How far an uploaded photo is.
    PhotoState {
        /// It waits for being drawn anew, or is just being drawn.
        Waiting = "waiting",
        /// It can be shown.
        Ready = "ready",
        /// It cannot be drawn; the problem says why.
        Failed = "failed",
    }
}

/// A photo of what is being written about a home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditPhoto {
    /// Its number in what is being written; that of the public photo is another.
    pub id: PhotoId,
    /// How far it is.
    pub state: PhotoState,
    /// The picture, once it is ready.
    pub photo: Option<PhotoRef>,
    /// What it shows, where somebody said it.
    pub room: Option<PhotoRoom>,
    /// A line about it, 1 to 60 characters.
    pub caption: Option<String>,
    /// Why it failed, as the code of a problem.
    pub problem: Option<String>,
}

/// The photos of what is being written about a home, in their order: the first is the main one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhotoList {
    /// All of them.
    pub photos: Vec<EditPhoto>,
    /// Whether they may be changed: not while somebody looks through what was handed in.
    pub open: bool,
}

impl PhotoList {
    /// Whether any is not drawn yet.
    pub fn is_waiting(&self) -> bool {
        let waits = |photo: &EditPhoto| photo.state == PhotoState::Waiting;
        self.photos.iter().any(waits)
    }
}

/// What is said of a photo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PhotoWords {
    /// A line about it; nothing or white space for none.
    pub caption: String,
    /// The word of the [`PhotoRoom`]; nothing for none.
    pub room: String,
}

/// What is said of a photo, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedWords {
    /// A line about it.
    pub caption: Option<String>,
    /// What it shows.
    pub room: Option<PhotoRoom>,
}

impl PhotoWords {
    /// What is kept of it.
    ///
    /// # Errors
    /// `caption` with `too_long`, `room` with `unknown_value`.
    pub fn check(&self) -> Result<CheckedWords, Vec<FieldError>> {
        let wrong = |field: &str, code: &str| FieldError {
            field: field.into(),
            code: code.into(),
        };
        let mut problems = Vec::new();
        // One line, whatever was pasted.
        let words: Vec<&str> = self
            .caption
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect();
        let caption = words.join(" ");
        if caption.chars().count() > CAPTION_MAX {
            problems.push(wrong("caption", "too_long"));
        }
        let room = match self.room.trim() {
            "" => None,
            word => word
                .parse()
                .map_err(|_| problems.push(wrong("room", "unknown_value")))
                .ok(),
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(CheckedWords {
            caption: (!caption.is_empty()).then_some(caption),
            room,
        })
    }
}

/// Where a photo goes when it is moved one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoMove {
    /// One place towards the beginning.
    Earlier,
    /// One place towards the end.
    Later,
    /// To the beginning: it becomes the main one.
    First,
}

impl PhotoMove {
    /// The move that a form calls `word`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "earlier" => Some(Self::Earlier),
            "later" => Some(Self::Later),
            "first" => Some(Self::First),
            _ => None,
        }
    }

    /// `order` after `photo` was moved; the same when it is not there or cannot go further.
    pub fn of(self, photo: PhotoId, order: &[PhotoId]) -> Vec<PhotoId> {
        let mut moved = order.to_vec();
        if let Some(from) = moved.iter().position(|id| *id == photo) {
            let to = match self {
                Self::Earlier => from.saturating_sub(1),
                Self::Later => (from + 1).min(moved.len() - 1),
                Self::First => 0,
            };
            moved.remove(from);
            moved.insert(to, photo);
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(caption: &str, room: &str) -> PhotoWords {
        PhotoWords {
            caption: caption.into(),
            room: room.into(),
        }
    }

    #[test]
    fn a_caption_is_one_line_of_sixty_characters() {
        let kept = words("  朝南的\n客厅\u{0} ", "living").check().unwrap();
        assert_eq!(kept.caption.as_deref(), Some("朝南的 客厅"));
        assert_eq!(kept.room, Some(PhotoRoom::Living));
        assert_eq!(words(" \t", "").check().unwrap().caption, None);
        assert!(words(&"光".repeat(60), "").check().is_ok());
        let wrong = words(&"光".repeat(61), "garage").check().unwrap_err();
        let wrong: Vec<&str> = wrong.iter().map(|wrong| wrong.code.as_str()).collect();
        assert_eq!(wrong, ["too_long", "unknown_value"]);
    }

    #[test]
    fn a_photo_moves_within_the_order() {
        let order: Vec<PhotoId> = [1, 2, 3].map(PhotoId).to_vec();
        let moved = |step: PhotoMove, id| -> Vec<i64> {
            let moved = step.of(PhotoId(id), &order);
            moved.into_iter().map(|id| id.0).collect()
        };
        assert_eq!(moved(PhotoMove::Earlier, 2), [2, 1, 3]);
        assert_eq!(moved(PhotoMove::Earlier, 1), [1, 2, 3]);
        assert_eq!(moved(PhotoMove::Later, 2), [1, 3, 2]);
        assert_eq!(moved(PhotoMove::Later, 3), [1, 2, 3]);
        assert_eq!(moved(PhotoMove::First, 3), [3, 1, 2]);
        assert_eq!(moved(PhotoMove::First, 9), [1, 2, 3]);
    }
}
