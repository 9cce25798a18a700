//! A home as clients of the classic API write it.

use super::renamed;
use crate::{Error, Result, Services};
use domain::{
    FieldError, Orientation, PlaceKind, RentMode, classic::HouseType, offer::ListingForm,
};

/// Our names of fields, and the classic ones.
const NAMES: [(&str, &str); 11] = [
    ("rent", "price"),
    ("floor_number", "floor"),
    ("floor_total", "totalfloor"),
    ("orientation", "direction"),
    ("mode", "isshared"),
    ("agent_fee", "hasagentfees"),
    ("city", "district"),
    ("rooms", "type"),
    ("estate_name", "estate"),
    ("photo", "mainphoto"),
    ("form", "non_field_errors"),
];

/// A home as it was typed; what is not said stays, or is left open in a new one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseForm {
    /// Headline.
    pub title: Option<String>,
    /// Description.
    pub detail: Option<String>,
    /// Area in m².
    pub area: Option<String>,
    /// Rent in CNY per month.
    pub price: Option<String>,
    /// Floor.
    pub floor: Option<String>,
    /// Floors of the building.
    pub totalfloor: Option<String>,
    /// Where windows face, such as 朝南 and 南北通透.
    pub direction: Option<String>,
    /// Street and number.
    pub street: Option<String>,
    /// Whether it is a room in a shared home.
    pub isshared: Option<String>,
    /// Whether an agent fee is due.
    pub hasagentfees: Option<String>,
    /// The number of the house type.
    pub house_type: Option<String>,
    /// The code of the district.
    pub district: Option<String>,
    /// The number of the estate, or its name.
    pub estate: Option<String>,
    /// Rooms, halls and baths, where the house type does not say them.
    pub rooms: Option<String>,
    /// Halls.
    pub halls: Option<String>,
    /// Baths.
    pub baths: Option<String>,
    /// The numbers of tags, or their words.
    pub tags: Option<Vec<String>>,
    /// Uploaded photos by their numbers, keys or addresses, the main one first.
    pub photos: Vec<String>,
}

impl Services {
    /// What `form` makes of what was written before.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what cannot be read, by the classic names.
    pub(super) async fn house_form(
        &self,
        form: &HouseForm,
        before: ListingForm,
    ) -> Result<ListingForm> {
        let mut wrong = Vec::new();
        let mut written = before;
        put(&mut written.title, &form.title);
        put(&mut written.detail, &form.detail);
        put(&mut written.area, &form.area);
        put(&mut written.rent, &form.price);
        put(&mut written.floor_number, &form.floor);
        put(&mut written.floor_total, &form.totalfloor);
        put(&mut written.street, &form.street);
        if let Some(text) = &form.direction {
            match orientations(text) {
                Some(words) => written.orientation = words,
                None => wrong.push("direction"),
            }
        }
        match form.isshared.as_deref().map(yes_no) {
            Some(Some(shared)) => {
                let was_shared = written.mode == RentMode::Shared.as_str();
                if shared {
                    written.mode = RentMode::Shared.as_str().into();
                } else if was_shared || written.mode.is_empty() {
                    written.mode = RentMode::Entire.as_str().into();
                }
            }
            Some(None) => wrong.push("isshared"),
            None if written.mode.is_empty() => written.mode = RentMode::Entire.as_str().into(),
            None => {}
        }
        match form.hasagentfees.as_deref().map(yes_no) {
            Some(Some(due)) => written.agent_fee = due.to_string(),
            Some(None) => wrong.push("hasagentfees"),
            None => {}
        }
        if let Some(text) = &form.house_type {
            let id = text.trim().parse().ok();
            match id.filter(|id| self.gazetteer().floor_plan(*id).is_some()) {
                Some(id) => set_layout(&mut written, id),
                None => wrong.push("type"),
            }
        }
        put(&mut written.rooms, &form.rooms);
        put(&mut written.halls, &form.halls);
        put(&mut written.baths, &form.baths);
        if let Some(text) = &form.district {
            let code = text.trim().parse().ok();
            let place = code.and_then(|code| self.gazetteer().place(PlaceKind::District, code));
            match place {
                Some(place) => {
                    let moved = written.district != text.trim();
                    written.city = place.city_code().to_string();
                    written.district = place.place.id.to_string();
                    if moved {
                        written.business_district.clear();
                    }
                }
                None => wrong.push("district"),
            }
        }
        if let Some(text) = &form.estate {
            match text.trim().parse::<i64>().ok() {
                Some(id) => match self.known_estate(id) {
                    // The one that it has: nothing changes.
                    Some(estate) if estate.name == written.estate_name => {}
                    Some(estate) => {
                        written.estate = estate.id.to_string();
                        written.estate_name = estate.name;
                    }
                    None => wrong.push("estate"),
                },
                None => {
                    written.estate.clear();
                    written.estate_name = text.trim().to_owned();
                }
            }
        }
        if let Some(tags) = &form.tags {
            match self.tag_words(tags).await? {
                Some(words) => written.tags = words,
                None => wrong.push("tags"),
            }
        }
        if wrong.is_empty() {
            return Ok(written);
        }
        let unknown = |field: &str| FieldError {
            field: field.into(),
            code: "unknown_value".into(),
        };
        Err(Error::Invalid(wrong.into_iter().map(unknown).collect()))
    }

    /// The words of tags that are given by numbers or words; nothing when a number is none.
    async fn tag_words(&self, given: &[String]) -> Result<Option<String>> {
        let known = self.store().listings().tags().await?;
        let mut words: Vec<String> = Vec::with_capacity(given.len());
        for text in given {
            let word = match text.trim().parse::<i64>() {
                Ok(id) => known.iter().find(|tag| tag.id.0 == id).map(|tag| &tag.name),
                Err(_) => Some(text),
            };
            match word {
                Some(word) => words.push(word.clone()),
                None => return Ok(None),
            }
        }
        Ok(Some(words.join(",")))
    }
}

/// The error with the classic names of the fields.
pub(super) fn classic(error: Error) -> Error {
    match error {
        Error::Invalid(fields) => Error::Invalid(renamed(fields, &NAMES)),
        error => error,
    }
}

fn put(field: &mut String, said: &Option<String>) {
    if let Some(text) = said {
        field.clone_from(text);
    }
}

/// What a house type says of the rooms; those that say nothing leave what is there.
fn set_layout(form: &mut ListingForm, id: i64) {
    let Some(house) = HouseType::from_id(id) else {
        return;
    };
    let layout = house.layout();
    if let Some((rooms, halls)) = layout.rooms.zip(layout.halls) {
        form.rooms = rooms.to_string();
        form.halls = halls.to_string();
    }
}

/// As the classic system takes truth values.
fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" | "t" => Some(true),
        "false" | "0" | "no" | "off" | "f" | "" => Some(false),
        _ => None,
    }
}

/// The directions in words such as 朝东南, 南北通透 or 东 南, as our forms write them.
fn orientations(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '朝' | '向' | '通' | '透' | '正'))
        .collect();
    let mut found: Vec<&str> = Vec::new();
    let by_name = |name: &str| Orientation::ALL.iter().find(|one| one.zh() == name);
    let parts = plain.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '/'));
    for part in parts.filter(|part| !part.is_empty()) {
        match by_name(part) {
            Some(one) => found.push(one.as_str()),
            None => {
                for c in part.chars() {
                    found.push(by_name(c.encode_utf8(&mut [0; 4]))?.as_str());
                }
            }
        }
    }
    Some(found.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_are_read_as_people_write_them() {
        for (text, words) in [
            ("朝南", Some("south")),
            ("朝东南", Some("south_east")),
            ("南北通透", Some("south,north")),
            ("东 西北", Some("east,north_west")),
            ("", Some("")),
            ("上", None),
        ] {
            assert_eq!(orientations(text).as_deref(), words, "{text}");
        }
    }
}
