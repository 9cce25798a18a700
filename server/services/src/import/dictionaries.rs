//! Ids of business districts, estates and tags, looked up or created once and then remembered.

use super::row::Draft;
use domain::{BusinessDistrictId, DivisionCode, EstateId, Point, TagId};
use std::collections::{HashMap, HashSet};
use store::{NewBusinessDistrict, NewEstate, Unit};

/// What is known of the dictionaries so far. Grows with the dictionaries, not with the listings.
#[derive(Default)]
pub(super) struct Dictionaries {
    business_districts: HashMap<DivisionCode, HashMap<String, BusinessDistrictId>>,
    estates: HashMap<DivisionCode, HashMap<String, KnownEstate>>,
    tags: HashMap<String, TagId>,
}

struct KnownEstate {
    id: EstateId,
    business_district: bool,
    point: bool,
}

/// An estate as the rows of a batch together tell it.
struct Told<'a> {
    division: DivisionCode,
    name: &'a str,
    business_district: Option<BusinessDistrictId>,
    point: Option<Point>,
}

/// The division whose dictionary a row belongs to: its district, or the city where no district is
/// known.
fn division(draft: &Draft) -> DivisionCode {
    draft.district.unwrap_or(draft.city)
}

impl Dictionaries {
    /// Makes sure that everything the rows name is there.
    pub(super) async fn learn(
        &mut self,
        unit: &mut Unit,
        drafts: &[Draft],
    ) -> Result<(), store::Error> {
        self.learn_business_districts(unit, drafts).await?;
        self.learn_estates(unit, drafts).await?;
        self.learn_tags(unit, drafts).await
    }

    async fn learn_business_districts(
        &mut self,
        unit: &mut Unit,
        drafts: &[Draft],
    ) -> Result<(), store::Error> {
        let mut seen = HashSet::new();
        let new: Vec<_> = drafts
            .iter()
            .filter(|draft| self.business_district(draft).is_none())
            .filter_map(|draft| Some((division(draft), draft.business_district.as_deref()?)))
            .filter(|place| seen.insert(*place))
            .map(|(division, name)| NewBusinessDistrict {
                division,
                name: name.to_owned(),
                point: None,
            })
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        let ids = unit.put_business_districts(&new).await?;
        for (place, id) in new.into_iter().zip(ids) {
            self.business_districts
                .entry(place.division)
                .or_default()
                .insert(place.name, id);
        }
        Ok(())
    }

    async fn learn_estates(
        &mut self,
        unit: &mut Unit,
        drafts: &[Draft],
    ) -> Result<(), store::Error> {
        let mut places = HashMap::new();
        let mut told: Vec<Told<'_>> = Vec::new();
        for draft in drafts {
            let Some(name) = draft.estate.as_deref() else {
                continue;
            };
            let division = division(draft);
            let business_district = self.business_district(draft);
            let known = self.known_estate(draft);
            if known.is_some_and(|known| {
                (known.business_district || business_district.is_none())
                    && (known.point || draft.point.is_none())
            }) {
                continue;
            }
            // What an earlier row said stands.
            let known_point = known.is_some_and(|known| known.point);
            let known_district = known.is_some_and(|known| known.business_district);
            let place = *places.entry((division, name)).or_insert_with(|| {
                told.push(Told {
                    division,
                    name,
                    business_district: None,
                    point: None,
                });
                told.len() - 1
            });
            if let Some(estate) = told.get_mut(place) {
                if !known_point {
                    estate.point = estate.point.or(draft.point);
                }
                if !known_district {
                    estate.business_district = estate.business_district.or(business_district);
                }
            }
        }
        if told.is_empty() {
            return Ok(());
        }
        let new: Vec<_> = told
            .iter()
            .map(|estate| NewEstate {
                division: estate.division,
                business_district: estate.business_district,
                name: estate.name.to_owned(),
                hot: 0,
                intro: String::new(),
                point: estate.point,
            })
            .collect();
        let ids = unit.put_estates(&new).await?;
        for (estate, id) in new.into_iter().zip(ids) {
            let known = self
                .estates
                .entry(estate.division)
                .or_default()
                .entry(estate.name)
                .or_insert(KnownEstate {
                    id,
                    business_district: false,
                    point: false,
                });
            known.business_district |= estate.business_district.is_some();
            known.point |= estate.point.is_some();
        }
        Ok(())
    }

    async fn learn_tags(&mut self, unit: &mut Unit, drafts: &[Draft]) -> Result<(), store::Error> {
        let mut seen = HashSet::new();
        let new: Vec<&str> = drafts
            .iter()
            .flat_map(|draft| &draft.tags)
            .map(String::as_str)
            .filter(|name| !self.tags.contains_key(*name) && seen.insert(*name))
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        let ids = unit.put_tags(&new).await?;
        let named = new.into_iter().map(str::to_owned).zip(ids);
        self.tags.extend(named);
        Ok(())
    }

    /// The business district of a row, once learnt.
    pub(super) fn business_district(&self, draft: &Draft) -> Option<BusinessDistrictId> {
        let name = draft.business_district.as_deref()?;
        let names = self.business_districts.get(&division(draft))?;
        names.get(name).copied()
    }

    /// The estate of a row, once learnt.
    pub(super) fn estate(&self, draft: &Draft) -> Option<EstateId> {
        self.known_estate(draft).map(|known| known.id)
    }

    fn known_estate(&self, draft: &Draft) -> Option<&KnownEstate> {
        let name = draft.estate.as_deref()?;
        self.estates.get(&division(draft))?.get(name)
    }

    /// The tags of a row, once learnt.
    pub(super) fn tags(&self, draft: &Draft) -> Vec<TagId> {
        let known = |name: &String| self.tags.get(name).copied();
        draft.tags.iter().filter_map(known).collect()
    }
}
