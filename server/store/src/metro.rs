//! Metro lines and stations (地铁) of an optional pack.

use crate::{
    PutOutcome, Result, Store, Unit,
    dialect::{Phrases, execute, insert, run},
    places::json_of,
};
use domain::{DivisionCode, LineId, Point, StationId};
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;

/// A metro station.
#[derive(Clone, Debug, PartialEq)]
pub struct MetroStation {
    /// Its number in the pack, above 0.
    pub id: StationId,
    /// The city it lies in.
    pub city: DivisionCode,
    /// Chinese name; most do not end in 站.
    pub name: String,
    /// The name in pinyin; may be empty.
    pub pinyin: String,
    /// Where it is.
    pub point: Point,
}

/// A metro line, or one branch of it.
#[derive(Clone, Debug, PartialEq)]
pub struct MetroLine {
    /// Its number in the pack, above 0.
    pub id: LineId,
    /// The city whose line it is.
    pub city: DivisionCode,
    /// Chinese name, such as 13号线.
    pub name: String,
    /// Its colour, as `#RRGGBB`.
    pub color: String,
    /// Its stations in their order.
    pub stations: Vec<StationId>,
}

/// Reads metro lines and stations.
pub struct Metro<'a> {
    pub(crate) store: &'a Store,
}

impl Metro<'_> {
    /// A number that grows whenever a station or a line changes; 0 before the first import.
    pub async fn revision(&self) -> Result<i64> {
        let revision: Option<i64> = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT revision FROM metro_revision"
        )
        .fetch_optional(db))?;
        Ok(revision.unwrap_or(0))
    }

    /// All stations, by id.
    pub async fn stations(&self) -> Result<Vec<MetroStation>> {
        let rows: Vec<StationRow> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, city_code, name, pinyin, lon, lat FROM metro_station ORDER BY id"
        )
        .fetch_all(db))?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// All lines with their stations, by id.
    pub async fn lines(&self) -> Result<Vec<MetroLine>> {
        let lines: Vec<LineRow> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, city_code, name, color FROM metro_line ORDER BY id"
        )
        .fetch_all(db))?;
        let stops: Vec<(i64, i64)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT line_id, station_id FROM metro_line_station ORDER BY line_id, position"
        )
        .fetch_all(db))?;
        Ok(joined(lines, stops))
    }
}

impl Unit {
    /// Makes sure that these stations are there just so. Says of each what that took. Of stations
    /// with one id the last counts.
    pub async fn put_metro_stations(
        &mut self,
        stations: &[MetroStation],
    ) -> Result<Vec<PutOutcome>> {
        let ids = json_of(&stations.iter().map(|it| it.id).collect::<Vec<_>>())?;
        let rows: Vec<StationRow> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT id, city_code, name, pinyin, lon, lat FROM metro_station \
                 WHERE id IN ({})",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        let stored = rows.into_iter().map(MetroStation::from);
        let stored: BTreeMap<StationId, MetroStation> = stored.map(|it| (it.id, it)).collect();
        let (outcomes, changed) = differing(stations, |it| it.id, &stored);
        insert!(
            &mut *self, &changed, 6,
            "INSERT INTO metro_station (id, city_code, name, pinyin, lon, lat) ",
            " ON CONFLICT (id) DO UPDATE SET city_code = excluded.city_code, \
             name = excluded.name, pinyin = excluded.pinyin, \
             lon = excluded.lon, lat = excluded.lat" => (),
            |values, station| {
                values.push_bind(station.id.0);
                values.push_bind(station.city.0);
                values.push_bind(&station.name);
                values.push_bind(&station.pinyin);
                values.push_bind(station.point.lon);
                values.push_bind(station.point.lat);
            }
        )?;
        self.metro_changed(!changed.is_empty()).await?;
        Ok(outcomes)
    }

    /// Makes sure that these lines are there just so; their stations must be there. Says of each
    /// what that took. Of lines with one id the last counts.
    pub async fn put_metro_lines(&mut self, lines: &[MetroLine]) -> Result<Vec<PutOutcome>> {
        let ids = json_of(&lines.iter().map(|it| it.id).collect::<Vec<_>>())?;
        let rows: Vec<LineRow> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT id, city_code, name, color FROM metro_line WHERE id IN ({}) ORDER BY id",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        let stops: Vec<(i64, i64)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT line_id, station_id FROM metro_line_station WHERE line_id IN ({}) \
                 ORDER BY line_id, position",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        let stored: BTreeMap<LineId, MetroLine> = joined(rows, stops)
            .into_iter()
            .map(|line| (line.id, line))
            .collect();
        let (outcomes, changed) = differing(lines, |it| it.id, &stored);
        if changed.is_empty() {
            return Ok(outcomes);
        }
        insert!(
            &mut *self, &changed, 4,
            "INSERT INTO metro_line (id, city_code, name, color) ",
            " ON CONFLICT (id) DO UPDATE SET city_code = excluded.city_code, \
             name = excluded.name, color = excluded.color" => (),
            |values, line| {
                values.push_bind(line.id.0);
                values.push_bind(line.city.0);
                values.push_bind(&line.name);
                values.push_bind(&line.color);
            }
        )?;
        let ids = json_of(&changed.iter().map(|it| it.id).collect::<Vec<_>>())?;
        execute!(&mut *self, |db| {
            sqlx::query(AssertSqlSafe(format!(
                "DELETE FROM metro_line_station WHERE line_id IN ({})",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .execute(db)
        })?;
        let stops: Vec<(LineId, i16, StationId)> = changed
            .iter()
            .flat_map(|line| {
                (0_i16..)
                    .zip(&line.stations)
                    .map(|(position, station)| (line.id, position, *station))
            })
            .collect();
        insert!(
            &mut *self, &stops, 3,
            "INSERT INTO metro_line_station (line_id, position, station_id) ", "" => (),
            |values, (line, position, station)| {
                values.push_bind(line.0);
                values.push_bind(*position);
                values.push_bind(station.0);
            }
        )?;
        self.metro_changed(true).await?;
        Ok(outcomes)
    }

    async fn metro_changed(&mut self, changed: bool) -> Result<()> {
        if changed {
            execute!(&mut *self, |db| sqlx::query(
                "INSERT INTO metro_revision (id, revision) VALUES (1, 1) \
                 ON CONFLICT (id) DO UPDATE SET revision = metro_revision.revision + 1"
            )
            .execute(db))?;
        }
        Ok(())
    }
}

/// What putting `rows` takes, and those that are new or differ from what is stored, each once.
fn differing<'a, Id: Ord + Copy, T: PartialEq>(
    rows: &'a [T],
    id: impl Fn(&T) -> Id,
    stored: &BTreeMap<Id, T>,
) -> (Vec<PutOutcome>, Vec<&'a T>) {
    let outcome = |row: &T| match stored.get(&id(row)) {
        None => PutOutcome::Inserted,
        Some(stored) if stored == row => PutOutcome::Unchanged,
        Some(_) => PutOutcome::Updated,
    };
    let last: BTreeMap<Id, &T> = rows.iter().map(|row| (id(row), row)).collect();
    let changed = last
        .into_values()
        .filter(|row| outcome(row) != PutOutcome::Unchanged)
        .collect();
    (rows.iter().map(outcome).collect(), changed)
}

/// Lines by id with their stops, which are in the same order.
fn joined(lines: Vec<LineRow>, stops: Vec<(i64, i64)>) -> Vec<MetroLine> {
    let mut stations: BTreeMap<i64, Vec<StationId>> = BTreeMap::new();
    for (line, station) in stops {
        stations.entry(line).or_default().push(StationId(station));
    }
    lines
        .into_iter()
        .map(|line| MetroLine {
            id: LineId(line.id),
            city: DivisionCode(line.city_code),
            name: line.name,
            color: line.color,
            stations: stations.remove(&line.id).unwrap_or_default(),
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct StationRow {
    id: i64,
    city_code: i32,
    name: String,
    pinyin: String,
    lon: f64,
    lat: f64,
}

impl From<StationRow> for MetroStation {
    fn from(row: StationRow) -> Self {
        Self {
            id: StationId(row.id),
            city: DivisionCode(row.city_code),
            name: row.name,
            pinyin: row.pinyin,
            point: Point {
                lon: row.lon,
                lat: row.lat,
            },
        }
    }
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: i64,
    city_code: i32,
    name: String,
    color: String,
}
