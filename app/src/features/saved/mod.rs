//! Homes that somebody keeps in the browser: favourites and history. The module `saved` of
//! `frontend/modules` holds them; these pages show them.

#[cfg(feature = "ssr")]
mod action_text;
mod kept;
mod saved_page;
mod server_fns;
mod text;
mod view;

pub use saved_page::SavedRoute;
pub use server_fns::{ListingsByIds, listings_by_ids};
