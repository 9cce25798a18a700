//! One home: its card in lists, and its page.

mod card;
mod components;
mod listing_page;
mod over;
mod schema;
mod server_fns;
mod text;

pub(crate) use card::{floor_plan, listing_card, listing_path, photo_view, picture_subject};
pub(crate) use components::{PayParam, amount, answers, ratings, terms_links, verdict_words};
pub use listing_page::ListingPage;
pub(crate) use listing_page::listing_view;
pub use server_fns::{Listing, listing};
