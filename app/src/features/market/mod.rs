//! The market: what homes cost, by place, size, rooms and time.

mod components;
#[cfg(feature = "ssr")]
mod export;
mod labels;
mod links;
mod market_page;
mod server_fns;
pub(crate) mod text;

#[cfg(feature = "ssr")]
pub use export::{Cell, Export, as_of, export};
pub use market_page::MarketPage;
pub use server_fns::{MarketOf, market_of};

#[cfg(all(test, feature = "ssr"))]
pub(super) use market_page::market_view;
