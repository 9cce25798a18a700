use super::{Accounts, word};
use crate::{
    Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    UserId,
    account::{PointReason, profile::PointEntry},
};

impl Accounts<'_> {
    /// The newest lines of an account's history of points.
    pub async fn point_entries(&self, user: UserId, at_most: u32) -> Result<Vec<PointEntry>> {
        type Row = (DateTime<Utc>, i32, String);
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT at, points, reason FROM point_entry WHERE user_id = $1 \
             ORDER BY at DESC, id DESC LIMIT $2"
        )
        .bind(user.0)
        .bind(i64::from(at_most))
        .fetch_all(db))?;
        let entry = |(at, points, reason): Row| {
            Ok(PointEntry {
                at,
                points,
                reason: word("point_entry.reason", &reason)?,
            })
        };
        rows.into_iter().map(entry).collect()
    }
}

impl Unit {
    /// Gives points for the first log-in on `day` in China. `false` when there were some that day.
    pub async fn award_for_day(
        &mut self,
        user: UserId,
        points: i32,
        day: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let added = execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO point_entry (user_id, at, points, reason, day) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (user_id, reason, day) DO NOTHING"
        )
        .bind(user.0)
        .bind(now)
        .bind(points)
        .bind(PointReason::FirstSignInOfDay.as_str())
        .bind(day.to_string())
        .execute(db))?;
        if added == 1 {
            execute!(&mut *self, |db| sqlx::query(
                "UPDATE app_user SET points = points + $2 WHERE id = $1"
            )
            .bind(user.0)
            .bind(points)
            .execute(db))?;
        }
        Ok(added == 1)
    }
}
