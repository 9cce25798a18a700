//! How sessions begin, go on and end.

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{PASSWORD, claims, new_ip},
};
use chrono::TimeDelta;
use serde_json::json;

async fn renew(client: &Client, refresh: &str) -> Answer {
    let ask = Ask::new("POST", "/api/v1/session/renewal");
    let ask = ask.json(&json!({"refresh_token": refresh})).from(&new_ip());
    ask.to(client).await
}

#[tokio::test]
async fn a_program_signs_in_renews_and_signs_out() {
    let client = Client::start().await;
    let person = client.renter().await;
    let body = json!({"login": person.username, "password": PASSWORD});
    let answer = Ask::new("POST", "/api/v1/session")
        .json(&body)
        .to(&client)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(
        answer.cookies().is_empty(),
        "a program keeps its tokens itself"
    );
    let tokens = answer.json();
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["expires_in"], 900);
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(client.status("/api/v1/account", access).await, 200);

    let next = renew(&client, tokens["refresh_token"].as_str().unwrap()).await;
    assert_eq!(next.status, 200, "{}", next.text());
    let next = next.json();
    let access = next["access_token"].as_str().unwrap();
    let ask = Ask::new("DELETE", "/api/v1/session").bearer(access);
    assert_eq!(ask.to(&client).await.status, 204);
    assert_eq!(
        client.status("/api/v1/account", access).await,
        401,
        "revoked at once"
    );
    let again = renew(&client, next["refresh_token"].as_str().unwrap()).await;
    assert_eq!(again.status, 401);
}

#[tokio::test]
async fn a_refresh_token_that_comes_twice_ends_the_session() {
    let client = Client::start().await;
    let person = client.renter().await;
    let second = renew(&client, &person.refresh).await.json();
    let second = second["refresh_token"].as_str().unwrap();
    // Two tabs renew at once, and get the same.
    let tab = renew(&client, &person.refresh).await;
    assert_eq!(tab.json()["refresh_token"], second);

    client.wait(TimeDelta::minutes(2));
    let third = renew(&client, second).await.json();
    assert_eq!(
        renew(&client, &person.refresh).await.status,
        401,
        "somebody has a copy"
    );
    let refresh = third["refresh_token"].as_str().unwrap();
    assert_eq!(
        renew(&client, refresh).await.status,
        401,
        "the family has ended"
    );
    let access = third["access_token"].as_str().unwrap();
    assert_eq!(client.status("/api/v1/account", access).await, 401);
}

#[tokio::test]
async fn a_browsers_session_is_renewed_on_the_way_without_script() {
    let client = Client::start().await;
    let person = client.renter().await;
    client.wait(TimeDelta::minutes(20));
    for ask in [
        Ask::new("GET", "/listings").cookie("refresh", &person.refresh),
        person.browses(Ask::new("GET", "/listings")),
        person.browses(Ask::new("GET", "/api/v1/account")),
    ] {
        let answer = ask.to(&client).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let access = answer.cookie("access").expect("a new access token");
        assert_eq!(client.status("/api/v1/account", &access).await, 200);
        assert!(answer.cookie("refresh").is_some());
    }
}

#[tokio::test]
async fn cookies_of_a_session_that_has_ended_are_taken_away() {
    let client = Client::start().await;
    let person = client.renter().await;
    client.wait(TimeDelta::days(31));
    let answer = person
        .browses(Ask::new("GET", "/listings"))
        .to(&client)
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.cookie("access").as_deref(), Some(""));
    assert_eq!(answer.cookie("refresh").as_deref(), Some(""));
    let answer = client.get("/listings").await;
    assert!(
        answer.cookies().is_empty(),
        "nobody without a session is given cookies"
    );
}

#[tokio::test]
async fn files_cost_no_look_at_who_asks() {
    let client = Client::start().await;
    let person = client.renter().await;
    client.wait(TimeDelta::minutes(20));
    for path in [
        "/photos/x.webp",
        "/pkg/zufang.js",
        "/floor-plans/2-1-1.svg",
        "/healthz",
    ] {
        let answer = person.browses(Ask::new("GET", path)).to(&client).await;
        assert!(answer.cookies().is_empty(), "{path}");
    }
}

#[tokio::test]
async fn a_session_that_somebody_was_given_before_is_not_gone_on_with() {
    let client = Client::start().await;
    let (attacker, victim) = (client.renter().await, client.renter().await);
    let form = [("login", victim.username.as_str()), ("password", PASSWORD)];
    let ask = Ask::new("POST", "/api/ui/sign_in").form("/sign-in", &form);
    let answer = attacker.browses(ask).to(&client).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let access = answer.cookie("access").unwrap();
    assert_ne!(claims(&access)["sid"], attacker.session());
    assert_eq!(claims(&access)["sub"], victim.id.to_string());
    assert_eq!(
        client.status("/api/v1/account", &attacker.access).await,
        401
    );
}

#[tokio::test]
async fn one_ends_a_session_of_ones_own_and_no_other() {
    let client = Client::start().await;
    let (person, other) = (client.renter().await, client.renter().await);
    let (phone, _) = client.signed_in(&person.username).await;
    let end = async |token: &str, session: &str| {
        let path = ["/api/v1/account/sessions/", session].concat();
        let ask = Ask::new("DELETE", &path).bearer(token);
        ask.to(&client).await.status.as_u16()
    };
    assert_eq!(end(&other.access, &person.session()).await, 404);
    assert_eq!(client.status("/api/v1/account", &person.access).await, 200);
    let session = claims(&phone)["sid"].as_str().unwrap().to_owned();
    assert_eq!(end(&person.access, &session).await, 204);
    assert_eq!(client.status("/api/v1/account", &phone).await, 401);
    assert_eq!(client.status("/api/v1/account", &person.access).await, 200);
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let client = Client::start().await;
    let person = client.renter().await;
    let (phone, _) = client.signed_in(&person.username).await;
    let body = json!({"old_password": PASSWORD, "password": "another good one"});
    let ask = Ask::new("PUT", "/api/v1/account/password").bearer(&person.access);
    let answer = ask.json(&body).to(&client).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    assert_eq!(client.status("/api/v1/account", &person.access).await, 200);
    assert_eq!(client.status("/api/v1/account", &phone).await, 401);
}
