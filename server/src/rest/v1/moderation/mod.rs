//! What waits for a decision, appeals, reports and strikes.

mod decisions;
mod reports;

use super::answer::Made;
use super::contract::{delete, get, post, put};
use crate::endpoint::Endpoint;
use domain::{
    AppealId, ReportId,
    moderation::{
        appeal::AppealStanding,
        queue::{Queue, Review},
        report::{OwnReport, Report},
        strike::Standing,
    },
};
use serde_json::json;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/moderation", decisions::queue)
            .says("Lists what waits for a decision")
            .answers::<Queue>(),
        get("/moderation/{id}", decisions::review)
            .says("Shows what is to be decided about a home")
            .answers::<Review>(),
        post("/moderation/{id}/approval", decisions::approve)
            .says("Publishes what was written about a home")
            .does(),
        post("/moderation/{id}/rejection", decisions::reject)
            .says("Sends back what was written about a home")
            .does(),
        post("/moderation/{id}/takedown", decisions::take_down)
            .says("Takes a public home down")
            .does(),
        get("/listings/{id}/appeal", decisions::appeal_standing)
            .says("Says how an appeal about a home stands")
            .answers::<AppealStanding>(),
        post("/listings/{id}/appeal", decisions::appeal)
            .says("Appeals against a decision about a home")
            .example(json!({ "body": "照片是上周拍的。" }))
            .creates::<Made<AppealId>>("/listings/{path}/appeal"),
        put("/appeals/{id}/answer", decisions::answer_appeal)
            .says("Answers an appeal")
            .does(),
        get("/account/reports", reports::own)
            .says("Lists what one reported")
            .lists::<OwnReport>(),
        post("/account/reports", reports::make)
            .says("Reports a home")
            .creates::<Made<ReportId>>("/account/reports")
            .refuses(404, "There is no such home."),
        get("/account/standing", reports::own_standing)
            .says("Shows one's own strikes")
            .answers::<Standing>(),
        get("/reports", reports::list)
            .says("Lists what renters reported")
            .lists::<Report>(),
        put("/reports/{id}/answer", reports::answer)
            .says("Answers a report")
            .does(),
        get("/users/{id}/strikes", reports::standing)
            .says("Shows somebody's strikes")
            .answers::<Standing>(),
        delete("/strikes/{id}", reports::lift)
            .says("Takes a strike back")
            .does(),
    ]
}
