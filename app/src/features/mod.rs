//! What people do here, one folder each.

pub mod listing;
pub mod search;
