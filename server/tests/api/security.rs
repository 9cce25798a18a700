//! What protects the reader's browser.

use crate::client::{Answer, Client};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use testkit::TestApp;

fn nonce_of(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    let (_, rest) = policy.split_once("'nonce-").unwrap();
    rest.split_once('\'').unwrap().0.to_owned()
}

#[tokio::test]
async fn every_script_of_a_page_carries_the_nonce_of_its_policy() {
    let client = Client::with_homes(2).await;
    for path in ["/listings", "/listings/1", "/stats", "/nothing"] {
        let answer = client.get(path).await;
        let nonce = nonce_of(&answer);
        assert!(nonce.len() >= 20, "{nonce}");
        let html = answer.text();
        let scripts: Vec<&str> = html.split("<script").skip(1).collect();
        assert!(!scripts.is_empty(), "{path}");
        for script in scripts {
            let tag = script.split('>').next().unwrap();
            assert!(
                tag.contains(&format!("nonce=\"{nonce}\"")),
                "{path}: <script{tag}>"
            );
        }
        assert!(
            !html.contains(" style=\""),
            "{path}: the policy forbids inline styles"
        );
        assert_ne!(
            nonce,
            nonce_of(&client.get(path).await),
            "{path}: a nonce is used once"
        );
    }
}

#[tokio::test]
async fn a_page_is_no_answer_to_anybody_else() {
    let client = Client::start().await;
    let answer = client.get("/listings").await;
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    let vary = answer
        .headers
        .get_all("vary")
        .iter()
        .map(|value| value.to_str().unwrap());
    let vary = vary.collect::<Vec<_>>().join(",").to_lowercase();
    assert!(
        vary.contains("cookie") && vary.contains("accept-language"),
        "{vary}"
    );
}

#[tokio::test]
async fn every_answer_carries_the_protecting_headers() {
    let client = Client::with_homes(1).await;
    for path in [
        "/",
        "/listings",
        "/api/v1/listings",
        "/api/v1/x",
        "/healthz",
        "/photos/x",
        "/x",
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!answer.header("referrer-policy").is_empty(), "{path}");
        assert!(!answer.header("permissions-policy").is_empty(), "{path}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert!(
            !answer.headers.contains_key("strict-transport-security"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn only_production_insists_on_https() {
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.production = true
    });
    let answer = client.get("/healthz").await;
    assert!(
        answer
            .header("strict-transport-security")
            .starts_with("max-age=")
    );
}

#[tokio::test]
async fn a_change_that_another_sites_page_asks_for_is_refused() {
    let client = Client::start().await;
    let post = |headers: &[(&str, &str)]| {
        let mut request = Request::post("/api/ui/anything").header("host", "zufang.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    };
    for foreign in [
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let answer = client.send(post(&[foreign])).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{foreign:?}");
        assert_eq!(answer.json()["code"], "forbidden");
    }
    for own in [
        ("origin", "https://zufang.example"),
        ("sec-fetch-site", "same-origin"),
    ] {
        let answer = client.send(post(&[own])).await;
        assert_ne!(answer.status, StatusCode::FORBIDDEN, "{own:?}");
    }
}
