//! Synthetic listings of about the shape of real ones: twelve cities of different size, each with
//! districts, business districts and estates; skewed rents; titles and descriptions of phrases.

use chrono::{Days, NaiveDate};
use domain::{
    AgentId, Decoration, Floor, FloorBand, IndexedListing, Layout, ListingCard, ListingId,
    NamedPlace, Orientation, PhotoRef, Point, RentMode, TagId, card::TagLabel,
};
use rand::{Rng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

const CITIES: [(&str, u32); 12] = [
    ("北京市", 20),
    ("上海市", 16),
    ("广州市", 14),
    ("深圳市", 12),
    ("成都市", 10),
    ("重庆市", 8),
    ("杭州市", 6),
    ("武汉市", 5),
    ("南京市", 4),
    ("西安市", 2),
    ("廊坊市", 2),
    ("常德市", 1),
];
const SYLLABLES: [&str; 24] = [
    "望", "京", "金", "阳", "花", "园", "龙", "湖", "新", "城", "江", "南", "华", "安", "东", "湾",
    "天", "河", "云", "山", "海", "泰", "和", "苑",
];
const PHRASES: [&str; 16] = [
    "家电齐全，拎包入住。",
    "采光很好，南北通透。",
    "楼下就是超市和菜市场。",
    "离地铁站步行五分钟。",
    "小区绿化好，安静不临街。",
    "业主诚心长租，价格可谈。",
    "精装修，随时可以看房。",
    "有车位，物业管理好。",
    "适合家庭居住，学校就在旁边。",
    "室友都是上班族，作息规律。",
    "客厅宽敞，带阳台。",
    "民用水电，押一付一。",
    "电梯房，视野开阔。",
    "主卧带独立卫生间。",
    "周边商场餐饮齐全。",
    "可以养宠物，可短租。",
];
const TAGS: usize = 40;

struct Estate {
    district: usize,
    business_district: usize,
    name: String,
    rent: f64,
}

struct City {
    districts: Vec<String>,
    business_districts: Vec<String>,
    estates: Vec<Estate>,
}

/// The places.
pub struct Corpus {
    cities: Vec<City>,
}

fn name(rng: &mut ChaCha8Rng, length: usize, suffix: &str) -> String {
    let syllables: String = (0..length)
        .map(|_| *SYLLABLES.choose(rng).unwrap())
        .collect();
    syllables + suffix
}

impl Corpus {
    pub fn new() -> Self {
        use rand::SeedableRng;
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        let cities = CITIES
            .iter()
            .map(|(_, weight)| {
                let districts: Vec<String> = (0..12).map(|_| name(&mut rng, 2, "区")).collect();
                let business_districts: Vec<String> = (0..40 + *weight as usize * 10)
                    .map(|_| name(&mut rng, 3, ""))
                    .collect();
                let estates = (0..business_districts.len() * 20)
                    .map(|number| Estate {
                        district: number % business_districts.len() % districts.len(),
                        business_district: number % business_districts.len(),
                        name: name(&mut rng, 4, "花园"),
                        rent: rng.random_range(1_200.0..9_000.0),
                    })
                    .collect();
                City {
                    districts,
                    business_districts,
                    estates,
                }
            })
            .collect();
        Self { cities }
    }

    pub fn vocabulary(&self) -> Vec<String> {
        let cities = self.cities.iter();
        let mut names: Vec<String> = cities
            .flat_map(|city| {
                let estates = city.estates.iter().map(|estate| estate.name.clone());
                let places = city.districts.iter().chain(&city.business_districts);
                estates.chain(places.cloned()).collect::<Vec<_>>()
            })
            .collect();
        names.sort();
        names.dedup();
        names
    }

    fn city_number(&self, rng: &mut ChaCha8Rng) -> usize {
        let mut left = rng.random_range(0..100);
        CITIES
            .iter()
            .position(|(_, weight)| {
                let here = left < *weight;
                left = left.saturating_sub(*weight);
                here
            })
            .unwrap_or(0)
    }

    pub fn listing(&self, rng: &mut ChaCha8Rng, id: i64) -> IndexedListing {
        let number = self.city_number(rng);
        let city = &self.cities[number];
        let code = (number as i64 + 11) * 10_000 + 100;
        let at = rng.random_range(0..city.estates.len());
        let estate = &city.estates[at];
        let rooms = *[1, 1, 2, 2, 2, 3, 3, 4, 5].choose(rng).unwrap();
        let halls = u8::from(rooms > 1) + u8::from(rooms > 3);
        let mode = *[
            RentMode::Entire,
            RentMode::Entire,
            RentMode::Shared,
            RentMode::Apartment,
        ]
        .choose(rng)
        .unwrap();
        let area = f64::from(rooms) * rng.random_range(15.0..35.0);
        let rent = estate.rent * f64::from(rooms).sqrt() * rng.random_range(0.8..1.3);
        let band = *[FloorBand::Low, FloorBand::Middle, FloorBand::High]
            .choose(rng)
            .unwrap();
        let mut tags: Vec<usize> = (0..3).map(|_| rng.random_range(0..TAGS)).collect();
        tags.dedup();
        let place = |id: usize, name: &str| {
            Some(NamedPlace {
                id: code * 10_000 + id as i64,
                name: name.to_owned(),
            })
        };
        let sides = [
            Orientation::South,
            Orientation::North,
            Orientation::East,
            Orientation::SouthEast,
        ];
        let card = ListingCard {
            id: ListingId(id),
            title: format!("{} · {rooms}室{halls}厅 · 精装近地铁", estate.name),
            rent: rent as u32,
            area: Some(area as f32),
            mode,
            layout: Layout {
                rooms: Some(rooms),
                halls: Some(halls),
                baths: Some(1),
            },
            floor: Floor {
                number: Some(rng.random_range(1..30)),
                band: Some(band),
                total: Some(30),
            },
            orientation: sides
                .iter()
                .copied()
                .filter(|_| rng.random_bool(0.4))
                .collect(),
            decoration: Decoration::ALL.choose(rng).copied(),
            lift: Some(rng.random()),
            near_subway: rng.random(),
            agent_fee: Some(rng.random()),
            payment: None,
            city: NamedPlace {
                id: code,
                name: CITIES[number].0.to_owned(),
            },
            district: Some(NamedPlace {
                id: code + estate.district as i64 + 1,
                name: city.districts[estate.district].clone(),
            }),
            business_district: place(
                estate.business_district,
                &city.business_districts[estate.business_district],
            ),
            estate: place(1_000 + at, &estate.name),
            street: Some(format!("{}路{}号", estate.name, rng.random_range(1..300))),
            tags: tags
                .into_iter()
                .map(|tag| TagLabel {
                    id: TagId(tag as i64),
                    name: format!("标签{tag}"),
                })
                .collect(),
            photo: Some(PhotoRef {
                key: format!("demo/{}.webp", rng.random_range(0..37)),
                width: 960,
                height: 640,
            }),
            point: Point::new(
                110.0 + number as f64 + rng.random_range(0.0..0.5),
                30.0 + rng.random_range(0.0..0.5),
            ),
            agent: Some(AgentId(rng.random_range(0..2_000))),
            available_from: rng.random_bool(0.3).then(|| day(rng.random_range(0..90))),
            published_on: day(rng.random_range(0..120)),
            demo: true,
        };
        let detail = (0..6).map(|_| *PHRASES.choose(rng).unwrap()).collect();
        IndexedListing {
            card,
            detail,
            floor_plan: None,
        }
    }

    pub fn city(&self, rng: &mut ChaCha8Rng) -> String {
        format!(
            "city={}",
            (self.city_number(rng) as i64 + 11) * 10_000 + 100
        )
    }

    /// The filters of a common search in a city.
    pub fn filters(&self, rng: &mut ChaCha8Rng) -> String {
        format!("{}&{}", self.city(rng), self.filters_without_city(rng))
    }

    pub fn filters_without_city(&self, rng: &mut ChaCha8Rng) -> String {
        let low = rng.random_range(10..50) * 100;
        let rooms = *["1", "2", "1,2", "2,3", "3"].choose(rng).unwrap();
        let more = *[
            "",
            "&mode=entire",
            "&lift=1",
            "&orientation=south&subway=1",
            "&area_min=40",
        ]
        .choose(rng)
        .unwrap();
        let sort = *["newest", "rent_up", "rent_down", "area", "rent_per_area"]
            .choose(rng)
            .unwrap();
        let page = rng.random_range(1..4);
        format!(
            "rent_min={low}&rent_max={}&rooms={rooms}{more}&sort={sort}&page={page}",
            low * 2
        )
    }

    /// What people type: an estate, a business district and a layout, a district in general.
    pub fn text(&self, rng: &mut ChaCha8Rng) -> String {
        let city = &self.cities[self.city_number(rng)];
        let estate = city.estates.choose(rng).unwrap();
        let text = match rng.random_range(0..4) {
            0 => estate.name.clone(),
            1 => format!("{} 两居", city.business_districts[estate.business_district]),
            2 => format!("{} 整租 电梯", city.districts[estate.district]),
            _ => "beijing 两居 精装".to_owned(),
        };
        format!("q={}", text.replace(' ', "+"))
    }
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default() + Days::new(number)
}
