//! From a draft to a home that is let.

use super::home;
use crate::{ask::Ask, client::Client, people::new_ip};
use chrono::TimeDelta;
use domain::RoleId;
use serde_json::{Value, json};

/// The status of the home's page, and whether searches find it.
async fn seen(client: &Client, id: i64) -> (u16, bool) {
    client.app.caught_up().await.unwrap();
    let page = Ask::new("GET", &format!("/listings/{id}"))
        .header("accept", "text/html")
        .from(&new_ip());
    let page = page.to(client).await;
    let found = client.get("/api/v1/listings?city=110100").await;
    let found: Value = serde_json::from_str(&found.text()).unwrap();
    let listings = found["results"].as_array().unwrap();
    let found = listings.iter().any(|home| home["id"] == id);
    (page.status.as_u16(), found)
}

#[tokio::test]
async fn a_home_is_public_from_approval_until_it_is_let() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let id = landlord.begins(&client, &home("阳光两居")).await;
    assert_eq!(seen(&client, id).await, (404, false), "a draft");
    assert_eq!(landlord.submits(&client, id).await, "in_review");
    assert_eq!(seen(&client, id).await, (404, false), "in review");
    admin.approves(&client, id).await;
    assert_eq!(seen(&client, id).await, (200, true), "approved");

    let steps = format!("/listings/{id}/steps");
    for (action, status, expected) in [
        ("reserve", "reserved", (200, false)),
        ("release", "published", (200, true)),
        ("let", "let", (410, false)),
    ] {
        let taken = landlord
            .api(&client, "POST", &steps, json!({ "action": action }))
            .await;
        assert_eq!(taken, (200, json!({ "status": status })));
        assert_eq!(seen(&client, id).await, expected, "{action}");
    }
    let refused = landlord
        .api(&client, "POST", &steps, json!({ "action": "reserve" }))
        .await;
    assert_eq!(refused.0, 400);
    assert_eq!(refused.1["errors"][0]["code"], "not_from_here");

    // It has to be approved again before it is public again.
    let taken = landlord
        .api(&client, "POST", &steps, json!({ "action": "relist" }))
        .await;
    assert_eq!(taken.1, json!({ "status": "draft" }));
    assert_eq!(seen(&client, id).await, (404, false));
    assert_eq!(landlord.submits(&client, id).await, "in_review");
    admin.approves(&client, id).await;
    assert_eq!(seen(&client, id).await, (200, true));
}

#[tokio::test]
async fn what_was_sent_back_can_be_mended_and_submitted_again() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let admin = client.admin().await;
    let id = landlord.begins(&client, &home("两居")).await;
    landlord.submits(&client, id).await;
    let caller = admin.caller(&client).await;
    let services = &client.app.services;
    let number = domain::ListingId(id);
    let reasons = ["contact_data".to_owned()];
    let stale = services
        .reject_listing(&caller, number, 99, (&reasons, ""))
        .await;
    assert!(matches!(stale, Err(services::Error::Conflict)));
    let version = landlord.editor(&client, id).await["version"]
        .as_i64()
        .unwrap();
    services
        .reject_listing(&caller, number, version, (&reasons, "请去掉电话"))
        .await
        .unwrap();
    let page = landlord.editor(&client, id).await;
    assert_eq!(
        (&page["status"], &page["state"]),
        (&json!("draft"), &json!("open"))
    );
    let step = &page["steps"][0];
    assert_eq!(step["reasons"], json!(["contact_data"]));
    assert_eq!(step["note"], "请去掉电话");
    landlord
        .writes(&client, id, |form| form.detail = "采光好".into())
        .await;
    assert_eq!(landlord.submits(&client, id).await, "in_review");
}

#[tokio::test]
async fn nobody_but_a_moderator_approves() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = landlord.begins(&client, &home("两居")).await;
    landlord.submits(&client, id).await;
    let caller = landlord.caller(&client).await;
    let approved = client
        .app
        .services
        .approve_listing(&caller, domain::ListingId(id), 2)
        .await;
    assert!(matches!(approved, Err(services::Error::Forbidden)));
    for action in ["approve", "submit", "expire", "take_down"] {
        let (status, _) = landlord
            .api(
                &client,
                "POST",
                &format!("/listings/{id}/steps"),
                json!({ "action": action }),
            )
            .await;
        assert_eq!(status, 400, "{action}");
    }
}

#[tokio::test]
async fn a_home_that_nobody_confirms_is_hidden_after_thirty_days() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let forgotten = client.published(&landlord, &home("忘了的")).await;
    let confirmed = client.published(&landlord, &home("确认过的")).await;
    let services = &client.app.services;
    client.wait(TimeDelta::days(15));
    let landlord = crate::people::Person {
        access: client.signed_in(&landlord.username).await.0,
        ..landlord
    };
    let shelf = "/account/listings?shelf=unconfirmed";
    let (_, page) = landlord.api(&client, "GET", shelf, Value::Null).await;
    assert_eq!(page["count"], 2, "{page}");
    assert_eq!(page["results"][0]["days_unconfirmed"], 15);
    let ids = json!({ "ids": [confirmed] });
    let done = landlord
        .api(&client, "POST", "/account/listings/confirmations", ids)
        .await;
    assert_eq!(done, (200, json!({ "confirmed": 1 })));
    assert_eq!(services.expire_offers().await.unwrap(), 0, "not yet");
    client.wait(TimeDelta::days(16));
    assert_eq!(services.expire_offers().await.unwrap(), 1);
    assert_eq!(services.expire_offers().await.unwrap(), 0, "only once");
    assert_eq!(seen(&client, forgotten).await, (410, false));
    assert_eq!(seen(&client, confirmed).await, (200, true));
    // One tap brings it back: what it says was approved.
    let landlord = crate::people::Person {
        access: client.signed_in(&landlord.username).await.0,
        ..landlord
    };
    let steps = format!("/listings/{forgotten}/steps");
    let (status, _) = landlord
        .api(&client, "POST", &steps, json!({ "action": "confirm" }))
        .await;
    assert_eq!(status, 200);
    assert_eq!(seen(&client, forgotten).await, (200, true));
}

#[tokio::test]
async fn a_home_that_expired_long_ago_comes_back_by_another_review_only() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let old = client.published(&landlord, &home("过期很久的")).await;
    let services = &client.app.services;
    client.wait(TimeDelta::days(31));
    assert_eq!(services.expire_offers().await.unwrap(), 1);
    // Until then one tap is enough.
    client.wait(TimeDelta::days(89) - TimeDelta::hours(1));
    let landlord = crate::people::Person {
        access: client.signed_in(&landlord.username).await.0,
        ..landlord
    };
    assert_eq!(
        landlord.editor(&client, old).await["long_expired"],
        json!(false)
    );
    client.wait(TimeDelta::hours(2));
    let landlord = crate::people::Person {
        access: client.signed_in(&landlord.username).await.0,
        ..landlord
    };
    assert_eq!(
        landlord.editor(&client, old).await["long_expired"],
        json!(true)
    );
    let (_, page) = landlord
        .api(&client, "GET", "/account/listings", Value::Null)
        .await;
    assert_eq!(page["results"][0]["long_expired"], json!(true));
    let steps = format!("/listings/{old}/steps");
    let confirm = json!({ "action": "confirm" });
    let (status, refused) = landlord.api(&client, "POST", &steps, confirm).await;
    assert_eq!(
        (status, &refused["errors"][0]["code"]),
        (400, &json!("long_expired"))
    );
    let ids = json!({ "ids": [old] });
    let all = "/account/listings/confirmations";
    let (status, refused) = landlord.api(&client, "POST", all, ids).await;
    assert_eq!(
        (status, &refused["errors"][0]["code"]),
        (400, &json!("long_expired"))
    );
    assert_eq!(seen(&client, old).await, (410, false));
    // Beside others it is passed by.
    let new = client.published(&landlord, &home("新的")).await;
    let ids = json!({ "ids": [old, new] });
    let done = landlord.api(&client, "POST", all, ids).await;
    assert_eq!(done, (200, json!({ "confirmed": 1 })));

    // Its pages say so, and offer the way that is left.
    let page =
        Ask::new("GET", &format!("/console/listings/{old}")).cookie("access", &landlord.access);
    let page = page.header("accept", "text/html").to(&client).await.text();
    assert!(page.contains("过期已超过 90 天"), "{page}");
    assert!(page.contains("重新发布") && !page.contains("value=\"confirm\""));
    let list =
        Ask::new("GET", "/console/listings?shelf=expired").cookie("access", &landlord.access);
    let list = list.header("accept", "text/html").to(&client).await.text();
    assert!(list.contains("过期超过 90 天") && !list.contains("value=\"confirm\""));
    let relist = json!({ "action": "relist" });
    let taken = landlord.api(&client, "POST", &steps, relist).await;
    assert_eq!(taken, (200, json!({ "status": "draft" })));
    assert_eq!(landlord.submits(&client, old).await, "in_review");
    client.admin().await.approves(&client, old).await;
    assert_eq!(seen(&client, old).await, (200, true));
}

#[tokio::test]
async fn a_step_from_what_changed_meanwhile_is_refused() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let id = client.published(&landlord, &home("两居")).await;
    let version = landlord.editor(&client, id).await["listing_version"].clone();
    let steps = format!("/listings/{id}/steps");
    let body = json!({ "action": "reserve", "version": version });
    assert_eq!(
        landlord.api(&client, "POST", &steps, body.clone()).await.0,
        200
    );
    let body = json!({ "action": "let", "version": version });
    assert_eq!(landlord.api(&client, "POST", &steps, body).await.0, 409);
}
