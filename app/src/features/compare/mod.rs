//! Homes side by side.

mod compare_page;
mod rows;
mod server_fns;
mod table;
mod text;

pub use compare_page::ComparePage;
pub use server_fns::{CompareHomes, compare_homes};

#[cfg(all(test, feature = "ssr"))]
pub(super) use compare_page::compare_view;
