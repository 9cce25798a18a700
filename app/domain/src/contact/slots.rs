//! The half hours in which homes can be seen.

use super::{DayHours, HostHours};
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Timelike, Utc};

/// How long a viewing takes, in minutes.
pub const SLOT_MINUTES: u32 = 30;
/// Days that can be booked, today included.
pub const DAYS_AHEAD: u64 = 14;
/// Hours that lie between booking and the viewing at least.
pub const HOURS_AHEAD: i64 = 2;

/// China's clocks are this far ahead of UTC, all year: there is no daylight saving since 1991.
const AHEAD: TimeDelta = TimeDelta::hours(8);

/// The day in China on which `moment` lies.
pub fn china_date(moment: DateTime<Utc>) -> NaiveDate {
    (moment + AHEAD).date_naive()
}

/// The minute of its day in China, from midnight.
pub fn china_minute(moment: DateTime<Utc>) -> u16 {
    let local = moment + AHEAD;
    u16::try_from(local.hour() * 60 + local.minute()).unwrap_or_default()
}

/// The moment at which `minute` of `day` begins in China.
pub fn moment_of(day: NaiveDate, minute: u16) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::minutes(minute.into()) - AHEAD
}

/// The slots of these hours that can be booked at `now`, in order, but for those that are `taken`.
pub fn free_slots(
    hours: &HostHours,
    now: DateTime<Utc>,
    taken: &[DateTime<Utc>],
) -> Vec<DateTime<Utc>> {
    let soonest = now + TimeDelta::hours(HOURS_AHEAD);
    let today = china_date(now);
    let days = (0..DAYS_AHEAD).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
    days.flat_map(|day| {
        let hours = hours_on(hours, day);
        hours.slots().map(move |minute| moment_of(day, minute))
    })
    .filter(|slot| *slot >= soonest && !taken.contains(slot))
    .collect()
}

/// The hours of a day: those of its exception, or else of its weekday.
fn hours_on(hours: &HostHours, day: NaiveDate) -> &DayHours {
    let exception = hours.exceptions.iter().find(|other| other.day == day);
    match exception {
        Some(exception) => &exception.hours,
        None => &hours.week[day.weekday().num_days_from_monday() as usize],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::HoursException;

    fn at(text: &str) -> DateTime<Utc> {
        crate::moment::parse(text).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        crate::day::parse(text).unwrap()
    }

    #[test]
    fn times_of_day_are_those_of_china_all_year() {
        for (moment, date, minute) in [
            ("2026-06-01T15:59:00Z", "2026-06-01", 23 * 60 + 59),
            ("2026-06-01T16:00:00Z", "2026-06-02", 0),
            ("2026-12-31T16:30:00Z", "2027-01-01", 30),
            ("2026-03-29T01:00:00Z", "2026-03-29", 9 * 60),
            ("2026-10-25T01:00:00Z", "2026-10-25", 9 * 60),
        ] {
            assert_eq!(china_date(at(moment)), day(date), "{moment}");
            assert_eq!(china_minute(at(moment)), minute, "{moment}");
            assert_eq!(moment_of(day(date), minute), at(moment));
        }
    }

    #[test]
    fn clocks_that_were_once_changed_in_china_do_not_matter() {
        // In the summers of 1986 to 1991 the clocks of China were an hour ahead; days are counted without it.
        for (moment, date) in [
            ("1988-07-01T15:30:00Z", "1988-07-01"),
            ("1988-07-01T16:00:00Z", "1988-07-02"),
            ("1991-09-14T15:59:59Z", "1991-09-14"),
            ("1991-09-14T16:00:00Z", "1991-09-15"),
        ] {
            assert_eq!(china_date(at(moment)), day(date), "{moment}");
        }
        // Nor do those of others: the same slots on each day, whatever night it is elsewhere.
        let hours = HostHours {
            week: std::array::from_fn(|_| "0-24".parse().unwrap()),
            ..HostHours::default()
        };
        for now in [
            "2026-03-06T00:00:00Z",
            "2026-03-26T00:00:00Z",
            "2026-10-24T00:00:00Z",
        ] {
            let slots = free_slots(&hours, at(now), &[]);
            let all_day = slots
                .windows(2)
                .all(|two| two[1] - two[0] == TimeDelta::minutes(30));
            // Today from 10:00 on, and thirteen days.
            assert!(
                all_day && slots.len() == 28 + 13 * 48,
                "{now}: {}",
                slots.len()
            );
        }
    }

    #[test]
    fn slots_are_two_hours_to_two_weeks_ahead_and_free() {
        // 2026-06-01 is a Monday; it is 10:10 in China.
        let now = at("2026-06-01T02:10:00Z");
        let mut hours = HostHours::default();
        hours.week[0] = "9-14".parse().unwrap();
        hours.week[1] = "9-10".parse().unwrap();
        let taken = [at("2026-06-01T05:00:00Z")];
        let slots = free_slots(&hours, now, &taken);
        // 12:10 is the soonest, 13:00 is taken; the other Monday has all ten.
        assert_eq!(
            slots[..2],
            [at("2026-06-01T04:30:00Z"), at("2026-06-01T05:30:00Z")]
        );
        assert_eq!(slots.len(), 2 + 2 + 10 + 2);
        assert_eq!(slots.last(), Some(&at("2026-06-09T01:30:00Z")));
    }

    #[test]
    fn an_exception_stands_for_its_whole_day() {
        let now = at("2026-06-01T02:10:00Z");
        let mut hours = HostHours::default();
        hours.week[1] = "9-10".parse().unwrap();
        hours.exceptions = vec![
            HoursException {
                day: day("2026-06-02"),
                hours: DayHours::default(),
            },
            HoursException {
                day: day("2026-06-06"),
                hours: "20-20:30".parse().unwrap(),
            },
        ];
        let slots = free_slots(&hours, now, &[]);
        assert_eq!(
            slots,
            [
                at("2026-06-06T12:00:00Z"),
                at("2026-06-09T01:00:00Z"),
                at("2026-06-09T01:30:00Z")
            ]
        );
    }
}
