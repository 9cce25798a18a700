//! The classic API: what its clients rely on, address by address.

mod accounts;
mod dictionaries;
mod houses;
mod offering;
mod paging;
mod photos;

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{Person, new_ip},
};
use serde_json::Value;

/// What is answered to `method path`, asked by `person` or by nobody, with `body` as JSON.
async fn asked(
    client: &Client,
    person: Option<&Person>,
    method: &str,
    path: &str,
    body: Value,
) -> Answer {
    let ask = Ask::new(method, path).from(&new_ip());
    let ask = match person {
        Some(person) => ask.header("token", &person.access),
        None => ask,
    };
    let ask = if body.is_null() { ask } else { ask.json(&body) };
    ask.to(client).await
}

/// What is read at `path` by everybody.
async fn read(client: &Client, path: &str) -> Value {
    let answer = client.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json", "{path}");
    answer.json()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[tokio::test]
async fn an_address_is_answered_with_the_slash_and_without() {
    let client = Client::with_homes(1).await;
    for path in [
        "/api/districts",
        "/api/districts/110000",
        "/api/hotcities",
        "/api/housetypes",
        "/api/tags",
        "/api/agents",
        "/api/estates",
        "/api/houseinfos",
        "/api/houseinfos/1",
        "/api/houseinfos/1/photos",
    ] {
        let bare = read(&client, path).await;
        let slashed = read(&client, &[path, "/"].concat()).await;
        assert_eq!(bare, slashed, "{path}");
    }
}

#[tokio::test]
async fn what_an_address_does_not_do_is_said() {
    let client = Client::start().await;
    let answer = asked(&client, None, "PUT", "/api/districts/", Value::Null).await;
    assert_eq!(answer.status, 405);
    assert_eq!(answer.json()["detail"], "方法 “PUT” 不被允许。");
    assert!(answer.header("allow").contains("GET"));
}

#[tokio::test]
async fn the_adapter_can_be_switched_off() {
    let app = testkit::TestApp::start().await.unwrap();
    let client = Client::over(app, |site| site.classic_api = false);
    for path in ["/api/houseinfos/", "/api/districts", "/captcha/"] {
        assert_eq!(client.get(path).await.status, 404, "{path}");
    }
    assert_eq!(client.get("/api/v1/listings").await.status, 200);
}

#[tokio::test]
async fn a_token_that_is_no_good_is_like_none() {
    let client = Client::with_homes(1).await;
    for (method, path, status) in [
        ("GET", "/api/houseinfos/", 200),
        ("POST", "/api/houseinfos/", 401),
        ("GET", "/api/users/", 401),
    ] {
        let ask = Ask::new(method, path)
            .header("token", "nothing")
            .from(&new_ip());
        let answer = ask.to(&client).await;
        assert_eq!(answer.status, status, "{method} {path}");
        if status == 401 {
            assert_eq!(answer.json()["detail"], "身份认证信息未提供。");
        }
    }
}
