//! What people do here, one folder each.

pub mod account;
pub mod admin;
pub mod compare;
pub mod console;
pub mod contacts;
#[cfg(feature = "ssr")]
pub mod design;
pub mod dictionaries;
pub mod home;
pub mod listing;
pub mod map;
pub mod market;
pub mod moderation;
pub mod offer;
pub mod places;
pub mod saved;
pub mod search;

#[cfg(all(test, feature = "ssr"))]
mod page_tests;
#[cfg(all(test, feature = "ssr"))]
mod place_page_tests;
#[cfg(all(test, feature = "ssr"))]
pub(crate) mod samples;
