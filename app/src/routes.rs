//! Which page stands at which address.

use crate::{
    context::locale,
    features::{listing::ListingPage, market::MarketPage, search::SearchPage},
    layout::NotFoundPage,
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    Lazy, SsrMode,
    components::{FlatRoutes, Redirect, Route, Router},
    path,
};

/// The whole interface.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(locale());
    // Tests and the styles of script-only controls wait for this mark.
    Effect::new(|_| {
        if let Some(body) = document().body() {
            let _ = body.set_attribute("data-hydrated", "");
        }
    });

    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route
                    path=path!("/")
                    view=|| view! { <Redirect path="/listings" /> }
                    ssr=SsrMode::Async
                />
                <Route path=path!("/listings") view=SearchPage ssr=SsrMode::Async />
                <Route
                    path=path!("/listings/:id")
                    view={Lazy::<ListingPage>::new()}
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/stats")
                    view={Lazy::<MarketPage>::new()}
                    ssr=SsrMode::Async
                />
            </FlatRoutes>
        </Router>
    }
}
