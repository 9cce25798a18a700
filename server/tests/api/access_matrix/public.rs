//! What is for everybody says nothing that is not: every address that the table gives to everybody is read.

use super::table::{Row, Rule, TABLE};
use crate::{
    ask::Ask,
    client::Client,
    people::{Person, new_ip},
};
use domain::{AgentId, ListingId, RoleId, UserId};
use server::http::Kind;
use services::{
    demo::{self, Options},
    photos::PhotoStore,
};
use testkit::TestApp;

/// Where whoever builds the program reads what would be sent; it is not there otherwise.
const FOR_BUILDERS: &str = "/dev/outbox";

/// The addresses of a row, with each of the homes, agents and estates instead of the one of the table.
fn addresses(row: &Row, homes: &[ListingId], agents: &[AgentId]) -> Vec<String> {
    let homes = homes.iter().map(ToString::to_string);
    let agents = agents.iter().map(ToString::to_string);
    let ids: Vec<String> = match row.path {
        path if ["listing", "compare", "home", "house"]
            .iter()
            .any(|word| path.contains(word)) =>
        {
            homes.collect()
        }
        path if path.contains("agent") => agents.collect(),
        _ => Vec::new(),
    };
    let mut addresses = vec![row.asked.to_owned()];
    for id in ids {
        for (one, other) in [
            ("listings/1", format!("listings/{id}")),
            ("houseinfos/1", format!("houseinfos/{id}")),
            ("agents/1", format!("agents/{id}")),
            ("id=1", format!("id={id}")),
            ("ids=1", format!("ids={id}")),
            ("ids%3D1", format!("ids%3D{id}")),
        ] {
            if row.asked.contains(one) {
                addresses.push(row.asked.replacen(one, &other, 1));
            }
        }
    }
    addresses
}

/// What is answered to `path`, asked by `person` or by nobody.
async fn read(client: &Client, row: &Row, path: &str, person: Option<&Person>) -> String {
    let ask = Ask::new("GET", path).from(&new_ip());
    let ask = match row.kind {
        Kind::Page => ask.header("accept", "text/html"),
        _ => ask,
    };
    let ask = match (person, row.kind) {
        (None, _) => ask,
        (Some(person), Kind::Api) => ask.bearer(&person.access),
        (Some(person), Kind::Classic) => ask.header("token", &person.access),
        (Some(person), _) => person.browses(ask),
    };
    let answer = ask.to(client).await;
    assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
    String::from_utf8_lossy(&answer.body).into_owned()
}

fn read_by_everybody() -> impl Iterator<Item = &'static Row> {
    let reads = TABLE.iter().filter(|row| row.method == "GET");
    reads.filter(|row| row.rule == Rule::Everybody && row.path != FOR_BUILDERS)
}

#[tokio::test]
async fn no_public_address_tells_the_number_of_anybody() {
    let app = TestApp::start().await.unwrap();
    let photos = PhotoStore::folder(app.folder().join("photos"));
    let options = Options {
        listings: 200,
        seed: 7,
    };
    let clock = app.services.clock();
    demo::fill(app.store(), &photos, options, clock, &|_| {})
        .await
        .unwrap();
    demo::accounts::make(&app.services).await.unwrap();
    demo::business::make(&app.services).await.unwrap();
    app.caught_up().await.unwrap();
    let client = Client::over(app, |_| {});
    let renter = client.renter().await;
    let store = client.app.store();
    let mut numbers = Vec::new();
    let mut agents = Vec::new();
    for id in 1..500 {
        if let Some(agent) = store.agents().record(AgentId(id)).await.unwrap() {
            agents.push(AgentId(id));
            numbers.push(agent.phone);
        }
        if let Some(account) = store.accounts().by_id(UserId(id)).await.unwrap()
            && account.id != renter.id
        {
            numbers.push(account.phone.to_string());
        }
    }
    numbers.retain(|number| number.len() >= 11);
    numbers.sort();
    numbers.dedup();
    assert!(numbers.len() > 4 && !agents.is_empty(), "{numbers:?}");
    agents.truncate(10);
    let homes: Vec<ListingId> = (1..=12).map(ListingId).collect();
    let mut told = Vec::new();
    let mut read_of = 0;
    let mut look = |path: &str, text: &str| {
        read_of += 1;
        let plain = text.replace([' ', '-', '\u{a0}'], "");
        for number in &numbers {
            // As it stands, and as people write it in groups.
            if text.contains(number.as_str()) || plain.contains(number.as_str()) {
                told.push(format!("{path} tells {number}"));
            }
        }
    };
    for row in read_by_everybody() {
        for path in addresses(row, &homes, &agents) {
            look(&path, &read(&client, row, &path, None).await);
        }
    }
    // Nor does what is for who is signed in, before a number was asked for.
    let own = TABLE.iter().filter(|row| row.method == "GET");
    for row in own.filter(|row| row.rule == Rule::SignedIn && !row.asked.contains('{')) {
        let text = read(&client, row, row.asked, Some(&renter)).await;
        look(row.asked, &text);
    }
    assert!(read_of > 150, "{read_of}");
    assert!(told.is_empty(), "{told:#?}");
}

#[tokio::test]
async fn nothing_of_a_home_is_public_before_it_is_approved() {
    const TITLE: &str = "绝密两居";
    const DETAIL: &str = "绝密的采光";
    let client = Client::with_homes(3).await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let stranger = client.person(RoleId::AGENT).await;
    let renter = client.renter().await;
    let mut form = crate::offers::home(TITLE);
    form.detail = DETAIL.into();
    let draft = landlord.begins(&client, &form).await;
    let waits = landlord.begins(&client, &form).await;
    assert_eq!(landlord.submits(&client, waits).await, "in_review");
    client.app.caught_up().await.unwrap();
    let homes = [ListingId(draft), ListingId(waits)];
    let mut told = Vec::new();
    for row in TABLE.iter().filter(|row| row.method == "GET") {
        if row.path == FOR_BUILDERS || row.asked.contains('{') {
            continue;
        }
        for path in addresses(row, &homes, &[]) {
            for person in [None, Some(&renter), Some(&stranger)] {
                let text = read(&client, row, &path, person).await;
                if text.contains(TITLE) || text.contains(DETAIL) {
                    told.push(path.clone());
                }
            }
        }
    }
    assert!(told.is_empty(), "{told:#?}");
    for home in homes {
        for path in [
            format!("/listings/{home}"),
            format!("/api/v1/listings/{home}"),
        ] {
            assert_eq!(client.get(&path).await.status, 404, "{path}");
        }
    }
    // To its publisher it is there.
    let own = landlord.api(&client, "GET", "/account/listings", serde_json::Value::Null);
    assert!(own.await.1.to_string().contains(TITLE));
}
