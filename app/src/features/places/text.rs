//! What the pages of places and agents say. Arguments that are numbers come already formatted.

use crate::locales::Text;
use domain::PlaceKind;

type Fixed = &'static str;
type With1 = fn(&str) -> String;
type With2 = fn(&str, &str) -> String;
type With3 = fn(&str, &str, &str) -> String;

/// Texts of the pages of places and agents.
pub(crate) struct PlacesText {
    pub(crate) heading: With1,
    /// Heading, homes.
    pub(crate) title: With2,
    /// Place, homes.
    pub(crate) description: With2,
    pub(crate) description_median: With1,
    /// Homes in all.
    pub(crate) homes: With1,
    pub(crate) entire_homes: With1,
    pub(crate) near_subway: With1,
    pub(crate) see_all: With1,
    pub(crate) map: Fixed,
    pub(crate) market: Fixed,
    pub(crate) choose_city: Fixed,
    pub(crate) newest: Fixed,
    pub(crate) no_homes_title: Fixed,
    pub(crate) no_homes: Fixed,
    pub(crate) about: Fixed,

    pub(crate) prices: Fixed,
    pub(crate) no_prices: Fixed,
    pub(crate) entire_median: Fixed,
    pub(crate) shared_median: Fixed,
    pub(crate) per_area_median: Fixed,
    pub(crate) per_area: With1,
    pub(crate) half_between: With2,
    pub(crate) of_homes: With1,
    pub(crate) by_rooms: Fixed,
    pub(crate) rooms: Fixed,
    pub(crate) lower_quartile: Fixed,
    pub(crate) median: Fixed,
    pub(crate) upper_quartile: Fixed,
    pub(crate) number_of_homes: Fixed,
    pub(crate) method: Fixed,

    pub(crate) trend: Fixed,
    /// First month and figure, last month and figure, in one sentence.
    pub(crate) trend_sentence: fn(&str, &str, &str, &str) -> String,
    pub(crate) trend_method: Fixed,
    pub(crate) trend_table: Fixed,
    pub(crate) month: Fixed,
    /// A year, and a month from 1 to 12.
    pub(crate) month_of: fn(i32, u32) -> String,

    /// The heading over the parts of a place, by what they are.
    pub(crate) parts: fn(PlaceKind) -> Fixed,
    pub(crate) nearest: fn(PlaceKind) -> Fixed,
    pub(crate) beside: fn(PlaceKind) -> Fixed,
    /// The median rent of entire homes, and of how many.
    pub(crate) part_median: With2,
    pub(crate) too_few: Fixed,

    pub(crate) cities: Fixed,
    pub(crate) cities_title: Fixed,
    pub(crate) cities_description: With2,
    pub(crate) cities_count: With2,
    pub(crate) jump: Fixed,

    pub(crate) agent_heading: With1,
    /// Name, homes.
    pub(crate) agent_title: With2,
    pub(crate) agent_description: With3,
    pub(crate) agent_estates: Fixed,
    pub(crate) agent_homes: Fixed,
    pub(crate) agent_no_homes: Fixed,
    pub(crate) agent_no_stars: Fixed,
    pub(crate) agent_review_count: With1,
    pub(crate) agent_reviews: Fixed,
    pub(crate) agent_reviews_admin: Fixed,
}

impl Text {
    /// The texts of this feature: in the code of its pages, not in that of every page.
    pub(crate) fn places(&self) -> &'static PlacesText {
        self.locale.pick(&ZH_CN, &EN)
    }
}

static ZH_CN: PlacesText = PlacesText {
    heading: |place| [place, "租房"].concat(),
    title: |heading, homes| [heading, " · ", homes, " 套在租房源 · 租房网"].concat(),
    description: |place, homes| [place, "在租房源 ", homes, " 套"].concat(),
    description_median: |median| ["，整租租金中位数 ", median, " 元/月"].concat(),
    homes: |homes| [homes, " 套在租"].concat(),
    entire_homes: |homes| ["整租 ", homes, " 套"].concat(),
    near_subway: |homes| ["近地铁 ", homes, " 套"].concat(),
    see_all: |homes| ["查看全部 ", homes, " 套"].concat(),
    map: "地图找房",
    market: "租金行情",
    choose_city: "设为我的城市",
    newest: "最新房源",
    no_homes_title: "这里暂时没有在租房源",
    no_homes: "可以看看周边，或者搜索其他地方。",
    about: "简介",

    prices: "租金",
    no_prices: "在租房源太少，不足以统计租金。",
    entire_median: "整租中位数",
    shared_median: "合租单间中位数",
    per_area_median: "整租每平米",
    per_area: |rent| [rent, " 元/㎡·月"].concat(),
    half_between: |lower, upper| ["半数在 ", lower, "–", upper, " 元"].concat(),
    of_homes: |homes| ["按 ", homes, " 套统计"].concat(),
    by_rooms: "整租租金，按户型",
    rooms: "户型",
    lower_quartile: "下四分位",
    median: "中位数（元/月）",
    upper_quartile: "上四分位",
    number_of_homes: "套数",
    method: "按目前在租房源的挂牌租金统计，少于 8 套的不显示。",

    trend: "租金走势",
    trend_sentence: |month, rent, last_month, last_rent| {
        [
            month,
            "发布的整租房源，每平米租金中位数为 ",
            rent,
            " 元；",
            last_month,
            "发布的为 ",
            last_rent,
            " 元。",
        ]
        .concat()
    },
    trend_method: "统计的是各月发布、目前仍在租的房源。每个月的房源不同，差别不等于同一套房涨了或跌了。",
    trend_table: "查看各月数据",
    month: "发布月份",
    month_of: |year, month| [&year.to_string(), " 年 ", &month.to_string(), " 月"].concat(),

    parts: |kind| match kind {
        PlaceKind::City => "城市",
        PlaceKind::District => "按区县找房",
        PlaceKind::BusinessDistrict => "按商圈找房",
        PlaceKind::Estate => "按小区找房",
    },
    nearest: |kind| match kind {
        PlaceKind::City => "其他城市，由近到远",
        PlaceKind::District => "相邻区县",
        PlaceKind::BusinessDistrict => "附近商圈",
        PlaceKind::Estate => "附近小区",
    },
    beside: |kind| match kind {
        PlaceKind::City => "其他城市",
        PlaceKind::District => "同城其他区县",
        PlaceKind::BusinessDistrict => "同区其他商圈",
        PlaceKind::Estate => "同商圈其他小区",
    },
    part_median: |median, homes| ["整租中位数 ", median, " 元（", homes, " 套）"].concat(),
    too_few: "整租太少，暂无中位数",

    cities: "全部城市",
    cities_title: "全部城市租房 · 租房网",
    cities_description: |cities, homes| {
        ["在 ", cities, " 个城市找房，共 ", homes, " 套在租房源。"].concat()
    },
    cities_count: |cities, homes| [cities, " 个城市，", homes, " 套在租房源"].concat(),
    jump: "按省份首字母跳转",

    agent_heading: |name| ["经理人 ", name].concat(),
    agent_title: |name, homes| ["经理人 ", name, " · ", homes, " 套在租房源 · 租房网"].concat(),
    agent_description: |name, homes, estates| {
        [
            "经理人",
            name,
            "的在租房源 ",
            homes,
            " 套，服务 ",
            estates,
            " 个小区。",
        ]
        .concat()
    },
    agent_estates: "服务的小区",
    agent_homes: "在租房源",
    agent_no_homes: "这位经理人目前没有在租房源。",
    agent_no_stars: "评价还太少，暂时没有星级。",
    agent_review_count: |count| ["来自 ", count, " 条看房评价"].concat(),
    agent_reviews: "租客评价",
    agent_reviews_admin: "管理评价",
};

/// `count` homes, in the singular where there is one.
fn homes(count: &str) -> String {
    [count, if count == "1" { " home" } else { " homes" }].concat()
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

static EN: PlacesText = PlacesText {
    heading: |place| ["Homes to rent in ", place].concat(),
    title: |heading, count| [heading, " · ", &homes(count), " · Zufang"].concat(),
    description: |place, count| [&homes(count), " to rent in ", place].concat(),
    description_median: |median| {
        [", median rent ", median, " CNY/month for an entire home"].concat()
    },
    homes: |count| [&homes(count), " to rent"].concat(),
    entire_homes: |count| [count, " entire"].concat(),
    near_subway: |count| [count, " near the metro"].concat(),
    see_all: |count| ["See all ", &homes(count)].concat(),
    map: "On the map",
    market: "Rent figures",
    choose_city: "Make this my city",
    newest: "Newest homes",
    no_homes_title: "No home is to rent here at the moment",
    no_homes: "Look around nearby, or search elsewhere.",
    about: "About",

    prices: "Rents",
    no_prices: "Too few homes are to rent here for figures.",
    entire_median: "Entire home, median",
    shared_median: "Room in a shared home, median",
    per_area_median: "Entire home, per m²",
    per_area: |rent| [rent, " CNY/m²"].concat(),
    half_between: |lower, upper| ["half between ", lower, " and ", upper].concat(),
    of_homes: |count| ["from ", &homes(count)].concat(),
    by_rooms: "Entire homes by rooms",
    rooms: "Rooms",
    lower_quartile: "Lower quartile",
    median: "Median (CNY/month)",
    upper_quartile: "Upper quartile",
    number_of_homes: "Homes",
    method: "Asking rents of the homes to rent now. Fewer than 8 homes are not shown.",

    trend: "Rents over time",
    trend_sentence: |month, rent, last_month, last_rent| {
        [
            "Entire homes published in ",
            month,
            " ask a median of ",
            rent,
            " CNY/m², those of ",
            last_month,
            " ask ",
            last_rent,
            " CNY/m².",
        ]
        .concat()
    },
    trend_method: "Homes published in each month that are still to rent. Every month has other homes, so a difference is not a change of one home's rent.",
    trend_table: "Show every month",
    month: "Published in",
    month_of: |year, month| {
        let name = (month as usize)
            .checked_sub(1)
            .and_then(|at| MONTHS.get(at));
        [name.copied().unwrap_or_default(), " ", &year.to_string()].concat()
    },

    parts: |kind| match kind {
        PlaceKind::City => "Cities",
        PlaceKind::District => "Districts",
        PlaceKind::BusinessDistrict => "Areas",
        PlaceKind::Estate => "Estates",
    },
    nearest: |kind| match kind {
        PlaceKind::City => "Other cities, the nearest first",
        PlaceKind::District => "Districts nearby",
        PlaceKind::BusinessDistrict => "Areas nearby",
        PlaceKind::Estate => "Estates nearby",
    },
    beside: |kind| match kind {
        PlaceKind::City => "Other cities",
        PlaceKind::District => "Other districts of the city",
        PlaceKind::BusinessDistrict => "Other areas of the district",
        PlaceKind::Estate => "Other estates of the area",
    },
    part_median: |median, count| ["Entire: median ¥", median, " (", count, ")"].concat(),
    too_few: "Too few entire homes for a median",

    cities: "All cities",
    cities_title: "Homes to rent in all cities · Zufang",
    cities_description: |cities, count| {
        [
            "Find a home in ",
            cities,
            " cities: ",
            &homes(count),
            " to rent.",
        ]
        .concat()
    },
    cities_count: |cities, count| [cities, " cities, ", &homes(count), " to rent"].concat(),
    jump: "Jump to a province by its first letter",

    agent_heading: |name| ["Agent ", name].concat(),
    agent_title: |name, count| ["Agent ", name, " · ", &homes(count), " to rent · Zufang"].concat(),
    agent_description: |name, count, estates| {
        [
            &homes(count),
            " to rent from agent ",
            name,
            ", who works in ",
            estates,
            " estates.",
        ]
        .concat()
    },
    agent_estates: "Works in these estates",
    agent_homes: "Homes to rent",
    agent_no_homes: "This agent has no home to rent at the moment.",
    agent_no_stars: "Too few reviews for stars yet.",
    agent_review_count: |count| ["From ", count, " reviews after viewings"].concat(),
    agent_reviews: "What renters say",
    agent_reviews_admin: "Manage reviews",
};
