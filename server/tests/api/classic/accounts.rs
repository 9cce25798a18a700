//! Tokens, codes, captchas and users.

use super::{asked, keys, read};
use crate::{
    ask::Ask,
    client::Client,
    people::{PASSWORD, Person, claims, new_ip, new_phone},
};
use chrono::TimeDelta;
use serde_json::{Value, json};

async fn signs_in(client: &Client, body: Value) -> Value {
    let answer = asked(client, None, "POST", "/api/tokens/", body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn with_token(person: &Person, token: &Value) -> Person {
    Person {
        id: person.id,
        username: person.username.clone(),
        phone: person.phone.clone(),
        access: token.as_str().unwrap().to_owned(),
        refresh: String::new(),
    }
}

#[tokio::test]
async fn a_token_is_good_for_a_day_and_ends_with_the_log_out() {
    let client = Client::start().await;
    let person = client.renter().await;
    for name in ["username", "tel", "email"] {
        let body = json!({name: person.username, "password": PASSWORD});
        assert_eq!(signs_in(&client, body).await["code"], 200_001, "{name}");
    }
    let body = json!({"tel": person.phone, "password": PASSWORD});
    let signed_in = signs_in(&client, body).await;
    assert_eq!(
        keys(&signed_in),
        ["code", "message", "realname", "token", "username"]
    );
    assert_eq!(signed_in["username"], person.username.as_str());
    let claims = claims(signed_in["token"].as_str().unwrap());
    let lasts = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
    assert_eq!(lasts, 86_400);
    let me = with_token(&person, &signed_in["token"]);
    let own = format!("/api/users/{}/", me.id);
    let status = async |client: &Client| {
        let answer = asked(client, Some(&me), "GET", &own, Value::Null).await;
        answer.status.as_u16()
    };
    client.wait(TimeDelta::hours(23));
    assert_eq!(status(&client).await, 200);
    // Among the devices, with its end.
    let session = me.session();
    let devices = me
        .api(&client, "GET", "/account/sessions", Value::Null)
        .await
        .1;
    assert!(devices.to_string().contains(&session), "{devices}");
    let path = format!("/api/tokens/{}/", me.access);
    let answer = asked(&client, None, "DELETE", &path, Value::Null).await;
    assert_eq!(answer.status, 204);
    assert_eq!(status(&client).await, 401);
    let answer = asked(&client, None, "DELETE", &path, Value::Null).await;
    assert_eq!(answer.status, 404);
    let another = signs_in(
        &client,
        json!({"username": me.username, "password": PASSWORD}),
    )
    .await;
    let me = with_token(&person, &another["token"]);
    client.wait(TimeDelta::hours(24));
    let answer = asked(&client, Some(&me), "GET", &own, Value::Null).await;
    assert_eq!(answer.status, 401);
}

#[tokio::test]
async fn a_wrong_log_in_says_no_more_than_that() {
    let client = Client::start().await;
    let person = client.renter().await;
    for (body, code) in [
        (
            json!({"username": person.username, "password": "wrong password"}),
            200_002,
        ),
        (
            json!({"username": "nobody00", "password": PASSWORD}),
            200_002,
        ),
        (json!({"username": person.username}), 200_003),
        (json!({}), 200_003),
    ] {
        let said = signs_in(&client, body.clone()).await;
        assert_eq!(said["code"], code, "{body}");
        assert_eq!(keys(&said), ["code", "message"], "{body}");
    }
}

#[tokio::test]
async fn the_captcha_of_a_site_by_https_stays_there() {
    let app = testkit::TestApp::start().await.unwrap();
    let client = Client::over(app, |site| site.production = true);
    let cookie = client
        .get("/captcha/")
        .await
        .header("set-cookie")
        .to_owned();
    assert!(cookie.ends_with("; SameSite=Lax; Secure"), "{cookie}");
}

#[tokio::test]
async fn after_wrong_tries_the_picture_has_to_be_read() {
    let client = Client::start().await;
    let person = client.renter().await;
    let wrong = json!({"username": person.username, "password": "wrong password"});
    for _ in 0..3 {
        assert_eq!(signs_in(&client, wrong.clone()).await["code"], 200_002);
    }
    let right = json!({"username": person.username, "password": PASSWORD});
    assert_eq!(signs_in(&client, right).await["code"], 200_003);
    let answer = client.get("/captcha/").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "image/png");
    assert!(answer.body.starts_with(b"\x89PNG"));
    let token = answer.header("captcha-token").to_owned();
    assert_eq!(answer.cookie("captcha").as_deref(), Some(token.as_str()));
    // Nobody reads pictures here: the sum that belongs to a captcha in words answers it as well.
    let captcha = client.get("/api/v1/captcha").await.json();
    let question = captcha["question_en"].as_str().unwrap();
    const NUMBERS: [&str; 10] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let said = question.split(|c: char| !c.is_alphabetic());
    let sum: usize = said
        .filter_map(|word| NUMBERS.iter().position(|number| *number == word))
        .sum();
    let body = json!({
        "username": person.username, "password": PASSWORD, "captcha": sum.to_string(),
    });
    let ask = Ask::new("POST", "/api/tokens/").json(&body).from(&new_ip());
    let ask = ask.cookie("captcha", captcha["token"].as_str().unwrap());
    assert_eq!(ask.to(&client).await.json()["code"], 200_001);
}

#[tokio::test]
async fn a_code_goes_to_a_phone_number_once_a_minute() {
    let client = Client::start().await;
    let phone = new_phone();
    let sent = read(&client, &format!("/api/mobile_code/{phone}/")).await;
    assert_eq!(
        (&sent["code"], keys(&sent)),
        (&json!(100_001), vec!["code", "message"])
    );
    let again = read(&client, &format!("/api/mobile/{phone}/")).await;
    assert_eq!(again["code"], 100_002);
    assert_eq!(
        read(&client, "/api/mobile_code/12345/").await["code"],
        100_003
    );
    assert_eq!(client.newest_code(&phone).await.len(), 6);
}

#[tokio::test]
async fn registering_takes_a_code_and_tells_no_hash() {
    let client = Client::start().await;
    let phone = new_phone();
    read(&client, &format!("/api/mobile_code/{phone}/")).await;
    let code = client.newest_code(&phone).await;
    let body = |code: &str| {
        json!({
            "username": "luohao-1980", "password": PASSWORD, "realname": "骆昊",
            "tel": phone, "email": "", "sex": 1, "code": code,
        })
    };
    let wrong = asked(&client, None, "POST", "/api/users/", body("")).await;
    assert_eq!(
        (wrong.status.as_u16(), wrong.json()),
        (400, json!({"code": ["该字段是必填项。"]}))
    );
    let answer = asked(&client, None, "POST", "/api/users/", body(&code)).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let made = answer.json();
    assert_eq!(
        keys(&made),
        [
            "email", "point", "realname", "regdate", "sex", "tel", "userid", "username"
        ]
    );
    assert!(!answer.text().contains("argon2") && !answer.text().contains("password"));
    assert_eq!((&made["sex"], &made["tel"]), (&json!(true), &json!(phone)));
    let signed_in = signs_in(
        &client,
        json!({"username": "luohao-1980", "password": PASSWORD}),
    )
    .await;
    assert_eq!(signed_in["code"], 200_001);
    let all =
        json!({"username": "short", "password": "1", "realname": "Luo", "tel": "1", "email": "x"});
    let answer = asked(&client, None, "POST", "/api/users/", all).await;
    assert_eq!(answer.status, 400);
    assert_eq!(
        keys(&answer.json()),
        ["code", "email", "password", "realname", "tel", "username"]
    );
}

#[tokio::test]
async fn accounts_are_for_their_owners_and_admins() {
    let client = Client::start().await;
    let (one, other, admin) = (
        client.renter().await,
        client.renter().await,
        client.admin().await,
    );
    let own = format!("/api/users/{}/", one.id);
    for (person, list, single) in [
        (None, 401, 401),
        (Some(&other), 403, 403),
        (Some(&one), 403, 200),
        (Some(&admin), 200, 200),
    ] {
        let answer = asked(&client, person, "GET", "/api/users/", Value::Null).await;
        assert_eq!(answer.status, list);
        let answer = asked(&client, person, "GET", &own, Value::Null).await;
        assert_eq!(answer.status, single);
    }
    let page = asked(
        &client,
        Some(&admin),
        "GET",
        "/api/users/?size=2",
        Value::Null,
    )
    .await;
    assert!(!page.text().contains(&one.phone) && !page.text().contains(&other.phone));
    let page = page.json();
    assert_eq!(
        (&page["count"], page["results"].as_array().unwrap().len()),
        (&json!(3), 2)
    );
    let gone = asked(
        &client,
        Some(&admin),
        "GET",
        "/api/users/?page=9",
        Value::Null,
    )
    .await;
    assert_eq!(
        (gone.status.as_u16(), gone.json()),
        (404, json!({"detail": "无效页面。"}))
    );
    let last = asked(
        &client,
        Some(&admin),
        "GET",
        "/api/users/?page=last&size=2",
        Value::Null,
    )
    .await;
    assert_eq!(last.json()["results"].as_array().unwrap().len(), 1);

    let change = json!({"realname": "李小龙", "sex": false, "tel": one.phone});
    let answer = asked(&client, Some(&one), "PUT", &own, change.clone()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(
        (&answer.json()["realname"], &answer.json()["sex"]),
        (&json!("李小龙"), &json!(false))
    );
    for (person, status) in [(None, 401), (Some(&other), 404), (Some(&admin), 404)] {
        let answer = asked(&client, person, "PUT", &own, change.clone()).await;
        assert_eq!(answer.status, status);
    }
    for (body, field) in [
        (json!({"realname": "Bruce"}), "realname"),
        (json!({"tel": new_phone()}), "tel"),
        (json!({"email": "a@b.cn"}), "email"),
    ] {
        let answer = asked(&client, Some(&one), "PUT", &own, body).await;
        assert_eq!(answer.status, 400);
        assert_eq!(keys(&answer.json()), [field]);
    }
}
