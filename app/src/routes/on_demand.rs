//! Pages whose code the browser loads when they are first shown.

use leptos::prelude::AnyView;
use leptos_router::{ChooseView, LazyRoute};
use std::{future::Future, pin::Pin};

type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// A page whose code is loaded on demand. One type for all of them: with the router's own
/// [`leptos_router::Lazy`] every page would add a copy of the router to what every visit loads.
#[derive(Clone, Copy)]
pub(super) struct OnDemand {
    view: fn() -> Later<AnyView>,
    preload: fn() -> Later<()>,
}

impl OnDemand {
    /// The page `T`.
    pub(super) fn page<T: LazyRoute>() -> Self {
        Self {
            view: || Box::pin(T::view(T::data())),
            preload: || Box::pin(T::preload()),
        }
    }
}

impl ChooseView for OnDemand {
    async fn choose(self) -> AnyView {
        (self.view)().await
    }

    async fn preload(&self) {
        (self.preload)().await;
    }
}
