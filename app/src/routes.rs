//! Which page stands at which address.

use crate::{
    context::locale,
    features::{
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
    Lazy, SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
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
                <Route path=path!("/") view={Lazy::<HomeRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/listings") view=SearchPage ssr=SsrMode::Async />
                <Route
                    path=path!("/listings/:id")
                    view={Lazy::<ListingPage>::new()}
                    ssr=SsrMode::Async
                />
                <Route path=path!("/map") view={Lazy::<MapPage>::new()} ssr=SsrMode::Async />
                <Route
                    path=path!("/stats")
                    view={Lazy::<MarketPage>::new()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/cities")
                    view={Lazy::<CitiesRoute>::new()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/cities/:id")
                    view={Lazy::<PlaceRoute>::new()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/districts/:id")
                    view={Lazy::<PlaceRoute>::new()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/business-districts/:id")
                    view={Lazy::<PlaceRoute>::new()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/estates/:id")
                    view={Lazy::<PlaceRoute>::new()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/agents/:id")
                    view={Lazy::<AgentRoute>::new()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/compare")
                    view={Lazy::<ComparePage>::new()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/favourites")
                    view={Lazy::<FavouritesPage>::new()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/history")
                    view={Lazy::<HistoryPage>::new()}
                    ssr=SsrMode::Async
                />
            </FlatRoutes>
        </Router>
    }
}
