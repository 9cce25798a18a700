//! How many requests are taken, and from where.

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::Person,
};
use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::TestApp;

fn wrong() -> Value {
    json!({"login": "", "password": ""})
}

async fn change(client: &Client, peer: &str, forwarded: &str) -> Answer {
    let ask = Ask::new("POST", "/api/v1/session")
        .json(&wrong())
        .from(peer);
    let ask = ask.header("x-forwarded-for", forwarded);
    ask.to(client).await
}

#[tokio::test]
async fn anonymous_people_change_thirty_things_a_minute() {
    let client = Client::start().await;
    for _ in 0..30 {
        assert_eq!(change(&client, "203.0.113.5", "").await.status, 400);
    }
    let answer = change(&client, "203.0.113.5", "").await;
    assert_eq!(answer.status, 429);
    assert_eq!(answer.json()["code"], "rate_limited");
    let seconds: u32 = answer.header("retry-after").parse().unwrap();
    assert!((1..=3_600).contains(&seconds));
    assert_eq!(
        change(&client, "203.0.113.6", "").await.status,
        400,
        "others go on"
    );
    let ask = Ask::new("GET", "/listings").from("203.0.113.5");
    assert_eq!(ask.to(&client).await.status, 200, "reading goes on");
    // A form without script is told so on its page.
    let form = [("login", "nobody00"), ("password", "wrong password")];
    let ask = Ask::new("POST", "/api/ui/sign_in").form("/sign-in", &form);
    let answer = ask.from("203.0.113.5").to(&client).await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/sign-in");
    assert!(answer.cookie("form").is_some());
    client.wait(TimeDelta::minutes(3));
    assert_eq!(change(&client, "203.0.113.5", "").await.status, 400);
}

#[tokio::test]
async fn nobody_escapes_a_limit_by_naming_another_address() {
    let client = Client::start().await;
    for number in 0..30 {
        let forwarded = format!("198.51.100.{number}");
        assert_eq!(change(&client, "203.0.113.5", &forwarded).await.status, 400);
    }
    assert_eq!(
        change(&client, "203.0.113.5", "198.51.100.99").await.status,
        429
    );

    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
    });
    for number in 0..40 {
        // A proxy of ours says whom it was called by.
        let forwarded = format!("1.1.1.1, 198.51.100.{number}");
        assert_eq!(change(&client, "10.0.0.1", &forwarded).await.status, 400);
    }
    for number in 0..30 {
        let forwarded = format!("1.1.1.{number}, 203.0.113.9");
        assert_eq!(change(&client, "10.0.0.1", &forwarded).await.status, 400);
    }
    assert_eq!(
        change(&client, "10.0.0.1", "1.1.1.77, 203.0.113.9")
            .await
            .status,
        429
    );
}

#[tokio::test]
async fn the_log_of_signing_in_names_the_address_behind_trusted_proxies_only() {
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
    });
    let person = client.renter().await;
    let newest = async |peer: &str, forwarded: &str| {
        let body = json!({"login": person.username, "password": crate::people::PASSWORD});
        let ask = Ask::new("POST", "/api/v1/session").json(&body).from(peer);
        let ask = ask
            .header("x-forwarded-for", forwarded)
            .header("user-agent", "Phone/1");
        let tokens = ask.to(&client).await.json();
        let token = tokens["access_token"].as_str().unwrap().to_owned();
        client.wait(TimeDelta::seconds(1));
        let ask = Ask::new("GET", "/api/v1/account/sign-ins").bearer(&token);
        let line = ask.to(&client).await.json()[0].clone();
        assert_eq!(line["device"], "Phone/1");
        line["ip"].as_str().unwrap().to_owned()
    };
    assert_eq!(newest("203.0.113.5", "198.51.100.1").await, "203.0.113.5");
    assert_eq!(
        newest("10.0.0.1", "6.6.6.6, 198.51.100.1").await,
        "198.51.100.1"
    );
}

async fn rule(
    client: &Client,
    admin: &Person,
    group: &str,
    verdict: &str,
    network: &str,
) -> Answer {
    let body = json!({"group": group, "verdict": verdict, "network": network});
    let ask = Ask::new("POST", "/api/v1/networks")
        .json(&body)
        .bearer(&admin.access);
    ask.from("10.9.9.9").to(client).await
}

#[tokio::test]
async fn a_network_reaches_what_it_is_let_into() {
    let client = Client::start().await;
    let admin = client.admin().await;
    for (group, verdict, network) in [
        ("admin", "allow", "10.0.0.0/8"),
        ("pages", "deny", "203.0.113.0/24"),
        ("accounts", "deny", "203.0.113.0/24"),
        ("api", "deny", "203.0.113.0/24"),
    ] {
        let answer = rule(&client, &admin, group, verdict, network).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
    }
    for path in [
        "/",
        "/listings",
        "/sign-in",
        "/account",
        "/api/v1/listings",
        "/api/v1/captcha",
        "/api/v1/users",
        "/api/ui/own_account",
        "/api/ui/home",
        "/%61ccount",
    ] {
        let get = async |ip: &str| {
            let ask = person_asks(&admin, path).from(ip);
            ask.to(&client).await
        };
        let answer = get("203.0.113.5").await;
        assert_eq!(answer.status, 403, "{path}");
        let is_page = answer.header("content-type").starts_with("text/html");
        assert_eq!(is_page, !path.starts_with("/api/"), "{path}");
        assert_ne!(get("10.1.2.3").await.status, 403, "{path}");
    }
    let outside = person_asks(&admin, "/api/v1/users").from("198.51.100.1");
    assert_eq!(
        outside.to(&client).await.status,
        403,
        "admins from the office only"
    );
    let answer = rule(&client, &admin, "admin", "deny", "10.9.0.0/16").await;
    assert_eq!(answer.problem(), ("network".into(), "locks_you_out".into()));
}

fn person_asks(person: &Person, path: &str) -> Ask {
    person.browses(Ask::new("GET", path))
}
