//! Listings in the hands of those who publish them: their life, what is written about them, and how
//! good it is.

mod content;
mod form;
mod import;
mod life;
mod own;
mod quality;
mod review;
mod suggestion;

pub use content::{ListingContent, STREET_MAX, TAG_MAX, TAGS_MAX};
pub use form::{LeftOpen, ListingForm};
pub use import::{
    EXTERNAL_ID, IMPORT_BYTES_MAX, IMPORT_COLUMNS, IMPORT_ENTRIES_MAX, IMPORT_PAGE,
    IMPORT_ROWS_MAX, IMPORT_UNDO_HOURS, IMPORT_UNPACKED_MAX, IMPORT_ZIP_BYTES_MAX, ImportColumn,
    ImportCounts, ImportKind, ImportLine, ImportList, ImportOutcome, ImportPage, ImportPhoto,
    ImportPhotoCounts, ImportPhotoState, ImportShelf, ImportState, ImportSummary, import_field,
};
pub use life::{Actor, CONFIRM_DAYS, EXPIRED_DAYS, ListingAction, SHOWN_DAYS};
pub use own::{
    EditState, EditorPage, EstateChoice, OwnListing, OwnPage, OwnQuery, OwnShelf, OwnSort, Preview,
    Saved, Step,
};
pub use quality::{Missing, PHOTOS_GOOD, Quality};
pub use review::{RENT_LIVE_PERCENT, changes, needs_review};
pub use suggestion::{Basis, RentSuggestion};
