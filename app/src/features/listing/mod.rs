//! One home: its card in lists, and its page.

mod card;
mod components;
mod listing_page;
mod over;
mod schema;
mod server_fns;

pub(crate) use card::{listing_card, listing_path};
pub(crate) use components::ratings;
pub use listing_page::ListingPage;
pub use server_fns::{Listing, listing};

#[cfg(all(test, feature = "ssr"))]
pub(super) use listing_page::listing_view;
