//! Lost connections, crashes, and what nobody uses.

use super::{Home, files::jpeg};
use axum::{
    body::{Body, Bytes},
    http::Request,
};
use chrono::TimeDelta;
use domain::ListingStatus;
use futures::{StreamExt, stream};
use services::{Clock, photos::PhotoWorker};
use std::{fs, io, time::Duration};

impl Home {
    fn request(&self, body: Body) -> Request<Body> {
        let token = ["Bearer ", &self.owner.access].concat();
        let request = Request::post(self.path("")).header("authorization", token);
        request.body(body).unwrap()
    }

    async fn waiting(&self) -> usize {
        let store = self.client.app.store();
        store.photos().waiting(10).await.unwrap().len()
    }
}

#[tokio::test]
async fn a_connection_that_is_lost_leaves_nothing() {
    let home = Home::new(ListingStatus::Draft).await;
    let file = jpeg(400, 300, 110);
    let half = Bytes::copy_from_slice(&file[..file.len() / 2]);
    // It ends with an error, or with nothing at all and the request is forgotten.
    let broken = stream::iter([
        Ok(half.clone()),
        Err(io::Error::from(io::ErrorKind::BrokenPipe)),
    ]);
    let answer = home
        .client
        .send(home.request(Body::from_stream(broken)))
        .await;
    assert_eq!(answer.problem(), ("photo".into(), "photo_cut".into()));
    let silent = stream::iter([Ok::<_, io::Error>(half)]).chain(stream::pending());
    let sending = home.client.send(home.request(Body::from_stream(silent)));
    let waited = tokio::time::timeout(Duration::from_millis(300), sending).await;
    assert!(waited.is_err());
    assert_eq!(home.files(), [] as [String; 0]);
    assert_eq!(home.waiting().await, 0);
    assert!(home.ids().await.is_empty());
}

#[tokio::test]
async fn what_waited_when_the_process_ended_is_drawn_by_the_next() {
    let mut home = Home::new(ListingStatus::Draft).await;
    home.upload(&jpeg(400, 300, 111)).await;
    assert_eq!(home.waiting().await, 1);
    let app = home
        .client
        .into_app()
        .restart(async |_| Ok(()))
        .await
        .unwrap();
    home.client = crate::client::Client::over(app, |_| {});
    let worker = PhotoWorker::start(home.client.app.services.clone()).unwrap();
    for _ in 0..200 {
        if home.waiting().await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(home.photos().await[0]["state"], "ready");
    // And what comes now is drawn without waiting for the next look.
    home.upload(&jpeg(400, 300, 112)).await;
    for _ in 0..200 {
        if home.waiting().await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(home.photos().await[1]["state"], "ready");
    worker.stop().await;
}

#[tokio::test]
async fn a_file_that_is_gone_says_so() {
    let home = Home::new(ListingStatus::Draft).await;
    home.upload(&jpeg(400, 300, 113)).await;
    fs::remove_dir_all(home.client.folder().join("photos/.new")).unwrap();
    home.client.app.services.draw_photos().await.unwrap();
    assert_eq!(home.photos().await[0]["problem"], "photo_lost");
    // Sent once more, it is drawn after all.
    let again = home.upload(&jpeg(400, 300, 113)).await;
    assert_eq!(again.json()["state"], "waiting");
    home.client.app.services.draw_photos().await.unwrap();
    assert_eq!(home.photos().await[0]["state"], "ready");
}

#[tokio::test]
async fn what_no_home_uses_is_collected_after_a_day() {
    let mut home = Home::new(ListingStatus::Published).await;
    let services = home.client.app.services.clone();
    let used = home.add(&jpeg(400, 300, 114)).await;
    let public = home.add(&jpeg(400, 300, 116)).await;
    home.publish().await;
    let deleted = home.add(&jpeg(400, 300, 115)).await;
    let files = home.files().len();
    for id in [deleted, public] {
        home.ask("DELETE", &format!("/{id}")).to(&home.client).await;
    }
    assert_eq!(services.collect_photos().await.unwrap(), 0);
    home.client
        .app
        .clock
        .set(home.client.app.clock.now() + TimeDelta::hours(25));
    let (access, _) = home.client.signed_in(&home.owner.username).await;
    home.owner.access = access;
    assert_eq!(services.collect_photos().await.unwrap(), 1);
    assert!(home.files().len() < files);
    let shown = home
        .client
        .get(&format!("/api/v1/listings/{}", home.id))
        .await
        .json();
    for photo in shown["photos"].as_array().unwrap() {
        let path = format!("/photos/{}", photo["key"].as_str().unwrap());
        assert_eq!(home.client.get(&path).await.status.as_u16(), 200);
    }
    // What was collected can be sent again.
    let again = home.add(&jpeg(400, 300, 115)).await;
    assert_eq!(home.photos().await[1]["state"], "ready");
    assert_eq!(home.ids().await, [used, again]);
    // It is young: nothing happens to it, nor to what is being drawn.
    home.ask("DELETE", &format!("/{again}"))
        .to(&home.client)
        .await;
    assert_eq!(services.collect_photos().await.unwrap(), 0);
}

#[tokio::test]
async fn files_that_a_crash_left_are_swept() {
    let home = Home::new(ListingStatus::Draft).await;
    let now = home.client.app.clock.now();
    home.add(&jpeg(400, 300, 117)).await;
    home.upload(&jpeg(400, 300, 118)).await;
    let known = home.files();
    let photos = home.client.folder().join("photos");
    let demo = photos.join("6f92.c.webp");
    fs::create_dir_all(photos.join(".w320/u")).unwrap();
    let left = [
        "u/lost.c.webp",
        ".new/lost",
        "u/lost.c.1-2.part",
        ".w320/u/lost.c.webp.webp",
    ];
    for name in left {
        fs::write(photos.join(name), "left").unwrap();
    }
    fs::write(&demo, "demo").unwrap();
    // The clock of the test stands elsewhere than that of the files.
    let old = (now - TimeDelta::days(2)).into();
    for path in home.files() {
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(old)
            .unwrap();
    }
    home.client.app.services.collect_photos().await.unwrap();
    let mut expected = known;
    expected.push(demo.display().to_string());
    expected.sort();
    assert_eq!(home.files(), expected);
}
