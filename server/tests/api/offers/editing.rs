//! Writing about homes.

use super::home;
use crate::client::Client;
use domain::{RoleId, offer::ListingForm};
use serde_json::{Value, json};

#[tokio::test]
async fn a_draft_needs_the_facts_and_names_each_that_is_missing() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let nothing = json!({});
    let (status, error) = landlord.api(&client, "POST", "/listings", nothing).await;
    assert_eq!(status, 400);
    let fields: Vec<&str> = error["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|wrong| wrong["field"].as_str().unwrap())
        .collect();
    assert_eq!(
        fields,
        [
            "mode",
            "rent",
            "area",
            "rooms",
            "city",
            "district",
            "estate_name"
        ]
    );
    let elsewhere = ListingForm {
        district: "310101".into(),
        ..home("两居")
    };
    let (status, error) = landlord
        .api(&client, "POST", "/listings", json!(elsewhere))
        .await;
    assert_eq!(
        (status, &error["errors"][0]["field"]),
        (400, &json!("district"))
    );
    let own = landlord
        .api(&client, "GET", "/account/listings", Value::Null)
        .await;
    assert_eq!(own.1["count"], 0, "nothing is half-saved");
}

#[tokio::test]
async fn a_draft_without_a_title_gets_one() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = landlord.begins(&client, &home("")).await;
    let title = landlord.editor(&client, id).await["form"]["title"].clone();
    assert_eq!(title, "整租·望京花园 2居室");
}

#[tokio::test]
async fn two_editors_never_overwrite_each_other_unseen() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = landlord.begins(&client, &home("两居")).await;
    let path = format!("/listings/{id}/edit");
    let page = landlord.editor(&client, id).await;
    let mut first: ListingForm = serde_json::from_value(page["form"].clone()).unwrap();
    let mut second = first.clone();
    first.rent = "6600".into();
    second.rent = "7000".into();
    second.street = "望京街 1 号".into();
    let save = |form: &ListingForm, version: &Value| json!({ "version": version, "form": form });
    let (status, kept) = landlord
        .api(&client, "PUT", &path, save(&first, &page["version"]))
        .await;
    assert_eq!(status, 200, "{kept}");
    let (status, refused) = landlord
        .api(&client, "PUT", &path, save(&second, &page["version"]))
        .await;
    assert_eq!(status, 409);
    let overtaken = &refused["Overtaken"];
    assert_eq!(overtaken["by"], "张三");
    assert_eq!(
        overtaken["changes"],
        json!([
            { "field": "street", "after": "望京街 1 号" },
            { "field": "rent", "before": "6600", "after": "7000" },
        ])
    );
    let page = landlord.editor(&client, id).await;
    assert_eq!(page["form"]["rent"], "6600", "the first is kept");
    // Having seen it, the second may insist.
    let (status, _) = landlord
        .api(&client, "PUT", &path, save(&second, &overtaken["version"]))
        .await;
    assert_eq!(status, 200);
    assert_eq!(landlord.editor(&client, id).await["form"]["rent"], "7000");
}

#[tokio::test]
async fn what_is_typed_is_kept_right_or_wrong_and_only_what_is_right_is_submitted() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = landlord.begins(&client, &home("两居")).await;
    landlord
        .writes(&client, id, |form| form.rent = "about 6000".into())
        .await;
    let page = landlord.editor(&client, id).await;
    assert_eq!(page["form"]["rent"], "about 6000");
    assert_eq!(page["problems"][0]["code"], "not_a_number");
    let path = format!("/listings/{id}/submission");
    let body = json!({ "version": page["version"] });
    let (status, error) = landlord.api(&client, "PUT", &path, body).await;
    assert_eq!(
        (status, &error["errors"][0]["field"]),
        (400, &json!("rent"))
    );
    assert_eq!(landlord.editor(&client, id).await["status"], "draft");
}

#[tokio::test]
async fn an_edit_of_a_public_home_goes_live_or_to_review_by_what_it_changes() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let id = client.published(&landlord, &home("两居")).await;
    let public = async || {
        client.app.caught_up().await.unwrap();
        client.get(&format!("/api/v1/listings/{id}")).await.json()
    };
    landlord
        .writes(&client, id, |form| form.rent = "6000".into())
        .await;
    assert_eq!(
        public().await["card"]["rent"],
        6500,
        "nothing before it is submitted"
    );
    assert_eq!(landlord.submits(&client, id).await, "live");
    assert_eq!(public().await["card"]["rent"], 6000);

    landlord
        .writes(&client, id, |form| form.title = "精装两居".into())
        .await;
    assert_eq!(landlord.submits(&client, id).await, "in_review");
    let shown = public().await;
    assert_eq!(
        (&shown["card"]["title"], &shown["status"]),
        (&json!("两居"), &json!("published"))
    );
    let page = landlord.editor(&client, id).await;
    assert_eq!(page["changes"][0]["field"], "title");
    // It waits: nobody writes on under the moderator's eyes.
    let body = json!({ "version": page["version"], "form": page["form"] });
    let (status, error) = landlord
        .api(&client, "PUT", &format!("/listings/{id}/edit"), body)
        .await;
    assert_eq!(
        (status, &error["errors"][0]["code"]),
        (400, &json!("in_review"))
    );
    admin.approves(&client, id).await;
    assert_eq!(public().await["card"]["title"], "精装两居");
    assert_eq!(landlord.editor(&client, id).await["changes"], json!([]));
}

#[tokio::test]
async fn a_copy_is_a_draft_of_its_own() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = client.published(&landlord, &home("两居")).await;
    let path = format!("/listings/{id}/copies");
    let (status, begun) = landlord.api(&client, "POST", &path, Value::Null).await;
    assert_eq!(status, 201, "{begun}");
    let copy = begun["id"].as_i64().unwrap();
    assert_ne!(copy, id);
    let page = landlord.editor(&client, copy).await;
    assert_eq!(
        (&page["status"], &page["form"]["title"]),
        (&json!("draft"), &json!("两居"))
    );
}

#[tokio::test]
async fn a_preview_shows_what_is_written_to_its_publisher_only() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let other = client.person(RoleId::AGENT).await;
    let id = landlord.begins(&client, &home("两居")).await;
    landlord
        .writes(&client, id, |form| form.detail = "采光很好".into())
        .await;
    let path = format!("/listings/{id}/preview");
    let (status, shown) = landlord.api(&client, "GET", &path, Value::Null).await;
    assert_eq!((status, &shown["detail"]), (200, &json!("采光很好")));
    for method in ["preview", "edit"] {
        let path = format!("/listings/{id}/{method}");
        assert_eq!(other.api(&client, "GET", &path, Value::Null).await.0, 404);
    }
}

#[tokio::test]
async fn a_draft_can_be_deleted_and_a_home_that_was_public_cannot() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let draft = landlord.begins(&client, &home("草稿")).await;
    let path = format!("/listings/{draft}");
    assert_eq!(
        landlord.api(&client, "DELETE", &path, Value::Null).await.0,
        204
    );
    assert_eq!(
        landlord.api(&client, "DELETE", &path, Value::Null).await.0,
        404
    );
    let public = client.published(&landlord, &home("公开")).await;
    let path = format!("/listings/{public}");
    assert_eq!(
        landlord.api(&client, "DELETE", &path, Value::Null).await.0,
        409
    );
    let steps = format!("/listings/{public}/steps");
    for action in ["withdraw", "relist"] {
        landlord
            .api(&client, "POST", &steps, json!({ "action": action }))
            .await;
    }
    let (status, error) = landlord.api(&client, "DELETE", &path, Value::Null).await;
    assert_eq!(
        (status, &error["errors"][0]["code"]),
        (400, &json!("was_public"))
    );
}

#[tokio::test]
async fn a_rent_is_suggested_by_comparable_homes_and_refused_when_they_are_few() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let form = home("两居");
    let asked = async || {
        let path = "/rent-suggestions";
        let (status, answer) = landlord.api(&client, "POST", path, json!(form)).await;
        assert_eq!(status, 200, "{answer}");
        answer
    };
    client
        .app
        .put(testkit::ListingBuilder::many(4))
        .await
        .unwrap();
    assert_eq!(asked().await, Value::Null);
    client
        .app
        .put(testkit::ListingBuilder::many(9))
        .await
        .unwrap();
    let answer = asked().await;
    // Nine homes of 60 m² for 5,000 to 5,080: the median is 5,040, for 62.5 m² 5,250.
    assert_eq!(
        (&answer["count"], &answer["rent"]),
        (&json!(9), &json!(5250))
    );
    assert_eq!(answer["basis"], "district");
    assert_eq!(answer["homes"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn what_is_written_is_dropped_unless_it_waits_for_a_moderator() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let draft = landlord.begins(&client, &home("草稿")).await;
    let path = format!("/listings/{draft}/edit");
    let (status, error) = landlord.api(&client, "DELETE", &path, Value::Null).await;
    assert_eq!(
        (status, &error["errors"][0]["code"]),
        (400, &json!("is_draft"))
    );
    let id = client.published(&landlord, &home("两居")).await;
    let path = format!("/listings/{id}/edit");
    let drop = async || landlord.api(&client, "DELETE", &path, Value::Null).await;
    assert_eq!(drop().await.0, 204, "there is nothing to drop");
    landlord
        .writes(&client, id, |form| form.title = "精装两居".into())
        .await;
    landlord.submits(&client, id).await;
    let (status, error) = drop().await;
    assert_eq!(
        (status, &error["errors"][0]["code"]),
        (400, &json!("in_review"))
    );
    let submission = format!("/listings/{id}/submission");
    let back = landlord.api(&client, "DELETE", &submission, Value::Null);
    assert_eq!(back.await.0, 204);
    assert_eq!(drop().await.0, 204);
    let page = landlord.editor(&client, id).await;
    assert_eq!(page["form"]["title"], "两居");
    let version = page["version"].as_i64().unwrap();
    assert!(version < 0, "nobody writes any more: {version}");
}

#[tokio::test]
async fn a_copy_does_not_say_a_day_that_has_passed() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let mut form = home("两居");
    form.available_from = "2026-06-10".into();
    let id = client.published(&landlord, &form).await;
    client.wait(chrono::TimeDelta::days(20));
    let access = client.signed_in(&landlord.username).await.0;
    let landlord = crate::people::Person { access, ..landlord };
    let path = format!("/listings/{id}/copies");
    let (status, begun) = landlord.api(&client, "POST", &path, Value::Null).await;
    assert_eq!(status, 201, "{begun}");
    let copy = landlord
        .editor(&client, begun["id"].as_i64().unwrap())
        .await;
    assert_eq!(copy["form"]["available_from"], Value::Null);
    assert_eq!(copy["problems"], json!([]));
    // What waits over the day it was to be free from can be approved all the same.
    form.available_from = "2026-06-22".into();
    let waits = landlord.begins(&client, &form).await;
    landlord.submits(&client, waits).await;
    client.wait(chrono::TimeDelta::days(3));
    client.admin().await.approves(&client, waits).await;
    client.app.caught_up().await.unwrap();
    let shown = client.get(&format!("/api/v1/listings/{waits}")).await;
    assert_eq!(shown.json()["card"]["available_from"], Value::Null);
}
