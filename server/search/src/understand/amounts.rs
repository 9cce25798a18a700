//! Rents, areas and numbers of rooms.
//!
//! An amount is a number or a range with what stands before it (`不超过`, `under`, `预算`), its unit
//! (`元`, `㎡`) and what stands behind it (`以内`, `左右`, `max`). Without a unit, an amount is a rent
//! if it is as large as rents are. About an amount (`左右`, `around`, or a number that says no more)
//! means a tenth less or more.

use super::{
    number::{Number, lone_digit, number},
    text::Plain,
};
use domain::{Range, Rooms};

/// What an amount is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// CNY per month.
    Rent,
    /// m².
    Area,
}

/// An amount in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub kind: Kind,
    pub range: Range,
    pub end: usize,
    /// A number that says nothing but itself: it is a rent only where nothing else goes on with it.
    pub bare: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Max,
    Min,
    About,
}

/// Rents that searches are about, in CNY per month.
const RENTS: std::ops::RangeInclusive<f64> = 300.0..=300_000.0;
/// A number without a unit is a rent from here …
const PLAIN_RENT_MIN: f64 = 500.0;
/// … and without anything at all, between these and a multiple of 50: other such numbers are parts of
/// names and addresses.
const BARE_RENTS: std::ops::RangeInclusive<f64> = 800.0..=50_000.0;
/// Areas that searches are about, in m².
const AREAS: std::ops::RangeInclusive<f64> = 5.0..=1_000.0;

const RENT_NOUNS: &[&str] = &[
    "租金",
    "月租",
    "月租金",
    "房租",
    "租价",
    "价格",
    "价位",
    "rent",
    "price",
];
const BUDGET_NOUNS: &[&str] = &["预算", "budget"];
const AREA_NOUNS: &[&str] = &["面积", "建筑面积", "area", "size"];
const AFTER_NOUN: &[&str] = &["在", "为", "是", ":", "of", "is", "约为"];
const MAX_BEFORE: &[&str] = &[
    "不超过",
    "不高于",
    "不超",
    "不到",
    "低于",
    "少于",
    "小于",
    "最多",
    "最高",
    "至多",
    "under",
    "below",
    "less than",
    "up to",
    "max",
    "maximum",
    "within",
    "at most",
    "no more than",
    "<=",
    "<",
    "≤",
];
const MIN_BEFORE: &[&str] = &[
    "至少",
    "不低于",
    "不少于",
    "高于",
    "大于",
    "超过",
    "最低",
    "最少",
    "起码",
    "over",
    "above",
    "more than",
    "at least",
    "min",
    "minimum",
    ">=",
    ">",
    "≥",
];
const ABOUT_BEFORE: &[&str] = &[
    "大约",
    "大概",
    "约",
    "差不多",
    "around",
    "about",
    "approx",
    "~",
];
const RANGE_BEFORE: &[&str] = &["from", "between", "从"];
const CURRENCY: &[&str] = &["¥", "rmb", "cny", "yuan"];
const CONNECTORS: &[&str] = &["-", "~", "到", "至", "to", "and"];
const RENT_UNITS: &[&str] = &[
    "元/月",
    "块/月",
    "/月",
    "元每月",
    "元一个月",
    "块一个月",
    "每月",
    "一个月",
    "元",
    "块钱",
    "块",
    "圆",
    "rmb",
    "cny",
    "yuan",
    "¥",
    "/month",
    "per month",
    "a month",
    "monthly",
    "pcm",
];
const AREA_UNITS: &[&str] = &[
    "平方米",
    "平米",
    "平方",
    "平",
    "㎡",
    "m²",
    "m2",
    "sqm",
    "sq m",
    "square meters",
    "square metres",
    "square meter",
    "square metre",
];
const MAX_AFTER: &[&str] = &[
    "以内",
    "之内",
    "以下",
    "及以下",
    "之下",
    "封顶",
    "内",
    "max",
    "maximum",
    "or less",
    "or below",
];
const MIN_AFTER: &[&str] = &[
    "以上",
    "及以上",
    "之上",
    "起步",
    "往上",
    "起",
    "+",
    "min",
    "minimum",
    "or more",
    "and up",
    "and above",
];
const ABOUT_AFTER: &[&str] = &["左右", "上下", "的样子", "附近", "or so"];
/// With these behind them, the short words 平, 内 and 起 begin other words (平谷, 内环).
const NOT_BEHIND: &[(char, &[char])] = &[
    (
        '平',
        &[
            '房', '谷', '安', '江', '南', '阳', '台', '层', '原', '乐', '顶',
        ],
    ),
    ('内', &['环', '江', '蒙', '街', '大']),
    ('起', &['点', '居', '步', '重']),
];

/// The amount at `at`.
pub fn amount(text: &Plain, at: usize) -> Option<Amount> {
    let mut from = at;
    let mut kind = None;
    let mut bound = None;
    let nouns = [
        (RENT_NOUNS, Kind::Rent, None),
        (BUDGET_NOUNS, Kind::Rent, Some(Bound::Max)),
        (AREA_NOUNS, Kind::Area, None),
    ];
    for (words, noun, usual) in nouns {
        if let Some(end) = text.after_any(from, words) {
            from = text.skip_spaces(end);
            from = text.skip_spaces(text.after_any(from, AFTER_NOUN).unwrap_or(from));
            kind = Some(noun);
            bound = usual;
        }
    }
    let mut said = kind.is_some();
    let bounds = [
        (MAX_BEFORE, Some(Bound::Max)),
        (MIN_BEFORE, Some(Bound::Min)),
        (ABOUT_BEFORE, Some(Bound::About)),
        (RANGE_BEFORE, None),
    ];
    for (words, before) in bounds {
        if let Some(end) = text.after_any(from, words) {
            from = text.skip_spaces(end);
            bound = before.or(bound);
            said = true;
            break;
        }
    }
    if let Some(end) = text.after_any(from, CURRENCY) {
        from = text.skip_spaces(end);
        kind = kind.or(Some(Kind::Rent));
        said = true;
    }
    let first = number(text, from)?;
    let mut end = first.end;
    let mut unit = take_unit(text, &mut end);
    let last = match second(text, end, &first) {
        Some(second) => {
            end = second.end;
            unit = take_unit(text, &mut end).or(unit);
            Some(second)
        }
        None => None,
    };
    let after = [
        (MAX_AFTER, Bound::Max),
        (MIN_AFTER, Bound::Min),
        (ABOUT_AFTER, Bound::About),
    ];
    let spaced = text.skip_spaces(end);
    for (words, behind) in after {
        if let Some(found) = text
            .after_any(spaced, words)
            .filter(|end| goes_on(text, *end))
        {
            end = found;
            bound = Some(behind);
            said = true;
            break;
        }
    }
    if unit.is_none() {
        // 以内 may stand before its unit too: 5000以内/月.
        unit = take_unit(text, &mut end);
    }

    let kind = unit.or(kind);
    let (mut low, mut high) = match last {
        Some(last) => {
            // 2-3千 is 2,000 to 3,000.
            let times = match (first.multiplier, last.multiplier) {
                (None, Some(times)) if first.value < 100.0 => times,
                _ => 1.0,
            };
            (first.value * times, last.upper.unwrap_or(last.value))
        }
        None => (first.value, first.upper.unwrap_or(first.value)),
    };
    let is_range = last.is_some() || first.upper.is_some();
    if low > high {
        (low, high) = (high, low);
    }
    let scaled = first.multiplier.is_some() || last.is_some_and(|last| last.multiplier.is_some());
    let plain_rent = low >= PLAIN_RENT_MIN && (is_range || said || is_bare_rent(low));
    let kind = match kind {
        Some(kind) => kind,
        None if scaled || plain_rent => Kind::Rent,
        None => return None,
    };
    let sensible = match kind {
        Kind::Rent => RENTS,
        Kind::Area => AREAS,
    };
    if !sensible.contains(&low) || !sensible.contains(&high) {
        return None;
    }
    let whole = |value: f64| Some(value.round() as u32);
    let range = match bound {
        _ if is_range => Range {
            min: whole(low),
            max: whole(high),
        },
        Some(Bound::Max) => Range {
            min: None,
            max: whole(high),
        },
        Some(Bound::Min) => Range {
            min: whole(low),
            max: None,
        },
        Some(Bound::About) | None => Range {
            min: whole(low * 0.9),
            max: whole(high * 1.1),
        },
    };
    Some(Amount {
        kind,
        range,
        end,
        bare: unit.is_none() && !said && !scaled,
    })
}

fn is_bare_rent(value: f64) -> bool {
    BARE_RENTS.contains(&value) && value % 50.0 == 0.0
}

/// The second number of a range after the first, which ends at `end` with its unit.
fn second(text: &Plain, end: usize, first: &Number) -> Option<Number> {
    let connector = text.after_any(text.skip_spaces(end), CONNECTORS)?;
    let mut from = text.skip_spaces(connector);
    if let Some(end) = text.after_any(from, CURRENCY) {
        from = text.skip_spaces(end);
    }
    let second = number(text, from)?;
    // 5000-2居 are a rent and rooms.
    let rooms = rooms(text, from).is_some();
    let both_rents = first.value >= PLAIN_RENT_MIN && second.value >= PLAIN_RENT_MIN;
    let fits = second.multiplier.is_some() || second.value > first.value || both_rents;
    (!rooms && fits).then_some(second)
}

/// The unit at `end`, which is moved behind it.
fn take_unit(text: &Plain, end: &mut usize) -> Option<Kind> {
    let at = text.skip_spaces(*end);
    for (words, kind) in [(RENT_UNITS, Kind::Rent), (AREA_UNITS, Kind::Area)] {
        if let Some(found) = text.after_any(at, words).filter(|end| goes_on(text, *end)) {
            *end = found;
            return Some(kind);
        }
    }
    None
}

/// Whether the word that ends before `end` does not begin a longer one.
fn goes_on(text: &Plain, end: usize) -> bool {
    !NOT_BEHIND.iter().any(|(last, behind)| {
        text.before(end) == Some(*last) && text.at(end).is_some_and(|next| behind.contains(&next))
    })
}

const ROOM_UNITS: &[&str] = &[
    "居室", "居", "室", "房间", "房", "卧室", "卧", "bedrooms", "bedroom", "beds", "bed", "brs",
    "br", "bdr", "bd", "rooms", "room",
];
/// Behind a number of rooms, these make another word of 房: 三房东.
const NOT_BEHIND_ROOM: [char; 6] = ['东', '产', '租', '山', '屋', '源'];
const ENGLISH_DIGITS: [(&str, u8); 5] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
];
const ROOM_CONNECTORS: &[&str] = &[
    "-", "~", "到", "至", "to", "/", "、", "或", "或者", "or", ",",
];

/// The numbers of rooms at `at`, and where they end.
pub fn rooms(text: &Plain, at: usize) -> Option<(Vec<Rooms>, usize)> {
    let (first, end) = room_digit(text, at)?;
    let mut to = first;
    let mut between = false;
    let mut end = end;
    if let Some(next) =
        lone_digit(text, end).filter(|next| *next == first + 1 && !text.is_digit(end))
    {
        // 两三居.
        (to, end, between) = (next, end + 1, true);
    } else if let Some(connector) = text.after_any(text.skip_spaces(end), ROOM_CONNECTORS)
        && let Some((next, behind)) = room_digit(text, text.skip_spaces(connector))
        && next > first
        && room_unit(text, behind).is_some()
    {
        let alternatives = ["/", "、", "或", "or", ","];
        let listed = alternatives
            .iter()
            .any(|word| text.after(text.skip_spaces(end), word).is_some());
        (to, end, between) = (next, behind, !listed);
    }
    let more = text.at(end) == Some('+');
    let mut end = room_unit(text, if more { end + 1 } else { end })?;
    let spaced = text.skip_spaces(end);
    let (mut from, mut up) = (first, more);
    if let Some(found) = text.after_any(spaced, &["以上", "及以上", "+", "or more", "and up"])
    {
        (end, up) = (found, true);
    } else if let Some(found) = text.after_any(spaced, &["以下", "以内", "及以下", "or less"])
    {
        (end, from, between) = (found, 1, true);
    }
    let mut rooms: Vec<Rooms> = if up {
        (first..=Rooms::MANY.max(first)).map(Rooms::of).collect()
    } else if between {
        (from..=to).map(Rooms::of).collect()
    } else {
        vec![Rooms::of(first), Rooms::of(to)]
    };
    rooms.dedup();
    Some((rooms, end))
}

fn room_digit(text: &Plain, at: usize) -> Option<(u8, usize)> {
    if let Some(digit) = lone_digit(text, at).filter(|digit| *digit > 0) {
        return Some((digit, at + 1));
    }
    ENGLISH_DIGITS.iter().find_map(|(word, digit)| {
        let end = text.after_any(at, &[word])?;
        Some((*digit, end))
    })
}

fn room_unit(text: &Plain, at: usize) -> Option<usize> {
    let mut at = match text.at(at) {
        Some('-') => at + 1,
        _ => text.skip_spaces(at),
    };
    // 两个房间.
    if text.at(at) == Some('个') {
        at += 1;
    }
    let end = text.after_any(at, ROOM_UNITS)?;
    let other = text.before(end) == Some('房')
        && text.at(end).is_some_and(|c| NOT_BEHIND_ROOM.contains(&c));
    (!other).then_some(end)
}
