//! `/`, and the choice of the city.

use crate::client::{Answer, Client};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use testkit::{ListingBuilder, TestApp};

async fn filled() -> Client {
    let client = Client::start().await;
    let mut homes = ListingBuilder::many(9);
    homes.push(
        ListingBuilder::new("s")
            .title("徐汇一居")
            .place(310_100, 310_104),
    );
    client.app.put(homes).await.unwrap();
    client
}

async fn with_cookie(client: &Client, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header("cookie", cookie);
    client.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn the_home_page_is_about_the_city_with_most_homes() {
    let client = filled().await;
    let answer = client.get("/").await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.text();
    for part in [
        "北京市最新房源",
        "Home home-8",
        r#"name="city" value="110100""#,
        r#"href="/listings?city=110100&amp;mode=entire""#,
        r#"href="/districts/110105""#,
        r#"href="/map?city=110100""#,
        r#"href="/stats?city=110100""#,
        r#"href="/cities""#,
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("徐汇一居"));
}

#[tokio::test]
async fn the_chosen_city_is_remembered() {
    let client = filled().await;
    for code in ["310100", "310000"] {
        let answer = client.get(&format!("/city/{code}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{code}");
        assert_eq!(answer.header("location"), "/");
        let cookie = answer.header("set-cookie");
        assert!(
            cookie.starts_with("city=310100; Path=/; Max-Age="),
            "{cookie}"
        );
        assert!(cookie.contains("SameSite=Lax"), "{cookie}");
        assert!(!cookie.contains("Secure"), "{cookie}");
        let pair = cookie.split(';').next().unwrap();
        let html = with_cookie(&client, "/", pair).await.text();
        assert!(html.contains("上海市最新房源"), "{html}");
        assert!(html.contains("徐汇一居"), "{html}");
        let json = with_cookie(&client, "/api/ui/home", pair).await.json();
        assert_eq!(
            json["city"]["id"], 310_100,
            "the browser's call reads it too"
        );
    }
}

#[tokio::test]
async fn a_cookie_that_makes_no_sense_is_no_choice() {
    let client = filled().await;
    for cookie in [
        "city=",
        "city=x",
        "city=-1",
        "city=999999",
        "city=110105",
        "city=99999999999999999999",
        "city=310100x",
        "city=%3Cscript%3E",
        "citycity=310100",
        ";;;=;",
    ] {
        let answer = with_cookie(&client, "/", cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{cookie}");
        assert!(answer.text().contains("北京市最新房源"), "{cookie}");
    }
    // A city without homes is a choice.
    let answer = with_cookie(&client, "/", "a=b; city=610100; locale=zh-CN").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("这个城市暂时没有在租房源"));
}

#[tokio::test]
async fn what_is_no_city_cannot_be_chosen() {
    let client = filled().await;
    for code in [
        "x",
        "999999",
        "110105",
        "440000",
        "1%0d%0aset-cookie:x=1",
        "%FF",
    ] {
        let answer = client.get(&format!("/city/{code}")).await;
        assert!(answer.status.is_client_error(), "{code}");
        assert!(!answer.headers.contains_key("set-cookie"), "{code}");
    }
}

#[tokio::test]
async fn in_production_the_cookie_travels_by_https_only() {
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.production = true
    });
    let answer = client.get("/city/110100").await;
    assert!(answer.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test]
async fn without_any_home_there_is_a_page() {
    let client = Client::start().await;
    let answer = client.get("/").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("还没有房源"));
    assert_eq!(client.get("/cities").await.status, StatusCode::OK);
}
