//! The two schemas say the same.

use crate::database::Database;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};

/// What a table promises, in words that do not depend on the database.
#[derive(Debug, Default, PartialEq, Eq)]
struct Table {
    /// Type and whether it may be null, by column, in order.
    columns: Vec<(String, String, bool)>,
    primary_key: Vec<String>,
    /// Columns that are unique together.
    unique: BTreeSet<Vec<String>>,
    /// Columns of the other indexes.
    indexes: BTreeSet<Vec<String>>,
    /// Indexes of what columns make together.
    expressions: usize,
    /// Column, table and column it refers to, what happens when that is deleted.
    references: BTreeSet<[String; 4]>,
}

type Tables = BTreeMap<String, Table>;

#[tokio::test]
async fn both_databases_have_the_same_schema() {
    let sqlite = Database::sqlite().await;
    let postgres = Database::postgres().await;
    let ours = sqlite_tables(sqlite.settings.url.strip_prefix("sqlite:").unwrap()).await;
    let theirs = postgres_tables(&postgres.settings.url).await;
    assert!(ours.len() >= 12, "{:?}", ours.keys());
    assert_eq!(
        ours.keys().collect::<Vec<_>>(),
        theirs.keys().collect::<Vec<_>>()
    );
    for (name, table) in &ours {
        assert_eq!(
            table, &theirs[name],
            "{name}: SQLite left, PostgreSQL right"
        );
        assert!(
            !table.columns.is_empty() && !table.primary_key.is_empty(),
            "{name}"
        );
    }
    let listing = &ours["listing"];
    assert!(
        listing
            .unique
            .contains(&vec!["source".to_owned(), "source_id".to_owned()])
    );
    assert_eq!(listing.references.len(), 7);
    sqlite.remove().await;
    postgres.remove().await;
}

async fn sqlite_tables(path: &str) -> Tables {
    let mut connection = SqliteConnection::connect(path).await.unwrap();
    let names: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_master \
         WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx_%'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let mut tables = Tables::new();
    for name in names {
        let mut table = Table::default();
        let columns: Vec<(String, String, bool, i64)> = sqlx::query_as(
            "SELECT name, type, \"notnull\", pk FROM pragma_table_info($1) ORDER BY cid",
        )
        .bind(&name)
        .fetch_all(&mut connection)
        .await
        .unwrap();
        for (column, kind, not_null, key) in columns {
            // What SQLite numbers by itself must be declared INTEGER, and holds 64 bits.
            let numbered = key > 0 && kind == "INTEGER" && (column == "id" || column == "seq");
            let kind = match kind.as_str() {
                _ if numbered => "bigint",
                "TIMESTAMP" => "timestamp with time zone",
                other => &other.to_lowercase(),
            };
            table.columns.push((column, kind.to_owned(), not_null));
        }
        table.primary_key =
            sqlx::query_scalar("SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk")
                .bind(&name)
                .fetch_all(&mut connection)
                .await
                .unwrap();
        let indexes: Vec<(String, bool, String)> =
            sqlx::query_as("SELECT name, \"unique\", origin FROM pragma_index_list($1)")
                .bind(&name)
                .fetch_all(&mut connection)
                .await
                .unwrap();
        for (index, unique, origin) in indexes {
            let columns: Vec<String> = sqlx::query_scalar(
                "SELECT name FROM pragma_index_info($1) WHERE name IS NOT NULL ORDER BY seqno",
            )
            .bind(index)
            .fetch_all(&mut connection)
            .await
            .unwrap();
            match (origin.as_str(), unique) {
                ("pk", _) => assert_eq!(columns, table.primary_key),
                (_, true) => assert!(table.unique.insert(columns)),
                // An index of what columns make together has no name for it.
                (_, false) if columns.is_empty() => table.expressions += 1,
                (_, false) => assert!(table.indexes.insert(columns)),
            }
        }
        let references: Vec<(String, String, String, String)> = sqlx::query_as(
            "SELECT \"from\", \"table\", \"to\", lower(on_delete) FROM pragma_foreign_key_list($1)",
        )
        .bind(&name)
        .fetch_all(&mut connection)
        .await
        .unwrap();
        table.references = references
            .into_iter()
            .map(|(from, table, to, deleted)| [from, table, to, deleted])
            .collect();
        tables.insert(name, table);
    }
    tables
}

async fn postgres_tables(url: &str) -> Tables {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let mut tables = Tables::new();
    let columns: Vec<(String, String, String, bool)> = sqlx::query_as(
        "SELECT CAST(class.relname AS TEXT), CAST(attname AS TEXT), \
         format_type(atttypid, atttypmod), attnotnull \
         FROM pg_attribute JOIN pg_class AS class ON class.oid = attrelid \
         WHERE class.relkind = 'r' AND class.relnamespace = CAST('public' AS regnamespace) \
         AND class.relname NOT LIKE '\\_sqlx\\_%' AND attnum > 0 AND NOT attisdropped \
         ORDER BY class.relname, attnum",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    for (name, column, kind, not_null) in columns {
        tables
            .entry(name)
            .or_default()
            .columns
            .push((column, kind, not_null));
    }
    for (name, table) in &mut tables {
        let indexes: Vec<(bool, bool, Vec<String>)> = sqlx::query_as(AssertSqlSafe(format!(
            "SELECT indisprimary, indisunique, ARRAY( \
             SELECT CAST(attname AS TEXT) FROM unnest(indkey) WITH ORDINALITY AS key (number, nth) \
             JOIN pg_attribute ON attrelid = indrelid AND attnum = key.number ORDER BY nth) \
             FROM pg_index WHERE indrelid = CAST('{name}' AS regclass)"
        )))
        .fetch_all(&mut connection)
        .await
        .unwrap();
        for (primary, unique, columns) in indexes {
            if primary {
                table.primary_key = columns;
            } else if unique {
                assert!(table.unique.insert(columns));
            } else if columns.is_empty() {
                table.expressions += 1;
            } else {
                assert!(table.indexes.insert(columns));
            }
        }
        let references: Vec<(String, String, String, String)> =
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT CAST(here.attname AS TEXT), CAST(class.relname AS TEXT), \
                 CAST(there.attname AS TEXT), \
                 CASE confdeltype WHEN 'c' THEN 'cascade' WHEN 'a' THEN 'no action' WHEN 'n' THEN 'set null' \
                 ELSE CAST(confdeltype AS TEXT) END \
                 FROM pg_constraint JOIN pg_class AS class ON class.oid = confrelid \
                 JOIN pg_attribute AS here ON here.attrelid = conrelid AND here.attnum = conkey[1] \
                 JOIN pg_attribute AS there ON there.attrelid = confrelid AND there.attnum = confkey[1] \
                 WHERE contype = 'f' AND conrelid = CAST('{name}' AS regclass)"
            )))
            .fetch_all(&mut connection)
            .await
            .unwrap();
        table.references = references
            .into_iter()
            .map(|(from, table, to, deleted)| [from, table, to, deleted])
            .collect();
    }
    tables
}
