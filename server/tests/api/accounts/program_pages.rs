//! The pages of tokens and webhooks, sent and read without script.

use crate::{
    ask::Ask,
    client::{Answer, Client},
    people::{Person, new_ip},
};
use domain::RoleId;

async fn sends(
    client: &Client,
    person: &Person,
    call: &str,
    page: &str,
    form: &[(&str, &str)],
) -> Answer {
    let ask = Ask::new("POST", &["/api/ui/", call].concat()).form(page, form);
    person.browses(ask).from(&new_ip()).to(client).await
}

async fn reads(client: &Client, person: &Person, path: &str, secret: Option<&str>) -> Answer {
    let ask = Ask::new("GET", path).header("accept", "text/html");
    let ask = match secret {
        Some(secret) => ask.cookie("secret", secret),
        None => ask,
    };
    person.browses(ask).from(&new_ip()).to(client).await
}

#[tokio::test]
async fn a_token_is_shown_once_to_who_made_it() {
    let client = Client::start().await;
    let (me, other) = (client.renter().await, client.renter().await);
    let page = "/account/tokens";
    let form = [
        ("name", "报表"),
        ("scopes[]", "account:read"),
        ("scopes[]", "contacts:read"),
        ("days", "30"),
    ];
    let made = sends(&client, &me, "make_token", page, &form).await;
    assert_eq!(made.status, 303, "{}", made.text());
    assert_eq!(made.header("location"), "/account/tokens?done=made");
    let secret = made.cookie("secret").unwrap();
    assert!(secret.starts_with("zuf_"));
    let attributes = made
        .cookies()
        .into_iter()
        .find(|cookie| cookie.0 == "secret")
        .unwrap()
        .2;
    assert!(
        attributes.contains("HttpOnly") && attributes.contains("Max-Age=60"),
        "{attributes}"
    );

    let shown = reads(&client, &me, "/account/tokens?done=made", Some(&secret)).await;
    assert_eq!(shown.header("cache-control"), "no-store");
    assert!(shown.text().contains(&secret));
    assert_eq!(shown.cookie("secret").as_deref(), Some(""));
    let again = reads(&client, &me, page, None).await;
    assert!(!again.text().contains(&secret));
    assert!(again.text().contains(&secret[secret.len() - 4..]));
    // In a browser in which somebody else has come in meanwhile.
    let foreign = reads(&client, &other, page, Some(&secret)).await;
    assert!(!foreign.text().contains(&secret));
    assert_eq!(client.status("/api/v1/account", &secret).await, 200);
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field() {
    let client = Client::start().await;
    let me = client.renter().await;
    let page = "/account/tokens";
    let form = [("name", "报表"), ("days", "")];
    let sent = sends(&client, &me, "make_token", page, &form).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, page));
    assert_eq!(sent.cookie("secret"), None);
    let came_back = sent.cookie("form").unwrap();
    let ask = Ask::new("GET", page)
        .header("accept", "text/html")
        .cookie("form", &came_back);
    let shown = me.browses(ask).from(&new_ip()).to(&client).await.text();
    assert!(shown.contains("有效期：请填写"), "{shown}");
    assert!(shown.contains("value=\"报表\""));
}

#[tokio::test]
async fn a_webhook_is_made_changed_and_removed_by_forms() {
    let client = Client::start().await;
    let me = client.person(RoleId::LANDLORD).await;
    let page = "/account/webhooks";
    let form = [
        ("url", "http://127.0.0.1:65001/hook"),
        ("events[]", "listing.let"),
        ("reach", "own"),
        ("listings", ""),
    ];
    let made = sends(&client, &me, "make_webhook", page, &form).await;
    assert_eq!(made.status, 303, "{}", made.text());
    let to = made.header("location").to_owned();
    let secret = made.cookie("secret").unwrap();
    let shown = reads(&client, &me, &to, Some(&secret)).await;
    assert!(shown.text().contains(&secret));
    let one = to.split('?').next().unwrap();
    let id = one.rsplit('/').next().unwrap();

    let tested = sends(&client, &me, "test_webhook", one, &[("webhook", id)]).await;
    assert_eq!(tested.header("location"), format!("{one}?done=sent"));
    client
        .app
        .services
        .send_webhooks(&crate::webhooks::courier())
        .await
        .unwrap();
    let shown = reads(&client, &me, one, None).await.text();
    assert!(shown.contains("连接不上") && !shown.contains(&secret));
    let refused = sends(
        &client,
        &me,
        "replay_delivery",
        one,
        &[("webhook", id), ("delivery", "999")],
    )
    .await;
    assert_eq!(refused.header("location"), one);
    let form = [
        ("webhook", id),
        ("url", "http://127.0.0.1:65001/other"),
        ("events[]", "viewing.booked"),
        ("reach", "chosen"),
        ("listings", "一"),
    ];
    let wrong = sends(&client, &me, "change_webhook", one, &form).await;
    assert_eq!(wrong.header("location"), one);
    let form = [
        ("webhook", id),
        ("url", "http://127.0.0.1:65001/other"),
        ("events[]", "viewing.booked"),
        ("reach", "own"),
    ];
    let changed = sends(&client, &me, "change_webhook", one, &form).await;
    assert_eq!(changed.header("location"), format!("{one}?done=changed"));
    let off = sends(
        &client,
        &me,
        "switch_webhook",
        one,
        &[("webhook", id), ("active", "false")],
    )
    .await;
    assert_eq!(off.header("location"), format!("{one}?done=off"));
    let listed = reads(&client, &me, page, None).await.text();
    assert!(listed.contains("http://127.0.0.1:65001/other") && listed.contains("已停用"));
    let gone = sends(&client, &me, "remove_webhook", one, &[("webhook", id)]).await;
    assert_eq!(gone.header("location"), "/account/webhooks?done=removed");
    assert_eq!(reads(&client, &me, one, None).await.status, 404);
}
