//! What the API says to what it cannot take, and the addresses beside it.

use crate::{
    ask::Ask,
    client::Client,
    people::{Person, new_ip},
};
use serde_json::{Value, json};
use testkit::TestApp;

fn sent(method: &str, path: &str, person: &Person) -> Ask {
    Ask::new(method, path)
        .bearer(&person.access)
        .from(&new_ip())
}

#[tokio::test]
async fn whatever_is_wrong_is_named_and_nothing_breaks() {
    let client = Client::start().await;
    let admin = client.admin().await;
    let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    let long = json!({"login": "x".repeat(100_000), "password": "x"}).to_string();
    for (method, path, body, field, code) in [
        ("POST", "/session", "", "body", "json"),
        ("POST", "/session", "{", "body", "json"),
        ("POST", "/session", "null", "body", "wrong_type"),
        ("POST", "/session", "{} {}", "body", "json"),
        ("POST", "/session", deep.as_str(), "body", "wrong_type"),
        ("POST", "/session", long.as_str(), "body", "too_long"),
        ("POST", "/session", r#"{"login": 7}"#, "login", "wrong_type"),
        (
            "POST",
            "/session",
            r#"{"login": ["a"]}"#,
            "login",
            "wrong_type",
        ),
        ("POST", "/session", r#"{"login": "\ud800"}"#, "body", "json"),
        (
            "POST",
            "/codes",
            r#"{"purpose": "x", "recipient": "1"}"#,
            "purpose",
            "wrong_type",
        ),
        (
            "POST",
            "/codes",
            r#"{"purpose": "sign_in"}"#,
            "recipient",
            "missing",
        ),
        ("POST", "/accounts", "{}", "username", "missing"),
        (
            "POST",
            "/accounts",
            r#"{"username": {}}"#,
            "username",
            "wrong_type",
        ),
        ("PATCH", "/account", r#"{"sex": "x"}"#, "sex", "wrong_type"),
        (
            "PATCH",
            "/account",
            r#"{"notify_sms": "yes"}"#,
            "notify_sms",
            "wrong_type",
        ),
        ("PATCH", "/account", r#"{"version": 1e400}"#, "body", "json"),
        (
            "PUT",
            "/users/1/roles",
            r#"{"roles": ["x"], "version": 1}"#,
            "roles",
            "wrong_type",
        ),
        (
            "PUT",
            "/users/1/roles",
            r#"{"roles": [1]}"#,
            "version",
            "missing",
        ),
        (
            "POST",
            "/networks",
            r#"{"group": "x"}"#,
            "group",
            "wrong_type",
        ),
        (
            "POST",
            "/account/kept",
            r#"{"favourites": [[1]]}"#,
            "favourites",
            "wrong_type",
        ),
    ] {
        let ask = sent(method, &["/api/v1", path].concat(), &admin);
        let ask = ask.header("content-type", "application/json");
        let answer = ask.bytes(body.as_bytes().to_vec()).to(&client).await;
        let shown: String = body.chars().take(60).collect();
        let status = if code == "too_long" { 413 } else { 400 };
        assert_eq!(answer.status, status, "{path} {shown}: {}", answer.text());
        let (wrong_field, wrong_code) = answer.problem();
        assert_eq!(wrong_field, field, "{path} {shown}");
        let either = [code, "unknown_value"].contains(&wrong_code.as_str());
        assert!(either, "{path} {shown}: {wrong_code}");
    }
    let answer = sent("POST", "/api/v1/session", &admin)
        .bytes(b"{}".to_vec())
        .to(&client)
        .await;
    assert_eq!(answer.problem(), ("body".into(), "content_type".into()));
    for query in ["page=x", "page=-1", "role=x", "status=x"] {
        let path = ["/api/v1/users?", query].concat();
        let answer = sent("GET", &path, &admin).to(&client).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.text());
        let name = query.split('=').next().unwrap();
        assert_eq!(answer.problem().0, name);
    }
    for path in [
        "/users/x",
        "/users/99999999999999999999",
        "/users/0",
        "/account/sessions",
    ] {
        let method = if path.starts_with("/users") {
            "GET"
        } else {
            "PATCH"
        };
        let answer = sent(method, &["/api/v1", path].concat(), &admin)
            .to(&client)
            .await;
        assert!(
            [404, 405].contains(&answer.status.as_u16()),
            "{path}: {}",
            answer.status
        );
    }
}

#[tokio::test]
async fn every_field_is_told_in_one_answer() {
    let client = Client::start().await;
    let body = json!({"username": "x", "password": "x", "real_name": "x", "phone": "x", "code": "", "email": "x"});
    let answer = Ask::new("POST", "/api/v1/accounts")
        .json(&body)
        .to(&client)
        .await;
    assert_eq!(answer.status, 400);
    let errors = answer.json()["errors"].clone();
    let fields: Vec<&str> = errors
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    for field in [
        "username",
        "password",
        "real_name",
        "phone",
        "code",
        "email",
    ] {
        assert!(fields.contains(&field), "{field}: {errors}");
    }
}

#[tokio::test]
async fn a_copy_of_everything_is_a_file() {
    let client = Client::start().await;
    let person = client.renter().await;
    let file = person
        .browses(Ask::new("GET", "/account/export.json"))
        .to(&client)
        .await;
    assert_eq!(file.status, 200, "{}", file.text());
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert_eq!(file.header("cache-control"), "no-store");
    let text = file.text();
    assert!(text.contains(&person.phone) && text.contains(&person.username));
    assert!(!text.contains("argon2"), "{text}");
    let api = sent("GET", "/api/v1/account/export", &person)
        .to(&client)
        .await;
    assert_eq!(api.status, 200);
    let nobody = client.get("/account/export.json").await;
    assert_eq!(nobody.header("location"), "/sign-in?next=/account");
}

#[tokio::test]
async fn homes_are_kept_once() {
    let client = Client::with_homes(2).await;
    let person = client.renter().await;
    for path in [
        "/api/v1/account/favourites/1",
        "/api/v1/account/favourites/1",
    ] {
        assert_eq!(sent("PUT", path, &person).to(&client).await.status, 204);
    }
    let kept = json!({"favourites": [[1, "2026-05-01T08:00:00Z"], [2, "2026-05-02T08:00:00Z"]]});
    let merged = sent("POST", "/api/v1/account/kept", &person)
        .json(&kept)
        .to(&client)
        .await;
    assert_eq!(merged.status, 200, "{}", merged.text());
    let list = async || {
        let list = sent("GET", "/api/v1/account/favourites", &person)
            .to(&client)
            .await
            .json();
        let mut ids: Vec<i64> = list
            .as_array()
            .unwrap()
            .iter()
            .map(|kept| kept["listing"].as_i64().unwrap())
            .collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(list().await, [1, 2]);
    let gone = sent("DELETE", "/api/v1/account/favourites/2", &person)
        .to(&client)
        .await;
    assert_eq!(gone.status, 204);
    assert_eq!(list().await, [1]);
}

#[tokio::test]
async fn messages_are_shown_to_developers_only() {
    let client = Client::start().await;
    let code = client.code("sign_up", "13812345678").await;
    let page = client.get("/dev/outbox").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("13812345678") && page.text().contains(&code));
    assert!(!page.text().contains("<script"));
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.production = true;
    });
    assert_eq!(client.get("/dev/outbox").await.status, 404);
}

#[tokio::test]
async fn numbers_are_numbers_and_words_words_in_what_is_answered() {
    let client = Client::start().await;
    let person = client.renter().await;
    let account = sent("GET", "/api/v1/account", &person)
        .to(&client)
        .await
        .json();
    assert_eq!(account["id"], person.id.0);
    let points = sent("GET", "/api/v1/account/points", &person)
        .to(&client)
        .await
        .json();
    assert_eq!(points[0]["reason"], "first_sign_in_of_day");
    assert_eq!(points[0]["points"], 2);
    let sessions = sent("GET", "/api/v1/account/sessions", &person)
        .to(&client)
        .await
        .json();
    assert_eq!(sessions[0]["id"], person.session());
    assert_eq!(sessions[0]["ended"], Value::Null);
}
