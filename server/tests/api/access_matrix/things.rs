//! Things that somebody owns, made for the rows of the table that ask for them.

use super::table::Row;
use crate::{
    ask::Ask,
    client::Client,
    people::{Person, new_ip},
};
use chrono::TimeDelta;
use domain::{
    contact::Side,
    webhook::{WebhookEvent, WebhookForm, WebhookReach},
};
use serde_json::json;
use store::{NewViewing, NewWebhook};
use testkit::{ListingBuilder, noon};

/// What `row` asks for of `owner`, by the word in braces that stands for it.
pub async fn of(client: &Client, row: &Row, owner: &Person) -> Vec<(&'static str, String)> {
    let mut things = Vec::new();
    for name in [
        "{enquiry}",
        "{hosted}",
        "{viewing}",
        "{search}",
        "{token}",
        "{webhook}",
    ] {
        if row.asked.contains(name) || row.body.contains(name) {
            things.push((name, made(client, name, owner).await));
        }
    }
    things
}

async fn made(client: &Client, name: &str, owner: &Person) -> String {
    if name == "{token}" {
        let ask = Ask::new("POST", "/api/v1/account/tokens").json(&json!({
            "name": "a", "scopes": ["account:read"], "days": 30,
        }));
        let ask = ask.bearer(&owner.access).from(&new_ip());
        return ask.to(client).await.json()["id"].to_string();
    }
    let store = client.app.store();
    if name == "{webhook}" {
        let form = WebhookForm {
            url: "https://example.com/hook".into(),
            events: vec![WebhookEvent::ListingLet],
            reach: WebhookReach::Own,
            listings: Vec::new(),
        };
        let new = NewWebhook {
            user: owner.id,
            form: &form,
            secret: "whsec_a",
        };
        let mut unit = client.app.store().begin().await.unwrap();
        let id = unit.put_webhook(&new, noon()).await.unwrap();
        unit.commit().await.unwrap();
        return id.to_string();
    }
    let other = client.renter().await;
    let (host, renter) = match name {
        "{hosted}" => (owner.id, other.id),
        _ => (other.id, owner.id),
    };
    let home = ListingBuilder::new(format!("of-{host}-{renter}")).publisher(host);
    let listing = testkit::put(store, vec![home], noon()).await.unwrap()[0];
    let mut unit = store.begin().await.unwrap();
    let id = match name {
        "{search}" => {
            let search = unit.put_search(renter, "a", "q=a", noon()).await;
            search.unwrap().to_string()
        }
        "{viewing}" => {
            let viewing = NewViewing {
                listing,
                renter,
                host,
                starts_at: noon() + TimeDelta::days(1),
                note: String::new(),
            };
            let viewing = unit.put_viewing(&viewing, noon()).await;
            viewing.unwrap().to_string()
        }
        _ => {
            let enquiry = unit.open_enquiry(listing, renter, host, noon()).await;
            let enquiry = enquiry.unwrap();
            unit.write_message(&enquiry, Side::Renter, "a", noon())
                .await
                .unwrap();
            enquiry.id.to_string()
        }
    };
    unit.commit().await.unwrap();
    id
}
