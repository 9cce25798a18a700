//! The fields of a listing in words, and what stands in them.

use crate::locales::{Locale, Text};
use domain::{moderation::queue::NamedValue, offer::ListingForm};

/// What a field of a listing is called.
pub(super) fn field_label(text: &'static Text, field: &str) -> &'static str {
    let (zh, en) = match field {
        "mode" => ("出租方式", "Mode"),
        "city" => ("城市", "City"),
        "district" => ("区县", "District"),
        "business_district" => ("商圈", "Business district"),
        "estate" => ("小区", "Estate"),
        "estate_name" => ("小区名称", "Name of the estate"),
        "street" => ("街道门牌", "Street"),
        "lon" => ("经度", "Longitude"),
        "lat" => ("纬度", "Latitude"),
        "rent" => ("租金（元/月）", "Rent (CNY a month)"),
        "payment" => ("付款方式", "Payment"),
        "agent_fee" => ("中介费", "Agent fee"),
        "available_from" => ("入住时间", "Available from"),
        "area" => ("面积（m²）", "Area (m²)"),
        "rooms" => ("室", "Rooms"),
        "halls" => ("厅", "Halls"),
        "baths" => ("卫", "Baths"),
        "floor_number" => ("楼层", "Floor"),
        "floor_total" => ("总楼层", "Floors in all"),
        "lift" => ("电梯", "Lift"),
        "orientation" => ("朝向", "Orientation"),
        "decoration" => ("装修", "Decoration"),
        "facilities" => ("设施", "Facilities"),
        "title" => ("标题", "Headline"),
        "detail" => ("描述", "Description"),
        "tags" => ("标签", "Tags"),
        _ => ("其他", "Something else"),
    };
    match text.locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    }
}

/// What stands in a field, as people say it.
pub(super) fn field_value(
    text: &'static Text,
    names: &[NamedValue],
    field: &str,
    value: &str,
) -> String {
    let words = &text.words;
    let value = value.trim();
    let said = |word: Option<&'static str>| word.unwrap_or(value).to_owned();
    let yes = value == "true";
    match field {
        "mode" => said(value.parse().ok().map(words.mode)),
        "payment" => said(value.parse().ok().map(words.payment)),
        "decoration" => said(value.parse().ok().map(words.decoration)),
        "orientation" => all(text, value, |word| word.parse().ok().map(words.orientation)),
        "facilities" => all(text, value, |word| word.parse().ok().map(words.facility)),
        "agent_fee" | "lift" if matches!(value, "true" | "false") => match (text.locale, yes) {
            (Locale::ZhCn, true) => "有".into(),
            (Locale::ZhCn, false) => "无".into(),
            (Locale::En, true) => "Yes".into(),
            (Locale::En, false) => "No".into(),
        },
        "city" | "district" | "business_district" | "estate" => {
            let named = names
                .iter()
                .find(|named| named.field == field && named.value == value);
            named.map_or_else(|| value.to_owned(), |named| named.name.clone())
        }
        _ => value.to_owned(),
    }
}

fn all(text: &'static Text, value: &str, say: impl Fn(&str) -> Option<&'static str>) -> String {
    let words = ListingForm::words_of(value).map(|word| say(word).unwrap_or(word));
    words.collect::<Vec<_>>().join(text.admin().comma)
}
