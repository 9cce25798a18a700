//! Finding homes: the search page.

mod chips;
mod components;
#[cfg(feature = "ssr")]
mod export;
mod filter_form;
mod places;
mod search_page;
mod server_fns;

pub(super) use chips::chips;
pub(super) use components::{filter_foot, filter_sheet, filters, results, summary};
#[cfg(feature = "ssr")]
pub use export::{home_columns, home_row, search_file};
pub(super) use filter_form::FilterForm;
pub(super) use places::{name_of, place_of};
pub use search_page::SearchPage;
pub(super) use search_page::kept;
pub use server_fns::{SearchListings, search_listings};

#[cfg(all(test, feature = "ssr"))]
pub(super) use search_page::search_view;
