//! Places to choose from in the editor.

use super::Offers;
use crate::{
    Result,
    dialect::{Phrases, run},
    pattern,
};
use domain::{BusinessDistrictId, DivisionCode, EstateId, UserId};
use sqlx::AssertSqlSafe;

/// Places below another, by id and name.
pub type PlaceChoices<T> = Vec<(T, String)>;

impl Offers<'_> {
    /// The cities, by code. One statement.
    pub async fn cities(&self) -> Result<PlaceChoices<i32>> {
        run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT code, name FROM division WHERE level = 'city' ORDER BY code"
        )
        .fetch_all(db))
    }

    /// The city of the newest home of `user`. One statement.
    pub async fn latest_city(&self, user: UserId) -> Result<Option<DivisionCode>> {
        let code: Option<i32> = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT city_code FROM listing WHERE publisher_id = $1 \
             ORDER BY updated_at DESC, id DESC LIMIT 1"
        )
        .bind(user.0)
        .fetch_optional(db))?;
        Ok(code.map(DivisionCode))
    }

    /// The districts of a city, by code. One statement.
    pub async fn districts(&self, city: DivisionCode) -> Result<PlaceChoices<i32>> {
        run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT code, name FROM division WHERE parent = $1 AND level = 'district' ORDER BY code"
        )
        .bind(city.0)
        .fetch_all(db))
    }

    /// The business districts of a district, by name. One statement.
    pub async fn business_districts(&self, district: DivisionCode) -> Result<PlaceChoices<i64>> {
        run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, name FROM business_district WHERE division_code = $1 ORDER BY name"
        )
        .bind(district.0)
        .fetch_all(db))
    }

    /// The division of a business district. One statement.
    pub async fn division_of(&self, place: BusinessDistrictId) -> Result<Option<DivisionCode>> {
        let code: Option<i32> = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT division_code FROM business_district WHERE id = $1"
        )
        .bind(place.0)
        .fetch_optional(db))?;
        Ok(code.map(DivisionCode))
    }

    /// The estate of this name in a division. One statement.
    pub async fn estate_named(
        &self,
        division: DivisionCode,
        name: &str,
    ) -> Result<Option<EstateId>> {
        let id: Option<i64> = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT id FROM estate WHERE division_code = $1 AND name = $2"
        )
        .bind(division.0)
        .bind(name)
        .fetch_optional(db))?;
        Ok(id.map(EstateId))
    }

    /// Estates in a city whose names begin with `name`, the most asked for first; their ids, names and
    /// the names of their divisions. One statement.
    pub async fn estates_like(
        &self,
        city: DivisionCode,
        name: &str,
        limit: u32,
    ) -> Result<Vec<(i64, String, String)>> {
        let pattern = pattern::beginning(name);
        run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT estate.id, estate.name, division.name FROM estate \
                 JOIN division ON division.code = estate.division_code \
                 WHERE (division.code = $1 OR division.parent = $1) \
                 AND estate.name {} $2 ESCAPE '!' \
                 ORDER BY estate.hot DESC, length(estate.name), estate.id LIMIT $3",
                Db::LIKE
            )))
            .bind(city.0)
            .bind(&pattern)
            .bind(i64::from(limit))
            .fetch_all(db)
        })
    }
}
