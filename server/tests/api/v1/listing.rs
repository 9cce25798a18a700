//! `GET /api/v1/listings/{id}`.

use super::assert_problem;
use crate::client::Client;
use axum::http::StatusCode;
use domain::ListingStatus;
use testkit::ListingBuilder;

#[tokio::test]
async fn a_home_comes_with_everything_its_page_shows() {
    let client = Client::start().await;
    let home = ListingBuilder::new("a")
        .title("望京两居")
        .detail("近地铁")
        .estate("望京", "望京西园")
        .tags(&["随时看房"]);
    let ids = client.app.put(vec![home]).await.unwrap();
    let answer = client.get(&format!("/api/v1/listings/{}", ids[0])).await;
    assert_eq!(answer.status, StatusCode::OK);
    let home = answer.json();
    assert_eq!(home["card"]["title"], "望京两居");
    assert_eq!(home["card"]["estate"]["name"], "望京西园");
    assert_eq!(home["card"]["tags"][0]["name"], "随时看房");
    assert_eq!(home["detail"], "近地铁");
    assert_eq!(home["province"]["name"], "北京市");
    assert_eq!(home["estate_listings"], 1);
}

#[tokio::test]
async fn what_is_not_public_is_not_found() {
    let client = Client::start().await;
    let homes = [ListingStatus::Draft, ListingStatus::InReview]
        .map(|status| ListingBuilder::new(status.as_str()).status(status));
    let ids = client.app.put(homes.to_vec()).await.unwrap();
    let hidden = ids.iter().map(ToString::to_string);
    let odd = [
        "0",
        "-1",
        "99999999",
        "abc",
        "9223372036854775808",
        "%00",
        "1%27%20OR%201=1",
        "房",
    ];
    let odd = odd.map(|id| id.replace('房', "%E6%88%BF"));
    for id in hidden.chain(odd) {
        let answer = client.get(&format!("/api/v1/listings/{id}")).await;
        assert_problem(&answer, StatusCode::NOT_FOUND, "not_found", &id);
    }
}

#[tokio::test]
async fn a_home_takes_at_most_six_statements_however_much_it_shows() {
    let client = Client::start().await;
    let homes = ListingBuilder::many(60)
        .into_iter()
        .map(|home| {
            home.estate("望京", "望京西园")
                .tags(&["近地铁", "随时看房"])
        })
        .collect();
    let ids = client.app.put(homes).await.unwrap();
    let statements = client
        .statements(&format!("/api/v1/listings/{}", ids[0]))
        .await;
    assert!((1..=6).contains(&statements), "{statements}");
}
