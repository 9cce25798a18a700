//! The listings that the queries run on.

use chrono::NaiveDate;
use domain::{
    Decoration, Floor, FloorBand, IndexedListing, Layout, ListingCard, ListingId, NamedPlace,
    Orientation, RentMode, TagId, card::TagLabel,
};

/// A kind of home that every estate has one of.
pub struct Variant {
    mode: RentMode,
    /// Rooms, halls, baths.
    layout: (u8, u8, u8),
    orientation: &'static [Orientation],
    decoration: Decoration,
    floor: FloorBand,
    lift: bool,
    subway: bool,
    agent_fee: bool,
    tags: &'static [&'static str],
    detail: &'static str,
}

/// The homes of every estate.
pub const VARIANTS: [Variant; 5] = [
    Variant {
        mode: RentMode::Entire,
        layout: (1, 1, 1),
        orientation: &[Orientation::South],
        decoration: Decoration::Fine,
        floor: FloorBand::High,
        lift: true,
        subway: true,
        agent_fee: true,
        tags: &["拎包入住", "随时看房"],
        detail: "家电齐全，采光很好，楼下就是超市。",
    },
    Variant {
        mode: RentMode::Entire,
        layout: (2, 1, 1),
        orientation: &[Orientation::South, Orientation::North],
        decoration: Decoration::Simple,
        floor: FloorBand::Middle,
        lift: false,
        subway: true,
        agent_fee: true,
        tags: &["随时看房"],
        detail: "户型方正，安静不临街，业主诚心长租。",
    },
    Variant {
        mode: RentMode::Entire,
        layout: (3, 2, 2),
        orientation: &[Orientation::SouthEast],
        decoration: Decoration::Luxury,
        floor: FloorBand::Low,
        lift: true,
        subway: false,
        agent_fee: true,
        tags: &["业主自荐"],
        detail: "适合家庭居住，车位充足，绿化优美。",
    },
    Variant {
        mode: RentMode::Shared,
        layout: (4, 1, 2),
        orientation: &[Orientation::East],
        decoration: Decoration::Fine,
        floor: FloorBand::Middle,
        lift: true,
        subway: true,
        agent_fee: false,
        tags: &["押一付一", "拎包入住"],
        detail: "室友都是上班族，房间有飘窗，公共区域每周打扫。",
    },
    Variant {
        mode: RentMode::Apartment,
        layout: (1, 0, 1),
        orientation: &[Orientation::West],
        decoration: Decoration::Bare,
        floor: FloorBand::Basement,
        lift: false,
        subway: false,
        agent_fee: false,
        tags: &[],
        detail: "民用水电，可以短租，管家服务。",
    },
];

/// The listings, and the names of their places as the vocabulary of the index.
pub fn fixture() -> (Vec<IndexedListing>, Vec<String>) {
    let mut listings: Vec<IndexedListing> = Vec::new();
    let mut vocabulary = Vec::new();
    for (line, number) in include_str!("places.tsv").lines().zip(1..) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [
            city_code,
            city,
            district_code,
            district,
            business_district,
            estates,
        ] = fields[..]
        else {
            panic!("six fields in {line}");
        };
        let place = |id: i64, name: &str| NamedPlace {
            id,
            name: name.to_owned(),
        };
        vocabulary.extend([city, district, business_district].map(str::to_owned));
        for (estate, at) in estates.split('、').zip(1..) {
            vocabulary.push(estate.to_owned());
            for variant in &VARIANTS {
                let id = i64::try_from(listings.len()).unwrap() + 1;
                let (rooms, halls, baths) = variant.layout;
                let sides: String = variant.orientation.iter().map(|side| side.zh()).collect();
                let card = ListingCard {
                    id: ListingId(id),
                    title: format!("{estate} {rooms}室{halls}厅 {sides}向"),
                    rent: 3_000,
                    area: Some(60.0),
                    mode: variant.mode,
                    layout: Layout {
                        rooms: Some(rooms),
                        halls: Some(halls),
                        baths: Some(baths),
                    },
                    floor: Floor {
                        number: None,
                        band: Some(variant.floor),
                        total: Some(24),
                    },
                    orientation: variant.orientation.iter().copied().collect(),
                    decoration: Some(variant.decoration),
                    lift: Some(variant.lift),
                    near_subway: variant.subway,
                    agent_fee: Some(variant.agent_fee),
                    payment: None,
                    city: place(city_code.parse().unwrap(), city),
                    district: Some(place(district_code.parse().unwrap(), district)),
                    business_district: Some(place(number, business_district)),
                    estate: Some(place(number * 10 + at, estate)),
                    street: (estate == "望京西园").then(|| "阜通东大街12号".to_owned()),
                    tags: variant
                        .tags
                        .iter()
                        .map(|name| TagLabel {
                            id: tag_id(name),
                            name: (*name).to_owned(),
                        })
                        .collect(),
                    photo: None,
                    point: None,
                    agent: None,
                    available_from: None,
                    published_on: NaiveDate::from_ymd_opt(2026, 5, 1).unwrap(),
                    demo: false,
                };
                listings.push(IndexedListing {
                    card,
                    detail: variant.detail.to_owned(),
                    floor_plan: None,
                });
            }
        }
    }
    (listings, vocabulary)
}

fn tag_id(name: &str) -> TagId {
    let all = VARIANTS.iter().flat_map(|variant| variant.tags);
    TagId((1..).zip(all).find(|(_, tag)| **tag == name).unwrap().0)
}

/// Whether the listing meets every condition: `key=value`, or one of several values after a `|`.
pub fn meets(listing: &IndexedListing, conditions: &str) -> bool {
    let card = &listing.card;
    let layout = card.layout;
    let name =
        |place: &Option<NamedPlace>| place.iter().map(|p| p.name.clone()).collect::<Vec<_>>();
    let yes = |holds: bool| vec![if holds { "yes" } else { "no" }.to_owned()];
    let studio =
        card.mode != RentMode::Shared && layout.rooms == Some(1) && layout.halls == Some(0);
    conditions.split_whitespace().all(|condition| {
        let (key, wanted) = condition.split_once('=').expect("key=value");
        let values = match key {
            "city" => vec![card.city.name.clone()],
            "district" => name(&card.district),
            "estate" => name(&card.estate),
            // Named so, or beginning so: the business district or an estate called after it.
            "place" => {
                let names = [name(&card.business_district), name(&card.estate)].concat();
                let called = wanted
                    .split('|')
                    .find(|wanted| names.iter().any(|name| name.starts_with(wanted)));
                called.map(str::to_owned).into_iter().collect()
            }
            "rooms" => layout.rooms.iter().map(ToString::to_string).collect(),
            "halls" => layout.halls.iter().map(ToString::to_string).collect(),
            "mode" => vec![card.mode.to_string()],
            "decoration" => card.decoration.iter().map(ToString::to_string).collect(),
            "floor" => card.floor.band.iter().map(ToString::to_string).collect(),
            "lift" => yes(card.lift == Some(true)),
            "subway" => yes(card.near_subway),
            "fee" => yes(card.agent_fee == Some(true)),
            "south" => yes(card.orientation.contains(Orientation::South)),
            "north" => yes(card.orientation.contains(Orientation::North)),
            "studio" => yes(studio),
            "single" => yes(studio || card.mode == RentMode::Shared),
            "tag" => card.tags.iter().map(|tag| tag.name.clone()).collect(),
            other => panic!("unknown condition {other}"),
        };
        wanted
            .split('|')
            .any(|wanted| values.iter().any(|value| value == wanted))
    })
}

/// A listing in a few words.
pub fn describe(listing: &IndexedListing) -> String {
    let card = &listing.card;
    let names = [&card.business_district, &card.estate]
        .map(|place| place.as_ref().map_or("", |place| place.name.as_str()));
    format!(
        "#{} {}/{}/{} {}",
        card.id, card.city.name, names[0], names[1], card.title
    )
}
