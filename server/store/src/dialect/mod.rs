//! The two databases: the only place that tells them apart.
//!
//! Statements are written once, with `$1` placeholders, in the SQL that both understand. [`run!`]
//! runs one on whichever database is open. What has no common form lives in [`sqlite`] and
//! [`postgres`].

pub(crate) mod postgres;
pub(crate) mod sqlite;

/// One value per database: its pool, its connection, its transaction.
pub(crate) enum Dialect<S, P> {
    Sqlite(S),
    Postgres(P),
}

/// What the databases say differently.
pub(crate) trait Phrases {
    /// Compares a text with a pattern, capital letters like small ones: those of ASCII at least.
    const LIKE: &'static str;

    /// A subquery of the whole numbers in the JSON array that is bound to `placeholder`. One bound
    /// text holds any number of them, so that the statement stays the same and within the limits.
    fn numbers_in(placeholder: &str) -> String;

    /// A subquery of the texts in the JSON array that is bound to `placeholder`.
    fn texts_in(placeholder: &str) -> String;

    /// The day in China of the moment in `column`, as the text `YYYY-MM-DD`.
    fn day_in_china(column: &str) -> String;

    /// The text that stands under `key` in the JSON object in `column`; null when there is none.
    fn text_under(key: &str, column: &str) -> String;
}

/// Counts a statement of the session and evaluates it with `$db` bound to the session's pool or
/// connection and the type `Db` to its sqlx database.
macro_rules! run {
    ($session:expr, |$db:ident| $statement:expr) => {{
        let session = $session;
        session.count_statement();
        match session.target() {
            $crate::dialect::Dialect::Sqlite($db) => {
                #[allow(dead_code)]
                type Db = ::sqlx::Sqlite;
                $statement.await.map_err($crate::Error::from)
            }
            $crate::dialect::Dialect::Postgres($db) => {
                #[allow(dead_code)]
                type Db = ::sqlx::Postgres;
                $statement.await.map_err($crate::Error::from)
            }
        }
    }};
}
pub(crate) use run;

/// [`run!`] for a statement that returns no rows: evaluates to the number of rows it changed.
macro_rules! execute {
    ($session:expr, |$db:ident| $statement:expr) => {
        $crate::dialect::run!($session, |$db| async {
            $statement.await.map(|done| done.rows_affected())
        })
    };
}
pub(crate) use execute;

/// Inserts `$rows` with as few statements as possible: `$head VALUES (…), (…) $tail`, where `$bind`
/// binds the values of one row. Evaluates to `Result<Vec<$returned>>` of what the statements return.
macro_rules! insert {
    ($session:expr, $rows:expr, $columns:expr, $head:expr, $tail:expr => $returned:ty,
     |$values:ident, $row:pat_param| $bind:block) => {{
        let session = $session;
        let mut returned: Vec<$returned> = Vec::new();
        let mut failed = None;
        for rows in $crate::bulk::shapes($rows, $columns) {
            let answer: $crate::Result<Vec<$returned>> =
                $crate::dialect::run!(&mut *session, |db| async {
                    let mut statement = ::sqlx::QueryBuilder::<Db>::new($head);
                    statement.push_values(rows, |mut $values, $row| $bind);
                    statement.push($tail);
                    statement.build_query_as::<$returned>().fetch_all(db).await
                });
            match answer {
                Ok(rows) => returned.extend(rows),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        failed.map_or(Ok(returned), Err)
    }};
}
pub(crate) use insert;
