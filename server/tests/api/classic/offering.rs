//! `POST`, `PUT` and `DELETE` of `/api/houseinfos/`, and payments.

use super::{asked, keys, read};
use crate::{client::Client, people::Person};
use domain::RoleId;
use serde_json::{Value, json};

fn house(title: &str) -> Value {
    json!({
        "title": title, "area": 89, "floor": 10, "totalfloor": 18, "direction": "南北通透",
        "price": 5200, "detail": "采光好", "street": "望京街1号", "isshared": false,
        "hasagentfees": true, "type": 6, "district": 110_105, "estate": "望京西园",
        "tags": ["近地铁"],
    })
}

async fn offered(client: &Client, person: &Person, title: &str) -> i64 {
    let answer = asked(
        client,
        Some(person),
        "POST",
        "/api/houseinfos/",
        house(title),
    )
    .await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["houseid"].as_i64().unwrap()
}

#[tokio::test]
async fn a_home_is_offered_looked_at_changed_and_taken_away() {
    let client = Client::start().await;
    let (landlord, stranger) = (
        client.person(RoleId::LANDLORD).await,
        client.person(RoleId::AGENT).await,
    );
    let admin = client.admin().await;
    let answer = asked(
        &client,
        Some(&landlord),
        "POST",
        "/api/houseinfos/",
        house("新家"),
    )
    .await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let made = answer.json();
    let id = made["houseid"].as_i64().unwrap();
    assert_eq!(made["type"], json!({"typeid": 6, "name": "三室两厅"}));
    assert_eq!(made["direction"], "南北通透");
    assert_eq!(
        (&made["price"], &made["area"], &made["hasagentfees"]),
        (&json!(5200), &json!(89), &json!(true))
    );
    let path = format!("/api/houseinfos/{id}/");
    // It waits: to everybody else it is not there.
    for person in [None, Some(&stranger)] {
        let answer = asked(&client, person, "GET", &path, Value::Null).await;
        assert_eq!(answer.status, 404);
    }
    let own = asked(&client, Some(&landlord), "GET", &path, Value::Null).await;
    assert_eq!(own.json()["title"], "新家");
    admin.approves(&client, id).await;
    client.app.caught_up().await.unwrap();
    let public = read(&client, &path).await;
    assert_eq!(public["tags"][0]["content"], "近地铁");
    assert_eq!(public["estate"]["name"], "望京西园");
    for method in ["PUT", "PATCH"] {
        for (person, status) in [(None, 401), (Some(&stranger), 404)] {
            let answer = asked(&client, person, method, &path, json!({"price": 1})).await;
            assert_eq!(answer.status, status, "{method}");
        }
    }
    // A small change of the rent needs no second look.
    let answer = asked(
        &client,
        Some(&landlord),
        "PUT",
        &path,
        json!({"price": 5300}),
    )
    .await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    client.app.caught_up().await.unwrap();
    assert_eq!(read(&client, &path).await["price"], 5300);
    // A new title does; until then the old one stands, and may be written over.
    for title in ["改名", "再改名"] {
        let answer = asked(
            &client,
            Some(&landlord),
            "PATCH",
            &path,
            json!({"title": title}),
        )
        .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    assert_eq!(read(&client, &path).await["title"], "新家");
    admin.approves(&client, id).await;
    client.app.caught_up().await.unwrap();
    assert_eq!(read(&client, &path).await["title"], "再改名");
    for (person, status) in [(None, 401), (Some(&stranger), 404), (Some(&landlord), 204)] {
        let answer = asked(&client, person, "DELETE", &path, Value::Null).await;
        assert_eq!(answer.status, status);
    }
    client.app.caught_up().await.unwrap();
    assert_eq!(client.get(&path).await.status, 404);
    assert_eq!(read(&client, "/api/houseinfos/").await["count"], 0);
    let again = asked(&client, Some(&landlord), "DELETE", &path, Value::Null).await;
    assert_eq!(again.status, 404);
}

/// A public home of `landlord` as it may have come from a classic system: without estate and district, and a villa.
async fn brought_over(client: &Client, landlord: &Person) -> i64 {
    let villa = domain::classic::HouseType::Villa;
    let home = store::NewListing {
        publisher: Some(landlord.id),
        layout: villa.layout(),
        floor_plan: Some(villa.floor_plan()),
        district: None,
        estate: None,
        ..testkit::ListingBuilder::new("a").row()
    };
    let mut unit = client.app.store().begin().await.unwrap();
    let put = unit.put_listings(&[home], testkit::noon()).await.unwrap();
    unit.commit().await.unwrap();
    client.app.caught_up().await.unwrap();
    put[0].id.0
}

#[tokio::test]
async fn a_home_without_estate_and_rooms_is_changed_and_stays_a_villa() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let id = brought_over(&client, &landlord).await;
    let path = format!("/api/houseinfos/{id}/");
    let changed = async |body: Value| {
        let answer = asked(&client, Some(&landlord), "PUT", &path, body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        client.app.caught_up().await.unwrap();
    };
    // Live at once, and by a moderator.
    changed(json!({"price": 5100})).await;
    assert_eq!(read(&client, &path).await["price"], 5100);
    changed(json!({"title": "临湖独栋"})).await;
    admin.approves(&client, id).await;
    client.app.caught_up().await.unwrap();
    let home = read(&client, &path).await;
    assert_eq!(
        (&home["title"], &home["estate"]),
        (&json!("临湖独栋"), &Value::Null)
    );
    assert_eq!(home["type"], json!({"typeid": 8, "name": "别墅"}));
    // Whoever says how it is divided says nothing against its being a villa.
    changed(json!({"rooms": 4, "halls": 2, "estate": "湖畔别墅", "district": 110_105})).await;
    admin.approves(&client, id).await;
    client.app.caught_up().await.unwrap();
    let home = read(&client, &path).await;
    assert_eq!(home["type"]["typeid"], 8);
    assert_eq!(home["estate"]["name"], "湖畔别墅");
    // What it said once it has to say.
    let answer = asked(
        &client,
        Some(&landlord),
        "PUT",
        &path,
        json!({"estate": ""}),
    )
    .await;
    assert_eq!(
        (answer.status.as_u16(), keys(&answer.json())),
        (400, vec!["estate"])
    );
}

#[tokio::test]
async fn what_was_never_public_is_deleted_whole() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = offered(&client, &landlord, "新家").await;
    let path = format!("/api/houseinfos/{id}/");
    let answer = asked(&client, Some(&landlord), "DELETE", &path, Value::Null).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    let own = asked(&client, Some(&landlord), "GET", &path, Value::Null).await;
    assert_eq!(own.status, 404);
}

#[tokio::test]
async fn what_is_wrong_is_said_by_the_classic_names_and_nothing_is_kept() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let renter = client.renter().await;
    for (person, status) in [(None, 401), (Some(&renter), 403)] {
        let answer = asked(&client, person, "POST", "/api/houseinfos/", house("新家")).await;
        assert_eq!(answer.status, status);
    }
    let answer = asked(
        &client,
        Some(&landlord),
        "POST",
        "/api/houseinfos/",
        json!({}),
    )
    .await;
    assert_eq!(answer.status, 400);
    let said = answer.json();
    assert_eq!(
        keys(&said),
        ["area", "district", "estate", "price", "title", "type"]
    );
    assert_eq!(said["price"], json!(["该字段是必填项。"]));
    for (field, value) in [
        ("type", json!(10)),
        ("district", json!(999_999)),
        ("estate", json!(999)),
        ("tags", json!([999])),
        ("direction", json!("上")),
        ("isshared", json!("maybe")),
        ("price", json!(-1)),
        ("floor", json!(99)),
        ("mainphoto", json!("u/none.webp")),
    ] {
        let mut body = house("新家");
        body[field] = value;
        let answer = asked(&client, Some(&landlord), "POST", "/api/houseinfos/", body).await;
        assert_eq!(answer.status, 400, "{field}: {}", answer.text());
        assert_eq!(keys(&answer.json()), [field]);
    }
    let own = landlord
        .api(&client, "GET", "/account/listings", Value::Null)
        .await
        .1;
    assert!(!own.to_string().contains("新家"), "{own}");
}

#[tokio::test]
async fn nobody_pays_a_deposit_here_and_is_told_so() {
    let client = Client::with_homes(1).await;
    let renter = client.renter().await;
    let anonymous = asked(&client, None, "GET", "/api/payments/1/", Value::Null).await;
    assert_eq!(anonymous.status, 401);
    let answer = asked(
        &client,
        Some(&renter),
        "GET",
        "/api/payments/1/",
        Value::Null,
    )
    .await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["code"]),
        (200, &json!(400_002))
    );
    assert_eq!(keys(&answer.json()), ["code", "message", "url"]);
    let unknown = asked(
        &client,
        Some(&renter),
        "GET",
        "/api/payments/99/",
        Value::Null,
    )
    .await;
    assert_eq!(unknown.status, 404);
}
