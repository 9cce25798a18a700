//! `zufang reindex`.

use super::progress;
use crate::{settings::Settings, startup};
use anyhow::{Context, Result};
use services::follower::{Follower, Phase};

/// Builds the index anew, with a progress bar.
pub(super) async fn run(settings: &Settings) -> Result<()> {
    let store = startup::store(settings).await?;
    let services = startup::services(settings, &store)
        .await
        .context("the index cannot be built while something else uses it")?;
    services
        .index()
        .clear()
        .context("the old index cannot be removed")?;
    let mut states = services.follower_states();
    let bar = progress::bar(0, "homes");
    let drawing = {
        let bar = bar.clone();
        tokio::spawn(async move {
            while states.changed().await.is_ok() {
                if let Phase::Rebuilding { done, total } = states.borrow_and_update().phase {
                    bar.set_length(total);
                    bar.set_position(done);
                }
            }
        })
    };
    let follower = Follower::start(services.clone());
    follower.caught_up().await?;
    follower.stop().await?;
    drawing.abort();
    bar.finish_and_clear();
    println!("The index holds {} homes.", services.index().len());
    Ok(())
}
