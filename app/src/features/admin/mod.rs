//! What admins do: accounts, roles and privileges, networks, the audit trail.

mod admin_nav;
mod agents;
mod audit_page;
mod networks_page;
mod privileges;
mod roles_page;
mod server_fns;
mod text;
mod user_page;
mod users_page;

pub(crate) use admin_nav::{admin_nav, other_pages};
pub use server_fns::*;

use crate::{
    features::{dictionaries, moderation},
    layout::NotFoundPage,
};
use leptos::prelude::*;

/// Where the pages of admins stand.
pub const PAGES: &[&str] = &[
    "/admin/users",
    "/admin/users/{id}",
    "/admin/roles",
    "/admin/networks",
    "/admin/audit",
    "/admin/moderation",
    "/admin/moderation/{id}",
    "/admin/reports",
    "/admin/dictionaries/{kind}",
    "/admin/dictionaries/{kind}/{id}",
    "/admin/licences",
    "/admin/agents/{id}",
];

/// The page of admins whose address has these parts.
pub(super) fn page(segments: &[&str]) -> AnyView {
    match *segments {
        ["admin", "users"] => users_page::users_page(),
        ["admin", "users", _] => user_page::user_page(),
        ["admin", "roles"] => roles_page::roles_page(),
        ["admin", "networks"] => networks_page::networks_page(),
        ["admin", "audit"] => audit_page::audit_page(),
        ["admin", "moderation"] => moderation::queue_page(),
        ["admin", "moderation", _] => moderation::review_page(),
        ["admin", "reports"] => moderation::reports_page(),
        ["admin", "dictionaries", _] => dictionaries::dictionary_page(),
        ["admin", "dictionaries", _, _] => dictionaries::entry_page(),
        ["admin", "licences"] => agents::licences_page(),
        ["admin", "agents", _] => agents::reviews_page(),
        _ => NotFoundPage().into_any(),
    }
}
