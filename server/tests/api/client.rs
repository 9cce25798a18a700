//! A client of the router.

use app::context::Modules;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use leptos::config::LeptosOptions;
use serde_json::Value;
use server::http::{ADDRESSES_MAX, Site, router};
use std::path::Path;
use testkit::{ListingBuilder, TestApp};
use tower::ServiceExt;

/// The router over a [`TestApp`], with an empty site root.
pub struct Client {
    pub app: TestApp,
    router: Router,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    pub async fn start() -> Self {
        Self::over(TestApp::start().await.unwrap(), |_| {})
    }

    /// Starts with `count` homes of [`ListingBuilder::many`].
    pub async fn with_homes(count: u32) -> Self {
        let client = Self::start().await;
        client.app.put(ListingBuilder::many(count)).await.unwrap();
        client
    }

    /// Starts over `app`, with the site settings changed by `change`.
    pub fn over(app: TestApp, change: impl FnOnce(&mut Site)) -> Self {
        let root = app.folder().join("site");
        std::fs::create_dir_all(root.join("pkg")).unwrap();
        let mut site = Site {
            options: LeptosOptions::builder()
                .output_name("zufang")
                .site_root(root.to_str().unwrap())
                .build(),
            preview_dir: app.folder().join("previews"),
            production: false,
            public_url: None,
            sitemap_addresses: ADDRESSES_MAX,
            map_tiles: None,
            trusted_proxies: Vec::new(),
            classic_api: true,
            modules: Modules::default(),
        };
        change(&mut site);
        let router = router(app.services.clone(), site);
        Self { app, router }
    }

    /// Gives the app back, for a restart.
    pub fn into_app(self) -> TestApp {
        self.app
    }

    pub fn folder(&self) -> &Path {
        self.app.folder()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// Asks for `path` with more headers.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, 10 << 20).await.unwrap().to_vec(),
        }
    }

    /// The SQL statements that answering `path` takes.
    pub async fn statements(&self, path: &str) -> u64 {
        // The follower looks for events meanwhile: the smallest of some tries is the answer's own.
        let mut fewest = u64::MAX;
        for _ in 0..5 {
            let before = self.app.store().statements();
            let answer = self.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            fewest = fewest.min(self.app.store().statements() - before);
        }
        fewest
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        match self.headers.get(name) {
            Some(value) => value.to_str().unwrap(),
            None => "",
        }
    }
}
