//! The terms of a listing.

use super::{Class, facts, names::NameForms, normal::normal, segmenter::Segmenter};
use domain::{IndexedListing, NamedPlace};
use std::collections::HashMap;

/// The most names whose terms are kept. Many listings share a city, a district and a business
/// district; readings and parts of a name take longer than all the rest.
const NAMES_MAX: usize = 2_000;

/// Readings of an ambiguous name of an estate: there are many estates, and each reading is a term.
const ESTATE_READINGS: usize = 3;
/// Readings of an ambiguous name of another place.
const PLACE_READINGS: usize = 12;

/// Makes the terms of listings; keeps its memory from one listing to the next.
#[derive(Default)]
pub struct Terms {
    /// The terms, with a space after each.
    terms: String,
    /// The terms of names, by the letter of their class and the name.
    names: HashMap<(char, String), String>,
}

/// Where the forms of a name stand.
#[derive(Clone, Copy)]
struct NameClasses {
    whole: Class,
    initials: Class,
    part: Class,
}

const ESTATE: NameClasses = NameClasses {
    whole: Class::Estate,
    initials: Class::EstateInitials,
    part: Class::EstatePart,
};
const BUSINESS_DISTRICT: NameClasses = NameClasses {
    whole: Class::BusinessDistrict,
    initials: Class::BusinessDistrictInitials,
    part: Class::PlacePart,
};
const DISTRICT: NameClasses = NameClasses {
    whole: Class::District,
    initials: Class::DistrictInitials,
    part: Class::PlacePart,
};
const CITY: NameClasses = NameClasses {
    whole: Class::City,
    initials: Class::CityInitials,
    part: Class::PlacePart,
};

impl Terms {
    /// The terms of `listing`, separated by spaces. A term may come several times.
    pub fn of(&mut self, listing: &IndexedListing, segmenter: &Segmenter) -> &str {
        let card = &listing.card;
        self.terms.clear();
        let terms = &mut self.terms;
        if let Some(estate) = &card.estate {
            put_name(terms, &estate.name, ESTATE);
        }
        segmenter.text_words(&card.title, |word| put(terms, Class::Title, word));
        for tag in &card.tags {
            put(terms, Class::Fact, &normal(&tag.name).replace(' ', ""));
            segmenter.text_words(&tag.name, |word| put(terms, Class::Fact, word));
        }
        for fact in facts::facts(card) {
            put(terms, Class::Fact, &fact);
        }
        if let Some(street) = &card.street {
            segmenter.text_words(street, |word| put(terms, Class::Street, word));
        }
        segmenter.text_words(&listing.detail, |word| put(terms, Class::Detail, word));
        self.place(card.business_district.as_ref(), BUSINESS_DISTRICT);
        self.place(card.district.as_ref(), DISTRICT);
        self.place(Some(&card.city), CITY);
        &self.terms
    }

    fn place(&mut self, place: Option<&NamedPlace>, classes: NameClasses) {
        let Some(place) = place else { return };
        let key = (classes.whole.letter(), place.name.clone());
        if let Some(known) = self.names.get(&key) {
            self.terms.push_str(known);
            return;
        }
        let mut terms = String::new();
        put_name(&mut terms, &place.name, classes);
        self.terms.push_str(&terms);
        if self.names.len() == NAMES_MAX {
            self.names.clear();
        }
        self.names.insert(key, terms);
    }
}

fn put_name(terms: &mut String, name: &str, classes: NameClasses) {
    let division = matches!(classes.whole, Class::City | Class::District);
    let readings = match classes.whole {
        Class::Estate => ESTATE_READINGS,
        _ => PLACE_READINGS,
    };
    let forms = NameForms::of(name, division, readings);
    for (class, forms) in [
        (classes.whole, &forms.whole),
        (classes.initials, &forms.initials),
        (classes.part, &forms.parts),
    ] {
        for form in forms {
            put(terms, class, form);
        }
    }
}

fn put(terms: &mut String, class: Class, word: &str) {
    if !word.is_empty() {
        terms.push(class.letter());
        terms.push_str(word);
        terms.push(' ');
    }
}
