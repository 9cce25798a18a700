//! What the arguments of a handler say about its endpoint.

use super::{
    super::asked::{Asked, Id, Ids, Input, Terms},
    Operation,
};
use crate::http::AppState;
use axum::{
    Extension,
    body::Body,
    extract::{Path, RawQuery, Request, State},
    http::HeaderMap,
};
use utoipa::ToSchema;

/// Something a handler takes.
pub(crate) trait Described {
    /// Says what it means for callers; most things mean nothing to them.
    fn describe(_: &mut Operation) {}
}

impl Described for Asked {}
impl Described for State<AppState> {}
impl<T> Described for Extension<T> {}
impl Described for HeaderMap {}
impl Described for RawQuery {}
impl Described for Body {}
impl Described for Request {}
impl Described for Path<String> {}

impl<T: ToSchema> Described for Id<T> {
    fn describe(operation: &mut Operation) {
        operation.takes_id::<T>();
    }
}

impl<T: ToSchema, U: ToSchema> Described for Ids<T, U> {
    fn describe(operation: &mut Operation) {
        operation.takes_id::<T>();
        operation.takes_id::<U>();
    }
}

impl<T: ToSchema> Described for Terms<T> {
    fn describe(operation: &mut Operation) {
        operation.takes_query::<T>();
    }
}

impl<T: ToSchema> Described for Input<T> {
    fn describe(operation: &mut Operation) {
        operation.takes_json::<T>();
    }
}

// The types that axum gives handlers: a marker, and what they take.
impl Described for ((),) {}

macro_rules! handlers {
    ($(($($argument:ident),+)),+) => {$(
        impl<M, $($argument: Described),+> Described for (M, $($argument,)+) {
            fn describe(operation: &mut Operation) {
                $($argument::describe(operation);)+
            }
        }
    )+};
}

handlers! { (A), (A, B), (A, B, C), (A, B, C, D), (A, B, C, D, E) }
