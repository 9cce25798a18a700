//! Dictionaries (字典) as admins look after them.

use super::Moderation;
use crate::{
    Result, Unit,
    accounts::{Cut, cut},
    dialect::{execute, run},
    pattern::part_of,
    places::point_of,
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    BusinessDistrictId, DivisionCode, DivisionLevel, NamedPlace, Point, Rows, UserId,
    account::admin::Paged,
    moderation::{
        DictionaryKind,
        dictionary::{DictionaryQuery, Entry, Uses},
    },
};
use sqlx::AssertSqlSafe;

/// What an entry is to say. What its kind has not is not looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryValues {
    /// Chinese name.
    pub name: String,
    /// Of a division that is made: its level.
    pub level: Option<DivisionLevel>,
    /// The division it lies in.
    pub division: Option<DivisionCode>,
    /// Of an estate: the business district it belongs to.
    pub business_district: Option<BusinessDistrictId>,
    /// A point inside.
    pub point: Option<Point>,
    /// How much it is asked for; of a division 1 or 0.
    pub hot: i32,
    /// Of an estate: a few words about it.
    pub intro: String,
}

/// The entries of a dictionary in the columns of [`EntryRow`], and `above`: what their division lies
/// in.
const fn entries(kind: DictionaryKind) -> &'static str {
    match kind {
        DictionaryKind::Divisions => {
            "SELECT CAST(division.code AS BIGINT) AS id, division.name, division.level, \
             parent.code AS division_code, parent.name AS division_name, parent.parent AS above, \
             CAST(NULL AS BIGINT) AS business_district_id, \
             CAST(NULL AS TEXT) AS business_district_name, division.lon, division.lat, \
             CASE WHEN division.hot THEN 1 ELSE 0 END AS hot, CAST(NULL AS TEXT) AS intro, \
             CAST(NULL AS BOOLEAN) AS checked, CAST(NULL AS BIGINT) AS suggested_by, \
             CAST(NULL AS TEXT) AS suggested_name \
             FROM division LEFT JOIN division AS parent ON parent.code = division.parent"
        }
        DictionaryKind::BusinessDistricts => {
            "SELECT business_district.id, business_district.name, CAST(NULL AS TEXT) AS level, \
             division.code AS division_code, division.name AS division_name, \
             division.parent AS above, CAST(NULL AS BIGINT) AS business_district_id, \
             CAST(NULL AS TEXT) AS business_district_name, \
             business_district.lon, business_district.lat, CAST(NULL AS INTEGER) AS hot, \
             CAST(NULL AS TEXT) AS intro, CAST(NULL AS BOOLEAN) AS checked, \
             CAST(NULL AS BIGINT) AS suggested_by, CAST(NULL AS TEXT) AS suggested_name \
             FROM business_district \
             JOIN division ON division.code = business_district.division_code"
        }
        DictionaryKind::Estates => {
            "SELECT estate.id, estate.name, CAST(NULL AS TEXT) AS level, \
             division.code AS division_code, division.name AS division_name, \
             division.parent AS above, estate.business_district_id, \
             business_district.name AS business_district_name, estate.lon, estate.lat, \
             estate.hot, estate.intro, estate.checked, estate.suggested_by, \
             app_user.username AS suggested_name FROM estate \
             JOIN division ON division.code = estate.division_code \
             LEFT JOIN business_district ON business_district.id = estate.business_district_id \
             LEFT JOIN app_user ON app_user.id = estate.suggested_by"
        }
        DictionaryKind::FloorPlans => {
            "SELECT id, name, CAST(NULL AS TEXT) AS level, CAST(NULL AS INTEGER) AS division_code, \
             CAST(NULL AS TEXT) AS division_name, CAST(NULL AS INTEGER) AS above, \
             CAST(NULL AS BIGINT) AS business_district_id, \
             CAST(NULL AS TEXT) AS business_district_name, \
             CAST(NULL AS DOUBLE PRECISION) AS lon, CAST(NULL AS DOUBLE PRECISION) AS lat, \
             CAST(NULL AS INTEGER) AS hot, CAST(NULL AS TEXT) AS intro, \
             CAST(NULL AS BOOLEAN) AS checked, CAST(NULL AS BIGINT) AS suggested_by, \
             CAST(NULL AS TEXT) AS suggested_name FROM floor_plan"
        }
        DictionaryKind::Tags => {
            "SELECT id, name, CAST(NULL AS TEXT) AS level, CAST(NULL AS INTEGER) AS division_code, \
             CAST(NULL AS TEXT) AS division_name, CAST(NULL AS INTEGER) AS above, \
             CAST(NULL AS BIGINT) AS business_district_id, \
             CAST(NULL AS TEXT) AS business_district_name, \
             CAST(NULL AS DOUBLE PRECISION) AS lon, CAST(NULL AS DOUBLE PRECISION) AS lat, \
             CAST(NULL AS INTEGER) AS hot, CAST(NULL AS TEXT) AS intro, \
             CAST(NULL AS BOOLEAN) AS checked, CAST(NULL AS BIGINT) AS suggested_by, \
             CAST(NULL AS TEXT) AS suggested_name FROM tag"
        }
    }
}

const COLUMNS: &str = "id, name, level, division_code, division_name, business_district_id, \
    business_district_name, lon, lat, hot, intro, checked, suggested_by, suggested_name";

/// What refers to the entry `$1`: listings, places, others.
const fn uses(kind: DictionaryKind) -> &'static str {
    match kind {
        DictionaryKind::Divisions => {
            "SELECT (SELECT COUNT(*) FROM listing WHERE city_code = $1 OR district_code = $1), \
             (SELECT COUNT(*) FROM division WHERE parent = $1) \
             + (SELECT COUNT(*) FROM business_district WHERE division_code = $1) \
             + (SELECT COUNT(*) FROM estate WHERE division_code = $1) \
             + (SELECT COUNT(*) FROM estate_alias WHERE division_code = $1), \
             (SELECT COUNT(*) FROM metro_line WHERE city_code = $1) \
             + (SELECT COUNT(*) FROM metro_station WHERE city_code = $1)"
        }
        DictionaryKind::BusinessDistricts => {
            "SELECT (SELECT COUNT(*) FROM listing WHERE business_district_id = $1), \
             (SELECT COUNT(*) FROM estate WHERE business_district_id = $1), 0 * $1"
        }
        DictionaryKind::Estates => {
            "SELECT (SELECT COUNT(*) FROM listing WHERE estate_id = $1), 0 * $1, \
             (SELECT COUNT(*) FROM agent_estate WHERE estate_id = $1) \
             + (SELECT COUNT(*) FROM listing_edit \
             WHERE form LIKE '%\"estate\":\"' || CAST($1 AS TEXT) || '\"%')"
        }
        DictionaryKind::FloorPlans => {
            "SELECT (SELECT COUNT(*) FROM listing WHERE floor_plan_id = $1), 0 * $1, 0 * $1"
        }
        DictionaryKind::Tags => {
            "SELECT (SELECT COUNT(*) FROM listing_tag WHERE tag_id = $1), 0 * $1, 0 * $1"
        }
    }
}

/// The condition of a listing whose card names the entry `$1`; a floor plan stands on no card.
const fn named_by(kind: DictionaryKind) -> Option<&'static str> {
    match kind {
        DictionaryKind::Divisions => Some("(city_code = $1 OR district_code = $1)"),
        DictionaryKind::BusinessDistricts => Some("business_district_id = $1"),
        DictionaryKind::Estates => Some("estate_id = $1"),
        DictionaryKind::FloorPlans => None,
        DictionaryKind::Tags => {
            Some("id IN (SELECT listing_id FROM listing_tag WHERE tag_id = $1)")
        }
    }
}

const fn table(kind: DictionaryKind) -> (&'static str, &'static str) {
    match kind {
        DictionaryKind::Divisions => ("division", "code"),
        DictionaryKind::BusinessDistricts => ("business_district", "id"),
        DictionaryKind::Estates => ("estate", "id"),
        DictionaryKind::FloorPlans => ("floor_plan", "id"),
        DictionaryKind::Tags => ("tag", "id"),
    }
}

impl Moderation<'_> {
    /// A page of a dictionary, by id. Two statements.
    pub async fn entries(
        &self,
        kind: DictionaryKind,
        query: &DictionaryQuery,
        size: impl Into<Rows>,
    ) -> Result<Paged<Entry>> {
        const MATCH: &str = "($1 = '' OR LOWER(name) LIKE $2 ESCAPE '!' OR CAST(id AS TEXT) = $1) \
             AND ($3 = 0 OR division_code = $3 OR above = $3) \
             AND ($4 < 0 OR checked = ($4 = 1))";
        let words = query.q.trim();
        let part = part_of(words);
        let division = query.division.unwrap_or_default();
        let checked = query.checked.map_or(-1, i32::from);
        let inner = entries(kind);
        let total: i64 = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT COUNT(*) FROM ({inner}) AS entry WHERE {MATCH}"
            )))
            .bind(words)
            .bind(&part)
            .bind(division)
            .bind(checked)
            .fetch_one(db)
        })?;
        let Cut {
            total,
            page,
            pages,
            skip,
            size,
            after,
        } = cut(total, query.page, size);
        let rows: Vec<EntryRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM ({inner}) AS entry WHERE {MATCH} \
                 AND id > $7 ORDER BY id LIMIT $5 OFFSET $6"
            )))
            .bind(words)
            .bind(&part)
            .bind(division)
            .bind(checked)
            .bind(size)
            .bind(skip)
            .bind(after.unwrap_or(i64::MIN))
            .fetch_all(db)
        })?;
        Ok(Paged {
            items: rows.into_iter().map(Into::into).collect(),
            total,
            page,
            pages,
        })
    }

    /// An entry of a dictionary.
    pub async fn entry(&self, kind: DictionaryKind, id: i64) -> Result<Option<Entry>> {
        let inner = entries(kind);
        let row: Option<EntryRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM ({inner}) AS entry WHERE id = $1"
            )))
            .bind(id)
            .fetch_optional(db)
        })?;
        Ok(row.map(Into::into))
    }

    /// What refers to an entry.
    pub async fn uses(&self, kind: DictionaryKind, id: i64) -> Result<Uses> {
        let counts: (i64, i64, i64) =
            run!(&mut self.store.session(), |db| sqlx::query_as(uses(kind))
                .bind(id)
                .fetch_one(db))?;
        Ok(uses_of(counts))
    }

    /// Grows with every change of a dictionary, by whichever process.
    pub async fn dictionary_revision(&self) -> Result<i64> {
        run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT revision FROM dictionary_revision WHERE id = 1"
        )
        .fetch_one(db))
    }
}

fn uses_of((listings, places, others): (i64, i64, i64)) -> Uses {
    Uses {
        listings: listings.unsigned_abs(),
        places: places.unsigned_abs(),
        others: others.unsigned_abs(),
    }
}

impl Unit {
    /// Counts a change of a dictionary. Units that make one wait for each other here; other processes
    /// see it when they look next.
    pub async fn dictionary_changed(&mut self) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE dictionary_revision SET revision = revision + 1 WHERE id = 1"
        )
        .execute(db))
        .map(|_| ())
    }

    /// What refers to an entry, as this unit sees it.
    pub async fn uses(&mut self, kind: DictionaryKind, id: i64) -> Result<Uses> {
        let counts: (i64, i64, i64) = run!(&mut *self, |db| sqlx::query_as(uses(kind))
            .bind(id)
            .fetch_one(db))?;
        Ok(uses_of(counts))
    }

    /// Makes an entry; of a division `id` is its code, else it is not looked at. Returns its id.
    /// [`crate::ErrorKind::Conflict`] when there is such a one.
    pub async fn create_entry(
        &mut self,
        kind: DictionaryKind,
        id: i64,
        values: &EntryValues,
    ) -> Result<i64> {
        let (lon, lat) = degrees(values);
        match kind {
            DictionaryKind::Divisions => {
                run!(&mut *self, |db| sqlx::query_scalar(
                    "INSERT INTO division (code, level, name, parent, lon, lat, hot, own) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, TRUE) RETURNING CAST(code AS BIGINT)"
                )
                .bind(code(id))
                .bind(values.level.map(DivisionLevel::as_str))
                .bind(&values.name)
                .bind(values.division.map(|code| code.0))
                .bind(lon)
                .bind(lat)
                .bind(values.hot > 0)
                .fetch_one(db))
            }
            DictionaryKind::BusinessDistricts => {
                run!(&mut *self, |db| sqlx::query_scalar(
                    "INSERT INTO business_district (division_code, name, lon, lat) \
                     VALUES ($1, $2, $3, $4) RETURNING id"
                )
                .bind(values.division.map(|code| code.0))
                .bind(&values.name)
                .bind(lon)
                .bind(lat)
                .fetch_one(db))
            }
            DictionaryKind::Estates => {
                run!(&mut *self, |db| sqlx::query_scalar(
                    "INSERT INTO estate \
                     (division_code, business_district_id, name, hot, intro, lon, lat) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id"
                )
                .bind(values.division.map(|code| code.0))
                .bind(values.business_district.map(|id| id.0))
                .bind(&values.name)
                .bind(values.hot)
                .bind(&values.intro)
                .bind(lon)
                .bind(lat)
                .fetch_one(db))
            }
            DictionaryKind::FloorPlans => {
                run!(&mut *self, |db| sqlx::query_scalar(
                    "INSERT INTO floor_plan (id, name) \
                     SELECT COALESCE(MAX(id), 0) + 1, $1 FROM floor_plan RETURNING id"
                )
                .bind(&values.name)
                .fetch_one(db))
            }
            DictionaryKind::Tags => {
                run!(&mut *self, |db| sqlx::query_scalar(
                    "INSERT INTO tag (name) VALUES ($1) RETURNING id"
                )
                .bind(&values.name)
                .fetch_one(db))
            }
        }
    }

    /// Lets an entry say something else: `false` when it is not there. A division stays at its level
    /// and in what it lies in; an estate counts as checked.
    pub async fn change_entry(
        &mut self,
        kind: DictionaryKind,
        id: i64,
        values: &EntryValues,
    ) -> Result<bool> {
        let (lon, lat) = degrees(values);
        let changed = match kind {
            DictionaryKind::Divisions => execute!(&mut *self, |db| sqlx::query(
                "UPDATE division SET name = $2, lon = $3, lat = $4, hot = $5, own = TRUE \
                 WHERE code = $1"
            )
            .bind(code(id))
            .bind(&values.name)
            .bind(lon)
            .bind(lat)
            .bind(values.hot > 0)
            .execute(db)),
            DictionaryKind::BusinessDistricts => {
                execute!(&mut *self, |db| {
                    sqlx::query(
                "UPDATE business_district SET division_code = $2, name = $3, lon = $4, lat = $5 \
                 WHERE id = $1"
            )
            .bind(id)
            .bind(values.division.map(|code| code.0))
            .bind(&values.name)
            .bind(lon)
            .bind(lat)
            .execute(db)
                })
            }
            DictionaryKind::Estates => execute!(&mut *self, |db| sqlx::query(
                "UPDATE estate SET division_code = $2, business_district_id = $3, name = $4, \
                 hot = $5, intro = $6, lon = $7, lat = $8, checked = TRUE WHERE id = $1"
            )
            .bind(id)
            .bind(values.division.map(|code| code.0))
            .bind(values.business_district.map(|id| id.0))
            .bind(&values.name)
            .bind(values.hot)
            .bind(&values.intro)
            .bind(lon)
            .bind(lat)
            .execute(db)),
            DictionaryKind::FloorPlans | DictionaryKind::Tags => {
                let (table, _) = table(kind);
                execute!(&mut *self, |db| sqlx::query(AssertSqlSafe(format!(
                    "UPDATE {table} SET name = $2 WHERE id = $1"
                )))
                .bind(id)
                .bind(&values.name)
                .execute(db))
            }
        }?;
        Ok(changed == 1)
    }

    /// Takes an entry away: `false` when it is not there. [`crate::ErrorKind::Refused`] while something
    /// refers to it.
    pub async fn delete_entry(&mut self, kind: DictionaryKind, id: i64) -> Result<bool> {
        let (table, key) = table(kind);
        if kind == DictionaryKind::Divisions {
            // How often homes there were seen is nothing that anybody refers to.
            execute!(&mut *self, |db| sqlx::query(
                "DELETE FROM district_day WHERE district_code = $1"
            )
            .bind(code(id))
            .execute(db))?;
        }
        let changed = execute!(&mut *self, |db| sqlx::query(AssertSqlSafe(format!(
            "DELETE FROM {table} WHERE {key} = $1"
        )))
        .bind(id)
        .execute(db))?;
        if changed == 1 && kind == DictionaryKind::Divisions {
            execute!(&mut *self, |db| sqlx::query(
                "INSERT INTO division_removed (code) VALUES ($1) ON CONFLICT DO NOTHING"
            )
            .bind(code(id))
            .execute(db))?;
        }
        Ok(changed == 1)
    }

    /// Tells the outbox of every public listing whose card names an entry. Returns how many.
    pub async fn announce_named(
        &mut self,
        kind: DictionaryKind,
        id: i64,
        now: DateTime<Utc>,
    ) -> Result<u64> {
        let Some(named) = named_by(kind) else {
            return Ok(0);
        };
        self.lock_outbox().await?;
        execute!(&mut *self, |db| sqlx::query(AssertSqlSafe(format!(
            "INSERT INTO outbox (subject, subject_id, kind, at) \
             SELECT 'listing', id, 'updated', $2 FROM listing \
             WHERE status = 'published' AND {named} ORDER BY id"
        )))
        .bind(id)
        .bind(now.trunc_subsecs(6))
        .execute(db))
    }
}

/// The code of a division. What is none is none of the table's either.
fn code(id: i64) -> i32 {
    i32::try_from(id).unwrap_or_default()
}

fn degrees(values: &EntryValues) -> (Option<f64>, Option<f64>) {
    let point = values.point;
    (point.map(|point| point.lon), point.map(|point| point.lat))
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: i64,
    name: String,
    level: Option<String>,
    division_code: Option<i32>,
    division_name: Option<String>,
    business_district_id: Option<i64>,
    business_district_name: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
    hot: Option<i32>,
    intro: Option<String>,
    checked: Option<bool>,
    suggested_by: Option<i64>,
    suggested_name: Option<String>,
}

impl From<EntryRow> for Entry {
    fn from(row: EntryRow) -> Self {
        let named = |id: Option<i64>, name: Option<String>| {
            Some(NamedPlace {
                id: id?,
                name: name?,
            })
        };
        Self {
            id: row.id,
            name: row.name,
            level: row.level.and_then(|level| match level.as_str() {
                "province" => Some(DivisionLevel::Province),
                "city" => Some(DivisionLevel::City),
                "district" => Some(DivisionLevel::District),
                _ => None,
            }),
            division: named(row.division_code.map(i64::from), row.division_name),
            business_district: named(row.business_district_id, row.business_district_name),
            point: point_of(row.lon, row.lat),
            hot: row.hot,
            intro: row.intro,
            checked: row.checked,
            suggested_by: row.suggested_by.map(UserId).zip(row.suggested_name),
        }
    }
}
