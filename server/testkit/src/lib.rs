//! What tests are built from: the use cases over a database and an index of their own, and
//! listings that say only what the test is about.

mod app;
mod listings;
mod mysql;
mod postgres;

pub use app::{Error, SIGNING_KEY, Stopped, TestApp, noon, open_store, put};
pub use listings::ListingBuilder;
pub use mysql::MysqlDatabase;
pub use postgres::PostgresDatabase;
