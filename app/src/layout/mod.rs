//! What surrounds every page.

mod display;
mod drawn_once;
mod error_page;
mod module_script;
mod page_head;
mod place_name;
pub(crate) mod search_box;
mod site_account;
mod site_footer;
mod site_header;
mod site_nav;
mod structured_data;
mod time_ago;

pub(crate) use drawn_once::drawn_once;
pub(crate) use error_page::{NotFoundPage, error_head, error_message, error_view};
#[cfg(feature = "ssr")]
pub(crate) use module_script::import_map;
pub(crate) use module_script::{DeskStyle, ModuleScript};
pub(crate) use page_head::{About, Preview, page_head};
pub use page_head::{PREVIEW_HEIGHT, PREVIEW_WIDTH};
pub(crate) use place_name::{chinese, lang_of, place_line, place_name, with_places};
pub(crate) use search_box::{FIND_FORM, SearchBox, search_box};
pub(crate) use site_account::{avatar_address, sign_in_path};
pub(crate) use site_footer::site_footer;
pub(crate) use site_header::site_header;
pub(crate) use structured_data::{
    breadcrumb_list, item_list, page_address, structured_data, web_site,
};
pub(crate) use time_ago::day_ago;
