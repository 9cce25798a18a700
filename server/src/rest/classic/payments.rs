//! Paying a deposit to hold a home: nobody does that here, and clients are told so.

use super::{
    answer,
    asked::{Asked, Id},
};
use crate::endpoint::{Endpoint, get};
use axum::{http::StatusCode, response::Response};
use domain::ListingId;
use serde::Serialize;

/// No payment was begun.
const NOT_BEGUN: u32 = 400_002;

#[derive(Serialize)]
struct Outcome {
    code: u32,
    message: &'static str,
    url: &'static str,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/api/payments/{id}/", pay)]
}

/// `GET /api/payments/{id}/`
async fn pay(asked: Asked, Id(id): Id<ListingId>) -> Response {
    if let Err(error) = asked.caller.signed_in() {
        return asked.refused(error);
    }
    let there = asked.services.classic_home(id, |_, _, _| ());
    if let Err(error) = there.await {
        return asked.refused(error);
    }
    let outcome = Outcome {
        code: NOT_BEGUN,
        message: "本站不代收定金，请预约看房后与房东或经理人当面签约付款",
        url: "",
    };
    answer::json(StatusCode::OK, &outcome)
}
