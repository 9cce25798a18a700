//! Moderation (审核): reports, strikes, photos that look alike, dictionaries.

mod aliases;
mod appeals;
mod dictionaries;
mod likeness;
mod merge;
mod queue;
mod reports;
mod strikes;

pub use dictionaries::EntryValues;
pub use likeness::LikePhoto;
pub use queue::{AlikeRow, QueueRow};
pub use reports::NewReport;
pub use strikes::{NewStrike, StrikeRow};

use crate::{Error, Result, Store};
use std::str::FromStr;

/// Reads what moderation needs.
pub struct Moderation<'a> {
    pub(crate) store: &'a Store,
}

/// A stored word as the enum it stands for.
fn word<T: FromStr>(column: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::unreadable(column, text))
}
