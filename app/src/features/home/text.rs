//! What the home page says. Arguments that are numbers come already formatted.

use crate::locales::Text;
use domain::EntryPoint;

type Fixed = &'static str;
type With1 = fn(&str) -> String;
type With2 = fn(&str, &str) -> String;

/// Texts of the home page.
pub(crate) struct HomeText {
    pub(crate) title: Fixed,
    /// Homes everywhere.
    pub(crate) description: With1,
    pub(crate) heading: Fixed,
    /// Homes in the city, the city.
    pub(crate) lead: With2,
    pub(crate) lead_empty: Fixed,
    pub(crate) choose_city: Fixed,
    pub(crate) all_cities: Fixed,
    pub(crate) beginnings: Fixed,
    /// An entry point in words.
    pub(crate) entry: fn(EntryPoint) -> Fixed,
    /// The entry point with a limit of rent.
    pub(crate) rent_up_to: With1,
    pub(crate) newest: With1,
    pub(crate) see_all: With1,
    pub(crate) districts: With1,
    pub(crate) hot_cities: Fixed,
    pub(crate) map: Fixed,
    pub(crate) map_lead: With1,
    pub(crate) market: Fixed,
    pub(crate) market_lead: With1,
    pub(crate) method: Fixed,
    pub(crate) no_homes_title: Fixed,
    pub(crate) no_homes: Fixed,
}

impl Text {
    /// The texts of this feature: in the code of its pages, not in that of every page.
    pub(crate) fn home(&self) -> &'static HomeText {
        self.locale.pick(&ZH_CN, &EN)
    }
}

static ZH_CN: HomeText = HomeText {
    title: "租房网 · 安心租一个家",
    description: |homes| {
        [
            "全国 ",
            homes,
            " 套在租房源，整租合租一站找齐。看真实租金中位数，按区域、户型、地铁和预算找到合适的家。",
        ]
        .concat()
    },
    heading: "安心租一个家",
    lead: |homes, city| [city, "现有 ", homes, " 套房源在租，租金贵不贵，一看便知。"].concat(),
    lead_empty: "还没有房源。",
    choose_city: "你想在哪个城市找房",
    all_cities: "全部城市",
    beginnings: "大家常找",
    entry: |entry| match entry {
        EntryPoint::Entire => "整租",
        EntryPoint::Shared => "合租",
        EntryPoint::NearSubway => "近地铁",
        EntryPoint::LowRent => "低租金",
        EntryPoint::OneRoom => "一居室",
        EntryPoint::TwoRooms => "两居室",
        EntryPoint::ThreeRooms => "三居室",
        EntryPoint::Lift => "有电梯",
        EntryPoint::NoFee => "免中介费",
    },
    rent_up_to: |rent| [rent, " 元以下"].concat(),
    newest: |city| [city, "最新房源"].concat(),
    see_all: |homes| ["查看全部 ", homes, " 套"].concat(),
    districts: |city| ["在", city, "按区县找房"].concat(),
    hot_cities: "热门城市",
    map: "地图找房",
    map_lead: |city| ["在地图上看", city, "各处的房源和租金，圈出想住的地方。"].concat(),
    market: "租金行情",
    market_lead: |city| [city, "各区、各户型租金多少，有多少房源，一图看清。"].concat(),
    method: "整租中位数按目前在租房源的挂牌租金统计，少于 8 套的不显示。",
    no_homes_title: "这个城市暂时没有在租房源",
    no_homes: "换个城市看看。",
};

static EN: HomeText = HomeText {
    title: "Zufang · Find a home to rent in China",
    description: |homes| {
        [
            homes,
            " homes to rent across China. See what homes really cost, and find yours by area, rooms, metro and budget.",
        ]
        .concat()
    },
    heading: "Find a home you can trust",
    lead: |homes, city| {
        [
            homes,
            " homes are to rent in ",
            city,
            " now. See at a glance whether the rent is fair.",
        ]
        .concat()
    },
    lead_empty: "There is no home yet.",
    choose_city: "The city you look in",
    all_cities: "All cities",
    beginnings: "People look for",
    entry: |entry| match entry {
        EntryPoint::Entire => "Entire homes",
        EntryPoint::Shared => "Shared homes",
        EntryPoint::NearSubway => "Near metro",
        EntryPoint::LowRent => "Low rent",
        EntryPoint::OneRoom => "1 room",
        EntryPoint::TwoRooms => "2 rooms",
        EntryPoint::ThreeRooms => "3 rooms",
        EntryPoint::Lift => "With lift",
        EntryPoint::NoFee => "No agent fee",
    },
    rent_up_to: |rent| ["Up to ¥", rent].concat(),
    newest: |city| ["Newest homes in ", city].concat(),
    see_all: |homes| ["See all ", homes].concat(),
    districts: |city| ["Districts of ", city].concat(),
    hot_cities: "Popular cities",
    map: "Search on the map",
    map_lead: |city| {
        [
            "Homes and rents all over ",
            city,
            ", and a pen to draw where you want to live.",
        ]
        .concat()
    },
    market: "Rent figures",
    market_lead: |city| {
        [
            "What homes cost in ",
            city,
            ", by district and number of rooms.",
        ]
        .concat()
    },
    method: "Medians are of the asking rents of entire homes to rent now. Fewer than 8 homes are not shown.",
    no_homes_title: "No home is to rent in this city at the moment",
    no_homes: "Try another city.",
};
