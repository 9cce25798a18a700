//! What is suggested while somebody types.

use super::{Gazetteer, Names, Stations};
use domain::{DivisionCode, DivisionLevel, SuggestionKind};
use search::Place;
use std::sync::{Arc, PoisonError};
use store::Store;

impl Gazetteer {
    /// Puts all places into what is suggested.
    pub(super) fn suggest_all(&self, names: &mut Names) {
        let Names {
            business_districts,
            estates,
            suggested,
            ..
        } = names;
        for (code, place) in &self.divisions {
            let kind = match place.level {
                DivisionLevel::Province => continue,
                DivisionLevel::City => SuggestionKind::City,
                DivisionLevel::District => SuggestionKind::District,
            };
            suggested.put(&Place {
                kind,
                id: code.0.into(),
                name: &place.name,
                city: self.city_of(*code),
                point: None,
            });
        }
        for (id, local) in business_districts {
            suggested.put(&Place {
                kind: SuggestionKind::BusinessDistrict,
                id: id.0,
                name: &local.name,
                city: self.city_of(local.division),
                point: None,
            });
        }
        for (id, local) in estates {
            suggested.put(&Place {
                kind: SuggestionKind::Estate,
                id: id.0,
                name: &local.name,
                city: self.city_of(local.division),
                point: None,
            });
        }
    }

    /// The city of a division that is a city or a district.
    fn city_of(&self, code: DivisionCode) -> DivisionCode {
        let place = self.divisions.get(&code);
        place
            .filter(|place| place.level == DivisionLevel::District)
            .and_then(|place| place.parent)
            .unwrap_or(code)
    }

    /// The metro stations.
    pub fn stations(&self) -> Arc<Stations> {
        let stations = self.stations.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&stations)
    }

    /// Reads the metro stations again if they have changed since, and says whether they have.
    pub(crate) async fn notice_stations(&self, store: &Store) -> Result<bool, store::Error> {
        let changed = store.metro().revision().await? != self.stations().revision();
        if changed {
            self.take(Stations::load(store).await?);
        }
        Ok(changed)
    }

    /// Takes over the stations, and forgets those before them.
    pub(super) fn take(&self, stations: Arc<Stations>) {
        let mut growing = self.growing.write().unwrap_or_else(PoisonError::into_inner);
        growing.suggested.forget(SuggestionKind::Station);
        for station in stations.all() {
            growing.suggested.put(&Place {
                kind: SuggestionKind::Station,
                id: station.id.0,
                name: &station.name,
                city: station.city,
                point: Some(station.point),
            });
        }
        drop(growing);
        *self
            .stations
            .write()
            .unwrap_or_else(PoisonError::into_inner) = stations;
    }

    /// Looks through what is suggested, which stays as it is meanwhile.
    pub(crate) fn with_suggested<T>(&self, look: impl FnOnce(&search::Names) -> T) -> T {
        let growing = self.growing.read().unwrap_or_else(PoisonError::into_inner);
        look(&growing.suggested)
    }
}
