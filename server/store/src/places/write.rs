//! Writing business districts and estates.

use crate::{
    Result, Unit,
    dialect::{insert, run},
};
use domain::{BusinessDistrictId, DivisionCode, EstateId, Point, UserId};
use std::collections::BTreeMap;

/// A business district to be there; known by its division and name.
#[derive(Clone, Debug, PartialEq)]
pub struct NewBusinessDistrict {
    /// The district it lies in, or the city where no district is known.
    pub division: DivisionCode,
    /// Chinese name.
    pub name: String,
    /// A point inside. `None` keeps the point that is stored.
    pub point: Option<Point>,
}

/// An estate to be there; known by its division and name.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEstate {
    /// The district it lies in, or the city where no district is known.
    pub division: DivisionCode,
    /// The business district it belongs to. `None` keeps the one that is stored.
    pub business_district: Option<BusinessDistrictId>,
    /// Chinese name.
    pub name: String,
    /// How much it is asked for, not negative; larger is more. The larger of this and what is
    /// stored is kept.
    pub hot: i32,
    /// A few words about it. Empty keeps the words that are stored.
    pub intro: String,
    /// Where it is. `None` keeps the point that is stored.
    pub point: Option<Point>,
}

impl Unit {
    /// Makes sure that these business districts are there. Returns their ids in the same order.
    pub async fn put_business_districts(
        &mut self,
        places: &[NewBusinessDistrict],
    ) -> Result<Vec<BusinessDistrictId>> {
        let rows: Vec<&NewBusinessDistrict> = places
            .iter()
            .map(|place| ((place.division, place.name.as_str()), place))
            .collect::<BTreeMap<_, _>>()
            .into_values()
            .collect();
        let stored = insert!(
            &mut *self, &rows, 4,
            "INSERT INTO business_district (division_code, name, lon, lat) ",
            " ON CONFLICT (division_code, name) DO UPDATE SET \
             lon = COALESCE(excluded.lon, business_district.lon), \
             lat = COALESCE(excluded.lat, business_district.lat) \
             RETURNING id, division_code, name" => (i64, i32, String),
            |values, place| {
                values.push_bind(place.division.0);
                values.push_bind(&place.name);
                values.push_bind(place.point.map(|point| point.lon));
                values.push_bind(place.point.map(|point| point.lat));
            }
        )?;
        let ids = by_place(stored);
        Ok(places
            .iter()
            .filter_map(|place| ids.get(&place.division.0)?.get(&place.name).copied())
            .map(BusinessDistrictId)
            .collect())
    }

    /// Makes sure that these estates are there. Returns their ids in the same order.
    pub async fn put_estates(&mut self, estates: &[NewEstate]) -> Result<Vec<EstateId>> {
        let rows: Vec<&NewEstate> = estates
            .iter()
            .map(|estate| ((estate.division, estate.name.as_str()), estate))
            .collect::<BTreeMap<_, _>>()
            .into_values()
            .collect();
        let stored = insert!(
            &mut *self, &rows, 7,
            "INSERT INTO estate \
             (division_code, business_district_id, name, hot, intro, lon, lat) ",
            " ON CONFLICT (division_code, name) DO UPDATE SET \
             business_district_id = \
             COALESCE(excluded.business_district_id, estate.business_district_id), \
             hot = CASE WHEN excluded.hot > estate.hot THEN excluded.hot ELSE estate.hot END, \
             intro = CASE WHEN excluded.intro = '' THEN estate.intro ELSE excluded.intro END, \
             lon = COALESCE(excluded.lon, estate.lon), lat = COALESCE(excluded.lat, estate.lat) \
             RETURNING id, division_code, name" => (i64, i32, String),
            |values, estate| {
                values.push_bind(estate.division.0);
                values.push_bind(estate.business_district.map(|id| id.0));
                values.push_bind(&estate.name);
                values.push_bind(estate.hot);
                values.push_bind(&estate.intro);
                values.push_bind(estate.point.map(|point| point.lon));
                values.push_bind(estate.point.map(|point| point.lat));
            }
        )?;
        let ids = by_place(stored);
        Ok(estates
            .iter()
            .filter_map(|estate| ids.get(&estate.division.0)?.get(&estate.name).copied())
            .map(EstateId)
            .collect())
    }
}

impl Unit {
    /// Makes sure that an estate is there which somebody named; one that is new is to be checked.
    pub async fn suggest_estate(
        &mut self,
        estate: &NewEstate,
        by: Option<UserId>,
    ) -> Result<EstateId> {
        let id: i64 = run!(&mut *self, |db| {
            sqlx::query_scalar(
            "INSERT INTO estate (division_code, business_district_id, name, hot, intro, lon, lat, \
             checked, suggested_by) VALUES ($1, $2, $3, 0, '', $4, $5, FALSE, $6) \
             ON CONFLICT (division_code, name) DO UPDATE SET name = excluded.name RETURNING id"
        )
        .bind(estate.division.0)
        .bind(estate.business_district.map(|id| id.0))
        .bind(&estate.name)
        .bind(estate.point.map(|point| point.lon))
        .bind(estate.point.map(|point| point.lat))
        .bind(by.map(|id| id.0))
        .fetch_one(db)
        })?;
        Ok(EstateId(id))
    }
}

/// Ids by division and name.
fn by_place(rows: Vec<(i64, i32, String)>) -> BTreeMap<i32, BTreeMap<String, i64>> {
    let mut ids: BTreeMap<i32, BTreeMap<String, i64>> = BTreeMap::new();
    for (id, division, name) in rows {
        ids.entry(division).or_default().insert(name, id);
    }
    ids
}
