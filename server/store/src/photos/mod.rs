//! Uploaded photos, and the photos of what is being written about listings.

mod edit;
mod publish;
mod uploaded;

pub use uploaded::{CollectedPhoto, DrawnPhoto, WaitingPhoto};

use crate::{Result, Store, dialect::run};
use domain::{ListingId, ListingStatus, UserId};

/// Reads photos.
pub struct Photos<'a> {
    pub(crate) store: &'a Store,
}

/// Whose photos the photos of a listing are, and whether they may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoOwner {
    /// Who published it; nothing for homes that came by an import.
    pub publisher: Option<UserId>,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// Whether what is being written about it may be changed; `None` where nothing is being written.
    pub open: Option<bool>,
}

impl Photos<'_> {
    /// Whose photos the photos of `listing` are; nothing for a listing that is not there.
    pub async fn owner(&self, listing: ListingId) -> Result<Option<PhotoOwner>> {
        let row: Option<(Option<i64>, String, Option<String>)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT listing.publisher_id, listing.status, listing_edit.state FROM listing \
                 LEFT JOIN listing_edit ON listing_edit.listing_id = listing.id \
                 WHERE listing.id = $1"
            )
            .bind(listing.0)
            .fetch_optional(db))?;
        row.map(|(publisher, status, state)| {
            Ok(PhotoOwner {
                publisher: publisher.map(UserId),
                status: word("listing.status", &status)?,
                open: state.map(|state| state == "open"),
            })
        })
        .transpose()
    }
}

/// A stored word as the enum it stands for.
fn word<T: std::str::FromStr>(column: &str, text: &str) -> Result<T> {
    let unreadable = |_| crate::Error::unreadable(column, text);
    text.parse().map_err(unreadable)
}
