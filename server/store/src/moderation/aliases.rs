//! Estates that were merged into others.

use super::Moderation;
use crate::{Result, dialect::run};
use domain::{DivisionCode, EstateId};

impl Moderation<'_> {
    /// The estate that `id` means: itself, or the one it was merged into.
    pub async fn estate_meant(&self, id: EstateId) -> Result<EstateId> {
        let merged: Option<i64> = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT estate_id FROM estate_alias WHERE id = $1"
        )
        .bind(id.0)
        .fetch_optional(db))?;
        Ok(merged.map_or(id, EstateId))
    }

    /// The estate that is called, or was called, `name` in `division`.
    pub async fn estate_called(
        &self,
        division: DivisionCode,
        name: &str,
    ) -> Result<Option<EstateId>> {
        let id: Option<i64> = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT id FROM estate WHERE division_code = $1 AND name = $2 \
             UNION ALL SELECT estate_id FROM estate_alias \
             WHERE division_code = $1 AND name = $2 LIMIT 1"
        )
        .bind(division.0)
        .bind(name.trim())
        .fetch_optional(db))?;
        Ok(id.map(EstateId))
    }
}
