//! Words of the search box as filters: the page, the API, and both alike.

use crate::client::Client;
use axum::http::StatusCode;
use domain::PaymentTerms;
use serde_json::Value;
use testkit::ListingBuilder;

async fn client() -> Client {
    let client = Client::start().await;
    let homes = vec![
        ListingBuilder::new("a")
            .title("A home")
            .rent(4_000)
            .estate("望京", "望京西园")
            .payment(PaymentTerms::Monthly)
            .tags(&["随时看房"]),
        ListingBuilder::new("b")
            .title("B home")
            .rent(9_000)
            .estate("望京", "望京西园")
            .payment(PaymentTerms::Quarterly),
        ListingBuilder::new("c").title("C home").rent(4_000),
        ListingBuilder::new("d")
            .title("D home")
            .rent(4_000)
            .place(310_100, 310_115)
            .estate("陆家嘴", "万科城市花园"),
    ];
    client.app.put(homes).await.unwrap();
    client
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn found(client: &Client, text: &str, more: &str) -> Value {
    let path = format!("/api/v1/listings?q={}{more}", percent(text));
    let answer = client.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{text}");
    answer.json()
}

fn titles(page: &Value) -> Vec<&str> {
    let listings = page["results"].as_array().unwrap().iter();
    let mut titles: Vec<_> = listings
        .map(|home| home["title"].as_str().unwrap())
        .collect();
    titles.sort_unstable();
    titles
}

#[tokio::test]
async fn words_are_filters_and_the_answer_says_which() {
    let client = client().await;
    let page = found(&client, "望京两居5000以内 随时看房", "").await;
    assert_eq!(titles(&page), ["A home"]);
    let query = page["query"].as_str().unwrap();
    assert!(!query.contains("q="), "{query}");
    for part in [
        "city=110100",
        "business_district=",
        "rent_max=5000",
        "rooms=2",
        "tag=",
    ] {
        assert!(query.contains(part), "{part} in {query}");
    }
    assert_eq!(
        page["understood"],
        serde_json::json!(["city", "business_district", "rent", "rooms", "tag"])
    );
    // The search that the answer names finds the same.
    let again = client
        .get(&format!("/api/v1/listings?{query}"))
        .await
        .json();
    assert_eq!(again["results"], page["results"]);
    assert_eq!(again["understood"], serde_json::json!([]));
}

#[tokio::test]
async fn what_is_not_understood_is_searched_as_text() {
    let client = client().await;
    let page = found(&client, "西园 两居", "").await;
    assert_eq!(titles(&page), ["A home", "B home"]);
    assert_eq!(page["query"], format!("q={}&rooms=2", percent("西园")));
    assert_eq!(found(&client, "火星 两居", "").await["count"], 0);
    assert_eq!(
        found(&client, "\"两居\" 火星", "").await["understood"],
        serde_json::json!([])
    );
}

#[tokio::test]
async fn what_was_typed_wins_over_the_filter_of_its_kind() {
    let client = client().await;
    let page = found(&client, "over 8000", "&rent_max=5000&rooms=2").await;
    assert_eq!(titles(&page), ["B home"]);
    let page = found(&client, "上海", "&city=110100&district=110105").await;
    assert_eq!(titles(&page), ["D home"]);
}

#[tokio::test]
async fn payment_terms_are_a_filter_with_counts() {
    let client = client().await;
    let page = found(&client, "月付", "&include=facets").await;
    assert_eq!(titles(&page), ["A home"]);
    assert_eq!(
        page["facets"]["payments"],
        serde_json::json!([{"value": "monthly", "count": 1}, {"value": "quarterly", "count": 1}])
    );
    let page = client
        .get("/api/v1/listings?payment=monthly,quarterly")
        .await
        .json();
    assert_eq!(titles(&page), ["A home", "B home"]);
    assert_eq!(page["results"][0]["payment"], "quarterly");
}

#[tokio::test]
async fn places_that_come_later_are_understood_at_once() {
    let client = client().await;
    assert_eq!(
        found(&client, "国贸", "").await["understood"],
        serde_json::json!([])
    );
    let home = ListingBuilder::new("e")
        .title("E home")
        .estate("国贸", "建外SOHO");
    client.app.put(vec![home]).await.unwrap();
    let page = found(&client, "国贸", "").await;
    assert_eq!(titles(&page), ["E home"]);
    assert_eq!(
        page["understood"],
        serde_json::json!(["city", "business_district"])
    );
}

#[tokio::test]
async fn understanding_takes_no_sql() {
    let client = client().await;
    let path = format!("/api/v1/listings?q={}", percent("望京两居5000以内"));
    assert_eq!(client.statements(&path).await, 0);
}

#[tokio::test]
async fn the_page_shows_chips_and_leaves_the_rest_in_the_box() {
    let client = client().await;
    let path = format!("/listings?q={}", percent("望京两居5000以内 阳台"));
    let answer = client.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.text();
    for part in [
        "去掉：望京",
        "去掉：两室",
        "去掉：5,000 元以下",
        "去掉：“阳台”",
        r#"value="阳台""#,
        r#"<input type="hidden" name="rooms" value="2""#,
        r#"name="rent_max" form="find""#,
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let canonical = html
        .split("<link ")
        .find(|tag| tag.contains("canonical"))
        .unwrap();
    assert!(canonical.contains("rooms=2"), "{canonical}");
    // In English too, and by its words.
    let html = client
        .get(&format!("/listings?q={}", percent("wangjing 2br max 5000")))
        .await
        .text();
    assert!(
        html.contains("去掉：望京") && html.contains("去掉：两室"),
        "{html}"
    );
}
