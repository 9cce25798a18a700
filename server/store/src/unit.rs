//! The unit of work.

use crate::{
    Result,
    dialect::{Dialect, postgres},
};
use domain::ListingId;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};
use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// A unit of work: one transaction that writes. What is not committed is rolled back.
///
/// Its methods stand beside what they write: places, agents, listings, events.
pub struct Unit {
    transaction: Dialect<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>,
    statements: Arc<AtomicU64>,
    outbox_locked: bool,
    /// Listings whose change the outbox of this unit tells already.
    pub(crate) announced: HashSet<ListingId>,
}

impl Unit {
    pub(crate) fn new(
        transaction: Dialect<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>,
        statements: Arc<AtomicU64>,
    ) -> Self {
        Self {
            transaction,
            statements,
            outbox_locked: false,
            announced: HashSet::new(),
        }
    }

    /// Makes all of it permanent and visible.
    pub async fn commit(self) -> Result<()> {
        match self.transaction {
            Dialect::Sqlite(transaction) => transaction.commit().await?,
            Dialect::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }

    /// Undoes all of it. Dropping the unit does so too, but does not wait for it.
    pub async fn rollback(self) -> Result<()> {
        match self.transaction {
            Dialect::Sqlite(transaction) => transaction.rollback().await?,
            Dialect::Postgres(transaction) => transaction.rollback().await?,
        }
        Ok(())
    }

    /// Called before appending to the outbox. On SQLite a unit is the only writer anyway.
    pub(crate) async fn lock_outbox(&mut self) -> Result<()> {
        if !self.outbox_locked {
            if let Dialect::Postgres(transaction) = &mut self.transaction {
                self.statements.fetch_add(1, Ordering::Relaxed);
                postgres::lock_outbox(transaction).await?;
            }
            self.outbox_locked = true;
        }
        Ok(())
    }

    /// Called before the newest entry of the audit trail is read. On SQLite a unit is the only writer
    /// anyway.
    pub(crate) async fn lock_audit(&mut self) -> Result<()> {
        if let Dialect::Postgres(transaction) = &mut self.transaction {
            self.statements.fetch_add(1, Ordering::Relaxed);
            postgres::lock_audit(transaction).await?;
        }
        Ok(())
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.transaction, Dialect::Postgres(_))
    }

    pub(crate) fn count_statement(&mut self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn target(&mut self) -> Dialect<&mut SqliteConnection, &mut PgConnection> {
        match &mut self.transaction {
            Dialect::Sqlite(transaction) => Dialect::Sqlite(&mut *transaction),
            Dialect::Postgres(transaction) => Dialect::Postgres(&mut *transaction),
        }
    }
}
