use super::Contacts;
use crate::{
    Error, Result, Unit,
    dialect::{execute, insert, run},
};
use chrono::NaiveDate;
use domain::{
    UserId,
    contact::{DayHours, HostHours, HoursException, Span},
};
use std::collections::BTreeMap;

impl Contacts<'_> {
    /// When a host shows homes, with the exceptions from `from` on. Two statements.
    pub async fn hours(&self, host: UserId, from: NaiveDate) -> Result<HostHours> {
        let session = &mut self.store.session();
        let week: Vec<(i16, i16, i16)> = run!(&mut *session, |db| sqlx::query_as(
            "SELECT weekday, from_minute, to_minute FROM viewing_hours WHERE host_id = $1"
        )
        .bind(host.0)
        .fetch_all(db))?;
        let days: Vec<(NaiveDate, Option<i16>, Option<i16>)> =
            run!(&mut *session, |db| sqlx::query_as(
                "SELECT day, from_minute, to_minute FROM viewing_exception \
                 WHERE host_id = $1 AND day >= $2"
            )
            .bind(host.0)
            .bind(from)
            .fetch_all(db))?;
        let mut spans: [Vec<Span>; 7] = Default::default();
        for (weekday, from, to) in week {
            let day = usize::try_from(weekday - 1).ok();
            if let Some(day) = day.and_then(|day| spans.get_mut(day)) {
                day.push(span(from, to)?);
            }
        }
        let mut exceptions: BTreeMap<NaiveDate, Vec<Span>> = BTreeMap::new();
        for (day, from, to) in days {
            let spans = exceptions.entry(day).or_default();
            if let (Some(from), Some(to)) = (from, to) {
                spans.push(span(from, to)?);
            }
        }
        let mut hours = HostHours::default();
        for (day, spans) in hours.week.iter_mut().zip(spans) {
            *day = day_of(spans)?;
        }
        for (day, spans) in exceptions {
            let spans = day_of(spans)?;
            hours.exceptions.push(HoursException { day, hours: spans });
        }
        Ok(hours)
    }
}

impl Unit {
    /// Gives a host these hours of the week, and no others.
    pub async fn set_week(&mut self, host: UserId, week: &[DayHours; 7]) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM viewing_hours WHERE host_id = $1"
        )
        .bind(host.0)
        .execute(db))?;
        let rows: Vec<(i16, Span)> = (1..)
            .zip(week)
            .flat_map(|(weekday, day)| day.spans().iter().map(move |span| (weekday, *span)))
            .collect();
        insert!(
            &mut *self, &rows, 4,
            "INSERT INTO viewing_hours (host_id, weekday, from_minute, to_minute) ",
            "" => (),
            |values, (weekday, span)| {
                values.push_bind(host.0);
                values.push_bind(*weekday);
                values.push_bind(stored(span.from()));
                values.push_bind(stored(span.to()));
            }
        )?;
        Ok(())
    }

    /// Gives a day of a host other hours than the week says.
    pub async fn set_day(&mut self, host: UserId, day: NaiveDate, hours: &DayHours) -> Result<()> {
        self.unset_day(host, day).await?;
        let mut rows: Vec<Option<Span>> = hours.spans().iter().copied().map(Some).collect();
        if rows.is_empty() {
            rows.push(None);
        }
        insert!(
            &mut *self, &rows, 4,
            "INSERT INTO viewing_exception (host_id, day, from_minute, to_minute) ",
            "" => (),
            |values, span| {
                values.push_bind(host.0);
                values.push_bind(day);
                values.push_bind(span.map(|span| stored(span.from())));
                values.push_bind(span.map(|span| stored(span.to())));
            }
        )?;
        Ok(())
    }

    /// Lets a day of a host be as the week says. `false` when it was already.
    pub async fn unset_day(&mut self, host: UserId, day: NaiveDate) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM viewing_exception WHERE host_id = $1 AND day = $2"
        )
        .bind(host.0)
        .bind(day)
        .execute(db))?;
        Ok(changed > 0)
    }

    /// Forgets exceptions of days before `before`.
    pub async fn prune_exceptions(&mut self, before: NaiveDate) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM viewing_exception WHERE day < $1"
        )
        .bind(before)
        .execute(db))
    }
}

/// Minutes of a day fit.
fn stored(minute: u16) -> i16 {
    i16::try_from(minute).unwrap_or(i16::MAX)
}

fn span(from: i16, to: i16) -> Result<Span> {
    let unreadable = || Error::unreadable("viewing_hours.from_minute", from);
    let minute = |stored: i16| u16::try_from(stored).map_err(|_| unreadable());
    Span::new(minute(from)?, minute(to)?).map_err(|_| unreadable())
}

fn day_of(spans: Vec<Span>) -> Result<DayHours> {
    DayHours::new(spans).map_err(|code| Error::unreadable("viewing_hours", code))
}
