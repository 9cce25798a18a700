//! Access tokens that nobody gave out.

use crate::{
    ask::Ask,
    client::Client,
    people::{Person, claims},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

/// The secret of [`testkit::SIGNING_KEY`].
const SECRET: &[u8] = &[b'k'; 32];

/// A token that claims what `person`'s does, with `changes`.
fn forged(
    person: &Person,
    kid: &str,
    algorithm: Algorithm,
    secret: &[u8],
    changes: &Value,
) -> String {
    let mut claims = claims(&person.access);
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    let header = Header {
        kid: Some(kid.into()),
        ..Header::new(algorithm)
    };
    encode(&header, &claims, &EncodingKey::from_secret(secret)).unwrap()
}

#[tokio::test]
async fn a_token_that_we_did_not_sign_is_refused() {
    let client = Client::start().await;
    let person = client.renter().await;
    let now = claims(&person.access)["iat"].as_i64().unwrap();
    let nothing = json!({});
    let right = forged(&person, "test", Algorithm::HS256, SECRET, &nothing);
    assert_eq!(client.status("/api/v1/account", &right).await, 200);

    let parts: Vec<&str> = person.access.split('.').collect();
    let bare = |alg: &str| BASE64.encode(json!({"alg": alg, "kid": "test"}).to_string());
    let changed = |changes: Value| forged(&person, "test", Algorithm::HS256, SECRET, &changes);
    let other = client.renter().await;
    for (what, token) in [
        ("alg none", [&bare("none"), parts[1], ""].join(".")),
        ("alg None", [&bare("None"), parts[1], parts[2]].join(".")),
        ("alg RS256", [&bare("RS256"), parts[1], parts[2]].join(".")),
        (
            "another algorithm",
            forged(&person, "test", Algorithm::HS512, SECRET, &nothing),
        ),
        (
            "another key",
            forged(&person, "test", Algorithm::HS256, &[b'x'; 32], &nothing),
        ),
        (
            "an empty key",
            forged(&person, "test", Algorithm::HS256, b"", &nothing),
        ),
        (
            "another key's name",
            forged(&person, "older", Algorithm::HS256, SECRET, &nothing),
        ),
        ("no signature", [parts[0], parts[1], ""].join(".")),
        ("another signature", [parts[0], parts[1], "AAAA"].join(".")),
        ("expired", changed(json!({"exp": now}))),
        ("not yet", changed(json!({"nbf": now + 3_600}))),
        ("from the future", changed(json!({"iat": now + 3_600}))),
        ("another audience", changed(json!({"aud": "elsewhere"}))),
        ("another issuer", changed(json!({"iss": "elsewhere"}))),
        (
            "another person",
            changed(json!({"sub": other.id.to_string()})),
        ),
        (
            "no session",
            changed(json!({"sid": "AAAAAAAAAAAAAAAAAAAAAA"})),
        ),
        ("the refresh token", person.refresh.clone()),
        ("no token", String::new()),
        ("nonsense", "a.b.c".into()),
    ] {
        let ask = Ask::new("GET", "/api/v1/account").bearer(&token);
        let answer = ask.to(&client).await;
        assert_eq!(answer.status, 401, "{what}: {}", answer.text());
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{what}"
        );
        assert!(
            answer.header("www-authenticate").starts_with("Bearer"),
            "{what}"
        );
        // As a cookie it is worth no more.
        let ask = Ask::new("GET", "/api/v1/account").cookie("access", &token);
        assert_eq!(ask.to(&client).await.status, 401, "{what} as a cookie");
    }
}

#[tokio::test]
async fn a_token_is_good_for_a_quarter_of_an_hour() {
    let client = Client::start().await;
    let person = client.renter().await;
    client.wait(TimeDelta::minutes(15) - TimeDelta::seconds(1));
    assert_eq!(client.status("/api/v1/account", &person.access).await, 200);
    client.wait(TimeDelta::seconds(1));
    assert_eq!(client.status("/api/v1/account", &person.access).await, 401);
    // Even where anonymous people may read: whoever names a token means it.
    assert_eq!(client.status("/api/v1/listings", &person.access).await, 401);
}
