//! `GET /api/houseinfos/` and `GET /api/houseinfos/{id}/`

use super::{keys, read};
use crate::client::Client;
use domain::Orientation;
use serde_json::json;
use services::cache::LocalCache;
use std::{sync::Arc, time::Duration};
use store::NewAgent;
use testkit::ListingBuilder;

/// Ids that `query` finds, in their order.
async fn found(client: &Client, query: &str) -> Vec<i64> {
    let page = read(client, &format!("/api/houseinfos/?size=50&{query}")).await;
    let results = page["results"].as_array().unwrap();
    assert_eq!(page["count"], results.len(), "{query}");
    let ids = results.iter().map(|home| home["houseid"].as_i64().unwrap());
    ids.collect()
}

#[tokio::test]
async fn a_home_in_a_list_has_the_classic_keys() {
    let client = Client::start().await;
    let home = ListingBuilder::new("a")
        .title("雅居山庄 单间 家电齐全,欢迎咨询")
        .rent(2_700)
        .floor(13)
        .tags(&["近地铁", "拎包入住"]);
    let id = client.app.put(vec![home]).await.unwrap()[0];
    let page = read(&client, "/api/houseinfos/").await;
    assert_eq!(keys(&page), ["count", "next", "previous", "results"]);
    let home = &page["results"][0];
    let tags = home["tags"].as_array().unwrap();
    assert_eq!(keys(&tags[0]), ["content", "tagid"]);
    assert_eq!(tags[0]["content"], "近地铁");
    assert_eq!(
        home,
        &json!({
            "houseid": id.0,
            "title": "雅居山庄 单间 家电齐全,欢迎咨询",
            "area": 60,
            "floor": 13,
            "totalfloor": null,
            "price": 2700,
            "priceunit": "元/月",
            "mainphoto": "",
            "street": "",
            "district": {"distid": 110_105, "name": "朝阳区"},
            "type": {"typeid": 3, "name": "两室一厅"},
            "tags": tags,
        })
    );
    assert_eq!(client.statements("/api/houseinfos/").await, 0);
    assert_eq!(
        client
            .statements("/api/houseinfos/?title=%E5%AE%B6&page=last")
            .await,
        0
    );
}

#[tokio::test]
async fn a_home_by_itself_says_more_in_one_statement() {
    let client = Client::start().await;
    let mut unit = client.app.store().begin().await.unwrap();
    let agent = NewAgent {
        source: "test".into(),
        source_id: "1".into(),
        name: "杨伟".into(),
        phone: "13352939550".into(),
        service_stars: 3,
        truth_stars: 4,
        skill_stars: 2,
        certified: false,
        demo: false,
        user: None,
    };
    let agent = unit.put_agents(&[agent]).await.unwrap()[0];
    unit.commit().await.unwrap();
    let homes = vec![
        ListingBuilder::new("a")
            .detail("采光好")
            .estate("望京", "望京西园")
            .agent(agent),
        ListingBuilder::new("b"),
    ];
    let ids = client.app.put(homes).await.unwrap();
    let home = read(&client, &format!("/api/houseinfos/{}/", ids[0])).await;
    assert_eq!(
        keys(&home),
        [
            "agent",
            "area",
            "detail",
            "direction",
            "district",
            "estate",
            "floor",
            "hasagentfees",
            "hassubway",
            "houseid",
            "isshared",
            "mainphoto",
            "photos",
            "price",
            "priceunit",
            "pubdate",
            "street",
            "tags",
            "title",
            "totalfloor",
            "type"
        ]
    );
    assert_eq!(
        home["agent"],
        json!({"agentid": agent.0, "name": "杨伟", "tel": "133****9550", "servstar": 3})
    );
    assert_eq!(home["estate"]["name"], "望京西园");
    assert_eq!(keys(&home["estate"]), ["estateid", "name"]);
    assert_eq!(home["detail"], "采光好");
    assert_eq!(home["pubdate"], "2026-05-02");
    for flag in ["hassubway", "isshared", "hasagentfees"] {
        assert_eq!(home[flag], false, "{flag}");
    }
    let plain = read(&client, &format!("/api/houseinfos/{}/", ids[1])).await;
    assert_eq!(
        (&plain["agent"], &plain["estate"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(
        client
            .statements(&format!("/api/houseinfos/{}/", ids[0]))
            .await,
        1
    );
    assert_eq!(Orientation::South.zh(), "南");
    for path in ["/api/houseinfos/999/", "/api/houseinfos/x/"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.json(), json!({"detail": "未找到。"}), "{path}");
    }
}

#[tokio::test]
async fn both_spellings_of_a_filter_mean_the_same() {
    let client = Client::start().await;
    let homes = vec![
        ListingBuilder::new("1").rent(1_000),
        ListingBuilder::new("2").rent(2_000),
        ListingBuilder::new("3").rent(3_000).place(310_100, 310_115),
    ];
    client.app.put(homes).await.unwrap();
    for (query, ids) in [
        ("minprice=2000&ordering=price", vec![2, 3]),
        ("min_price=2000&ordering=price", vec![2, 3]),
        ("minprice=1000.5&ordering=price", vec![2, 3]),
        ("maxprice=2000&ordering=price", vec![1, 2]),
        ("max_price=2000.9&ordering=price", vec![1, 2]),
        ("minprice=1500&max_price=2500", vec![2]),
        ("minprice=2500&maxprice=1500", vec![]),
        ("maxprice=-1", vec![]),
        ("minarea=60&ordering=price", vec![1, 2, 3]),
        ("min_area=61", vec![]),
        ("maxarea=59.9", vec![]),
        ("max_area=60&ordering=-price", vec![3, 2, 1]),
        // County, city, and the city by the code of its province.
        ("district=310115", vec![3]),
        ("dist=310115", vec![3]),
        ("dist=310100", vec![3]),
        ("district=110000&ordering=price", vec![1, 2]),
        ("district=999999", vec![]),
        ("type=3&ordering=price", vec![1, 2, 3]),
        ("type=8", vec![]),
        ("type=3&dist=110105&minprice=1500", vec![2]),
    ] {
        assert_eq!(found(&client, query).await, ids, "{query}");
    }
    for (query, field) in [
        ("minprice=many", "minprice"),
        ("max_price=NaN", "max_price"),
        ("dist=x", "dist"),
        ("type=villa", "type"),
    ] {
        let answer = client.get(&format!("/api/houseinfos/?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        assert_eq!(answer.json(), json!({field: ["输入一个数字。"]}), "{query}");
    }
}

#[tokio::test]
async fn a_title_is_found_by_any_letters_in_it() {
    let client = Client::start().await;
    let titled = |source: &str, title: &str| ListingBuilder::new(source).title(title);
    let homes = vec![
        titled("1", "银河新城二期 一室一厅 高楼层,楼下商超!南北通透"),
        titled("2", "天鹅家园 三室两厅 家电齐全,欢迎咨询"),
        titled("3", "SOHO现代城 Loft").place(310_100, 310_115),
    ];
    client.app.put(homes).await.unwrap();
    for (text, ids) in [
        ("电齐", vec![2]),
        ("新城", vec![1]),
        ("代城", vec![3]),
        ("城", vec![1, 3]),
        ("厅 高楼层,楼", vec![1]),
        ("厅 家", vec![2]),
        ("!", vec![1]),
        (" 天鹅 ", vec![2]),
        // Letter by letter, as the classic system does.
        ("soho", vec![]),
        ("Loft", vec![3]),
        ("家 园", vec![]),
        ("厅高", vec![]),
    ] {
        let query: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let query = format!("title={query}&ordering=pubdate");
        assert_eq!(found(&client, &query).await, ids, "{text}");
    }
    // A home that changes is found by what it says now, and one that comes is found too.
    let homes = vec![titled("2", "天鹅湖 三室两厅"), titled("4", "家园里 电齐")];
    let put = client.app.put(homes).await.unwrap();
    let (changed, new) = (put[0].0, put[1].0);
    for (text, id) in [("电齐", new), ("家园", new), ("天鹅湖", changed)] {
        let query: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        assert_eq!(
            found(&client, &format!("title={query}")).await,
            [id],
            "{text}"
        );
    }
}

#[tokio::test]
async fn homes_that_are_equal_stand_by_their_numbers() {
    let client = Client::start().await;
    let homes = (0..9)
        .map(|n| ListingBuilder::new(format!("{n}")))
        .collect();
    client.app.put(homes).await.unwrap();
    for ordering in ["pubdate", "price", "-price", "-pubdate", "nothing"] {
        let first = found(&client, &format!("ordering={ordering}")).await;
        let mut all = first.clone();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 9, "{ordering}");
        assert_eq!(found(&client, &format!("ordering={ordering}")).await, first);
        assert!(
            first.is_sorted() || first.iter().rev().is_sorted(),
            "{ordering}"
        );
    }
}

#[tokio::test]
async fn lists_and_homes_are_kept_until_homes_change() {
    let client = Client::with_homes(2).await;
    let place = Arc::new(LocalCache::new(4 << 20));
    client.app.services.caches().keep_in(place);
    // The first look at what is stored beside homes drops what was kept before it.
    tokio::time::sleep(Duration::from_millis(600)).await;
    let status = async |path: &str| {
        let answer = client.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        answer.header("cache-status").to_owned()
    };
    for path in ["/api/houseinfos/", "/api/houseinfos/1/"] {
        let first = status(path).await;
        assert!(!first.contains("hit"), "{path}: {first}");
        let again = status(path).await;
        assert!(again.contains("hit"), "{path}: {again}");
        assert_eq!(client.statements(path).await, 0, "{path}");
    }
    let home = ListingBuilder::new("new");
    client.app.put(vec![home]).await.unwrap();
    assert_eq!(read(&client, "/api/houseinfos/").await["count"], 3);
}
