//! `/theme/{tag}`, and the theme of pages.

use crate::client::Client;
use axum::http::StatusCode;
use testkit::TestApp;

#[tokio::test]
async fn choosing_a_theme_sets_a_cookie_and_goes_back() {
    let client = Client::start().await;
    let answer = client.get("/theme/dark?to=%2Flistings%3Frooms%3D2").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/listings?rooms=2");
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("theme=dark; Path=/; Max-Age="),
        "{cookie}"
    );
    assert!(cookie.contains("SameSite=Lax"), "{cookie}");
}

#[tokio::test]
async fn without_a_target_it_goes_back_to_the_page_it_was_chosen_on() {
    let client = Client::start().await;
    let back = async |page| {
        let answer = client.get_with("/theme/light", &[("referer", page)]).await;
        answer.header("location").to_owned()
    };
    assert_eq!(
        back("http://localhost/listings?rooms=2").await,
        "/listings?rooms=2"
    );
    assert_eq!(back("http://localhost//evil.example/").await, "/listings");
    assert_eq!(back("nonsense").await, "/listings");
}

#[tokio::test]
async fn in_production_the_cookie_travels_by_https_only() {
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.production = true
    });
    let answer = client.get("/theme/system?to=/").await;
    assert!(answer.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_and_no_other_theme_exists() {
    let client = Client::start().await;
    for to in ["https://evil.example", "//evil.example", "/%5Cevil.example"] {
        let answer = client.get(&format!("/theme/dark?to={to}")).await;
        assert_eq!(answer.header("location"), "/listings", "{to}");
    }
    for tag in ["pink", "DARK", "dark%0d%0aset-cookie:x=1", "%FF"] {
        let answer = client.get(&format!("/theme/{tag}?to=/")).await;
        assert!(answer.status.is_client_error(), "{tag}");
        assert!(!answer.headers.contains_key("set-cookie"), "{tag}");
    }
}

#[tokio::test]
async fn the_first_byte_of_a_page_has_the_theme() {
    let client = Client::start().await;
    let page = async |cookie| {
        let answer = client.get_with("/listings", &[("cookie", cookie)]).await;
        let html = answer.text();
        let head = html.split("</head>").next().unwrap_or_default().to_owned();
        let schemes = ["light dark", "light", "dark"].map(|scheme| {
            let meta = format!("<meta name=\"color-scheme\" content=\"{scheme}\"");
            head.contains(&meta)
        });
        (head, schemes)
    };
    let (head, schemes) = page("theme=dark").await;
    assert!(head.contains("data-theme=\"dark\""), "{head}");
    assert_eq!(schemes, [false, false, true]);
    assert_eq!(head.matches("theme-color").count(), 1);
    for cookie in ["theme=system", "theme=%22pink", "locale=en"] {
        let (head, schemes) = page(cookie).await;
        assert!(!head.contains("data-theme"), "{cookie}");
        assert_eq!(schemes, [true, false, false]);
        assert_eq!(head.matches("theme-color").count(), 2);
    }
}
