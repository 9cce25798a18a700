//! So many requests within so long, as operators write it: `30/min`.

use chrono::TimeDelta;
use std::{fmt, str::FromStr};

/// A span of time that requests are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// 24 hours.
    Day,
}

impl Span {
    /// Every span with the word it is written with.
    const WORDS: [(Self, &'static str); 3] = [
        (Self::Minute, "min"),
        (Self::Hour, "hour"),
        (Self::Day, "day"),
    ];

    /// How long it is, in seconds.
    pub fn seconds(self) -> u32 {
        match self {
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
        }
    }

    /// How long it is.
    pub fn length(self) -> TimeDelta {
        TimeDelta::seconds(self.seconds().into())
    }
}

/// So many requests within a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub requests: u32,
    /// Within how long.
    pub span: Span,
}

impl Rate {
    /// What an operator may write.
    pub const EXPECTED: &'static str =
        "requests within a span, such as 30/min, 500/hour, 10000/day";

    /// So many in a minute.
    pub const fn per_minute(requests: u32) -> Self {
        Self {
            requests,
            span: Span::Minute,
        }
    }

    /// So many in an hour.
    pub const fn per_hour(requests: u32) -> Self {
        Self {
            requests,
            span: Span::Hour,
        }
    }

    /// So many in a day.
    pub const fn per_day(requests: u32) -> Self {
        Self {
            requests,
            span: Span::Day,
        }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Span::WORDS.iter().find(|(span, _)| *span == self.span);
        write!(f, "{}/{}", self.requests, word.map_or("", |(_, word)| word))
    }
}

/// The text is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRate;

impl FromStr for Rate {
    type Err = NoRate;

    fn from_str(text: &str) -> Result<Self, NoRate> {
        let (requests, word) = text.split_once('/').ok_or(NoRate)?;
        let requests = requests.trim().parse().map_err(|_| NoRate)?;
        let word = word.trim();
        let word = if word == "minute" { "min" } else { word };
        let known = Span::WORDS.iter().find(|(_, known)| *known == word);
        let span = known.map(|(span, _)| *span).ok_or(NoRate)?;
        Ok(Self { requests, span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_as_it_is_written() {
        for text in ["30/min", "500/hour", "10000/day", "0/min"] {
            assert_eq!(text.parse::<Rate>().unwrap().to_string(), text);
        }
        assert_eq!("30 / minute".parse(), Ok(Rate::per_minute(30)));
        for text in [
            "",
            "30",
            "/min",
            "30/",
            "30/week",
            "-1/min",
            "1.5/day",
            "30/min/day",
        ] {
            assert_eq!(text.parse::<Rate>(), Err(NoRate), "{text}");
        }
    }
}
