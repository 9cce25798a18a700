//! Whatever people type, a search answers.

use crate::corpus;
use domain::{ListingQuery, query::TEXT_MAX};
use proptest::prelude::*;
use search::{Ask, Change};

#[test]
fn odd_texts_find_nothing_and_fail_nothing() {
    let mut rng = corpus::rng(2);
    let (_dir, index) = corpus::index();
    let puts = (1..=50).map(|id| Change::Put(corpus::listing(&mut rng, id)));
    index.apply(puts.collect(), 1).unwrap();
    for text in [
        "🏠🏠",
        "，。！？",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "a\0b",
        "%%%",
        "title:阳台 AND (",
        "\u{202E}阳",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "qqqq阳台",
    ] {
        let query = ListingQuery {
            text: Some(text.into()),
            ..ListingQuery::default()
        };
        let page = index.search(&query, Ask::default()).unwrap();
        assert_eq!(page.total, 0, "{text}");
        assert_eq!(page.relaxations.len(), 1, "{text}");
        assert_eq!(
            (
                page.relaxations[0].param.as_str(),
                page.relaxations[0].total
            ),
            ("q", 50)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn any_search_answers(seed in any::<u64>(), texts in proptest::collection::vec("\\PC{0,100}", 60)) {
        let mut rng = corpus::rng(seed);
        let (_dir, index) = corpus::index();
        let puts = (1..=200).map(|id| {
            let mut listing = corpus::listing(&mut rng, id);
            listing.detail = texts[id as usize % texts.len()].clone();
            Change::Put(listing)
        });
        index.apply(puts.collect(), 1).unwrap();
        for text in texts {
            let mut query = corpus::query(&mut rng, 0.9);
            query.text = Some(text.chars().take(TEXT_MAX).collect());
            index.search(&query, Ask { facets: true, statistics: true, rows: None }).unwrap();
        }
    }
}
