//! An endpoint: one method of one address.

use crate::{
    http::{
        AppState,
        cached::{self, Keep},
    },
    rest::v1::Operation,
};
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
    /// What it promises, for the document of the API.
    pub(crate) operation: Option<Operation>,
    keep: Option<Keep>,
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
                operation: None,
                keep: None,
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

    /// Says what it promises.
    pub(crate) fn promising(mut self, operation: Operation) -> Self {
        self.operation = Some(operation);
        self
    }

    /// Does what `change` says around the handler.
    pub(crate) fn within(
        mut self,
        change: impl FnOnce(MethodRouter<AppState>) -> MethodRouter<AppState>,
    ) -> Self {
        self.handler = change(self.handler);
        self
    }

    /// Adds its method to `handlers`, those of its address.
    pub(crate) fn merge_into(self, handlers: MethodRouter<AppState>) -> MethodRouter<AppState> {
        handlers.merge(self.handler())
    }

    /// Keeps what it answers to people who are not signed in; see [`Keep`]. Whatever else is said of the endpoint
    /// happens within: it is not done again for an answer that is kept.
    pub(crate) fn cached(mut self, keep: Keep) -> Self {
        self.keep = Some(keep);
        self
    }

    /// The handler with all that was said of it.
    pub(crate) fn handler(self) -> MethodRouter<AppState> {
        match self.keep {
            Some(keep) => cached::keeping(keep, self.handler),
            None => self.handler,
        }
    }

    pub(crate) fn add_to(self, router: Router<AppState>) -> Router<AppState> {
        let path = self.path;
        router.route(path, self.handler())
    }
}
