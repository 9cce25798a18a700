//! The console (工作台) of who offers homes: what is to be done today, their homes, who asks for them.

mod console_nav;
mod dashboard;
mod imports;
mod profile;
mod text;

pub(crate) use console_nav::console_nav;
pub use dashboard::{OwnDashboard, Today, own_dashboard};
pub use imports::{
    ApplyImport, CheckImport, OneImport, OwnImports, UndoImport, apply_import, check_import,
    one_import, own_imports,
};
pub use profile::{
    ChangeAgent, HandLicenceIn, OwnAgent, OwnAgentPage, ServeEstates, change_agent,
    hand_licence_in, own_agent, serve_estates,
};

use super::{admin, offer};
use crate::{features::contacts, layout::NotFoundPage, routes::segments};
use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_url, lazy_route};

/// Where the pages below `/console` stand.
pub const PAGES: &[&str] = &[
    "/console/listings",
    "/console/listings/new",
    "/console/listings/{id}",
    "/console/listings/{id}/preview",
    "/console/imports",
    "/console/imports/{id}",
    "/console/enquiries",
    "/console/enquiries/{id}",
    "/console/viewings",
    "/console/hours",
    "/console/profile",
];

/// The pages of the console and those of admins: one part of the code, for every part that the browser loads by
/// itself costs what all visits load.
#[derive(Clone)]
pub struct DeskRoute;

#[lazy_route]
impl LazyRoute for DeskRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        match *segments(use_url().read_untracked().path()).as_slice() {
            ["admin", ..] => admin::page(&segments(use_url().read_untracked().path())),
            ["console", "listings"] => offer::own_page(),
            ["console", "listings", "new"] => offer::start_page(),
            ["console", "listings", _, "preview"] => offer::preview_page(),
            ["console", "listings", _] => offer::editor_page(),
            ["console", "imports"] => imports::list_page(),
            ["console", "imports", _] => imports::import_page(),
            ["console", "enquiries"] => contacts::host_enquiries_page(),
            ["console", "enquiries", _] => contacts::host_enquiry_page(),
            ["console", "viewings"] => contacts::host_viewings_page(),
            ["console", "hours"] => contacts::hours_page(),
            ["console"] => dashboard::dashboard_page(),
            ["console", "profile"] => profile::profile_page(),
            _ => NotFoundPage().into_any(),
        }
    }
}
