//! Moments as RFC 3339 in UTC to the second, without chrono's formatter; see [`crate::day`].

use crate::day;
use chrono::{DateTime, NaiveTime, SubsecRound, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Reads `YYYY-MM-DDThh:mm:ssZ`.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let mut parts = time.split(':').map(|part| match part.len() {
        2 => part.parse::<u32>().ok(),
        _ => None,
    });
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    parts
        .next()
        .is_none()
        .then_some(day::parse(date)?.and_time(time).and_utc())
}

/// Writes `YYYY-MM-DDThh:mm:ssZ`; parts of a second are dropped.
pub fn text(moment: DateTime<Utc>) -> String {
    let moment = moment.trunc_subsecs(0);
    let two = |number: u32| [(number / 10).to_string(), (number % 10).to_string()].concat();
    let time = [
        two(moment.hour()),
        two(moment.minute()),
        two(moment.second()),
    ]
    .join(":");
    [&day::text(moment.date_naive()), "T", &time, "Z"].concat()
}

/// `moment` by the clocks of China, with their distance from UTC: `YYYY-MM-DDThh:mm:ss+08:00`.
pub fn china_text(moment: DateTime<Utc>) -> String {
    let ahead = text(moment + TimeDelta::hours(8));
    [ahead.trim_end_matches('Z'), "+08:00"].concat()
}

/// For `#[serde(with = "crate::moment")]`.
pub fn serialize<S: Serializer>(moment: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&text(*moment))
}

/// For `#[serde(with = "crate::moment")]`.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| D::Error::custom("not a moment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_what_it_writes() {
        for text_form in ["2026-11-24T08:05:09Z", "1999-12-31T23:59:59Z"] {
            assert_eq!(parse(text_form).map(text).as_deref(), Some(text_form));
        }
    }

    #[test]
    fn clocks_in_china_are_eight_hours_ahead() {
        let moment = parse("2026-12-31T16:30:09Z").unwrap();
        assert_eq!(china_text(moment), "2027-01-01T00:30:09+08:00");
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for wrong in [
            "",
            "2026-11-24",
            "2026-11-24T24:00:00Z",
            "2026-11-24T8:05:09Z",
            "2026-11-24T08:05:09",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
