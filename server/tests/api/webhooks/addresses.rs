//! Where deliveries never go.

use super::{HOOKS, log, receiver::Receiver, sent};
use crate::client::Client;
use domain::{
    RoleId,
    webhook::{WebhookEvent, WebhookForm, WebhookReach},
};
use serde_json::{Value, json};
use store::NewWebhook;
use testkit::noon;

#[tokio::test]
async fn addresses_of_other_machines_nearby_are_refused() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    for (url, code) in [
        ("", "missing"),
        ("not an address", "webhook_url"),
        ("gopher://example.com", "webhook_url"),
        ("https://me@example.com", "webhook_url"),
        ("http://10.0.0.1:8080/", "webhook_private"),
        (
            "http://169.254.169.254/latest/meta-data/",
            "webhook_private",
        ),
        ("https://[fd00:ec2::254]/", "webhook_private"),
        ("https://192.168.1.1/", "webhook_private"),
        ("https://example.com:22/", "webhook_port"),
    ] {
        let body = json!({"url": url, "events": ["listing.let"]});
        let (status, answer) = host.api(&client, "POST", HOOKS, body).await;
        assert_eq!(
            (status, &answer["errors"][0]["code"]),
            (400, &json!(code)),
            "{url}"
        );
    }
}

#[tokio::test]
async fn an_address_that_is_refused_by_now_is_not_connected_to() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let form = WebhookForm {
        url: "http://10.255.255.1:8080/".into(),
        events: vec![WebhookEvent::ListingLet],
        reach: WebhookReach::Own,
        listings: Vec::new(),
    };
    let new = NewWebhook {
        user: host.id,
        form: &form,
        secret: "whsec_a",
    };
    let mut unit = client.app.store().begin().await.unwrap();
    let id = unit.put_webhook(&new, noon()).await.unwrap();
    unit.commit().await.unwrap();
    let hook = format!("{HOOKS}/{id}");
    let (status, _) = host
        .api(&client, "POST", &format!("{hook}/test"), Value::Null)
        .await;
    assert_eq!(status, 201);
    assert_eq!(sent(&client).await, 1);
    let kept = log(&client, &host, &hook).await;
    assert_eq!(
        (&kept[0]["error"], &kept[0]["status"]),
        (&json!("not_public"), &Value::Null)
    );
}

#[tokio::test]
async fn nobody_at_the_address_is_told_as_that() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let receiver = Receiver::saying(&[]).await;
    let (hook, _) = super::hooked(&client, &host, &receiver, &["listing.let"]).await;
    drop(receiver);
    tokio::task::yield_now().await;
    let (status, _) = host
        .api(&client, "POST", &format!("{hook}/test"), Value::Null)
        .await;
    assert_eq!(status, 201);
    assert_eq!(sent(&client).await, 1);
    assert_eq!(log(&client, &host, &hook).await[0]["error"], "unreachable");
}
