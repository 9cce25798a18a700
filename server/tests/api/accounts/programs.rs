//! Tokens (访问令牌) with which programs act for somebody.

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{PASSWORD, Person, new_ip},
};
use chrono::TimeDelta;
use domain::{
    RoleId,
    account::{AuditAction, admin::AuditQuery, token::TokenScope},
};
use serde_json::{Value, json};
use std::time::Duration;

const TOKENS: &str = "/api/v1/account/tokens";

async fn make(client: &Client, person: &Person, body: Value) -> Answer {
    let ask = Ask::new("POST", TOKENS).json(&body).bearer(&person.access);
    ask.from(&new_ip()).to(client).await
}

async fn delete(client: &Client, path: &str, token: &str) -> Answer {
    let ask = Ask::new("DELETE", path).bearer(token);
    ask.from(&new_ip()).to(client).await
}

async fn list(client: &Client, person: &Person) -> Value {
    let ask = Ask::new("GET", TOKENS).bearer(&person.access);
    ask.from(&new_ip()).to(client).await.json()
}

#[tokio::test]
async fn a_token_is_told_once_and_works_until_it_is_revoked() {
    let client = Client::start().await;
    let me = client.renter().await;
    let body = json!({"name": " 报表 ", "scopes": ["account:read", "contacts:read"], "days": 90});
    let made = make(&client, &me, body).await;
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.header("cache-control"), "no-store");
    let made = made.json();
    let token = made["token"].as_str().unwrap();
    assert!(token.starts_with("zuf_") && token.len() == 53, "{token}");
    assert!(token.ends_with(made["ending"].as_str().unwrap()));
    assert_eq!(made["name"], "报表");

    assert_eq!(client.status("/api/v1/account", token).await, 200);
    let listed = list(&client, &me).await;
    assert!(!listed.to_string().contains(token));
    assert_eq!(listed[0]["id"], made["id"]);
    assert_eq!(
        listed[0]["scopes"],
        json!(["contacts:read", "account:read"])
    );

    let one = format!("{TOKENS}/{}", made["id"]);
    let other = client.renter().await;
    assert_eq!(delete(&client, &one, &other.access).await.status, 404);
    assert_eq!(delete(&client, &one, token).await.status, 403);
    assert_eq!(client.status("/api/v1/account", token).await, 200);
    assert_eq!(delete(&client, &one, &me.access).await.status, 204);
    assert_eq!(client.status("/api/v1/account", token).await, 401);
    assert_eq!(delete(&client, &one, &me.access).await.status, 404);
    assert_eq!(list(&client, &me).await, json!([]));
}

#[tokio::test]
async fn a_scope_that_is_missing_is_named() {
    let client = Client::start().await;
    let me = client.renter().await;
    let token = client.program_of(&me, &[TokenScope::AccountRead]).await;
    let ask = Ask::new("DELETE", "/api/v1/account/viewed").bearer(&token);
    let answer = ask.from(&new_ip()).to(&client).await;
    assert_eq!(answer.status, 403);
    assert_eq!(answer.problem(), ("token".into(), "account:write".into()));
    assert_eq!(
        answer.header("www-authenticate"),
        "Bearer error=\"insufficient_scope\", scope=\"account:write\""
    );
    let answer = delete(&client, "/api/v1/account/sessions", &token).await;
    assert_eq!(answer.problem(), ("token".into(), "needs_session".into()));
    // What is for everybody is for programs too.
    assert_eq!(client.status("/api/v1/listings", &token).await, 200);
}

#[tokio::test]
async fn what_is_asked_for_has_to_be_complete() {
    let client = Client::start().await;
    let me = client.renter().await;
    for (body, field, code) in [
        (
            json!({"scopes": ["account:read"], "days": 30}),
            "name",
            "missing",
        ),
        (json!({"name": "a", "days": 30}), "scopes", "missing"),
        (
            json!({"name": "a", "scopes": ["account:read"]}),
            "days",
            "missing",
        ),
        (
            json!({"name": "a", "scopes": ["account:read"], "days": 366}),
            "days",
            "unknown_value",
        ),
        (
            json!({"name": "长".repeat(61), "scopes": ["account:read"], "days": 30}),
            "name",
            "too_long",
        ),
        (
            json!({"name": "a\u{0}", "scopes": ["account:read"], "days": 30}),
            "name",
            "message_characters",
        ),
    ] {
        let answer = make(&client, &me, body.clone()).await;
        assert_eq!(answer.status, 400, "{body}");
        assert_eq!(answer.problem(), (field.into(), code.into()), "{body}");
    }
    let unknown = json!({"name": "a", "scopes": ["everything"], "days": 30});
    assert_eq!(make(&client, &me, unknown).await.status, 400);
    assert_eq!(list(&client, &me).await, json!([]));
}

#[tokio::test]
async fn a_token_ends_when_its_time_is_over() {
    let client = Client::start().await;
    let me = client.renter().await;
    let token = client.program_of(&me, &[TokenScope::AccountRead]).await;
    client.wait(TimeDelta::days(30) - TimeDelta::seconds(1));
    assert_eq!(client.status("/api/v1/account", &token).await, 200);
    client.wait(TimeDelta::seconds(1));
    assert_eq!(client.status("/api/v1/account", &token).await, 401);
}

#[tokio::test]
async fn what_is_no_token_is_refused_like_one_that_has_ended() {
    let client = Client::start().await;
    let me = client.renter().await;
    let token = client.program_of(&me, &[TokenScope::AccountRead]).await;
    let mut typo = token.clone();
    typo.replace_range(10..11, if &token[10..11] == "a" { "b" } else { "a" });
    for wrong in [typo.as_str(), "zuf_", "zuf_abc", &token[..52]] {
        assert_eq!(
            client.status("/api/v1/account", wrong).await,
            401,
            "{wrong}"
        );
        assert_eq!(
            client.status("/api/v1/listings", wrong).await,
            401,
            "{wrong}"
        );
    }
    // As a cookie it is nobody's.
    let ask = Ask::new("GET", "/account").cookie("access", &token);
    let answer = ask.from(&new_ip()).to(&client).await;
    assert!(answer.header("location").starts_with("/sign-in"));
}

#[tokio::test]
async fn a_token_gives_no_more_than_its_owner_has_at_that_moment() {
    let client = Client::start().await;
    let (admin, agent) = (client.admin().await, client.person(RoleId::AGENT).await);
    let token = client.program_of(&agent, TokenScope::ALL).await;
    assert_eq!(client.status("/api/v1/account/listings", &token).await, 200);
    assert_eq!(client.status("/api/v1/users", &token).await, 403);
    let path = format!("/api/v1/users/{}/roles", agent.id);
    let body = json!({"roles": [RoleId::RENTER], "version": 1});
    let ask = Ask::new("PUT", &path).json(&body).bearer(&admin.access);
    let answer = ask.from(&new_ip()).to(&client).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    assert_eq!(client.status("/api/v1/account/listings", &token).await, 403);
    assert_eq!(client.status("/api/v1/account", &token).await, 200);
}

#[tokio::test]
async fn closing_leaving_and_resetting_end_all_tokens_and_ending_sessions_does_not() {
    let client = Client::start().await;
    let admin = client.admin().await;
    let scopes = [TokenScope::AccountRead];

    let me = client.renter().await;
    let token = client.program_of(&me, &scopes).await;
    client.signed_in(&me.username).await;
    let ended = delete(&client, "/api/v1/account/sessions", &me.access).await;
    assert_eq!(ended.status, 200);
    assert_eq!(client.status("/api/v1/account", &token).await, 200);
    let body = json!({"old_password": PASSWORD, "password": "another horse battery"});
    let ask = Ask::new("PUT", "/api/v1/account/password").json(&body);
    let changed = ask.bearer(&me.access).from(&new_ip()).to(&client).await;
    assert_eq!(changed.status, 204, "{}", changed.text());
    assert_eq!(client.status("/api/v1/account", &token).await, 200);
    let code = client.code("reset_password", &me.phone).await;
    let body = json!({"recipient": me.phone, "code": code, "password": "third horse battery"});
    let ask = Ask::new("POST", "/api/v1/password-reset").json(&body);
    assert_eq!(ask.from(&new_ip()).to(&client).await.status, 204);
    assert_eq!(client.status("/api/v1/account", &token).await, 401);

    let closed = client.renter().await;
    let token = client.program_of(&closed, &scopes).await;
    let path = format!("/api/v1/users/{}/disabled", closed.id);
    for method in ["PUT", "DELETE"] {
        let ask = Ask::new(method, &path)
            .bearer(&admin.access)
            .from(&new_ip());
        assert_eq!(ask.to(&client).await.status, 204);
        assert_eq!(
            client.status("/api/v1/account", &token).await,
            401,
            "{method}"
        );
    }

    let leaver = client.renter().await;
    let token = client.program_of(&leaver, &scopes).await;
    let ask = Ask::new("DELETE", "/api/v1/account").json(&json!({"password": PASSWORD}));
    let left = ask.bearer(&leaver.access).from(&new_ip()).to(&client).await;
    assert_eq!(left.status, 204);
    assert_eq!(client.status("/api/v1/account", &token).await, 401);
    // Coming back does not bring it back.
    client.signed_in(&leaver.username).await;
    assert_eq!(client.status("/api/v1/account", &token).await, 401);
}

#[tokio::test]
async fn nobody_has_more_than_twenty_at_a_time_and_all_can_be_revoked_at_once() {
    let client = Client::start().await;
    let me = client.renter().await;
    let body = json!({"name": "a", "scopes": ["account:read"], "days": 30});
    let mut token = String::new();
    for _ in 0..20 {
        let made = make(&client, &me, body.clone()).await;
        assert_eq!(made.status, 201);
        token = made.json()["token"].as_str().unwrap().to_owned();
    }
    let answer = make(&client, &me, body.clone()).await;
    assert_eq!(answer.problem(), ("form".into(), "too_many_tokens".into()));
    let ended = delete(&client, TOKENS, &me.access).await;
    assert_eq!(ended.json(), json!({"ended": 20}));
    assert_eq!(client.status("/api/v1/account", &token).await, 401);
    assert_eq!(make(&client, &me, body).await.status, 201);
}

/// When and whence the only token of `person` was used last, once that is kept.
async fn last_use(client: &Client, person: &Person) -> (String, String) {
    for _ in 0..200 {
        let listed = list(client, person).await;
        if let (Some(at), Some(ip)) = (
            listed[0]["last_used_at"].as_str(),
            listed[0]["last_used_ip"].as_str(),
        ) {
            return (at.to_owned(), ip.to_owned());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("no use was kept");
}

#[tokio::test]
async fn the_last_use_is_kept_at_most_once_a_minute() {
    let client = Client::start().await;
    let me = client.renter().await;
    let token = client.program_of(&me, &[TokenScope::AccountRead]).await;
    let used = async |ip: &str| {
        let ask = Ask::new("GET", "/api/v1/account").bearer(&token).from(ip);
        assert_eq!(ask.to(&client).await.status, 200);
    };
    used("192.0.2.1").await;
    let first = last_use(&client, &me).await;
    assert_eq!(first.1, "192.0.2.1");
    client.wait(TimeDelta::seconds(59));
    used("192.0.2.2").await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(last_use(&client, &me).await, first);
    client.wait(TimeDelta::seconds(1));
    used("192.0.2.3").await;
    for _ in 0..200 {
        if last_use(&client, &me).await.1 == "192.0.2.3" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the later use was not kept");
}

#[tokio::test]
async fn the_audit_trail_tells_of_tokens_and_of_what_is_done_with_them() {
    let client = Client::start().await;
    let admin = client.admin().await;
    let token = client.program_of(&admin, &[TokenScope::AdminWrite]).await;
    let victim = client.renter().await;
    let path = format!("/api/v1/users/{}/disabled", victim.id);
    let ask = Ask::new("PUT", &path).bearer(&token).from(&new_ip());
    assert_eq!(ask.to(&client).await.status, 204);
    assert_eq!(delete(&client, TOKENS, &admin.access).await.status, 200);
    let caller = admin.caller(&client).await;
    let everything = AuditQuery::default();
    let trail = client.app.services.audit(&caller, &everything);
    let trail = trail.await.unwrap().items;
    let by = |action: AuditAction| trail.iter().find(|entry| entry.action == action).unwrap();
    let made = by(AuditAction::TokenMade);
    assert_eq!(made.subject, "token");
    assert!(!format!("{trail:?}").contains(&token));
    let closed = by(AuditAction::AccountDisabled);
    let named = closed.changes.iter().find(|change| change.field == "token");
    assert_eq!(
        named.unwrap().after.as_deref(),
        Some(made.subject_id.as_str())
    );
    assert_eq!(by(AuditAction::TokenRevoked).actor_id, Some(admin.id));
    client.app.services.prove_audit().await.unwrap().unwrap();
}
