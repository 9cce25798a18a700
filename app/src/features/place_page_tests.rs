//! What must hold for the pages of places and agents and for the home page as the server sends them.

#![allow(clippy::unwrap_used)]

use super::{
    home::home_view,
    page_tests::html,
    places::{agent_view, cities_view, place_view},
    samples::{HOSTILE, card, detail},
};
use crate::locales::Locale;
use chrono::DateTime;
use domain::{
    AgentPage, Beginning, EntryPoint, HomePage, Median, MonthFigures, NamedPlace, PlaceFigures,
    PlaceKind, PlacePage, Prices, ProvinceCities, RentStatistics, ReviewId, RoomFigures,
    account::admin::Paged,
    agents::{AgentAbout, AgentReview, Stars},
};

fn named(id: i64, name: &str) -> NamedPlace {
    NamedPlace {
        id,
        name: name.into(),
    }
}

fn figures(id: i64, name: &str, entire: Option<Median>) -> PlaceFigures {
    PlaceFigures {
        place: named(id, name),
        homes: 1_234,
        entire,
    }
}

fn rents() -> RentStatistics {
    RentStatistics {
        count: 1_100,
        lower_quartile: 3_800,
        median: 5_200,
        upper_quartile: 7_600,
    }
}

fn month(year: i32, month: u32, median: u32) -> MonthFigures {
    MonthFigures {
        year,
        month,
        per_area: Median { count: 80, median },
    }
}

fn place_page(name: &str) -> PlacePage {
    let median = Some(Median {
        count: 900,
        median: 4_900,
    });
    PlacePage {
        kind: PlaceKind::BusinessDistrict,
        place: named(12, name),
        within: vec![
            (PlaceKind::City, named(110_100, name)),
            (PlaceKind::District, named(110_105, name)),
        ],
        city: named(110_100, name),
        point: None,
        intro: name.into(),
        homes: 1_234,
        entire: 1_100,
        near_subway: 600,
        newest: (1..=8).map(card).collect(),
        prices: Prices {
            entire: Some(rents()),
            shared: None,
            per_area: Some(Median {
                count: 1_000,
                median: 583,
            }),
            rooms: vec![RoomFigures {
                rooms: 2,
                rents: rents(),
            }],
            months: vec![month(2025, 11, 560), month(2026, 2, 583)],
        },
        parts_kind: Some(PlaceKind::Estate),
        parts: vec![figures(7, name, median), figures(8, name, None)],
        neighbours: vec![figures(13, name, median)],
        nearest: true,
    }
}

fn agent_page(name: &str) -> AgentPage {
    let mut agent = detail().agent.unwrap();
    agent.name = name.into();
    AgentPage {
        agent,
        about: AgentAbout {
            agency: name.into(),
            intro: name.into(),
            reviews: 1,
            newest: Paged {
                items: vec![AgentReview {
                    id: ReviewId(1),
                    author: name.into(),
                    stars: Stars {
                        service: 5,
                        truth: 4,
                        skill: 3,
                    },
                    body: name.into(),
                    at: DateTime::UNIX_EPOCH,
                    hidden: false,
                }],
                total: 11,
                page: 1,
                pages: 2,
            },
        },
        homes: 45,
        page: 2,
        pages: 3,
        listings: (1..=20).map(card).collect(),
        estates: vec![(named(7, name), 3), (named(8, name), 0)],
    }
}

fn home_page(name: &str) -> HomePage {
    let query = domain::ListingQuery::parse("city=110100&rent_max=4000").query;
    HomePage {
        city: Some(named(110_100, name)),
        all_homes: 9_999,
        homes: 1_234,
        cities: vec![figures(110_100, name, None), figures(310_100, name, None)],
        beginnings: vec![Beginning {
            entry: EntryPoint::LowRent,
            query,
            homes: 321,
        }],
        newest: (1..=8).map(card).collect(),
        districts: vec![figures(110_105, name, None)],
    }
}

fn provinces(name: &str) -> Vec<ProvinceCities> {
    vec![ProvinceCities {
        province: named(440_000, name),
        initial: 'G',
        cities: vec![figures(440_100, "广州市", None)],
    }]
}

fn pages(locale: Locale, name: &str) -> [String; 4] {
    let text = locale.text();
    let (place, agent, home) = (place_page(name), agent_page(name), home_page(name));
    let provinces = provinces(name);
    [
        html(|| place_view(text, &place)),
        html(|| agent_view(text, &agent)),
        html(|| home_view(text, &home)),
        html(|| cities_view(text, &provinces)),
    ]
}

#[test]
fn no_name_ends_up_as_markup() {
    for locale in Locale::ALL {
        for html in pages(locale, HOSTILE) {
            assert!(!html.contains("<script>alert"), "{html}");
            assert!(html.contains("&lt;script"), "the name is shown, as text");
        }
    }
}

#[test]
fn they_keep_to_the_content_security_policy() {
    for html in pages(Locale::ZhCn, "望京") {
        assert!(!html.contains(" style="), "an inline style");
        for script in html.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap_or_default();
            assert!(tag.contains(" nonce="), "a script without nonce: {tag}");
        }
    }
}

#[test]
fn a_place_says_what_homes_cost_and_how_many_were_counted() {
    let html = html(|| place_view(Locale::ZhCn.text(), &place_page("望京")));
    for part in [
        "望京租房",
        "1,234 套在租",
        r#"href="/listings?city=110100&amp;business_district=12""#,
        r#"href="/map?city=110100&amp;business_district=12""#,
        r#"href="/districts/110105""#,
        r#"href="/estates/7""#,
        r#"href="/business-districts/13""#,
        "5,200 元/月",
        "半数在 3,800–7,600 元",
        "按 1,100 套统计",
        "58.3 元/㎡",
        "整租中位数 4,900 元（900 套）",
        "整租太少，暂无中位数",
        "附近商圈",
        "2025 年 11 月发布的整租房源，每平米租金中位数为 56.0 元；2026 年 2 月发布的为 58.3 元。",
        "每个月的房源不同",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("合租单间中位数"), "nothing is made up");
}

#[test]
fn a_place_with_few_homes_says_that_they_are_too_few() {
    let page = PlacePage {
        homes: 3,
        prices: Prices::default(),
        parts: Vec::new(),
        neighbours: Vec::new(),
        intro: String::new(),
        ..place_page("望京")
    };
    let html = html(|| place_view(Locale::ZhCn.text(), &page));
    assert!(html.contains("不足以统计租金"), "{html}");
    for part in ["租金走势", "按小区找房", "附近商圈", "简介"] {
        assert!(!html.contains(part), "{part} in {html}");
    }
}

#[test]
fn searches_to_begin_with_say_what_they_find() {
    let html = html(|| home_view(Locale::ZhCn.text(), &home_page("北京市")));
    for part in [
        r#"href="/listings?city=110100&amp;rent_max=4000""#,
        "4,000 元以下",
        "321",
        r#"href="/city/310100""#,
        r#"rel="external nofollow""#,
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(
        html.matches(r#"role="search""#).count(),
        1,
        "one search box"
    );
}

#[test]
fn pages_of_an_agents_homes_have_links() {
    let html = html(|| agent_view(Locale::ZhCn.text(), &agent_page("王芳")));
    for part in [
        r#"href="/agents/5""#,
        r#"href="/agents/5?page=3""#,
        r#"href="/estates/7""#,
        "3 套在租",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}
