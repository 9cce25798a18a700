//! What admins look after.

mod access;
mod agents;
mod caches;
mod users;

use crate::endpoint::{Endpoint, delete, get, post, put};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/users", users::list),
        get("/users/{id}", users::show),
        put("/users/{id}/roles", users::assign_roles),
        put("/users/{id}/disabled", users::disable),
        delete("/users/{id}/disabled", users::enable),
        delete("/users/{id}/sessions", users::end_sessions),
        get("/roles", access::roles),
        post("/roles", access::create_role),
        put("/roles/{id}", access::change_role),
        delete("/roles/{id}", access::delete_role),
        get("/privileges", access::privileges),
        post("/privileges", access::create_privilege),
        delete("/privileges/{id}", access::delete_privilege),
        get("/networks", access::networks),
        post("/networks", access::add_network),
        delete("/networks/{id}", access::remove_network),
        get("/audit", access::audit),
        get("/caches", caches::caches),
        get("/metrics", caches::metrics),
        get("/licences", agents::licences),
        put("/licences/{id}/decision", agents::decide),
        put("/reviews/{id}/hidden", agents::hide),
        delete("/reviews/{id}/hidden", agents::show),
    ]
}
