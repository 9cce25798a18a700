//! Pages as the classic system counts them.

use super::read;
use crate::client::Client;
use serde_json::{Value, json};

async fn ids(client: &Client, query: &str) -> Vec<i64> {
    let page = read(client, &["/api/houseinfos/", query].concat()).await;
    let results = page["results"].as_array().unwrap().iter();
    results
        .map(|home| home["houseid"].as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn a_page_names_its_neighbours_by_absolute_addresses() {
    let client = Client::with_homes(12).await;
    let at = |path: &'static str| {
        let client = &client;
        async move {
            let answer = client.get_with(path, &[("host", "old.example")]).await;
            let page = answer.json();
            (
                page["count"].clone(),
                page["next"].clone(),
                page["previous"].clone(),
            )
        }
    };
    let base = "http://old.example/api/houseinfos/";
    assert_eq!(
        at("/api/houseinfos/").await,
        (json!(12), json!(format!("{base}?page=2")), Value::Null)
    );
    // Names in their order, and no number for the first page.
    assert_eq!(
        at("/api/houseinfos/?type=3&page=2&ordering=price").await,
        (
            json!(12),
            json!(format!("{base}?ordering=price&page=3&type=3")),
            json!(format!("{base}?ordering=price&type=3")),
        )
    );
    assert_eq!(
        at("/api/houseinfos/?page=last").await,
        (json!(12), Value::Null, json!(format!("{base}?page=2")))
    );
    assert_eq!(
        at("/api/houseinfos?title=%E6%B2%A1%E6%9C%89").await,
        (json!(0), Value::Null, Value::Null)
    );
}

#[tokio::test]
async fn a_page_holds_five_unless_said_otherwise_and_never_more_than_fifty() {
    let client = Client::with_homes(60).await;
    for (query, length) in [
        ("", 5),
        ("?size=", 5),
        ("?size=0", 5),
        ("?size=-1", 5),
        ("?size=many", 5),
        ("?size=1", 1),
        ("?size=50", 50),
        ("?size=51", 50),
        ("?size=99999999999999999999", 50),
        ("?size=51&page=2", 10),
        ("?size=7&page=last", 4),
    ] {
        assert_eq!(ids(&client, query).await.len(), length, "{query}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_is_not_found() {
    let client = Client::with_homes(6).await;
    for query in [
        "page=3",
        "page=0",
        "page=-1",
        "page=one",
        "page=1.5",
        "page=99999999999",
        "page=2&size=50",
    ] {
        for list in ["houseinfos", "tags", "agents", "estates"] {
            let answer = client.get(&format!("/api/{list}/?{query}")).await;
            assert_eq!(answer.status, 404, "{list} {query}");
            assert_eq!(
                answer.json(),
                json!({"detail": "无效页面。"}),
                "{list} {query}"
            );
        }
    }
    for query in ["page=", "page=1", "page=last"] {
        for list in ["houseinfos", "tags", "agents", "estates"] {
            let page = read(&client, &format!("/api/{list}/?{query}")).await;
            assert!(page["results"].is_array(), "{list} {query}");
        }
    }
}

#[tokio::test]
async fn the_pages_together_are_the_whole_list_in_either_direction() {
    let client = Client::with_homes(23).await;
    let prices = async |query: &str| {
        let page = read(&client, &["/api/houseinfos/", query].concat()).await;
        let results = page["results"].as_array().unwrap().iter();
        let prices: Vec<i64> = results
            .map(|home| home["price"].as_i64().unwrap())
            .collect();
        prices
    };
    for ordering in ["pubdate", "-pubdate", "price", "-price"] {
        let (mut all, mut rents) = (Vec::new(), Vec::new());
        for page in 1..=5 {
            let query = format!("?ordering={ordering}&page={page}");
            all.extend(ids(&client, &query).await);
            rents.extend(prices(&query).await);
        }
        let last = ids(&client, &format!("?ordering={ordering}&page=last")).await;
        assert_eq!(last, all[20..], "{ordering}");
        match ordering {
            "price" => assert!(rents.is_sorted(), "{rents:?}"),
            "-price" => assert!(rents.iter().rev().is_sorted(), "{rents:?}"),
            // All of one day.
            "pubdate" => assert!(all.is_sorted(), "{all:?}"),
            _ => assert!(all.iter().rev().is_sorted(), "{all:?}"),
        }
        all.sort_unstable();
        assert_eq!(all, (1..=23).collect::<Vec<i64>>(), "{ordering}");
    }
}
