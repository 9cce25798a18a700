//! Romanising what a page shows, place by place.

use super::{division, place, tags};
use domain::{
    Facet, ListingCard, ListingDetail, Market, NamedPlace, PlaceName, SearchPage, card::ParamName,
    contact::HomeContact,
};

/// An answer whose places can be said in Latin letters too.
pub trait Romanise {
    /// Puts the romanisation beside every Chinese name of a place, and says common tags in English.
    fn romanise(&mut self);
}

/// Puts `latin` beside `name`, unless it stands there already.
fn put(name: &mut String, latin: fn(&str) -> Option<String>) {
    let known = PlaceName::of(name);
    if known.latin.is_none()
        && let Some(latin) = latin(known.chinese)
    {
        *name = PlaceName {
            chinese: known.chinese,
            latin: Some(&latin),
        }
        .text();
    }
}

/// Romanises the name of a division.
pub(super) fn of_division(name: &mut String) {
    put(name, division);
}

/// Romanises the name of a business district, an estate, a street or a metro station.
pub(super) fn of_place(name: &mut String) {
    put(name, place);
}

/// Says the name of a metro line: `10号线` as `Line 10`, any other in pinyin.
pub(super) fn of_line(name: &mut String) {
    put(name, |chinese| match chinese.strip_suffix("号线") {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(["Line ", number].concat())
        }
        _ => place(chinese),
    });
}

fn of_tag(name: &mut String) {
    if let Some(english) = tags::tag(name) {
        *name = english.to_owned();
    }
}

fn facets(facets: &mut [Facet], say: fn(&mut String)) {
    facets
        .iter_mut()
        .filter_map(|facet| facet.name.as_mut())
        .for_each(say);
}

fn named(places: [&mut Option<NamedPlace>; 2], say: fn(&mut String)) {
    for place in places.into_iter().flatten() {
        say(&mut place.name);
    }
}

impl<T: Romanise> Romanise for Vec<T> {
    fn romanise(&mut self) {
        self.iter_mut().for_each(Romanise::romanise);
    }
}

impl<T: Romanise> Romanise for Option<T> {
    fn romanise(&mut self) {
        self.iter_mut().for_each(Romanise::romanise);
    }
}

impl Romanise for ListingCard {
    fn romanise(&mut self) {
        of_division(&mut self.city.name);
        if let Some(district) = &mut self.district {
            of_division(&mut district.name);
        }
        named([&mut self.business_district, &mut self.estate], of_place);
        for tag in &mut self.tags {
            of_tag(&mut tag.name);
        }
    }
}

impl Romanise for HomeContact {
    fn romanise(&mut self) {
        self.home.romanise();
    }
}

impl Romanise for ListingDetail {
    fn romanise(&mut self) {
        self.card.romanise();
        self.similar.romanise();
        of_division(&mut self.province.name);
        self.stations.romanise();
    }
}

impl Romanise for SearchPage {
    fn romanise(&mut self) {
        self.listings.romanise();
        if let Some(found) = &mut self.facets {
            facets(&mut found.cities, of_division);
            facets(&mut found.districts, of_division);
            facets(&mut found.business_districts, of_place);
            facets(&mut found.tags, of_tag);
        }
        names(&mut self.names);
    }
}

impl Romanise for Market {
    fn romanise(&mut self) {
        names(&mut self.names);
        for (_, name, _) in &mut self.cities {
            of_division(name);
        }
        for group in &mut self.places {
            of_division(&mut group.value.name);
            of_division(&mut group.value.city);
        }
        for group in &mut self.business_districts {
            of_place(&mut group.value.name);
            of_division(&mut group.value.city);
        }
    }
}

/// Romanises the names of what a search filters by.
fn names(names: &mut [ParamName]) {
    for known in names {
        match known.param.as_str() {
            "city" | "district" => of_division(&mut known.name),
            "tag" => of_tag(&mut known.name),
            _ => of_place(&mut known.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_each_place_once_in_latin_letters() {
        let mut page = SearchPage {
            names: [
                ("city", "北京市"),
                ("estate", "望京花园"),
                ("tag", "采光好"),
            ]
            .map(|(param, name)| ParamName {
                param: param.into(),
                value: "1".into(),
                name: name.into(),
            })
            .into(),
            ..SearchPage::default()
        };
        page.romanise();
        page.romanise();
        let said: Vec<_> = page
            .names
            .iter()
            .map(|known| {
                (
                    PlaceName::of(&known.name).chinese,
                    PlaceName::of(&known.name).latin,
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                ("北京市", Some("Beijing")),
                ("望京花园", Some("Wangjing Huayuan")),
                ("Bright", None)
            ]
        );
    }
}
