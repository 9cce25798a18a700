//! `/sitemap.xml`, its parts, and `/robots.txt`.

use crate::client::{Answer, Client};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::ListingStatus;
use roxmltree::Document;
use std::collections::BTreeSet;
use testkit::{ListingBuilder, TestApp, noon};

const SITE: &str = "https://zufang.example";
const SITEMAPS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

async fn site(addresses_max: u32) -> Client {
    Client::over(TestApp::start().await.unwrap(), |site| {
        site.public_url = Some(SITE.into());
        site.sitemap_addresses = addresses_max;
    })
}

/// Address and last change of each entry, checked against what the schema asks of them.
fn entries(answer: &Answer, root: &str, entry: &str) -> Vec<(String, String)> {
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header("content-type"),
        "application/xml; charset=utf-8"
    );
    let text = answer.text();
    let document = Document::parse(&text).unwrap();
    let name = document.root_element().tag_name();
    assert_eq!((name.namespace(), name.name()), (Some(SITEMAPS), root));
    let children = document.root_element().children();
    children
        .filter(|node| node.is_element())
        .map(|node| {
            assert_eq!(node.tag_name().name(), entry);
            let of = |name| {
                let mut found = node.children().filter(|c| c.has_tag_name((SITEMAPS, name)));
                let text = found.next().and_then(|found| found.text()).unwrap();
                assert!(found.next().is_none(), "two {name}");
                text.to_owned()
            };
            let (address, changed_at) = (of("loc"), of("lastmod"));
            assert!(address.starts_with(SITE), "{address}");
            assert!(domain::moment::parse(&changed_at).is_some(), "{changed_at}");
            (address, changed_at)
        })
        .collect()
}

/// The path below the site of each part that the index lists.
async fn parts(client: &Client) -> Vec<String> {
    let index = client.get("/sitemap.xml").await;
    entries(&index, "sitemapindex", "sitemap")
        .into_iter()
        .map(|(address, _)| address.trim_start_matches(SITE).to_owned())
        .collect()
}

async fn pages(client: &Client, part: &str) -> Vec<(String, String)> {
    entries(&client.get(part).await, "urlset", "url")
}

#[tokio::test]
async fn every_page_of_the_sitemap_is_there_and_no_public_home_is_missing() {
    let client = site(50_000).await;
    let homes = ListingBuilder::many(7)
        .into_iter()
        .map(|home| home.estate("望京", "望京花园"))
        .collect();
    let ids = client.app.put(homes).await.unwrap();
    let mut found = BTreeSet::new();
    for part in parts(&client).await {
        for (address, _) in pages(&client, &part).await {
            let path = address.trim_start_matches(SITE);
            let status = client.get(path).await.status;
            assert!(
                status == StatusCode::OK || status.is_redirection(),
                "{path}: {status}"
            );
            assert!(found.insert(path.to_owned()), "{path} stands there twice");
        }
    }
    for id in ids {
        assert!(found.contains(&format!("/listings/{id}")), "{id}");
        assert!(found.contains(&format!("/listings/{id}?lang=en")), "{id}");
    }
}

#[tokio::test]
async fn parts_split_at_the_limit_and_keep_their_pages_when_homes_go() {
    let client = site(6).await;
    let ids = client.app.put(ListingBuilder::many(8)).await.unwrap();
    let listings = |parts: Vec<String>| -> Vec<String> {
        let parts = parts.into_iter();
        parts.filter(|part| part.contains("/listings-")).collect()
    };
    let names = listings(parts(&client).await);
    assert_eq!(
        names,
        [1, 2, 3].map(|number| format!("/sitemaps/listings-{number}.xml"))
    );
    let mut before = Vec::new();
    for name in &names {
        let pages = pages(&client, name).await;
        assert!(pages.len() <= 6, "{}", pages.len());
        before.push(pages);
    }
    assert_eq!(before.iter().map(Vec::len).sum::<usize>(), 16);

    // The homes of the first part go; the clock moves on so that the sitemap is read anew.
    let gone = (0..3)
        .map(|n| ListingBuilder::new(format!("home-{n}")).status(ListingStatus::Let))
        .collect();
    client.app.put(gone).await.unwrap();
    client.app.clock.set(noon() + TimeDelta::minutes(11));
    let names_after = listings(parts(&client).await);
    assert_eq!(names_after, names[1..]);
    assert_eq!(client.get(&names[0]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(pages(&client, &names[1]).await, before[1]);
    assert!(!ids.is_empty());
}

#[tokio::test]
async fn the_last_change_is_the_true_one() {
    let client = site(50_000).await;
    client.app.put(ListingBuilder::many(2)).await.unwrap();
    let part = "/sitemaps/listings-1.xml";
    let noon = domain::moment::text(noon());
    for (_, changed_at) in pages(&client, part).await {
        assert_eq!(changed_at, noon);
    }
    let index = entries(&client.get("/sitemap.xml").await, "sitemapindex", "sitemap");
    let listed = index.iter().find(|(address, _)| address.ends_with(part));
    assert_eq!(listed.unwrap().1, noon);
}

#[tokio::test]
async fn a_page_of_the_sitemap_names_itself_in_each_language() {
    let client = site(50_000).await;
    client.app.put(ListingBuilder::many(1)).await.unwrap();
    let text = client.get("/sitemaps/listings-1.xml").await.text();
    let document = Document::parse(&text).unwrap();
    let mut urls = 0;
    for url in document.descendants().filter(|n| n.has_tag_name("url")) {
        urls += 1;
        let address = url.descendants().find(|n| n.has_tag_name("loc")).unwrap();
        let links: Vec<(&str, &str)> = url
            .children()
            .filter(|n| n.has_tag_name(("http://www.w3.org/1999/xhtml", "link")))
            .map(|n| {
                assert_eq!(n.attribute("rel"), Some("alternate"));
                (
                    n.attribute("hreflang").unwrap(),
                    n.attribute("href").unwrap(),
                )
            })
            .collect();
        assert_eq!(
            links.iter().map(|(tag, _)| *tag).collect::<Vec<_>>(),
            ["zh-CN", "en", "x-default"]
        );
        assert!(links.iter().any(|(_, href)| Some(*href) == address.text()));
    }
    assert_eq!(urls, 2);
}

#[tokio::test]
async fn the_sitemap_takes_few_statements_however_often_it_is_read() {
    let client = site(50_000).await;
    client.app.put(ListingBuilder::many(30)).await.unwrap();
    // The first reading takes three; the follower's looks may fall between.
    let before = client.app.store().statements();
    client.get("/sitemap.xml").await;
    let first = client.app.store().statements() - before;
    assert!((3..=6).contains(&first), "{first}");
    assert_eq!(client.statements("/sitemap.xml").await, 0);
    assert_eq!(client.statements("/sitemaps/listings-1.xml").await, 1);
}

#[tokio::test]
async fn a_part_that_is_not_there_is_not_found() {
    let client = site(50_000).await;
    client.app.put(ListingBuilder::many(1)).await.unwrap();
    for name in [
        "listings-2.xml",
        "listings-9223372036854775807.xml",
        "listings-0.xml",
        "homes-1.xml",
        "..%2Flistings-1.xml",
        "%00.xml",
    ] {
        let answer = client.get(&format!("/sitemaps/{name}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn an_empty_site_has_an_empty_sitemap() {
    assert_eq!(parts(&site(50_000).await).await, Vec::<String>::new());
}

/// Whether the rules ask crawlers to leave `path` alone. Rules here have at most one `*`.
fn is_kept_out(robots: &str, path: &str) -> bool {
    let rules = robots
        .lines()
        .filter_map(|line| line.strip_prefix("Disallow: "));
    rules.into_iter().any(|rule| {
        let mut parts = rule.split('*');
        let Some(mut rest) = path.strip_prefix(parts.next().unwrap()) else {
            return false;
        };
        for part in parts {
            match rest.find(part) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return false,
            }
        }
        true
    })
}

#[tokio::test]
async fn crawlers_find_the_pages_and_stay_out_of_endless_filters() {
    let client = site(50_000).await;
    let answer = client.get("/robots.txt").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("content-type").starts_with("text/plain"));
    let robots = answer.text();
    assert!(robots.starts_with("User-agent: *\n"), "{robots}");
    assert!(
        robots.contains("\nSitemap: https://zufang.example/sitemap.xml\n"),
        "{robots}"
    );
    for path in [
        "/",
        "/listings",
        "/listings/12",
        "/listings/12?lang=en",
        "/listings?city=110100&district=110105&rooms=2",
        "/cities/110100",
        "/agents/3",
        "/pkg/zufang.js",
        "/photos/a.webp",
        "/og/listings/1.png",
        "/sitemap.xml",
    ] {
        assert!(!is_kept_out(&robots, path), "{path}");
    }
    for path in [
        "/api/ui/listing?id=1",
        "/api/v1/listings",
        "/locale/en?to=/",
        "/compare?ids=1,2",
        "/listings?q=a",
        "/listings?city=110100&sort=newest",
        "/listings?city=110100&rent_max=5000",
        "/listings?city=110100&rooms=2&cursor=x",
        "/map?within=1,2",
    ] {
        assert!(is_kept_out(&robots, path), "{path}");
    }
}

#[tokio::test]
async fn searches_by_place_and_rooms_may_be_listed_others_are_only_followed() {
    let client = Client::with_homes(3).await;
    for (query, listed) in [
        ("", true),
        ("?city=110100", true),
        ("?city=110100&district=110105&rooms=2", true),
        ("?city=110100&lang=en", true),
        ("?rooms=1,2", false),
        ("?rent_max=9000", false),
        ("?sort=newest", false),
        ("?q=%22home%22", false),
        ("?page=2", false),
        // Nothing is found.
        ("?city=310100", false),
    ] {
        let html = client.get(&format!("/listings{query}")).await.text();
        let unlisted = html.contains("content=\"noindex, follow\"");
        assert_eq!(unlisted, !listed, "{query}");
    }
}
