//! What there is to rent in a place, and what it costs.

use super::{
    cursor::Ranking,
    matches::{Part, parts},
    page, statistics,
};
use crate::{
    ListingIndex, bits,
    model::{Model, Order, Shard, dictionary::NONE},
};
use chrono::{Datelike, NaiveDate};
use domain::{
    AgentId, DivisionCode, ListingCard, ListingQuery, Median, MonthFigures, PlaceFigures,
    PlaceKind, Prices, RentMode, RentStatistics, RoomFigures, place_page::FIGURES_MIN,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// What there is to rent in a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Supply {
    /// Public homes.
    pub homes: u32,
    /// How many of them are let as a whole.
    pub entire: u32,
    /// How many of them are near a metro station.
    pub near_subway: u32,
    /// The newest.
    pub newest: Vec<ListingCard>,
    /// What they cost.
    pub prices: Prices,
}

impl ListingIndex {
    /// What there is to rent where `query` says, with up to `newest` cards. Only the places of
    /// `query` count, and it names a city.
    pub fn supply(&self, query: &ListingQuery, newest: usize) -> Supply {
        let version = self.version();
        let parts = parts(&version.model, query, None);
        let [part] = parts.as_slice() else {
            return Supply::default();
        };
        let values = &part.shard.values;
        let entire = entire_rows(part.shard, &part.set);
        Supply {
            homes: part.count,
            entire: bits::count(&entire),
            near_subway: bits::count_shared(&part.set, values.subway.words()),
            newest: cards(&parts, 0, newest),
            prices: prices(part, &entire),
        }
    }

    /// How many homes match `query`, which has no text.
    pub fn count(&self, query: &ListingQuery) -> u32 {
        super::matches::count(&self.version().model, query, None)
    }

    /// Every city with public homes, most homes first.
    pub fn cities(&self) -> Vec<PlaceFigures> {
        let version = self.version();
        let mut cities: Vec<PlaceFigures> = version
            .model
            .shards()
            .iter()
            .filter(|shard| shard.len() > 0)
            .map(|shard| {
                let entire = entire_rows(shard, shard.live.words());
                let count = bits::count(&entire);
                PlaceFigures {
                    place: shard.city.clone(),
                    homes: shard.len(),
                    entire: (count >= FIGURES_MIN).then(|| Median {
                        count,
                        median: bits::ranked(
                            &[(&shard.rent_slices, &entire)],
                            statistics::rank(count, 2),
                        ),
                    }),
                }
            })
            .collect();
        most_first(&mut cities);
        cities
    }

    /// The places of `kind` with public homes where `query`, which names a city, says: id and homes.
    pub fn homes_by_place(&self, query: &ListingQuery, kind: PlaceKind) -> Vec<(i64, u32)> {
        let version = self.version();
        let parts = parts(&version.model, query, None);
        let Some((part, column)) = parts
            .first()
            .and_then(|part| Some((part, Column::of(part.shard, kind)?)))
        else {
            return Vec::new();
        };
        let mut counts = vec![0_u32; column.len()];
        for row in bits::rows(&part.set) {
            if let Some(count) = counts.get_mut(column.code(row) as usize) {
                *count += 1;
            }
        }
        (0..)
            .zip(counts)
            .filter(|(_, count)| *count > 0)
            .filter_map(|(code, count)| Some((column.id(code)?, count)))
            .collect()
    }

    /// The figures of the places `ids` of `kind` in `city`, in the order of `ids`. Places without
    /// a home are left out.
    pub fn figures(&self, city: DivisionCode, kind: PlaceKind, ids: &[i64]) -> Vec<PlaceFigures> {
        let version = self.version();
        let Some((_, shard)) = version.model.city(city) else {
            return Vec::new();
        };
        let Some(column) = Column::of(shard, kind) else {
            return Vec::new();
        };
        // Which of `ids` a code is.
        let mut slots = vec![NONE; column.len()];
        for (id, slot) in ids.iter().zip(0..) {
            if let Some(place) = column
                .code_of(*id)
                .and_then(|code| slots.get_mut(code as usize))
            {
                *place = slot;
            }
        }
        let mut groups: Vec<(u32, Vec<u32>)> = vec![(0, Vec::new()); ids.len()];
        let modes = shard.values.modes.get(RentMode::Entire as usize);
        let entire = modes.map_or(&[][..], bits::Bitmap::words);
        for row in bits::rows(shard.live.words()) {
            let slot = slots.get(column.code(row) as usize).copied();
            if let Some((homes, rents)) = groups.get_mut(slot.unwrap_or(NONE) as usize) {
                *homes += 1;
                if bits::contains(entire, row) {
                    rents.extend(shard.rent.get(row as usize));
                }
            }
        }
        ids.iter()
            .zip(groups)
            .filter(|(_, (homes, _))| *homes > 0)
            .filter_map(|(id, (homes, mut rents))| {
                Some(PlaceFigures {
                    place: column.place(column.code_of(*id)?)?,
                    homes,
                    entire: median(&mut rents),
                })
            })
            .collect()
    }

    /// The homes of an agent, the newest first, from the one at `skip`, and how many there are.
    pub fn homes_of_agent(
        &self,
        agent: AgentId,
        skip: usize,
        length: usize,
    ) -> (u32, Vec<ListingCard>) {
        let version = self.version();
        let parts = of_agent(&version.model, agent);
        let homes = parts.iter().map(|part| part.count).sum();
        (homes, cards(&parts, skip, length))
    }

    /// The estates in which an agent has public homes, with how many, most homes first.
    pub fn estates_of_agent(&self, agent: AgentId) -> Vec<(domain::NamedPlace, u32)> {
        let version = self.version();
        let mut estates: BTreeMap<i64, (domain::NamedPlace, u32)> = BTreeMap::new();
        for part in of_agent(&version.model, agent) {
            for row in bits::rows(&part.set) {
                let code = part.shard.estate.get(row as usize).copied();
                if let Some(place) = code.and_then(|code| part.shard.estates.place(code)) {
                    estates.entry(place.id).or_insert((place, 0)).1 += 1;
                }
            }
        }
        let mut estates: Vec<_> = estates.into_values().collect();
        estates.sort_by_key(|(place, homes)| (Reverse(*homes), place.id));
        estates
    }
}

/// Most homes first.
pub fn most_first(places: &mut [PlaceFigures]) {
    places.sort_by_key(|place| (Reverse(place.homes), place.place.id));
}

/// The newest homes of `parts` from the one at `skip`.
fn cards(parts: &[Part<'_>], skip: usize, length: usize) -> Vec<ListingCard> {
    let newest = Ranking::Order(Order::Newest);
    page::take(parts, newest, page::Start::Skip(skip), length)
        .iter()
        .filter_map(|(_, part, row)| parts.get(*part as usize)?.shard.card(*row))
        .collect()
}

fn of_agent(model: &Model, agent: AgentId) -> Vec<Part<'_>> {
    let mut parts = parts(model, &ListingQuery::default(), None);
    for part in &mut parts {
        let mut set = vec![0; bits::words_for(part.shard.id.len())];
        for (word, agents) in set.iter_mut().zip(part.shard.agent.chunks(64)) {
            for (bit, other) in agents.iter().enumerate() {
                *word |= u64::from(*other == agent.0) << bit;
            }
        }
        bits::intersect(&mut set, &part.set);
        part.count = bits::count(&set);
        part.set = set;
    }
    parts.retain(|part| part.count > 0);
    parts
}

fn entire_rows(shard: &Shard, set: &[u64]) -> Vec<u64> {
    mode_rows(shard, set, RentMode::Entire)
}

fn mode_rows(shard: &Shard, set: &[u64], mode: RentMode) -> Vec<u64> {
    let mut rows = set.to_vec();
    let mode = shard.values.modes.get(mode as usize);
    bits::intersect(&mut rows, mode.map_or(&[], bits::Bitmap::words));
    rows
}

fn prices(part: &Part<'_>, entire: &[u64]) -> Prices {
    let shard = part.shard;
    let rooms = (0..)
        .zip(&shard.values.rooms)
        .filter_map(|(rooms, of_rooms)| {
            let mut set = entire.to_vec();
            bits::intersect(&mut set, of_rooms.words());
            let rents = rents(shard, &set)?;
            Some(RoomFigures { rooms, rents })
        })
        .collect();
    let (per_area, months) = per_area(shard, entire);
    Prices {
        entire: rents(shard, entire),
        shared: rents(shard, &mode_rows(shard, &part.set, RentMode::Shared)),
        per_area,
        rooms,
        months,
    }
}

/// The rents of the rows in `set`; `None` when they are too few.
fn rents(shard: &Shard, set: &[u64]) -> Option<RentStatistics> {
    let count = bits::count(set);
    if count < FIGURES_MIN {
        return None;
    }
    let rents = [(&shard.rent_slices, set)];
    let [lower_quartile, median, upper_quartile] =
        [1, 2, 3].map(|quarter| bits::ranked(&rents, statistics::rank(count, quarter)));
    Some(RentStatistics {
        count,
        lower_quartile,
        median,
        upper_quartile,
    })
}

/// Rents per m² in tenths of a CNY: of all rows in `set` whose area is known, and by the month in
/// which they were published.
fn per_area(shard: &Shard, set: &[u64]) -> (Option<Median>, Vec<MonthFigures>) {
    let mut known = set.to_vec();
    bits::intersect(&mut known, shard.area_known.words());
    let mut all = Vec::with_capacity(bits::count(&known) as usize);
    let mut days: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    // Homes come in runs of one day.
    let mut run: (i32, Vec<u32>) = (0, Vec::new());
    let mut end_run = |run: &mut (i32, Vec<u32>)| {
        if !run.1.is_empty() {
            days.entry(run.0).or_default().append(&mut run.1);
        }
    };
    for row in bits::rows(&known) {
        let at = row as usize;
        let (Some(rent), Some(area), Some(day)) = (
            shard.rent.get(at),
            shard.area.get(at),
            shard.published.get(at),
        ) else {
            continue;
        };
        if *area <= 0.0 {
            continue;
        }
        let tenths = (f64::from(*rent) * 10.0 / f64::from(*area)).round() as u32;
        all.push(tenths);
        if *day != run.0 {
            end_run(&mut run);
            run.0 = *day;
        }
        run.1.push(tenths);
    }
    end_run(&mut run);
    let mut by_month: BTreeMap<(i32, u32), Vec<u32>> = BTreeMap::new();
    for (day, mut rents) in days {
        if let Some(day) = NaiveDate::from_num_days_from_ce_opt(day) {
            by_month
                .entry((day.year(), day.month()))
                .or_default()
                .append(&mut rents);
        }
    }
    let mut months: Vec<MonthFigures> = by_month
        .into_iter()
        .filter_map(|((year, month), mut rents)| {
            let per_area = median(&mut rents)?;
            Some(MonthFigures {
                year,
                month,
                per_area,
            })
        })
        .collect();
    if months.len() < 2 {
        months.clear();
    }
    (median(&mut all), months)
}

/// The middle of `figures`; `None` when they are too few.
fn median(figures: &mut [u32]) -> Option<Median> {
    let count = u32::try_from(figures.len()).ok()?;
    if count < FIGURES_MIN {
        return None;
    }
    let at = statistics::rank(count, 2) as usize - 1;
    let (_, median, _) = figures.select_nth_unstable(at);
    Some(Median {
        count,
        median: *median,
    })
}

/// The column of a kind of place within a city.
enum Column<'a> {
    Places(&'a crate::model::Places),
    Estates(&'a Shard),
}

impl<'a> Column<'a> {
    fn of(shard: &'a Shard, kind: PlaceKind) -> Option<Self> {
        match kind {
            PlaceKind::City => None,
            PlaceKind::District => Some(Self::Places(&shard.districts)),
            PlaceKind::BusinessDistrict => Some(Self::Places(&shard.business_districts)),
            PlaceKind::Estate => Some(Self::Estates(shard)),
        }
    }

    fn names(&self) -> &'a crate::model::dictionary::Dictionary {
        match self {
            Self::Places(places) => &places.names,
            Self::Estates(shard) => &shard.estates,
        }
    }

    fn len(&self) -> usize {
        self.names().entries().len()
    }

    fn code(&self, row: u32) -> u32 {
        match self {
            Self::Places(places) => places.code(row),
            Self::Estates(shard) => shard.estate.get(row as usize).copied().unwrap_or(NONE),
        }
    }

    fn id(&self, code: u32) -> Option<i64> {
        self.names().id(code)
    }

    fn code_of(&self, id: i64) -> Option<u32> {
        self.names().code(id)
    }

    fn place(&self, code: u32) -> Option<domain::NamedPlace> {
        self.names().place(code)
    }
}
