//! When hosts show homes.

use crate::{Caller, Error, Result, Services};
use chrono::{Days, NaiveDate};
use domain::{
    FieldError,
    account::token::TokenScope,
    contact::{DayHours, HostHours, WEEKDAYS, china_date},
};

/// How far ahead a day may be otherwise than the week says, in days.
const EXCEPTION_DAYS: u64 = 366;
/// How many such days there may be.
const EXCEPTIONS_MAX: usize = 100;

impl Services {
    /// When the caller shows homes.
    pub async fn hours(&self, caller: &Caller) -> Result<HostHours> {
        let me = caller.acting(TokenScope::ContactsRead)?.user;
        let today = china_date(self.clock().now());
        let store = self.store().primary_reads();
        Ok(store.contacts().hours(me, today).await?)
    }

    /// Sets the hours of the caller's week, Monday first, each as people write them. Viewings that are
    /// booked stay.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every day that is wrong.
    pub async fn set_week(&self, caller: &Caller, week: &[String; 7]) -> Result<()> {
        let me = caller.acting(TokenScope::ContactsWrite)?.user;
        let mut hours: [DayHours; 7] = Default::default();
        let mut wrong = Vec::new();
        for ((day, text), field) in hours.iter_mut().zip(week).zip(WEEKDAYS) {
            match text.parse() {
                Ok(read) => *day = read,
                Err(code) => wrong.push(FieldError {
                    field: field.into(),
                    code: code.into(),
                }),
            }
        }
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong));
        }
        let mut unit = self.store().begin().await?;
        unit.lock_account(me).await?;
        unit.set_week(me, &hours).await?;
        Ok(unit.commit().await?)
    }

    /// Gives a day of the caller other hours than the week says; none when it is closed.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a day that is over or too far, and for hours that make no sense.
    pub async fn set_day(&self, caller: &Caller, day: NaiveDate, hours: &str) -> Result<()> {
        let me = caller.acting(TokenScope::ContactsWrite)?.user;
        let today = china_date(self.clock().now());
        let last = today.checked_add_days(Days::new(EXCEPTION_DAYS));
        let mut wrong = Vec::new();
        let mut add = |field: &str, code: &str| {
            wrong.push(FieldError {
                field: field.into(),
                code: code.into(),
            });
        };
        if day < today {
            add("day", "day_past");
        } else if last.is_none_or(|last| day > last) {
            add("day", "day_far");
        }
        let hours = hours.parse::<DayHours>().map_err(|code| add("hours", code));
        let Ok(hours) = hours else {
            return Err(Error::Invalid(wrong));
        };
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong));
        }
        let known = self.hours(caller).await?.exceptions;
        if known.len() >= EXCEPTIONS_MAX && known.iter().all(|other| other.day != day) {
            return Err(Error::field("day", "too_many"));
        }
        let mut unit = self.store().begin().await?;
        unit.lock_account(me).await?;
        unit.set_day(me, day, &hours).await?;
        Ok(unit.commit().await?)
    }

    /// Lets a day of the caller be as the week says. It is no error when it was.
    pub async fn unset_day(&self, caller: &Caller, day: NaiveDate) -> Result<()> {
        let me = caller.acting(TokenScope::ContactsWrite)?.user;
        let mut unit = self.store().begin().await?;
        unit.unset_day(me, day).await?;
        Ok(unit.commit().await?)
    }
}
