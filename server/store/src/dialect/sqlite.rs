//! The embedded database: one file, one writer, many readers.

use super::Phrases;
use crate::{Error, ErrorKind, Result};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::{path::PathBuf, time::Duration};

/// How long a writer waits for another process's transaction.
const BUSY: Duration = Duration::from_secs(30);

/// The pools of one SQLite file.
pub(crate) struct Pools {
    /// The one connection that writes: SQLite has one writer at a time, and waiting for a
    /// connection of the pool is fair where waiting for the file's lock is not.
    pub(crate) writer: SqlitePool,
    /// Connections that only read; with the write-ahead log they never wait for the writer.
    pub(crate) readers: SqlitePool,
}

impl Pools {
    pub(crate) async fn open(url: &str, readers: u32) -> Result<Self> {
        let path = path_of(url)?;
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            tokio::fs::create_dir_all(folder)
                .await
                .map_err(|error| Error::new(ErrorKind::Settings, error))?;
        }
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .synchronous(SqliteSynchronous::Normal)
            // Rows come from a thread of their own; the default of 50 makes the two wait for each
            // other all the time.
            .row_buffer_size(512)
            .pragma("temp_store", "MEMORY");
        // Negative sizes are KiB. The whole process has 200 MB, most of it for the index.
        let writer = options
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .pragma("cache_size", "-16384")
            .pragma("journal_size_limit", "67108864");
        let reader = options
            .pragma("cache_size", "-2048")
            .pragma("query_only", "ON");
        Ok(Self {
            // Opened first: it creates the file and the write-ahead log that the readers need.
            writer: SqlitePoolOptions::new()
                .max_connections(1)
                .min_connections(1)
                .acquire_timeout(BUSY)
                .idle_timeout(None)
                .max_lifetime(None)
                .connect_with(writer)
                .await?,
            readers: SqlitePoolOptions::new()
                .max_connections(readers.max(1))
                .acquire_timeout(Duration::from_secs(5))
                .idle_timeout(None)
                .max_lifetime(None)
                .connect_with(reader)
                .await?,
        })
    }
}

/// The file that `sqlite:PATH` or `sqlite://PATH` names.
fn path_of(url: &str) -> Result<PathBuf> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path.contains(":memory:") || path.contains('?') {
        return Err(Error::new(
            ErrorKind::Settings,
            format!("{url} does not name a file: write sqlite:PATH"),
        ));
    }
    Ok(PathBuf::from(path))
}

impl Phrases for sqlx::Sqlite {
    const LIKE: &'static str = "LIKE";

    fn numbers_in(placeholder: &str) -> String {
        format!("SELECT value FROM json_each({placeholder})")
    }

    fn texts_in(placeholder: &str) -> String {
        Self::numbers_in(placeholder)
    }

    fn day_in_china(column: &str) -> String {
        format!("date({column}, '+8 hours')")
    }

    fn text_under(key: &str, column: &str) -> String {
        format!("json_extract({column}, '$.{key}')")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_names_a_file() {
        for url in ["sqlite:data/a.db", "sqlite://data/a.db"] {
            assert_eq!(path_of(url).unwrap(), PathBuf::from("data/a.db"));
        }
        assert_eq!(
            path_of("sqlite:///data/a.db").unwrap(),
            PathBuf::from("/data/a.db")
        );
    }

    #[test]
    fn a_database_in_memory_is_refused_as_its_connections_would_not_share_it() {
        for url in ["sqlite::memory:", "sqlite:", "sqlite:a.db?mode=memory"] {
            assert_eq!(path_of(url).unwrap_err().kind(), ErrorKind::Settings);
        }
    }
}
