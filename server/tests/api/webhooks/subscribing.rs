use super::{HOOKS, hooked, receiver::Receiver, sent, steps};
use crate::{client::Client, offers::home, people::Person};
use domain::{RoleId, account::token::TokenScope};
use serde_json::{Value, json};

/// The types of what came.
fn types(receiver: &Receiver) -> Vec<String> {
    let came = receiver.came();
    let kind = |came: &super::receiver::Came| came.json()["type"].as_str().unwrap().to_owned();
    came.iter().map(kind).collect()
}

async fn makes(client: &Client, person: &Person, body: Value) -> (u16, Value) {
    person.api(client, "POST", HOOKS, body).await
}

#[tokio::test]
async fn everybody_hears_of_their_own_homes_and_admins_of_all() {
    let client = Client::start().await;
    let (mine, other) = (
        client.person(RoleId::LANDLORD).await,
        client.person(RoleId::AGENT).await,
    );
    let admin = client.admin().await;
    let first = client.published(&mine, &home("第一套")).await;
    let second = client.published(&mine, &home("第二套")).await;
    let foreign = client.published(&other, &home("别人的")).await;
    let events = ["listing.reserved"];
    let (own, chosen, all) = (
        Receiver::saying(&[]).await,
        Receiver::saying(&[]).await,
        Receiver::saying(&[]).await,
    );
    hooked(&client, &mine, &own, &events).await;
    let body = |listings: Value| json!({"url": chosen.url, "events": events, "reach": "chosen", "listings": listings});
    let (status, _) = makes(&client, &mine, body(json!([second]))).await;
    assert_eq!(status, 201);
    for (listings, code) in [(json!([]), "missing"), (json!([foreign]), "not_own_homes")] {
        let (status, answer) = makes(&client, &mine, body(listings)).await;
        assert_eq!((status, &answer["errors"][0]["code"]), (400, &json!(code)));
    }
    let everything = json!({"url": all.url, "events": events, "reach": "all"});
    let (status, answer) = makes(&client, &mine, everything.clone()).await;
    assert_eq!(
        (status, &answer["errors"][0]["field"]),
        (400, &json!("reach"))
    );
    assert_eq!(makes(&client, &admin, everything).await.0, 201);
    for (person, id) in [(&mine, first), (&mine, second), (&other, foreign)] {
        steps(&client, person, id, "reserve").await;
    }
    assert_eq!(sent(&client).await, 6);
    let ids = |receiver: &Receiver| {
        let came = receiver.came();
        let id =
            |came: &super::receiver::Came| came.json()["data"]["listing"]["id"].as_i64().unwrap();
        came.iter().map(id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&own), [first, second]);
    assert_eq!(ids(&chosen), [second]);
    assert_eq!(ids(&all), [first, second, foreign]);
}

#[tokio::test]
async fn who_may_not_offer_homes_any_more_hears_nothing_of_them() {
    let client = Client::start().await;
    let (host, admin) = (client.person(RoleId::LANDLORD).await, client.admin().await);
    let id = client.published(&host, &home("两居室")).await;
    let receiver = Receiver::saying(&[]).await;
    hooked(&client, &host, &receiver, &["listing.withdrawn"]).await;
    let path = format!("/users/{}/roles", host.id);
    let body = json!({"roles": [RoleId::RENTER], "version": 1});
    let (status, answer) = admin.api(&client, "PUT", &path, body).await;
    assert_eq!(status, 204, "{answer}");
    let path = format!("/moderation/{id}/takedown");
    let body = json!({"reasons": ["duplicate"]});
    let (status, answer) = admin.api(&client, "POST", &path, body).await;
    assert!(status < 300, "{answer}");
    assert_eq!(sent(&client).await, 0);
    assert!(receiver.came().is_empty());
    let (status, _) = makes(
        &client,
        &host,
        json!({"url": receiver.url, "events": ["listing.let"]}),
    )
    .await;
    assert!(matches!(status, 401 | 403), "{status}");
}

#[tokio::test]
async fn the_life_of_a_home_and_of_a_viewing_is_told() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let renter = client.renter().await;
    let receiver = Receiver::saying(&[]).await;
    let all: Vec<&str> = domain::webhook::WebhookEvent::ALL
        .iter()
        .map(|event| event.as_str())
        .collect();
    hooked(&client, &host, &receiver, &all).await;
    let id = client.published(&host, &home("两居室")).await;
    let week = json!({"week": vec!["9-18"; 7]});
    let (status, _) = host.api(&client, "PUT", "/account/hours", week).await;
    assert_eq!(status, 204);
    let (_, slots) = renter
        .api(
            &client,
            "GET",
            &format!("/listings/{id}/slots"),
            Value::Null,
        )
        .await;
    let plan = json!({"listing": id, "starts_at": slots[4], "note": "手机 13900000000"});
    let (status, booked) = renter.api(&client, "POST", "/viewings", plan).await;
    assert_eq!(status, 201, "{booked}");
    let viewing = format!("/viewings/{}", booked["id"]);
    let confirm = json!({"action": "confirm", "version": 1});
    assert_eq!(host.api(&client, "PATCH", &viewing, confirm).await.0, 200);
    let moved = json!({"action": "move", "version": 2, "starts_at": slots[5]});
    assert_eq!(renter.api(&client, "PATCH", &viewing, moved).await.0, 200);
    steps(&client, &host, id, "let").await;
    sent(&client).await;
    assert_eq!(
        types(&receiver),
        [
            "listing.published",
            "viewing.booked",
            "viewing.confirmed",
            "viewing.moved",
            "viewing.cancelled",
            "listing.let",
        ]
    );
    let came = receiver.came();
    let card = &came[0].json()["data"]["card"];
    assert_eq!(card, &Value::Null, "the home is let by now");
    let moved = came[3].json();
    let moved = &moved["data"]["viewing"];
    assert_eq!(
        (&moved["starts_at"], &moved["previous_starts_at"]),
        (&slots[5], &slots[4])
    );
    let cancelled = came[4].json();
    assert_eq!(cancelled["data"]["viewing"]["reason"], "taken");
    for one in &came {
        for secret in [&renter.phone, &host.phone, "13900000000", "张三"] {
            assert!(!one.text.contains(secret), "{}", one.text);
        }
    }
}

#[tokio::test]
async fn what_became_public_comes_with_its_card() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let receiver = Receiver::saying(&[]).await;
    hooked(
        &client,
        &host,
        &receiver,
        &["listing.published", "listing.changed"],
    )
    .await;
    let id = client.published(&host, &home("两居室")).await;
    sent(&client).await;
    // A change that waits for a moderator is none to others yet.
    host.writes(&client, id, |form| form.title = "南向两居室".into())
        .await;
    assert_eq!(host.submits(&client, id).await, "in_review");
    assert_eq!(sent(&client).await, 0);
    client.admin().await.approves(&client, id).await;
    assert_eq!(sent(&client).await, 1);
    assert_eq!(types(&receiver), ["listing.published", "listing.changed"]);
    let came = receiver.came();
    assert_eq!(came[0].json()["data"]["card"]["title"], "两居室");
    assert_eq!(came[1].json()["data"]["card"]["title"], "南向两居室");
}

#[tokio::test]
async fn a_program_hears_only_of_what_it_may_read() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let receiver = Receiver::saying(&[]).await;
    let token = client
        .program_of(&host, &[TokenScope::AccountWrite, TokenScope::ListingsRead])
        .await;
    let program = Person {
        id: host.id,
        username: host.username.clone(),
        phone: host.phone.clone(),
        access: token,
        refresh: String::new(),
    };
    let body = |event: &str| json!({"url": receiver.url, "events": [event]});
    let (status, answer) = makes(&client, &program, body("viewing.booked")).await;
    assert_eq!(
        (status, &answer["errors"][0]["code"]),
        (403, &json!("contacts:read"))
    );
    assert_eq!(makes(&client, &program, body("listing.let")).await.0, 201);
}

#[tokio::test]
async fn nobody_has_more_than_ten_and_the_log_goes_with_the_webhook() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let receiver = Receiver::saying(&[]).await;
    let mut hook = String::new();
    for _ in 0..10 {
        hook = hooked(&client, &host, &receiver, &["listing.let"]).await.0;
    }
    let body = json!({"url": receiver.url, "events": ["listing.let"]});
    let (status, answer) = makes(&client, &host, body).await;
    assert_eq!(
        (status, &answer["errors"][0]["code"]),
        (400, &json!("too_many_webhooks"))
    );
    let test = format!("{hook}/test");
    assert_eq!(host.api(&client, "POST", &test, Value::Null).await.0, 201);
    assert_eq!(host.api(&client, "DELETE", &hook, Value::Null).await.0, 204);
    assert_eq!(sent(&client).await, 0);
    assert_eq!(host.api(&client, "GET", &hook, Value::Null).await.0, 404);
    let (_, listed) = host.api(&client, "GET", HOOKS, Value::Null).await;
    assert_eq!(listed.as_array().unwrap().len(), 9);
    assert!(!listed.to_string().contains("whsec_"));
}
