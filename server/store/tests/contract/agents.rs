//! Agents.

use crate::{
    builders::{World, agent, put, sparse},
    database::Database,
};
use domain::{AgentCard, ListingStatus};
use store::{NewAgent, NewListing};

pub async fn an_agent_is_known_by_its_source_and_its_card_counts_public_listings(
    database: &Database,
) {
    let store = &database.store;
    let id = World::build(store).await.agent;
    let offered = |source_id, status| NewListing {
        agent: Some(id),
        status,
        ..sparse(source_id)
    };
    let listings = [
        offered("a", ListingStatus::Published),
        offered("b", ListingStatus::Published),
        offered("c", ListingStatus::Let),
        sparse("d"),
    ];
    put(store, &listings, 0).await;
    let mut card = AgentCard {
        id,
        name: "骆昊".into(),
        service_stars: 5,
        truth_stars: 4,
        skill_stars: 3,
        certified: true,
        listings: 2,
    };
    assert_eq!(store.agents().card(id).await.unwrap().as_ref(), Some(&card));

    let renamed = NewAgent {
        name: "骆老师".into(),
        phone: "13800000000".into(),
        certified: false,
        ..agent("1")
    };
    let mut unit = store.begin().await.unwrap();
    let ids = unit
        .put_agents(&[agent("2"), renamed.clone(), renamed])
        .await
        .unwrap();
    unit.commit().await.unwrap();
    assert_ne!(ids[0], id);
    assert_eq!(ids[1..], [id, id]);
    card.name = "骆老师".into();
    card.certified = false;
    let record = store.agents().record(id).await.unwrap().unwrap();
    assert_eq!(record.card, card);
    assert_eq!(record.phone, "13800000000");
    assert_eq!(record.user, None);
    let stranger = store.agents().card(ids[0]).await.unwrap().unwrap();
    assert_eq!(stranger.listings, 0);
}

pub async fn estates_of_an_agent_are_added_once(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let pair = (world.agent, world.estate);
    for _ in 0..2 {
        let mut unit = store.begin().await.unwrap();
        unit.put_agent_estates(&[pair, pair]).await.unwrap();
        unit.commit().await.unwrap();
    }
    let estates = store.agents().estates(world.agent).await.unwrap();
    assert_eq!(estates, [world.estate]);
    let removed = database.execute("DELETE FROM agent_estate").await.unwrap();
    assert_eq!(removed, 1);
}
