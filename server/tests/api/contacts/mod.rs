//! Renters and hosts in touch.

mod calendars;
mod forms;
mod phones;
mod viewings;

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{Person, new_ip},
};
use domain::{ListingId, RoleId};
use serde_json::{Value, json};
use testkit::ListingBuilder;

/// A landlord with a home, who shows it every day from 9 to 18.
async fn landlord(client: &Client, name: &str) -> (Person, ListingId) {
    let host = client.person(RoleId::LANDLORD).await;
    let home = ListingBuilder::new(name).publisher(host.id);
    let home = client.app.put(vec![home]).await.unwrap()[0];
    let week = json!({"week": vec!["9-18"; 7]});
    let answer = asks(client, &host, "PUT", "/account/hours", &week).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    (host, home)
}

/// What the API answers to `person`.
async fn asks(client: &Client, person: &Person, method: &str, path: &str, body: &Value) -> Answer {
    let ask = Ask::new(method, &["/api/v1", path].concat());
    let ask = ask.bearer(&person.access).from(&new_ip());
    ask.json(body).to(client).await
}

async fn gets(client: &Client, person: &Person, path: &str) -> Value {
    let answer = asks(client, person, "GET", path, &Value::Null).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.json()
}
