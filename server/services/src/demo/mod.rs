//! Demo data for those who have none: homes in real places at rents that follow the medians there,
//! in estates and with agents that could be. Everything is marked as demo data.

pub mod accounts;
pub mod business;
mod calibration;
mod chance;
mod home;
mod names;
mod photos;
mod rent;
#[cfg(test)]
mod tests;
mod wording;
mod world;

pub(crate) use calibration::business_district_points;

use crate::{Clock, Error, Result, photos::PhotoStore};
use business::Publishers;
use calibration::Calibration;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{AgentId, BusinessDistrictId, EstateId, ListingStatus, Rent, TagId};
use home::Home;
use photos::{Album, Photo};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use std::{
    collections::HashSet,
    ops::Range,
    time::{Duration, Instant},
};
use store::{
    NewAgent, NewBusinessDistrict, NewEstate, NewListing, NewPhoto, PutOutcome, Store,
    floor_plan_for,
};
use wording::Subject;
use world::World;

/// The source of everything generated here.
pub const SOURCE: &str = "demo";
/// Homes stored in one transaction.
const BATCH: u32 = 1_000;

/// Which demo data to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many homes.
    pub listings: u32,
    /// The same seed makes the same homes, on the same day.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listings: 20_000,
            seed: 1,
        }
    }
}

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Homes that are new.
    pub inserted: u64,
    /// Homes that changed.
    pub updated: u64,
    /// Homes that were there already, just so.
    pub unchanged: u64,
    /// Business districts they lie in.
    pub business_districts: usize,
    /// Estates they belong to.
    pub estates: usize,
    /// Agents who offer them.
    pub agents: usize,
    /// How long it took.
    pub elapsed: Duration,
}

/// Fills the store with demo homes and puts their photos into `photos`. `progress` hears how many homes are stored.
///
/// Demo homes of an earlier run with the same numbers are replaced.
pub async fn fill(
    store: &Store,
    photos: &PhotoStore,
    options: Options,
    clock: &dyn Clock,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Summary> {
    let began = Instant::now();
    let now = clock.now();
    let demo = Demo::new(options, domain::contact::china_date(now)).map_err(Error::internal)?;
    demo.album.copy_to(photos).await?;
    let places = demo.store_places(store).await?;
    let publishers = Publishers::of(store).await?;
    let mut summary = Summary {
        business_districts: demo.world.business_districts.len(),
        estates: demo.world.estates.len(),
        agents: demo.world.agents.len(),
        ..Summary::default()
    };
    let mut start = 0;
    while start < options.listings {
        let end = start.saturating_add(BATCH).min(options.listings);
        demo.store_homes(store, &places, publishers, start..end, now, &mut summary)
            .await?;
        start = end;
        progress(end.into());
    }
    summary.elapsed = began.elapsed();
    Ok(summary)
}

/// What the demo data are drawn from.
struct Demo {
    seed: u64,
    today: NaiveDate,
    world: World,
    album: Album,
}

/// A home with the words and pictures that go with it.
struct Offer<'a> {
    home: Home,
    title: String,
    detail: String,
    photos: Vec<&'a Photo>,
}

/// Ids of what is stored once for all homes, in the order of the world.
struct Stored {
    business_districts: Vec<BusinessDistrictId>,
    estates: Vec<EstateId>,
    agents: Vec<AgentId>,
}

impl Demo {
    fn new(options: Options, today: NaiveDate) -> Result<Self, csv::Error> {
        let mut rng = ChaCha8Rng::seed_from_u64(options.seed);
        Ok(Self {
            seed: options.seed,
            today,
            world: World::build(Calibration::load()?, options.listings, &mut rng),
            album: Album::load()?,
        })
    }

    /// The home of this number: a stream of random numbers of its own makes it the same whatever
    /// is drawn for the others.
    fn offer(&self, number: u32) -> Offer<'_> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        rng.set_stream(u64::from(number) + 1);
        let home = Home::draw(&self.world, self.today, &mut rng);
        let subject = Subject {
            home: &home,
            estate: &self.world.estates[home.estate],
            business_district: self.world.business_district(home.estate),
        };
        let title = subject.title(&mut rng);
        let detail = subject.detail(&mut rng);
        let photos = self.album.choose(&home, &mut rng);
        Offer {
            home,
            title,
            detail,
            photos,
        }
    }

    async fn store_places(&self, store: &Store) -> Result<Stored> {
        let mut unit = store.begin().await?;
        let business_districts: Vec<_> = self
            .world
            .business_districts
            .iter()
            .map(|place| NewBusinessDistrict {
                division: place.district(),
                name: place.name.clone(),
                point: Some(place.point()),
            })
            .collect();
        let business_districts = unit.put_business_districts(&business_districts).await?;
        let estates: Vec<_> = self
            .world
            .estates
            .iter()
            .map(|estate| NewEstate {
                division: self.world.business_districts[estate.business_district].district(),
                business_district: business_districts.get(estate.business_district).copied(),
                name: estate.name.clone(),
                hot: 0,
                intro: estate.intro(),
                point: Some(estate.point),
            })
            .collect();
        let estates = unit.put_estates(&estates).await?;
        let agents: Vec<_> = self
            .world
            .agents
            .iter()
            .enumerate()
            .map(|(number, agent)| NewAgent {
                source: SOURCE.into(),
                source_id: format!("agent-{number}"),
                name: agent.name.clone(),
                phone: agent.phone.clone(),
                service_stars: agent.service_stars,
                truth_stars: agent.truth_stars,
                skill_stars: agent.skill_stars,
                certified: agent.certified,
                demo: true,
                user: None,
            })
            .collect();
        let agents = unit.put_agents(&agents).await?;
        unit.commit().await?;
        Ok(Stored {
            business_districts,
            estates,
            agents,
        })
    }

    async fn store_homes(
        &self,
        store: &Store,
        places: &Stored,
        publishers: Publishers,
        numbers: Range<u32>,
        now: DateTime<Utc>,
        summary: &mut Summary,
    ) -> Result<()> {
        let offers: Vec<_> = numbers.clone().map(|number| self.offer(number)).collect();
        let mut unit = store.begin().await?;
        let tags: Vec<&str> = offers
            .iter()
            .flat_map(|offer| offer.home.tags.iter().copied())
            .collect();
        let mut tags = unit.put_tags(&tags).await?.into_iter();
        let listings = numbers
            .zip(&offers)
            .map(|(number, offer)| {
                let tags = tags.by_ref().take(offer.home.tags.len()).collect();
                let publisher = publishers.of_home(number, offer.home.agent);
                Ok(NewListing {
                    publisher,
                    ..self.listing(number, offer, tags, places)?
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let put = unit.put_listings(&listings, now).await?;
        let photos: Vec<_> = put
            .iter()
            .zip(&offers)
            .flat_map(|(put, offer)| {
                offer.photos.iter().map(|photo| NewPhoto {
                    listing: put.id,
                    key: photo.key(),
                    room: Some(photo.room.clone()),
                    sha256: Some(photo.sha256.clone()),
                    width: photo.width,
                    height: photo.height,
                })
            })
            .collect();
        unit.put_photos(&photos, now).await?;
        let pairs: HashSet<_> = listings
            .iter()
            .filter_map(|listing| listing.agent.zip(listing.estate))
            .collect();
        let pairs: Vec<_> = pairs.into_iter().collect();
        unit.put_agent_estates(&pairs).await?;
        unit.commit().await?;
        for listing in put {
            match listing.outcome {
                PutOutcome::Inserted => summary.inserted += 1,
                PutOutcome::Updated => summary.updated += 1,
                PutOutcome::Unchanged => summary.unchanged += 1,
            }
        }
        Ok(())
    }

    fn listing(
        &self,
        number: u32,
        offer: &Offer<'_>,
        tags: Vec<TagId>,
        places: &Stored,
    ) -> Result<NewListing> {
        let home = &offer.home;
        let estate = &self.world.estates[home.estate];
        let business_district = &self.world.business_districts[estate.business_district];
        let rent = Rent::from_yuan(home.rent.into())
            .ok_or_else(|| Error::internal(format!("a rent of {} CNY", home.rent)))?;
        Ok(NewListing {
            source: SOURCE.into(),
            source_id: format!("home-{number}"),
            title: offer.title.clone(),
            detail: offer.detail.clone(),
            rent,
            area: Some(home.area),
            mode: home.mode,
            layout: home.layout,
            floor_plan: floor_plan_for(home.layout),
            floor: home.floor,
            orientation: home.orientation,
            lift: Some(home.lift),
            decoration: Some(home.decoration),
            facilities: home.facilities,
            payment: Some(home.payment),
            agent_fee: Some(home.agent_fee),
            available_from: home.available_from,
            city: business_district.city(),
            district: Some(business_district.district()),
            business_district: places
                .business_districts
                .get(estate.business_district)
                .copied(),
            estate: places.estates.get(home.estate).copied(),
            street: None,
            near_subway: home.near_subway(),
            subway_metres: home.subway_metres,
            point: Some(estate.point),
            agent: home
                .agent
                .and_then(|agent| places.agents.get(agent).copied()),
            publisher: None,
            status: ListingStatus::Published,
            tags,
            published_at: home.published_at,
            demo: true,
        })
    }
}
