//! Units of work.

use crate::{
    builders::{World, agent, at, estate, put, sparse, wangjing},
    database::Database,
};
use domain::ListingId;
use std::time::Duration;
use store::{NewListing, NewPhoto, Store};

pub async fn what_is_not_committed_is_not_there(database: &Database) {
    let store = &database.store;
    for dropped in [false, true] {
        let mut unit = store.begin().await.unwrap();
        unit.put_business_districts(&[wangjing()]).await.unwrap();
        unit.put_estates(&[estate("花家地北里")]).await.unwrap();
        unit.put_tags(&["随时看房"]).await.unwrap();
        let agent = unit.put_agents(&[agent("1")]).await.unwrap()[0];
        let listing = unit.put_listings(&[sparse("a")], at(0)).await.unwrap()[0].id;
        let photo = NewPhoto {
            listing,
            key: "a.webp".into(),
            room: None,
            sha256: None,
            width: 1,
            height: 1,
        };
        unit.put_photos(&[photo], at(0)).await.unwrap();
        if dropped {
            drop(unit);
        } else {
            unit.rollback().await.unwrap();
        }
        assert_eq!(store.places().business_districts().await.unwrap(), []);
        assert_eq!(store.places().estates().await.unwrap(), []);
        assert_eq!(store.listings().tags().await.unwrap(), []);
        assert_eq!(store.agents().card(agent).await.unwrap(), None);
        assert_eq!(store.listings().detail(listing).await.unwrap(), None);
        assert_eq!(store.listings().count().await.unwrap(), 0);
        assert_eq!(store.events().last().await.unwrap(), 0);
    }
    put(store, &[sparse("a")], 0).await;
    assert_eq!(store.listings().count().await.unwrap(), 1);
}

/// Two stores stand for two processes: a server and an import beside it.
pub async fn writers_wait_for_each_other_and_readers_do_not(database: &Database) {
    const WRITERS: usize = 4;
    const UNITS: usize = 10;
    const LISTINGS: usize = 25;
    World::build(&database.store).await;
    let other = Store::connect(&database.settings).await.unwrap();
    let stores = [database.store.clone(), other];
    let mut tasks = Vec::new();
    for writer in 0..WRITERS {
        let store = stores[writer % 2].clone();
        tasks.push(tokio::spawn(async move {
            for unit in 0..UNITS {
                let listings: Vec<NewListing> = (0..LISTINGS)
                    .map(|listing| sparse(&format!("{writer}/{unit}/{listing}")))
                    .collect();
                put(&store, &listings, 0).await;
            }
        }));
    }
    let mut followed: Vec<i64> = Vec::new();
    loop {
        let finished = tasks.iter().all(tokio::task::JoinHandle::is_finished);
        let seq = followed.last().copied().unwrap_or(0);
        let events = database.store.events().after(seq, 40).await.unwrap();
        if events.is_empty() && finished {
            break;
        }
        followed.extend(events.iter().map(|event| event.seq));
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(
        followed.len(),
        WRITERS * UNITS * LISTINGS,
        "no event missed"
    );
    let public = database
        .store
        .listings()
        .indexed_after(ListingId(0), 10_000)
        .await;
    assert_eq!(public.unwrap().len(), WRITERS * UNITS * LISTINGS);
}
