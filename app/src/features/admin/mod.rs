//! What admins do: accounts, roles and privileges, networks, the audit trail.

mod admin_nav;
mod audit_page;
mod networks_page;
mod privileges;
mod roles_page;
mod server_fns;
mod text;
mod user_page;
mod users_page;

pub use server_fns::*;

use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_url, lazy_route};

/// The pages of admins. Their code is one part: every part that the browser loads by itself costs what
/// all visits load.
#[derive(Clone)]
pub struct AdminRoute;

#[lazy_route]
impl LazyRoute for AdminRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        match use_url().read_untracked().path() {
            "/admin/users" => users_page::users_page(),
            "/admin/roles" => roles_page::roles_page(),
            "/admin/networks" => networks_page::networks_page(),
            "/admin/audit" => audit_page::audit_page(),
            _ => user_page::user_page(),
        }
    }
}
