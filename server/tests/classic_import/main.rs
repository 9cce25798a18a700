//! Bringing over a classic system, as files and from its own database.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod again;
mod database;
mod dirt;
mod folder;
mod photos;
mod world;
