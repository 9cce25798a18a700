//! The site as an app on somebody's device: what it is called and looks like there, and the page
//! that stands in for others without a network. Only the server draws these.

mod manifest;
mod offline;
mod text;

pub use manifest::manifest;
pub use offline::offline_page;

use crate::Locale;
use text::InstalledText;

const fn text_of(locale: Locale) -> &'static InstalledText {
    match locale {
        Locale::ZhCn => &text::ZH_CN,
        Locale::En => &text::EN,
    }
}
