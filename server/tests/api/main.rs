//! Drives the whole router in process, as a browser or a program would. One module per address.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod access_matrix;
mod accounts;
mod ask;
mod assets;
mod bad_input;
mod client;
mod compare_page;
mod design;
mod floor_plans;
mod following;
mod health;
mod home;
mod installed;
mod listing_page;
mod locale;
mod market_page;
mod modules;
mod people;
mod photos;
mod places;
mod previews;
mod saved_pages;
mod search_page;
mod security;
mod server_functions;
mod sitemap;
mod theme;
mod understanding;
mod v1;
