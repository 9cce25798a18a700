//! Filling the index anew from the listings themselves.

use super::{FollowerState, Phase, apply};
use crate::{Error, Result, Services};
use domain::ListingId;
use search::Change;
use store::Store;
use tokio::sync::watch;

/// Listings read and put at once.
const BATCH: u32 = 4_000;

/// Whether the events alone do not lead from where the index stands to where the database stands:
/// the index is empty, was made for another database, or slept until events were forgotten.
pub(super) async fn is_needed(services: &Services, store: &Store) -> Result<bool> {
    let position = services.0.index.position();
    if position == 0 {
        return Ok(true);
    }
    let events = store.events();
    let oldest = events.oldest().await?;
    Ok(position > events.last().await? || oldest.is_some_and(|oldest| position < oldest - 1))
}

/// Fills the index anew; returns early when stopped, leaving it at position 0, so that the next
/// start begins again.
///
/// The events that arrive meanwhile are applied afterwards: the position from before the first
/// listing was read is the one the index ends with.
pub(super) async fn run(
    services: &Services,
    store: &Store,
    stopped: &watch::Receiver<bool>,
) -> Result<()> {
    let position = store.events().last().await?;
    let total = store.listings().count().await?;
    let index = services.0.index.clone();
    tokio::task::spawn_blocking(move || index.clear())
        .await
        .map_err(Error::internal)??;
    if total > 0 {
        tracing::info!(listings = total, "building the index anew");
    }
    let mut done = 0;
    let mut last = ListingId(0);
    loop {
        services.0.follower.send_replace(FollowerState {
            phase: Phase::Rebuilding { done, total },
            position: 0,
            last: position,
        });
        if *stopped.borrow() {
            return Ok(());
        }
        let listings = store.listings().indexed_after(last, BATCH).await?;
        let Some(newest) = listings.last().map(|listing| listing.card.id) else {
            break;
        };
        last = newest;
        done += listings.len() as u64;
        services
            .gazetteer()
            .learn(listings.iter().map(|listing| &listing.card));
        let changes = listings.into_iter().map(Change::Put).collect();
        apply(services, changes, 0).await?;
        tracing::debug!(done, total, "building the index");
    }
    apply(services, Vec::new(), position).await?;
    if total > 0 {
        tracing::info!(listings = done, "the index is built");
    }
    Ok(())
}
