//! How many requests programs may send, and how they are told.

use crate::{ask::Ask, client::Client};
use chrono::TimeDelta;
use serde_json::json;
use services::accounts::{Limits, Rate};
use testkit::TestApp;

/// A client with these limits.
async fn limited(limits: Limits) -> Client {
    let app = TestApp::start_with(|settings| settings.limits = limits).await;
    Client::over(app.unwrap(), |site| {
        site.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
    })
}

fn reads(ip: &str) -> Ask {
    Ask::new("GET", "/api/v1/suggestions?q=a").from(ip)
}

#[tokio::test]
async fn a_program_reads_thirty_times_a_minute_and_is_told() {
    let client = limited(Limits::default()).await;
    for number in 1..=30 {
        let answer = reads("203.0.113.5").to(&client).await;
        assert_eq!(answer.status, 200, "{number}");
        assert_eq!(answer.header("ratelimit-policy"), "\"anonymous\";q=30;w=60");
        if number < 30 {
            let left = format!("\"anonymous\";r={};t=60", 30 - number);
            assert_eq!(answer.header("ratelimit"), left);
        }
    }
    for _ in 0..5 {
        let answer = reads("203.0.113.5").to(&client).await;
        assert_eq!(answer.status, 429);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json()["code"], "rate_limited");
        // Half of a minute's worth is free again after a minute and a bit; what was refused counts for nothing.
        assert_eq!(answer.header("retry-after"), "61");
        assert_eq!(answer.header("ratelimit"), "\"anonymous\";r=0;t=61");
    }
    assert_eq!(
        reads("203.0.113.6").to(&client).await.status,
        200,
        "others go on"
    );
    client.wait(TimeDelta::seconds(60));
    assert_eq!(reads("203.0.113.5").to(&client).await.status, 429);
    client.wait(TimeDelta::seconds(1));
    assert_eq!(reads("203.0.113.5").to(&client).await.status, 200);
}

#[tokio::test]
async fn pages_of_ours_have_the_limit_of_pages_and_no_headers() {
    let client = limited(Limits::default()).await;
    for _ in 0..100 {
        let ask = reads("203.0.113.5").header("sec-fetch-site", "same-origin");
        let answer = ask.to(&client).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("ratelimit-policy"), "\"reading\";q=3000;w=60");
    }
    let page = Ask::new("GET", "/sign-in").from("203.0.113.5");
    let page = page.to(&client).await;
    assert_eq!(page.status, 200);
    assert!(!page.headers.contains_key("ratelimit"));
    assert_eq!(
        reads("203.0.113.5").to(&client).await.status,
        200,
        "counted apart"
    );
}

#[tokio::test]
async fn whoever_signs_in_is_counted_by_account() {
    let client = limited(Limits {
        api_anonymous: Rate::per_minute(100),
        api_user: Rate::per_day(4),
        ..Limits::default()
    })
    .await;
    let person = client.renter().await;
    for (number, ip) in ["203.0.113.5", "203.0.113.6", "198.51.100.1"]
        .into_iter()
        .enumerate()
    {
        let answer = reads(ip).bearer(&person.access).to(&client).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("ratelimit-policy"), "\"user\";q=4;w=86400");
        let left = format!("\"user\";r={};t=43200", 3 - number);
        assert_eq!(
            answer.header("ratelimit"),
            left,
            "noon: half of the day is left"
        );
    }
    // Reading and changing are one.
    let change = || {
        Ask::new("PATCH", "/api/v1/account")
            .json(&json!({}))
            .bearer(&person.access)
    };
    assert_ne!(change().to(&client).await.status, 429);
    assert_eq!(change().to(&client).await.status, 429);
    assert_eq!(
        reads("203.0.113.5")
            .bearer(&person.access)
            .to(&client)
            .await
            .status,
        429
    );
    assert_eq!(
        reads("203.0.113.5").to(&client).await.status,
        200,
        "anybody else"
    );
}

#[tokio::test]
async fn an_address_is_what_trusted_proxies_say_and_a_network_of_ipv6() {
    let client = limited(Limits {
        api_anonymous: Rate::per_minute(2),
        ..Limits::default()
    })
    .await;
    let behind = async |peer: &str, forwarded: &str| {
        let ask = reads(peer).header("x-forwarded-for", forwarded);
        ask.to(&client).await.status.as_u16()
    };
    for (peer, forwarded, status) in [
        ("203.0.113.5", "198.51.100.1", 200),
        ("203.0.113.5", "198.51.100.2", 200),
        ("203.0.113.5", "198.51.100.3", 429),
        ("10.0.0.1", "203.0.113.5", 429),
        ("10.0.0.1", "198.51.100.1", 200),
        ("10.0.0.1", "198.51.100.2, 198.51.100.1", 200),
        ("10.0.0.2", "198.51.100.1", 429),
        ("10.0.0.1", "2001:db8:0:1::1", 200),
        ("10.0.0.1", "2001:db8:0:1:ffff::2", 200),
        ("10.0.0.1", "2001:db8:0:1:2:3:4:5", 429),
        ("10.0.0.1", "2001:db8:0:2::1", 200),
    ] {
        assert_eq!(behind(peer, forwarded).await, status, "{peer} {forwarded}");
    }
}

#[tokio::test]
async fn files_and_the_classic_addresses_are_counted_apart() {
    let client = limited(Limits {
        downloads: Rate::per_hour(1),
        classic_anonymous: Rate::per_minute(1),
        ..Limits::default()
    })
    .await;
    let get = async |path: &str| {
        // Pages link to files, which are as dear for them.
        let ask = Ask::new("GET", path).from("203.0.113.5");
        let answer = ask
            .header("sec-fetch-site", "same-origin")
            .to(&client)
            .await;
        (
            answer.status.as_u16(),
            answer.header("ratelimit-policy").to_owned(),
        )
    };
    let downloads = "\"downloads\";q=1;w=3600".to_owned();
    assert_eq!(get("/api/v1/market.csv").await, (200, downloads.clone()));
    assert_eq!(get("/api/v1/market.csv").await, (429, downloads));
    assert_eq!(get("/api/v1/market").await.0, 200);
    let classic = "\"classic-anonymous\";q=1;w=60".to_owned();
    assert_eq!(get("/api/nothing-classic/").await.1, classic);
    assert_eq!(get("/api/nothing-classic/").await, (429, classic));
}
