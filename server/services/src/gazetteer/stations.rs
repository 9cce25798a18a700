//! Metro stations, where a pack of them was imported.

use domain::{
    Circle, DivisionCode, NearStation, Point, StationId, StationLine, query::STATION_METRES,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use store::Store;

/// A station further away than this is not near a home, in metres.
const NEAR: f64 = 3_000.0;

/// A metro station.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// Its number in the pack.
    pub id: StationId,
    /// The city it lies in.
    pub city: DivisionCode,
    /// Chinese name; most do not end in 站.
    pub name: String,
    /// The name in pinyin; may be empty.
    pub pinyin: String,
    /// Where it is.
    pub point: Point,
    /// The lines that stop there, each name once.
    pub lines: Vec<StationLine>,
}

/// All metro stations; none where no pack was imported.
#[derive(Debug, Default)]
pub struct Stations {
    revision: i64,
    by_id: BTreeMap<StationId, Station>,
    by_name: HashMap<String, Vec<StationId>>,
}

impl Stations {
    /// Reads the stations from the database.
    pub(super) async fn load(store: &Store) -> Result<Arc<Self>, store::Error> {
        // Read first: what changes meanwhile has a later one, and is noticed.
        let revision = store.metro().revision().await?;
        if revision == 0 {
            return Ok(Arc::default());
        }
        let mut by_id: BTreeMap<StationId, Station> = store
            .metro()
            .stations()
            .await?
            .into_iter()
            .map(|station| {
                let station = Station {
                    id: station.id,
                    city: station.city,
                    name: station.name,
                    pinyin: station.pinyin,
                    point: station.point,
                    lines: Vec::new(),
                };
                (station.id, station)
            })
            .collect();
        for line in store.metro().lines().await? {
            for station in &line.stations {
                let Some(station) = by_id.get_mut(station) else {
                    continue;
                };
                // The branches of a line bear one name.
                if !station.lines.iter().any(|known| known.name == line.name) {
                    station.lines.push(StationLine {
                        name: line.name.clone(),
                        color: line.color.clone(),
                    });
                }
            }
        }
        let mut by_name: HashMap<String, Vec<StationId>> = HashMap::new();
        for station in by_id.values() {
            by_name
                .entry(bare(&station.name).to_owned())
                .or_default()
                .push(station.id);
        }
        Ok(Arc::new(Self {
            revision,
            by_id,
            by_name,
        }))
    }

    /// The revision of the pack; 0 for none.
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// The station `id`.
    pub fn get(&self, id: StationId) -> Option<&Station> {
        self.by_id.get(&id)
    }

    /// What is near the station `id`.
    pub fn circle(&self, id: StationId) -> Option<Circle> {
        self.get(id).map(|station| Circle {
            centre: station.point,
            metres: STATION_METRES,
        })
    }

    /// The stations that are called `name`, with or without 站 or 地铁站 at its end, by id.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Station> {
        let ids = self.by_name.get(bare(name)).into_iter().flatten();
        ids.filter_map(|id| self.get(*id))
    }

    /// All stations, by id.
    pub fn all(&self) -> impl Iterator<Item = &Station> {
        self.by_id.values()
    }

    /// Up to `max` stations near `point`, the nearest first.
    pub fn nearest(&self, point: Point, max: usize) -> Vec<NearStation> {
        let mut near: Vec<(u32, &Station)> = self
            .all()
            .filter_map(|station| {
                let metres = station.point.metres_to(point);
                (metres <= NEAR).then_some((metres.round() as u32, station))
            })
            .collect();
        near.sort_by_key(|(metres, station)| (*metres, station.id));
        near.into_iter()
            .take(max)
            .map(|(metres, station)| NearStation {
                id: station.id,
                name: station.name.clone(),
                pinyin: station.pinyin.clone(),
                lines: station.lines.clone(),
                metres,
            })
            .collect()
    }
}

/// The name of a station without the word that says what it is.
fn bare(name: &str) -> &str {
    let short = name
        .strip_suffix("地铁站")
        .or_else(|| name.strip_suffix('站'));
    short.filter(|short| !short.is_empty()).unwrap_or(name)
}
