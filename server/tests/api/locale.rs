//! `/locale/{tag}`.

use crate::client::Client;
use axum::http::StatusCode;
use testkit::TestApp;

#[tokio::test]
async fn choosing_a_language_sets_a_cookie_and_goes_back() {
    let client = Client::start().await;
    let answer = client
        .get("/locale/en?to=%2Flistings%3Fcity%3D110100")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/listings?city=110100");
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("locale=en; Path=/; Max-Age="),
        "{cookie}"
    );
    assert!(cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(!cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn in_production_the_cookie_travels_by_https_only() {
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.production = true
    });
    let answer = client.get("/locale/zh-CN?to=/").await;
    assert!(answer.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let client = Client::start().await;
    for to in [
        "https://evil.example",
        "//evil.example",
        "/%5Cevil.example",
        "%2F%0D%0Aevil",
        "",
    ] {
        let answer = client.get(&format!("/locale/en?to={to}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{to}");
        assert_eq!(answer.header("location"), "/listings", "{to}");
    }
    assert_eq!(
        client.get("/locale/en").await.header("location"),
        "/listings"
    );
}

#[tokio::test]
async fn an_unknown_language_is_not_found() {
    let client = Client::start().await;
    for tag in ["fr", "en%0d%0aset-cookie:x=1", "%FF"] {
        let answer = client.get(&format!("/locale/{tag}?to=/")).await;
        assert!(answer.status.is_client_error(), "{tag}");
        assert!(!answer.headers.contains_key("set-cookie"), "{tag}");
    }
}
