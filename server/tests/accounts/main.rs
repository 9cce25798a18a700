//! The use cases of accounts over a database of their own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod admins;
mod contacts;
mod delegates;
mod demo;
mod gone;
mod leaving;
mod messages;
mod outside;
mod people;
mod profile;
mod sessions;
mod sign_in;
mod sign_up;
