//! Numbers and dates the way people say them. Whole numbers only: the browser's download stays
//! free of the machinery that prints floats.

use crate::locales::Text;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use domain::{Floor, ListingCard, OrientationSet, Range};

/// Between facts. The first space does not break, so that no line begins with the dot.
pub(crate) const SEPARATOR: &str = "\u{a0}· ";

/// `1234567` as `1,234,567`.
pub(crate) fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An area with at most one decimal: `89`, `89.5`.
pub(crate) fn area(square_metres: f32) -> String {
    let tenths = (square_metres * 10.0).round() as u32;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => [(tenths / 10).to_string(), tenth.to_string()].join("."),
    }
}

/// Tenths as a number with one decimal: `583` as `58.3`.
pub(crate) fn tenths(tenths: u32) -> String {
    [&thousands(tenths / 10), ".", &(tenths % 10).to_string()].concat()
}

/// A coordinate with four decimals, about ten metres.
pub(crate) fn degrees(value: f64) -> String {
    let scaled = (value.abs() * 10_000.0).round() as u32;
    let fraction = (scaled % 10_000 + 10_000).to_string();
    [
        &(scaled / 10_000).to_string(),
        ".",
        fraction.get(1..).unwrap_or_default(),
        "°",
    ]
    .concat()
}

/// The day in China on which `moment` lies, as `YYYY-MM-DD`.
pub(crate) fn day_in_china(moment: DateTime<Utc>) -> String {
    domain::day::text(date_in_china(moment))
}

/// The day in China on which `moment` lies.
pub(crate) fn date_in_china(moment: DateTime<Utc>) -> NaiveDate {
    domain::contact::china_date(moment)
}

/// `moment` by the clocks of China, to the minute: `YYYY-MM-DD hh:mm`.
pub(crate) fn minute_in_china(moment: DateTime<Utc>) -> String {
    let text = domain::moment::text(moment + TimeDelta::hours(8));
    text.get(..16).unwrap_or(&text).replace('T', " ")
}

/// How long ago `day` was, seen from `today`; nothing for days to come.
pub(crate) fn ago(text: &Text, day: NaiveDate, today: NaiveDate) -> Option<String> {
    let words = &text.words;
    let days = u32::try_from(today.num_days_from_ce() - day.num_days_from_ce()).ok()?;
    Some(match days {
        0 => words.today.to_owned(),
        1 => words.yesterday.to_owned(),
        2..14 => (words.days_ago)(days),
        14..60 => (words.weeks_ago)(days / 7),
        60..730 => (words.months_ago)(days / 30),
        _ => (words.years_ago)(days / 365),
    })
}

/// A range in words, with its unit; empty when both ends are open.
pub(crate) fn range(text: &Text, range: Range, unit: fn(&str) -> String) -> String {
    let words = &text.words;
    match (range.min, range.max) {
        (Some(min), Some(max)) => unit(&(words.between)(&thousands(min), &thousands(max))),
        (Some(min), None) => (words.at_least)(&unit(&thousands(min))),
        (None, Some(max)) => (words.at_most)(&unit(&thousands(max))),
        (None, None) => String::new(),
    }
}

/// What is known of the floor, in words.
pub(crate) fn floor(text: &Text, floor: Floor) -> Option<String> {
    let words = &text.words;
    match (floor.number, floor.band, floor.total) {
        (Some(number), _, Some(total)) => {
            Some((words.floor_of)(&number.to_string(), &total.to_string()))
        }
        (Some(number), _, None) => Some((words.floor)(&number.to_string())),
        (None, Some(band), Some(total)) => Some((words.band_of)(
            (words.floor_band)(band),
            &total.to_string(),
        )),
        (None, Some(band), None) => Some((words.floor_band)(band).to_owned()),
        (None, None, Some(total)) => Some((words.total_floors)(&total.to_string())),
        (None, None, None) => None,
    }
}

/// The orientations in one phrase.
pub(crate) fn orientation(text: &Text, set: OrientationSet) -> Option<String> {
    let names: Vec<_> = set.iter().map(text.words.orientation).collect();
    (!names.is_empty()).then(|| names.join(text.words.orientation_gap))
}

/// Rooms, area, floor and orientation in one line, in the order in which people ask.
pub(crate) fn facts(text: &Text, card: &ListingCard) -> String {
    let layout = (text.words.layout)(card.layout);
    let parts = [
        (!layout.is_empty()).then_some(layout),
        card.area
            .map(|size| (text.words.square_metres)(&area(size))),
        floor(text, card.floor),
        orientation(text, card.orientation),
    ];
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(SEPARATOR)
}

/// District and business district, or the city where neither is known.
pub(crate) fn places(card: &ListingCard) -> Vec<&str> {
    let parts: Vec<&str> = [&card.district, &card.business_district]
        .into_iter()
        .flatten()
        .map(|place| place.name.as_str())
        .collect();
    if parts.is_empty() {
        vec![&card.city.name]
    } else {
        parts
    }
}

/// The same in one text.
pub(crate) fn place(card: &ListingCard) -> String {
    places(card).join(SEPARATOR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Locale;
    use domain::FloorBand;

    #[test]
    fn numbers_are_grouped_and_areas_rounded() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(area(89.0), "89");
        assert_eq!(area(89.46), "89.5");
        assert_eq!(tenths(583), "58.3");
        assert_eq!(tenths(12_340), "1,234.0");
        assert_eq!(degrees(116.4812), "116.4812°");
        assert_eq!(degrees(39.05), "39.0500°");
    }

    #[test]
    fn a_moment_is_said_by_the_clocks_of_china() {
        let moment = domain::moment::parse("2026-11-24T18:05:09Z").unwrap();
        assert_eq!(minute_in_china(moment), "2026-11-25 02:05");
    }

    #[test]
    fn time_is_said_in_the_unit_people_would_say() {
        let day = |text| domain::day::parse(text).unwrap();
        let today = day("2024-12-04");
        for (then, chinese, english) in [
            ("2024-12-04", Some("今天"), Some("today")),
            ("2024-12-03", Some("昨天"), Some("yesterday")),
            ("2024-12-01", Some("3 天前"), Some("3 days ago")),
            ("2024-11-20", Some("2 周前"), Some("2 weeks ago")),
            ("2024-10-01", Some("2 个月前"), Some("2 months ago")),
            ("2022-12-04", Some("2 年前"), Some("2 years ago")),
            ("2024-12-05", None, None),
        ] {
            let said = |locale: Locale| ago(locale.text(), day(then), today);
            assert_eq!(said(Locale::ZhCn).as_deref(), chinese, "{then}");
            assert_eq!(said(Locale::En).as_deref(), english, "{then}");
        }
    }

    #[test]
    fn a_floor_says_what_is_known() {
        let text = Locale::ZhCn.text();
        let said = |number, band, total| {
            floor(
                text,
                Floor {
                    number,
                    band,
                    total,
                },
            )
        };
        assert_eq!(said(Some(5), None, Some(18)).as_deref(), Some("5/18层"));
        assert_eq!(
            said(None, Some(FloorBand::High), Some(18)).as_deref(),
            Some("高楼层/18层")
        );
        assert_eq!(said(None, None, None), None);
    }
}
