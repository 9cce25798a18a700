//! Public listings.

mod detail;
mod list;

use crate::endpoint::{Endpoint, get};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/listings", list::list),
        get("/listings/{id}", detail::detail),
    ]
}
