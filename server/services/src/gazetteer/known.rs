//! One place with what lies around it.

use super::{Gazetteer, Local};
use domain::{
    BusinessDistrictId, DivisionCode, DivisionLevel, EstateId, NamedPlace, PlaceKind, Point,
};
use std::sync::PoisonError;

/// A place that is known, whether or not a home is to rent there.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownPlace {
    /// What kind of place.
    pub kind: PlaceKind,
    /// Id and Chinese name.
    pub place: NamedPlace,
    /// Where it lies, the largest first, without provinces.
    pub within: Vec<(PlaceKind, NamedPlace)>,
    /// A point inside.
    pub point: Option<Point>,
}

impl KnownPlace {
    /// The city it lies in, or the city itself.
    pub fn city(&self) -> &NamedPlace {
        self.within.first().map_or(&self.place, |(_, city)| city)
    }

    /// The code of [`KnownPlace::city`].
    pub fn city_code(&self) -> DivisionCode {
        DivisionCode(i32::try_from(self.city().id).unwrap_or_default())
    }
}

impl Gazetteer {
    /// The place `id` of `kind`. A directly governed municipality is found by its code as a province
    /// too; the place then has its code as a city.
    pub fn place(&self, kind: PlaceKind, id: i64) -> Option<KnownPlace> {
        match kind {
            PlaceKind::City => {
                let code = self.city(DivisionCode(i32::try_from(id).ok()?))?;
                self.known_division(kind, code)
            }
            PlaceKind::District => {
                let code = DivisionCode(i32::try_from(id).ok()?);
                self.known_division(kind, code)
            }
            PlaceKind::BusinessDistrict => {
                let growing = self.growing.read().unwrap_or_else(PoisonError::into_inner);
                let local = growing.business_districts.get(&BusinessDistrictId(id))?;
                Some(self.known_local(kind, id, local, None))
            }
            PlaceKind::Estate => {
                let growing = self.growing.read().unwrap_or_else(PoisonError::into_inner);
                let local = growing.estates.get(&EstateId(id))?;
                let business_district = local.business_district.and_then(|id| {
                    let name = &growing.business_districts.get(&id)?.name;
                    Some(NamedPlace {
                        id: id.0,
                        name: name.to_string(),
                    })
                });
                Some(self.known_local(kind, id, local, business_district))
            }
        }
    }

    /// The province of the city `code`.
    pub fn province(&self, code: DivisionCode) -> Option<NamedPlace> {
        self.division(self.divisions.get(&code)?.parent?)
    }

    /// The point of a place.
    pub fn point(&self, kind: PlaceKind, id: i64) -> Option<Point> {
        self.points(kind, &[id]).pop().flatten()
    }

    /// The points of places of `kind`, in the order of `ids`.
    pub fn points(&self, kind: PlaceKind, ids: &[i64]) -> Vec<Option<Point>> {
        let growing = self.growing.read().unwrap_or_else(PoisonError::into_inner);
        let point = |id: i64| match kind {
            PlaceKind::City | PlaceKind::District => {
                let code = DivisionCode(i32::try_from(id).ok()?);
                Some(self.divisions.get(&code)?.point)
            }
            PlaceKind::BusinessDistrict => {
                growing
                    .business_districts
                    .get(&BusinessDistrictId(id))?
                    .point
            }
            PlaceKind::Estate => growing.estates.get(&EstateId(id))?.point,
        };
        ids.iter().map(|id| point(*id)).collect()
    }

    fn known_division(&self, kind: PlaceKind, code: DivisionCode) -> Option<KnownPlace> {
        let place = self.divisions.get(&code)?;
        let level = match kind {
            PlaceKind::City => DivisionLevel::City,
            _ => DivisionLevel::District,
        };
        let city = place.parent.filter(|_| level == DivisionLevel::District);
        (place.level == level).then(|| KnownPlace {
            kind,
            place: NamedPlace {
                id: code.0.into(),
                name: place.name.to_string(),
            },
            within: city
                .and_then(|code| Some((PlaceKind::City, self.division(code)?)))
                .into_iter()
                .collect(),
            point: Some(place.point),
        })
    }

    fn known_local(
        &self,
        kind: PlaceKind,
        id: i64,
        local: &Local,
        business_district: Option<NamedPlace>,
    ) -> KnownPlace {
        let division = self
            .known_division(PlaceKind::District, local.division)
            .or_else(|| self.known_division(PlaceKind::City, local.division));
        let mut within = Vec::new();
        if let Some(division) = division {
            within = division.within;
            within.push((division.kind, division.place));
        }
        within.extend(business_district.map(|place| (PlaceKind::BusinessDistrict, place)));
        KnownPlace {
            kind,
            place: NamedPlace {
                id,
                name: local.name.to_string(),
            },
            within,
            point: local.point,
        }
    }
}
