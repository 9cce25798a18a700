//! The built binary, run as a person runs it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod accounts;
mod api_page;
mod demo;
mod import;
mod photos;
mod program;
mod serve;
mod settings;
