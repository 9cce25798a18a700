//! Drives the whole router in process, as a browser or a program would. One module per address.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod access_matrix;
mod accounts;
mod agents;
mod ask;
mod assets;
mod bad_input;
mod classic;
mod client;
mod compare_page;
mod contacts;
mod design;
mod floor_plans;
mod following;
mod health;
mod home;
mod home_photos;
mod installed;
mod listing_page;
mod locale;
mod market_page;
mod moderation;
mod modules;
mod offers;
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
mod webhooks;
