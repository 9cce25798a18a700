//! The facts of one home, consistent with each other and with its estate.

use super::{
    chance::{factor, normal, weighted},
    rent,
    world::{Building, Estate, World},
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    Decoration, Facility, FacilitySet, Floor, FloorBand, Layout, Orientation, OrientationSet,
    PaymentTerms, RentMode,
};
use rand::Rng;

/// Homes became public within so many days.
pub(super) const DAYS: i64 = 60;
/// A home is near the metro within this many metres.
const NEAR_METRES: u32 = 1_000;
const TAGS: usize = 4;

/// A home.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Home {
    /// Its place in [`World::estates`].
    pub(super) estate: usize,
    /// Its place in [`World::agents`].
    pub(super) agent: Option<usize>,
    pub(super) mode: RentMode,
    pub(super) layout: Layout,
    /// Of the home, or of the room in a shared home.
    pub(super) area: f64,
    pub(super) floor: Floor,
    pub(super) orientation: OrientationSet,
    pub(super) lift: bool,
    pub(super) decoration: Decoration,
    pub(super) facilities: FacilitySet,
    pub(super) payment: PaymentTerms,
    pub(super) agent_fee: bool,
    pub(super) available_from: Option<NaiveDate>,
    pub(super) subway_metres: Option<u32>,
    /// Per month, whole CNY.
    pub(super) rent: u32,
    pub(super) tags: Vec<&'static str>,
    pub(super) published_at: DateTime<Utc>,
}

impl Home {
    /// Draws a home of `world` that became public before `today`, a day in Shanghai.
    pub(super) fn draw(world: &World, today: NaiveDate, rng: &mut impl Rng) -> Self {
        let at = world.some_estate(rng);
        let estate = &world.estates[at];
        let mode = mode(estate.building, rng);
        let layout = layout(estate.building, mode, rng);
        let area = area(estate.building, mode, layout, rng);
        let orientation = orientation(estate.building, mode, rng);
        let decoration = decoration(estate.building, layout, rng);
        let facilities = facilities(estate, mode, layout, decoration, world.has_heating(at), rng);
        let agent = world
            .some_agent(estate.business_district, rng)
            .filter(|_| mode != RentMode::Apartment && rng.random_bool(0.93));
        let agent_fee = agent.is_some() && rng.random_bool(0.7);
        let mut home = Self {
            estate: at,
            agent,
            mode,
            layout,
            area,
            floor: floor(estate.floors, rng),
            orientation,
            lift: estate.lift,
            decoration,
            facilities,
            payment: payment(mode, rng),
            agent_fee,
            available_from: available_from(today, rng),
            subway_metres: estate.subway_metres,
            rent: 0,
            tags: Vec::new(),
            published_at: published_at(today, rng),
        };
        home.rent = rent::draw(world, &home, rng);
        home.tags = home.draw_tags(rng);
        home
    }

    /// Whether a metro station is near.
    pub(super) fn near_subway(&self) -> bool {
        self.subway_metres
            .is_some_and(|metres| metres <= NEAR_METRES)
    }

    /// Whether windows face both south and north.
    pub(super) fn is_through(&self) -> bool {
        self.orientation.contains(Orientation::South)
            && self.orientation.contains(Orientation::North)
    }

    /// Whether one can move in with a suitcase.
    pub(super) fn is_furnished(&self) -> bool {
        use Facility::{AirConditioner, Bed, Refrigerator, Wardrobe, WashingMachine, WaterHeater};
        [
            Bed,
            Wardrobe,
            AirConditioner,
            WaterHeater,
            WashingMachine,
            Refrigerator,
        ]
        .into_iter()
        .all(|facility| self.facilities.contains(facility))
    }

    fn draw_tags(&self, rng: &mut impl Rng) -> Vec<&'static str> {
        let entire = self.mode == RentMode::Entire;
        let sunny = self.orientation.contains(Orientation::South)
            && matches!(self.floor.band, Some(FloorBand::Middle | FloorBand::High));
        let two_baths = entire && self.layout.baths.is_some_and(|baths| baths >= 2);
        let fresh = self.decoration != Decoration::Simple;
        let owner = self.agent.is_none() && self.mode != RentMode::Apartment;
        let candidates = [
            ("业主直租", owner, 1.0),
            ("拎包入住", self.is_furnished(), 0.8),
            ("随时看房", self.available_from.is_none(), 0.6),
            ("南北通透", self.is_through(), 0.75),
            ("双卫生间", two_baths, 0.8),
            ("免中介费", self.agent.is_some() && !self.agent_fee, 0.7),
            ("首次出租", fresh && entire, 0.05),
            ("采光好", sunny, 0.3),
            ("可养宠物", self.mode != RentMode::Shared, 0.1),
            ("可短租", self.payment == PaymentTerms::Monthly, 0.15),
        ];
        let mut tags: Vec<_> = candidates
            .into_iter()
            .filter(|(_, fits, chance)| *fits && rng.random_bool(*chance))
            .map(|(tag, ..)| tag)
            .collect();
        tags.truncate(TAGS);
        tags
    }
}

fn mode(building: Building, rng: &mut impl Rng) -> RentMode {
    match building {
        Building::Serviced => RentMode::Apartment,
        _ if rng.random_bool(0.22) => RentMode::Shared,
        _ => RentMode::Entire,
    }
}

fn layout(building: Building, mode: RentMode, rng: &mut impl Rng) -> Layout {
    let rooms: u8 = match (mode, building) {
        (RentMode::Shared, _) => weighted(rng, &[(2, 15), (3, 52), (4, 27), (5, 6)]),
        (_, Building::Serviced) => weighted(rng, &[(0, 55), (1, 40), (2, 5)]),
        (_, Building::WalkUp) => weighted(rng, &[(1, 25), (2, 51), (3, 22), (4, 2)]),
        (_, Building::MidRise) => weighted(rng, &[(1, 16), (2, 43), (3, 34), (4, 6), (5, 1)]),
        (_, Building::Tower) => weighted(rng, &[(0, 3), (1, 17), (2, 36), (3, 33), (4, 9), (5, 2)]),
    };
    let halls: u8 = match rooms {
        0 => 0,
        1 => weighted(rng, &[(0, 25), (1, 75)]),
        2 => weighted(rng, &[(1, 68), (2, 32)]),
        3 => weighted(rng, &[(1, 36), (2, 64)]),
        _ => 2,
    };
    let baths: u8 = match rooms {
        0 | 1 => 1,
        2 => weighted(rng, &[(1, 90), (2, 10)]),
        3 => weighted(rng, &[(1, 46), (2, 54)]),
        4 => weighted(rng, &[(1, 6), (2, 80), (3, 14)]),
        _ => weighted(rng, &[(2, 40), (3, 60)]),
    };
    Layout {
        rooms: Some(rooms),
        halls: Some(halls),
        baths: Some(baths),
    }
}

fn area(building: Building, mode: RentMode, layout: Layout, rng: &mut impl Rng) -> f64 {
    let area = match mode {
        RentMode::Shared => (13.5 + 3.2 * normal(rng)).clamp(7.0, 26.0),
        _ => rent::common_area(building, layout) * factor(rng, 0.1),
    };
    // Deeds give hundredths, people whole square metres.
    if rng.random_bool(0.7) {
        area.round()
    } else {
        (area * 10.0).round() / 10.0
    }
}

fn orientation(building: Building, mode: RentMode, rng: &mut impl Rng) -> OrientationSet {
    use Orientation::{East, North, NorthEast, NorthWest, South, SouthEast, SouthWest, West};
    const THROUGH: &[Orientation] = &[South, North];
    const ACROSS: &[Orientation] = &[East, West];
    let slab = matches!(building, Building::WalkUp | Building::MidRise);
    let through = match (mode, slab) {
        (RentMode::Entire, true) => 42,
        (RentMode::Entire, false) => 14,
        _ => 0,
    };
    let faces: &[Orientation] = weighted(
        rng,
        &[
            (THROUGH, through),
            (&[South], 40),
            (&[SouthEast], 14),
            (&[SouthWest], 8),
            (&[East], 8),
            (&[West], 6),
            (&[North], 10),
            (&[NorthEast], 3),
            (&[NorthWest], 2),
            (ACROSS, through / 12),
        ],
    );
    faces.iter().copied().collect()
}

fn decoration(building: Building, layout: Layout, rng: &mut impl Rng) -> Decoration {
    let large = layout.rooms.is_some_and(|rooms| rooms >= 2);
    match building {
        Building::WalkUp => weighted(rng, &[(Decoration::Simple, 48), (Decoration::Fine, 52)]),
        Building::Tower if large => weighted(
            rng,
            &[
                (Decoration::Simple, 12),
                (Decoration::Fine, 74),
                (Decoration::Luxury, 14),
            ],
        ),
        Building::Serviced => Decoration::Fine,
        _ => weighted(rng, &[(Decoration::Simple, 22), (Decoration::Fine, 78)]),
    }
}

fn floor(total: i16, rng: &mut impl Rng) -> Floor {
    let number = rng.random_range(1..=total);
    Floor {
        // Agencies often say no more than the band.
        number: rng.random_bool(0.45).then_some(number),
        band: Floor::band_of(number, Some(total)),
        total: Some(total),
    }
}

fn facilities(
    estate: &Estate,
    mode: RentMode,
    layout: Layout,
    decoration: Decoration,
    heating: bool,
    rng: &mut impl Rng,
) -> FacilitySet {
    use Facility::{
        AirConditioner, Balcony, Bed, Broadband, Desk, Heating, Kitchen, NaturalGas, Parking,
        PrivateBathroom, Refrigerator, Sofa, Television, Wardrobe, WashingMachine, WaterHeater,
    };
    let serviced = mode == RentMode::Apartment;
    let shared = mode == RentMode::Shared;
    let entire = mode == RentMode::Entire;
    // Well-kept homes mostly have everything, plain ones some of it.
    let kept = entire && decoration == Decoration::Simple;
    let complete = rng.random_bool(if kept { 0.35 } else { 0.8 });
    let basic = if complete { 1.0 } else { 0.6 };
    let hall = layout.halls.is_some_and(|halls| halls > 0);
    let when = |fits: bool, chance: f64| if fits { chance } else { 0.0 };
    let gas = !serviced && rng.random_bool(0.85);
    [
        (Bed, basic),
        (Wardrobe, basic),
        (Sofa, when(entire && hall, 0.8)),
        (Desk, if shared { 0.75 } else { 0.4 }),
        (AirConditioner, basic),
        (Heating, when(heating, 0.96)),
        (WaterHeater, basic),
        (WashingMachine, basic),
        (Refrigerator, basic),
        (Television, when(entire, 0.55)),
        (Broadband, if entire { 0.35 } else { 0.92 }),
        (NaturalGas, when(gas, 1.0)),
        (Kitchen, if serviced { 0.45 } else { 0.95 }),
        (
            PrivateBathroom,
            if serviced {
                1.0
            } else {
                when(shared && layout.baths.is_some_and(|baths| baths > 1), 0.4)
            },
        ),
        (
            Balcony,
            if entire {
                when(hall, 0.75)
            } else {
                when(shared, 0.28)
            },
        ),
        (
            Parking,
            when(estate.building == Building::Tower && entire, 0.55),
        ),
    ]
    .into_iter()
    .filter(|(_, chance)| rng.random_bool(*chance))
    .map(|(facility, _)| facility)
    .collect()
}

fn payment(mode: RentMode, rng: &mut impl Rng) -> PaymentTerms {
    use PaymentTerms::{Bimonthly, HalfYearly, Monthly, Quarterly, Yearly};
    match mode {
        RentMode::Apartment => weighted(rng, &[(Monthly, 85), (Quarterly, 15)]),
        RentMode::Shared => weighted(rng, &[(Monthly, 50), (Bimonthly, 8), (Quarterly, 42)]),
        RentMode::Entire => weighted(
            rng,
            &[
                (Monthly, 18),
                (Bimonthly, 5),
                (Quarterly, 62),
                (HalfYearly, 11),
                (Yearly, 4),
            ],
        ),
    }
}

fn available_from(today: NaiveDate, rng: &mut impl Rng) -> Option<NaiveDate> {
    rng.random_bool(0.38)
        .then(|| today.checked_add_days(Days::new(rng.random_range(2..=45))))
        .flatten()
}

/// Some moment of the days before `today`, more of them lately.
fn published_at(today: NaiveDate, rng: &mut impl Rng) -> DateTime<Utc> {
    let midnight = domain::contact::moment_of(today, 0);
    let age = rng.random::<f64>().powf(1.4) * (DAYS * 86_400 - 1) as f64;
    midnight - TimeDelta::seconds(1 + age as i64)
}
