//! Listings in the hands of those who publish them.

mod edit;
mod life;

use super::answer::Made;
use super::contract::{delete, get, post, put};
use crate::endpoint::Endpoint;
use domain::{
    ListingDetail, ListingId,
    offer::{EditorPage, RentSuggestion, Saved},
};
use serde_json::json;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/account/listings", life::list)
            .says("Lists one's own homes")
            .answers::<life::OwnHomes>(),
        post("/account/listings/confirmations", life::confirm)
            .says("Says that homes are still to be had")
            .example(json!({ "ids": [1, 2] }))
            .answers::<life::Confirmed>()
            .refuses(404, "One of them is not one's own."),
        post("/listings", edit::start)
            .says("Begins a draft")
            .example(json!({ "mode": "entire", "city": "110100", "rent": "5200" }))
            .creates::<Made<ListingId>>("/listings/{id}/edit"),
        delete("/listings/{id}", edit::delete_draft)
            .says("Deletes a draft that never was public")
            .does(),
        post("/listings/{id}/copies", edit::duplicate)
            .says("Begins a draft like this home")
            .creates::<Made<ListingId>>("/listings/{id}/edit"),
        get("/listings/{id}/edit", edit::show)
            .says("Shows what is being written about a home")
            .answers::<EditorPage>(),
        post("/listings/{id}/edit", edit::begin)
            .says("Begins to write about a public home")
            .tells(
                "From what is public of it, its photos included. Nothing where somebody has begun.",
            )
            .answers::<EditorPage>(),
        put("/listings/{id}/edit", edit::save)
            .says("Keeps what is written about a home")
            .tells("409 with what differs when somebody saved in between.")
            .example(json!({ "version": 0, "form": { "rent": "5300" } }))
            .answers::<Saved>()
            .also::<Saved>(
                409,
                "Somebody saved in between; the answer says what differs.",
            ),
        delete("/listings/{id}/edit", edit::discard)
            .says("Drops the changes of a public home")
            .does(),
        get("/listings/{id}/preview", edit::preview)
            .says("Shows a home as renters would see it")
            .answers::<ListingDetail>(),
        put("/listings/{id}/submission", life::submit)
            .says("Hands a home in for review")
            .answers::<life::Outcome>(),
        delete("/listings/{id}/submission", life::recall)
            .says("Takes a home back from review")
            .does(),
        post("/listings/{id}/steps", life::step)
            .says("Moves a home on in its life")
            .example(json!({ "action": "reserve" }))
            .answers::<life::Standing>(),
        post("/rent-suggestions", edit::suggest_rent)
            .says("Suggests a rent for a home")
            .tells("`null` where too few homes are comparable.")
            .answers::<Option<RentSuggestion>>(),
    ]
}
