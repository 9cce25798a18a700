//! `zufang serve`.

use crate::{http, settings::Settings, startup};
use anyhow::{Context, Result};
use axum::serve::ListenerExt;
use services::{
    Services, accounts::Delivery, cache::LocalCache, counts::CountWriter, follower::Follower,
    photos::PhotoWorker, webhooks::WebhookWorker,
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
    time::timeout,
};

/// How long requests at work may take to end after the order to stop.
const DRAIN: Duration = Duration::from_secs(10);
/// How often old things are forgotten.
const HOUR: Duration = Duration::from_secs(3_600);

/// Serves until SIGTERM or SIGINT, then lets requests at work end and writes the index to disk.
///
/// While the index is being built, pages are served already and `/readyz` says 503.
pub(super) async fn run(settings: &Settings) -> Result<()> {
    // First, so that callers wait in the queue of the socket instead of being refused.
    let listener = TcpListener::bind(settings.addr)
        .await
        .with_context(|| format!("cannot listen on {} (settings addr, port)", settings.addr))?;
    let address = listener.local_addr()?;
    let mut stop = stop_signal()?;
    let store = startup::store(settings).await?;
    let services = startup::services(settings, &store).await?;
    if let Some(bytes) = settings.response_cache {
        services.caches().keep_in(Arc::new(LocalCache::new(bytes)));
    }
    let follower = Follower::start(services.clone());
    let delivery = Delivery::start(services.clone(), startup::senders(settings)?);
    let webhooks = WebhookWorker::start(services.clone(), startup::courier(&services));
    let counting = CountWriter::start(services.clone());
    let photos = PhotoWorker::start(services.clone())?;
    let housekeeping = tokio::spawn(keep_house(services.clone()));
    let app = http::router(services.clone(), startup::site(settings));

    let listener = listener.tap_io(|connection| {
        // Answers are written whole: nothing is gained by waiting for more.
        let _ = connection.set_nodelay(true);
    });
    let mut stopping = stop.clone();
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, app).with_graceful_shutdown(async move {
        let _ = stopping.wait_for(|stop| *stop).await;
    });
    let mut server = tokio::spawn(server.into_future());
    tokio::select! {
        () = services.when_ready() => {
            println!("Zufang is ready on http://{address}");
            super::demo::print_accounts(settings, &store).await?;
        }
        _ = stop.wait_for(|stop| *stop) => {}
    }
    tokio::select! {
        served = &mut server => served??,
        _ = stop.wait_for(|stop| *stop) => {
            tracing::info!("stopping");
            match timeout(DRAIN, server).await {
                Ok(served) => served??,
                Err(_) => tracing::warn!("some requests did not end in time"),
            }
        }
    }
    housekeeping.abort();
    counting.stop().await;
    delivery.stop().await;
    webhooks.stop().await;
    photos.stop().await;
    follower
        .stop()
        .await
        .context("the index cannot be written")?;
    tracing::info!("stopped");
    Ok(())
}

/// Empties accounts whose owners left, forgets what is old, takes homes that nobody confirmed out of what
/// is public, and collects photos that no home uses, every hour.
async fn keep_house(services: Services) {
    loop {
        match services.keep_house().await {
            Ok(0) => {}
            Ok(emptied) => tracing::info!(emptied, "accounts whose owners left were emptied"),
            Err(error) => tracing::warn!(%error, "housekeeping failed, again in an hour"),
        }
        match services.expire_offers().await {
            Ok(0) => {}
            Ok(homes) => {
                tracing::info!(homes, "homes that nobody confirmed are not shown any more")
            }
            Err(error) => tracing::warn!(%error, "homes did not expire, again in an hour"),
        }
        match services.collect_photos().await {
            Ok(0) => {}
            Ok(photos) => tracing::info!(photos, "photos that no home uses were deleted"),
            Err(error) => tracing::warn!(%error, "photos were not collected, again in an hour"),
        }
        tokio::time::sleep(HOUR).await;
    }
}

/// Becomes true at SIGTERM or SIGINT.
fn stop_signal() -> Result<watch::Receiver<bool>> {
    let (sender, receiver) = watch::channel(false);
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        sender.send_replace(true);
        // Kept open: a closed channel would end the waiting for it.
        sender.closed().await;
    });
    Ok(receiver)
}
