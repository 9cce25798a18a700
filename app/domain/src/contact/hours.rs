//! When a host shows homes, on a grid of half hours.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The most spans of a day.
pub const SPANS_MAX: usize = 6;
/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// The grid, in minutes.
const GRID: u16 = 30;

/// The days of a week, by which form fields are named, Monday first.
pub const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// A part of a day, in minutes since midnight in China: both on the grid, the first below the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    from: u16,
    to: u16,
}

impl Span {
    /// The span, or the code of what is wrong with it.
    pub fn new(from: u16, to: u16) -> Result<Self, &'static str> {
        if !from.is_multiple_of(GRID) || !to.is_multiple_of(GRID) {
            Err("hours_grid")
        } else if to > DAY {
            Err("hours_text")
        } else if from >= to {
            Err("hours_reversed")
        } else {
            Ok(Self { from, to })
        }
    }

    /// Its first minute.
    pub const fn from(self) -> u16 {
        self.from
    }

    /// The minute after its last.
    pub const fn to(self) -> u16 {
        self.to
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let two = |number: u16| [(number / 10).to_string(), (number % 10).to_string()].concat();
        let clock = |minute: u16| [two(minute / 60), two(minute % 60)].join(":");
        f.write_str(&[clock(self.from), clock(self.to)].join("-"))
    }
}

/// The spans of one day, in order and apart from each other; none for a closed day. People write them as
/// `09:00-12:00, 14:00-18:30`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct DayHours(Vec<Span>);

impl DayHours {
    /// The spans, or the code of what is wrong with them.
    pub fn new(mut spans: Vec<Span>) -> Result<Self, &'static str> {
        spans.sort_unstable();
        let overlap = spans.windows(2).any(|pair| pair[1].from < pair[0].to);
        if overlap {
            Err("hours_overlap")
        } else if spans.len() > SPANS_MAX {
            Err("too_many")
        } else {
            Ok(Self(spans))
        }
    }

    /// The spans in their order.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// The minutes at which half hours begin.
    pub fn slots(&self) -> impl Iterator<Item = u16> {
        self.0
            .iter()
            .flat_map(|span| (span.from..span.to).step_by(GRID.into()))
    }
}

impl fmt::Display for DayHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spans: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&spans.join(", "))
    }
}

impl FromStr for DayHours {
    /// The code of what is wrong.
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let spans = text
            .split([',', '，', '、', ';', '；', '\n'])
            .map(str::trim)
            .filter(|span| !span.is_empty())
            .map(|span| {
                let (from, to) = span
                    .split_once(['-', '–', '—', '－', '~', '～', '至', '到'])
                    .ok_or("hours_text")?;
                Span::new(minute(from)?, minute(to)?)
            });
        Self::new(spans.collect::<Result<_, _>>()?)
    }
}

impl TryFrom<String> for DayHours {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        text.parse()
    }
}

impl From<DayHours> for String {
    fn from(hours: DayHours) -> Self {
        hours.to_string()
    }
}

/// `9`, `09:00` or `9：30` as minutes since midnight.
fn minute(text: &str) -> Result<u16, &'static str> {
    let text = text.trim();
    let (hour, minute) = text.split_once([':', '：', '.']).unwrap_or((text, "0"));
    let number = |text: &str| {
        let short = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        short.then(|| text.parse::<u16>().ok()).flatten()
    };
    match (number(hour), number(minute)) {
        (Some(hour), Some(minute)) if hour < 24 && minute < 60 => Ok(hour * 60 + minute),
        (Some(24), Some(0)) => Ok(DAY),
        _ => Err("hours_text"),
    }
}

/// A day that is otherwise than the week says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HoursException {
    /// The day in China.
    #[serde(with = "crate::day")]
    pub day: NaiveDate,
    /// Its hours; none when it is closed.
    pub hours: DayHours,
}

/// When a host shows homes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HostHours {
    /// The hours of each weekday, Monday first.
    pub week: [DayHours; 7],
    /// Days that are otherwise, from today on.
    pub exceptions: Vec<HoursException>,
}

impl HostHours {
    /// Whether there are no hours at all.
    pub fn are_empty(&self) -> bool {
        let exceptions = self.exceptions.iter().map(|exception| &exception.hours);
        self.week
            .iter()
            .chain(exceptions)
            .all(|day| day.0.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_read_as_people_write_them() {
        for (text, hours) in [
            ("", ""),
            ("9-12", "09:00-12:00"),
            ("14:00–18:30， 9:30 - 12:00", "09:30-12:00, 14:00-18:30"),
            ("09：00至10：00、10:00~24:00", "09:00-10:00, 10:00-24:00"),
            ("0-0:30", "00:00-00:30"),
        ] {
            let read: DayHours = text.parse().unwrap();
            assert_eq!(read.to_string(), hours, "{text}");
            assert_eq!(read.to_string().parse(), Ok(read), "{text}");
        }
    }

    #[test]
    fn hours_that_make_no_sense_are_refused_with_what_is_wrong() {
        for (text, code) in [
            ("上午", "hours_text"),
            ("9-", "hours_text"),
            ("9-25", "hours_text"),
            ("9-24:30", "hours_text"),
            ("-1-3", "hours_text"),
            ("9:15-12", "hours_grid"),
            ("12-9", "hours_reversed"),
            ("9-9", "hours_reversed"),
            ("9-12, 11-13", "hours_overlap"),
            ("9-12, 9-12", "hours_overlap"),
            ("1-2,3-4,5-6,7-8,9-10,11-12,13-14", "too_many"),
        ] {
            assert_eq!(text.parse::<DayHours>(), Err(code), "{text}");
        }
    }

    #[test]
    fn a_day_has_a_slot_for_each_half_hour() {
        let day: DayHours = "9-10:30, 23:30-24".parse().unwrap();
        assert_eq!(day.slots().collect::<Vec<_>>(), [540, 570, 600, 1410]);
    }
}
