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

/// `text` as a pattern for `LIKE … ESCAPE '!'` that it is a part of, in small letters.
fn part_of(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let escaped = text.chars().flat_map(|c| {
        let special = matches!(c, '%' | '_' | '!');
        special.then_some('!').into_iter().chain([c])
    });
    ["%", &escaped.collect::<String>(), "%"].concat()
}
