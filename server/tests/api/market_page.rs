//! `/stats`, as the server sends it.

use crate::client::Client;
use axum::http::StatusCode;

#[tokio::test]
async fn the_page_says_everything_without_script() {
    let client = Client::with_homes(40).await;
    let answer = client
        .get("/stats?city=110100&rooms=2&sort=rent_up&page=9")
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.text();
    for part in [
        "<h1>北京市租房行情</h1>",
        "共 40 套",
        "租金中位数 5,190 元/月",
        r#"href="/listings?city=110100&amp;rooms=2""#,
        "两室最多，占 100.0%。",
        "朝阳区每平米月租中位数 86.5 元。",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let tag = html
        .split('<')
        .find(|tag| tag.contains("rel=\"canonical\""));
    let own = "/stats?city=110100&amp;rooms=2\"";
    assert!(tag.is_some_and(|tag| tag.contains(own)), "{tag:?}");
}

#[tokio::test]
async fn what_the_address_says_wrongly_is_named_and_nothing_found_is_no_error() {
    let client = Client::with_homes(3).await;
    let answer = client.get("/stats?rent_min=900000&colour=red").await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.text();
    assert!(html.contains("没有符合条件的房源"), "{html}");
    assert!(html.contains("colour"), "{html}");
    let html = client.get("/stats").await.text();
    assert!(html.contains("样本太少：只有 3 套房源"), "{html}");
}

#[tokio::test]
async fn the_page_takes_no_sql_at_all() {
    let client = Client::with_homes(30).await;
    for path in ["/stats", "/stats?city=110100&rooms=2"] {
        assert_eq!(client.statements(path).await, 0, "{path}");
    }
}
