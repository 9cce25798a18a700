//! Things that somebody owns, made for the rows of the table that ask for them.

use super::table::Row;
use crate::{client::Client, people::Person};
use chrono::TimeDelta;
use domain::contact::Side;
use store::NewViewing;
use testkit::{ListingBuilder, noon};

/// What `row` asks for of `owner`, by the word in braces that stands for it.
pub async fn of(client: &Client, row: &Row, owner: &Person) -> Vec<(&'static str, String)> {
    let mut things = Vec::new();
    for name in ["{enquiry}", "{hosted}", "{viewing}", "{search}"] {
        if row.asked.contains(name) || row.body.contains(name) {
            things.push((name, made(client, name, owner).await));
        }
    }
    things
}

async fn made(client: &Client, name: &str, owner: &Person) -> String {
    let store = client.app.store();
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
