//! The public error: what a caller may know.

use serde::{Deserialize, Serialize};

crate::listing::words! {
    /// A stable code; also the translation key below `error.`.
    ErrorCode {
        /// There is no such thing, or the caller may not know of it.
        NotFound = "not_found",
        /// It was there once and is not any more.
        Gone = "gone",
        /// Only somebody who is signed in may do this.
        Unauthenticated = "unauthenticated",
        /// The caller may not do this.
        Forbidden = "forbidden",
        /// Somebody else changed it in the meantime, or it exists already.
        Conflict = "conflict",
        /// The input is wrong; the fields say where.
        Invalid = "invalid",
        /// Too many requests.
        RateLimited = "rate_limited",
        /// A part of the system is not there right now.
        Unavailable = "unavailable",
        /// Our fault; the request id finds the cause in the logs.
        Internal = "internal",
    }
}

impl ErrorCode {
    /// The HTTP status that says the same.
    pub const fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Gone => 410,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::Conflict => 409,
            Self::Invalid => 400,
            Self::RateLimited => 429,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }
}

/// What is wrong with one field of the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field or query parameter.
    pub field: String,
    /// What is wrong; the translation key below `issue.`.
    pub code: String,
}

/// The error that leaves the services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[error("{code}")]
pub struct AppError {
    /// What kind of error.
    pub code: ErrorCode,
    /// What is wrong where, for [`ErrorCode::Invalid`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// After how many seconds it may be tried again, for [`ErrorCode::RateLimited`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// Finds the cause in the logs, for [`ErrorCode::Internal`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl AppError {
    /// An error of this kind with nothing more to say.
    pub const fn new(code: ErrorCode) -> Self {
        Self {
            code,
            fields: Vec::new(),
            retry_after: None,
            request_id: None,
        }
    }
}
