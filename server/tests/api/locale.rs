//! `/locale/{tag}`.

use crate::client::Client;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use testkit::{ListingBuilder, TestApp};

#[tokio::test]
async fn choosing_a_language_sets_a_cookie_and_goes_back() {
    let client = Client::start().await;
    let answer = client
        .get("/locale/en?to=%2Flistings%3Fcity%3D110100")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/listings?city=110100");
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("locale=en; Path=/; Max-Age="),
        "{cookie}"
    );
    assert!(cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(!cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn in_production_the_cookie_travels_by_https_only() {
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.production = true
    });
    let answer = client.get("/locale/zh-CN?to=/").await;
    assert!(answer.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let client = Client::start().await;
    for to in [
        "https://evil.example",
        "//evil.example",
        "/%5Cevil.example",
        "%2F%0D%0Aevil",
        "",
    ] {
        let answer = client.get(&format!("/locale/en?to={to}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{to}");
        assert_eq!(answer.header("location"), "/listings", "{to}");
    }
    assert_eq!(
        client.get("/locale/en").await.header("location"),
        "/listings"
    );
}

#[tokio::test]
async fn an_unknown_language_is_not_found() {
    let client = Client::start().await;
    for tag in ["fr", "en%0d%0aset-cookie:x=1", "%FF"] {
        let answer = client.get(&format!("/locale/{tag}?to=/")).await;
        assert!(answer.status.is_client_error(), "{tag}");
        assert!(!answer.headers.contains_key("set-cookie"), "{tag}");
    }
}

#[tokio::test]
async fn the_address_says_the_language_and_the_cookie_keeps_it() {
    let client = Client::with_homes(1).await;
    for (path, cookie, tag, kept) in [
        ("/listings?lang=en", "", "en", "locale=en"),
        ("/listings?lang=zh-CN", "locale=en", "zh-CN", "locale=zh-CN"),
        ("/listings?rooms=2&lang=en", "locale=en", "en", ""),
        ("/listings?lang=fr", "locale=en", "en", ""),
        ("/listings?lang=en%0d%0aset-cookie:x=1", "", "zh-CN", ""),
        ("/listings/1?lang=en", "", "en", "locale=en"),
        ("/nothing?lang=en", "", "en", "locale=en"),
    ] {
        let request = Request::get(path).header("cookie", cookie);
        let answer = client.send(request.body(Body::empty()).unwrap()).await;
        let html = answer.text();
        assert!(html.contains(&format!("<html lang=\"{tag}\"")), "{path}");
        assert!(answer.header("set-cookie").starts_with(kept), "{path}");
        assert_eq!(answer.header("set-cookie").is_empty(), kept.is_empty());
        assert_eq!(answer.header("vary"), "cookie, accept-language", "{path}");
        assert!(!html.contains("\"unknown_param\""), "{path}");
    }
}

#[tokio::test]
async fn a_page_names_its_addresses_in_every_language() {
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.public_url = Some("https://zufang.example".into());
    });
    let ids = client.app.put(ListingBuilder::many(1)).await.unwrap();
    for path in ["/listings?rooms=2".into(), format!("/listings/{}", ids[0])] {
        let joint = if path.contains('?') { "&amp;" } else { "?" };
        let chinese = format!("https://zufang.example{path}");
        let english = format!("{chinese}{joint}lang=en");
        for (asked, canonical) in [
            (&path, &chinese),
            (
                &format!(
                    "{path}{}lang=en",
                    if path.contains('?') { "&" } else { "?" }
                ),
                &english,
            ),
        ] {
            let html = client.get(asked).await.text();
            for link in [
                format!("<link rel=\"canonical\" href=\"{canonical}\""),
                format!("hreflang=\"zh-CN\" href=\"{chinese}\""),
                format!("hreflang=\"en\" href=\"{english}\""),
                format!("hreflang=\"x-default\" href=\"{chinese}\""),
                format!("<meta property=\"og:url\" content=\"{canonical}\""),
            ] {
                assert!(in_any_order(&html, &link), "{link} in {html}");
            }
        }
    }
}

#[tokio::test]
async fn an_address_without_a_language_is_its_own_whatever_the_reader_speaks() {
    let client = Client::with_homes(1).await;
    let english = [("host", "zufang.example"), ("accept-language", "en")];
    let html = client.get_with("/listings", &english).await.text();
    assert!(html.contains("<html lang=\"en\""), "{html}");
    let canonical = html
        .split('<')
        .find(|tag| tag.contains("rel=\"canonical\""))
        .unwrap();
    assert!(canonical.contains("example/listings\""), "{canonical}");
}

#[tokio::test]
async fn without_a_public_url_addresses_follow_the_host_that_was_asked() {
    let client = Client::with_homes(1).await;
    for (host, origin) in [
        ("homes.example:8080", "http://homes.example:8080"),
        ("evil\"><script>", "http://127.0.0.1:3000"),
    ] {
        let request = Request::get("/listings").header("host", host);
        let html = client
            .send(request.body(Body::empty()).unwrap())
            .await
            .text();
        assert!(
            html.contains(&format!("href=\"{origin}/listings\"")),
            "{html}"
        );
    }
}

/// Whether `html` has an element with all the attributes of `wanted`.
fn in_any_order(html: &str, wanted: &str) -> bool {
    let attributes: Vec<&str> = wanted
        .trim_start_matches(['<'])
        .split(' ')
        .filter(|part| part.contains('='))
        .collect();
    html.split('<')
        .any(|element| attributes.iter().all(|part| element.contains(part)))
}
