//! What is not one's own, and what makes no sense.

use super::home;
use crate::client::Client;
use domain::{ListingId, RoleId, offer::ListingForm};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

#[tokio::test]
async fn homes_of_others_are_not_there() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let other = client.person(RoleId::LANDLORD).await;
    let own = client.published(&landlord, &home("自己的")).await;
    let theirs = client.published(&other, &home("别人的")).await;
    let draft = other.begins(&client, &home("别人的草稿")).await;
    let nowhere = 999_999;
    let store = client.app.store();
    let before = store.offers().offer(ListingId(own)).await.unwrap();
    for id in [theirs, draft, nowhere] {
        for (method, path, body) in [
            ("GET", format!("/listings/{id}/edit"), Value::Null),
            ("GET", format!("/listings/{id}/preview"), Value::Null),
            (
                "PUT",
                format!("/listings/{id}/edit"),
                json!({ "version": 0, "form": home("偷来的") }),
            ),
            ("DELETE", format!("/listings/{id}/edit"), Value::Null),
            (
                "PUT",
                format!("/listings/{id}/submission"),
                json!({ "version": 1 }),
            ),
            ("DELETE", format!("/listings/{id}/submission"), Value::Null),
            (
                "POST",
                format!("/listings/{id}/steps"),
                json!({ "action": "withdraw" }),
            ),
            ("POST", format!("/listings/{id}/copies"), Value::Null),
            ("DELETE", format!("/listings/{id}"), Value::Null),
            // One of them is enough: then none is confirmed.
            (
                "POST",
                "/account/listings/confirmations".into(),
                json!({ "ids": [own, id] }),
            ),
        ] {
            let answer = landlord.api(&client, method, &path, body).await;
            assert_eq!(answer.0, 404, "{method} {path}: {}", answer.1);
        }
    }
    let after = store.offers().offer(ListingId(own)).await.unwrap();
    assert_eq!(after, before, "nothing half-done");
    for id in [theirs, draft] {
        let steps = store.offers().steps(ListingId(id), 9).await.unwrap();
        assert!(steps.iter().all(|step| step.actor != Some(landlord.id)));
    }
    let many: Vec<i64> = (0..201).collect();
    let body = json!({ "ids": many });
    let path = "/account/listings/confirmations";
    let (status, error) = landlord.api(&client, "POST", path, body).await;
    assert_eq!(
        (status, &error["errors"][0]["code"]),
        (400, &json!("too_many"))
    );
}

#[tokio::test]
async fn places_that_do_not_belong_together_are_named() {
    let client = Client::start().await;
    let placed = testkit::ListingBuilder::new("placed").estate("望京", "望京西园");
    client.app.put(vec![placed]).await.unwrap();
    let landlord = client.person(RoleId::LANDLORD).await;
    type Change = fn(&mut ListingForm);
    let wrong: [(Change, &str); 9] = [
        (|form| form.city = "999999".into(), "city"),
        (|form| form.city = "110105".into(), "city"),
        (|form| form.district = "310101".into(), "district"),
        (|form| form.district = "110100".into(), "district"),
        (
            |form| form.business_district = "999999".into(),
            "business_district",
        ),
        (
            |form| {
                form.district = "110101".into();
                form.business_district = "1".into();
            },
            "business_district",
        ),
        (|form| form.estate = "999999".into(), "estate_name"),
        (
            |form| {
                form.district = "110101".into();
                form.estate = "1".into();
            },
            "estate_name",
        ),
        (
            |form| form.available_from = "2026-05-31".into(),
            "available_from",
        ),
    ];
    for (change, field) in wrong {
        let mut form = home("两居");
        change(&mut form);
        let (status, error) = landlord
            .api(&client, "POST", "/listings", json!(form))
            .await;
        assert_eq!(status, 400, "{form:?}");
        let named = error["errors"].as_array().unwrap();
        assert!(
            named.iter().any(|wrong| wrong["field"] == field),
            "{field}: {error}"
        );
        // Written in the editor it is kept, said, and not handed in.
        let id = landlord.begins(&client, &home("两居")).await;
        landlord.writes(&client, id, change).await;
        let page = landlord.editor(&client, id).await;
        let said = page["problems"].as_array().unwrap();
        assert!(
            said.iter().any(|wrong| wrong["field"] == field),
            "{field}: {page}"
        );
        let path = format!("/listings/{id}/submission");
        let body = json!({ "version": page["version"] });
        let (status, error) = landlord.api(&client, "PUT", &path, body).await;
        assert_eq!(status, 400, "{field}: {error}");
        assert_eq!(landlord.editor(&client, id).await["status"], "draft");
    }
}

#[tokio::test]
async fn what_is_no_form_is_refused_and_nothing_is_kept() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = landlord.begins(&client, &home("两居")).await;
    let before = landlord.editor(&client, id).await;
    let path = format!("/listings/{id}/edit");
    let version = before["version"].as_i64().unwrap();
    let with = |field: &str, value: Value| {
        let mut form = json!(home("两居"));
        form[field] = value;
        json!({ "version": version, "form": form })
    };
    for body in [
        json!({}),
        json!([]),
        json!("x"),
        json!({ "version": version }),
        json!({ "version": "x", "form": home("两居") }),
        json!({ "version": 1.5, "form": home("两居") }),
        json!({ "version": version, "form": [1] }),
        with("rent", json!(6_500)),
        with("rent", json!({ "a": 1 })),
        with("title", json!("a\u{0}b")),
        with("title", json!("长".repeat(4_001))),
        with("detail", json!(null)),
    ] {
        let (status, error) = landlord.api(&client, "PUT", &path, body.clone()).await;
        let text = body.to_string();
        let text: String = text.chars().take(80).collect();
        assert_eq!(status, 400, "{text}: {error}");
    }
    // Versions that nobody can have read are stale ones.
    for stale in [-1, 1, version - 1, version + 1, i64::MAX, i64::MIN, 0] {
        let body = json!({ "version": stale, "form": home("别的") });
        let (status, answer) = landlord.api(&client, "PUT", &path, body).await;
        assert_eq!(status, 409, "{stale}: {answer}");
        let path = format!("/listings/{id}/submission");
        let body = json!({ "version": stale });
        let (status, answer) = landlord.api(&client, "PUT", &path, body).await;
        assert_eq!(status, 409, "{stale}: {answer}");
    }
    assert_eq!(landlord.editor(&client, id).await, before);
    for id in [
        "0",
        "-1",
        "x",
        "99999999999999999999",
        "1e3",
        "%00",
        "1%2f2",
    ] {
        let path = format!("/listings/{id}/edit");
        let (status, _) = landlord.api(&client, "GET", &path, Value::Null).await;
        assert_eq!(status, 404, "{id}");
    }
}

#[tokio::test]
async fn what_is_approved_is_found_within_a_second() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let found = async |words: &str| {
        let path = format!("/api/v1/listings?city=110100&q={words}");
        client.get(&path).await.json()["count"].as_u64().unwrap()
    };
    let id = landlord.begins(&client, &home("qingtian")).await;
    landlord.submits(&client, id).await;
    admin.approves(&client, id).await;
    let soon = async |words: &str, total: u64| {
        let began = Instant::now();
        while found(words).await != total {
            assert!(began.elapsed() < Duration::from_secs(1), "{words}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    soon("qingtian", 1).await;
    // A change that is live at once is, too, and so is the end.
    landlord
        .writes(&client, id, |form| form.rent = "6499".into())
        .await;
    assert_eq!(landlord.submits(&client, id).await, "live");
    soon("qingtian&rent_max=6499", 1).await;
    let steps = format!("/listings/{id}/steps");
    let body = json!({ "action": "let" });
    assert_eq!(landlord.api(&client, "POST", &steps, body).await.0, 200);
    soon("qingtian", 0).await;
}
