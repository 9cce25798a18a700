//! One computation for all who want the same at once.

use super::Kept;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::watch;

/// What came of a computation: something to keep, or nothing that others could use.
type Landed = Option<Kept>;

/// What is being computed now, by its key.
#[derive(Default)]
pub(super) struct Flights(Arc<Mutex<HashMap<String, watch::Receiver<Option<Landed>>>>>);

/// What somebody who wants something has to do.
pub(super) enum Seat {
    /// Compute it, and tell the others.
    Leads(Leader),
    /// Wait for who computes it.
    Waits(Waiter),
}

/// Whoever computes. When it is dropped before it lands, the others notice.
pub(super) struct Leader {
    key: String,
    flights: Flights,
    sender: watch::Sender<Option<Landed>>,
}

/// Whoever waits.
pub(super) struct Waiter(watch::Receiver<Option<Landed>>);

impl Flights {
    pub(super) fn seat(&self, key: &str) -> Seat {
        let mut flights = self.held();
        if let Some(flight) = flights.get(key) {
            return Seat::Waits(Waiter(flight.clone()));
        }
        let (sender, receiver) = watch::channel(None);
        flights.insert(key.to_owned(), receiver);
        Seat::Leads(Leader {
            key: key.to_owned(),
            flights: Self(Arc::clone(&self.0)),
            sender,
        })
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, watch::Receiver<Option<Landed>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Leader {
    /// Tells the others what came of it.
    pub(super) fn land(self, landed: Landed) {
        self.sender.send_replace(Some(landed));
    }
}

impl Drop for Leader {
    fn drop(&mut self) {
        self.flights.held().remove(&self.key);
    }
}

impl Waiter {
    /// What came of the computation; `None` when whoever did it went away.
    pub(super) async fn landed(mut self) -> Option<Landed> {
        let landed = self.0.wait_for(Option::is_some).await.ok()?;
        landed.clone()
    }
}
