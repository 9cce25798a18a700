//! The listing index: full text, filters, facets, orders, statistics. It answers a result page with
//! its cards, without the database.
//!
//! Two structures stand side by side and are swapped together, so that a search sees one state:
//!
//! - the **model** ([`model`]): listings in columns, one shard per city, with a bitmap for each value
//!   of each filter, presorted orders, and rents and areas as bit slices. It lives in memory, is
//!   copied on write, and is saved as a snapshot file;
//! - the **text index** ([`text`]): Tantivy, which maps words to listings and nothing else.
//!
//! Both remember the position of the last event they hold. After a crash the index opens at the
//! older of the two; applying later events again changes nothing.

mod bits;
mod classic;
mod error;
mod index;
mod model;
mod query;
mod snapshot;
mod suggest;
mod text;
mod understand;

pub use classic::{HomeOrder, HomeRow, Homes, HomesQuery};
pub use error::{Error, Result};
pub use index::{Change, ListingIndex};
pub use model::PlacePoints;
pub use query::{Ask, Supply, Whole, most_first};
pub use suggest::{Names, Place, Suggested};
pub use understand::Understanding;
