//! Which page stands at which address.

mod at;
mod on_demand;

use self::{at::At, on_demand::OnDemand};
use crate::{
    context::locale,
    features::{
        account::{AccountRoute, EntranceRoute},
        admin::AdminRoute,
        compare::ComparePage,
        home::HomeRoute,
        listing::ListingPage,
        map::MapPage,
        market::MarketPage,
        places::{AgentRoute, CitiesRoute, PlaceRoute},
        saved::{FavouritesPage, HistoryPage},
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
                    view={OnDemand::page::<FavouritesPage>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/history")
                    view={OnDemand::page::<HistoryPage>()}
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
                    path=At::path("/account/security")
                    view={OnDemand::page::<AccountRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/account/points")
                    view={OnDemand::page::<AccountRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/admin/users")
                    view={OnDemand::page::<AdminRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::each("/admin/users")
                    view={OnDemand::page::<AdminRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/admin/roles")
                    view={OnDemand::page::<AdminRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/admin/networks")
                    view={OnDemand::page::<AdminRoute>()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=At::path("/admin/audit")
                    view={OnDemand::page::<AdminRoute>()}
                    ssr=SsrMode::Async
                />
            </FlatRoutes>
        </Router>
    }
}
