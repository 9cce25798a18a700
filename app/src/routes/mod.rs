//! Which page stands at which address.

mod at;
mod on_demand;

use self::{at::At, on_demand::OnDemand};
use crate::{
    context::locale,
    features::{
        account::{self, AccountRoute, EntranceRoute},
        admin,
        compare::ComparePage,
        console::{self, DeskRoute},
        home::HomeRoute,
        listing::ListingPage,
        map::MapPage,
        market::MarketPage,
        places::{AgentRoute, CitiesRoute, PlaceRoute},
        saved::SavedRoute,
        search::SearchPage,
    },
    layout::NotFoundPage,
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
};

/// Where the pages stand that the router knows by what they lie below: parameters are in braces.
pub fn pages_below() -> impl Iterator<Item = &'static str> {
    [account::PAGES, admin::PAGES, console::PAGES]
        .into_iter()
        .flatten()
        .copied()
}

/// The parts of an address between its slashes, for pages that tell by them which one they are.
pub(crate) fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !part.is_empty()).collect()
}

/// The whole interface.
#[component]
pub fn App() -> impl IntoView {
    // What stands in the head is the server's to write.
    if cfg!(feature = "ssr") {
        provide_meta_context();
    }
    provide_context(locale());

    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=At::path("") view={OnDemand::page::<HomeRoute>()} ssr=SsrMode::Async />
                <Route path=At::path("/listings") view=SearchPage ssr=SsrMode::Async />
                <Route
                    path=At::each("/listings")
                    view={OnDemand::page::<ListingPage>()}
                    ssr=SsrMode::Async
                />
                <Route path=At::path("/map") view={OnDemand::page::<MapPage>()} ssr=SsrMode::Async />
                <Route
                    path=At::path("/stats")
                    view={OnDemand::page::<MarketPage>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/cities")
                    view={OnDemand::page::<CitiesRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::each("/cities")
                    view={OnDemand::page::<PlaceRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::each("/districts")
                    view={OnDemand::page::<PlaceRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::each("/business-districts")
                    view={OnDemand::page::<PlaceRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::each("/estates")
                    view={OnDemand::page::<PlaceRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::each("/agents")
                    view={OnDemand::page::<AgentRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/compare")
                    view={OnDemand::page::<ComparePage>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/favourites")
                    view={OnDemand::page::<SavedRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/history")
                    view={OnDemand::page::<SavedRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/sign-in")
                    view={OnDemand::page::<EntranceRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/sign-up")
                    view={OnDemand::page::<EntranceRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/reset-password")
                    view={OnDemand::page::<EntranceRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/account")
                    view={OnDemand::page::<AccountRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::below("/account")
                    view={OnDemand::page::<AccountRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/console")
                    view={OnDemand::page::<DeskRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::below("/console")
                    view={OnDemand::page::<DeskRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::below("/admin")
                    view={OnDemand::page::<DeskRoute>()}
                    ssr=SsrMode::Async
                />
            </FlatRoutes>
        </Router>
    }
}
