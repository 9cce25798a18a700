//! What admins look after.

mod access;
mod agents;
mod caches;
mod users;

use super::contract::{delete, get, post, put};
use super::{account::Ended, answer::Made};
use crate::endpoint::Endpoint;
use domain::{
    NetworkRuleId, PrivilegeId, RoleId,
    account::admin::{AccountDetail, AccountSummary, AuditEntry, NetworkRule, Privilege, Role},
    agents::LicenceEntry,
};
use serde_json::json;
use services::cache::CacheReport;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/users", users::list)
            .says("Lists accounts")
            .lists::<AccountSummary>(),
        get("/users/{id}", users::show)
            .says("Shows an account")
            .answers::<AccountDetail>(),
        put("/users/{id}/roles", users::assign_roles)
            .says("Gives an account these roles and no others")
            .example(json!({ "roles": [1, 3], "version": 1 }))
            .does(),
        put("/users/{id}/disabled", users::disable)
            .says("Locks an account")
            .does(),
        delete("/users/{id}/disabled", users::enable)
            .says("Unlocks an account")
            .does(),
        delete("/users/{id}/sessions", users::end_sessions)
            .says("Signs an account out everywhere")
            .answers::<Ended>(),
        get("/roles", access::roles)
            .says("Lists the roles with their privileges")
            .answers_each::<Role>(),
        post("/roles", access::create_role)
            .says("Makes a role")
            .creates::<Made<RoleId>>("/roles/{id}"),
        get("/roles/{id}", access::role)
            .says("Shows a role")
            .answers::<Role>(),
        put("/roles/{id}", access::change_role)
            .says("Changes a role")
            .does(),
        delete("/roles/{id}", access::delete_role)
            .says("Deletes a role")
            .does(),
        get("/privileges", access::privileges)
            .says("Lists the privileges that roles may have")
            .answers_each::<Privilege>(),
        post("/privileges", access::create_privilege)
            .says("Makes a privilege")
            .creates::<Made<PrivilegeId>>("/privileges/{id}"),
        get("/privileges/{id}", access::privilege)
            .says("Shows a privilege")
            .answers::<Privilege>(),
        delete("/privileges/{id}", access::delete_privilege)
            .says("Deletes a privilege")
            .does(),
        get("/networks", access::networks)
            .says("Lists the rules for networks")
            .answers_each::<NetworkRule>(),
        post("/networks", access::add_network)
            .says("Makes a rule for a network")
            .creates::<Made<NetworkRuleId>>("/networks/{id}"),
        get("/networks/{id}", access::network)
            .says("Shows a rule for a network")
            .answers::<NetworkRule>(),
        delete("/networks/{id}", access::remove_network)
            .says("Deletes a rule for a network")
            .does(),
        get("/audit", access::audit)
            .says("Lists who did what")
            .lists::<AuditEntry>(),
        get("/caches", caches::caches)
            .says("Says what is kept in memory, and how often that was of use")
            .answers::<CacheReport>(),
        get("/metrics", caches::metrics)
            .says("Says the same in the text format of Prometheus")
            .gives("text/plain"),
        get("/licences", agents::licences)
            .says("Lists agents' licences")
            .lists::<LicenceEntry>(),
        put("/licences/{id}/decision", agents::decide)
            .says("Accepts or refuses a licence")
            .example(json!({ "accepted": true }))
            .does(),
        put("/reviews/{id}/hidden", agents::hide)
            .says("Hides a review of an agent")
            .does(),
        delete("/reviews/{id}/hidden", agents::show)
            .says("Shows a review of an agent again")
            .does(),
    ]
}
