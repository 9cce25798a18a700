//! Homes in the hands of those who publish them: the list of one's own, and the editor.

mod differences;
mod editor;
mod editor_page;
mod fields;
mod life;
mod own_page;
mod photo_board;
mod photo_fns;
mod photo_text;
mod preview_page;
mod server_fns;
mod start_page;
mod suggestion;
mod text;

pub(crate) use differences::{changes_table, value_of};
pub(crate) use editor_page::editor_page;
pub(crate) use own_page::own_page;
pub use photo_fns::*;
pub(crate) use preview_page::preview_page;
pub use server_fns::*;
pub(crate) use start_page::start_page;
