//! Ids in addresses.

use crate::http::AppState;
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use std::str::FromStr;

/// The id in the address; nothing if the text is none.
pub(super) async fn one<T: FromStr>(parts: &mut Parts, state: &AppState) -> Option<T> {
    let Path(text) = Path::<String>::from_request_parts(parts, state)
        .await
        .ok()?;
    text.parse().ok()
}

/// The two ids in the address; nothing if one of the texts is none.
pub(super) async fn two<T: FromStr, U: FromStr>(
    parts: &mut Parts,
    state: &AppState,
) -> Option<(T, U)> {
    let texts = Path::<(String, String)>::from_request_parts(parts, state).await;
    let Path((one, other)) = texts.ok()?;
    Some((one.parse().ok()?, other.parse().ok()?))
}
