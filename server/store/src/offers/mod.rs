//! Listings in the hands of those who publish them: what is written about them, and their steps.

mod edits;
mod gone;
mod import_photos;
mod imports;
mod list;
mod photos;
mod places;
mod steps;

pub use edits::{EditRecord, OfferRecord};
pub use import_photos::{ImportFile, NewImportPhoto};
pub use imports::{ImportBatch, ImportRow};
pub use list::OwnCut;
pub use places::PlaceChoices;
pub use steps::{NewStep, StepRecord};

use crate::Store;

/// Reads listings for those who publish and check them.
pub struct Offers<'a> {
    pub(crate) store: &'a Store,
}
