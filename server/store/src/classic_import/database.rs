//! Reading the classic system's own database, MySQL or MariaDB.

use crate::{Error, ErrorKind, Result};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Executor, MySqlConnection, Row,
    mysql::MySqlConnectOptions,
};
use std::str::FromStr;

/// The classic system counts the hours of Shanghai.
const ZONE: &str = "+08:00";

/// A row as bytes: its number, and the values of the columns that were asked for.
pub type ClassicRecord = (i64, Vec<Option<Vec<u8>>>);

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicColumn {
    /// Its name.
    pub name: String,
    /// In which characters its text is stored; nothing for what is no text.
    pub charset: Option<String>,
}

impl ClassicColumn {
    /// The column as bytes. Those of `latin1` are taken as they are stored: what was written to such
    /// columns is mostly UTF-8.
    fn as_bytes(&self) -> String {
        let name = quoted(&self.name);
        match self.charset.as_deref() {
            None | Some("utf8" | "utf8mb3" | "utf8mb4" | "ascii" | "latin1" | "binary") => {
                format!("CAST({name} AS BINARY)")
            }
            Some(_) => format!("CAST(CONVERT({name} USING utf8mb4) AS BINARY)"),
        }
    }
}

/// The database of a classic system, open for reading. Everything is read as it was when it was opened,
/// as far as its engine can do that (InnoDB can).
pub struct ClassicDatabase {
    connection: MySqlConnection,
    name: String,
}

impl ClassicDatabase {
    /// Opens the database at `mysql://user:password@host:port/name`.
    ///
    /// # Errors
    /// [`ErrorKind::Settings`] when the address names no database, else when it does not answer.
    pub async fn open(url: &str) -> Result<Self> {
        let options = MySqlConnectOptions::from_str(url)?
            .timezone(ZONE.to_owned())
            .disable_statement_logging();
        let Some(name) = options.get_database().map(str::to_owned) else {
            return Err(Error::new(
                ErrorKind::Settings,
                "the address names no database: write mysql://user@host/name",
            ));
        };
        let mut connection = MySqlConnection::connect_with(&options).await?;
        connection
            .execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            .await?;
        connection
            .execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
            .await?;
        Ok(Self { connection, name })
    }

    /// What the database is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of its tables.
    pub async fn tables(&mut self) -> Result<Vec<String>> {
        let rows = sqlx::query(
            "SELECT CAST(TABLE_NAME AS BINARY) FROM information_schema.TABLES \
             WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME",
        )
        .fetch_all(&mut self.connection)
        .await?;
        rows.iter().map(|row| text(row, 0)).collect()
    }

    /// The columns of a table.
    pub async fn columns(&mut self, table: &str) -> Result<Vec<ClassicColumn>> {
        let rows = sqlx::query(
            "SELECT CAST(COLUMN_NAME AS BINARY), CAST(COALESCE(CHARACTER_SET_NAME, '') AS BINARY) \
             FROM information_schema.COLUMNS \
             WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
        )
        .bind(table)
        .fetch_all(&mut self.connection)
        .await?;
        let column = |row| {
            let charset = text(row, 1)?;
            Ok(ClassicColumn {
                name: text(row, 0)?,
                charset: (!charset.is_empty()).then_some(charset),
            })
        };
        rows.iter().map(column).collect()
    }

    /// The rows of `table` whose number in `key` is above `after`, by number, at most `limit`: their
    /// number, and `columns` as bytes.
    pub async fn rows(
        &mut self,
        table: &str,
        key: &str,
        columns: &[ClassicColumn],
        after: i64,
        limit: u32,
    ) -> Result<Vec<ClassicRecord>> {
        let list: Vec<String> = columns.iter().map(ClassicColumn::as_bytes).collect();
        let key = quoted(key);
        let sql = format!(
            "SELECT CAST({key} AS SIGNED), {} FROM {} WHERE {key} > ? ORDER BY {key} LIMIT {limit}",
            list.join(", "),
            quoted(table)
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(after)
            .fetch_all(&mut self.connection)
            .await?;
        rows.iter()
            .map(|row| {
                let values = (1..=columns.len())
                    .map(|at| row.try_get_unchecked::<Option<Vec<u8>>, _>(at))
                    .collect::<sqlx::Result<_>>()?;
                Ok((row.try_get(0)?, values))
            })
            .collect()
    }
}

fn text(row: &sqlx::mysql::MySqlRow, at: usize) -> Result<String> {
    let bytes: Vec<u8> = row.try_get_unchecked(at)?;
    String::from_utf8(bytes).map_err(|error| Error::new(ErrorKind::Internal, error))
}

/// A name that cannot be taken for anything else.
fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}
