//! The public error on its way from a server function to a page.

use domain::{AppError, ErrorCode};
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// [`AppError`] as server functions return it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageError(pub AppError);

impl FromServerFnError for PageError {
    type Encoder = JsonEncoding;

    /// The call itself failed: the server could not be reached, or spoke another version.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let code = match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => ErrorCode::Invalid,
            _ => ErrorCode::Unavailable,
        };
        Self(AppError::new(code))
    }
}

/// The use cases, as the server provides them to its functions.
#[cfg(feature = "ssr")]
pub(crate) fn services() -> Result<services::Services, PageError> {
    leptos::prelude::use_context().ok_or_else(|| PageError(AppError::new(ErrorCode::Unavailable)))
}

/// A failed use case, with its HTTP status set on the answer.
#[cfg(feature = "ssr")]
pub(crate) fn failed(error: services::Error) -> PageError {
    let request = leptos::prelude::use_context::<services::RequestId>();
    let error = error.into_app_error(request.as_ref());
    crate::context::answer_status(error.code.status());
    PageError(error)
}

/// The value that a form's field `name` says by its word.
#[cfg(feature = "ssr")]
pub(crate) fn word<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, PageError> {
    let wrong = |_| failed(services::Error::field(name, "unknown_value"));
    text.parse().map_err(wrong)
}
