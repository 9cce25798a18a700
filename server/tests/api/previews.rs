//! `/og/site.png` and `/og/listings/{id}.png`.

use crate::client::{Answer, Client};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::ListingStatus;
use resvg::tiny_skia::Pixmap;
use testkit::ListingBuilder;

/// The pixels of an answer that is a picture of the right size.
fn pixels(answer: &Answer) -> Pixmap {
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "image/png");
    assert_eq!(answer.header("cache-control"), "public, max-age=86400");
    let pixels = Pixmap::decode_png(&answer.body).unwrap();
    assert_eq!((pixels.width(), pixels.height()), (1200, 630));
    pixels
}

#[tokio::test]
async fn a_home_has_a_picture_of_its_facts_in_each_language() {
    let client = Client::start().await;
    let home = || ListingBuilder::new("a").title("望京阳光两居");
    let id = client.app.put(vec![home()]).await.unwrap()[0];
    let path = format!("/og/listings/{id}.png");
    let first = client.get(&path).await;
    let chinese = pixels(&first);
    let english = pixels(&client.get(&format!("{path}?lang=en")).await);
    assert_ne!(chinese.data(), english.data());
    let again = client.get(&path).await;
    assert_eq!(again.body, first.body);
    let tag = first.header("etag").to_owned();
    assert_eq!(again.header("etag"), tag);
    let request = Request::get(&path).header("if-none-match", &tag);
    let unchanged = client.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(unchanged.status, StatusCode::NOT_MODIFIED);
    assert!(unchanged.body.is_empty());

    // Another rent is another picture.
    client.app.put(vec![home().rent(9_900)]).await.unwrap();
    let dearer = client.get(&path).await;
    assert_ne!(dearer.header("etag"), tag);
    assert_ne!(pixels(&dearer).data(), chinese.data());
}

#[tokio::test]
async fn strange_titles_are_drawn_all_the_same() {
    let client = Client::start().await;
    let titles = [
        "</text></svg><script>alert(1)</script>".to_owned(),
        "<image href=\"/etc/passwd\"/>&xxe;".to_owned(),
        "🏠👨‍👩‍👧 \u{202e}\u{200b} ﷽ العربية".to_owned(),
        "长".repeat(100),
        "x".repeat(100),
    ];
    for title in titles {
        let home = ListingBuilder::new("a").title(&title);
        let id = client.app.put(vec![home]).await.unwrap()[0];
        pixels(&client.get(&format!("/og/listings/{id}.png")).await);
    }
}

#[tokio::test]
async fn only_homes_that_were_public_have_a_picture() {
    let client = Client::start().await;
    for (status, code) in [
        (ListingStatus::Draft, StatusCode::NOT_FOUND),
        (ListingStatus::Let, StatusCode::OK),
    ] {
        let home = ListingBuilder::new("a").status(status);
        let id = client.app.put(vec![home]).await.unwrap()[0];
        let answer = client.get(&format!("/og/listings/{id}.png")).await;
        assert_eq!(answer.status, code, "{status}");
    }
    for name in [
        "999.png",
        "abc.png",
        "1",
        "01.png",
        "-1.png",
        "%00.png",
        "..%2F1.png",
    ] {
        let answer = client.get(&format!("/og/listings/{name}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn every_page_names_a_picture_that_is_there() {
    let client = Client::with_homes(1).await;
    for path in [
        "/listings",
        "/listings/1",
        "/listings?lang=en",
        "/listings/1?lang=en",
    ] {
        let html = client.get(path).await.text();
        let (_, rest) = html.split_once("property=\"og:image\"").unwrap();
        let (_, rest) = rest.split_once("content=\"").unwrap();
        let (address, _) = rest.split_once('"').unwrap();
        let picture = address.strip_prefix("http://127.0.0.1:3000").unwrap();
        pixels(&client.get(picture).await);
        assert_eq!(picture.contains("lang=en"), path.contains("lang=en"));
        for part in [
            "og:image:width\" content=\"1200\"",
            "og:image:height\" content=\"630\"",
        ] {
            assert!(html.contains(part), "{part}");
        }
    }
}
