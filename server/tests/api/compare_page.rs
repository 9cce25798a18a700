//! `/compare`.

use crate::client::Client;
use axum::http::StatusCode;
use domain::{ListingId, ListingStatus};
use testkit::ListingBuilder;

async fn page(client: &Client, search: &str) -> String {
    let answer = client.get(&format!("/compare{search}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{search}");
    let html = answer.text();
    assert!(html.contains("</html>"), "{search}");
    html
}

/// How often a home has a column.
fn columns(html: &str, id: ListingId) -> usize {
    html.matches(&format!("href=\"/listings/{id}\"")).count()
}

#[tokio::test]
async fn four_homes_stand_side_by_side_within_six_statements() {
    let client = Client::start().await;
    let homes = (0..4).map(|n| {
        ListingBuilder::new(format!("home-{n}"))
            .rent(5_000 + n * 100)
            .estate("望京", "望京西园")
            .tags(&["近地铁"])
    });
    let ids = client.app.put(homes.collect()).await.unwrap();
    let path = format!("/compare?ids={},{},{},{}", ids[3], ids[1], ids[0], ids[2]);
    let html = client.get(&path).await.text();
    let places: Vec<_> = [3, 1, 0, 2]
        .map(|n: usize| {
            html.find(&format!("href=\"/listings/{}\"", ids[n]))
                .unwrap()
        })
        .into();
    assert!(places.is_sorted(), "in the order of the address");
    let statements = client.statements(&path).await;
    assert!((1..=6).contains(&statements), "{statements}");
}

#[tokio::test]
async fn a_fifth_home_and_repeated_ones_are_left_out() {
    let client = Client::start().await;
    let ids = client.app.put(ListingBuilder::many(5)).await.unwrap();
    let [a, b, c, d, e] = [ids[0], ids[1], ids[2], ids[3], ids[4]];
    let html = page(&client, &format!("?ids={a},{b},{a},{c},{d},{d}")).await;
    for id in [a, b, c, d] {
        assert_eq!(columns(&html, id), 1, "{id}");
    }
    assert!(!html.contains("最多同时对比 4 套，这里"), "{html}");
    let html = page(&client, &format!("?ids={a},{b},{c},{d},{e}")).await;
    assert_eq!((columns(&html, d), columns(&html, e)), (1, 0));
    assert!(
        html.contains("最多同时对比 4 套，这里显示前 4 套"),
        "{html}"
    );
}

#[tokio::test]
async fn homes_that_are_gone_keep_a_column_that_says_why() {
    let client = Client::start().await;
    let homes = ListingStatus::ALL.iter().map(|status| {
        ListingBuilder::new(status.as_str())
            .title("曾经的标题")
            .status(*status)
    });
    let ids = client.app.put(homes.collect()).await.unwrap();
    let by_status = |status| {
        let place = ListingStatus::ALL.iter().position(|it| *it == status);
        ids[place.unwrap()]
    };
    let shown = by_status(ListingStatus::Published);
    for (status, said) in [
        (ListingStatus::Let, Some("已出租")),
        (ListingStatus::Reserved, Some("已被预订")),
        (ListingStatus::Withdrawn, Some("已下架")),
        (ListingStatus::Expired, Some("已过期")),
        (ListingStatus::Draft, None),
        (ListingStatus::InReview, None),
    ] {
        let gone = by_status(status);
        let html = page(&client, &format!("?ids={gone},{shown}")).await;
        assert!(
            html.contains(said.unwrap_or("没有这套房源")),
            "{status}: {html}"
        );
        assert_eq!(
            columns(&html, gone),
            usize::from(said.is_some()),
            "{status}"
        );
        let remove = format!("href=\"/compare?ids={shown}\"");
        assert!(html.contains(&remove), "{status}: {html}");
        let alone = page(&client, &format!("?ids={gone}")).await;
        let told = alone.contains("曾经的标题");
        assert_eq!(
            told,
            said.is_some(),
            "what never was public stays unknown: {alone}"
        );
        assert!(!alone.contains("5,000"), "{status}: {alone}");
    }
    let html = page(&client, "?ids=999999,888888").await;
    assert_eq!(html.matches("没有这套房源").count(), 2, "{html}");
}

#[tokio::test]
async fn an_address_that_makes_no_sense_is_explained() {
    let client = Client::with_homes(1).await;
    for (search, said) in [
        ("", "还没有选择房源"),
        ("?ids=", "还没有选择房源"),
        ("?ids=abc,-1,0,1.5", "链接里有看不懂的房源编号"),
        ("?ids=9223372036854775808", "链接里有看不懂的房源编号"),
        ("?ids=%00%FF", "链接里有看不懂的房源编号"),
        ("?ids=1%27%20OR%201=1", "链接里有看不懂的房源编号"),
        ("?ids=1&pay=weekly", "链接里的付款方式看不懂"),
    ] {
        let html = page(&client, search).await;
        assert!(html.contains(said), "{search}: {html}");
    }
}

#[tokio::test]
async fn the_browser_gets_what_the_page_shows() {
    let client = Client::with_homes(2).await;
    let answer = client
        .get("/api/ui/compare_homes?search=ids%3D2%2C1%2C99")
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let homes = answer.json();
    assert_eq!(homes[0]["Shown"]["card"]["id"], 2);
    assert_eq!(homes[1]["Shown"]["card"]["id"], 1);
    assert_eq!(homes[2]["Gone"]["id"], 99);
}
