use super::{
    hooked, log, now,
    receiver::{Receiver, Says},
    sent, steps,
};
use crate::{client::Client, offers::home};
use chrono::TimeDelta;
use domain::{RoleId, WebhookId};
use serde_json::{Value, json};
use services::webhooks::WebhookWorker;
use std::sync::Arc;

const RESERVED: &[&str] = &["listing.reserved", "listing.released"];

#[tokio::test]
async fn a_delivery_is_signed_and_says_what_happened() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let id = client.published(&host, &home("两居室")).await;
    let receiver = Receiver::saying(&[]).await;
    let (hook, secret) = hooked(&client, &host, &receiver, RESERVED).await;
    steps(&client, &host, id, "reserve").await;
    assert_eq!(sent(&client).await, 1);
    let came = receiver.came();
    let [first] = &came[..] else {
        panic!("{came:?}");
    };
    let t = now(&client);
    assert_eq!(first.seals(t), [first.sealed_by(&secret, t)]);
    assert_eq!(first.header("content-type"), "application/json");
    assert_eq!(first.header("zufang-event"), "listing.reserved");
    let body = first.json();
    assert_eq!(body["type"], "listing.reserved");
    assert_eq!(body["created_at"], "2026-06-01T12:00:00Z");
    assert!(body["id"].as_str().unwrap().starts_with("evt_"));
    let told = &body["data"]["listing"];
    assert_eq!(told["id"], id);
    assert_eq!(
        (&told["status"], &told["previous_status"]),
        (&json!("reserved"), &json!("published"))
    );
    assert_eq!(
        (&told["rent"], &told["title"]),
        (&json!(6500), &json!("两居室"))
    );

    let kept = log(&client, &host, &hook).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["id"].to_string(), first.header("zufang-delivery"));
    assert_eq!(
        (&kept[0]["state"], &kept[0]["status"]),
        (&json!("delivered"), &json!(204))
    );
    assert_eq!(kept[0]["event"], body["id"]);
    // Nothing is told twice, and what nobody asked for is not told.
    steps(&client, &host, id, "let").await;
    assert_eq!(sent(&client).await, 0);
    assert_eq!(receiver.came().len(), 1);
}

#[tokio::test]
async fn what_fails_is_tried_again_and_can_be_replayed() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let id = client.published(&host, &home("两居室")).await;
    let receiver = Receiver::saying(&[Says::Status(500), Says::Elsewhere, Says::Talks]).await;
    let (hook, secret) = hooked(&client, &host, &receiver, RESERVED).await;
    steps(&client, &host, id, "reserve").await;
    assert_eq!(sent(&client).await, 1);
    let waiting = log(&client, &host, &hook).await;
    assert_eq!(
        (&waiting[0]["state"], &waiting[0]["status"]),
        (&json!("waiting"), &json!(500))
    );
    assert_eq!(sent(&client).await, 0);
    client.wait(TimeDelta::seconds(36));
    assert_eq!(sent(&client).await, 1);
    // Where an answer leads is not followed.
    assert_eq!(log(&client, &host, &hook).await[0]["status"], 307);
    client.wait(TimeDelta::seconds(144));
    assert_eq!(sent(&client).await, 1);
    let kept = &log(&client, &host, &hook).await[0];
    assert_eq!(
        (&kept["state"], &kept["tries"]),
        (&json!("delivered"), &json!(3))
    );
    assert!(kept["answer"].as_str().unwrap().len() <= 1_024 + 2);

    let path = format!("{hook}/deliveries/{}/replay", kept["id"]);
    let (status, made) = host.api(&client, "POST", &path, Value::Null).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(sent(&client).await, 1);
    let came = receiver.came();
    assert_eq!(came.len(), 4);
    assert!(came.iter().all(|one| one.text == came[0].text));
    assert_ne!(
        came[3].header("zufang-delivery"),
        came[0].header("zufang-delivery")
    );
    let t = now(&client);
    assert_eq!(came[3].seals(t), [came[3].sealed_by(&secret, t)]);
    assert_eq!(log(&client, &host, &hook).await[0]["replay_of"], kept["id"]);
}

#[tokio::test]
async fn for_a_day_after_a_change_of_the_secret_both_sign() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let receiver = Receiver::saying(&[]).await;
    let (hook, old) = hooked(&client, &host, &receiver, RESERVED).await;
    let (status, made) = host
        .api(&client, "POST", &format!("{hook}/secret"), Value::Null)
        .await;
    assert_eq!(status, 201, "{made}");
    let new = made["secret"].as_str().unwrap();
    assert_ne!(new, old);
    for (wait, secrets) in [
        (
            TimeDelta::hours(24) - TimeDelta::seconds(1),
            vec![new, &old],
        ),
        (TimeDelta::seconds(1), vec![new]),
    ] {
        client.wait(wait);
        let caller = host_caller(&client, &host.username).await;
        let services = &client.app.services;
        services.test_webhook(&caller, number(&hook)).await.unwrap();
        assert_eq!(sent(&client).await, 1);
        let came = receiver.came().pop().unwrap();
        let t = now(&client);
        let expected: Vec<String> = secrets
            .iter()
            .map(|secret| came.sealed_by(secret, t))
            .collect();
        assert_eq!(came.seals(t), expected);
        assert_eq!(came.json()["type"], "test");
    }
}

#[tokio::test]
async fn what_was_made_before_a_crash_is_sent_once_after_it() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let id = client.published(&host, &home("两居室")).await;
    let receiver = Receiver::saying(&[]).await;
    let (hook, _) = hooked(&client, &host, &receiver, RESERVED).await;
    let number = number(&hook);
    steps(&client, &host, id, "reserve").await;
    let services = &client.app.services;
    // Two relays at once make one delivery.
    let (one, other) = tokio::join!(services.relay_events(), services.relay_events());
    assert_eq!(one.unwrap() + other.unwrap(), 1);
    // One takes it and is never heard of again.
    let taken = services.take_delivery(number).await.unwrap();
    assert!(taken.is_some());
    assert!(services.take_delivery(number).await.unwrap().is_none());
    assert_eq!(sent(&client).await, 0);
    client.wait(TimeDelta::seconds(60));
    assert_eq!(sent(&client).await, 1);
    assert_eq!(sent(&client).await, 0);
    assert_eq!(receiver.came().len(), 1);
}

#[tokio::test]
async fn a_webhook_at_which_nothing_arrives_for_days_is_switched_off() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let id = client.published(&host, &home("两居室")).await;
    let receiver = Receiver::saying(&[Says::Status(503); 8]).await;
    let (hook, _) = hooked(&client, &host, &receiver, RESERVED).await;
    let services = &client.app.services;
    steps(&client, &host, id, "reserve").await;
    services.relay_events().await.unwrap();
    for tries in 1..=8 {
        assert_eq!(
            services.send_webhooks(&super::courier()).await.unwrap(),
            1,
            "{tries}"
        );
        client.wait(TimeDelta::hours(18));
    }
    let caller = host_caller(&client, &host.username).await;
    let number = number(&hook);
    let shown = services.webhook(&caller, number).await.unwrap();
    assert_eq!(
        shown.off_because,
        Some(domain::webhook::WebhookOff::Failing)
    );
    let caught = services.test_webhook(&caller, number).await;
    assert!(matches!(caught, Err(services::Error::Invalid(_))));
    let on = services.switch_webhook(&caller, number, true).await;
    let on = on.unwrap();
    assert_eq!((on.off_since, on.failing_since), (None, None));
    services.test_webhook(&caller, number).await.unwrap();
    assert_eq!(services.send_webhooks(&super::courier()).await.unwrap(), 1);
    let page = services.deliveries(&caller, number, 1).await.unwrap();
    assert_eq!(page.items[0].status, Some(204));
    assert!(
        page.items[1..]
            .iter()
            .all(|one| one.state == domain::webhook::DeliveryState::Failed)
    );
}

fn number(hook: &str) -> WebhookId {
    hook.rsplit('/').next().unwrap().parse().unwrap()
}

async fn host_caller(client: &Client, username: &str) -> services::Caller {
    let access = client.signed_in(username).await.0;
    services::Caller {
        person: client.app.services.identify(&access).await.unwrap(),
        ..crate::people::anybody()
    }
}

#[tokio::test]
async fn a_slow_receiver_holds_nobody_else_up_and_gets_one_at_a_time() {
    let client = Client::start().await;
    let host = client.person(RoleId::LANDLORD).await;
    let slow = Receiver::saying(&[Says::Sleeps]).await;
    let quick = Receiver::saying(&[]).await;
    let (slow_hook, _) = hooked(&client, &host, &slow, RESERVED).await;
    let (quick_hook, _) = hooked(&client, &host, &quick, RESERVED).await;
    for _ in 0..3 {
        for hook in [&slow_hook, &quick_hook] {
            let path = format!("{hook}/test");
            let (status, _) = host.api(&client, "POST", &path, Value::Null).await;
            assert_eq!(status, 201);
        }
    }
    let one = WebhookWorker::start(client.app.services.clone(), Arc::new(super::courier()));
    let other = WebhookWorker::start(client.app.services.clone(), Arc::new(super::courier()));
    quick.has(3).await;
    slow.has(1).await;
    assert_eq!((slow.came().len(), slow.most_at_once()), (1, 1));
    assert_eq!(quick.most_at_once(), 1);
    // What is under way is waited for, ten seconds at most.
    tokio::join!(one.stop(), other.stop());
    assert_eq!(quick.came().len(), 3);
    let kept = log(&client, &host, &slow_hook).await;
    assert!(kept.iter().any(|one| one["error"] == "timeout"), "{kept:?}");
}
