//! Estates.

use super::{Classic, Cut};
use crate::{Result, dialect::run, pattern::beginning};
use domain::{DivisionCode, NamedPlace};
use sqlx::AssertSqlSafe;

/// What estates are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EstateOrder {
    /// How much they are asked for.
    #[default]
    Hot,
    /// Name, by the code points of its characters.
    Name,
    /// The code of the district.
    District,
}

/// Which estates, of those that somebody has looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassicEstates {
    /// Their names begin so.
    pub name: String,
    /// They lie in this division, or in one that lies there.
    pub division: Option<DivisionCode>,
    /// At least so much asked for.
    pub hot_min: Option<i32>,
    /// At most so much asked for.
    pub hot_max: Option<i32>,
    /// The order.
    pub order: EstateOrder,
    /// Whether the order is turned round.
    pub descending: bool,
}

const MATCH: &str = "FROM estate JOIN division ON division.code = estate.division_code \
    WHERE estate.checked AND estate.name LIKE $1 ESCAPE '!' \
    AND ($2 = 0 OR estate.division_code = $2 OR division.parent = $2) \
    AND estate.hot >= $3 AND estate.hot <= $4";

impl Classic<'_> {
    /// How many estates there are like this.
    pub async fn estates_count(&self, query: &ClassicEstates) -> Result<u64> {
        let count: i64 = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) {MATCH}")))
                .bind(beginning(&query.name))
                .bind(query.division.map_or(0, |code| code.0))
                .bind(query.hot_min.unwrap_or(0))
                .bind(query.hot_max.unwrap_or(i32::MAX))
                .fetch_one(db)
        })?;
        Ok(count.unsigned_abs())
    }

    /// Estates like this.
    pub async fn estates(&self, query: &ClassicEstates, cut: Cut) -> Result<Vec<NamedPlace>> {
        let column = match query.order {
            EstateOrder::Hot => "estate.hot",
            EstateOrder::Name => "estate.name",
            EstateOrder::District => "estate.division_code",
        };
        let direction = if query.descending { "DESC" } else { "ASC" };
        let rows: Vec<(i64, String)> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT estate.id, estate.name {MATCH} \
                 ORDER BY {column} {direction}, estate.id LIMIT $5 OFFSET $6"
            )))
            .bind(beginning(&query.name))
            .bind(query.division.map_or(0, |code| code.0))
            .bind(query.hot_min.unwrap_or(0))
            .bind(query.hot_max.unwrap_or(i32::MAX))
            .bind(i64::from(cut.length))
            .bind(i64::from(cut.skip))
            .fetch_all(db)
        })?;
        Ok(rows.into_iter().map(super::named).collect())
    }
}
