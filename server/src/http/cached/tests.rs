use super::*;
use crate::{
    endpoint::get,
    http::{ADDRESSES_MAX, Site, preview},
};
use app::context::Modules;
use axum::{Extension, Router, body::to_bytes};
use leptos::config::LeptosOptions;
use services::{Client, RequestId, cache::LocalCache};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};
use testkit::TestApp;
use tower::ServiceExt;

const KEEP: Keep = Keep::seconds("test", 60).same_for_everybody();

/// A router whose handler counts how often it is asked, and answers as `answer` says.
struct Probe {
    router: Router,
    asked: Arc<AtomicU32>,
    _app: TestApp,
}

impl Probe {
    async fn new(keep: Keep, answer: fn(&HeaderMap) -> Response) -> Self {
        let app = TestApp::start().await.unwrap();
        app.services
            .caches()
            .keep_in(Arc::new(LocalCache::new(1 << 20)));
        let state = AppState {
            services: app.services.clone(),
            previews: preview::Previews::new(app.folder().join("previews")),
            site: Arc::new(Site {
                classic_api: false,
                options: LeptosOptions::builder().output_name("zufang").build(),
                preview_dir: app.folder().join("previews"),
                production: false,
                public_url: None,
                sitemap_addresses: ADDRESSES_MAX,
                map_tiles: None,
                trusted_proxies: Vec::new(),
                modules: Modules::default(),
            }),
        };
        let asked = Arc::new(AtomicU32::new(0));
        let counter = Arc::clone(&asked);
        let handler = move |headers: HeaderMap| async move {
            counter.fetch_add(1, Ordering::SeqCst);
            answer(&headers)
        };
        let client = Client::new([127, 0, 0, 1].into(), "", RequestId("r".into()));
        let router = get("/thing", handler)
            .cached(keep)
            .add_to(Router::new())
            .layer(Extension(Caller::anonymous(client)))
            .with_state(state);
        // The first look at what is stored drops what was kept before it.
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
        Self {
            router,
            asked,
            _app: app,
        }
    }

    async fn ask(&self, headers: &[(&str, &str)]) -> (Response, String) {
        let mut request = Request::get("/thing");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        (Response::from_parts(parts, Body::empty()), text)
    }

    fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }
}

fn in_language(headers: &HeaderMap) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let locale = Locale::negotiate(None, text(COOKIE), text(ACCEPT_LANGUAGE));
    ([(VARY, "accept-language, cookie")], locale.tag()).into_response()
}

#[tokio::test]
async fn each_language_has_its_own_answer() {
    let probe = Probe::new(KEEP.by_language(), in_language).await;
    for _ in 0..2 {
        for (headers, tag) in [
            (vec![], "zh-CN"),
            (vec![("accept-language", "zh")], "zh-CN"),
            (vec![("accept-language", "en-GB,zh;q=0.5")], "en"),
            (
                vec![("cookie", "locale=en"), ("accept-language", "zh")],
                "en",
            ),
        ] {
            let (response, body) = probe.ask(&headers).await;
            assert_eq!(body, tag, "{headers:?}");
            let vary: Vec<_> = response.headers().get_all(VARY).iter().collect();
            assert_eq!(vary, ["accept-language, cookie"]);
        }
    }
    assert_eq!(probe.asked(), 2, "once in each language");
}

#[tokio::test]
async fn what_varies_by_more_than_the_route_says_is_not_kept() {
    let probe = Probe::new(KEEP, in_language).await;
    for (language, tag) in [("zh", "zh-CN"), ("en", "en"), ("zh", "zh-CN")] {
        let (response, body) = probe.ask(&[("accept-language", language)]).await;
        assert_eq!(body, tag);
        assert!(!response.headers().contains_key(CACHE_STATUS));
    }
    assert_eq!(probe.asked(), 3);
}

#[tokio::test]
async fn nothing_with_a_cookie_is_kept() {
    let probe = Probe::new(KEEP, |_| ([(SET_COOKIE, "a=b")], "own").into_response()).await;
    for _ in 0..2 {
        let (response, body) = probe.ask(&[]).await;
        assert_eq!(
            (response.headers()[SET_COOKIE].as_bytes(), &*body),
            (&b"a=b"[..], "own")
        );
    }
    assert_eq!(probe.asked(), 2);
}

#[tokio::test]
async fn only_whole_answers_of_some_length_are_kept() {
    for answer in [
        (|_: &HeaderMap| StatusCode::NO_CONTENT.into_response()) as fn(&HeaderMap) -> Response,
        |_| StatusCode::NOT_FOUND.into_response(),
        |_| ([(CACHE_CONTROL, "no-store")], "x").into_response(),
        |_| "x".repeat(BODY_MAX as usize + 1).into_response(),
        |_| {
            let pieces = futures::stream::iter([Ok::<_, std::io::Error>("piece")]);
            Body::from_stream(pieces).into_response()
        },
    ] {
        let probe = Probe::new(KEEP, answer).await;
        let (first, text) = probe.ask(&[]).await;
        let (second, again) = probe.ask(&[]).await;
        assert_eq!((first.status(), text), (second.status(), again));
        assert_eq!(probe.asked(), 2);
    }
}

#[tokio::test]
async fn a_token_or_a_range_goes_past_it() {
    let probe = Probe::new(KEEP, |_| "same".into_response()).await;
    for headers in [
        ("authorization", "Bearer x"),
        ("token", "x"),
        ("range", "bytes=0-1"),
    ] {
        for _ in 0..2 {
            let (response, _) = probe.ask(&[headers]).await;
            assert!(!response.headers().contains_key(CACHE_STATUS));
        }
    }
    assert_eq!(probe.asked(), 6);
    probe.ask(&[]).await;
    probe.ask(&[]).await;
    assert_eq!(probe.asked(), 7);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_who_ask_at_once_are_one_question() {
    let probe = Arc::new(Probe::new(KEEP, |_| "same".into_response()).await);
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let probe = Arc::clone(&probe);
        all.spawn(async move { probe.ask(&[]).await.1 });
    }
    assert!(all.join_all().await.iter().all(|body| body == "same"));
    assert_eq!(probe.asked(), 1);
}

#[tokio::test]
async fn an_entry_reads_what_it_writes() {
    let mut response = ([(VARY, "accept-encoding"), (CACHE_STATUS, "x")], "a\n\nb").into_response();
    let headers = response.headers_mut();
    headers.insert("x-odd", HeaderValue::from_bytes(b"a=b\xff").unwrap());
    let seen = Seen {
        shown: vec![ListingId(7), ListingId(9)],
        looked_at: Some(ListingId(3)),
    };
    let bytes = entry::of(&KEEP, seen.clone().beside(response))
        .await
        .unwrap();
    let entry = Entry::read(&bytes).unwrap();
    assert_eq!(entry.seen, seen);
    let response = entry.answer(&KEEP, None, None);
    assert_eq!(response.headers()["x-odd"].as_bytes(), b"a=b\xff");
    let body = to_bytes(response.into_body(), 100).await.unwrap();
    assert_eq!(&body[..], b"a\n\nb");
    for cut in 0..bytes.len() - 4 {
        // Never a panic, whatever stands there.
        let _ = Entry::read(&bytes.slice(..cut));
    }
}

#[test]
fn the_order_of_parameters_makes_no_other_answer_but_that_of_values_may() {
    assert_eq!(canonical("b=2&a=1&&b=1"), "a=1&b=2&b=1");
    assert_eq!(canonical(""), "");
    assert_ne!(canonical("b=1&b=2"), canonical("b=2&b=1"));
    assert_ne!(canonical("a=1%26b=2"), canonical("a=1&b=2"));
}
