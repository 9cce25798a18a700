//! What surrounds every page.

mod error_page;
mod module_script;
mod search_box;
mod site_footer;
mod site_header;
mod title;

pub(crate) use error_page::{NotFoundPage, error_head, error_message, error_view};
#[allow(unused_imports, reason = "the pages with modules come next")]
pub(crate) use module_script::{ModuleScript, import_map};
pub(crate) use search_box::{FIND_FORM, SearchBox};
pub(crate) use site_footer::site_footer;
pub(crate) use site_header::site_header;
pub(crate) use title::title_text;
