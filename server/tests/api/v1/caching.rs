//! Answers that are kept on the server.

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::Person,
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{ListingId, ListingStatus};
use serde_json::{Value, json};
use services::{cache::LocalCache, counts::Batches};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use testkit::{ListingBuilder, noon, put};

const LIST: &str = "/api/v1/listings?city=110100";
const MISS: &str = "zufang; fwd=miss; stored";

/// A client of a server that keeps answers.
async fn keeping(homes: u32) -> Client {
    let client = Client::with_homes(homes).await;
    let place = Arc::new(LocalCache::new(4 << 20));
    client.app.services.caches().keep_in(place);
    // The first look at what is stored beside homes drops what was kept before it.
    tokio::time::sleep(Duration::from_millis(600)).await;
    client
}

impl Client {
    /// Asks until `right` says yes, and says how long that took.
    async fn until(&self, path: &str, right: impl Fn(&Answer) -> bool) -> Duration {
        let start = Instant::now();
        loop {
            let answer = self.get(path).await;
            if right(&answer) {
                return start.elapsed();
            }
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{}",
                answer.text()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

#[tokio::test]
async fn an_answer_is_kept_for_its_time() {
    let client = keeping(3).await;
    let first = client.get(LIST).await;
    assert_eq!(first.status, 200);
    assert_eq!(first.header("cache-status"), MISS);
    assert!(!first.headers.contains_key("age"));
    client.wait(TimeDelta::seconds(50));
    let second = client.get("/api/v1/listings?&city=110100&").await;
    assert_eq!(second.header("cache-status"), "zufang; hit; ttl=70");
    assert_eq!(second.header("age"), "50");
    assert_eq!(second.body, first.body);
    for name in ["content-type", "etag", "cache-control", "vary"] {
        assert_eq!(second.header(name), first.header(name), "{name}");
    }
    assert_eq!(
        client
            .get("/api/v1/listings?city=110100&page=1")
            .await
            .header("cache-status"),
        MISS
    );
    let other_host = client.get_with(LIST, &[("host", "other.example")]).await;
    assert_eq!(
        other_host.header("cache-status"),
        MISS,
        "its links may begin otherwise"
    );
    client.wait(TimeDelta::seconds(70));
    assert_eq!(client.get(LIST).await.header("cache-status"), MISS);
    let head = Ask::new("HEAD", LIST).to(&client).await;
    assert!(head.header("cache-status").contains("hit") && head.body.is_empty());
}

#[tokio::test]
async fn whoever_has_the_answer_is_told_that_it_still_holds() {
    let client = keeping(3).await;
    let first = client.get(LIST).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"'), "strong: {tag}");
    for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}")] {
        let answer = client.get_with(LIST, &[("if-none-match", &known)]).await;
        assert_eq!(answer.status, StatusCode::NOT_MODIFIED);
        assert!(answer.body.is_empty());
        assert_eq!(answer.header("etag"), tag);
    }
    assert_eq!(
        client
            .get_with(LIST, &[("if-none-match", "\"x\"")])
            .await
            .status,
        200
    );
    // Also when it has to be made first.
    client.wait(TimeDelta::seconds(200));
    let answer = client.get_with(LIST, &[("if-none-match", &tag)]).await;
    assert_eq!(answer.status, StatusCode::NOT_MODIFIED);
    // Compressed it is another body.
    let small = client.get_with(LIST, &[("accept-encoding", "gzip")]).await;
    assert_eq!(small.header("content-encoding"), "gzip");
    assert_eq!(small.header("etag"), format!("W/{tag}"));
    assert!(small.header("vary").contains("accept-encoding"));
}

#[tokio::test]
async fn a_change_is_seen_within_a_second() {
    let client = keeping(3).await;
    let total = |answer: &Answer| answer.json()["count"].as_u64();
    assert_eq!(total(&client.get(LIST).await), Some(3));
    let store = client.app.store();
    let home = ListingBuilder::new("new");
    let ids = put(store, vec![home], noon()).await.unwrap();
    let path = format!("/api/v1/listings/{}", ids[0]);
    let took = client.until(LIST, |answer| total(answer) == Some(4)).await;
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(client.get(&path).await.status, 200);
    assert!(
        client
            .get(&path)
            .await
            .header("cache-status")
            .contains("hit")
    );
    let home = ListingBuilder::new("new").status(ListingStatus::Let);
    put(store, vec![home], noon()).await.unwrap();
    let took = client
        .until(&path, |answer| answer.status == StatusCode::GONE)
        .await;
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(total(&client.get(LIST).await), Some(3));
}

async fn made(client: &Client, admin: &Person, name: &str) {
    let body = json!({"name": name});
    let ask = Ask::new("POST", "/api/v1/tags")
        .json(&body)
        .bearer(&admin.access);
    let answer = ask.to(client).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
}

#[tokio::test]
async fn a_change_of_a_dictionary_is_seen_within_a_second() {
    let client = keeping(1).await;
    let admin = client.admin().await;
    let path = "/api/v1/tags?q=%E6%96%B0%E6%A0%87%E7%AD%BE";
    let count = |answer: &Answer| answer.json()["count"].as_u64();
    client
        .until(path, |answer| answer.header("cache-status").contains("hit"))
        .await;
    let before = count(&client.get(path).await);
    made(&client, &admin, "新标签").await;
    let took = client.until(path, |answer| count(answer) != before).await;
    assert!(took < Duration::from_secs(1), "{took:?}");
    let answer = client.get(path).await;
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
    assert!(
        answer.header("vary").contains("authorization"),
        "admins see more"
    );
}

#[tokio::test]
async fn who_is_signed_in_is_neither_answered_from_it_nor_kept() {
    let client = keeping(2).await;
    let renter = client.renter().await;
    for path in [LIST, "/api/v1/estates"] {
        let own = Ask::new("GET", path)
            .bearer(&renter.access)
            .to(&client)
            .await;
        assert!(!own.headers.contains_key("cache-status"), "{path}");
        let by_cookie = renter.browses(Ask::new("GET", path)).to(&client).await;
        assert!(!by_cookie.headers.contains_key("cache-status"), "{path}");
        assert_eq!(
            client.get(path).await.header("cache-status"),
            MISS,
            "{path}"
        );
        assert!(
            client
                .get(path)
                .await
                .header("cache-status")
                .contains("hit"),
            "{path}"
        );
        let own = Ask::new("GET", path)
            .bearer(&renter.access)
            .to(&client)
            .await;
        assert!(!own.headers.contains_key("cache-status"), "{path}");
    }
}

#[tokio::test]
async fn a_cookie_goes_to_nobody_else() {
    let client = keeping(2).await;
    let path = "/api/v1/suggestions?q=a";
    assert_eq!(
        client.get(path).await.header("cache-control"),
        "public, max-age=60, stale-while-revalidate=300"
    );
    // What is left of a session that is over is taken away, on whatever answer.
    let stale = Ask::new("GET", path)
        .cookie("access", "over")
        .cookie("refresh", "over");
    let answer = stale.to(&client).await;
    assert!(answer.headers.contains_key("set-cookie"));
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    let next = client.get(path).await;
    assert!(!next.headers.contains_key("set-cookie"));
    assert!(next.header("cache-status").contains("hit"));
}

#[tokio::test]
async fn errors_are_not_kept() {
    let client = keeping(1).await;
    for path in [
        "/api/v1/listings/999999",
        "/api/v1/listings?rent_min=abc",
        "/api/v1/listings?page=9",
    ] {
        for _ in 0..2 {
            let answer = client.get(path).await;
            assert!(answer.status.is_client_error(), "{path}");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert!(!answer.headers.contains_key("cache-status"));
        }
    }
}

#[tokio::test]
async fn homes_are_counted_whether_an_answer_was_kept_or_not() {
    let client = keeping(1).await;
    let listed = client.get(LIST).await.json();
    let id: i64 = listed["results"][0]["id"].as_i64().unwrap();
    for number in 0..4 {
        let device = format!("Firefox {number}");
        client.get_with(LIST, &[("user-agent", &device)]).await;
        let path = format!("/api/v1/listings/{id}");
        let answer = client.get_with(&path, &[("user-agent", &device)]).await;
        assert_eq!(answer.status, 200);
    }
    Batches::default()
        .write(&client.app.services)
        .await
        .unwrap();
    let days = client
        .app
        .store()
        .counts()
        .days(ListingId(id))
        .await
        .unwrap();
    let views: u32 = days.iter().map(|day| day.views).sum();
    let impressions: u32 = days.iter().map(|day| day.impressions).sum();
    assert_eq!((views, impressions), (4, 4));
}

#[tokio::test]
async fn a_kept_answer_takes_no_sql() {
    let client = keeping(4).await;
    let id = client.get(LIST).await.json()["results"][0]["id"].clone();
    for path in [format!("/api/v1/listings/{id}"), "/api/v1/divisions".into()] {
        assert_eq!(client.statements(&path).await, 0, "{path}");
    }
}

#[tokio::test]
async fn admins_see_what_is_kept() {
    let client = keeping(2).await;
    client.get(LIST).await;
    client.get(LIST).await;
    let admin = client.admin().await;
    let report = Ask::new("GET", "/api/v1/caches")
        .bearer(&admin.access)
        .to(&client)
        .await;
    let report: Value = report.json();
    assert_eq!(report["on"], true);
    let purposes = report["purposes"].as_array().unwrap();
    let listings = purposes
        .iter()
        .find(|purpose| purpose["name"] == "listings")
        .unwrap();
    assert_eq!(
        (&listings["hits"], &listings["misses"]),
        (&json!(1), &json!(1))
    );
    let metrics = Ask::new("GET", "/api/v1/metrics")
        .bearer(&admin.access)
        .to(&client)
        .await;
    assert!(
        metrics
            .header("content-type")
            .starts_with("text/plain; version=0.0.4")
    );
    let line = "zufang_cache_requests_total{cache=\"listings\",outcome=\"hit\"} 1\n";
    assert!(metrics.text().contains(line), "{}", metrics.text());
}
