//! What holds at every endpoint.

use super::assert_problem;
use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{Person, new_ip},
};
use axum::http::StatusCode;
use serde_json::json;
use server::http::{Kind, addresses};

async fn asks(client: &Client, person: &Person, ask: Ask) -> Answer {
    ask.bearer(&person.access).from(&new_ip()).to(client).await
}

fn reads(path: &str) -> Ask {
    Ask::new("GET", path)
}

#[tokio::test]
async fn an_unknown_parameter_is_named_at_every_endpoint() {
    let client = Client::with_homes(1).await;
    let admin = client.admin().await;
    for address in addresses(false) {
        if address.kind != Kind::Api {
            continue;
        }
        let path = address.path.replace("{day}", "2026-12-01");
        let path = path.replace("{id}", "1").replace("{photo}", "1");
        let ask = Ask::new(&address.method, &[&path, "?colour=red"].concat());
        let answer = asks(&client, &admin, ask).await;
        let about = format!("{} {path}", address.method);
        assert_problem(&answer, StatusCode::BAD_REQUEST, "invalid", &about);
        assert_eq!(
            answer.problem(),
            ("colour".into(), "unknown_param".into()),
            "{about}"
        );
    }
}

#[tokio::test]
async fn a_method_that_is_not_there_is_answered_with_those_that_are() {
    let client = Client::start().await;
    let answer = Ask::new("DELETE", "/api/v1/listings").to(&client).await;
    assert_problem(&answer, StatusCode::METHOD_NOT_ALLOWED, "invalid", "DELETE");
    let allow = answer.header("allow");
    assert!(allow.contains("GET") && allow.contains("POST"), "{allow}");
}

#[tokio::test]
async fn a_body_that_cannot_be_taken_says_why() {
    let client = Client::start().await;
    let person = client.renter().await;
    let deep = format!("{{\"name\": {}1{}}}", "[".repeat(500), "]".repeat(500));
    let large = format!("{{\"name\": \"{}\"}}", "x".repeat(100_000));
    for (body, status, field, code) in [
        (
            "{\"name\": \"a\", \"query\": \"\", \"colour\": 1}",
            400,
            "colour",
            "unknown_field",
        ),
        (
            "{\"name\": \"a\", \"name\": \"b\", \"query\": \"\"}",
            400,
            "name",
            "duplicate",
        ),
        ("{\"query\": \"\"}", 400, "name", "missing"),
        ("{\"name\": 1, \"query\": \"\"}", 400, "name", "wrong_type"),
        ("{\"name\": ", 400, "body", "json"),
        ("{\"name\": \"a\", \"query\": \"\"} x", 400, "body", "json"),
        ("", 400, "body", "json"),
        (&deep, 400, "name", "wrong_type"),
        (&large, 413, "body", "too_long"),
    ] {
        let ask = Ask::new("POST", "/api/v1/account/searches")
            .header("content-type", "application/json")
            .bytes(body.as_bytes().to_vec());
        let answer = asks(&client, &person, ask).await;
        let about: String = body.chars().take(60).collect();
        assert_eq!(answer.status, status, "{about}: {}", answer.text());
        assert_eq!(answer.problem(), (field.into(), code.into()), "{about}");
    }
    let ask = Ask::new("POST", "/api/v1/account/searches")
        .header("content-type", "application/json")
        .bytes(b"{\"name\": \"\xff\", \"query\": \"\"}".to_vec());
    let answer = asks(&client, &person, ask).await;
    assert_eq!(answer.status, 400, "{}", answer.text());
    let ask = Ask::new("POST", "/api/v1/account/searches")
        .header("content-type", "text/plain")
        .bytes(b"{}".to_vec());
    let answer = asks(&client, &person, ask).await;
    assert_problem(
        &answer,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "invalid",
        "text",
    );
    assert_eq!(answer.problem(), ("body".into(), "content_type".into()));
}

#[tokio::test]
async fn what_is_known_already_is_not_sent_again() {
    let client = Client::with_homes(3).await;
    let path = "/api/v1/listings/1";
    let first = client.get(path).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.len() > 10, "{tag}");
    let again = client.get_with(path, &[("if-none-match", &tag)]).await;
    assert_eq!(again.status, 304);
    assert!(again.body.is_empty());
    assert_eq!(again.header("etag"), tag);
    let other = client
        .get_with(path, &[("if-none-match", "\"other\"")])
        .await;
    assert_eq!((other.status.as_u16(), other.body), (200, first.body));
    let head = Ask::new("HEAD", path).to(&client).await;
    assert_eq!(
        (head.status.as_u16(), head.header("etag")),
        (200, tag.as_str())
    );
}

#[tokio::test]
async fn a_change_keeps_to_the_state_that_it_names() {
    let client = Client::start().await;
    let person = client.renter().await;
    let read = asks(&client, &person, reads("/api/v1/account")).await;
    let tag = read.header("etag").to_owned();
    let change = |tag: &str, name: &str| {
        Ask::new("PATCH", "/api/v1/account")
            .header("if-match", tag)
            .json(&json!({ "real_name": name }))
    };
    let changed = asks(&client, &person, change(&tag, "李四")).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
    let stale = asks(&client, &person, change(&tag, "王五")).await;
    assert_problem(&stale, StatusCode::PRECONDITION_FAILED, "conflict", "stale");
    let now = asks(&client, &person, reads("/api/v1/account")).await;
    assert_eq!(now.json()["real_name"], "李四");
    let anything = asks(&client, &person, change("*", "王五")).await;
    assert_eq!(anything.status, 200);
    // What cannot be read has no state to name.
    let ask = Ask::new("DELETE", "/api/v1/account/viewed").header("if-match", "*");
    assert_eq!(asks(&client, &person, ask).await.status, 412);
}

#[tokio::test]
async fn of_changes_to_the_same_state_one_is_made() {
    let client = Client::start().await;
    let person = client.renter().await;
    let read = asks(&client, &person, reads("/api/v1/account")).await;
    let tag = read.header("etag").to_owned();
    let changes = "甲乙丙丁戊己庚辛壬癸".chars().map(|name| {
        let ask = Ask::new("PATCH", "/api/v1/account")
            .header("if-match", &tag)
            .json(&json!({ "real_name": format!("张{name}") }));
        asks(&client, &person, ask)
    });
    let answers = futures::future::join_all(changes).await;
    let made = answers.iter().filter(|answer| answer.status == 200).count();
    let stale = answers.iter().filter(|answer| answer.status == 412).count();
    assert_eq!((made, stale), (1, 9));
}

#[tokio::test]
async fn what_was_made_says_where_it_stands() {
    let client = Client::start().await;
    let admin = client.admin().await;
    let ask = Ask::new("POST", "/api/v1/roles")
        .json(&json!({ "word": "guest", "name": "访客", "name_en": "Guest" }));
    let made = asks(&client, &admin, ask).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let place = made.header("location").to_owned();
    let read = asks(&client, &admin, reads(&place)).await;
    assert_eq!(read.json()["word"], "guest");
    let gone = asks(&client, &admin, Ask::new("DELETE", &place)).await;
    assert_eq!(gone.status, 204);
    let again = asks(&client, &admin, Ask::new("DELETE", &place)).await;
    assert_eq!(again.status, 404);
}
