//! Accounts (账号): coming in and going out, one's profile, what keeps it safe, and points.

mod account_page;
mod avatar;
pub(crate) mod device;
mod entrance;
mod own_nav;
mod points_page;
mod reset_page;
pub(crate) mod security;
mod server_fns;
mod sign_in_page;
mod sign_up_page;
pub(crate) mod text;

pub use server_fns::*;

use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_url, lazy_route};

/// The pages for coming in: signing in and up, and a new password. Their code is one part, and so is
/// that of one's own pages: every part that the browser loads by itself costs what all visits load.
#[derive(Clone)]
pub struct EntranceRoute;

#[lazy_route]
impl LazyRoute for EntranceRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        match use_url().read_untracked().path() {
            "/sign-up" => sign_up_page::sign_up_page(),
            "/reset-password" => reset_page::reset_page(),
            _ => sign_in_page::sign_in_page(),
        }
    }
}

/// The pages of one's own account.
#[derive(Clone)]
pub struct AccountRoute;

#[lazy_route]
impl LazyRoute for AccountRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        match use_url().read_untracked().path() {
            "/account/security" => security::security_page(),
            "/account/points" => points_page::points_page(),
            _ => account_page::account_page(),
        }
    }
}
