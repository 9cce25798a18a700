//! The use cases of agents over a database of their own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod business;
mod counts;
mod dashboard;
mod licences;
#[path = "../accounts/people.rs"]
#[allow(dead_code, reason = "each set of tests knows other people")]
mod people;
mod profile;
mod reviews;
mod small_pool;
