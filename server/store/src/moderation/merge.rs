//! Merging an estate into another.

use crate::{
    EventKind, Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{EstateId, ListingId};

impl Unit {
    /// Moves what belongs to the estate `from` to the estate `into`, and takes `from` away: its
    /// listings, which the outbox is told of, and the agents who serve it. Who names it from now on
    /// means `into`. Returns the listings that moved.
    pub async fn merge_estates(
        &mut self,
        from: EstateId,
        into: EstateId,
        now: DateTime<Utc>,
    ) -> Result<Vec<ListingId>> {
        let now = now.trunc_subsecs(6);
        let moved: Vec<i64> = run!(&mut *self, |db| sqlx::query_scalar(
            "UPDATE listing SET estate_id = $2, version = version + 1, updated_at = $3 \
             WHERE estate_id = $1 RETURNING id"
        )
        .bind(from.0)
        .bind(into.0)
        .bind(now)
        .fetch_all(db))?;
        let mut moved: Vec<ListingId> = moved.into_iter().map(ListingId).collect();
        moved.sort_unstable();
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO agent_estate (agent_id, estate_id) \
             SELECT agent_id, $2 FROM agent_estate WHERE estate_id = $1 ON CONFLICT DO NOTHING"
        )
        .bind(from.0)
        .bind(into.0)
        .execute(db))?;
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE estate_alias SET estate_id = $2 WHERE estate_id = $1"
        )
        .bind(from.0)
        .bind(into.0)
        .execute(db))?;
        // An older alias of that name gives way.
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO estate_alias (id, division_code, name, estate_id) \
             SELECT id, division_code, name, $2 FROM estate WHERE id = $1 \
             ON CONFLICT (division_code, name) DO UPDATE SET estate_id = excluded.estate_id"
        )
        .bind(from.0)
        .bind(into.0)
        .execute(db))?;
        // What is being written names it too. Quotes that somebody typed are escaped in JSON.
        let names = |id: EstateId| ["\"estate\":\"", &id.to_string(), "\""].concat();
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE listing_edit SET form = REPLACE(form, $1, $2) WHERE form LIKE '%' || $1 || '%'"
        )
        .bind(names(from))
        .bind(names(into))
        .execute(db))?;
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM estate WHERE id = $1"
        )
        .bind(from.0)
        .execute(db))?;
        self.announce(moved.iter().map(|id| (*id, EventKind::Updated)), now)
            .await?;
        Ok(moved)
    }
}
