//! An endpoint: one method of one address.

use crate::http::AppState;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    routing::{MethodFilter, MethodRouter, on},
};

/// What is answered to one method of one address. The router is made from the list of them, so that the
/// list is complete.
pub struct Endpoint {
    /// The method.
    pub method: &'static str,
    /// The address within its router, with parameters in braces.
    pub path: &'static str,
    handler: MethodRouter<AppState>,
}

macro_rules! methods {
    ($($name:ident $filter:ident),*) => {$(
        pub(crate) fn $name<H, T>(path: &'static str, handler: H) -> Endpoint
        where
            H: Handler<T, AppState>,
            T: 'static,
        {
            Endpoint {
                method: stringify!($filter),
                path,
                handler: on(MethodFilter::$filter, handler),
            }
        }
    )*};
}

methods! { get GET, post POST, put PUT, patch PATCH, delete DELETE }

impl Endpoint {
    /// Lets the handler itself count how much it is sent.
    pub(crate) fn counting_itself(mut self) -> Self {
        self.handler = self.handler.layer(DefaultBodyLimit::disable());
        self
    }

    /// Adds its method to `handlers`, those of its address.
    pub(crate) fn merge_into(self, handlers: MethodRouter<AppState>) -> MethodRouter<AppState> {
        handlers.merge(self.handler)
    }

    pub(crate) fn add_to(self, router: Router<AppState>) -> Router<AppState> {
        router.route(self.path, self.handler)
    }
}
