use super::{
    City, KnownNames, Plain, Understanding,
    phrases::{PHRASES, Phrase},
    place,
    read::Meaning,
    understand,
};
use crate::{model::Model, text::Segmenter};
use chrono::NaiveDate;
use domain::{ListingCard, ListingQuery, NamedPlace};
use proptest::prelude::*;
use std::{sync::LazyLock, time::Instant};

/// Fewer examples than this are no proof.
const EXAMPLES_MIN: usize = 120;
const TAGS: [(i64, &str); 2] = [(1, "随时看房"), (2, "拎包入住")];

struct World {
    names: KnownNames,
    segmenter: Segmenter,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let rows = include_str!("places.tsv").lines().skip(1);
    let mut model = Model::default();
    let mut vocabulary = Vec::new();
    let mut id = 0;
    for row in rows {
        let fields: Vec<&str> = row.split('\t').collect();
        let places: Vec<Option<NamedPlace>> = fields[1..].iter().copied().map(place_of).collect();
        vocabulary.extend(places.iter().flatten().map(|place| place.name.clone()));
        for _ in 0..fields[0].parse::<u32>().unwrap() {
            id += 1;
            model.put(&card(id, &places), 9);
        }
    }
    model.settle();
    World {
        names: KnownNames::of(&model),
        segmenter: Segmenter::new(vocabulary),
    }
});

fn place_of(field: &str) -> Option<NamedPlace> {
    let (id, name) = field.split_once(' ')?;
    Some(NamedPlace {
        id: id.parse().unwrap(),
        name: name.into(),
    })
}

fn card(id: i64, places: &[Option<NamedPlace>]) -> ListingCard {
    let tags: Vec<_> = TAGS
        .iter()
        .map(|(id, name)| serde_json::json!({"id": id, "name": name}))
        .collect();
    serde_json::from_value(serde_json::json!({
        "id": id, "title": "", "rent": 5000, "area": null, "mode": "entire",
        "layout": {"rooms": 2, "halls": 1, "baths": null},
        "floor": {"number": null, "band": null, "total": null},
        "orientation": [], "decoration": null, "lift": null, "near_subway": false,
        "agent_fee": null, "payment": null,
        "city": places[0], "district": places[1], "business_district": places[2],
        "estate": places[3], "street": null, "tags": tags, "photo": null, "point": null,
        "agent": null, "available_from": null, "published_on": "2026-01-01", "demo": true,
    }))
    .unwrap()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1).unwrap()
}

fn read(query: &ListingQuery) -> Understanding {
    understand(query, &WORLD.names, &WORLD.segmenter, today())
}

fn asked(text: &str) -> ListingQuery {
    ListingQuery {
        text: Some(text.to_owned()),
        ..ListingQuery::default()
    }
}

/// Places, other filters and text of a search, as the table of examples says them.
fn said(query: &ListingQuery) -> [String; 3] {
    let name = |level: usize, id: i64| -> String {
        include_str!("places.tsv")
            .lines()
            .skip(1)
            .filter_map(|row| place_of(row.split('\t').nth(level)?))
            .find(|place| place.id == id)
            .unwrap()
            .name
    };
    let places: Vec<String> = (query.city.iter().map(|code| name(1, code.0.into())))
        .chain(query.districts.iter().map(|code| name(2, code.0.into())))
        .chain(query.business_districts.iter().map(|id| name(3, id.0)))
        .chain(query.estates.iter().map(|id| name(4, id.0)))
        .collect();
    let rest = ListingQuery {
        text: None,
        city: None,
        districts: Vec::new(),
        business_districts: Vec::new(),
        estates: Vec::new(),
        ..query.clone()
    };
    let mut filters = rest.to_query_string().replace('&', " ");
    for (id, name) in TAGS {
        filters = filters.replace(&format!("tag={id}"), &format!("tag={name}"));
    }
    [
        places.join(" "),
        filters,
        query.text.clone().unwrap_or_default(),
    ]
    .map(|text| {
        if text.is_empty() {
            "-".to_owned()
        } else {
            text
        }
    })
}

#[test]
fn people_are_understood() {
    let mut examples = 0;
    let mut wrong = Vec::new();
    for line in include_str!("examples.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let fields: Vec<&str> = line.split('\t').collect();
        let understanding = read(&asked(fields[0]));
        let found = said(&understanding.query);
        if found != fields[1..] {
            wrong.push(format!(
                "{}: {found:?} instead of {:?}",
                fields[0],
                &fields[1..]
            ));
        }
        examples += 1;
    }
    assert!(examples >= EXAMPLES_MIN, "{examples} examples");
    assert!(
        wrong.is_empty(),
        "{} of {examples}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn what_was_typed_replaces_what_was_there_of_the_same_kind() {
    for (before, after) in [
        ("q=三居&rooms=1,2&rent_max=5000", "rent_max=5000&rooms=3"),
        ("q=3000以上&rent_max=2000", "rent_min=3000"),
        ("q=随时看房&tag=2", "tag=1,2"),
        // A place within those that were chosen.
        (
            "q=望京&city=110100&district=110105",
            "city=110100&district=110105&business_district=1",
        ),
        // A place elsewhere in the city.
        (
            "q=回龙观&city=110100&district=110105&estate=1",
            "city=110100&business_district=9",
        ),
        (
            "q=海淀&city=110100&district=110105",
            "city=110100&district=110108",
        ),
        // Another city by its name.
        (
            "q=上海&city=110100&district=110105&lift=1",
            "city=310100&lift=1",
        ),
        (
            "q=上海陆家嘴&city=110100",
            "city=310100&business_district=11",
        ),
        // The same name in the chosen city first, and elsewhere not at all.
        ("q=朝阳&city=220100", "city=220100&district=220104"),
        ("q=望京&city=310100", "q=望京&city=310100"),
        (
            "q=望京&map_box=1,2,3,4&page=2",
            "city=110100&business_district=1&page=2",
        ),
        (
            "q=两居&map_box=1,2,3,4&sort=area",
            "rooms=2&map_box=1,2,3,4&sort=area",
        ),
    ] {
        let query = read(&ListingQuery::parse(before).query).query;
        let expected = ListingQuery::parse(after).query;
        assert_eq!(
            query.to_query_string(),
            expected.to_query_string(),
            "{before}"
        );
    }
}

#[test]
fn the_filters_that_were_words_are_named() {
    let understanding = read(&asked("望京 两居 5000以内 阳台"));
    assert_eq!(
        understanding.filters,
        ["city", "business_district", "rent", "rooms"]
    );
    assert_eq!(understanding.query.text.as_deref(), Some("阳台"));
}

#[test]
fn a_long_text_of_anything_is_read_at_once() {
    for text in [
        "a", "an", "朝阳", "一二", "2br", "chaoyang", "不", "5000-", "\"", "1千",
    ] {
        let long: String = text.chars().cycle().take(domain::query::TEXT_MAX).collect();
        let query = asked(&long);
        read(&query);
        let start = Instant::now();
        read(&query);
        let taken = start.elapsed();
        // A hundred times what it takes in a release build.
        assert!(taken.as_millis() < 300, "{text}: {taken:?}");
    }
}

/// Pieces of searches, so that random texts mean something now and then.
fn piece() -> impl Strategy<Value = String> {
    let examples: Vec<String> = include_str!("examples.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .map(str::to_owned)
        .collect();
    let words: Vec<String> = PHRASES
        .iter()
        .flat_map(|(_, words)| words.iter().map(|word| (*word).to_owned()))
        .collect();
    let signs = [
        " ", "-", "、", "，", "\"", "”", "“", "~", "到", "元", "平", "居", "千", "室", "2", "5000",
    ];
    prop_oneof![
        proptest::sample::select(examples),
        proptest::sample::select(words),
        proptest::sample::select(signs.map(str::to_owned).to_vec()),
        "\\PC{0,4}",
        "[0-9a-z一二两三千万居室朝阳望京南北区里 ]{0,6}",
    ]
}

fn cleaned(pieces: &[String]) -> ListingQuery {
    let text: String = form_encoded(&pieces.concat());
    ListingQuery::parse(&format!("q={text}")).query
}

fn form_encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Every character is in what was understood, in a word or sign that says nothing, or in the
    /// text that is searched for.
    #[test]
    fn nothing_is_dropped(pieces in proptest::collection::vec(piece(), 0..6)) {
        let query = cleaned(&pieces);
        let Some(words) = query.text.clone() else { return Ok(()) };
        let text = Plain::new(&words, &WORLD.segmenter);
        let parts = place::parts(&text, &WORLD.names, today(), City::Any);
        let mut at = 0;
        let mut left = String::new();
        for part in &parts {
            prop_assert_eq!(part.start, at, "{}", words);
            at = part.end;
            let typed: String = text.typed(part.start, part.end).iter().collect();
            match &part.meaning {
                Meaning::Text | Meaning::OtherCity => left.push_str(&typed),
                Meaning::Gap => prop_assert!(!typed.contains(char::is_alphanumeric), "{}", typed),
                Meaning::Phrase(Phrase::Filler) => {
                    let known = PHRASES.iter().any(|(phrase, words)| {
                        *phrase == Phrase::Filler
                            && words.iter().any(|word| text.after(part.start, word) == Some(part.end))
                    });
                    prop_assert!(known, "{}", typed);
                }
                _ => {}
            }
        }
        prop_assert_eq!(at, text.len(), "{}", words);
        let rest = super::rest(&text, &parts).unwrap_or_default();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&rest), letters(&left), "{}", words);
    }

    #[test]
    fn understanding_what_is_left_brings_nothing_new(
        pieces in proptest::collection::vec(piece(), 0..6)
    ) {
        let once = read(&cleaned(&pieces)).query;
        let again = read(&once);
        prop_assert_eq!(&again.query, &once);
        prop_assert!(again.filters.is_empty());
        let url = once.to_query_string();
        prop_assert_eq!(ListingQuery::parse(&url).query.to_query_string(), url);
    }
}
