//! What is served of an uploaded photo.

use super::{
    Home,
    files::{SECRET, from_a_phone, jpeg},
};
use axum::http::StatusCode;
use domain::ListingStatus;
use std::fs;

const AVIF: [(&str, &str); 1] = [("accept", "image/avif,image/webp,*/*;q=0.8")];

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn nothing_of_a_photo_is_kept_but_its_pixels_the_right_way_up() {
    let home = Home::new(ListingStatus::Draft).await;
    let file = from_a_phone();
    assert!(contains(&file, SECRET));
    home.add(&file).await;
    let photo = home.photos().await.remove(0);
    assert_eq!(photo["state"], "ready", "{photo}");
    let photo = &photo["photo"];
    assert_eq!(
        (&photo["width"], &photo["height"]),
        (&600.into(), &900.into())
    );
    let key = photo["key"].as_str().unwrap();
    assert!(key.starts_with("u/") && key.ends_with(".webp"), "{key}");

    for path in home.files() {
        let bytes = fs::read(&path).unwrap();
        for part in [SECRET, b"Exif\0\0", b"EXIF", b"II*\0"] {
            assert!(!contains(&bytes, part), "{path}");
        }
    }
    // The original is gone.
    assert!(home.files().iter().all(|path| !path.contains(".new")));

    let served = home.client.get(&format!("/photos/{key}")).await;
    assert_eq!(served.status, StatusCode::OK);
    assert_eq!(served.header("content-type"), "image/webp");
    let shown = image::load_from_memory(&served.body).unwrap().into_rgb8();
    assert_eq!(shown.dimensions(), (600, 900));
    // What was left of the sensor is above when the phone is upright.
    let [red, _, blue] = shown.get_pixel(300, 100).0;
    assert!(red > 180 && blue < 80, "{red} {blue}");
    let [red, _, blue] = shown.get_pixel(300, 700).0;
    assert!(red < 80 && blue > 150, "{red} {blue}");
}

#[tokio::test]
async fn browsers_that_take_avif_get_it() {
    let home = Home::new(ListingStatus::Draft).await;
    home.add(&jpeg(900, 600, 92)).await;
    let photo = home.photos().await.remove(0);
    let key = photo["photo"]["key"].as_str().unwrap().to_owned();
    let client = &home.client;
    for width in [320, 640] {
        let path = format!("/photos/{key}?w={width}");
        let avif = client.get_with(&path, &AVIF).await;
        assert_eq!(avif.status, StatusCode::OK);
        assert_eq!(avif.header("content-type"), "image/avif");
        assert_eq!(avif.header("vary"), "accept");
        assert!(avif.header("cache-control").contains("immutable"));
        let webp = client.get_with(&path, &[("accept", "*/*")]).await;
        assert_eq!(webp.header("content-type"), "image/webp");
        assert_eq!(webp.header("vary"), "accept");
        assert_eq!(&avif.body[4..12], b"ftypavif");
    }
    // It is no wider than 900: the photo itself.
    let widest = client
        .get_with(&format!("/photos/{key}?w=960"), &AVIF)
        .await;
    assert_eq!(widest.header("content-type"), "image/webp");
    // Photos that came by other ways have no AVIF, and are served as before.
    let demo = include_bytes!("../../../services/assets/demo/photos/15-bedroom-linen.webp");
    fs::write(client.folder().join("photos/a.c.webp"), demo).unwrap();
    let small = client.get_with("/photos/a.c.webp?w=320", &AVIF).await;
    assert_eq!(small.header("content-type"), "image/webp");
    // Neither what waits nor a copy can be asked for by its name.
    for hidden in ["photos/.new/a", "photos/.w320/a.c.webp.webp"] {
        assert_eq!(
            client.get(&format!("/{hidden}")).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn the_same_file_is_kept_and_drawn_once() {
    let home = Home::new(ListingStatus::Draft).await;
    let file = jpeg(700, 500, 93);
    let first = home.add(&file).await;
    let files = home.files();
    // In the same home it is the same photo.
    let again = home.upload(&file).await;
    assert_eq!(again.json()["id"], first);
    assert_eq!(again.json()["state"], "ready");
    assert_eq!(home.ids().await, [first]);
    // In another it is another photo of the same file, ready at once.
    let other = home.client.app.put(vec![
        testkit::ListingBuilder::new("other").publisher(home.owner.id),
    ]);
    let other = other.await.unwrap()[0];
    let ask = crate::ask::Ask::new("POST", &format!("/api/v1/listings/{other}/photos"));
    let ask = ask.bearer(&home.owner.access).bytes(file);
    let answer = ask.to(&home.client).await;
    assert_eq!(answer.json()["state"], "ready", "{}", answer.text());
    assert_eq!(home.files(), files, "nothing new is kept");
}

#[tokio::test]
async fn approved_photos_are_public() {
    let home = Home::new(ListingStatus::Published).await;
    let first = home.add(&jpeg(500, 400, 94)).await;
    let second = home.add(&jpeg(500, 400, 95)).await;
    let page = format!("/api/v1/listings/{}", home.id);
    let before = home.client.get(&page).await.json();
    assert_eq!(before["photos"].as_array().unwrap().len(), 0);
    let answer = home
        .send("PUT", "/order", super::order(&[second, first]))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    home.publish().await;
    home.client.app.caught_up().await.unwrap();
    let shown = home.client.get(&page).await.json();
    let keys: Vec<_> = shown["photos"].as_array().unwrap().clone();
    let photos = home.photos().await;
    assert_eq!(photos.len(), 2);
    assert_eq!(photos[0]["id"], second);
    for (public, own) in keys.iter().zip(&photos) {
        assert_eq!(public["key"], own["photo"]["key"]);
    }
    let cards = home.client.get("/api/v1/listings").await.json();
    assert_eq!(
        cards["results"][0]["photo"]["key"],
        photos[0]["photo"]["key"]
    );
}
