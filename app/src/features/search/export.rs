//! Homes as rows of a table to download.

use super::place_of;
use crate::{features::market::Cell, format, locales::Locale};
use domain::{ListingCard, ListingQuery, Point, SearchPage, card::ParamName, day};

/// What the file of a search is called, without its ending.
pub fn search_file(locale: Locale, query: &ListingQuery, names: &[ParamName]) -> String {
    let text = locale.text();
    if let Some(words) = &query.text {
        return (text.search.heading_for)(words);
    }
    let named = SearchPage {
        names: names.to_vec(),
        ..SearchPage::default()
    };
    let place = place_of(query, &named);
    if place.is_empty() {
        text.search.heading.to_owned()
    } else {
        (text.search.heading_in)(&place)
    }
}

/// The names of the columns that [`home_row`] fills.
pub fn home_columns(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::ZhCn => &ZH_CN,
        Locale::En => &EN,
    }
}

/// `card` as a row, with the address of its page on the site `site` (scheme and host), as it was at `as_of`.
/// What is unknown is empty.
pub fn home_row(locale: Locale, card: &ListingCard, site: &str, as_of: &str) -> Vec<Cell> {
    let text = locale.text();
    let words = &text.words;
    let place = |place: &Option<domain::NamedPlace>| match place {
        Some(place) => Cell::from(place.name.as_str()),
        None => Cell::Empty,
    };
    let tags: Vec<&str> = card.tags.iter().map(|tag| tag.name.as_str()).collect();
    vec![
        Cell::Number(card.id.to_string()),
        Cell::from(card.title.as_str()),
        Some(card.rent).into(),
        number(card.area.map(format::area)),
        number(card.rent_per_area().map(|rent| format!("{rent:.1}"))),
        (words.mode)(card.mode).into(),
        (words.layout)(card.layout).as_str().into(),
        number(card.layout.rooms.map(|rooms| rooms.to_string())),
        said(format::floor(text, card.floor)),
        said(format::orientation(text, card.orientation)),
        said(card.decoration.map(words.decoration)),
        yes_or_no(locale, card.lift),
        yes_or_no(locale, Some(card.near_subway)),
        yes_or_no(locale, card.agent_fee),
        said(card.payment.map(words.payment)),
        Cell::from(card.city.name.as_str()),
        place(&card.district),
        place(&card.business_district),
        place(&card.estate),
        said(card.street.as_deref()),
        Cell::from(tags.join(text.words.orientation_gap).as_str()),
        degrees(card.point, |point| point.lon),
        degrees(card.point, |point| point.lat),
        said(card.available_from.map(day::text)),
        said(Some(day::text(card.published_on))),
        yes_or_no(locale, Some(card.demo)),
        Cell::Words([site, "/listings/", &card.id.to_string()].concat()),
        Cell::Words(as_of.to_owned()),
    ]
}

fn said(words: Option<impl AsRef<str>>) -> Cell {
    words.map_or(Cell::Empty, |words| words.as_ref().into())
}

fn number(number: Option<String>) -> Cell {
    number.map_or(Cell::Empty, Cell::Number)
}

fn degrees(point: Option<Point>, part: fn(Point) -> f64) -> Cell {
    number(point.map(|point| part(point).to_string()))
}

fn yes_or_no(locale: Locale, answer: Option<bool>) -> Cell {
    let [yes, no] = match locale {
        Locale::ZhCn => ["是", "否"],
        Locale::En => ["yes", "no"],
    };
    said(answer.map(|answer| if answer { yes } else { no }))
}

const ZH_CN: [&str; 28] = [
    "编号",
    "标题",
    "租金（元/月）",
    "面积（㎡）",
    "单价（元/㎡）",
    "方式",
    "户型",
    "室数",
    "楼层",
    "朝向",
    "装修",
    "电梯",
    "近地铁",
    "中介费",
    "付款方式",
    "城市",
    "区县",
    "商圈",
    "小区",
    "街道",
    "标签",
    "经度",
    "纬度",
    "可入住日期",
    "发布日期",
    "演示数据",
    "网址",
    "数据时间",
];

const EN: [&str; 28] = [
    "ID",
    "Title",
    "Rent (CNY/month)",
    "Area (m²)",
    "Rent per m² (CNY)",
    "Type",
    "Layout",
    "Rooms",
    "Floor",
    "Orientation",
    "Fitting",
    "Lift",
    "Near metro",
    "Agent fee",
    "Payment",
    "City",
    "District",
    "Business district",
    "Estate",
    "Street",
    "Tags",
    "Longitude",
    "Latitude",
    "Available from",
    "Published on",
    "Demo data",
    "Address of the page",
    "As of",
];
