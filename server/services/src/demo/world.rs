//! The places and people that demo homes belong to.

use super::{
    calibration::{BusinessDistrict, Calibration},
    chance::{below, by_share, factor, normal, weighted},
    names,
};
use domain::Point;
use rand::Rng;
use std::collections::HashSet;

/// Homes per estate, on average.
const HOMES_PER_ESTATE: f64 = 8.0;
/// Fewest and most estates of a business district.
const ESTATES: std::ops::RangeInclusive<usize> = 3..=40;
/// Homes per agent.
const HOMES_PER_AGENT: u32 = 80;

/// What kind of building an estate consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Building {
    /// Five to seven floors, no lift.
    WalkUp,
    /// Nine to eighteen floors.
    MidRise,
    /// Up to thirty-three floors.
    Tower,
    /// 独栋公寓: small units, one operator.
    Serviced,
}

/// An estate.
#[derive(Clone, Debug)]
pub(super) struct Estate {
    pub(super) name: String,
    /// Its place in [`World::business_districts`].
    pub(super) business_district: usize,
    pub(super) building: Building,
    pub(super) floors: i16,
    pub(super) lift: bool,
    pub(super) point: Point,
    /// Metres to the metro, where there is one.
    pub(super) subway_metres: Option<u32>,
    /// How rents here compare with the business district's.
    pub(super) rent_level: f64,
}

impl Estate {
    /// A few words about it.
    pub(super) fn intro(&self) -> String {
        let Self { floors, .. } = self;
        match self.building {
            Building::WalkUp => format!("{floors}层步梯住宅，社区成熟，生活配套集中。"),
            Building::MidRise => format!("{floors}层电梯住宅，楼间绿化较好。"),
            Building::Tower => format!("{floors}层电梯高层住宅，设地下车库。"),
            Building::Serviced => format!("统一管理的出租公寓，共{floors}层。"),
        }
    }
}

/// An agent.
#[derive(Clone, Debug)]
pub(super) struct Agent {
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) service_stars: u8,
    pub(super) truth_stars: u8,
    pub(super) skill_stars: u8,
    pub(super) certified: bool,
}

/// All of it.
pub(super) struct World {
    pub(super) business_districts: Vec<BusinessDistrict>,
    /// Whether homes of the business district have central heating.
    heating: Vec<bool>,
    pub(super) estates: Vec<Estate>,
    pub(super) agents: Vec<Agent>,
    /// Rising shares of the homes, by business district.
    shares: Vec<f64>,
    /// By business district.
    estates_of: Vec<Vec<usize>>,
    agents_of: Vec<Vec<usize>>,
}

impl World {
    /// The world that `listings` homes need.
    pub(super) fn build(calibration: Calibration, listings: u32, rng: &mut impl Rng) -> Self {
        let Calibration {
            business_districts,
            cities,
        } = calibration;
        let all_cities: f64 = cities.iter().map(|city| city.weight).sum();
        // A few business districts hold most of what is let; roots let the others be seen as well.
        let weight = |place: &BusinessDistrict| place.weight.sqrt();
        let (mut shares, mut heating, mut expected) = (Vec::new(), Vec::new(), Vec::new());
        let mut sum = 0.0;
        for place in &business_districts {
            let city = cities.iter().find(|city| city.code() == place.city());
            let of_city: f64 = business_districts
                .iter()
                .filter(|other| other.city() == place.city())
                .map(weight)
                .sum();
            let share = city.map_or(0.0, |city| city.weight / all_cities) * weight(place) / of_city;
            sum += share;
            shares.push(sum);
            expected.push(share * f64::from(listings));
            heating.push(city.is_some_and(super::calibration::City::has_heating));
        }
        let mut world = Self {
            estates_of: vec![Vec::new(); business_districts.len()],
            agents_of: vec![Vec::new(); business_districts.len()],
            business_districts,
            heating,
            estates: Vec::new(),
            agents: Vec::new(),
            shares,
        };
        world.found_estates(&expected, rng);
        world.hire_agents(listings, rng);
        world
    }

    fn found_estates(&mut self, expected: &[f64], rng: &mut impl Rng) {
        let mut taken = HashSet::new();
        for (place, homes) in expected.iter().enumerate() {
            let count = (homes / HOMES_PER_ESTATE).ceil() as usize;
            for nth in 0..count.clamp(*ESTATES.start(), *ESTATES.end()) {
                // Each business district has old homes and new ones.
                let building = match nth {
                    0 => Building::WalkUp,
                    1 => Building::Tower,
                    _ => weighted(
                        rng,
                        &[
                            (Building::WalkUp, 30),
                            (Building::MidRise, 30),
                            (Building::Tower, 28),
                            (Building::Serviced, 12),
                        ],
                    ),
                };
                let estate = self.estate(place, building, rng);
                let district = self.business_districts[place].district();
                if taken.insert((district, estate.name.clone())) {
                    self.estates_of[place].push(self.estates.len());
                    self.estates.push(estate);
                }
            }
        }
    }

    fn estate(&self, place: usize, building: Building, rng: &mut impl Rng) -> Estate {
        let business_district = &self.business_districts[place];
        let floors = match building {
            Building::WalkUp => rng.random_range(5..=7),
            Building::MidRise => rng.random_range(9..=18),
            Building::Tower => rng.random_range(22..=33),
            Building::Serviced => rng.random_range(6..=20),
        };
        let centre = business_district.point();
        // Within about a kilometre.
        let offset = |rng: &mut _| (normal(rng) * 0.004).clamp(-0.009, 0.009);
        let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
        let point = Point {
            lon: round(centre.lon + offset(rng)),
            lat: round(centre.lat + offset(rng)),
        };
        let subway_metres = business_district
            .has_metro()
            .then(|| rng.random_range(20..=160) * 10);
        Estate {
            name: names::estate(rng, building, business_district.spoken_name()),
            business_district: place,
            building,
            floors,
            lift: building != Building::WalkUp,
            point,
            subway_metres,
            rent_level: factor(rng, 0.07),
        }
    }

    fn hire_agents(&mut self, listings: u32, rng: &mut impl Rng) {
        for number in 0..listings.div_ceil(HOMES_PER_AGENT) {
            let stars = |rng: &mut _| weighted(rng, &[(5, 45), (4, 42), (3, 13)]);
            let agent = Agent {
                name: names::person(rng),
                // No mobile number begins with 100: nobody can be called by mistake.
                phone: format!("100{number:08}"),
                service_stars: stars(rng),
                truth_stars: stars(rng),
                skill_stars: stars(rng),
                certified: rng.random_bool(0.86),
            };
            let home = by_share(rng, &self.shares);
            self.agents_of[home].push(self.agents.len());
            self.agents.push(agent);
        }
        // Business districts without an agent of their own are looked after from the city.
        let of_city = |place: usize| {
            let city = self.business_districts[place].city();
            (0..self.business_districts.len())
                .filter(|other| self.business_districts[*other].city() == city)
                .flat_map(|other| self.agents_of[other].iter().copied())
                .collect::<Vec<_>>()
        };
        let agents: Vec<_> = (0..self.agents_of.len())
            .map(|place| match &self.agents_of[place] {
                none if none.is_empty() => {
                    let others = of_city(place);
                    match others.is_empty() {
                        true => Vec::new(),
                        false => vec![others[below(rng, others.len())]],
                    }
                }
                own => own.clone(),
            })
            .collect();
        self.agents_of = agents;
    }

    /// An estate, as likely as its business district's share of the homes.
    pub(super) fn some_estate(&self, rng: &mut impl Rng) -> usize {
        let estates = &self.estates_of[by_share(rng, &self.shares)];
        estates[below(rng, estates.len())]
    }

    /// An agent of the business district, if it has one.
    pub(super) fn some_agent(&self, business_district: usize, rng: &mut impl Rng) -> Option<usize> {
        let agents = &self.agents_of[business_district];
        (!agents.is_empty()).then(|| agents[below(rng, agents.len())])
    }

    /// The business district an estate belongs to.
    pub(super) fn business_district(&self, estate: usize) -> &BusinessDistrict {
        &self.business_districts[self.estates[estate].business_district]
    }

    /// Whether homes of an estate have central heating.
    pub(super) fn has_heating(&self, estate: usize) -> bool {
        self.heating[self.estates[estate].business_district]
    }
}
