//! The list of one's own homes.

use super::home;
use crate::client::Client;
use domain::RoleId;
use serde_json::{Value, json};

#[tokio::test]
async fn one_s_own_homes_are_found_sorted_and_counted() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    let other = client.person(RoleId::AGENT).await;
    for (title, rent) in [
        ("朝南两居", "6500"),
        ("精装_两居", "5000"),
        ("次卧", "3000"),
    ] {
        let mut form = home(title);
        form.rent = rent.into();
        landlord.begins(&client, &form).await;
    }
    other.begins(&client, &home("别人的")).await;
    let own = async |query: &str| {
        let path = format!("/account/listings{query}");
        let (status, page) = landlord.api(&client, "GET", &path, Value::Null).await;
        assert_eq!(status, 200, "{page}");
        let titles: Vec<String> = page["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|home| home["title"].as_str().unwrap().to_owned())
            .collect();
        (titles, page["counts"].clone())
    };
    let (titles, counts) = own("?sort=rent_up").await;
    assert_eq!(titles, ["次卧", "精装_两居", "朝南两居"]);
    assert_eq!(counts, json!([3, 0, 0, 0, 0, 0, 0, 0, 0]));
    assert_eq!(own("?sort=rent_down").await.0[0], "朝南两居");
    assert_eq!(own("?q=%E4%B8%A4%E5%B1%85&sort=rent_up").await.0.len(), 2);
    // What the database takes for any character is one like others here.
    assert_eq!(own("?q=_").await.0, ["精装_两居"]);
    assert_eq!(own("?q=%25").await.0.len(), 0);
    assert_eq!(own("?shelf=published").await.0.len(), 0);
    let (status, _) = landlord
        .api(&client, "GET", "/account/listings?page=99", Value::Null)
        .await;
    assert_eq!(status, 404, "there is no such page");
}

#[tokio::test]
async fn a_page_of_the_list_costs_three_statements() {
    let client = Client::start().await;
    let landlord = client.person(RoleId::LANDLORD).await;
    for number in 0..60 {
        landlord
            .begins(&client, &home(&format!("两居 {number}")))
            .await;
    }
    let caller = landlord.caller(&client).await;
    let services = &client.app.services;
    let query = domain::offer::OwnQuery::default();
    let mut fewest = u64::MAX;
    let mut page = services.own_listings(&caller, &query).await.unwrap();
    // The index follows the database meanwhile, with statements of its own.
    for _ in 0..20 {
        let before = services.store().statements();
        page = services.own_listings(&caller, &query).await.unwrap();
        fewest = fewest.min(services.store().statements() - before);
    }
    assert_eq!(fewest, 3);
    assert_eq!((page.listings.len(), page.total, page.pages), (50, 60, 2));
}
