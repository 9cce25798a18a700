//! Nobody gets more than they were given, whatever they send.

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{PASSWORD, Person, new_ip, new_phone},
};
use domain::RoleId;
use serde_json::{Value, json};

async fn send(client: &Client, person: &Person, method: &str, path: &str, body: &Value) -> Answer {
    let ask = Ask::new(method, path).json(body).bearer(&person.access);
    ask.from(&new_ip()).to(client).await
}

#[tokio::test]
async fn nobody_signs_up_as_more_than_a_renter() {
    let client = Client::start().await;
    let phone = new_phone();
    let code = client.code("sign_up", &phone).await;
    let body = json!({
        "username": "climber", "password": PASSWORD, "real_name": "张三", "phone": phone, "code": code,
    });
    for (field, value) in [
        ("role", json!("admin")),
        ("roles", json!([4])),
        ("role_ids", json!([4])),
        ("points", json!(1_000_000)),
        ("status", json!("active")),
        ("demo", json!(true)),
        ("id", json!(1)),
    ] {
        let mut more = body.clone();
        more[field] = value;
        let answer = Ask::new("POST", "/api/v1/accounts").json(&more);
        let answer = answer.to(&client).await;
        assert_eq!(answer.status, 400, "{field}: {}", answer.text());
        assert_eq!(answer.problem(), (field.into(), "unknown_field".into()));
    }
    let ask = Ask::new("POST", "/api/v1/accounts").json(&body);
    let answer = ask.to(&client).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.status("/api/v1/users", &token).await, 403);
    let account = Ask::new("GET", "/api/v1/account")
        .bearer(&token)
        .to(&client)
        .await
        .json();
    assert!(account["points"].as_u64().unwrap() < 10, "{account}");
}

#[tokio::test]
async fn a_profile_takes_no_more_than_its_fields() {
    let client = Client::start().await;
    let (person, victim) = (client.renter().await, client.renter().await);
    for (field, value) in [
        ("id", json!(victim.id)),
        ("user", json!(victim.id)),
        ("roles", json!([4])),
        ("points", json!(99_999)),
        ("phone", json!("13900000000")),
        ("email", json!("a@b.cn")),
        ("status", json!("disabled")),
        ("username", json!("somebody_else")),
    ] {
        let body = json!({ "real_name": "李四", field: value });
        let answer = send(&client, &person, "PATCH", "/api/v1/account", &body).await;
        assert_eq!(answer.status, 400, "{field}: {}", answer.text());
        assert_eq!(answer.problem(), (field.into(), "unknown_field".into()));
    }
    let ask = Ask::new("GET", "/api/v1/account").bearer(&person.access);
    let profile = ask.to(&client).await.json();
    assert_eq!(profile["real_name"], "张三", "nothing of it was written");
    assert_eq!(profile["id"], person.id.0);
    assert_eq!(profile["username"], person.username);
    assert_eq!(profile["phone"], person.phone);
    assert_eq!(profile["email"], Value::Null);
    assert_eq!(profile["status"], "active");
    assert!(profile["points"].as_u64().unwrap() < 10);
    assert_eq!(client.status("/api/v1/users", &person.access).await, 403);
    let other = Ask::new("GET", "/api/v1/account")
        .bearer(&victim.access)
        .to(&client)
        .await;
    assert_eq!(other.json()["real_name"], "张三");
}

#[tokio::test]
async fn the_account_in_the_address_is_the_one_that_is_changed() {
    let client = Client::start().await;
    let (admin, person, other) = (
        client.admin().await,
        client.renter().await,
        client.renter().await,
    );
    let version = |id| ["/api/v1/users/", &format!("{id}")].concat();
    let detail = send(&client, &admin, "GET", &version(person.id), &json!({}))
        .await
        .json();
    let path = [&version(person.id), "/roles"].concat();
    let body = json!({"roles": [3], "version": detail["profile"]["version"]});
    let mut more = body.clone();
    more["user"] = json!(other.id);
    let answer = send(&client, &admin, "PUT", &path, &more).await;
    assert_eq!(answer.problem(), ("user".into(), "unknown_field".into()));
    let answer = send(&client, &admin, "PUT", &path, &body).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    let roles = async |id| {
        let answer = send(&client, &admin, "GET", &version(id), &json!({})).await;
        answer.json()["roles"].clone()
    };
    assert_eq!(roles(person.id).await, json!([3]));
    assert_eq!(roles(other.id).await, json!([1]));
    // And a version that was changed since is told.
    let again = send(&client, &admin, "PUT", &path, &body).await;
    assert_eq!(again.status, 409, "{}", again.text());
}

#[tokio::test]
async fn what_an_admin_changes_holds_for_the_next_request() {
    let client = Client::start().await;
    let (admin, person) = (client.admin().await, client.renter().await);
    assert_eq!(client.status("/api/v1/users", &person.access).await, 403);
    let path = format!("/api/v1/users/{}", person.id);
    let detail = send(&client, &admin, "GET", &path, &json!({})).await.json();
    let body = json!({"roles": [RoleId::ADMIN], "version": detail["profile"]["version"]});
    let roles = [&path, "/roles"].concat();
    assert_eq!(
        send(&client, &admin, "PUT", &roles, &body).await.status,
        204
    );
    assert_eq!(client.status("/api/v1/users", &person.access).await, 200);
    let disabled = [&path, "/disabled"].concat();
    let answer = send(&client, &admin, "PUT", &disabled, &json!({})).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    assert_eq!(client.status("/api/v1/account", &person.access).await, 401);
    let trail = send(&client, &admin, "GET", "/api/v1/audit", &json!({}))
        .await
        .json();
    let actions = trail["results"].to_string();
    assert!(actions.contains("account.roles_assigned"), "{actions}");
    assert!(actions.contains("account.disabled"), "{actions}");
}
