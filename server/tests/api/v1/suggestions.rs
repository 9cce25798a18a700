//! `GET /api/v1/suggestions`, and the search around the metro station that it offers.

use super::assert_problem;
use crate::client::Client;
use axum::http::StatusCode;
use domain::{DivisionCode, LineId, Point, StationId};
use serde_json::Value;
use store::{MetroLine, MetroStation};
use testkit::ListingBuilder;

/// A small city's homes: three in 望京西园, one in 王府井大院 of Beijing, one in Shanghai.
async fn city() -> Client {
    let client = Client::start().await;
    let homes = vec![
        ListingBuilder::new("a")
            .estate("望京", "望京西园")
            .point(116.470, 39.990),
        ListingBuilder::new("b")
            .estate("望京", "望京西园")
            .point(116.471, 39.990),
        ListingBuilder::new("c").estate("望京", "望京西园"),
        ListingBuilder::new("d")
            .place(110_100, 110_101)
            .estate("王府井", "王府井大院"),
        ListingBuilder::new("e")
            .place(310_100, 310_104)
            .estate("徐家汇", "望京小筑"),
    ];
    client.app.put(homes).await.unwrap();
    client
}

/// A station 600 m from two of the homes.
async fn import_station(client: &Client) {
    let mut unit = client.app.store().begin().await.unwrap();
    let station = MetroStation {
        id: StationId(110_100_023_110_071),
        city: DivisionCode(110_100),
        name: "望京".into(),
        pinyin: "WangJing".into(),
        point: Point {
            lon: 116.463,
            lat: 39.990,
        },
    };
    let line = |id, name: &str| MetroLine {
        id: LineId(id),
        city: DivisionCode(110_100),
        name: name.into(),
        color: "#F4DE00".into(),
        stations: vec![station.id],
    };
    unit.put_metro_stations(std::slice::from_ref(&station))
        .await
        .unwrap();
    let lines = [line(14, "14号线"), line(15, "15号线"), line(16, "15号线")];
    unit.put_metro_lines(&lines).await.unwrap();
    unit.commit().await.unwrap();
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn suggestions(client: &Client, words: &str, more: &str) -> Value {
    let path = format!("/api/v1/suggestions?q={}{more}", percent(words));
    let answer = client.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{words}: {}", answer.text());
    answer.json()
}

/// Kind, name, where it lies and count of each.
fn said(answer: &Value) -> Vec<(String, String, String, u64)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let places = answer["places"].as_array().unwrap();
    places
        .iter()
        .map(|place| {
            let within = place["within"].as_array().unwrap();
            let within: Vec<String> = within.iter().map(text).collect();
            (
                text(&place["kind"]),
                text(&place["name"]),
                within.join("·"),
                place["count"].as_u64().unwrap(),
            )
        })
        .collect()
}

fn row(kind: &str, name: &str, within: &str, count: u64) -> (String, String, String, u64) {
    (kind.into(), name.into(), within.into(), count)
}

#[tokio::test]
async fn places_come_by_characters_pinyin_and_initials_with_their_homes() {
    let client = city().await;
    let expected = [
        row("business_district", "望京", "朝阳", 3),
        row("estate", "望京西园", "朝阳·望京", 3),
        row("estate", "望京小筑", "上海·徐汇·徐家汇", 1),
    ];
    for words in ["望京", "wangjing", "wj", "望j", "Wang Jing"] {
        let found = said(&suggestions(&client, words, "&city=110000").await);
        // 王府井 is wj too, in part.
        let found: Vec<_> = found
            .into_iter()
            .filter(|row| row.1.starts_with('望'))
            .collect();
        assert_eq!(found, expected, "{words}");
    }
    let answer = suggestions(&client, "xiyuan", "").await;
    assert_eq!(
        said(&answer),
        [row("estate", "望京西园", "北京·朝阳·望京", 3)]
    );
    assert_eq!(answer["places"][0]["matched"], serde_json::json!([2, 2]));
    assert_eq!(answer["places"][0]["city"], 110_100);
    assert_eq!(answer["places"][0]["latin"], "Wangjing Xiyuan");
}

#[tokio::test]
async fn divisions_are_found_with_and_without_the_word_for_their_level() {
    let client = city().await;
    let beijing = [row("city", "北京市", "", 4)];
    for words in ["北京", "北京市", "beijing"] {
        assert_eq!(
            said(&suggestions(&client, words, "").await)[..1],
            beijing,
            "{words}"
        );
    }
    let chaoyang = said(&suggestions(&client, "朝阳", "").await);
    assert_eq!(chaoyang[0], row("district", "朝阳区", "北京", 3));
    // 朝阳市 in 辽宁 and every other 朝阳区 has no home.
    assert_eq!(chaoyang.len(), 1, "{chaoyang:?}");
}

#[tokio::test]
async fn words_beside_a_place_remain() {
    let client = city().await;
    for (words, rest) in [("两居 望京西园", "两居"), ("wjxy 南 朝向", "南 朝向")] {
        let answer = suggestions(&client, words, "").await;
        assert_eq!(said(&answer)[0].1, "望京西园", "{words}");
        assert_eq!(answer["rest"], rest);
    }
}

#[tokio::test]
async fn a_place_that_is_new_is_suggested_and_one_without_homes_is_not() {
    let client = city().await;
    assert_eq!(said(&suggestions(&client, "花家地", "").await), []);
    let ids = client
        .app
        .put(vec![ListingBuilder::new("f").estate("望京", "花家地北里")])
        .await
        .unwrap();
    let found = said(&suggestions(&client, "huajiadi", "").await);
    assert_eq!(found, [row("estate", "花家地北里", "北京·朝阳·望京", 1)]);
    let gone = ListingBuilder::new("f").status(domain::ListingStatus::Withdrawn);
    assert_eq!(client.app.put(vec![gone]).await.unwrap(), ids);
    assert_eq!(said(&suggestions(&client, "huajiadi", "").await), []);
}

#[tokio::test]
async fn whatever_is_typed_finds_something_or_nothing() {
    let client = city().await;
    for words in [
        "",
        " ",
        "\0",
        "🏠🏠",
        "' OR 1=1 --",
        "<script>",
        "%",
        "\u{202e}京望",
        "\u{fffd}",
    ] {
        assert_eq!(said(&suggestions(&client, words, "").await), [], "{words}");
    }
    assert_eq!(
        said(&suggestions(&client, &"望京".repeat(2_000), "").await),
        []
    );
    for query in ["", "q", "q=%00"] {
        let answer = client.get(&format!("/api/v1/suggestions?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
    }
    for (query, field, code) in [
        ("q=%FF%FE", "q", "utf8"),
        ("q=a&city=999999", "city", "unknown_place"),
        ("q=a&city=x", "city", "unknown_value"),
        ("q=a&rooms=2", "rooms", "unknown_param"),
        ("q=a&colour=red", "colour", "unknown_param"),
    ] {
        let answer = client.get(&format!("/api/v1/suggestions?{query}")).await;
        assert_problem(&answer, StatusCode::BAD_REQUEST, "invalid", query);
        let error = &answer.json()["errors"][0];
        assert_eq!(
            (&error["field"], &error["code"]),
            (&field.into(), &code.into())
        );
    }
}

#[tokio::test]
async fn suggesting_takes_no_sql() {
    let client = city().await;
    assert_eq!(client.statements("/api/v1/suggestions?q=wj").await, 0);
}

#[tokio::test]
async fn a_station_imported_beside_the_running_server_is_suggested_and_searched_around() {
    let client = city().await;
    let by_station = "/api/v1/listings?station=110100023110071";
    let answer = client.get(by_station).await;
    assert_problem(&answer, StatusCode::BAD_REQUEST, "invalid", by_station);
    assert_eq!(answer.json()["errors"][0]["code"], "unknown_place");

    import_station(&client).await;
    let station = row("station", "望京", "14号线·15号线", 2);
    let mut found = Vec::new();
    for _ in 0..100 {
        found = said(&suggestions(&client, "wangjingzhan", "&city=110100").await);
        if !found.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(found, [station]);
    let page = client.get(by_station).await.json();
    assert_eq!(page["count"], 2);
    let page = client
        .get(&format!("{by_station}&city=310100"))
        .await
        .json();
    assert_eq!(page["count"], 0);

    let listing = page_of_home(&client, "a").await;
    let near = &listing["stations"];
    assert_eq!(near.as_array().unwrap().len(), 1);
    assert_eq!(near[0]["name"], "望京");
    assert_eq!(near[0]["lines"][1]["name"], "15号线");
    let metres = near[0]["metres"].as_u64().unwrap();
    assert!((590..605).contains(&metres), "{metres}");
}

async fn page_of_home(client: &Client, source_id: &str) -> Value {
    let page = client.get("/api/v1/listings").await.json();
    let title = format!("Home {source_id}");
    let listings = page["results"].as_array().unwrap();
    let home = listings.iter().find(|home| home["title"] == title.as_str());
    let id = home.unwrap()["id"].as_i64().unwrap();
    client.get(&format!("/api/v1/listings/{id}")).await.json()
}
