//! What waits for a decision, appeals, reports and strikes.

mod decisions;
mod reports;

use crate::endpoint::{Endpoint, delete, get, post, put};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/moderation", decisions::queue),
        get("/moderation/{id}", decisions::review),
        post("/moderation/{id}/approval", decisions::approve),
        post("/moderation/{id}/rejection", decisions::reject),
        post("/moderation/{id}/takedown", decisions::take_down),
        get("/listings/{id}/appeal", decisions::appeal_standing),
        post("/listings/{id}/appeal", decisions::appeal),
        put("/appeals/{id}/answer", decisions::answer_appeal),
        get("/account/reports", reports::own),
        post("/account/reports", reports::make),
        get("/account/standing", reports::own_standing),
        get("/reports", reports::list),
        put("/reports/{id}/answer", reports::answer),
        get("/users/{id}/strikes", reports::standing),
        delete("/strikes/{id}", reports::lift),
    ]
}
