//! Viewings as a calendar: RFC 5545, as far as they need it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::contact::{SLOT_MINUTES, Side, Viewing, ViewingStatus};
use std::fmt::Write;

/// The longest line, in octets without its end (RFC 5545, 3.1).
const LINE: usize = 75;
/// The zone of all viewings, whose clocks are 8 hours ahead of UTC.
const ZONE: &str = "Asia/Shanghai";
const AHEAD: TimeDelta = TimeDelta::hours(8);

/// What a calendar is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// One viewing, to be put into a calendar or, when it was called off, taken out.
    One,
    /// All viewings of somebody, asked for again and again.
    Feed,
}

/// In which words, and where the site is.
pub(super) struct Words<'a> {
    pub(super) english: bool,
    pub(super) site: Option<&'a str>,
}

/// The calendar of `viewings`, made at `now`.
pub(super) fn calendar(
    viewings: &[Viewing],
    purpose: Purpose,
    words: &Words<'_>,
    now: DateTime<Utc>,
) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN:VCALENDAR");
    lines.put("VERSION:2.0");
    lines.put("PRODID:-//Zufang//Viewings//ZH");
    lines.put("CALSCALE:GREGORIAN");
    let cancelled = |viewing: &Viewing| viewing.status == ViewingStatus::Cancelled;
    let calls_off = purpose == Purpose::One && viewings.iter().all(cancelled);
    lines.put(if calls_off {
        "METHOD:CANCEL"
    } else {
        "METHOD:PUBLISH"
    });
    if purpose == Purpose::Feed {
        let name = if words.english { "Viewings" } else { "看房" };
        lines.put(&["NAME:", name].concat());
        lines.put(&["X-WR-CALNAME:", name].concat());
        lines.put("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        lines.put("X-PUBLISHED-TTL:PT1H");
    }
    // No daylight saving since 1991, so one rule is all there is for viewings.
    for line in [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Shanghai",
        "BEGIN:STANDARD",
        "DTSTART:19910915T000000",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800",
        "TZNAME:CST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ] {
        lines.put(line);
    }
    for viewing in viewings {
        event(&mut lines, viewing, words, now);
    }
    lines.put("END:VCALENDAR");
    lines.0
}

fn event(lines: &mut Lines, viewing: &Viewing, words: &Words<'_>, now: DateTime<Utc>) {
    let status = match viewing.status {
        ViewingStatus::Requested => "TENTATIVE",
        ViewingStatus::Cancelled => "CANCELLED",
        ViewingStatus::Confirmed | ViewingStatus::Done | ViewingStatus::Missed => "CONFIRMED",
    };
    let end = viewing.starts_at + TimeDelta::minutes(SLOT_MINUTES.into());
    lines.put("BEGIN:VEVENT");
    lines.put(&format!("UID:viewing-{}@zufang", viewing.id));
    lines.put(&format!("DTSTAMP:{}", utc(now)));
    lines.put(&format!("CREATED:{}", utc(viewing.created_at)));
    lines.put(&format!("LAST-MODIFIED:{}", utc(viewing.updated_at)));
    lines.put(&format!("SEQUENCE:{}", viewing.sequence));
    lines.put(&format!("STATUS:{status}"));
    lines.put(&format!("DTSTART;TZID={ZONE}:{}", local(viewing.starts_at)));
    lines.put(&format!("DTEND;TZID={ZONE}:{}", local(end)));
    // Asked for where there is a METHOD; nobody is to write to it.
    lines.put("ORGANIZER;CN=租房网:mailto:viewings@zufang.invalid");
    let (summary, with) = if words.english {
        ("Viewing: ", "With ")
    } else {
        ("看房：", "对方：")
    };
    lines.text("SUMMARY", &[summary, &viewing.home.title].concat());
    lines.text("LOCATION", &viewing.place);
    let mut about = [with, &viewing.with].concat();
    for said in [&viewing.note, &viewing.reason_note] {
        if !said.is_empty() {
            about.push('\n');
            about.push_str(said);
        }
    }
    lines.text("DESCRIPTION", &about);
    if let Some(site) = words.site {
        let path = match viewing.side {
            Side::Renter => "/account/viewings",
            Side::Host => "/console/viewings",
        };
        lines.put(&["URL:", site, path].concat());
    }
    lines.put("END:VEVENT");
}

/// `20260601T120000Z`
fn utc(moment: DateTime<Utc>) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

/// The same by the clocks of China, without a zone.
fn local(moment: DateTime<Utc>) -> String {
    (moment + AHEAD).format("%Y%m%dT%H%M%S").to_string()
}

/// Content lines, folded and ended as the RFC wants.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line that is written as it stands.
    fn put(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars().filter(|c| !c.is_control()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The space counts.
                room = LINE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// The property `name` with a text, in which some characters are escaped (RFC 5545, 3.3.11).
    fn text(&mut self, name: &str, text: &str) {
        let mut line = String::with_capacity(name.len() + text.len() + 8);
        let _ = write!(line, "{name}:");
        for c in text.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                c => line.push(c),
            }
        }
        self.put(&line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{ListingId, ViewingId, contact::AboutHome};

    fn at(text: &str) -> DateTime<Utc> {
        domain::moment::parse(text).unwrap()
    }

    fn viewing(status: ViewingStatus) -> Viewing {
        Viewing {
            id: ViewingId(12),
            home: AboutHome {
                id: ListingId(3),
                title: "望京西园; 两居, 南北".into(),
                public: true,
                published_by_host: true,
            },
            place: "北京 朝阳 望京西园四区, 望京西路\\48 号".into(),
            side: Side::Renter,
            with: "骆昊".into(),
            starts_at: at("2026-06-02T16:30:00Z"),
            status,
            reviewed: false,
            note: "两个人来看\nEND:VCALENDAR\r".into(),
            reason: None,
            reason_note: String::new(),
            cancelled_by: None,
            sequence: 2,
            version: 3,
            created_at: at("2026-06-01T02:00:00Z"),
            updated_at: at("2026-06-01T03:00:00Z"),
        }
    }

    fn written(status: ViewingStatus, purpose: Purpose) -> String {
        let words = Words {
            english: false,
            site: Some("https://zufang.example"),
        };
        calendar(
            &[viewing(status)],
            purpose,
            &words,
            at("2026-06-01T04:00:00Z"),
        )
    }

    /// The lines as a reader puts them together again.
    fn unfolded(calendar: &str) -> Vec<String> {
        let whole = calendar.replace("\r\n ", "");
        whole
            .split_terminator("\r\n")
            .map(ToOwned::to_owned)
            .collect()
    }

    #[test]
    fn lines_end_in_crlf_and_have_75_octets_at_most() {
        let calendar = written(ViewingStatus::Requested, Purpose::One);
        assert!(calendar.ends_with("END:VCALENDAR\r\n"));
        let without = calendar.replace("\r\n", "");
        assert!(!without.contains(['\r', '\n']), "{without}");
        for line in calendar.split("\r\n") {
            assert!(line.len() <= LINE, "{line}");
        }
        for text in ["字".repeat(200), "a字".repeat(99), "🏠".repeat(60)] {
            let mut lines = Lines::default();
            lines.text("SUMMARY", &text);
            for line in lines.0.split("\r\n") {
                assert!(line.len() <= LINE, "{line}");
            }
            assert_eq!(unfolded(&lines.0), [["SUMMARY:", &text].concat()]);
        }
    }

    #[test]
    fn an_event_says_when_where_and_how_it_stands() {
        let calendar = written(ViewingStatus::Requested, Purpose::One);
        let lines = unfolded(&calendar);
        for wanted in [
            "METHOD:PUBLISH",
            "UID:viewing-12@zufang",
            "DTSTAMP:20260601T040000Z",
            "SEQUENCE:2",
            "STATUS:TENTATIVE",
            "DTSTART;TZID=Asia/Shanghai:20260603T003000",
            "DTEND;TZID=Asia/Shanghai:20260603T010000",
            "SUMMARY:看房：望京西园\\; 两居\\, 南北",
            "LOCATION:北京 朝阳 望京西园四区\\, 望京西路\\\\48 号",
            "DESCRIPTION:对方：骆昊\\n两个人来看\\nEND:VCALENDAR",
            "URL:https://zufang.example/account/viewings",
            "TZID:Asia/Shanghai",
            "TZOFFSETTO:+0800",
        ] {
            assert!(
                lines.iter().any(|line| line == wanted),
                "{wanted}: {lines:#?}"
            );
        }
        let ends = lines.iter().filter(|line| *line == "END:VCALENDAR");
        assert_eq!(ends.count(), 1, "nobody's text ends the calendar");
    }

    #[test]
    fn what_was_called_off_is_taken_out_again() {
        let one = written(ViewingStatus::Cancelled, Purpose::One);
        assert!(one.contains("METHOD:CANCEL\r\n") && one.contains("STATUS:CANCELLED\r\n"));
        let feed = written(ViewingStatus::Cancelled, Purpose::Feed);
        assert!(feed.contains("METHOD:PUBLISH\r\n") && feed.contains("STATUS:CANCELLED\r\n"));
        let confirmed = written(ViewingStatus::Confirmed, Purpose::One);
        assert!(confirmed.contains("STATUS:CONFIRMED\r\n"));
    }
}
