//! TypeScript modules: which ones a page may load, and from where.

use crate::client::Client;
use app::context::Modules;
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};
use testkit::TestApp;

fn import_map(html: &str) -> serde_json::Value {
    let (_, rest) = html.split_once("<script type=\"importmap\"").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(json).unwrap()
}

#[tokio::test]
async fn the_head_names_the_built_modules_before_any_other_script() {
    let client = Client::over(TestApp::start().await.unwrap(), |site| {
        let modules = [
            ("map".to_owned(), "/pkg/map.GNOTPWKX.js".to_owned()),
            ("x".to_owned(), "/pkg/</script>.js".to_owned()),
            (
                "api-docs".to_owned(),
                "/pkg/api-docs.AAAAAAAA.js".to_owned(),
            ),
        ];
        site.modules = Modules(Arc::new(BTreeMap::from(modules)));
    });
    let html = client.get("/listings").await.text();
    assert_eq!(
        import_map(&html)["imports"],
        json!({ "map": "/pkg/map.GNOTPWKX.js", "x": "/pkg/</script>.js" })
    );
    let (before, _) = html.split_once("importmap").unwrap();
    assert_eq!(before.matches("<script").count(), 1, "{before}");
    assert!(!before.contains("modulepreload"), "{before}");
}

#[tokio::test]
async fn a_build_without_modules_shows_its_pages_all_the_same() {
    let html = Client::start().await.get("/listings").await.text();
    assert_eq!(import_map(&html), json!({ "imports": {} }));
}
