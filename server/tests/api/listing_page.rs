//! `/listings/{id}`.

use crate::client::Client;
use axum::http::StatusCode;
use domain::ListingStatus;
use testkit::ListingBuilder;

#[tokio::test]
async fn a_home_has_a_page_within_six_statements() {
    let client = Client::start().await;
    let home = ListingBuilder::new("a")
        .title("望京阳光两居")
        .detail("南向，采光好");
    let ids = client.app.put(vec![home]).await.unwrap();
    let path = format!("/listings/{}", ids[0]);
    let answer = client.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.text();
    assert!(html.contains("望京阳光两居"), "{html}");
    assert!(html.contains("南向，采光好"), "{html}");
    let statements = client.statements(&path).await;
    assert!((1..=6).contains(&statements), "{statements}");
}

#[tokio::test]
async fn a_home_that_is_not_there_is_a_404_page() {
    let client = Client::with_homes(1).await;
    for id in [
        "0",
        "999999",
        "-1",
        "abc",
        "9223372036854775808",
        "%00",
        "1%27%20OR%201=1",
    ] {
        let answer = client.get(&format!("/listings/{id}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
        assert!(
            answer.header("content-type").starts_with("text/html"),
            "{id}"
        );
        assert!(answer.text().contains("</html>"), "{id}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_is_a_404_page() {
    let client = Client::start().await;
    for path in ["/nothing", "/listings/1/photos", "/a/b/c", "/%E6%88%BF"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().contains("</html>"), "{path}");
    }
}

#[tokio::test]
async fn a_home_that_is_over_says_so_and_offers_others() {
    let client = Client::with_homes(3).await;
    let secret = "钥匙在门垫下面";
    for (status, code, words, kept) in [
        (
            ListingStatus::Draft,
            StatusCode::NOT_FOUND,
            "没有找到",
            false,
        ),
        (
            ListingStatus::InReview,
            StatusCode::NOT_FOUND,
            "没有找到",
            false,
        ),
        (ListingStatus::Published, StatusCode::OK, "Home x", true),
        (ListingStatus::Reserved, StatusCode::OK, "已被预订", true),
        (ListingStatus::Let, StatusCode::GONE, "已出租", true),
        (ListingStatus::Withdrawn, StatusCode::GONE, "已下架", false),
        (ListingStatus::Expired, StatusCode::GONE, "已过期", false),
    ] {
        let home = ListingBuilder::new("x").detail(secret).status(status);
        let id = client.app.put(vec![home]).await.unwrap()[0];
        let answer = client.get(&format!("/listings/{id}")).await;
        assert_eq!(answer.status, code, "{status}");
        let html = answer.text();
        assert!(html.contains(words), "{status}: {html}");
        assert_eq!(html.contains(secret), kept, "{status}");
        let listed = !html.contains("content=\"noindex");
        assert_eq!(listed, status == ListingStatus::Published, "{status}");
        if status.was_public() {
            let similar = html.matches("Home home-").count();
            assert!(similar > 0, "{status}: no similar homes");
            assert!(!html.contains("没有找到"), "{status}");
        }
        let api = client.get(&format!("/api/v1/listings/{id}")).await;
        assert_eq!(api.status, code, "{status}");
        match code {
            StatusCode::OK => assert_eq!(api.json()["status"], status.as_str()),
            StatusCode::GONE => assert_eq!(api.json()["code"], "gone"),
            _ => assert_eq!(api.json()["code"], "not_found"),
        }
        let found = client.get("/api/v1/listings").await.json();
        let public = u32::from(status == ListingStatus::Published);
        assert_eq!(found["count"], 3 + public, "{status}");
        let english = client.get(&format!("/listings/{id}?lang=en")).await;
        assert_eq!(english.status, code, "{status}");
    }
}

#[tokio::test]
async fn a_listing_tells_search_engines_of_itself_whatever_its_title() {
    let client = Client::start().await;
    let title = "</script><script>alert(1)</script>\"'&";
    let home = ListingBuilder::new("x").title(title);
    let id = client.app.put(vec![home]).await.unwrap()[0];
    let html = client.get(&format!("/listings/{id}")).await.text();
    assert!(!html.contains("<script>alert"), "{html}");
    let (_, json) = html.split_once("type=\"application/ld+json\"").unwrap();
    let (_, json) = json.split_once('>').unwrap();
    let (json, _) = json.split_once("</script>").unwrap();
    let document: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(document["@context"], "https://schema.org");
    let listing = &document["@graph"][0];
    assert_eq!(listing["@type"], "RealEstateListing");
    assert_eq!(listing["name"], title);
    assert_eq!(
        listing["url"],
        format!("http://127.0.0.1:3000/listings/{id}")
    );
}
