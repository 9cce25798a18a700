//! What somebody who guesses learns: nothing, and not for long.

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{PASSWORD, new_ip, new_phone},
};
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::{Value, json};

async fn post(client: &Client, path: &str, body: &Value) -> Answer {
    let ask = Ask::new("POST", path).json(body).from(&new_ip());
    ask.to(client).await
}

/// What of an answer tells something.
fn told(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.text())
}

#[tokio::test]
async fn the_answer_is_the_same_whether_or_not_an_account_exists() {
    let client = Client::start().await;
    let person = client.renter().await;
    let nobody = new_phone();
    for (path, with, without) in [
        (
            "/api/v1/session",
            json!({"login": person.username, "password": "wrong password"}),
            json!({"login": "nobody_at_all", "password": "wrong password"}),
        ),
        (
            "/api/v1/session",
            json!({"phone": person.phone, "code": "123456"}),
            json!({"phone": nobody, "code": "123456"}),
        ),
        (
            "/api/v1/codes",
            json!({"purpose": "sign_in", "recipient": person.phone}),
            json!({"purpose": "sign_in", "recipient": nobody}),
        ),
        (
            "/api/v1/password-reset",
            json!({"recipient": person.phone, "code": "123456", "password": "a good password"}),
            json!({"recipient": nobody, "code": "123456", "password": "a good password"}),
        ),
    ] {
        let (with, without) = (
            post(&client, path, &with).await,
            post(&client, path, &without).await,
        );
        assert_eq!(told(&with), told(&without), "{path}");
    }
    client.wait(TimeDelta::minutes(2));
    for purpose in ["sign_up", "reset_password"] {
        let ask = |recipient: &str| json!({"purpose": purpose, "recipient": recipient});
        let with = post(&client, "/api/v1/codes", &ask(&person.phone)).await;
        let without = post(&client, "/api/v1/codes", &ask(&nobody)).await;
        assert_eq!(told(&with), told(&without), "{purpose}");
        assert_eq!(with.status, 200);
        client.wait(TimeDelta::minutes(2));
    }
}

#[tokio::test]
async fn five_wrong_tries_use_a_code_up() {
    let client = Client::start().await;
    for (wrong_tries, status) in [(4, 200), (5, 400)] {
        let person = client.renter().await;
        let code = client.code("sign_in", &person.phone).await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let enter = async |code: &str| {
            let body = json!({"phone": person.phone, "code": code});
            post(&client, "/api/v1/session", &body).await
        };
        for _ in 0..wrong_tries {
            let answer = enter(wrong).await;
            assert_eq!(answer.status, 400);
            assert_eq!(answer.problem(), ("code".into(), "code_wrong".into()));
        }
        let answer = enter(&code).await;
        assert_eq!(answer.status, status, "{wrong_tries}: {}", answer.text());
        assert_ne!(enter(&code).await.status, 200, "used once");
    }
}

#[tokio::test]
async fn a_code_is_for_its_purpose_its_number_and_five_minutes() {
    let client = Client::start().await;
    let (person, other) = (client.renter().await, client.renter().await);
    let code = client.code("sign_in", &person.phone).await;
    let reset = json!({"recipient": person.phone, "code": code, "password": "another good one"});
    assert_eq!(
        post(&client, "/api/v1/password-reset", &reset).await.status,
        400
    );
    let elsewhere = json!({"phone": other.phone, "code": code});
    assert_eq!(
        post(&client, "/api/v1/session", &elsewhere).await.status,
        400
    );
    client.wait(TimeDelta::minutes(5));
    let late = json!({"phone": person.phone, "code": code});
    assert_eq!(post(&client, "/api/v1/session", &late).await.status, 400);
}

#[tokio::test]
async fn of_many_who_sign_up_at_once_with_one_number_one_wins() {
    let client = Client::start().await;
    let phone = new_phone();
    let code = client.code("sign_up", &phone).await;
    let form = |number: usize| {
        json!({
            "username": format!("racer_{number}"), "password": PASSWORD, "real_name": "张三",
            "phone": phone, "code": code,
        })
    };
    let bodies: Vec<Value> = (0..6).map(form).collect();
    let all = bodies
        .iter()
        .map(|body| post(&client, "/api/v1/accounts", body));
    let answers = join_all(all).await;
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
    assert_eq!(won.len(), 1);
    for answer in lost {
        assert_eq!(answer.status, 400, "{}", answer.text());
        let (_, code) = answer.problem();
        assert!(
            ["phone_taken", "code_wrong"].contains(&code.as_str()),
            "{code}"
        );
    }
    // Who owns the number and asks again is told in a message, not in an answer.
    client.wait(TimeDelta::minutes(2));
    let body = json!({"purpose": "sign_up", "recipient": phone});
    assert_eq!(post(&client, "/api/v1/codes", &body).await.status, 200);
    let token = won[0].json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.status("/api/v1/account", &token).await, 200);
}

#[tokio::test]
async fn a_captcha_is_asked_for_after_repeated_failures() {
    let client = Client::start().await;
    let person = client.renter().await;
    let wrong = json!({"login": person.username, "password": "wrong password"});
    for _ in 0..3 {
        assert_eq!(
            post(&client, "/api/v1/session", &wrong).await.problem().1,
            "wrong_login"
        );
    }
    let right = json!({"login": person.username, "password": PASSWORD});
    let answer = post(&client, "/api/v1/session", &right).await;
    assert_eq!(
        answer.problem(),
        ("captcha".into(), "captcha_missing".into())
    );
    let captcha = Ask::new("GET", "/api/v1/captcha").to(&client).await.json();
    assert!(
        captcha["image"]
            .as_str()
            .unwrap()
            .starts_with("data:image/")
    );
    let mut tried = right.clone();
    tried["captcha_token"] = captcha["token"].clone();
    tried["captcha"] = "wrong".into();
    let answer = post(&client, "/api/v1/session", &tried).await;
    assert_eq!(answer.problem(), ("captcha".into(), "captcha_wrong".into()));
}
