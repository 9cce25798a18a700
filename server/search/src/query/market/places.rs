//! Figures by place.

use super::{Rows, figures, sets};
use crate::{
    bits,
    model::{Model, Places, Shard},
    query::{
        facets::{WITH_CITY, WITH_DISTRICT},
        filters::{Filter, Filters},
        matches::{Part, TextMatches},
    },
};
use domain::{
    ListingQuery,
    market::{BUSINESS_DISTRICTS_MAX, Group, MarketPlace},
};
use std::{cmp::Reverse, collections::HashMap};

/// The cities of `matched`.
pub fn cities(matched: &[&Part<'_>]) -> Vec<Group<MarketPlace>> {
    let mut groups: Vec<Group<MarketPlace>> = matched
        .iter()
        .map(|part| {
            let city = &part.shard.city;
            let group = [Rows {
                shard: part.shard,
                set: part.set.clone(),
            }];
            Group {
                value: MarketPlace {
                    id: city.id,
                    name: city.name.clone(),
                    city: city.name.clone(),
                },
                figures: figures(&group),
            }
        })
        .collect();
    groups.sort_by_key(|group| (Reverse(group.figures.count), group.value.id));
    groups
}

/// The districts of the only city, those beside the chosen ones too.
pub fn districts(query: &ListingQuery, matched: &[&Part<'_>]) -> Vec<Group<MarketPlace>> {
    let dropped: &[Filter] = if query.districts.is_empty() {
        &[]
    } else {
        &WITH_DISTRICT
    };
    grouped(
        &sets(matched, dropped, None),
        |shard| &shard.districts,
        usize::MAX,
    )
}

/// The business districts with most homes, those beside the chosen ones too.
pub fn business_districts(matched: &[&Part<'_>]) -> Vec<Group<MarketPlace>> {
    grouped(
        &sets(matched, &[Filter::BusinessDistrict], None),
        |shard| &shard.business_districts,
        BUSINESS_DISTRICTS_MAX,
    )
}

/// The `max` places that have most of `homes`.
fn grouped(
    homes: &[Rows<'_>],
    places: fn(&Shard) -> &Places,
    max: usize,
) -> Vec<Group<MarketPlace>> {
    let mut counts: HashMap<i64, u32> = HashMap::new();
    for rows in homes {
        let places = places(rows.shard);
        let found = places.counts(&rows.set, bits::count(&rows.set));
        for ((id, _), count) in places.names.entries().iter().zip(found) {
            *counts.entry(*id).or_default() += count;
        }
    }
    let mut ranked: Vec<(Reverse<u32>, i64)> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(id, count)| (Reverse(count), id))
        .collect();
    ranked.sort_unstable();
    ranked.truncate(max);
    ranked
        .into_iter()
        .filter_map(|(_, id)| {
            let mut named = None;
            let group: Vec<Rows<'_>> = homes
                .iter()
                .filter_map(|rows| {
                    let places = places(rows.shard);
                    let name = places.names.name_of(id)?;
                    named = named.or(Some((name, rows.shard.city.name.as_str())));
                    let mut set = rows.set.clone();
                    bits::intersect(&mut set, places.rows_of(id));
                    Some(Rows {
                        shard: rows.shard,
                        set,
                    })
                })
                .collect();
            let (name, city) = named?;
            Some(Group {
                value: MarketPlace {
                    id,
                    name: name.to_owned(),
                    city: city.to_owned(),
                },
                figures: figures(&group),
            })
        })
        .collect()
}

/// The cities to choose from, most homes first, with all conditions but the place.
pub fn choice(
    model: &Model,
    query: &ListingQuery,
    text: Option<&TextMatches>,
    matched: &[&Part<'_>],
) -> Vec<(i64, String, u32)> {
    let mut cities: Vec<(i64, String, u32)> = (0u32..)
        .zip(model.shards())
        .map(|(index, shard)| {
            let count = match query.city {
                // Without a city the parts are the shards.
                None => matched.get(index as usize).map_or(0, |part| part.count),
                Some(_) => {
                    let text = text.and_then(|text| text.rows(index));
                    let text = text.map(|text| text.set.as_slice());
                    Filters::new(shard, query, text).count(&WITH_CITY)
                }
            };
            (shard.city.id, shard.city.name.clone(), count)
        })
        .filter(|(.., count)| *count > 0)
        .collect();
    cities.sort_by_key(|(id, _, count)| (Reverse(*count), *id));
    cities
}
