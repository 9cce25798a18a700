//! The terms of a listing.

use super::{Class, facts, names::NameForms, segmenter::Segmenter};
use domain::{IndexedListing, NamedPlace};
use std::collections::HashSet;

/// Makes the terms of listings; keeps its memory from one listing to the next.
#[derive(Default)]
pub struct Terms {
    terms: HashSet<String>,
    term: String,
}

impl Terms {
    /// The terms of `listing`, each once.
    pub fn of(
        &mut self,
        listing: &IndexedListing,
        segmenter: &Segmenter,
    ) -> impl Iterator<Item = &str> {
        let card = &listing.card;
        self.terms.clear();
        self.name(
            card.estate.as_ref(),
            Class::Estate,
            Class::EstateInitials,
            Class::EstatePart,
        );
        self.name(
            card.business_district.as_ref(),
            Class::BusinessDistrict,
            Class::BusinessDistrictInitials,
            Class::PlacePart,
        );
        self.name(
            card.district.as_ref(),
            Class::District,
            Class::DistrictInitials,
            Class::PlacePart,
        );
        self.name(
            Some(&card.city),
            Class::City,
            Class::CityInitials,
            Class::PlacePart,
        );
        segmenter.text_words(&card.title, |word| self.put(Class::Title, word));
        for tag in &card.tags {
            self.put(Class::Fact, &super::normal::normal(&tag.name));
            segmenter.text_words(&tag.name, |word| self.put(Class::Fact, word));
        }
        for fact in facts::facts(card) {
            self.put(Class::Fact, &fact);
        }
        if let Some(street) = &card.street {
            segmenter.text_words(street, |word| self.put(Class::Street, word));
        }
        segmenter.text_words(&listing.detail, |word| self.put(Class::Detail, word));
        self.terms.iter().map(String::as_str)
    }

    fn name(&mut self, place: Option<&NamedPlace>, whole: Class, initials: Class, part: Class) {
        let Some(place) = place else { return };
        let division = matches!(whole, Class::City | Class::District);
        let forms = NameForms::of(&place.name, division);
        for form in &forms.whole {
            self.put(whole, form);
        }
        for form in &forms.initials {
            self.put(initials, form);
        }
        for form in &forms.parts {
            self.put(part, form);
        }
    }

    fn put(&mut self, class: Class, word: &str) {
        self.term.clear();
        self.term.push(class.letter());
        self.term.push_str(word);
        if !self.terms.contains(&self.term) {
            self.terms.insert(self.term.clone());
        }
    }
}
