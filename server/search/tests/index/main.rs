//! The index against a naive reading of what a search means, and against crashes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod clusters;
mod corpus;
mod crashes;
mod cursor;
mod homes;
mod live;
mod market;
mod neighbours;
mod places;
mod properties;
mod reference;
mod tolerance;
