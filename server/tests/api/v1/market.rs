//! `GET /api/v1/market` and `GET /api/v1/market.csv`.

use super::assert_problem;
use crate::client::{Answer, Client};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use testkit::ListingBuilder;

/// Twelve homes in 望京 and six in 徐家汇, Shanghai.
async fn two_cities() -> Client {
    let client = Client::start().await;
    let beijing = ListingBuilder::many(12)
        .into_iter()
        .map(|home| home.estate("望京", "望京西园"));
    let shanghai = (0..6).map(|n| {
        ListingBuilder::new(format!("s{n}"))
            .rent(9_000)
            .place(310_100, 310_104)
            .estate("徐家汇", "汇园")
    });
    client
        .app
        .put(beijing.chain(shanghai).collect())
        .await
        .unwrap();
    client
}

/// The rows of a file, read by a reader that knows nothing of how it was written.
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

#[tokio::test]
async fn the_market_says_what_homes_cost_where() {
    let client = two_cities().await;
    let answer = client.get("/api/v1/market").await;
    assert_eq!(answer.status, StatusCode::OK);
    let market = answer.json();
    assert_eq!(market["figures"]["count"], 18);
    assert_eq!(market["place_kind"], "city");
    assert_eq!(market["places"][0]["value"]["name"], "北京市");
    assert_eq!(market["places"][0]["figures"]["median_rent"], 5_050);
    // 5,050 and 5,060 CNY for 60 m².
    assert_eq!(market["places"][0]["figures"]["median_rent_per_area"], 84.2);

    let market = client.get("/api/v1/market?city=310000").await.json();
    assert_eq!(market["figures"]["count"], 6);
    assert_eq!(market["place_kind"], "district");
    assert_eq!(market["places"][0]["value"]["id"], 310_104);
    assert_eq!(market["business_districts"][0]["value"]["name"], "徐家汇");
    assert_eq!(market["cities"][0][2], 12);
    assert_eq!(market["query"], "city=310100");
}

#[tokio::test]
async fn a_sample_too_small_has_no_median() {
    let client = Client::with_homes(4).await;
    let market = client.get("/api/v1/market").await.json();
    assert_eq!(market["figures"]["count"], 4);
    assert_eq!(market["figures"]["median_rent"], serde_json::Value::Null);
    let market = client.get("/api/v1/market?rent_min=900000").await.json();
    assert_eq!(market["figures"]["count"], 0);
    assert_eq!(market["rents"], serde_json::Value::Null);
}

#[tokio::test]
async fn the_bins_count_what_a_search_for_them_finds() {
    let client = two_cities().await;
    let market = client.get("/api/v1/market?rent_max=6000").await.json();
    let bins = market["rent_bins"].as_array().unwrap().clone();
    assert!(bins.len() > 3, "those beside the chosen rents too");
    for bin in bins {
        let ends = ["min", "max"].map(|end| {
            let rent = bin["rent"][end].as_u64();
            rent.map(|rent| format!("&rent_{end}={rent}"))
                .unwrap_or_default()
        });
        let path = format!("/api/v1/listings?sort=newest{}", ends.concat());
        let found = client.get(&path).await.json();
        assert_eq!(found["count"], bin["count"], "{path}");
    }
}

#[tokio::test]
async fn the_file_can_be_read_and_has_a_name() {
    let client = two_cities().await;
    let answer = client.get("/api/v1/market.csv?city=110100").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let disposition = answer.header("content-disposition");
    assert!(disposition.starts_with("attachment; filename=\"zufang-market.csv\""));
    let rows = rows(&answer);
    assert_eq!(rows[0][0], "统计项");
    let all = &rows[1];
    assert_eq!(
        all[1..],
        [
            "全部",
            "",
            "",
            "12",
            "5050",
            "5020",
            "5080",
            "12",
            "84.2",
            "2026-06-01T20:00:00+08:00"
        ]
    );
    let wangjing = rows.iter().find(|row| row[1] == "望京").unwrap();
    assert_eq!(wangjing[4], "12");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));

    let request = Request::get("/api/v1/market.csv").header("accept-language", "en");
    let english = client.send(request.body(Body::empty()).unwrap()).await;
    assert!(english.header("vary").contains("accept-language"));
    assert!(english.text().contains("Median rent (CNY/month)"));
}

#[tokio::test]
async fn names_that_look_like_formulas_stay_words() {
    let client = Client::start().await;
    let home = ListingBuilder::new("a").estate("=HYPERLINK(\"http://evil\",\"望京, 东\")", "西园");
    client.app.put(vec![home]).await.unwrap();
    let rows = rows(&client.get("/api/v1/market.csv").await);
    assert!(
        rows.iter()
            .any(|row| row[1].contains("=HYPERLINK(\"http://evil\",\"望京, 东\")")),
        "{rows:?}"
    );
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
}

#[tokio::test]
async fn whatever_cannot_be_taken_as_it_stands_is_named() {
    let client = Client::with_homes(1).await;
    for endpoint in ["market", "market.csv"] {
        for (query, field) in [
            ("city=999999", "city"),
            ("rent_min=abc", "rent_min"),
            ("colour=red", "colour"),
            ("map_box=1,2", "map_box"),
        ] {
            let path = format!("/api/v1/{endpoint}?{query}");
            let answer = client.get(&path).await;
            assert_problem(&answer, StatusCode::BAD_REQUEST, "invalid", &path);
            assert_eq!(answer.json()["errors"][0]["field"], field, "{path}");
        }
    }
}

#[tokio::test]
async fn the_market_takes_no_sql_at_all() {
    let client = two_cities().await;
    for path in [
        "/api/v1/market",
        "/api/v1/market?city=110100&q=Home",
        "/api/v1/market.csv",
    ] {
        assert_eq!(client.statements(path).await, 0, "{path}");
    }
}
