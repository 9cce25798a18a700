//! `/listings/{id}`.

use crate::client::Client;
use axum::http::StatusCode;
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
