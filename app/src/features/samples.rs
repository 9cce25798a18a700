//! Listings for the tests of views.

use chrono::{DateTime, NaiveDate};
use domain::market::{
    Density, Figures, Group, MarketPlace, Month, PlaceKind, RentBin, RentPerArea,
};
use domain::{
    AgentCard, AgentId, ComparedHome, ComparedListing, Decoration, Facet, Facets, Floor, FloorBand,
    GoneListing, Layout, ListingCard, ListingDetail, ListingId, ListingQuery, ListingStatus,
    Market, NamedPlace, NearStation, PaymentTerms, PhotoRef, Point, Range, RentComparison,
    RentMode, RentStatistics, Rooms, SearchPage, StationId, StationLine, TagId, TagLabel,
};

/// A text that must never reach a page as it stands.
pub(crate) const HOSTILE: &str = "</script><script>alert(1)</script>\"'&";

pub(crate) fn card(id: i64) -> ListingCard {
    let named = |id: i64, name: &str| NamedPlace {
        id,
        name: name.into(),
    };
    ListingCard {
        id: ListingId(id),
        title: format!("望京花园东区 两室一厅 近地铁 {id}"),
        rent: 5_200 + id as u32 * 137,
        area: Some(89.5),
        mode: RentMode::Entire,
        layout: Layout {
            rooms: Some(2),
            halls: Some(1),
            baths: Some(1),
        },
        floor: Floor {
            number: None,
            band: Some(FloorBand::High),
            total: Some(18),
        },
        orientation: [domain::Orientation::South, domain::Orientation::North]
            .into_iter()
            .collect(),
        decoration: Some(Decoration::Fine),
        lift: Some(true),
        near_subway: true,
        agent_fee: Some(false),
        payment: Some(PaymentTerms::Quarterly),
        city: named(110_100, "北京"),
        district: Some(named(110_105, "朝阳区")),
        business_district: Some(named(12, "望京")),
        estate: Some(named(id, "望京花园东区")),
        street: Some("阜通东大街 6 号".into()),
        tags: [(1, "近地铁"), (2, "精装修"), (3, "随时看房")]
            .map(|(id, name)| TagLabel {
                id: TagId(id),
                name: name.into(),
            })
            .into(),
        photo: (id % 3 != 0).then(|| photo(id)),
        point: Point::new(116.4812, 39.9966),
        agent: Some(AgentId(5)),
        available_from: None,
        published_on: NaiveDate::default(),
        demo: id % 2 == 0,
    }
}

fn photo(id: i64) -> PhotoRef {
    PhotoRef {
        key: format!("demo-{id}.webp"),
        width: 1200,
        height: 900,
    }
}

pub(crate) fn search_page() -> SearchPage {
    let facets = |values: &[(&str, Option<&str>, u32)]| {
        values
            .iter()
            .map(|(value, name, count)| Facet {
                value: (*value).into(),
                name: name.map(Into::into),
                count: *count,
            })
            .collect::<Vec<_>>()
    };
    SearchPage {
        total: 1_234,
        page: 3,
        pages: 62,
        listings: (1..=20).map(card).collect(),
        facets: Some(Facets {
            cities: facets(&[
                ("110100", Some("北京"), 1_234),
                ("310100", Some("上海"), 9_876),
            ]),
            districts: facets(&[
                ("110105", Some("朝阳区"), 543),
                ("110108", Some("海淀区"), 321),
            ]),
            business_districts: (1..=60)
                .map(|id| Facet {
                    value: id.to_string(),
                    name: Some(format!("商圈{id}")),
                    count: 300 - id * 4,
                })
                .collect(),
            rooms: facets(&[("0", None, 12), ("1", None, 345), ("2", None, 456)]),
            modes: facets(&[("entire", None, 1_000), ("shared", None, 234)]),
            orientations: facets(&[("south", None, 900), ("north", None, 120)]),
            floors: facets(&[("low", None, 400), ("high", None, 420)]),
            decorations: facets(&[("fine", None, 640)]),
            tags: facets(&[("1", Some("近地铁"), 800), ("2", Some("精装修"), 640)]),
            rent_bands: facets(&[
                ("-1500", None, 10),
                ("1500-3000", None, 200),
                ("8000-", None, 90),
            ]),
            payments: facets(&[("monthly", None, 210), ("quarterly", None, 800)]),
            lift: 700,
            subway: 800,
            no_fee: 90,
        }),
        statistics: Some(RentStatistics {
            count: 1_234,
            lower_quartile: 3_800,
            median: 5_200,
            upper_quartile: 7_600,
        }),
        ..SearchPage::default()
    }
}

pub(crate) fn detail() -> ListingDetail {
    ListingDetail {
        card: card(4),
        status: ListingStatus::Published,
        detail: "南北通透，采光很好。\n步行到地铁站五分钟，楼下有超市和公园。".into(),
        facilities: [domain::Facility::Bed, domain::Facility::AirConditioner]
            .into_iter()
            .collect(),
        subway_metres: Some(480),
        stations: vec![NearStation {
            id: StationId(9),
            name: "望京西".into(),
            pinyin: "WangJing Xi".into(),
            lines: vec![StationLine {
                name: "13号线".into(),
                color: "#F4DE00".into(),
            }],
            metres: 642,
        }],
        province: NamedPlace {
            id: 110_000,
            name: "北京".into(),
        },
        photos: (1..=4).map(photo).collect(),
        captions: vec![String::new(), "朝南的客厅".into()],
        agent: Some(AgentCard {
            id: AgentId(5),
            name: "王芳".into(),
            service_stars: 5,
            truth_stars: 4,
            skill_stars: 4,
            certified: true,
            listings: 37,
            response: None,
        }),
        estate_listings: 12,
        comparison: Some(RentComparison {
            count: 86,
            median_rent: 5_000,
            lower_quartile: 4_300,
            upper_quartile: 6_100,
            lowest: 2_900,
            highest: 9_800,
        }),
        similar: (5..=10).map(card).collect(),
        updated_at: DateTime::UNIX_EPOCH,
    }
}

pub(super) fn market() -> Market {
    let figures = |count, rent, tenths| Figures {
        count,
        median_rent: Some(rent),
        with_area: count,
        median_rent_per_area: Some(RentPerArea::from_tenths(tenths)),
    };
    let place = |id, name: &str, figures| Group {
        value: MarketPlace {
            id,
            name: name.into(),
            city: "北京市".into(),
        },
        figures,
    };
    let month = |year, month, rent| Group {
        value: Month { year, month },
        figures: figures(40, rent, 900),
    };
    Market {
        query: ListingQuery::parse("city=110100&rooms=2").query,
        figures: figures(1_000, 5_200, 981),
        rents: search_page().statistics,
        place_kind: PlaceKind::District,
        places: vec![
            place(110_105, "朝阳区", figures(600, 5_000, 901)),
            place(110_101, "东城区", figures(400, 8_000, 1_255)),
        ],
        business_districts: vec![place(12, "望京", figures(300, 6_000, 990))],
        rent_bins: [
            (None, Some(2_999)),
            (Some(3_000), Some(3_499)),
            (Some(3_500), None),
        ]
        .map(|(min, max)| RentBin {
            rent: Range { min, max },
            count: 300,
        })
        .into(),
        area_bands: vec![Group {
            value: Range {
                min: Some(60),
                max: Some(80),
            },
            figures: figures(900, 5_100, 850),
        }],
        density: Some(Density {
            area_step: 5,
            rent_step: 500,
            areas: 3,
            rents: 4,
            cells: vec![(0, 1, 3), (2, 3, 7)],
        }),
        rooms: [1, 2]
            .map(|rooms| Group {
                value: Rooms::of(rooms),
                figures: figures(500, 5_000, 900),
            })
            .into(),
        modes: vec![Group {
            value: RentMode::Entire,
            figures: figures(1_000, 5_200, 981),
        }],
        history: vec![month(2023, 5, 5_000), month(2024, 6, 5_500)],
        cities: vec![
            (110_100, "北京市".into(), 1_000),
            (310_100, "上海市".into(), 900),
        ],
        ..Market::default()
    }
}

/// Two homes that differ, one that is let, and one that never was.
pub(super) fn compared() -> Vec<ComparedHome> {
    let shown = |id| {
        ComparedHome::Shown(Box::new(ComparedListing {
            card: card(id),
            facilities: detail().facilities,
            subway_metres: Some(480),
            comparison: detail().comparison.filter(|_| id == 4),
        }))
    };
    let gone = |id, last| ComparedHome::Gone {
        id: ListingId(id),
        last,
    };
    let last = GoneListing {
        status: ListingStatus::Let,
        title: "望京花园西区 一室一厅".into(),
    };
    vec![shown(4), shown(5), gone(6, Some(last)), gone(7, None)]
}
