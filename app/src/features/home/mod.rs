//! The home page.

mod hero;
mod home_page;
mod server_fns;
pub(crate) mod text;

pub use home_page::HomeRoute;
pub use server_fns::{Home, home};

#[cfg(all(test, feature = "ssr"))]
pub(super) use home_page::home_view;
