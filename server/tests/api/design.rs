//! `/design`, the gallery of the design system.

use crate::client::Client;
use axum::http::StatusCode;
use testkit::TestApp;

#[tokio::test]
async fn developers_see_every_component_in_both_themes() {
    let answer = Client::start().await.get("/design").await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.text();
    for theme in ["light", "dark"] {
        assert!(html.contains(&format!("data-theme=\"{theme}\"")), "{theme}");
    }
    for component in [
        "segments",
        "breadcrumb",
        "figure-list",
        "figures-table",
        "notice-error",
    ] {
        let class = format!("class=\"{component}");
        let uses = html.matches(&class).count() + html.matches(&format!(" {component}\"")).count();
        assert!(uses >= 2, "{component} stands in each theme");
    }
    assert!(!html.contains("<script"), "it runs nothing");
    assert!(!html.contains(" style="), "an inline style");
}

#[tokio::test]
async fn in_production_there_is_no_gallery() {
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        site.production = true
    });
    assert_eq!(client.get("/design").await.status, StatusCode::NOT_FOUND);
}
