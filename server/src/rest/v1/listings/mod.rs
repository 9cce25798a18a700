//! Public listings.

mod detail;
mod list;
mod photos;

use crate::endpoint::{Endpoint, delete, get, patch, post, put};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/listings", list::list),
        get("/listings/{id}", detail::detail),
        get("/listings/{id}/photos", photos::list),
        post("/listings/{id}/photos", photos::add).counting_itself(),
        put("/listings/{id}/photos/order", photos::order),
        patch("/listings/{id}/photos/{photo}", photos::describe),
        delete("/listings/{id}/photos/{photo}", photos::delete),
    ]
}
