//! Lists in parts.

use crate::{
    ask::Ask,
    client::Client,
    people::{Person, new_ip},
};
use axum::http::StatusCode;
use serde_json::Value;
use store::NewAgent;

const ORIGIN: &str = "https://zufang.example";

async fn with_origin(homes: u32) -> Client {
    let app = testkit::TestApp::start().await.unwrap();
    app.put(testkit::ListingBuilder::many(homes)).await.unwrap();
    Client::over(app, |site| site.public_url = Some(ORIGIN.into()))
}

async fn read(client: &Client, person: Option<&Person>, path: &str) -> Value {
    let ask = Ask::new("GET", path).from(&new_ip());
    let ask = match person {
        Some(person) => ask.bearer(&person.access),
        None => ask,
    };
    let answer = ask.to(client).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

/// Follows `next` from `path` on: the ids in their order.
async fn all(client: &Client, person: Option<&Person>, path: &str) -> Vec<i64> {
    let mut ids = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let part = read(client, person, &path).await;
        let results = part["results"].as_array().unwrap();
        ids.extend(results.iter().map(|one| one["id"].as_i64().unwrap()));
        let address = part["next"].as_str();
        next = address.map(|address| address.strip_prefix(ORIGIN).unwrap().to_owned());
    }
    ids
}

#[tokio::test]
async fn homes_come_in_three_ways_and_each_once() {
    let client = with_origin(45).await;
    let by_page = all(&client, None, "/api/v1/listings?sort=rent_up&size=7").await;
    assert_eq!(by_page.len(), 45);
    for way in [
        "limit=10",
        "offset=0&limit=13",
        "cursor=",
        "cursor=&limit=4",
    ] {
        let path = format!("/api/v1/listings?sort=rent_up&{way}");
        assert_eq!(all(&client, None, &path).await, by_page, "{way}");
    }
    let part = read(&client, None, "/api/v1/listings?offset=20&limit=5").await;
    assert_eq!(part["count"], 45);
    assert_eq!(
        part["previous"],
        format!("{ORIGIN}/api/v1/listings?offset=15&limit=5")
    );
    assert_eq!(
        part["next"],
        format!("{ORIGIN}/api/v1/listings?offset=25&limit=5")
    );
}

#[tokio::test]
async fn accounts_come_in_three_ways_and_cursors_are_stable() {
    let client = with_origin(1).await;
    let admin = client.admin().await;
    for _ in 0..6 {
        client.renter().await;
    }
    let by_page = all(&client, Some(&admin), "/api/v1/users?size=2").await;
    for way in ["limit=3", "cursor=&limit=2"] {
        let path = format!("/api/v1/users?{way}");
        assert_eq!(all(&client, Some(&admin), &path).await, by_page, "{way}");
    }
    let first = read(&client, Some(&admin), "/api/v1/users?cursor=&limit=3").await;
    client.renter().await;
    let next = first["next"]
        .as_str()
        .unwrap()
        .strip_prefix(ORIGIN)
        .unwrap();
    let second = read(&client, Some(&admin), next).await;
    assert_eq!(
        second["results"][0]["id"], by_page[3],
        "nothing comes twice"
    );
    assert_eq!(second["previous"], Value::Null);
}

#[tokio::test]
async fn a_part_that_is_not_there_is_refused() {
    let client = with_origin(3).await;
    let admin = client.admin().await;
    for (path, status, field) in [
        ("/api/v1/users?page=9", 404, ""),
        ("/api/v1/listings?page=2", 404, ""),
        ("/api/v1/users?page=0", 400, "page"),
        ("/api/v1/users?page=4294967296", 400, "page"),
        ("/api/v1/users?page=-1", 400, "page"),
        ("/api/v1/users?size=101", 400, "size"),
        ("/api/v1/users?size=0", 400, "size"),
        ("/api/v1/users?limit=0", 400, "limit"),
        ("/api/v1/users?page=1&offset=0", 400, "offset"),
        ("/api/v1/users?cursor=abc", 400, "cursor"),
        ("/api/v1/listings?cursor=abc", 400, "cursor"),
        ("/api/v1/reports?cursor=", 400, "cursor"),
        ("/api/v1/listings?size=x", 400, "size"),
    ] {
        let ask = Ask::new("GET", path).bearer(&admin.access).from(&new_ip());
        let answer = ask.to(&client).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        if !field.is_empty() {
            assert_eq!(answer.problem().0, field, "{path}");
        }
    }
    let beyond = read(&client, Some(&admin), "/api/v1/users?offset=4294967295").await;
    assert_eq!(beyond["results"], serde_json::json!([]));
}

#[tokio::test]
async fn only_the_fields_that_were_asked_for_are_told() {
    let client = Client::with_homes(2).await;
    let page = read(&client, None, "/api/v1/listings?fields=id,rent").await;
    let home = page["results"][0].as_object().unwrap();
    assert_eq!(home.keys().collect::<Vec<_>>(), ["id", "rent"]);
    let id = &home["id"];
    let home = read(
        &client,
        None,
        &format!("/api/v1/listings/{id}?fields=status"),
    )
    .await;
    assert_eq!(home, serde_json::json!({ "status": "published" }));
    for (path, field) in [
        ("/api/v1/listings?fields=colour".to_owned(), "fields.colour"),
        (format!("/api/v1/listings/{id}?fields=id"), "fields.id"),
        (format!("/api/v1/listings/{id}?expand=city"), "expand.city"),
    ] {
        let answer = client.get(&path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem().0.as_str()),
            (400, field)
        );
    }
}

#[tokio::test]
async fn what_belongs_to_a_home_is_told_in_full() {
    let client = Client::start().await;
    let agent = NewAgent {
        source: "test".into(),
        source_id: "1".into(),
        name: "王经理".into(),
        phone: "13800000001".into(),
        service_stars: 5,
        truth_stars: 5,
        skill_stars: 5,
        certified: true,
        demo: false,
        user: None,
    };
    let mut unit = client.app.store().begin().await.unwrap();
    let agent = unit.put_agents(&[agent]).await.unwrap()[0];
    unit.commit().await.unwrap();
    let home = testkit::ListingBuilder::new("a")
        .estate("望京", "望京花园")
        .agent(agent);
    let ids = client.app.put(vec![home]).await.unwrap();
    let path = format!("/api/v1/listings/{}?expand=estate,agent", ids[0]);
    let home = read(&client, None, &path).await;
    assert_eq!(home["expanded"]["estate"]["name"], "望京花园");
    assert_eq!(home["expanded"]["agent"]["name"], "王经理");
    let plain = read(&client, None, &format!("/api/v1/listings/{}", ids[0])).await;
    assert_eq!(plain.get("expanded"), None);
}
