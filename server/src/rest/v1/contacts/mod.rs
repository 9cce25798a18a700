//! Renters and hosts in touch: enquiries, phone numbers, viewings, and what people keep for themselves.

mod enquiries;
mod homes;
mod own;
mod viewings;

use super::answer::Made;
use super::contract::{delete, get, patch, post, put};
use crate::endpoint::Endpoint;
use domain::{
    EnquiryId, SavedSearchId,
    contact::{Enquiry, EnquiryThread, HostHours, Notice, SavedSearch, Viewing},
};
use serde_json::json;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/listings/{id}/phone", homes::reveal_phone)
            .says("Shows the phone number of who offers a home")
            .unkeyed()
            .answers::<homes::Number>()
            .may_be_gone(),
        get("/listings/{id}/slots", homes::slots)
            .says("Lists when a home can be viewed")
            .answers_each::<homes::Slot>()
            .may_be_gone(),
        get("/enquiries", enquiries::list)
            .says("Lists enquiries")
            .lists::<Enquiry>(),
        post("/enquiries", enquiries::ask)
            .says("Asks about a home")
            .example(json!({ "listing": 1, "message": "您好，周末可以看房吗？" }))
            .creates::<Made<EnquiryId>>("/enquiries/{id}")
            .may_be_gone(),
        get("/enquiries/{id}", enquiries::show)
            .says("Shows an enquiry")
            .tells("Nothing of it is unread then.")
            .answers::<EnquiryThread>(),
        patch("/enquiries/{id}", enquiries::mark)
            .says("Marks an enquiry")
            .does(),
        post("/enquiries/{id}/messages", enquiries::answer)
            .says("Writes in an enquiry")
            .example(json!({ "message": "可以，周六下午两点。" }))
            .does(),
        get("/viewings", viewings::list)
            .says("Lists viewings")
            .lists::<Viewing>(),
        post("/viewings", viewings::book)
            .says("Books a viewing")
            .creates::<Viewing>("/viewings/{id}")
            .may_be_gone(),
        get("/viewings/{id}", viewings::show)
            .says("Shows a viewing")
            .answers::<Viewing>(),
        patch("/viewings/{id}", viewings::change)
            .says("Confirms, moves or calls a viewing off, or says what became of it")
            .answers::<Viewing>(),
        get("/account/hours", own::hours)
            .says("Shows when one shows homes")
            .answers::<HostHours>(),
        put("/account/hours", own::set_week)
            .says("Sets the hours of the week")
            .example(
                json!({ "week": ["09:00-18:00", "09:00-18:00", "", "", "", "10:00-16:00", ""] }),
            )
            .does(),
        put("/account/hours/{day}", own::set_day)
            .says("Sets other hours for one day")
            .example(json!({ "hours": "10:00-12:00" }))
            .does(),
        delete("/account/hours/{day}", own::unset_day)
            .says("Lets the hours of the week hold for one day again")
            .does(),
        get("/account/searches", own::searches)
            .says("Lists the searches one keeps")
            .answers_each::<SavedSearch>(),
        post("/account/searches", own::save_search)
            .says("Keeps a search")
            .creates::<Made<SavedSearchId>>("/account/searches/{id}"),
        get("/account/searches/{id}", own::search)
            .says("Shows a search one keeps")
            .answers::<SavedSearch>(),
        patch("/account/searches/{id}", own::rename_search)
            .says("Renames a search")
            .does(),
        delete("/account/searches/{id}", own::delete_search)
            .says("Keeps a search no longer")
            .does(),
        get("/account/notices", own::notices)
            .says("Lists what one was told")
            .answers_each::<Notice>(),
        put("/account/notices/seen", own::notices_seen)
            .says("Says that all notices were seen")
            .does(),
        put("/account/calendar", own::renew_calendar)
            .says("Makes a secret address for one's calendar")
            .tells("The one before is no good any more.")
            .answers::<own::Calendar>(),
        delete("/account/calendar", own::revoke_calendar)
            .says("Takes the secret address away")
            .does(),
    ]
}

/// From which side a list is asked for.
const fn renter() -> domain::contact::Side {
    domain::contact::Side::Renter
}
