//! `/photos/{key}`.

use crate::client::Client;
use axum::http::StatusCode;
use std::fs;

#[tokio::test]
async fn a_photo_is_served_with_its_type_and_kept_forever() {
    let client = Client::start().await;
    fs::create_dir_all(client.folder().join("photos/demo")).unwrap();
    fs::write(client.folder().join("photos/demo/living-01.webp"), "RIFF").unwrap();
    let answer = client.get("/photos/demo/living-01.webp").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.text(), "RIFF");
    assert_eq!(answer.header("content-type"), "image/webp");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn nothing_but_photos_of_the_folder_is_served() {
    let client = Client::start().await;
    fs::create_dir_all(client.folder().join("photos")).unwrap();
    fs::write(client.folder().join("photos/page.html"), "<script>").unwrap();
    fs::write(client.folder().join("secret.jpg"), "secret").unwrap();
    for key in [
        "../secret.jpg",
        "%2e%2e/secret.jpg",
        "..%2fsecret.jpg",
        "%2e%2e%2fsecret.jpg",
        "a/../../secret.jpg",
        "%2fetc%2fpasswd",
        "page.html",
        "missing.jpg",
        "a%00.jpg",
        "%FF.jpg",
        ".hidden.jpg",
    ] {
        let answer = client.get(&format!("/photos/{key}")).await;
        assert!(answer.status.is_client_error(), "{key}: {}", answer.status);
        assert!(!answer.text().contains("secret"), "{key}");
        assert!(
            !answer.header("cache-control").contains("immutable"),
            "{key}"
        );
    }
}

#[tokio::test]
async fn a_photo_comes_in_the_widths_that_pages_ask_for_and_in_no_other() {
    let client = Client::start().await;
    let folder = client.folder().join("photos");
    fs::create_dir_all(&folder).unwrap();
    let picture = include_bytes!("../../services/assets/demo/photos/15-bedroom-linen.webp");
    fs::write(folder.join("a.c.webp"), picture).unwrap();
    let original = client.get("/photos/a.c.webp").await;
    let small = client.get("/photos/a.c.webp?w=320").await;
    assert_eq!(small.status, StatusCode::OK);
    assert_eq!(small.header("content-type"), "image/webp");
    assert!(small.header("cache-control").contains("immutable"));
    assert!(small.body.starts_with(b"RIFF"));
    assert!(small.body.len() < original.body.len());
    for width in [
        "",
        "0",
        "1",
        "319",
        "0320",
        "+320",
        "320px",
        "99999999999",
        "-320",
        "%FF",
    ] {
        let answer = client.get(&format!("/photos/a.c.webp?w={width}")).await;
        assert!(
            answer.status.is_client_error(),
            "{width}: {}",
            answer.status
        );
        assert!(
            !answer.header("cache-control").contains("immutable"),
            "{width}"
        );
    }
    let missing = client.get("/photos/b.c.webp?w=320").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    for hidden in [".w320/a.c.webp.webp", "%2ew320/a.c.webp.webp"] {
        let answer = client.get(&format!("/photos/{hidden}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{hidden}");
    }
}
