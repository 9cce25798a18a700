//! Accounts (账号): coming in and going out, one's profile, what keeps it safe, and points.

mod account_page;
mod avatar;
pub(crate) mod device;
mod entrance;
mod own_nav;
mod points_page;
mod programs;
mod reset_page;
mod review;
pub(crate) mod security;
mod server_fns;
mod sign_in_page;
mod sign_up_page;
pub(crate) mod text;

pub(crate) use own_nav::own_nav;
pub use server_fns::*;

use crate::{
    features::{contacts, moderation},
    layout::NotFoundPage,
    routes::segments,
};
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

/// Where the pages below `/account` stand.
pub const PAGES: &[&str] = &[
    "/account/security",
    "/account/points",
    "/account/tokens",
    "/account/webhooks",
    "/account/webhooks/{id}",
    "/account/contact/{id}",
    "/account/enquiries",
    "/account/enquiries/{id}",
    "/account/viewings",
    "/account/searches",
    "/account/searches/here",
    "/account/reports",
    "/account/report/{id}",
    "/account/reviews/{viewing}",
];

/// The pages of one's own account.
#[derive(Clone)]
pub struct AccountRoute;

#[lazy_route]
impl LazyRoute for AccountRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        match *segments(use_url().read_untracked().path()).as_slice() {
            ["account"] => account_page::account_page(),
            ["account", "security"] => security::security_page(),
            ["account", "points"] => points_page::points_page(),
            ["account", "tokens"] => programs::tokens_page(),
            ["account", "webhooks"] => programs::webhooks_page(),
            ["account", "webhooks", _] => programs::webhook_page(),
            ["account", "contact", _] => contacts::contact_page(),
            ["account", "enquiries"] => contacts::own_enquiries_page(),
            ["account", "enquiries", _] => contacts::own_enquiry_page(),
            ["account", "viewings"] => contacts::own_viewings_page(),
            ["account", "searches"] => contacts::searches_page(),
            ["account", "searches", "here"] => contacts::device_searches_page(),
            ["account", "reports"] => moderation::own_reports_page(),
            ["account", "report", _] => moderation::report_page(),
            ["account", "reviews", _] => review::review_page(),
            _ => NotFoundPage().into_any(),
        }
    }
}
