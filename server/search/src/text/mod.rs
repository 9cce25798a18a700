//! The text index: which listings have which words.
//!
//! A listing is a set of terms. A term is a word behind a [`Class`], the place where the word
//! stands, which decides how much a match is worth. Nothing else is indexed: neither positions, nor
//! frequencies, nor lengths. A match is worth the same whatever else is in the index, so that
//! the order of results, and a cursor in it, does not move when listings come and go.

mod facts;
mod hits;
mod names;
mod normal;
mod postings;
mod segmenter;
mod store;
mod terms;
mod words;

pub use hits::{Hits, TextReader};
pub use names::{NameForms, syllables};
pub use normal::{normal, units};
pub use segmenter::Segmenter;
pub use store::TextStore;
use terms::Terms;
pub use words::Words;

/// Where a word stands in a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The whole name of the estate, in Chinese or pinyin.
    Estate,
    /// The whole name of the business district.
    BusinessDistrict,
    /// The whole name of the district.
    District,
    /// The whole name of the city.
    City,
    /// The initials of the city's name.
    CityInitials,
    /// The initials of the district's name.
    DistrictInitials,
    /// The initials of the business district's name.
    BusinessDistrictInitials,
    /// The initials of the estate's name.
    EstateInitials,
    /// A part of the estate's name.
    EstatePart,
    /// A part of the name of another place.
    PlacePart,
    /// A word of the headline.
    Title,
    /// A fact or a tag.
    Fact,
    /// A word of the street.
    Street,
    /// A word of the description.
    Detail,
}

impl Class {
    /// Every class, the most telling first.
    pub const ALL: [Self; 14] = [
        Self::Estate,
        Self::BusinessDistrict,
        Self::District,
        Self::City,
        Self::CityInitials,
        Self::DistrictInitials,
        Self::BusinessDistrictInitials,
        Self::EstateInitials,
        Self::EstatePart,
        Self::PlacePart,
        Self::Title,
        Self::Fact,
        Self::Street,
        Self::Detail,
    ];

    /// Whether its terms are initials, which only a word in Latin letters can match.
    pub fn is_initials(self) -> bool {
        matches!(
            self,
            Self::CityInitials
                | Self::DistrictInitials
                | Self::BusinessDistrictInitials
                | Self::EstateInitials
        )
    }

    /// The first letter of its terms.
    pub fn letter(self) -> char {
        match self {
            Self::Estate => 'e',
            Self::BusinessDistrict => 'b',
            Self::District => 'd',
            Self::City => 'c',
            Self::CityInitials => '1',
            Self::DistrictInitials => '2',
            Self::BusinessDistrictInitials => '3',
            Self::EstateInitials => '4',
            Self::EstatePart => 'n',
            Self::PlacePart => 'p',
            Self::Title => 't',
            Self::Fact => 'f',
            Self::Street => 's',
            Self::Detail => 'x',
        }
    }

    /// What a match is worth. Of several classes that a word matches in, the best counts; the words
    /// of a search add up.
    pub fn worth(self) -> u8 {
        match self {
            Self::Estate => 40,
            Self::BusinessDistrict => 36,
            Self::District => 32,
            Self::City => 28,
            // Initials are shared by many names; the larger place is the likelier one.
            Self::CityInitials => 27,
            Self::DistrictInitials => 26,
            Self::BusinessDistrictInitials => 24,
            Self::EstateInitials => 22,
            Self::EstatePart => 20,
            Self::PlacePart => 16,
            Self::Title => 10,
            Self::Fact => 10,
            Self::Street => 8,
            Self::Detail => 2,
        }
    }
}
