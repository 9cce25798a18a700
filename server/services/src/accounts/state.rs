//! What the use cases of accounts share.

use super::{AccountSettings, Counters, LocalCounters, hashing::Hasher, networks::NetworkRules};
use chrono::{DateTime, Utc};
use domain::{SessionId, TokenId, account::SignedIn};
use moka::sync::Cache;
use std::{sync::Arc, time::Duration};
use tokio::sync::{Notify, Semaphore};

/// Sessions whose standing is kept in memory.
const STANDINGS_MAX: u64 = 20_000;
/// How long another process's changes may stay unseen: log-outs, roles, networks. This process's own are
/// seen by the next request.
pub(crate) const UNSEEN: Duration = Duration::from_secs(2);

/// The parts that accounts need.
pub(crate) struct AccountState {
    pub(crate) settings: AccountSettings,
    pub(crate) hasher: Hasher,
    pub(crate) counters: Arc<dyn Counters>,
    /// Who is signed in by which session, as requests go by it.
    pub(crate) standings: Cache<SessionId, Arc<SignedIn>>,
    /// For whom programs act, by the hashes of their tokens.
    pub(crate) programs: Cache<String, Arc<SignedIn>>,
    /// When it was last kept that a token was used.
    pub(crate) token_uses: Cache<TokenId, DateTime<Utc>>,
    pub(crate) networks: Cache<(), Arc<NetworkRules>>,
    /// The turn to draw an avatar.
    pub(crate) drawing: Arc<Semaphore>,
    /// Wakes whoever sends messages.
    pub(crate) written: Notify,
}

impl AccountState {
    pub(crate) fn new(settings: AccountSettings) -> Self {
        Self {
            hasher: Hasher::new(settings.hash),
            settings,
            counters: Arc::new(LocalCounters::default()),
            standings: Cache::builder()
                .max_capacity(STANDINGS_MAX)
                .time_to_live(UNSEEN)
                .build(),
            programs: Cache::builder()
                .max_capacity(STANDINGS_MAX)
                .time_to_live(UNSEEN)
                .build(),
            token_uses: Cache::builder().max_capacity(STANDINGS_MAX).build(),
            networks: Cache::builder().time_to_live(UNSEEN).build(),
            drawing: Arc::new(Semaphore::new(1)),
            written: Notify::new(),
        }
    }

    /// Lets the next request of these sessions ask the database, and so every program's: what ends
    /// sessions may end tokens as well.
    pub(crate) fn forget(&self, sessions: &[SessionId]) {
        for session in sessions {
            self.standings.invalidate(session);
        }
        self.programs.invalidate_all();
    }

    /// Lets everybody's next request ask the database.
    pub(crate) fn forget_all(&self) {
        self.standings.invalidate_all();
        self.programs.invalidate_all();
    }
}
