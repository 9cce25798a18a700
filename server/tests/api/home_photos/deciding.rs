//! Photos of what is handed in and decided on.

use super::{
    Home,
    files::{encoded, jpeg, noise},
};
use crate::{client::Client, offers};
use domain::{ListingId, RoleId};
use image::ImageFormat;
use serde_json::{Value, json};
use services::Error;

/// A draft that says all it has to.
async fn draft() -> Home {
    let client = Client::start().await;
    let owner = client.person(RoleId::AGENT).await;
    let id = owner.begins(&client, &offers::home("两居")).await;
    let id = ListingId(id);
    Home { client, owner, id }
}

/// A file that is whole and has a size, with pixels that make no sense.
fn senseless() -> Vec<u8> {
    let mut file = encoded(&noise(60, 40), ImageFormat::Png);
    let middle = file.len() / 2;
    file[middle..middle + 400].fill(0xa5);
    file
}

impl Home {
    async fn submission(&self) -> (u16, Value) {
        let editor = self.owner.editor(&self.client, self.id.0).await;
        let path = format!("/listings/{}/submission", self.id);
        let body = json!({ "version": editor["version"] });
        self.owner.api(&self.client, "PUT", &path, body).await
    }

    /// What an approval of what is in review comes to: nothing, or the code of what stands in its way.
    async fn approval(&self) -> Option<String> {
        let admin = self.client.admin().await.caller(&self.client).await;
        let services = &self.client.app.services;
        let edit = services.store().primary_reads();
        let edit = edit.offers().edit(self.id).await.unwrap().unwrap();
        match services
            .approve_listing(&admin, self.id, edit.version)
            .await
        {
            Ok(()) => None,
            Err(Error::Invalid(wrong)) => {
                assert_eq!(wrong.len(), 1, "{wrong:?}");
                Some(format!("{} {}", wrong[0].field, wrong[0].code))
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn what_is_not_drawn_yet_is_handed_in_and_not_approved() {
    let home = draft().await;
    assert_eq!(home.upload(&jpeg(400, 300, 130)).await.status, 201);
    let (status, outcome) = home.submission().await;
    assert_eq!((status, &outcome["outcome"]), (200, &json!("in_review")));
    assert_eq!(
        home.approval().await.as_deref(),
        Some("photos photos_waiting")
    );
    let editor = home.owner.editor(&home.client, home.id.0).await;
    assert_eq!(
        (&editor["status"], &editor["state"]),
        (&json!("in_review"), &json!("in_review")),
        "nothing is half-done"
    );
    let page = format!("/api/v1/listings/{}", home.id);
    assert_eq!(home.client.get(&page).await.status, 404);
    home.client.app.services.draw_photos().await.unwrap();
    assert_eq!(home.approval().await, None);
    let shown = home.client.get(&page).await.json();
    assert_eq!(shown["photos"].as_array().unwrap().len(), 1, "{shown}");
}

#[tokio::test]
async fn a_photo_that_cannot_be_drawn_is_said_before_it_is_handed_in() {
    let home = draft().await;
    let wrong = home.add(&senseless()).await;
    let (status, error) = home.submission().await;
    assert_eq!(status, 400, "{error}");
    assert_eq!(
        error["errors"],
        json!([{ "field": "photo_1", "code": "photo_failed" }])
    );
    let rest = format!("/{wrong}");
    let deleted = home.ask("DELETE", &rest).to(&home.client).await;
    assert_eq!(deleted.status, 204);
    assert_eq!(home.submission().await.0, 200);
    assert_eq!(home.approval().await, None);

    // One that turns out so while it waits is sent back rather than waited for.
    let home = draft().await;
    home.upload(&senseless()).await;
    assert_eq!(home.submission().await.0, 200);
    home.client.app.services.draw_photos().await.unwrap();
    assert_eq!(
        home.approval().await.as_deref(),
        Some("photo_1 photo_failed")
    );
}

#[tokio::test]
async fn of_many_that_come_at_once_thirty_stay() {
    let home = draft().await;
    for number in 0..28 {
        let file = encoded(&noise(9 + number, 8), ImageFormat::Png);
        assert_eq!(home.upload(&file).await.status, 201);
    }
    let files: Vec<Vec<u8>> = (0..6)
        .map(|number| encoded(&noise(60 + number, 8), ImageFormat::Png))
        .collect();
    let answers = futures::future::join_all(files.iter().map(|file| home.upload(file))).await;
    let count = |status: u16| {
        let same = answers.iter().filter(|answer| answer.status == status);
        same.count()
    };
    assert_eq!((count(201), count(400)), (2, 4));
    assert_eq!(home.ids().await.len(), 30);
    // The same file at once is one photo.
    let other = draft().await;
    let file = jpeg(400, 300, 131);
    let same = [
        other.upload(&file),
        other.upload(&file),
        other.upload(&file),
    ];
    let answers = futures::future::join_all(same).await;
    for answer in &answers {
        assert!(answer.status.is_success(), "{}", answer.text());
    }
    assert_eq!(other.ids().await.len(), 1);
}

#[tokio::test]
async fn photos_of_a_public_home_change_when_somebody_has_looked_at_them() {
    let home = draft().await;
    home.add(&jpeg(400, 300, 132)).await;
    home.add(&jpeg(400, 300, 133)).await;
    home.submission().await;
    assert_eq!(home.approval().await, None);
    let page = format!("/api/v1/listings/{}", home.id);
    let public = async || home.client.get(&page).await.json()["photos"].clone();
    let before = public().await;
    assert_eq!(before.as_array().unwrap().len(), 2);
    // Nothing else is changed but the photos: another order, other words, one less, one more.
    let owner = home.owner.caller(&home.client).await;
    let services = &home.client.app.services;
    services.open_edit(&owner, home.id).await.unwrap();
    let photos = home.ids().await;
    assert_eq!(photos.len(), 2);
    let rest = format!("/{}", photos[0]);
    for round in 0..4 {
        let changed = match round {
            0 => {
                let order = super::order(&[photos[1], photos[0]]);
                home.send("PUT", "/order", order).await
            }
            1 => {
                let words = json!({ "caption": "加微信" });
                home.send("PATCH", &rest, words).await
            }
            2 => home.ask("DELETE", &rest).to(&home.client).await,
            _ => home.upload(&jpeg(400, 300, 134)).await,
        };
        assert!(changed.status.is_success(), "{round}: {}", changed.text());
        home.client.app.services.draw_photos().await.unwrap();
        let (status, outcome) = home.submission().await;
        assert_eq!(
            (status, &outcome["outcome"]),
            (200, &json!("in_review")),
            "{round}"
        );
        assert_eq!(public().await, before, "{round}");
        let path = format!("/listings/{}/submission", home.id);
        let back = home.owner.api(&home.client, "DELETE", &path, Value::Null);
        assert_eq!(back.await.0, 204);
    }
    home.submission().await;
    assert_eq!(home.approval().await, None);
    let after = public().await;
    assert_eq!(after.as_array().unwrap().len(), 2);
    assert_ne!(after, before);
}

#[tokio::test]
async fn a_copy_of_a_draft_has_its_photos() {
    let home = draft().await;
    home.add(&jpeg(400, 300, 135)).await;
    home.upload(&jpeg(400, 300, 136)).await;
    let path = format!("/listings/{}/copies", home.id);
    let (status, begun) = home
        .owner
        .api(&home.client, "POST", &path, Value::Null)
        .await;
    assert_eq!(status, 201, "{begun}");
    let copy = begun["id"].as_i64().unwrap();
    let editor = home.owner.editor(&home.client, copy).await;
    assert_eq!(editor["photos"], 2, "{editor}");
    assert_eq!(home.ids().await.len(), 2);
}

#[tokio::test]
async fn the_photos_of_a_public_home_are_changed_over_the_api_alone() {
    let home = draft().await;
    home.add(&jpeg(400, 300, 141)).await;
    home.add(&jpeg(400, 300, 142)).await;
    home.submission().await;
    assert_eq!(home.approval().await, None);
    let public = home.photos().await;
    assert!(public.iter().all(|photo| photo["id"].as_i64() < Some(0)));
    let path = format!("/listings/{}/edit", home.id);
    let other = home.client.person(domain::RoleId::LANDLORD).await;
    let refused = other.api(&home.client, "POST", &path, Value::Null).await;
    assert_eq!(refused.0, 404);
    for round in 0..2 {
        let (status, page) = home
            .owner
            .api(&home.client, "POST", &path, Value::Null)
            .await;
        assert_eq!(status, 200, "{page}");
        assert!(page["version"].as_i64() > Some(0), "{round}: it is begun");
        assert_eq!(
            (&page["photos"], &page["photos_changed"]),
            (&json!(2), &json!(false))
        );
    }
    let ids = home.ids().await;
    let answer = home
        .send("PUT", "/order", super::order(&[ids[1], ids[0]]))
        .await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
    let (status, outcome) = home.submission().await;
    assert_eq!((status, &outcome["outcome"]), (200, &json!("in_review")));
    assert_eq!(home.approval().await, None);
    let after = home.photos().await;
    assert_eq!(after[0]["photo"], public[1]["photo"]);

    // Adding one begins by itself.
    home.add(&jpeg(400, 300, 143)).await;
    assert_eq!(home.ids().await.len(), 3);
    let (status, outcome) = home.submission().await;
    assert_eq!((status, &outcome["outcome"]), (200, &json!("in_review")));
    // What is not to be had cannot be written about.
    assert_eq!(home.approval().await, None);
    let steps = format!("/listings/{}/steps", home.id);
    let let_out = json!({ "action": "let" });
    home.owner.api(&home.client, "POST", &steps, let_out).await;
    let (status, refused) = home
        .owner
        .api(&home.client, "POST", &path, Value::Null)
        .await;
    assert_eq!(
        (status, &refused["errors"][0]["code"]),
        (400, &json!("not_editable"))
    );
}
