//! Photos of homes: taken from those who publish them, drawn anew, kept, and served in the sizes that
//! pages ask for.

mod archive;
mod avif;
mod draw;
mod garbage;
mod kind;
mod loose;
mod offer;
mod picture;
mod received;
mod serving;
mod state;
mod store;
mod tone;
mod variant;
mod worker;

pub use archive::ReceivedArchive;
pub(crate) use archive::{Entry, Homes, UnpackedPhoto};
pub use avif::{AvifReader, answer_with_picture};
pub use received::ReceivedPhoto;
pub use serving::{Found, Photos};
pub use state::PhotoSettings;
pub(crate) use state::PhotoShelf;
pub use store::{BucketSettings, Bytes, Chunk, Kept, PhotoStore};
pub use tone::{PALETTE, tone};
pub use worker::PhotoWorker;
