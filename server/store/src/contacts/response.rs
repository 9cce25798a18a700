use super::Contacts;
use crate::{Result, dialect::run};
use chrono::{DateTime, Utc};
use domain::{AgentId, contact::ResponseRate};
use sqlx::AssertSqlSafe;

impl Contacts<'_> {
    /// How an agent answered the enquiries that were opened since `since`. One that is younger than
    /// `settled` and has no answer yet does not count. One statement.
    pub async fn response_rate(
        &self,
        agent: AgentId,
        since: DateTime<Utc>,
        settled: DateTime<Utc>,
    ) -> Result<Option<ResponseRate>> {
        let within = ResponseRate::HOURS.map(|hours| {
            let seconds = u32::from(hours) * 3_600;
            format!("COUNT(CASE WHEN enquiry.first_answer_seconds <= {seconds} THEN 1 END)")
        });
        type Counts = (i64, i64, i64, i64, i64, i64, i64, i64);
        let counts: Counts = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT COUNT(*), COUNT(enquiry.first_answered_at), {} \
                 FROM agent JOIN enquiry ON enquiry.host_id = agent.user_id \
                 WHERE agent.id = $1 AND enquiry.opened_at >= $2 \
                 AND (enquiry.opened_at <= $3 OR enquiry.first_answered_at IS NOT NULL)",
                within.join(", ")
            )))
            .bind(agent.0)
            .bind(since)
            .bind(settled)
            .fetch_one(db)
        })?;
        let (asked, answered, a, b, c, d, e, f) = counts;
        let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(ResponseRate::of(
            count(asked),
            count(answered),
            [a, b, c, d, e, f].map(count),
        ))
    }
}
