//! Similar homes and the comparison of rents.

use crate::corpus;
use domain::{IndexedListing, ListingCard, RentComparison};
use search::{Change, ListingIndex};
use tempfile::TempDir;

fn filled() -> (TempDir, ListingIndex, Vec<ListingCard>) {
    let mut rng = corpus::rng(21);
    let (dir, index) = corpus::index();
    // Few business districts and room counts, so that many homes are alike, and some that hardly any
    // is like.
    let listings: Vec<IndexedListing> = (1..=800)
        .map(|id| {
            let mut listing = corpus::listing(&mut rng, id);
            let place = listing.card.business_district.as_mut();
            if let Some(place) = place.filter(|_| id % 5 > 0) {
                place.id = listing.card.city.id;
            }
            if id % 7 > 0 {
                listing.card.layout.rooms = Some((id % 3) as u8);
            }
            listing
        })
        .collect();
    let cards = listings
        .iter()
        .map(|listing| listing.card.clone())
        .collect();
    index
        .apply(listings.into_iter().map(Change::Put).collect(), 1)
        .unwrap();
    (dir, index, cards)
}

fn id(place: &Option<domain::NamedPlace>) -> Option<i64> {
    place.as_ref().map(|place| place.id)
}

#[test]
fn similar_homes_are_near_in_every_way_and_never_the_home_itself() {
    let (_dir, index, cards) = filled();
    let mut shown = 0;
    for card in &cards {
        let similar = index.similar(card, 6);
        assert_eq!(similar, index.similar(card, 6), "deterministic");
        shown += similar.len();
        for other in &similar {
            assert_ne!(other.id, card.id);
            assert_eq!((other.city.id, other.mode), (card.city.id, card.mode));
            let percent = other.rent * 100 / card.rent.max(1);
            assert!(
                (75..=125).contains(&percent),
                "{} {}",
                card.rent,
                other.rent
            );
        }
        let apart = |other: &ListingCard| {
            if id(&card.business_district)
                .is_some_and(|own| id(&other.business_district) == Some(own))
            {
                0
            } else if id(&card.district).is_some_and(|own| id(&other.district) == Some(own)) {
                1
            } else {
                2
            }
        };
        assert!(similar.is_sorted_by_key(apart), "nearest place first");
    }
    assert!(shown > 800);
}

#[test]
fn a_comparison_is_over_the_other_homes_alike_and_says_nothing_about_few() {
    let (_dir, index, cards) = filled();
    let mut compared = 0;
    for card in &cards {
        let mut rents: Vec<u32> = cards
            .iter()
            .filter(|other| {
                other.id != card.id
                    && other.city.id == card.city.id
                    && other.mode == card.mode
                    && card.layout.rooms.is_some()
                    && other.layout.rooms == card.layout.rooms
                    && card.business_district.is_some()
                    && id(&other.business_district) == id(&card.business_district)
            })
            .map(|other| other.rent)
            .collect();
        rents.sort_unstable();
        let at = |share: f64| rents[(share * rents.len() as f64).ceil() as usize - 1];
        let expected = (rents.len() >= RentComparison::MIN as usize).then(|| RentComparison {
            count: rents.len() as u32,
            median_rent: at(0.5),
            lower_quartile: at(0.25),
            upper_quartile: at(0.75),
            lowest: rents[0],
            highest: rents[rents.len() - 1],
        });
        compared += usize::from(expected.is_some());
        assert_eq!(index.comparison(card), expected);
    }
    assert!(compared > 0 && compared < cards.len());
}
