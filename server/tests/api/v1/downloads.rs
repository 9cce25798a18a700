//! `GET /api/v1/listings.csv`, `GET /api/v1/listings.jsonl`, `GET /api/v1/market.jsonl`.

use super::assert_problem;
use crate::{
    ask::Ask,
    client::{Answer, Client},
};
use axum::http::StatusCode;
use serde_json::Value;
use services::{Caller, RequestId};
use std::collections::BTreeSet;
use testkit::ListingBuilder;

/// The rows of a table, read by a reader that knows nothing of how it was written.
fn rows(answer: &Answer) -> Vec<Vec<String>> {
    let text = answer.text();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.ends_with("\r\n"), "lines end as RFC 4180 says");
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .into_records()
        .map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect())
        .collect()
}

fn lines(answer: &Answer) -> Vec<Value> {
    assert_eq!(
        answer.header("content-type"),
        "application/jsonl; charset=utf-8"
    );
    let text = answer.text();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn ids(lines: &[Value]) -> Vec<i64> {
    lines
        .iter()
        .map(|line| line["id"].as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn every_home_that_matches_comes_once_and_in_order() {
    // More than one piece, in two cities.
    let client = Client::with_homes(2_300).await;
    let elsewhere = (0..30).map(|n| {
        ListingBuilder::new(format!("s{n}"))
            .rent(4_000 + n * 7)
            .place(310_100, 310_104)
    });
    client.app.put(elsewhere.collect()).await.unwrap();
    for query in [
        "",
        "sort=rent_up",
        "city=110100&sort=rent_down",
        "city=310100",
        "q=Home&page=3",
    ] {
        let found = lines(&client.get(&format!("/api/v1/listings.jsonl?{query}")).await);
        let list = client
            .get(&format!("/api/v1/listings?{query}"))
            .await
            .json();
        assert_eq!(
            found.len() as u64,
            list["count"].as_u64().unwrap(),
            "{query}"
        );
        let all = ids(&found);
        let once: BTreeSet<i64> = all.iter().copied().collect();
        assert_eq!(once.len(), all.len(), "{query}");
        let page = list["page"].as_u64().unwrap() as usize;
        let shown = ids(list["results"].as_array().unwrap());
        assert_eq!(all[(page - 1) * 20..][..shown.len()], shown, "{query}");
        let table = rows(&client.get(&format!("/api/v1/listings.csv?{query}")).await);
        let table: Vec<i64> = table[1..]
            .iter()
            .map(|row| row[0].parse().unwrap())
            .collect();
        assert_eq!(table, all, "{query}");
    }
    assert!(lines(&client.get("/api/v1/listings.jsonl?rent_min=900000").await).is_empty());
    assert_eq!(
        rows(&client.get("/api/v1/listings.csv?rent_min=900000").await).len(),
        1
    );
}

#[tokio::test]
async fn a_row_says_what_the_list_says_and_when() {
    let client = Client::start().await;
    let home = ListingBuilder::new("a")
        .rent(6_200)
        .estate("望京", "望京西园");
    client.app.put(vec![home]).await.unwrap();
    let listed = client.get("/api/v1/listings").await.json()["results"][0].clone();
    let mut line = lines(&client.get("/api/v1/listings.jsonl").await)[0].clone();
    let as_of = line.as_object_mut().unwrap().remove("as_of").unwrap();
    assert_eq!(as_of, "2026-06-01T20:00:00+08:00");
    assert_eq!(line, listed);

    let answer = client.get("/api/v1/listings.csv").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let table = rows(&answer);
    let cell = |table: &[Vec<String>], name: &str| {
        let column = table[0].iter().position(|column| column == name);
        table[1][column.unwrap_or_else(|| panic!("no {name}"))].clone()
    };
    assert_eq!(table[0].len(), table[1].len());
    assert_eq!(cell(&table, "租金（元/月）"), "6200");
    assert_eq!(cell(&table, "小区"), "望京西园");
    assert_eq!(cell(&table, "方式"), "整租");
    assert_eq!(cell(&table, "数据时间"), "2026-06-01T20:00:00+08:00");
    let address = format!("/listings/{}", listed["id"]);
    assert!(cell(&table, "网址").ends_with(&address));

    let english = client
        .get_with("/api/v1/listings.csv", &[("accept-language", "en")])
        .await;
    assert!(english.header("vary").contains("accept-language"));
    let table = rows(&english);
    assert_eq!(cell(&table, "Type"), "Entire home");
    assert!(cell(&table, "Estate").contains("Wangjing"));
}

#[tokio::test]
async fn files_have_chinese_names_and_plain_ones() {
    let client = Client::with_homes(6).await;
    for (path, plain, name) in [
        (
            "/api/v1/listings.csv?city=110100",
            "zufang-listings.csv",
            "北京市租房.csv",
        ),
        (
            "/api/v1/listings.jsonl",
            "zufang-listings.jsonl",
            "租房.jsonl",
        ),
        (
            "/api/v1/market.jsonl?city=110100",
            "zufang-market.jsonl",
            "北京市租房行情.jsonl",
        ),
    ] {
        let answer = client.get(path).await;
        let value = answer.header("content-disposition");
        let (start, encoded) = value.split_once("; filename*=UTF-8''").unwrap();
        assert_eq!(start, format!("attachment; filename=\"{plain}\""));
        let query = ["name=", encoded].concat();
        let decoded = form_urlencoded::parse(query.as_bytes()).next().unwrap();
        assert_eq!(decoded.1, name, "{path}");
    }
}

#[tokio::test]
async fn titles_that_look_like_formulas_stay_words() {
    let client = Client::start().await;
    let home = ListingBuilder::new("a").title("=HYPERLINK(\"http://evil\")");
    client.app.put(vec![home]).await.unwrap();
    let table = rows(&client.get("/api/v1/listings.csv").await);
    assert_eq!(table[1][1], "'=HYPERLINK(\"http://evil\")");
}

/// Somebody else than the client.
fn nobody() -> Caller {
    let ip = "192.0.2.77".parse().unwrap();
    Caller::anonymous(services::Client::new(ip, "curl", RequestId("test".into())))
}

#[tokio::test]
async fn two_files_are_sent_to_one_at_a_time() {
    let client = Client::with_homes(3).await;
    let person = client.renter().await;
    let caller = person.caller(&client).await;
    let parsed = domain::ListingQuery::parse("");
    let whole = || client.app.services.search_whole(&caller, &parsed).unwrap();
    let held = (whole(), whole());
    let asks = async || {
        let ask = Ask::new("GET", "/api/v1/listings.csv").bearer(&person.access);
        ask.to(&client).await
    };
    let refused = asks().await;
    assert_problem(&refused, StatusCode::TOO_MANY_REQUESTS, "rate_limited", "");
    assert_eq!(refused.header("retry-after"), "15");
    assert_eq!(
        client.get("/api/v1/listings.csv").await.status,
        200,
        "others"
    );
    drop(held);
    assert_eq!(asks().await.status, 200);
    assert_eq!(asks().await.status, 200, "the file before has ended");
}

#[tokio::test]
async fn what_changes_meanwhile_neither_doubles_nor_drops_a_row() {
    let client = Client::with_homes(2_500).await;
    let parsed = domain::ListingQuery::parse("sort=newest");
    let mut whole = client
        .app
        .services
        .search_whole(&nobody(), &parsed)
        .unwrap();
    let before: Vec<i64> = ids(&lines(
        &client.get("/api/v1/listings.jsonl?sort=newest").await,
    ));
    let mut read: Vec<i64> = whole.next().unwrap().iter().map(|card| card.id.0).collect();
    assert_eq!(read.len(), 1_000);
    let more = (0..50).map(|n| ListingBuilder::new(format!("new{n}")).rent(1_000));
    client.app.put(more.collect()).await.unwrap();
    let changed = ListingBuilder::many(1_500).into_iter();
    let changed = changed.map(|home| home.rent(1_000).title("Changed"));
    client.app.put(changed.collect()).await.unwrap();
    read.extend(whole.flatten().map(|card| card.id.0));
    assert_eq!(read, before);
    let after = lines(&client.get("/api/v1/listings.jsonl").await);
    assert_eq!(after.len(), 2_550);
}

#[tokio::test]
async fn a_search_that_cannot_be_taken_is_no_file() {
    let client = Client::with_homes(1).await;
    for endpoint in ["listings.csv", "listings.jsonl", "market.jsonl"] {
        for (query, field) in [
            ("city=999999", "city"),
            ("rent_min=abc", "rent_min"),
            ("colour=red", "colour"),
        ] {
            let path = format!("/api/v1/{endpoint}?{query}");
            let answer = client.get(&path).await;
            assert_problem(&answer, StatusCode::BAD_REQUEST, "invalid", &path);
            assert_eq!(answer.json()["errors"][0]["field"], field, "{path}");
        }
    }
}

#[tokio::test]
async fn the_lines_of_the_market_are_its_figures() {
    let client = Client::with_homes(12).await;
    let market = client.get("/api/v1/market").await.json();
    let lines = lines(&client.get("/api/v1/market.jsonl").await);
    assert_eq!(lines[0]["statistic"], "all");
    assert_eq!(lines[0]["figures"], market["figures"]);
    assert_eq!(lines[0]["rents"], market["rents"]);
    for (statistic, key) in [
        ("places", "places"),
        ("areas", "area_bands"),
        ("rooms", "rooms"),
    ] {
        let mut groups = lines.iter().filter(|line| line["statistic"] == statistic);
        for group in market[key].as_array().unwrap() {
            let line = groups.next().unwrap();
            assert_eq!(
                (&line["group"], &line["figures"]),
                (&group["value"], &group["figures"])
            );
        }
        assert!(groups.next().is_none(), "{statistic}");
    }
    assert!(
        lines
            .iter()
            .all(|line| line["as_of"] == "2026-06-01T20:00:00+08:00")
    );
}

#[tokio::test]
async fn files_take_no_sql_at_all() {
    let client = Client::with_homes(30).await;
    for path in [
        "/api/v1/listings.csv",
        "/api/v1/listings.jsonl?q=Home",
        "/api/v1/market.jsonl",
    ] {
        assert_eq!(client.statements(path).await, 0, "{path}");
    }
}
