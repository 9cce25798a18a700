//! Files of the site root.

use crate::client::Client;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use std::fs;

const HASHED: &str = "zufang.B0aJ3_8Zr-Yt7wQx1mLk9A.js";

#[tokio::test]
async fn a_hashed_file_is_kept_forever_and_comes_compressed_as_it_was_built() {
    let client = Client::start().await;
    let pkg = client.folder().join("site/pkg");
    fs::write(pkg.join(HASHED), "plain").unwrap();
    fs::write(pkg.join(format!("{HASHED}.br")), "built by brotli").unwrap();
    let plain = client.get(&format!("/pkg/{HASHED}")).await;
    assert_eq!(plain.text(), "plain");
    assert_eq!(
        plain.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let request = Request::get(format!("/pkg/{HASHED}"))
        .header("accept-encoding", "gzip, br")
        .body(Body::empty());
    let small = client.send(request.unwrap()).await;
    assert_eq!(small.header("content-encoding"), "br");
    assert_eq!(small.text(), "built by brotli");
    assert!(small.header("content-type").contains("javascript"));
}

#[tokio::test]
async fn a_file_without_hash_is_asked_for_again() {
    let client = Client::start().await;
    fs::write(client.folder().join("site/pkg/zufang.css"), "a{}").unwrap();
    fs::write(client.folder().join("site/notes.txt"), "plain").unwrap();
    let styles = client.get("/pkg/zufang.css").await;
    assert_eq!(styles.header("cache-control"), "no-cache");
    let notes = client.get("/notes.txt").await;
    assert_eq!(notes.text(), "plain");
    assert_eq!(notes.header("cache-control"), "public, max-age=3600");
}

#[tokio::test]
async fn a_missing_file_is_not_found_and_never_cached_for_long() {
    let client = Client::start().await;
    for path in [
        "/pkg/nothing.js",
        "/nothing.png",
        "/pkg/../zufang.db",
        "/pkg/%2e%2e/zufang.db",
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            !answer.header("cache-control").contains("max-age"),
            "{path}"
        );
    }
}
