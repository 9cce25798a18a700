//! `/listings`.

use crate::client::Client;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use testkit::ListingBuilder;

#[tokio::test]
async fn results_are_in_the_page_before_any_script_runs() {
    let client = Client::start().await;
    let homes = vec![
        ListingBuilder::new("a")
            .title("望京阳光两居")
            .estate("望京", "望京西园"),
        ListingBuilder::new("b")
            .title("徐汇一居")
            .place(310_100, 310_104),
    ];
    client.app.put(homes).await.unwrap();
    let answer = client.get("/listings?city=110100").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    let html = answer.text();
    assert!(html.contains("望京阳光两居"), "{html}");
    assert!(html.contains("望京西园"), "{html}");
    assert!(!html.contains("徐汇一居"), "{html}");
}

#[tokio::test]
async fn a_search_page_takes_at_most_three_statements() {
    let client = Client::with_homes(45).await;
    for query in ["", "?page=3", "?q=Home&city=110100", "?rent_max=1"] {
        let statements = client.statements(&format!("/listings{query}")).await;
        assert!(statements <= 3, "{query}: {statements}");
    }
}

#[tokio::test]
async fn the_page_comes_compressed_for_those_who_can_read_it() {
    let client = Client::with_homes(20).await;
    let request = Request::get("/listings")
        .header("accept-encoding", "br")
        .body(Body::empty());
    let small = client.send(request.unwrap()).await;
    assert_eq!(small.header("content-encoding"), "br");
    let plain = client.get("/listings").await;
    assert!(small.body.len() * 2 < plain.body.len());
}
