//! Public listings.

mod detail;
mod download;
mod fields;
mod list;
mod photos;

pub(super) use list::SearchTerms;

use super::contract::{delete, get, patch, post, put};
use crate::{endpoint::Endpoint, http::cached::Keep};
use domain::{
    ListingId,
    photo::{EditPhoto, PhotoList},
};

const LIST: Keep = Keep::seconds("listings", 120)
    .of_homes()
    .same_for_everybody();
const DETAIL: Keep = Keep::seconds("listing", 300).same_for_everybody();

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/listings", list::list)
            .says("Searches homes")
            .tells(list::ABOUT)
            .for_everybody()
            .takes_query::<list::SearchTerms>()
            .takes_query::<list::ListTerms>()
            .answers::<list::Homes>()
            .refuses(404, "There is no such page.")
            .cached(LIST),
        get("/listings.csv", download::csv)
            .says("Gives all homes that match as a table for spreadsheets")
            .tells(download::ABOUT)
            .for_everybody()
            .takes_query::<list::SearchTerms>()
            .gives("text/csv"),
        get("/listings.jsonl", download::lines)
            .says("Gives all homes that match, one JSON object a line")
            .tells(download::ABOUT)
            .for_everybody()
            .takes_query::<list::SearchTerms>()
            .gives("application/jsonl"),
        get("/listings/{id}", detail::detail)
            .says("Shows a home")
            .for_everybody()
            .takes_id::<ListingId>()
            .takes_query::<detail::DetailTerms>()
            .answers::<detail::Home>()
            .refuses(410, "It was let or taken back, or nobody confirmed it.")
            .cached(DETAIL),
        get("/listings/{id}/photos", photos::list)
            .says("Lists the photos of what is being written about a home")
            .answers::<PhotoList>(),
        post("/listings/{id}/photos", photos::add)
            .counting_itself()
            .says("Adds a photo")
            .tells("The picture as the body itself, or as the field `photo` of a form.")
            .takes("image/*")
            .takes_files(&["photo"])
            .unkeyed()
            .creates::<EditPhoto>("/listings/{path}/photos/{id}"),
        put("/listings/{id}/photos/order", photos::order)
            .says("Puts the photos in order")
            .tells("Every photo once, the main one first.")
            .answers::<PhotoList>(),
        get("/listings/{id}/photos/{photo}", photos::show)
            .says("Shows a photo of what is being written about a home")
            .answers::<EditPhoto>(),
        patch("/listings/{id}/photos/{photo}", photos::describe)
            .says("Says what a photo shows")
            .tells("What is not named stays.")
            .answers::<EditPhoto>(),
        delete("/listings/{id}/photos/{photo}", photos::delete)
            .says("Takes a photo away")
            .does(),
    ]
}
