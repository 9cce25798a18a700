//! Order, captions, deleting; and who may.

use super::{
    Home,
    files::{encoded, jpeg, noise},
    order,
};
use crate::{ask::Ask, people::new_ip};
use domain::{ListingStatus, RoleId};
use image::ImageFormat;
use serde_json::json;

#[tokio::test]
async fn photos_are_put_in_order_described_and_deleted() {
    let home = Home::new(ListingStatus::Draft).await;
    let mut ids = Vec::new();
    for blue in 100..103 {
        ids.push(home.add(&jpeg(40, 30, blue)).await);
    }
    let [a, b, c] = ids[..] else { panic!("three") };
    assert_eq!(home.ids().await, [a, b, c]);
    let answer = home.send("PUT", "/order", order(&[c, a, b])).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
    assert_eq!(home.ids().await, [c, a, b]);
    for wrong in [
        vec![],
        vec![c, a],
        vec![c, a, a],
        vec![c, a, b, 999],
        vec![c, a, b, b],
    ] {
        let answer = home.send("PUT", "/order", order(&wrong)).await;
        assert_eq!(answer.status.as_u16(), 409, "{wrong:?}");
    }
    assert_eq!(home.ids().await, [c, a, b]);

    let rest = format!("/{a}");
    let words = json!({ "caption": " 朝南的\n客厅 ", "room": "living" });
    let answer = home.send("PATCH", &rest, words).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
    let answer = home.send("PATCH", &rest, json!({ "room": "" })).await;
    assert_eq!(
        answer.json()["caption"],
        "朝南的 客厅",
        "what is not named stays"
    );
    assert_eq!(answer.json()["room"], json!(null));
    let long = home
        .send("PATCH", &rest, json!({ "caption": "光".repeat(61) }))
        .await;
    assert_eq!(long.problem(), ("caption".into(), "too_long".into()));
    let room = home.send("PATCH", &rest, json!({ "room": "garage" })).await;
    assert_eq!(room.problem(), ("room".into(), "unknown_value".into()));

    let deleted = home.ask("DELETE", &rest).to(&home.client).await;
    assert_eq!(deleted.status.as_u16(), 204);
    let again = home.ask("DELETE", &rest).to(&home.client).await;
    assert_eq!(again.status.as_u16(), 404);
    assert_eq!(home.ids().await, [c, b]);
    let next = home.add(&jpeg(40, 30, 104)).await;
    assert_eq!(home.ids().await, [c, b, next]);
}

#[tokio::test]
async fn a_home_has_thirty_photos_at_most() {
    let home = Home::new(ListingStatus::Draft).await;
    for number in 0..30 {
        let file = encoded(&noise(8 + number, 9), ImageFormat::Png);
        assert_eq!(home.upload(&file).await.status.as_u16(), 201);
    }
    let more = home.upload(&jpeg(40, 30, 105)).await;
    assert_eq!(more.problem(), ("photo".into(), "photos_too_many".into()));
    assert_eq!(home.ids().await.len(), 30);
}

#[tokio::test]
async fn what_is_looked_through_is_not_changed() {
    let home = Home::new(ListingStatus::Draft).await;
    let id = home.add(&jpeg(40, 30, 106)).await;
    home.hand_in().await;
    let rest = format!("/{id}");
    for answer in [
        home.upload(&jpeg(40, 30, 107)).await,
        home.send("PUT", "/order", order(&[id])).await,
        home.send("PATCH", &rest, json!({ "caption": "a" })).await,
        home.ask("DELETE", &rest).to(&home.client).await,
    ] {
        assert_eq!(answer.problem(), ("photo".into(), "in_review".into()));
    }
    let list = home.ask("GET", "").to(&home.client).await;
    assert_eq!(list.json()["open"], false);
}

#[tokio::test]
async fn photos_are_their_publishers_own() {
    for (status, expected) in [(ListingStatus::Draft, 404), (ListingStatus::Published, 403)] {
        let home = Home::new(status).await;
        let id = home.add(&jpeg(40, 30, 108)).await;
        for role in [RoleId::AGENT, RoleId::LANDLORD, RoleId::RENTER] {
            let other = home.client.person(role).await;
            for (method, rest) in [
                ("GET", String::new()),
                ("POST", String::new()),
                ("PUT", "/order".into()),
                ("PATCH", format!("/{id}")),
                ("DELETE", format!("/{id}")),
            ] {
                let ask = Ask::new(method, &home.path(&rest)).from(&new_ip());
                let body = match method {
                    "PUT" => json!({ "photos": [id] }),
                    _ => json!({ "caption": "a" }),
                };
                let answer = ask.bearer(&other.access).json(&body).to(&home.client).await;
                assert_eq!(answer.status.as_u16(), expected, "{method} {rest}");
            }
        }
        let anonymous = home.client.get(&home.path("")).await;
        assert_eq!(anonymous.status.as_u16(), 401);
        // A photo of another home of one's own is not in this one.
        let own = testkit::ListingBuilder::new("second").publisher(home.owner.id);
        let second = home.client.app.put(vec![own]).await.unwrap()[0];
        let ask = Ask::new("DELETE", &format!("/api/v1/listings/{second}/photos/{id}"));
        let answer = ask.bearer(&home.owner.access).to(&home.client).await;
        assert_eq!(answer.status.as_u16(), 404);
        assert_eq!(home.ids().await, [id]);
    }
}
