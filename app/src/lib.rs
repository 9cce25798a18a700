//! Everything a person sees: rendered on the server, hydrated in the browser.
//!
//! A feature is a folder below [`features`]: its page, its server functions, and the components
//! that only it uses. What all pages share is in `layout`; what knows no feature is in crate `ui`.

// Views are deeply nested types.
#![recursion_limit = "256"]

mod codec;
pub mod context;
pub mod error;
pub mod features;
mod format;
pub mod forms;
#[cfg(feature = "ssr")]
pub mod installed;
mod layout;
pub mod locales;
#[cfg(feature = "ssr")]
pub mod preview;
mod routes;
#[cfg(feature = "ssr")]
mod shell;
pub mod theme;

pub use layout::{PREVIEW_HEIGHT, PREVIEW_WIDTH};
pub use locales::Locale;
pub use routes::{App, pages_below};
#[cfg(feature = "ssr")]
pub use shell::shell;
pub use theme::Theme;
