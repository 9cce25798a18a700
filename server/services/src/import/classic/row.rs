//! What the values of a row mean.

use super::{
    super::{
        columns::shorten,
        report::{Note, Reason},
    },
    source::RawRow,
    table::Table,
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use std::str::FromStr;

/// Shanghai is ahead of UTC all year.
const AHEAD: TimeDelta = TimeDelta::hours(8);

/// Why a row is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) column: &'static str,
    pub(super) value: String,
    pub(super) reason: Reason,
}

/// What is left out of a row that is taken, or taken otherwise than it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) column: &'static str,
    pub(super) value: String,
    pub(super) note: Note,
}

pub(super) fn fault(column: &'static str, value: &str, reason: Reason) -> Fault {
    Fault {
        column,
        value: shorten(value),
        reason,
    }
}

pub(super) fn remark(column: &'static str, value: &str, note: Note) -> Remark {
    Remark {
        column,
        value: shorten(value),
        note,
    }
}

/// A row that can be read.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'static Table,
    raw: &'a RawRow,
}

impl<'a> Row<'a> {
    /// The row, and its number.
    pub(super) fn read(table: &'static Table, raw: &'a RawRow) -> Result<(Self, i64), Fault> {
        if let Some((reason, value)) = &raw.problem {
            return Err(fault("", value, *reason));
        }
        let row = Self { table, raw };
        let id = row.needed_number::<i64>(table.key())?;
        if id < 1 {
            return Err(fault(table.key(), &id.to_string(), Reason::OutOfRange));
        }
        Ok((row, id))
    }

    fn value(self, column: &str) -> Option<&'a str> {
        let at = self.table.position(column)?;
        self.raw.values.get(at)?.as_deref()
    }

    /// The text of a column in one line, without signs that cannot be seen; nothing where it is blank.
    pub(super) fn text(self, column: &str) -> Option<String> {
        let text = self.value(column)?;
        let line: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let line = line.trim();
        (!line.is_empty()).then(|| line.to_owned())
    }

    /// The text of a column with its lines; nothing where it is blank.
    pub(super) fn lines(self, column: &str) -> Option<String> {
        let text = self
            .value(column)?
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        let seen: String = text
            .chars()
            .filter(|c| !c.is_control() || *c == '\n')
            .collect();
        let seen = seen.trim();
        (!seen.is_empty()).then(|| seen.to_owned())
    }

    /// The text of a column that has to be there.
    pub(super) fn needed(self, column: &'static str, longest: usize) -> Result<String, Fault> {
        let text = self
            .text(column)
            .ok_or_else(|| fault(column, "", Reason::Missing))?;
        if text.chars().count() > longest {
            return Err(fault(column, &text, Reason::TooLong));
        }
        Ok(text)
    }

    /// The whole number of a column; nothing where there is no value.
    pub(super) fn number<T: FromStr>(self, column: &'static str) -> Result<Option<T>, Fault> {
        let Some(text) = self.value(column) else {
            return Ok(None);
        };
        let text = text.trim();
        // Whole numbers of a decimal column.
        let whole = match text.split_once('.') {
            Some((whole, rest)) if !rest.is_empty() && rest.bytes().all(|it| it == b'0') => whole,
            _ => text,
        };
        match whole.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) if whole.parse::<i128>().is_ok() => Err(fault(column, text, Reason::OutOfRange)),
            Err(_) => Err(fault(column, text, Reason::NotANumber)),
        }
    }

    pub(super) fn needed_number<T: FromStr>(self, column: &'static str) -> Result<T, Fault> {
        self.number(column)?
            .ok_or_else(|| fault(column, "", Reason::Missing))
    }

    /// The number of a column that may have a fraction.
    pub(super) fn decimal(self, column: &'static str) -> Result<Option<f64>, Fault> {
        let Some(text) = self.value(column).map(str::trim) else {
            return Ok(None);
        };
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            Ok(_) | Err(_) => Err(fault(column, text, Reason::NotANumber)),
        }
    }

    /// Yes or no; nothing where there is no value.
    pub(super) fn flag(self, column: &'static str) -> Result<Option<bool>, Fault> {
        match self.value(column) {
            None => Ok(None),
            // A column of one bit says it with that very byte.
            Some("1" | "\u{1}") => Ok(Some(true)),
            Some("0" | "\0") => Ok(Some(false)),
            Some(text) => match text.trim().to_ascii_lowercase().as_str() {
                "1" | "true" => Ok(Some(true)),
                "0" | "false" => Ok(Some(false)),
                _ => Err(fault(column, text, Reason::UnknownWord)),
            },
        }
    }

    /// The moment of a column that is written in the time of Shanghai, a day alone being its beginning;
    /// nothing where there is no value.
    pub(super) fn moment(self, column: &'static str) -> Result<Option<DateTime<Utc>>, Fault> {
        let Some(text) = self.value(column).map(str::trim) else {
            return Ok(None);
        };
        let day_and_time = |text: &str| {
            let formats = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f"];
            formats
                .iter()
                .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        };
        let local = day_and_time(text).or_else(|| {
            let day: NaiveDate = domain::day::parse(text)?;
            Some(day.and_time(NaiveTime::MIN))
        });
        local
            .and_then(|local| local.checked_sub_signed(AHEAD))
            .map(|utc| Some(utc.and_utc()))
            .ok_or_else(|| fault(column, text, Reason::NotADate))
    }

    /// A hash of all that the row says, and of what it was found to mean here. Files and databases write
    /// some values otherwise, which says nothing.
    pub(super) fn seal(self, meaning: &[i64]) -> i64 {
        let mut hash = Sha256::new();
        for value in &self.raw.values {
            match value {
                None => hash.update([0]),
                Some(text) if text.is_empty() => hash.update([0]),
                Some(text) => {
                    let text = plainly(text);
                    hash.update([1]);
                    hash.update((text.len() as u64).to_le_bytes());
                    hash.update(text.as_bytes());
                }
            }
        }
        for number in meaning {
            hash.update(number.to_le_bytes());
        }
        let mut first = [0; 8];
        for (place, byte) in first.iter_mut().zip(hash.finalize()) {
            *place = byte;
        }
        i64::from_le_bytes(first)
    }
}

/// A number or time without a fraction of zeros, a bit as a digit, and any other text as it is.
fn plainly(text: &str) -> &str {
    match text {
        "\0" => "0",
        "\u{1}" => "1",
        _ => match text.split_once('.') {
            Some((whole, fraction))
                if !fraction.is_empty()
                    && fraction.bytes().all(|byte| byte == b'0')
                    && whole.bytes().any(|byte| byte.is_ascii_digit())
                    && whole.bytes().all(|byte| b"0123456789-: ".contains(&byte)) =>
            {
                whole
            }
            _ => text,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{super::table::RECORD, *};

    fn raw(values: [Option<&str>; 4]) -> RawRow {
        RawRow {
            line: Some(2),
            values: values.iter().map(|it| it.map(str::to_owned)).collect(),
            problem: None,
        }
    }

    #[test]
    fn times_are_those_of_shanghai() {
        for (text, expected) in [
            ("2024-06-30 12:00:00", Some("2024-06-30T04:00:00Z")),
            (
                "2024-06-30 12:00:00.250000",
                Some("2024-06-30T04:00:00.250Z"),
            ),
            ("2024-06-30", Some("2024-06-29T16:00:00Z")),
            ("0000-00-00 00:00:00", None),
            ("2024-02-30", None),
            ("", None),
        ] {
            let raw = raw([Some("1"), None, None, Some(text)]);
            let (row, _) = Row::read(&RECORD, &raw).unwrap();
            let read = row.moment("recorddate").ok().flatten();
            let expected = expected.map(|it| it.parse::<DateTime<Utc>>().unwrap());
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn no_value_is_no_number_and_the_empty_text_is_a_wrong_one() {
        for (value, expected) in [
            (None, Ok(None)),
            (Some("7"), Ok(Some(7_u8))),
            (Some(" 7.00 "), Ok(Some(7))),
            (Some(""), Err(Reason::NotANumber)),
            (Some("7.5"), Err(Reason::NotANumber)),
            (Some("256"), Err(Reason::OutOfRange)),
            (Some("x"), Err(Reason::NotANumber)),
        ] {
            let raw = raw([Some("1"), value, None, None]);
            let (row, _) = Row::read(&RECORD, &raw).unwrap();
            let read = row.number::<u8>("userid").map_err(|fault| fault.reason);
            assert_eq!(read, expected, "{value:?}");
        }
        assert!(Row::read(&RECORD, &raw([None, None, None, None])).is_err());
        assert!(Row::read(&RECORD, &raw([Some("0"), None, None, None])).is_err());
    }

    #[test]
    fn a_seal_tells_rows_apart_that_say_something_else() {
        let seal = |values, meaning: &[i64]| {
            let raw = raw(values);
            Row::read(&RECORD, &raw).unwrap().0.seal(meaning)
        };
        let one = seal([Some("1"), Some("23"), Some("4"), None], &[5]);
        assert_eq!(one, seal([Some("1"), Some("23"), Some("4"), None], &[5]));
        assert_eq!(
            one,
            seal([Some("1"), Some("23"), Some("4"), Some("")], &[5])
        );
        let as_stored = [Some("1.00"), Some("23.00"), Some("4"), None];
        assert_eq!(one, seal(as_stored, &[5]));
        let flag = seal([Some("1"), None, Some("1"), None], &[]);
        assert_eq!(flag, seal([Some("1"), None, Some("\u{1}"), None], &[]));
        for other in [
            seal([Some("1"), Some("2"), Some("34"), None], &[5]),
            seal([Some("1"), Some("23"), Some("4"), Some("0")], &[5]),
            seal([Some("1"), Some("23"), Some("4"), None], &[6]),
            seal([Some("1"), Some("23"), Some("4"), None], &[]),
        ] {
            assert_ne!(one, other);
        }
    }
}
