//! Days as `YYYY-MM-DD`, read and written without chrono's formatter, which would be a good part
//! of what the browser loads.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Reads `YYYY-MM-DD`.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let digits_and_dashes = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !digits_and_dashes {
        return None;
    }
    let (year, month, day) = (text.get(..4)?, text.get(5..7)?, text.get(8..)?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Writes `YYYY-MM-DD`, for years 0 to 9999.
pub fn text(day: NaiveDate) -> String {
    // A leading 1 keeps the zeros of each part.
    let digits = |number: u32, width: usize| {
        let padded = (10_u32.pow(width as u32) + number).to_string();
        padded.get(1..).unwrap_or_default().to_owned()
    };
    let year = day.year().clamp(0, 9999).unsigned_abs();
    [
        digits(year, 4),
        digits(day.month(), 2),
        digits(day.day(), 2),
    ]
    .join("-")
}

/// For `#[serde(with = "crate::day")]`.
pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&text(*day))
}

/// For `#[serde(with = "crate::day")]`.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| D::Error::custom("not a day"))
}

/// For `#[serde(with = "crate::day::optional")]`.
pub mod optional {
    use super::{parse, text};
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// A day, or nothing.
    pub fn serialize<S: Serializer>(
        day: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => serializer.serialize_some(&text(*day)),
            None => serializer.serialize_none(),
        }
    }

    /// A day, or nothing.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| parse(&text).ok_or_else(|| D::Error::custom("not a day")))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_what_it_writes() {
        for text_form in ["2026-11-24", "2024-02-29", "0999-01-01"] {
            assert_eq!(parse(text_form).map(text).as_deref(), Some(text_form));
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for wrong in [
            "",
            "2026-02-29",
            "2026-13-01",
            "26-1-1",
            "2026/01/01",
            "2026-+1-01",
            "２０２６-01",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
