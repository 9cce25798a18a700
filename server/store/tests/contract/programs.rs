//! Tokens and webhooks.

use crate::{
    accounts::made,
    builders::{at, put, sparse},
    database::Database,
};
use domain::{
    ListingId, RoleId, TokenId, UserId, WebhookId,
    account::{
        Method,
        token::{TokenEnd, TokenScope},
    },
    webhook::{
        DeliveryProblem, DeliveryState, WebhookEvent, WebhookForm, WebhookOff, WebhookReach,
    },
};
use store::{
    DeliveryOutcome, ErrorKind, NewDelivery, NewHappened, NewTokenRecord, NewWebhook, Store,
};

const SCOPES: [TokenScope; 2] = [TokenScope::ListingsWrite, TokenScope::AccountRead];

fn hash(digit: char) -> String {
    digit.to_string().repeat(64)
}

async fn token(store: &Store, user: UserId, digit: char, ends: u32) -> TokenId {
    let mut unit = store.begin().await.unwrap();
    let new = NewTokenRecord {
        user,
        name: "报表",
        scopes: &SCOPES,
        hash: &hash(digit),
        ending: "abcd",
        expires_at: at(ends),
    };
    let id = unit.put_token(&new, at(0)).await.unwrap();
    unit.commit().await.unwrap();
    id
}

pub async fn a_token_stands_until_it_ends_and_says_what_its_owner_may_do(database: &Database) {
    let store = &database.store;
    let user = made(store, "owner", "13800138000", &[RoleId::LANDLORD]).await;
    let other = made(store, "other", "13800138001", &[]).await;
    let id = token(store, user, 'a', 30).await;
    let accounts = store.accounts();
    let standing = accounts.token_standing(&hash('a')).await.unwrap().unwrap();
    assert_eq!((standing.token.id, standing.token.user), (id, user));
    assert_eq!(standing.token.scopes, SCOPES);
    assert_eq!(standing.token.expires_at, at(30));
    assert!(
        standing
            .grants
            .allow(domain::account::Need::new(Method::Post, "/listings"))
    );
    assert!(accounts.token_standing(&hash('b')).await.unwrap().is_none());

    let mut unit = store.begin().await.unwrap();
    let again = NewTokenRecord {
        user: other,
        name: "a",
        scopes: &SCOPES,
        hash: &hash('a'),
        ending: "abcd",
        expires_at: at(30),
    };
    let error = unit.put_token(&again, at(0)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    unit.rollback().await.unwrap();

    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.live_tokens(user, at(29)).await.unwrap(), 1);
    assert_eq!(unit.live_tokens(user, at(30)).await.unwrap(), 0);
    let foreign = unit.end_token(other, id, TokenEnd::Revoked, at(1)).await;
    assert_eq!(foreign.unwrap(), None);
    let ended = unit.end_token(user, id, TokenEnd::Revoked, at(1)).await;
    assert_eq!(ended.unwrap().as_deref(), Some("报表"));
    let again = unit.end_token(user, id, TokenEnd::Revoked, at(1)).await;
    assert_eq!(again.unwrap(), None);
    unit.commit().await.unwrap();
    assert!(accounts.token_standing(&hash('a')).await.unwrap().is_none());
    assert!(accounts.tokens_of(user).await.unwrap().is_empty());
}

pub async fn the_use_of_a_token_is_kept_once_in_a_while(database: &Database) {
    let store = &database.store;
    let user = made(store, "owner", "13800138000", &[]).await;
    let id = token(store, user, 'a', 30).await;
    token(store, user, 'b', 2).await;
    let mut unit = store.begin().await.unwrap();
    for (now, ip, kept) in [
        (1, "192.0.2.1", true),
        (1, "192.0.2.2", false),
        (2, "192.0.2.3", true),
    ] {
        let before = at(now - 1);
        let written = unit.token_used(id, ip, at(now), before).await.unwrap();
        assert_eq!(written, kept, "{ip}");
    }
    unit.commit().await.unwrap();
    let tokens = store.accounts().tokens_of(user).await.unwrap();
    assert_eq!(tokens[1].last_used_ip.as_deref(), Some("192.0.2.3"));
    assert_eq!(
        (tokens[1].last_used_at, tokens[0].last_used_at),
        (Some(at(2)), None)
    );
    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.prune_tokens(at(3)).await.unwrap(), 1);
    assert_eq!(
        unit.end_tokens(user, TokenEnd::Left, at(4)).await.unwrap(),
        1
    );
    assert_eq!(unit.prune_tokens(at(4)).await.unwrap(), 0);
    unit.forget_tokens(user).await.unwrap();
    unit.commit().await.unwrap();
    assert!(store.accounts().tokens_of(user).await.unwrap().is_empty());
}

fn form(reach: WebhookReach, listings: &[ListingId]) -> WebhookForm {
    WebhookForm {
        url: "https://example.com/hook".into(),
        events: vec![WebhookEvent::ListingLet, WebhookEvent::ViewingBooked],
        reach,
        listings: listings.to_vec(),
    }
}

async fn hook(store: &Store, user: UserId, form: &WebhookForm) -> WebhookId {
    let mut unit = store.begin().await.unwrap();
    let new = NewWebhook {
        user,
        form,
        secret: "whsec_a",
    };
    let id = unit.put_webhook(&new, at(0)).await.unwrap();
    unit.commit().await.unwrap();
    id
}

pub async fn a_webhook_is_what_its_owner_says(database: &Database) {
    let store = &database.store;
    let user = made(store, "owner", "13800138000", &[]).await;
    let other = made(store, "other", "13800138001", &[]).await;
    let homes = put(store, &[sparse("a"), sparse("b")], 0).await;
    let homes = [homes[0].id, homes[1].id];
    let chosen = form(WebhookReach::Chosen, &homes);
    let id = hook(store, user, &chosen).await;
    let hooks = store.webhooks();
    let kept = hooks.by_id(id).await.unwrap().unwrap();
    assert_eq!((kept.user, &kept.about.form), (user, &chosen));
    assert_eq!((kept.secret.as_str(), kept.old_secret), ("whsec_a", None));
    assert_eq!(
        hooks.of(user).await.unwrap(),
        std::slice::from_ref(&kept.about)
    );
    assert!(hooks.of(other).await.unwrap().is_empty());
    assert!(hooks.published_by(user, &homes).await.unwrap().is_empty());

    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.webhook_count(user).await.unwrap(), 1);
    let own = form(WebhookReach::Own, &[]);
    assert!(unit.change_webhook(user, id, &own).await.unwrap());
    assert!(
        unit.rotate_webhook(user, id, "whsec_b", at(9))
            .await
            .unwrap()
    );
    assert!(
        !unit
            .rotate_webhook(other, id, "whsec_c", at(9))
            .await
            .unwrap()
    );
    assert_eq!(unit.forget_old_secrets(at(8)).await.unwrap(), 0);
    unit.commit().await.unwrap();
    let kept = hooks.by_id(id).await.unwrap().unwrap();
    assert_eq!(kept.about.form, own);
    assert_eq!(
        (kept.secret.as_str(), kept.old_secret.as_deref()),
        ("whsec_b", Some("whsec_a"))
    );
    assert_eq!(kept.about.old_secret_until, Some(at(9)));

    assert_eq!(hooks.active().await.unwrap().len(), 1);
    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.forget_old_secrets(at(9)).await.unwrap(), 1);
    assert!(
        unit.switch_webhook(id, Some(WebhookOff::Owner), at(2))
            .await
            .unwrap()
    );
    assert!(
        !unit
            .switch_webhook(id, Some(WebhookOff::Failing), at(3))
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    assert!(hooks.active().await.unwrap().is_empty());
    let kept = hooks.by_id(id).await.unwrap().unwrap();
    assert_eq!(
        (kept.about.off_since, kept.about.off_because),
        (Some(at(2)), Some(WebhookOff::Owner))
    );
    assert_eq!(kept.old_secret, None);
    let mut unit = store.begin().await.unwrap();
    assert!(unit.switch_webhook(id, None, at(4)).await.unwrap());
    assert!(!unit.remove_webhook(other, id).await.unwrap());
    assert!(unit.remove_webhook(user, id).await.unwrap());
    unit.commit().await.unwrap();
    assert!(hooks.by_id(id).await.unwrap().is_none());
}

fn delivery(webhook: WebhookId, event: &str, replay_of: Option<i64>) -> NewDelivery {
    NewDelivery {
        webhook,
        event: event.into(),
        kind: "listing.let".into(),
        body: "{}".into(),
        replay_of,
    }
}

pub async fn what_happened_is_taken_once(database: &Database) {
    let store = &database.store;
    let user = made(store, "owner", "13800138000", &[]).await;
    let home = put(store, &[sparse("a")], 0).await[0].id;
    let mut unit = store.begin().await.unwrap();
    let facts = unit.home_facts(home).await.unwrap().unwrap();
    assert_eq!(facts.status, domain::ListingStatus::Published);
    assert!(unit.home_facts(ListingId(999)).await.unwrap().is_none());
    for (name, owner) in [("evt_a", Some(user)), ("evt_b", None)] {
        let new = NewHappened {
            name,
            kind: WebhookEvent::ListingLet,
            listing: home,
            owner,
            data: r#"{"listing":{"id":1}}"#,
        };
        unit.tell_happened(&new, at(1)).await.unwrap();
    }
    unit.commit().await.unwrap();
    let happened = store.webhooks().happened(10).await.unwrap();
    let names: Vec<&str> = happened.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["evt_a", "evt_b"]);
    assert_eq!((happened[0].owner, happened[1].owner), (Some(user), None));
    assert_eq!((happened[0].at, happened[0].listing), (at(1), home));
    let ids: Vec<i64> = happened.iter().map(|event| event.id).collect();
    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.take_happened(&ids[..1]).await.unwrap(), &ids[..1]);
    unit.rollback().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    let mut taken = unit.take_happened(&ids).await.unwrap();
    taken.sort_unstable();
    assert_eq!(taken, ids);
    assert!(unit.take_happened(&ids).await.unwrap().is_empty());
    unit.commit().await.unwrap();
    assert!(store.webhooks().happened(10).await.unwrap().is_empty());
}

pub async fn a_delivery_is_made_once_and_sent_by_one(database: &Database) {
    let store = &database.store;
    let user = made(store, "owner", "13800138000", &[]).await;
    let id = hook(store, user, &form(WebhookReach::Own, &[])).await;
    let hooks = store.webhooks();
    let mut unit = store.begin().await.unwrap();
    let new = [delivery(id, "evt_a", None), delivery(id, "evt_b", None)];
    let ids = unit.put_deliveries(&new, at(1)).await.unwrap();
    assert_eq!(ids.len(), 2);
    assert!(
        unit.put_deliveries(&new[..1], at(1))
            .await
            .unwrap()
            .is_empty()
    );
    unit.commit().await.unwrap();
    assert!(hooks.due(at(0), 9).await.unwrap().is_empty());
    assert_eq!(hooks.due(at(1), 9).await.unwrap(), [id]);

    let mut unit = store.begin().await.unwrap();
    assert!(unit.take_webhook(id, at(1), at(2)).await.unwrap());
    assert!(!unit.take_webhook(id, at(1), at(3)).await.unwrap());
    let next = unit.next_delivery(id, at(1)).await.unwrap().unwrap();
    assert_eq!(
        (next.id, next.tries, next.event.as_str()),
        (ids[0], 0, "evt_a")
    );
    unit.commit().await.unwrap();
    assert!(hooks.due(at(1), 9).await.unwrap().is_empty());
    // Whoever took it is not heard of any more.
    assert_eq!(hooks.due(at(2), 9).await.unwrap(), [id]);

    let failed = DeliveryOutcome {
        state: DeliveryState::Waiting,
        due_at: Some(at(5)),
        status: None,
        latency_ms: 10_000,
        answer: "",
        error: Some(DeliveryProblem::Timeout),
    };
    let arrived = DeliveryOutcome {
        state: DeliveryState::Delivered,
        due_at: None,
        status: Some(204),
        latency_ms: 12,
        answer: "好",
        error: None,
    };
    let mut unit = store.begin().await.unwrap();
    let since = unit
        .delivery_tried(id, ids[0], &failed, at(2))
        .await
        .unwrap();
    assert_eq!(since, Some(at(2)));
    let since = unit
        .delivery_tried(id, ids[0], &failed, at(3))
        .await
        .unwrap();
    assert_eq!(since, Some(at(2)));
    unit.release_webhook(id).await.unwrap();
    let next = unit.next_delivery(id, at(4)).await.unwrap().unwrap();
    assert_eq!(next.id, ids[1]);
    let since = unit
        .delivery_tried(id, ids[1], &arrived, at(4))
        .await
        .unwrap();
    assert_eq!(since, None);
    let again = unit
        .put_deliveries(&[delivery(id, "evt_b", Some(ids[1]))], at(4))
        .await
        .unwrap();
    assert_eq!(again.len(), 1);
    unit.commit().await.unwrap();
    let page = hooks.deliveries(id, 1, 2).await.unwrap();
    assert_eq!((page.total, page.pages), (3, 2));
    assert_eq!(page.items[0].replay_of, Some(ids[1]));
    let kept = &page.items[1];
    assert_eq!(
        (kept.state, kept.status, kept.tries),
        (DeliveryState::Delivered, Some(204), 1)
    );
    assert_eq!((kept.answer.as_str(), kept.latency_ms), ("好", Some(12)));
    let kept = hooks.delivery(id, ids[0]).await.unwrap().unwrap();
    assert_eq!(
        (kept.error, kept.tries),
        (Some(DeliveryProblem::Timeout), 2)
    );
    assert!(
        hooks
            .delivery(WebhookId(999), ids[0])
            .await
            .unwrap()
            .is_none()
    );

    let mut unit = store.begin().await.unwrap();
    assert!(
        unit.switch_webhook(id, Some(WebhookOff::Failing), at(6))
            .await
            .unwrap()
    );
    assert!(!unit.take_webhook(id, at(6), at(7)).await.unwrap());
    // It was given up: what is heard of it now changes nothing.
    unit.delivery_tried(id, ids[0], &arrived, at(6))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let kept = hooks.delivery(id, ids[0]).await.unwrap().unwrap();
    assert_eq!(
        (kept.state, kept.error),
        (DeliveryState::Failed, Some(DeliveryProblem::Off))
    );
    assert!(hooks.due(at(9), 9).await.unwrap().is_empty());
    let mut unit = store.begin().await.unwrap();
    assert_eq!(unit.prune_deliveries(at(4)).await.unwrap(), 2);
    unit.commit().await.unwrap();
}
