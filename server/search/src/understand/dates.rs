//! Days by which somebody wants to move in.

use super::{number::number, phrases::When, text::Plain};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The day that `when` means on the day `today`.
pub fn day_of(when: When, today: NaiveDate) -> NaiveDate {
    match when {
        When::Now => today,
        When::ThisMonth => end_of_month(today),
        When::NextMonth => today
            .with_day(1)
            .and_then(|first| first.checked_add_months(Months::new(1)))
            .map_or(today, end_of_month),
    }
}

fn end_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(1)))
        .and_then(|next| next.checked_sub_days(Days::new(1)))
        .unwrap_or(day)
}

/// Words that make a month the one to move in.
const MOVING_IN: &[&str] = &["入住", "前入住", "起租", "可入住", "能入住", "搬", "搬家"];

/// A month or day to move in at `at` (`7月入住`, `7月15日前入住`, `十月底入住`), and where it ends. It is
/// the next one from `today` on.
pub fn moving_day(text: &Plain, at: usize, today: NaiveDate) -> Option<(NaiveDate, usize)> {
    let (month, end) = whole(text, at, 12)?;
    let mut end = text.after_any(end, &["月份", "月"])?;
    let mut day = None;
    if let Some((number, behind)) = whole(text, end, 31)
        && let Some(behind) = text.after_any(behind, &["日", "号"])
    {
        (day, end) = (Some(number), behind);
    } else if let Some(behind) = text.after_any(end, &["底", "末", "内"]) {
        end = behind;
    } else if let Some(behind) = text.after_any(end, &["初"]) {
        (day, end) = (Some(5), behind);
    }
    let end = text.after_any(end, MOVING_IN)?;
    let of_year = |year: i32| match day {
        Some(day) => NaiveDate::from_ymd_opt(year, month, day),
        None => NaiveDate::from_ymd_opt(year, month, 1).map(end_of_month),
    };
    let this_year = of_year(today.year()).filter(|day| *day >= today);
    Some((this_year.or_else(|| of_year(today.year() + 1))?, end))
}

fn whole(text: &Plain, at: usize, max: u32) -> Option<(u32, usize)> {
    let number = number(text, at)?;
    let value = number.value as u32;
    let is_whole = number.value.fract() == 0.0 && number.upper.is_none();
    (is_whole && (1..=max).contains(&value)).then_some((value, number.end))
}
