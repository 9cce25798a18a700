//! Cookies, and where a browser is led.

use crate::{ask::Ask, client::Client, people::PASSWORD};
use testkit::TestApp;

async fn sign_in_form(client: &Client, next: &str) -> crate::client::Answer {
    let person = client.renter().await;
    let form = [
        ("login", person.username.as_str()),
        ("password", PASSWORD),
        ("next", next),
    ];
    let ask = Ask::new("POST", "/api/ui/sign_in").form("/sign-in", &form);
    ask.to(client).await
}

#[tokio::test]
async fn no_script_and_no_other_site_gets_at_the_cookies() {
    for (production, prefix, secure) in [(false, "", ""), (true, "__Host-", "; Secure")] {
        let client = Client::over(TestApp::start().await.unwrap(), |site| {
            site.production = production;
        });
        let answer = sign_in_form(&client, "/account").await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(answer.header("location"), "/account");
        let cookies = answer.cookies();
        let names: Vec<_> = cookies.iter().map(|cookie| cookie.0.clone()).collect();
        assert_eq!(
            names,
            [[prefix, "access"].concat(), [prefix, "refresh"].concat()]
        );
        for ((_, value, attributes), seconds) in cookies.iter().zip(["900", "2592000"]) {
            assert!(!value.is_empty());
            assert_eq!(
                *attributes,
                format!("Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
            );
        }
    }
}

#[tokio::test]
async fn production_takes_no_cookie_that_another_host_could_have_set() {
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.production = true;
    });
    let person = client.renter().await;
    let ask = person.browses(Ask::new("GET", "/api/v1/account"));
    assert_eq!(ask.to(&client).await.status, 401);
    let ask = Ask::new("GET", "/api/v1/account").cookie("__Host-access", &person.access);
    assert_eq!(ask.to(&client).await.status, 200);
}

#[tokio::test]
async fn signing_in_leads_to_addresses_of_this_site_only() {
    let client = Client::start().await;
    for (next, location) in [
        ("/listings?rooms=2", "/listings?rooms=2"),
        ("", "/account"),
        ("//evil.example", "/account"),
        ("/\\evil.example", "/account"),
        ("https://evil.example", "/account"),
        ("/\t/evil.example", "/account"),
        ("javascript:alert(1)", "/account"),
    ] {
        let answer = sign_in_form(&client, next).await;
        assert_eq!(answer.header("location"), location, "{next:?}");
    }
    for path in ["/theme/dark", "/locale/en"] {
        let answer = client.get(&[path, "?to=//evil.example"].concat()).await;
        assert!(!answer.header("location").contains("evil"), "{path}");
    }
}

#[tokio::test]
async fn a_form_that_fails_leads_back_to_this_site_wherever_it_came_from() {
    let client = Client::start().await;
    for page in [
        "https://evil.example/steal",
        "https://x//evil.example",
        "nonsense",
    ] {
        let ask = Ask::new("POST", "/api/ui/sign_in")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "text/html")
            .header("referer", page)
            .bytes(b"login=nobody&password=wrong".to_vec());
        let answer = ask.to(&client).await;
        assert_eq!(answer.status, 303);
        let location = answer.header("location");
        assert!(
            location.starts_with('/') && !location.starts_with("//"),
            "{location}"
        );
    }
}

#[tokio::test]
async fn signing_out_leaves_nothing_behind() {
    let client = Client::start().await;
    let person = client.renter().await;
    let ask = Ask::new("POST", "/api/ui/sign_out").form("/account", &[]);
    let answer = person.browses(ask).to(&client).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(answer.header("clear-site-data"), "\"cache\"");
    assert_eq!(answer.cookie("access").as_deref(), Some(""));
    assert_eq!(answer.cookie("refresh").as_deref(), Some(""));
    assert_eq!(client.status("/api/v1/account", &person.access).await, 401);
}

#[tokio::test]
async fn pages_of_an_account_are_kept_nowhere() {
    let client = Client::start().await;
    let person = client.admin().await;
    for path in [
        "/account",
        "/sign-in",
        "/api/ui/own_account",
        "/api/v1/account",
        "/api/v1/users",
    ] {
        let answer = person.browses(Ask::new("GET", path)).to(&client).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn a_change_that_another_sites_page_asks_for_does_nothing() {
    let client = Client::start().await;
    let person = client.renter().await;
    for (method, path) in [
        ("POST", "/api/ui/sign_out"),
        ("POST", "/api/ui/leave"),
        ("DELETE", "/api/v1/session"),
        ("DELETE", "/api/v1/account/sessions"),
    ] {
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let ask = Ask::new(method, path).form("/", &[]).header(name, value);
            let answer = person.browses(ask).to(&client).await;
            assert_eq!(answer.status, 403, "{method} {path} {name}: {value}");
            assert!(answer.cookies().is_empty());
        }
    }
    assert_eq!(client.status("/api/v1/account", &person.access).await, 200);
}
