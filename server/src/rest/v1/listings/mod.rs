//! Public listings.

mod detail;
mod download;
mod list;
mod photos;

use crate::{
    endpoint::{Endpoint, delete, get, patch, post, put},
    http::cached::Keep,
};

const LIST: Keep = Keep::seconds("listings", 120)
    .of_homes()
    .same_for_everybody();
const DETAIL: Keep = Keep::seconds("listing", 300).same_for_everybody();

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/listings", list::list).cached(LIST),
        get("/listings.csv", download::csv),
        get("/listings.jsonl", download::lines),
        get("/listings/{id}", detail::detail).cached(DETAIL),
        get("/listings/{id}/photos", photos::list),
        post("/listings/{id}/photos", photos::add).counting_itself(),
        put("/listings/{id}/photos/order", photos::order),
        patch("/listings/{id}/photos/{photo}", photos::describe),
        delete("/listings/{id}/photos/{photo}", photos::delete),
    ]
}
