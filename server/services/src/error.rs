//! What can go wrong in a use case, and how it is told to callers.

use domain::{AppError, ErrorCode, FieldError, account::token::TokenScope};
use std::{error::Error as StdError, fmt, path::PathBuf};
use store::ErrorKind;

/// The cause of an error that callers cannot do anything about.
type Cause = Box<dyn StdError + Send + Sync>;

/// When what is not there right now may be worth asking for again, in seconds.
const LATER: u32 = 10;

/// Names a request in responses and log lines, so that one finds the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub String);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the caller may not know of it.
    #[error("not found")]
    NotFound,
    /// It was there once and is not any more.
    #[error("gone")]
    Gone,
    /// Only somebody who is signed in may do this.
    #[error("nobody is signed in")]
    Unauthenticated,
    /// The caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The program's token does not have this scope.
    #[error("the token lacks the scope {0}")]
    NeedsScope(TokenScope),
    /// No program may do this, only somebody in a session.
    #[error("only for who is signed in in person")]
    NeedsSession,
    /// Somebody else changed it in the meantime.
    #[error("changed in the meantime")]
    Conflict,
    /// Too many tries; after so many seconds it may be tried again.
    #[error("too many tries, again after {0} s")]
    RateLimited(u32),
    /// Too many strikes: for so many seconds nothing can be submitted.
    #[error("too many strikes, for another {0} s")]
    Barred(u32),
    /// The input is wrong.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldError>),
    /// A part of the system is not there right now; trying again later may help.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// One process at a time may have the index open, and another has it.
    #[error("another zufang process has the index in {}", .0.display())]
    IndexInUse(PathBuf),
    /// Our fault.
    #[error("internal error")]
    Internal(#[source] Cause),
}

impl Error {
    /// Our fault, because of `cause`.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::Internal(cause.into())
    }

    /// One field is wrong, as `code` says.
    pub fn field(field: &str, code: &str) -> Self {
        Self::Invalid(vec![FieldError {
            field: field.into(),
            code: code.into(),
        }])
    }

    /// What the caller may know. The cause of an internal error is logged here, and nowhere else.
    pub fn into_app_error(self, request: Option<&RequestId>) -> AppError {
        let code = match &self {
            Self::NotFound => ErrorCode::NotFound,
            Self::Gone => ErrorCode::Gone,
            Self::Unauthenticated => ErrorCode::Unauthenticated,
            Self::Forbidden | Self::Barred(_) | Self::NeedsScope(_) | Self::NeedsSession => {
                ErrorCode::Forbidden
            }
            Self::Conflict => ErrorCode::Conflict,
            Self::RateLimited(_) => ErrorCode::RateLimited,
            Self::Invalid(_) => ErrorCode::Invalid,
            Self::Unavailable(_) | Self::IndexInUse(_) => ErrorCode::Unavailable,
            Self::Internal(_) => ErrorCode::Internal,
        };
        let mut error = AppError::new(code);
        match self {
            Self::NotFound
            | Self::Gone
            | Self::Unauthenticated
            | Self::Forbidden
            | Self::Conflict
            | Self::IndexInUse(_) => {}
            Self::NeedsScope(scope) => error.fields = vec![token_field(scope.as_str())],
            Self::NeedsSession => error.fields = vec![token_field("needs_session")],
            Self::RateLimited(seconds) | Self::Barred(seconds) => error.retry_after = Some(seconds),
            Self::Invalid(fields) => error.fields = fields,
            Self::Unavailable(reason) => {
                error.retry_after = Some(LATER);
                tracing::warn!(
                    request_id = request.map(tracing::field::display),
                    reason,
                    "unavailable"
                );
            }
            Self::Internal(cause) => {
                tracing::error!(
                    request_id = request.map(tracing::field::display),
                    cause = chain(&*cause),
                    "a use case failed"
                );
                error.request_id = request.map(|id| id.0.clone());
            }
        }
        error
    }
}

/// What a program's token lacks.
fn token_field(code: &str) -> FieldError {
    FieldError {
        field: "token".into(),
        code: code.into(),
    }
}

impl From<Error> for AppError {
    /// For where no request is at hand; else [`Error::into_app_error`].
    fn from(error: Error) -> Self {
        error.into_app_error(None)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error.kind() {
            ErrorKind::Unavailable => Self::Unavailable(chain(&error)),
            ErrorKind::Contended => Self::Conflict,
            // A value that no rule forbids and the database does not take, such as a text with NUL.
            ErrorKind::Refused => {
                tracing::warn!(reason = chain(&error), "the database refused a value");
                Self::field("form", "unknown_value")
            }
            _ => Self::internal(error),
        }
    }
}

impl From<search::Error> for Error {
    fn from(error: search::Error) -> Self {
        match error {
            search::Error::Locked(folder) => Self::IndexInUse(folder),
            error => Self::internal(error),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::internal(error)
    }
}

/// An error with all its sources, as one line.
fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text.push_str(": ");
        text.push_str(&source.to_string());
        next = source.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_learns_the_request_id_of_an_internal_error_but_not_its_cause() {
        let id = RequestId("r-1".into());
        let error = Error::internal("password is hunter2").into_app_error(Some(&id));
        assert_eq!(error.code, ErrorCode::Internal);
        assert_eq!(error.request_id.as_deref(), Some("r-1"));
        let text = format!("{error:?}");
        assert!(!text.contains("hunter2"), "{text}");
    }

    #[test]
    fn wrong_fields_reach_the_caller() {
        let field = FieldError {
            field: "page".into(),
            code: "out_of_range".into(),
        };
        let error = Error::Invalid(vec![field.clone()]).into_app_error(None);
        assert_eq!(error.code, ErrorCode::Invalid);
        assert_eq!(error.fields, [field]);
    }
}
