//! The index follows the database.

use crate::client::Client;
use domain::ListingStatus;
use std::time::{Duration, Instant};
use testkit::{ListingBuilder, noon, put};

async fn total(client: &Client) -> u64 {
    client.get("/api/v1/listings").await.json()["count"]
        .as_u64()
        .unwrap()
}

/// Waits until `expected` homes are found; returns how long that took.
async fn wait_for(client: &Client, expected: u64) -> Duration {
    let start = Instant::now();
    while total(client).await != expected {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{}",
            total(client).await
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    start.elapsed()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_by_another_process_is_found_within_a_second() {
    let client = Client::with_homes(2).await;
    let other = client.app.open_store().await.unwrap();
    put(&other, vec![ListingBuilder::new("new")], noon())
        .await
        .unwrap();
    let took = wait_for(&client, 3).await;
    assert!(took < Duration::from_secs(1), "{took:?}");
    let let_out = ListingBuilder::new("new").status(ListingStatus::Let);
    put(&other, vec![let_out], noon()).await.unwrap();
    let took = wait_for(&client, 2).await;
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_down_catches_up() {
    let client = Client::with_homes(3).await;
    let app = client
        .into_app()
        .restart(async |stopped| {
            let store = stopped.open_store().await?;
            put(&store, vec![ListingBuilder::new("while-down")], noon()).await?;
            let let_out = ListingBuilder::new("home-0").status(ListingStatus::Let);
            put(&store, vec![let_out], noon()).await?;
            Ok(())
        })
        .await
        .unwrap();
    let client = Client::over(app, |_| {});
    wait_for(&client, 3).await;
    let page = client.get("/api/v1/listings").await.json();
    let titles: Vec<&str> = page["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|home| home["title"].as_str().unwrap())
        .collect();
    assert!(titles.contains(&"Home while-down"), "{titles:?}");
    assert!(!titles.contains(&"Home home-0"), "{titles:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_is_lost_is_built_anew() {
    let client = Client::with_homes(30).await;
    let app = client
        .into_app()
        .restart(async |stopped| Ok(std::fs::remove_dir_all(stopped.folder.join("index"))?))
        .await
        .unwrap();
    wait_for(&Client::over(app, |_| {}), 30).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_cannot_be_read_is_built_anew() {
    let client = Client::with_homes(30).await;
    let app = client
        .into_app()
        .restart(async |stopped| {
            for entry in std::fs::read_dir(stopped.folder.join("index"))? {
                let path = entry?.path();
                if path.is_file() {
                    std::fs::write(path, "of another version")?;
                }
            }
            Ok(())
        })
        .await
        .unwrap();
    wait_for(&Client::over(app, |_| {}), 30).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_slept_until_events_were_forgotten_is_built_anew() {
    let client = Client::with_homes(5).await;
    let app = client
        .into_app()
        .restart(async |stopped| {
            let store = stopped.open_store().await?;
            let let_out = ListingBuilder::new("home-0").status(ListingStatus::Let);
            put(&store, vec![let_out], noon()).await?;
            put(&store, vec![ListingBuilder::new("later")], noon()).await?;
            let mut unit = store.begin().await?;
            unit.prune_events(noon() + chrono::TimeDelta::days(1))
                .await?;
            unit.commit().await?;
            Ok(())
        })
        .await
        .unwrap();
    let client = Client::over(app, |_| {});
    wait_for(&client, 5).await;
    let page = client.get("/api/v1/listings?q=later").await.json();
    assert_eq!(page["count"], 1);
}
