//! Divisions (行政区划), business districts (商圈) and estates (小区/楼盘).

mod divisions;
mod write;

pub(crate) use divisions::load as load_divisions;
pub use write::{NewBusinessDistrict, NewEstate};

use crate::{
    Error, Result, Store,
    dialect::{Phrases, run},
};
use domain::{BusinessDistrictId, DivisionCode, DivisionLevel, EstateId, Point};
use sqlx::AssertSqlSafe;

/// A division.
#[derive(Clone, Debug, PartialEq)]
pub struct Division {
    /// Its code of GB/T 2260; the city level of a directly governed municipality is `XX0100`.
    pub code: DivisionCode,
    /// Province, city or district.
    pub level: DivisionLevel,
    /// Chinese name.
    pub name: String,
    /// The division it lies in; `None` for provinces.
    pub parent: Option<DivisionCode>,
    /// A point inside.
    pub point: Point,
    /// Whether it is among those that people ask for most.
    pub hot: bool,
    /// Whether an admin changed it: the program's own file leaves it alone.
    pub own: bool,
}

/// A business district.
#[derive(Clone, Debug, PartialEq)]
pub struct BusinessDistrict {
    /// Its id.
    pub id: BusinessDistrictId,
    /// The district it lies in, or the city where no district is known.
    pub division: DivisionCode,
    /// Chinese name.
    pub name: String,
    /// A point inside.
    pub point: Option<Point>,
}

/// An estate.
#[derive(Clone, Debug, PartialEq)]
pub struct Estate {
    /// Its id.
    pub id: EstateId,
    /// The district it lies in, or the city where no district is known.
    pub division: DivisionCode,
    /// The business district it belongs to.
    pub business_district: Option<BusinessDistrictId>,
    /// Chinese name.
    pub name: String,
    /// How much it is asked for; larger is more.
    pub hot: i32,
    /// A few words about it; may be empty.
    pub intro: String,
    /// Where it is.
    pub point: Option<Point>,
}

/// Reads places.
pub struct Places<'a> {
    pub(crate) store: &'a Store,
}

impl Places<'_> {
    /// All divisions, by code.
    pub async fn divisions(&self) -> Result<Vec<Division>> {
        let rows: Vec<DivisionRow> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT code, level, name, parent, lon, lat, hot, own FROM division ORDER BY code"
        )
        .fetch_all(db))?;
        rows.into_iter().map(Division::try_from).collect()
    }

    /// All business districts, by id.
    pub async fn business_districts(&self) -> Result<Vec<BusinessDistrict>> {
        let rows: Vec<BusinessDistrictRow> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, division_code, name, lon, lat FROM business_district ORDER BY id"
        )
        .fetch_all(db))?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// The estates of these ids that exist, by id.
    pub async fn estates_by_ids(&self, ids: &[EstateId]) -> Result<Vec<Estate>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ids = json_of(ids)?;
        let rows: Vec<EstateRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT id, division_code, business_district_id, name, hot, intro, lon, lat \
                 FROM estate WHERE id IN ({}) ORDER BY id",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// All estates, by id.
    pub async fn estates(&self) -> Result<Vec<Estate>> {
        let rows: Vec<EstateRow> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, division_code, business_district_id, name, hot, intro, lon, lat \
             FROM estate ORDER BY id"
        )
        .fetch_all(db))?;
        Ok(rows.into_iter().map(Into::into).collect())
    }
}

/// Values as the JSON array that [`Phrases`] reads.
pub(crate) fn json_of<T: serde::Serialize>(values: &[T]) -> Result<String> {
    serde_json::to_string(values).map_err(|error| Error::new(crate::ErrorKind::Internal, error))
}

/// The point of two columns of which the schema lets both or neither be set.
pub(crate) fn point_of(lon: Option<f64>, lat: Option<f64>) -> Option<Point> {
    Some(Point {
        lon: lon?,
        lat: lat?,
    })
}

#[derive(sqlx::FromRow)]
struct DivisionRow {
    code: i32,
    level: String,
    name: String,
    parent: Option<i32>,
    lon: f64,
    lat: f64,
    hot: bool,
    own: bool,
}

impl TryFrom<DivisionRow> for Division {
    type Error = Error;

    fn try_from(row: DivisionRow) -> Result<Self> {
        Ok(Self {
            code: DivisionCode(row.code),
            level: match row.level.as_str() {
                "province" => DivisionLevel::Province,
                "city" => DivisionLevel::City,
                "district" => DivisionLevel::District,
                other => return Err(Error::unreadable("division.level", other)),
            },
            name: row.name,
            parent: row.parent.map(DivisionCode),
            point: Point {
                lon: row.lon,
                lat: row.lat,
            },
            hot: row.hot,
            own: row.own,
        })
    }
}

#[derive(sqlx::FromRow)]
struct BusinessDistrictRow {
    id: i64,
    division_code: i32,
    name: String,
    lon: Option<f64>,
    lat: Option<f64>,
}

impl From<BusinessDistrictRow> for BusinessDistrict {
    fn from(row: BusinessDistrictRow) -> Self {
        Self {
            id: BusinessDistrictId(row.id),
            division: DivisionCode(row.division_code),
            name: row.name,
            point: point_of(row.lon, row.lat),
        }
    }
}

#[derive(sqlx::FromRow)]
struct EstateRow {
    id: i64,
    division_code: i32,
    business_district_id: Option<i64>,
    name: String,
    hot: i32,
    intro: String,
    lon: Option<f64>,
    lat: Option<f64>,
}

impl From<EstateRow> for Estate {
    fn from(row: EstateRow) -> Self {
        Self {
            id: EstateId(row.id),
            division: DivisionCode(row.division_code),
            business_district: row.business_district_id.map(BusinessDistrictId),
            name: row.name,
            hot: row.hot,
            intro: row.intro,
            point: point_of(row.lon, row.lat),
        }
    }
}
