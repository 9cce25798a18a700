//! Homes side by side: which ones, as the address of the comparison says it, and what is compared.

use crate::{FacilitySet, ListingCard, ListingId, ListingStatus, PaymentTerms, RentComparison};
use serde::{Deserialize, Serialize};

/// What the comparison shows, as its address says it: `ids=1,2&pay=quarterly&only=different`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompareQuery {
    /// The homes, each once, in the order of the columns; at most [`CompareQuery::MAX`].
    pub homes: Vec<ListingId>,
    /// The payment terms that all costs are counted with; `None` for each home's own.
    pub payment: Option<PaymentTerms>,
    /// Whether rows in which all homes agree are left out.
    pub different_only: bool,
}

/// Something about the address that could not be taken as it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareIssue {
    /// A part of `ids` is no number of a home; it was left out.
    Malformed,
    /// More homes than fit; the first ones were taken.
    TooMany,
    /// Terms nobody knows; each home's own were taken.
    UnknownPayment,
}

/// What an address means, and what in it could not be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedCompare {
    /// The nearest sensible meaning.
    pub query: CompareQuery,
    /// Each issue once.
    pub issues: Vec<CompareIssue>,
}

impl CompareQuery {
    /// The most homes that stand side by side.
    pub const MAX: usize = 4;

    /// Reads the query string of an address, with or without `?`.
    pub fn parse(search: &str) -> ParsedCompare {
        let mut parsed = ParsedCompare::default();
        let search = search.strip_prefix('?').unwrap_or(search);
        for (name, value) in form_urlencoded::parse(search.as_bytes()) {
            match &*name {
                "ids" => parsed.take_homes(&value),
                "pay" if value.trim().is_empty() => {}
                "pay" => match value.trim().parse() {
                    Ok(terms) => parsed.query.payment = Some(terms),
                    Err(_) => parsed.remark(CompareIssue::UnknownPayment),
                },
                "only" => parsed.query.different_only = value == "different",
                _ => {}
            }
        }
        parsed
    }

    /// Its one address.
    pub fn to_path(&self) -> String {
        let mut parts = Vec::new();
        if !self.homes.is_empty() {
            let ids: Vec<_> = self.homes.iter().map(ListingId::to_string).collect();
            parts.push(["ids=", &ids.join(",")].concat());
        }
        if let Some(terms) = self.payment {
            parts.push(["pay=", terms.as_str()].concat());
        }
        if self.different_only {
            parts.push("only=different".to_owned());
        }
        if parts.is_empty() {
            "/compare".to_owned()
        } else {
            ["/compare?", &parts.join("&")].concat()
        }
    }

    /// The same comparison without the home `id`.
    pub fn without(&self, id: ListingId) -> Self {
        let mut homes = self.homes.clone();
        homes.retain(|home| *home != id);
        Self {
            homes,
            ..self.clone()
        }
    }
}

impl ParsedCompare {
    fn take_homes(&mut self, list: &str) {
        let between = |letter: char| matches!(letter, ',' | '，' | '、') || letter.is_whitespace();
        for part in list.split(between).filter(|part| !part.is_empty()) {
            match part.parse::<i64>() {
                Ok(id) if id > 0 => {
                    let id = ListingId(id);
                    if self.query.homes.contains(&id) {
                        continue;
                    }
                    if self.query.homes.len() == CompareQuery::MAX {
                        self.remark(CompareIssue::TooMany);
                    } else {
                        self.query.homes.push(id);
                    }
                }
                _ => self.remark(CompareIssue::Malformed),
            }
        }
    }

    fn remark(&mut self, issue: CompareIssue) {
        if !self.issues.contains(&issue) {
            self.issues.push(issue);
        }
    }
}

/// A home that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ComparedHome {
    /// It is public.
    Shown(Box<ComparedListing>),
    /// It cannot be shown.
    Gone {
        /// The home.
        id: ListingId,
        /// What is left of it; `None` when there is no such home, or never was in public.
        last: Option<GoneListing>,
    },
}

impl ComparedHome {
    /// The home's id.
    pub fn id(&self) -> ListingId {
        match self {
            Self::Shown(home) => home.card.id,
            Self::Gone { id, .. } => *id,
        }
    }
}

/// What may be said of a home that is not offered now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GoneListing {
    /// What became of it.
    pub status: ListingStatus,
    /// Its headline.
    pub title: String,
}

/// What is compared of a home.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparedListing {
    /// What its card shows.
    pub card: ListingCard,
    /// Facilities.
    pub facilities: FacilitySet,
    /// Metres to the nearest metro station.
    pub subway_metres: Option<u32>,
    /// The rent beside comparable homes; `None` when there are too few to say anything.
    pub comparison: Option<RentComparison>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn homes(search: &str) -> (Vec<i64>, Vec<CompareIssue>) {
        let ParsedCompare { query, issues } = CompareQuery::parse(search);
        (query.homes.into_iter().map(|id| id.0).collect(), issues)
    }

    #[test]
    fn ids_are_read_leniently_and_what_was_dropped_is_named() {
        use CompareIssue::{Malformed, TooMany};
        for (search, ids, issues) in [
            ("", vec![], vec![]),
            ("?ids=", vec![], vec![]),
            ("?ids=3,1,2", vec![3, 1, 2], vec![]),
            ("ids=3%2C1&ids=2", vec![3, 1, 2], vec![]),
            ("ids=1，2、3+4", vec![1, 2, 3, 4], vec![]),
            ("ids=7,7,7,8", vec![7, 8], vec![]),
            ("ids=1,2,3,4,4,1", vec![1, 2, 3, 4], vec![]),
            ("ids=1,2,3,4,5,6", vec![1, 2, 3, 4], vec![TooMany]),
            ("ids=x,1,-2,0,1.5", vec![1], vec![Malformed]),
            ("ids=99999999999999999999", vec![], vec![Malformed]),
            ("ids=%FF,%00,<b>", vec![], vec![Malformed]),
        ] {
            assert_eq!(homes(search), (ids, issues), "{search}");
        }
    }

    #[test]
    fn unknown_terms_are_named_and_left_out() {
        let parsed = CompareQuery::parse("ids=1&pay=weekly&only=all");
        assert_eq!(parsed.query.payment, None);
        assert!(!parsed.query.different_only);
        assert_eq!(parsed.issues, [CompareIssue::UnknownPayment]);
    }

    #[test]
    fn taking_a_home_out_keeps_the_rest_of_the_address() {
        let parsed = CompareQuery::parse("ids=1,2&pay=monthly&only=different");
        let path = parsed.query.without(ListingId(1)).to_path();
        assert_eq!(path, "/compare?ids=2&pay=monthly&only=different");
        assert_eq!(CompareQuery::default().to_path(), "/compare");
    }

    proptest! {
        #[test]
        fn an_address_says_what_it_was_made_from(
            ids in proptest::collection::hash_set(1i64.., 0..=CompareQuery::MAX),
            payment in proptest::option::of(proptest::sample::select(PaymentTerms::ALL)),
            different_only: bool,
        ) {
            let query = CompareQuery {
                homes: ids.into_iter().map(ListingId).collect(),
                payment,
                different_only,
            };
            let path = query.to_path();
            let parsed = CompareQuery::parse(path.split_once('?').map_or("", |(_, search)| search));
            prop_assert_eq!(parsed, ParsedCompare { query, issues: Vec::new() });
        }

        #[test]
        fn any_text_is_read_without_harm(search: String) {
            let ParsedCompare { query, .. } = CompareQuery::parse(&search);
            prop_assert!(query.homes.len() <= CompareQuery::MAX);
            prop_assert!(query.homes.iter().all(|id| id.0 > 0));
        }
    }
}
