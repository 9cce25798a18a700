//! Dictionaries under the numbers of the classic system.

use crate::{
    NewEstate, Result, Unit,
    dialect::{Phrases, execute, insert, run},
    places::json_of,
};
use domain::DivisionCode;
use sqlx::AssertSqlSafe;
use std::collections::HashMap;

impl Unit {
    /// Says whether a division is among those that people ask for most. `false` when it is not there.
    pub async fn set_division_hot(&mut self, code: DivisionCode, hot: bool) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE division SET hot = $2 WHERE code = $1"
        )
        .bind(code.0)
        .bind(hot)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// The floor plans that are there, by number.
    pub async fn floor_plan_names(&mut self) -> Result<HashMap<i64, String>> {
        let rows: Vec<(i64, String)> = run!(&mut *self, |db| sqlx::query_as(
            "SELECT id, name FROM floor_plan"
        )
        .fetch_all(db))?;
        Ok(rows.into_iter().collect())
    }

    /// Adds a floor plan, or names it anew.
    pub async fn put_floor_plan(&mut self, id: i64, name: &str) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO floor_plan (id, name) VALUES ($1, $2) \
             ON CONFLICT (id) DO UPDATE SET name = excluded.name"
        )
        .bind(id)
        .bind(name)
        .execute(db))
        .map(|_| ())
    }

    /// The numbers of the tags with these names.
    pub async fn tags_named(&mut self, names: &[String]) -> Result<HashMap<String, i64>> {
        let names = json_of(names)?;
        let rows: Vec<(String, i64)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT name, id FROM tag WHERE name IN ({})",
                Db::texts_in("$1")
            )))
            .bind(&names)
            .fetch_all(db)
        })?;
        Ok(rows.into_iter().collect())
    }

    /// Adds tags under their own numbers.
    pub async fn add_numbered_tags(&mut self, tags: &[(i64, String)]) -> Result<()> {
        insert!(
            &mut *self, tags, 2, "INSERT INTO tag (id, name) ", "" => (),
            |values, (id, name)| {
                values.push_bind(*id);
                values.push_bind(name);
            }
        )?;
        Ok(())
    }

    /// Names a tag anew; `false` when it is not there.
    pub async fn rename_tag(&mut self, id: i64, name: &str) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE tag SET name = $2 WHERE id = $1"
        )
        .bind(id)
        .bind(name)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// The numbers of the estates with these names, by division and name; of one that was merged into
    /// another, the number of that one.
    pub async fn estates_named(
        &mut self,
        names: &[&str],
    ) -> Result<HashMap<(DivisionCode, String), i64>> {
        let names = json_of(names)?;
        let rows: Vec<(i32, String, i64)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT division_code, name, estate_id FROM estate_alias WHERE name IN ({list}) \
                 UNION ALL SELECT division_code, name, id FROM estate WHERE name IN ({list})",
                list = Db::texts_in("$1")
            )))
            .bind(&names)
            .fetch_all(db)
        })?;
        let named = |(code, name, id)| ((DivisionCode(code), name), id);
        Ok(rows.into_iter().map(named).collect())
    }

    /// Adds estates under their own numbers.
    pub async fn add_numbered_estates(&mut self, estates: &[(i64, NewEstate)]) -> Result<()> {
        insert!(
            &mut *self, estates, 5,
            "INSERT INTO estate (id, division_code, name, hot, intro) ", "" => (),
            |values, (id, estate)| {
                values.push_bind(*id);
                values.push_bind(estate.division.0);
                values.push_bind(&estate.name);
                values.push_bind(estate.hot);
                values.push_bind(&estate.intro);
            }
        )?;
        Ok(())
    }

    /// Lets an estate say something else; `false` when it is not there.
    pub async fn change_numbered_estate(&mut self, id: i64, estate: &NewEstate) -> Result<bool> {
        let changed = execute!(&mut *self, |db| {
            sqlx::query(
            "UPDATE estate SET division_code = $2, name = $3, hot = $4, intro = $5 WHERE id = $1"
        )
        .bind(id)
        .bind(estate.division.0)
        .bind(&estate.name)
        .bind(estate.hot)
        .bind(&estate.intro)
        .execute(db)
        })?;
        Ok(changed == 1)
    }
}
