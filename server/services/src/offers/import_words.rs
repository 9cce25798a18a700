//! What people write into spreadsheets for what the form has words and numbers for.

use super::import_file::FileRow;
use crate::{Result, Services, import::words};
use domain::{DivisionCode, Facility, Orientation, offer::ListingForm};
use std::collections::HashMap;

/// What follows the name of a city or a district, and is often left out.
const KINDS: [char; 4] = ['市', '区', '县', '旗'];

impl Services {
    /// Puts words and codes where rows have Chinese, and the names of cities and districts. What is not
    /// understood stays as it is, to be refused with the row.
    pub(super) async fn understand(&self, rows: &mut [FileRow]) -> Result<()> {
        let store = self.store().primary_reads();
        let cities = store.offers().cities().await?;
        let mut districts: HashMap<DivisionCode, Vec<(i32, String)>> = HashMap::new();
        for row in rows {
            let mut city = None;
            for (field, text) in &mut row.said {
                match *field {
                    "city" => {
                        if let Some(code) = called(&cities, text) {
                            *text = code.to_string();
                        }
                        city = text.parse().ok().map(DivisionCode);
                    }
                    "district" => {}
                    field => {
                        if let Some(word) = meant(field, text) {
                            *text = word;
                        }
                    }
                }
            }
            let Some(city) = city.filter(|city| self.gazetteer().is_city(*city)) else {
                continue;
            };
            let within = match districts.entry(city) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(store.offers().districts(city).await?)
                }
            };
            for (field, text) in &mut row.said {
                if *field == "district"
                    && let Some(code) = called(within, text)
                {
                    *text = code.to_string();
                }
            }
        }
        Ok(())
    }
}

/// The code of the place of this name, with or without what it is.
fn called(places: &[(i32, String)], name: &str) -> Option<i32> {
    let name = name.trim();
    let short = |name: &str| name.trim_end_matches(KINDS).to_owned();
    let exact = places.iter().find(|(_, known)| known == name);
    let place = exact.or_else(|| {
        let wanted = short(name);
        let is_it = |known: &str| wanted.chars().count() > 1 && short(known) == wanted;
        places.iter().find(|(_, known)| is_it(known))
    });
    place.map(|(code, _)| *code)
}

/// The word of a field that `text` means.
fn meant(field: &str, text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match field {
        "mode" => words::rent_mode(text).map(|mode| mode.to_string()),
        "decoration" => words::decoration(text).map(|decoration| decoration.to_string()),
        "payment" => words::payment(text).map(|payment| payment.to_string()),
        "lift" | "agent_fee" => match text {
            "有" | "是" | "收取" => Some("true".into()),
            "无" | "没有" | "否" | "免收" => Some("false".into()),
            _ => None,
        },
        "orientation" => {
            let (directions, understood) = words::orientation(text);
            let directions = Orientation::ALL
                .iter()
                .filter(|direction| directions.contains(**direction));
            let said: Vec<&str> = directions.map(|direction| direction.as_str()).collect();
            (understood && !said.is_empty()).then(|| said.join(","))
        }
        "facilities" => {
            let word = |word: &str| {
                let known = Facility::ALL.iter().find(|facility| facility.zh() == word);
                known.map_or_else(|| word.to_owned(), |facility| facility.as_str().to_owned())
            };
            let said: Vec<String> = ListingForm::words_of(text).map(word).collect();
            Some(said.join(","))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_becomes_the_words_of_the_form() {
        for (field, text, word) in [
            ("mode", "整租", Some("entire")),
            ("mode", "entire", None),
            ("decoration", "精装", Some("fine")),
            ("payment", "押一付三", Some("quarterly")),
            ("lift", "有", Some("true")),
            ("agent_fee", "免收", Some("false")),
            ("orientation", "南北", Some("south,north")),
            ("orientation", "south", None),
            (
                "facilities",
                "床、衣柜，balcony",
                Some("bed,wardrobe,balcony"),
            ),
            ("title", "整租", None),
            ("mode", "", None),
        ] {
            assert_eq!(meant(field, text).as_deref(), word, "{field} {text}");
        }
    }

    #[test]
    fn places_are_known_by_their_names() {
        let places = [
            (110_100, "北京市".to_owned()),
            (110_105, "朝阳区".to_owned()),
        ];
        for (name, code) in [
            ("北京市", Some(110_100)),
            ("北京", Some(110_100)),
            ("朝阳", Some(110_105)),
            ("市", None),
            ("", None),
            ("海淀", None),
        ] {
            assert_eq!(called(&places, name), code, "{name}");
        }
    }
}
