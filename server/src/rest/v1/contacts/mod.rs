//! Renters and hosts in touch: enquiries, phone numbers, viewings, and what people keep for themselves.

mod enquiries;
mod homes;
mod own;
mod viewings;

use crate::endpoint::{Endpoint, delete, get, patch, post, put};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/listings/{id}/phone", homes::reveal_phone),
        get("/listings/{id}/slots", homes::slots),
        get("/enquiries", enquiries::list),
        post("/enquiries", enquiries::ask),
        get("/enquiries/{id}", enquiries::show),
        patch("/enquiries/{id}", enquiries::mark),
        post("/enquiries/{id}/messages", enquiries::answer),
        get("/viewings", viewings::list),
        post("/viewings", viewings::book),
        get("/viewings/{id}", viewings::show),
        patch("/viewings/{id}", viewings::change),
        get("/account/hours", own::hours),
        put("/account/hours", own::set_week),
        put("/account/hours/{day}", own::set_day),
        delete("/account/hours/{day}", own::unset_day),
        get("/account/searches", own::searches),
        post("/account/searches", own::save_search),
        patch("/account/searches/{id}", own::rename_search),
        delete("/account/searches/{id}", own::delete_search),
        get("/account/notices", own::notices),
        put("/account/notices/seen", own::notices_seen),
        put("/account/calendar", own::renew_calendar),
        delete("/account/calendar", own::revoke_calendar),
    ]
}

/// From which side a list is asked for.
const fn renter() -> domain::contact::Side {
    domain::contact::Side::Renter
}
