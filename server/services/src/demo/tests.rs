use super::*;
use crate::FixedClock;
use domain::{
    Decoration, Facility, IndexedListing, ListingId, Orientation, PaymentTerms, RentMode,
    listing::DETAIL_MAX,
};
use std::collections::{HashMap, HashSet};
use store::DatabaseSettings;
use tempfile::TempDir;

const HOMES: u32 = 6_000;

fn demo(listings: u32, seed: u64) -> Demo {
    let today = NaiveDate::from_ymd_opt(2025, 6, 15).unwrap();
    Demo::new(Options { listings, seed }, today).unwrap()
}

fn offers(demo: &Demo) -> Vec<Offer<'_>> {
    (0..HOMES).map(|number| demo.offer(number)).collect()
}

#[test]
fn homes_follow_the_median_rents_of_their_business_districts() {
    let demo = demo(HOMES, 7);
    let mut ratios: HashMap<(RentMode, u8), Vec<f64>> = HashMap::new();
    for Offer { home, .. } in offers(&demo) {
        let rooms = home.layout.rooms.unwrap();
        let median = demo.world.business_district(home.estate).median_rent(rooms);
        ratios
            .entry((home.mode, rooms))
            .or_default()
            .push(f64::from(home.rent) / median);
    }
    for rooms in 1..=3 {
        let ratios = ratios.get_mut(&(RentMode::Entire, rooms)).unwrap();
        ratios.sort_by(f64::total_cmp);
        assert!(ratios.len() > 100);
        let quantile = |q: usize| ratios[ratios.len() * q / 100];
        assert!(
            (0.93..1.07).contains(&quantile(50)),
            "{rooms}: {}",
            quantile(50)
        );
        // Real rents differ by more than noise and less than nonsense.
        assert!(quantile(75) / quantile(25) > 1.1 && quantile(99) / quantile(1) < 3.0);
    }
}

#[test]
fn homes_are_spread_over_many_cities_and_kinds() {
    let demo = demo(HOMES, 1);
    let offers = offers(&demo);
    let mut cities: HashMap<_, u32> = HashMap::new();
    for offer in &offers {
        let place = demo.world.business_district(offer.home.estate);
        *cities.entry(place.city()).or_default() += 1;
    }
    assert!(cities.len() >= 12);
    assert!(cities.values().all(|homes| *homes >= HOMES / 200));
    for mode in RentMode::ALL {
        let share = offers.iter().filter(|o| o.home.mode == *mode).count() as f64;
        assert!(share / f64::from(HOMES) > 0.04, "{mode}");
    }
    let agents = demo.world.agents.len() as u32;
    assert_eq!(agents, HOMES.div_ceil(80));
    let days: HashSet<_> = offers
        .iter()
        .map(|offer| domain::contact::china_date(offer.home.published_at))
        .collect();
    assert!((50..=home::DAYS as usize).contains(&days.len()));
    assert!(days.iter().all(|day| *day < demo.today));
}

#[test]
fn the_same_seed_makes_the_same_homes_and_another_makes_others() {
    let say = |demo: &Demo| -> Vec<_> {
        (0..200)
            .map(|number| demo.offer(number))
            .map(|offer| {
                let keys: Vec<_> = offer.photos.iter().map(|photo| photo.key()).collect();
                (offer.home, offer.title, offer.detail, keys)
            })
            .collect()
    };
    let first = say(&demo(500, 42));
    assert_eq!(first, say(&demo(500, 42)));
    assert_ne!(first, say(&demo(500, 43)));
}

#[test]
fn titles_are_short_and_varied_and_descriptions_full_sentences() {
    let demo = demo(HOMES, 3);
    let offers = offers(&demo);
    let mut titles: HashMap<&str, u32> = HashMap::new();
    for offer in &offers {
        let length = offer.title.chars().count();
        assert!(
            (6..=wording::TITLE_MAX).contains(&length),
            "{}",
            offer.title
        );
        *titles.entry(&offer.title).or_default() += 1;
        let facing = ["向", "朝南", "南北通透"].map(|word| offer.title.contains(word));
        assert!(
            facing.iter().filter(|said| **said).count() <= 1,
            "{}",
            offer.title
        );
        let detail = &offer.detail;
        assert!(detail.chars().count() <= DETAIL_MAX);
        assert!(
            detail.ends_with('。') && detail.matches('。').count() >= 4,
            "{detail}"
        );
        assert!(
            !detail.contains("，。") && !detail.contains("。。"),
            "{detail}"
        );
    }
    assert!(titles.len() as u32 > HOMES * 9 / 10, "{}", titles.len());
    assert!(titles.values().all(|count| *count <= 5));
    let details: HashSet<_> = offers.iter().map(|offer| &offer.detail).collect();
    assert!(details.len() as u32 > HOMES * 99 / 100);
}

#[test]
fn words_never_contradict_the_facts() {
    let demo = demo(HOMES, 11);
    for offer in offers(&demo) {
        let home = &offer.home;
        let said = format!("{} {}", offer.title, offer.detail);
        let only_if = |words: &[&str], fact: bool| {
            let claimed = words.iter().find(|word| said.contains(**word));
            assert!(claimed.is_none() || fact, "{claimed:?}: {said} {home:?}");
        };
        let has = |facility| home.facilities.contains(facility);
        only_if(&["有电梯", "电梯房"], home.lift);
        only_if(&["步梯"], !home.lift);
        only_if(&["近地铁"], home.near_subway());
        only_if(&["到地铁站", "离地铁站"], home.subway_metres.is_some());
        only_if(&["精装"], home.decoration == Decoration::Fine);
        only_if(&["豪华"], home.decoration == Decoration::Luxury);
        only_if(&["简单装修"], home.decoration == Decoration::Simple);
        only_if(&["南北通透", "南北朝向"], home.is_through());
        only_if(&["朝南"], home.orientation.contains(Orientation::South));
        only_if(&["阳台"], has(Facility::Balcony));
        only_if(&["供暖"], has(Facility::Heating));
        only_if(&["车位", "可停车"], has(Facility::Parking));
        only_if(&["独卫"], has(Facility::PrivateBathroom));
        only_if(&["拎包", "带上行李"], home.is_furnished());
        only_if(
            &["押一付一", "可月付"],
            home.payment == PaymentTerms::Monthly,
        );
        only_if(
            &["随时看房", "随时可以入住", "马上入住"],
            home.available_from.is_none(),
        );
        only_if(&["业主直租", "房东自己出租"], home.agent.is_none());
        only_if(&["不收中介费", "免中介费", "没有中介费"], !home.agent_fee);
        only_if(&["合租"], home.mode == RentMode::Shared);
        only_if(&["整租"], home.mode == RentMode::Entire);
        assert!(home.mode != RentMode::Apartment || home.agent.is_none());
        for (tag, fact) in [
            ("南北通透", home.is_through()),
            ("拎包入住", home.is_furnished()),
            ("免中介费", !home.agent_fee),
            ("业主直租", home.agent.is_none()),
            (
                "双卫生间",
                home.layout.baths.is_some_and(|baths| baths >= 2),
            ),
        ] {
            assert!(!home.tags.contains(&tag) || fact, "{tag} {home:?}");
        }
        let floor = home.floor;
        assert!(
            floor
                .number
                .is_none_or(|number| number <= floor.total.unwrap())
        );
    }
}

#[test]
fn pictures_fit_the_rooms() {
    let demo = demo(HOMES, 5);
    let mut without = 0;
    for Offer { home, photos, .. } in offers(&demo) {
        let Some(first) = photos.first() else {
            without += 1;
            continue;
        };
        let count = |room: &str| photos.iter().filter(|photo| photo.room == room).count();
        let layout = home.layout;
        let rooms = usize::from(layout.rooms.unwrap());
        let keys: HashSet<_> = photos.iter().map(|photo| photo.key()).collect();
        assert_eq!(keys.len(), photos.len());
        assert!(count("bathroom") <= usize::from(layout.baths.unwrap()));
        assert!(count("kitchen") <= usize::from(home.facilities.contains(Facility::Kitchen)));
        if home.mode == RentMode::Shared {
            assert_eq!((first.room.as_str(), count("bedroom")), ("bedroom", 1));
        } else {
            let main = if layout.halls == Some(0) {
                "bedroom"
            } else {
                "living"
            };
            assert_eq!(first.room, main);
            assert_eq!(count("bedroom") + count("study"), rooms.max(1));
        }
        assert!(layout.halls != Some(0) || count("living") + count("dining") == 0);
    }
    let share = f64::from(without) / f64::from(HOMES);
    assert!((0.12..0.18).contains(&share), "{share}");
}

async fn store_in(folder: &TempDir) -> Store {
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let store = Store::connect(&DatabaseSettings::new(url)).await.unwrap();
    store.migrate().await.unwrap();
    store
}

async fn all(store: &Store) -> Vec<IndexedListing> {
    let listings = store.listings();
    listings.indexed_after(ListingId(0), 100_000).await.unwrap()
}

#[tokio::test]
async fn the_store_is_filled_once_and_marked_as_demo() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_in(&folder).await;
    let clock = FixedClock::at("2025-06-15T04:00:00Z".parse().unwrap());
    let photos = PhotoStore::folder(folder.path().join("photos"));
    let options = Options {
        listings: 1_200,
        seed: 1,
    };
    let heard = std::sync::Mutex::new(Vec::new());
    let hear = |stored| heard.lock().unwrap().push(stored);
    let summary = fill(&store, &photos, options, &clock, &hear).await.unwrap();
    assert_eq!((summary.inserted, summary.unchanged), (1_200, 0));
    assert_eq!(*heard.lock().unwrap(), [1_000, 1_200]);

    let stored = all(&store).await;
    assert_eq!(stored.len(), 1_200);
    for IndexedListing { card, .. } in &stored {
        assert!(card.demo && card.estate.is_some() && card.business_district.is_some());
        if let Some(photo) = &card.photo {
            assert!(photos.exists(&photo.key).await.unwrap());
        }
    }
    let without = stored.iter().filter(|l| l.card.photo.is_none()).count();
    assert!((100..300).contains(&without), "{without}");
    let agent = stored
        .iter()
        .find_map(|listing| listing.card.agent)
        .unwrap();
    let agent = store.agents().record(agent).await.unwrap().unwrap();
    assert!(agent.demo && agent.card.listings > 0 && agent.phone.starts_with("100"));

    let again = fill(&store, &photos, options, &clock, &|_| {})
        .await
        .unwrap();
    assert_eq!(
        (again.inserted, again.updated, again.unchanged),
        (0, 0, 1_200)
    );
    assert_eq!(all(&store).await, stored);
}
