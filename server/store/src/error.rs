//! What can go wrong in the store.

use std::fmt;

/// The result of everything that asks the database.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// An error of the store. Its kind says what a caller can do about it; its cause is for the log.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    cause: Cause,
}

/// What an error of the store means to its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The database cannot be reached, is locked or out of connections: try again later.
    Unavailable,
    /// Something of that key exists already.
    Conflict,
    /// Another unit was changing the same, and went first.
    Contended,
    /// The data breaks a rule of the schema: a value out of range, a reference to nothing.
    Refused,
    /// The settings name no database that can be opened.
    Settings,
    /// Anything else; a fault of the program or of the stored data.
    Internal,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, cause: impl Into<Cause>) -> Self {
        Self {
            kind,
            cause: cause.into(),
        }
    }

    /// A stored value that the schema should have kept out.
    pub(crate) fn unreadable(column: &str, value: impl fmt::Display) -> Self {
        Self::new(
            ErrorKind::Internal,
            format!("unreadable value {value} in {column}"),
        )
    }

    /// What the error means.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ErrorKind::Unavailable => "the database is not available",
            ErrorKind::Conflict => "it exists already",
            ErrorKind::Contended => "another unit went first",
            ErrorKind::Refused => "the database refused the data",
            ErrorKind::Settings => "the database settings are wrong",
            ErrorKind::Internal => "the database failed",
        })
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.cause.as_ref())
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let kind = match &error {
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_) => ErrorKind::Unavailable,
            sqlx::Error::Configuration(_) => ErrorKind::Settings,
            sqlx::Error::Database(database) => kind_of(database.as_ref()),
            _ => ErrorKind::Internal,
        };
        Self::new(kind, error)
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            error => Self::new(ErrorKind::Internal, error),
        }
    }
}

fn kind_of(error: &dyn sqlx::error::DatabaseError) -> ErrorKind {
    use sqlx::error::ErrorKind as Broken;
    match error.kind() {
        Broken::UniqueViolation => ErrorKind::Conflict,
        Broken::ForeignKeyViolation | Broken::NotNullViolation | Broken::CheckViolation => {
            ErrorKind::Refused
        }
        _ => match error.code().as_deref() {
            // SQLITE_BUSY and SQLITE_LOCKED with their extended codes; SQLITE_CANTOPEN.
            Some("5" | "6" | "261" | "262" | "517" | "773" | "14") => ErrorKind::Unavailable,
            // Serialisation failure, deadlock.
            Some("40001" | "40P01") => ErrorKind::Contended,
            // Too many connections, shutting or starting up.
            Some("53300" | "57P01" | "57P02" | "57P03") => ErrorKind::Unavailable,
            // Data exceptions of PostgreSQL, such as NUL in a text.
            Some(code) if code.len() == 5 && code.starts_with("22") => ErrorKind::Refused,
            _ => ErrorKind::Internal,
        },
    }
}
