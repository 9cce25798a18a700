//! What must hold for the pages as the server sends them.

use super::samples::{HOSTILE, compared, detail, market, search_page};
use super::{
    compare::compare_view,
    listing::{PayParam, listing_view},
    map::map_view,
    market::market_view,
    search::search_view,
};
use crate::locales::Locale;
use leptos::{nonce::provide_nonce, prelude::*};
use leptos_meta::{ServerMetaContext, provide_meta_context};

/// The HTML of a view, as the server writes it.
pub(super) fn html(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    owner.with(|| {
        let (meta, _output) = ServerMetaContext::new();
        provide_context(meta);
        provide_meta_context();
        provide_nonce();
        view().to_html()
    })
}

#[test]
fn no_text_of_a_listing_or_an_address_ends_up_as_markup() {
    let mut page = search_page();
    let mut listing = detail();
    for card in page.listings.iter_mut().chain([&mut listing.card]) {
        card.title = HOSTILE.into();
        card.tags[0].name = HOSTILE.into();
    }
    listing.detail = HOSTILE.into();
    listing.captions = vec![HOSTILE.into()];
    let mut homes = compared();
    if let domain::ComparedHome::Shown(home) = &mut homes[0] {
        home.card = listing.card.clone();
    }
    let address: String = form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect();
    let search = ["q=", &address, "&", &address, "=1"].concat();
    page.issues = domain::ListingQuery::parse(&search).issues;
    let mut market = market();
    market.places[0].value.name = HOSTILE.into();
    market.business_districts[0].value.name = HOSTILE.into();
    market.query.text = Some(HOSTILE.into());
    for locale in Locale::ALL {
        let text = locale.text();
        for html in [
            html(|| search_view(text, &search, Ok(page.clone()))),
            html(|| map_view(text, &search, page.clone())),
            html(|| listing_view(text, &listing, Default::default(), None)),
            html(|| compare_view(text, &search, &Ok(homes.clone()))),
            html(|| market_view(text, &market)),
        ] {
            assert!(!html.contains("<script>alert"), "{html}");
            assert!(html.contains("&lt;script"), "the text is shown, as text");
        }
    }
}

#[test]
fn pages_keep_to_the_content_security_policy() {
    let text = Locale::ZhCn.text();
    for html in [
        html(|| search_view(text, "city=110100&rooms=2", Ok(search_page()))),
        html(|| map_view(text, "city=110100&rooms=2", search_page())),
        html(|| listing_view(text, &detail(), Default::default(), None)),
        html(|| compare_view(text, "ids=4,5,6,7", &Ok(compared()))),
        html(|| market_view(text, &market())),
    ] {
        assert!(!html.contains(" style="), "an inline style");
        for script in html.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap_or_default();
            assert!(tag.contains(" nonce="), "a script without nonce: {tag}");
        }
    }
}

#[test]
fn a_search_without_script_has_links_for_every_filter_and_page() {
    let text = Locale::ZhCn.text();
    let html = html(|| search_view(text, "city=110100&rooms=2&page=3", Ok(search_page())));
    for part in [
        r#"href="/listings?city=110100&amp;district=110105&amp;rooms=2""#,
        r#"href="/listings?city=110100&amp;rooms=1,2""#,
        r#"href="/listings?city=110100&amp;rent_min=1500&amp;rent_max=3000&amp;rooms=2""#,
        r#"href="/listings?city=110100&amp;rooms=2&amp;page=4""#,
        r#"rel="prev""#,
        r#"<input type="hidden" name="rooms" value="2""#,
        r#"name="rent_min" form="find""#,
        "共 1,234 套",
        "租金中位数 5,200 元/月",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn nothing_found_says_which_filter_to_drop() {
    let page = domain::SearchPage {
        page: 1,
        pages: 1,
        relaxations: vec![domain::Relaxation {
            param: "orientation".into(),
            total: 35,
        }],
        ..domain::SearchPage::default()
    };
    let text = Locale::ZhCn.text();
    let html = html(|| search_view(text, "city=110100&orientation=south", Ok(page)));
    assert!(html.contains("去掉「朝向」可看到 35 套"), "{html}");
    assert!(html.contains(r#"href="/listings?city=110100""#), "{html}");
}

#[test]
fn the_market_has_a_sentence_and_a_table_with_links_for_every_chart() {
    let text = Locale::ZhCn.text();
    let html = html(|| market_view(text, &market()));
    for part in [
        "按每平米月租中位数，东城区最高，125.5 元；朝阳区最低，90.1 元。",
        r#"href="/listings?city=110100&amp;district=110105&amp;rooms=2""#,
        r#"<data value="90.1">90.1</data>"#,
        r#"href="/listings?city=110100&amp;rent_min=3000&amp;rent_max=3499&amp;rooms=2""#,
        r#"href="/listings?city=110100&amp;area_min=60&amp;area_max=80&amp;rooms=2""#,
        r#"href="/stats?city=110100""#,
        r#"href="/api/v1/market.csv?city=110100&amp;rooms=2""#,
        "租金中位数从2023年5月的 5,000 元/月到2024年6月的 5,500 元/月，上涨 10.0%。",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    for chart in html.split("<MARKET-CHART").skip(1) {
        let tag = chart.split('>').next().unwrap_or_default();
        assert!(tag.contains("aria-label="), "{tag}");
        if let Some((_, source)) = tag.split_once("source=\"") {
            let table = source.split('"').next().unwrap_or_default();
            assert!(html.contains(&format!("id=\"{table}\"")), "{table}");
        }
    }
}

#[test]
fn a_market_without_homes_says_so_and_draws_nothing() {
    let text = Locale::ZhCn.text();
    let html = html(|| market_view(text, &domain::Market::default()));
    assert!(html.contains("没有符合条件的房源"), "{html}");
    assert!(!html.contains("<MARKET-CHART"), "{html}");
}

#[test]
fn homes_side_by_side_are_marked_where_they_differ_and_can_be_taken_out() {
    let text = Locale::ZhCn.text();
    let all = html(|| compare_view(text, "ids=4,5,6,7&pay=monthly", &Ok(compared())));
    for part in [
        r#"href="/listings/4""#,
        r#"href="/compare?ids=4,6,7&amp;pay=monthly""#,
        r#"href="/compare?ids=4,5,6,7&amp;pay=monthly&amp;only=different""#,
        r#"href="/compare?ids=4,5,6,7&amp;pay=quarterly""#,
        "望京花园西区 一室一厅",
        "已出租",
        "房源 7",
        "没有这套房源",
        "≈ 租金适中",
        "同类太少，不作判断",
        "11,496 元",
    ] {
        assert!(all.contains(part), "{part} in {all}");
    }
    // Both face south and north, but cost differently.
    let orientation = "朝向";
    assert!(all.contains(orientation), "{all}");
    let different = html(|| compare_view(text, "ids=4,5,6,7&only=different", &Ok(compared())));
    assert!(!different.contains(orientation), "{different}");
    assert!(different.contains("≠"), "{different}");
    assert!(different.contains("显示全部"), "{different}");
}

#[test]
fn what_is_written_below_a_photo_is_shown_and_read_out() {
    let text = Locale::ZhCn.text();
    let mut listing = detail();
    listing.captions = vec![String::new(), "朝南的客厅".into()];
    let html = html(|| listing_view(text, &listing, Default::default(), None));
    assert!(html.contains("alt=\"朝南的客厅\""), "{html}");
    assert!(html.contains("· 朝南的客厅</span>"), "{html}");
}

#[test]
fn nobody_is_led_to_ask_about_a_home_that_is_reserved() {
    let text = Locale::ZhCn.text();
    let mut listing = detail();
    let contact = ["/account/contact/", &listing.card.id.to_string()].concat();
    let shown = html(|| listing_view(text, &listing, Default::default(), None));
    assert!(shown.contains(&contact));
    listing.status = domain::ListingStatus::Reserved;
    let shown = html(|| listing_view(text, &listing, Default::default(), None));
    assert!(!shown.contains(&contact), "{shown}");
}

#[test]
fn the_cost_follows_the_terms_of_the_address() {
    let text = Locale::ZhCn.text();
    let page = |pay| {
        html(move || listing_view(text, &detail(), Signal::stored(PayParam::read(pay)), None))
    };
    let stated = page(None);
    // 5,748 a month: three months and the deposit.
    assert!(
        stated.contains("按押一付三计算，入住当天约付 22,992 元，其中押金 5,748 元"),
        "{stated}"
    );
    assert!(
        stated.contains(r#"href="/listings/4?pay=yearly#cost""#),
        "{stated}"
    );
    let chosen = page(Some("yearly"));
    assert!(
        chosen.contains("按年付计算，入住当天约付 74,724 元"),
        "{chosen}"
    );
    assert!(
        chosen.contains("房源标注的是押一付三，这里按你选的年付计算"),
        "{chosen}"
    );
    let unknown = page(Some("weekly"));
    assert!(unknown.contains("链接里的付款方式看不懂"), "{unknown}");
    assert!(unknown.contains("22,992"), "{unknown}");
}
