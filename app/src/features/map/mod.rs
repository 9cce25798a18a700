//! Homes on the map: another way to look at the same search.

mod map_page;
mod server_fns;
mod text;

pub use map_page::MapPage;
pub use server_fns::{MapSearch, ShowMap, show_map};

#[cfg(all(test, feature = "ssr"))]
pub(super) use map_page::map_view;
