//! `/manifest.webmanifest`, `/sw.js` and `/offline`.

use crate::client::Client;
use axum::http::StatusCode;
use resvg::tiny_skia::Pixmap;
use std::{fs, path::Path};

/// The files that the build copies into the site root.
fn assets() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/assets")
}

#[tokio::test]
async fn the_manifest_has_what_browsers_ask_of_an_app_in_each_language() {
    let client = Client::start().await;
    for (query, lang, name, start) in [
        ("", "zh-CN", "租房网", "/"),
        ("?lang=en", "en", "Zufang", "/?lang=en"),
        ("?lang=fr", "zh-CN", "租房网", "/"),
    ] {
        let answer = client.get(&format!("/manifest.webmanifest{query}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("content-type"), "application/manifest+json");
        let manifest = answer.json();
        assert_eq!(manifest["lang"], lang);
        assert_eq!(manifest["short_name"], name);
        assert_eq!(manifest["start_url"], start);
        assert_eq!(manifest["display"], "standalone");
        for icon in manifest["icons"].as_array().unwrap() {
            let path = icon["src"].as_str().unwrap().trim_start_matches('/');
            let file = fs::read(assets().join(path)).unwrap();
            if let Some((width, _)) = icon["sizes"].as_str().unwrap().split_once('x') {
                let picture = Pixmap::decode_png(&file).unwrap();
                let size: u32 = width.parse().unwrap();
                assert_eq!((picture.width(), picture.height()), (size, size), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn every_page_leads_to_the_manifest_of_its_language() {
    let client = Client::with_homes(1).await;
    for (path, href) in [
        ("/listings", "/manifest.webmanifest"),
        ("/listings/1?lang=en", "/manifest.webmanifest?lang=en"),
    ] {
        let html = client.get(path).await.text();
        let link = format!("rel=\"manifest\" href=\"{href}\"");
        assert!(html.contains(&link), "{html}");
        assert!(html.contains("rel=\"apple-touch-icon\""), "{html}");
    }
}

#[tokio::test]
async fn the_service_worker_is_never_kept_by_caches() {
    let client = Client::start().await;
    assert_eq!(client.get("/sw.js").await.status, StatusCode::NOT_FOUND);
    fs::write(client.folder().join("site/sw.js"), "self").unwrap();
    let answer = client.get("/sw.js").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.text(), "self");
    assert!(answer.header("content-type").contains("javascript"));
    assert_eq!(answer.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn the_page_without_a_network_runs_no_code_of_the_app() {
    let client = Client::start().await;
    for (query, lang, words) in [
        ("", "zh-CN", "现在没有网络"),
        ("?lang=en", "en", "You are offline"),
    ] {
        let answer = client.get(&format!("/offline{query}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        let html = answer.text();
        assert!(html.starts_with("<!DOCTYPE html>"), "{html}");
        assert!(html.contains(&format!("<html lang=\"{lang}\"")), "{html}");
        assert!(html.contains(words), "{html}");
        assert!(!html.contains(".wasm"), "{html}");
        assert!(html.contains("<offline-homes"), "{html}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("script-src 'self';"), "{policy}");
    }
}
