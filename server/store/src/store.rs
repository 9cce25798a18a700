//! The open database.

use crate::{
    Accounts, Agents, Changes, Contacts, Counts, Dashboards, Error, ErrorKind, Events, Listings,
    Metro, Moderation, Offers, Photos, Places, Result, Unit, Webhooks,
    dialect::{Dialect, execute, postgres, sqlite},
    places,
};
use sqlx::{PgPool, SqlitePool};
use std::sync::{
    Arc,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};

/// Which database to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseSettings {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// Streaming replicas of a PostgreSQL primary, as `postgres://…`; they share the reads.
    pub replicas: Vec<String>,
    /// Connections per pool, at least 1. SQLite adds one for the writer.
    pub max_connections: u32,
}

impl DatabaseSettings {
    /// A database without replicas, and as many connections as two cores keep busy.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            replicas: Vec::new(),
            max_connections: 4,
        }
    }
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
    reads: Reads,
}

struct Inner {
    pools: Dialect<sqlite::Pools, postgres::Pools>,
    statements: Arc<AtomicU64>,
    turn: AtomicUsize,
}

/// Where reads go. SQLite has one file: there it makes no difference.
#[derive(Clone, Copy)]
enum Reads {
    /// To the replicas in turn; to the primary where there is none.
    InTurn,
    /// All to the same replica.
    Replica(usize),
    /// To the primary.
    Primary,
}

impl Store {
    /// Opens the database; creates the file of an SQLite database that is not there yet.
    pub async fn connect(settings: &DatabaseSettings) -> Result<Self> {
        let DatabaseSettings {
            url,
            replicas,
            max_connections,
        } = settings;
        let pools = if url.starts_with("sqlite:") {
            if !replicas.is_empty() {
                return Err(Error::new(
                    ErrorKind::Settings,
                    "an SQLite database has no replicas",
                ));
            }
            Dialect::Sqlite(sqlite::Pools::open(url, *max_connections).await?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Dialect::Postgres(postgres::Pools::open(url, replicas, *max_connections).await?)
        } else {
            return Err(Error::new(
                ErrorKind::Settings,
                "a database URL begins with sqlite: or postgres://",
            ));
        };
        Ok(Self {
            inner: Arc::new(Inner {
                pools,
                statements: Arc::default(),
                turn: AtomicUsize::new(0),
            }),
            reads: Reads::InTurn,
        })
    }

    /// Brings the schema up to date and loads the divisions. Changes nothing when all is there.
    pub async fn migrate(&self) -> Result<()> {
        match &self.inner.pools {
            Dialect::Sqlite(pools) => {
                sqlx::migrate!("migrations/sqlite")
                    .run(&pools.writer)
                    .await?
            }
            Dialect::Postgres(pools) => {
                sqlx::migrate!("migrations/postgres")
                    .run(&pools.primary)
                    .await?
            }
        }
        places::load_divisions(self).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        let primary = self.primary_reads();
        execute!(&mut primary.session(), |db| {
            sqlx::query("SELECT 1").execute(db)
        })
        .map(|_| ())
    }

    /// SQL statements run so far by this store and its clones. Opening, migrating, beginning and
    /// committing do not count.
    pub fn statements(&self) -> u64 {
        self.inner.statements.load(Ordering::Relaxed)
    }

    /// This store with all reads on the primary: for those who must see their own writes at once.
    pub fn primary_reads(&self) -> Self {
        Self {
            reads: Reads::Primary,
            ..self.clone()
        }
    }

    /// This store with all reads on one and the same database, so that a later read never sees an
    /// older state: for those who follow the outbox.
    pub fn pinned_reads(&self) -> Self {
        let reads = match &self.inner.pools {
            Dialect::Postgres(pools) if !pools.replicas.is_empty() => {
                Reads::Replica(self.inner.next_turn(pools.replicas.len()))
            }
            _ => Reads::Primary,
        };
        Self {
            reads,
            ..self.clone()
        }
    }

    /// Reads listings.
    pub fn listings(&self) -> Listings<'_> {
        Listings { store: self }
    }

    /// Reads for the classic API.
    pub fn classic(&self) -> crate::Classic<'_> {
        crate::Classic { store: self }
    }

    /// Reads divisions, business districts and estates.
    pub fn places(&self) -> Places<'_> {
        Places { store: self }
    }

    /// Reads metro lines and stations.
    pub fn metro(&self) -> Metro<'_> {
        Metro { store: self }
    }

    /// Reads uploaded photos.
    pub fn photos(&self) -> Photos<'_> {
        Photos { store: self }
    }

    /// Reads agents.
    pub fn agents(&self) -> Agents<'_> {
        Agents { store: self }
    }

    /// Reads listings for those who publish and check them.
    pub fn offers(&self) -> Offers<'_> {
        Offers { store: self }
    }

    /// Reads how often homes were seen.
    pub fn counts(&self) -> Counts<'_> {
        Counts { store: self }
    }

    /// Reads what dashboards show.
    pub fn dashboards(&self) -> Dashboards<'_> {
        Dashboards { store: self }
    }

    /// Reads accounts.
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts { store: self }
    }

    /// Reads webhooks.
    pub fn webhooks(&self) -> Webhooks<'_> {
        Webhooks { store: self }
    }

    /// Reads how people are in touch.
    pub fn contacts(&self) -> Contacts<'_> {
        Contacts { store: self }
    }

    /// Reads reports, strikes and dictionaries.
    pub fn moderation(&self) -> Moderation<'_> {
        Moderation { store: self }
    }

    /// Reads when public things last changed.
    pub fn changes(&self) -> Changes<'_> {
        Changes { store: self }
    }

    /// Reads the outbox.
    pub fn events(&self) -> Events<'_> {
        Events { store: self }
    }

    /// Begins a unit of work: a write transaction. On SQLite it waits for the one before it.
    pub async fn begin(&self) -> Result<Unit> {
        let transaction = match &self.inner.pools {
            Dialect::Sqlite(pools) => {
                Dialect::Sqlite(pools.writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Dialect::Postgres(pools) => Dialect::Postgres(pools.primary.begin().await?),
        };
        Ok(Unit::new(transaction, Arc::clone(&self.inner.statements)))
    }

    /// A session that reads.
    pub(crate) fn session(&self) -> Session<'_> {
        let pool = match (&self.inner.pools, self.reads) {
            (Dialect::Sqlite(pools), _) => Dialect::Sqlite(&pools.readers),
            (Dialect::Postgres(pools), reads) => Dialect::Postgres(
                match reads {
                    Reads::Primary => None,
                    Reads::Replica(index) => pools.replicas.get(index),
                    Reads::InTurn => pools
                        .replicas
                        .get(self.inner.next_turn(pools.replicas.len())),
                }
                .unwrap_or(&pools.primary),
            ),
        };
        Session {
            pool,
            statements: &self.inner.statements,
        }
    }
}

impl Inner {
    fn next_turn(&self, of: usize) -> usize {
        self.turn
            .fetch_add(1, Ordering::Relaxed)
            .checked_rem(of)
            .unwrap_or_default()
    }
}

/// Statements that belong together and read from one database.
pub(crate) struct Session<'a> {
    pool: Dialect<&'a SqlitePool, &'a PgPool>,
    statements: &'a AtomicU64,
}

impl Session<'_> {
    pub(crate) fn count_statement(&mut self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn target(&mut self) -> Dialect<&SqlitePool, &PgPool> {
        match &self.pool {
            Dialect::Sqlite(pool) => Dialect::Sqlite(pool),
            Dialect::Postgres(pool) => Dialect::Postgres(pool),
        }
    }
}
