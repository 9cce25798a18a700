//! Listings in the hands of those who publish them.

mod edit;
mod life;

use crate::endpoint::{Endpoint, delete, get, post, put};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/account/listings", life::list),
        post("/account/listings/confirmations", life::confirm),
        post("/listings", edit::start),
        delete("/listings/{id}", edit::delete_draft),
        post("/listings/{id}/copies", edit::duplicate),
        get("/listings/{id}/edit", edit::show),
        post("/listings/{id}/edit", edit::begin),
        put("/listings/{id}/edit", edit::save),
        delete("/listings/{id}/edit", edit::discard),
        get("/listings/{id}/preview", edit::preview),
        put("/listings/{id}/submission", life::submit),
        delete("/listings/{id}/submission", life::recall),
        post("/listings/{id}/steps", life::step),
        post("/rent-suggestions", edit::suggest_rent),
    ]
}
