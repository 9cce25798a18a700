//! `Idempotency-Key`.

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{Person, new_ip},
};
use chrono::TimeDelta;
use serde_json::{Value, json};

fn saves(person: &Person, key: &str, name: &str) -> Ask {
    let query = match name {
        "上海" => "city=310100",
        _ => "city=110100",
    };
    Ask::new("POST", "/api/v1/account/searches")
        .header("idempotency-key", key)
        .json(&json!({ "name": name, "query": query }))
        .bearer(&person.access)
        .from(&new_ip())
}

async fn kept(client: &Client, person: &Person) -> usize {
    let ask = Ask::new("GET", "/api/v1/account/searches").bearer(&person.access);
    let searches: Value = ask.from(&new_ip()).to(client).await.json();
    searches.as_array().unwrap().len()
}

fn code(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.problem().1)
}

#[tokio::test]
async fn the_same_request_is_done_once_and_answered_alike() {
    let client = Client::start().await;
    let person = client.renter().await;
    let first = saves(&person, "a-1", "北京").to(&client).await;
    assert_eq!(first.status, 201, "{}", first.text());
    assert_eq!(first.header("idempotency-replayed"), "");
    let again = saves(&person, "a-1", "北京").to(&client).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(again.header("content-type"), "application/json");
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(kept(&client, &person).await, 1);
    let other = saves(&person, "a-1", "上海").to(&client).await;
    assert_eq!(code(&other), (422, "another_request".into()));
    // A refusal is an answer too.
    for _ in 0..2 {
        let refused = saves(&person, "a-2", "").to(&client).await;
        assert_eq!(refused.status, 400);
    }
    // Somebody else's key of the same name is another one.
    let somebody = client.renter().await;
    let theirs = saves(&somebody, "a-1", "上海").to(&client).await;
    assert_eq!(theirs.status, 201);
}

#[tokio::test]
async fn of_requests_at_once_one_is_done() {
    let client = Client::start().await;
    let person = client.renter().await;
    let asked = (0..10).map(|_| saves(&person, "b-1", "北京").to(&client));
    let answers = futures::future::join_all(asked).await;
    for answer in &answers {
        assert!(
            matches!(answer.status.as_u16(), 201 | 409),
            "{}",
            answer.text()
        );
    }
    assert!(answers.iter().any(|answer| answer.status == 201));
    assert_eq!(kept(&client, &person).await, 1);
}

#[tokio::test]
async fn a_key_is_good_for_a_day() {
    let client = Client::start().await;
    let person = client.renter().await;
    saves(&person, "c-1", "北京").to(&client).await;
    client.wait(TimeDelta::hours(25));
    client.app.services.keep_house().await.unwrap();
    let person = Person {
        access: client.signed_in(&person.username).await.0,
        ..person
    };
    let later = saves(&person, "c-1", "上海").to(&client).await;
    assert_eq!(later.status, 201, "{}", later.text());
}

#[tokio::test]
async fn a_key_that_cannot_be_taken_says_why() {
    let client = Client::start().await;
    let person = client.renter().await;
    let long = "x".repeat(256);
    for key in ["", "a b", &long] {
        let answer = saves(&person, key, "北京").to(&client).await;
        assert_eq!(code(&answer), (400, "unknown_value".into()), "{key}");
    }
    let secret = Ask::new("POST", "/api/v1/session")
        .header("idempotency-key", "d-1")
        .json(&json!({ "login": "a", "password": "b" }))
        .from(&new_ip());
    assert_eq!(
        code(&secret.to(&client).await),
        (400, "not_supported".into())
    );
    let nobody = Ask::new("POST", "/api/v1/account/searches")
        .header("idempotency-key", "d-2")
        .json(&json!({ "name": "a", "query": "" }))
        .from(&new_ip());
    assert_eq!(nobody.to(&client).await.status, 401);
}
