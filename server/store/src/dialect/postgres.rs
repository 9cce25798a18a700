//! PostgreSQL: one primary that takes the writes, and replicas that share the reads.

use super::Phrases;
use crate::Result;
use sqlx::{
    PgConnection,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
};
use std::{str::FromStr, time::Duration};

/// The pools of one primary and its streaming replicas.
pub(crate) struct Pools {
    pub(crate) primary: PgPool,
    pub(crate) replicas: Vec<PgPool>,
}

impl Pools {
    pub(crate) async fn open(primary: &str, replicas: &[String], connections: u32) -> Result<Self> {
        let primary = pool(primary, connections)?;
        // A primary that is away is an error now; a replica may come back while we run.
        drop(primary.acquire().await?);
        let replicas = replicas
            .iter()
            .map(|url| pool(url, connections))
            .collect::<Result<_>>()?;
        Ok(Self { primary, replicas })
    }
}

fn pool(url: &str, connections: u32) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(url)?.application_name("zufang");
    Ok(PgPoolOptions::new()
        .max_connections(connections.max(1))
        .acquire_timeout(Duration::from_secs(5))
        .connect_lazy_with(options))
}

/// Any number that nobody else uses: "zufang" as a number of base 36.
const OUTBOX: i64 = 2_147_263_504;

/// Makes this transaction the only one that appends to the outbox, until it ends.
///
/// A sequence hands out numbers when rows are written, not when they become visible. Without the
/// lock, event 8 could be visible while the transaction that wrote event 7 is still open; a follower
/// that has applied 8 would never see 7. With it, the events of a transaction are numbered after
/// those of every transaction that has been committed and before those of any that follows.
/// PostgreSQL makes a commit visible before it gives its locks back.
pub(crate) async fn lock_outbox(connection: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query("SELECT pg_advisory_xact_lock($1)")
        .bind(OUTBOX)
        .execute(connection)
        .await
        .map(|_| ())
}

/// Any other number that nobody else uses.
const AUDIT: i64 = 2_147_263_505;

/// Makes this transaction the only one that appends to the audit trail, until it ends: each entry
/// seals the one before it.
pub(crate) async fn lock_audit(connection: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query("SELECT pg_advisory_xact_lock($1)")
        .bind(AUDIT)
        .execute(connection)
        .await
        .map(|_| ())
}

/// Lets the numbers that `table` gives to new rows go on above `highest`. Numbers are given out beside
/// transactions, so this holds at once and for everybody.
pub(crate) async fn reserve_numbers(
    connection: &mut PgConnection,
    table: &str,
    highest: i64,
) -> sqlx::Result<()> {
    sqlx::query(
        "SELECT setval(series, GREATEST($2, COALESCE(pg_sequence_last_value(series), 1))) \
         FROM (SELECT CAST(pg_get_serial_sequence($1, 'id') AS regclass) AS series) AS it \
         WHERE COALESCE(pg_sequence_last_value(series), 0) < $2",
    )
    .bind(table)
    .bind(highest)
    .execute(connection)
    .await
    .map(|_| ())
}

impl Phrases for sqlx::Postgres {
    const LIKE: &'static str = "ILIKE";

    fn numbers_in(placeholder: &str) -> String {
        format!(
            "SELECT CAST(value AS BIGINT) \
             FROM json_array_elements_text(CAST({placeholder} AS JSON)) AS list (value)"
        )
    }

    fn texts_in(placeholder: &str) -> String {
        format!(
            "SELECT value FROM json_array_elements_text(CAST({placeholder} AS JSON)) AS list (value)"
        )
    }

    fn day_in_china(column: &str) -> String {
        format!("to_char({column} AT TIME ZONE 'UTC' + INTERVAL '8 hours', 'YYYY-MM-DD')")
    }

    fn text_under(key: &str, column: &str) -> String {
        format!("CAST({column} AS JSON) ->> '{key}'")
    }
}
