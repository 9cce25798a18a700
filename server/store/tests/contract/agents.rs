//! Agents.

use crate::builders::at;
use crate::{
    builders::{World, agent, put, sparse},
    database::Database,
};
use domain::{
    AgentCard, ListingId, ListingStatus, RoleId, UserId, ViewingId,
    agents::{LicenceState, Stars},
};
use store::{ErrorKind, NewAccount, NewAgent, NewListing, NewReview, PastViewing, Store};

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
        response: None,
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

pub async fn person(store: &Store, username: &str, phone: &str) -> UserId {
    let account = NewAccount {
        username: username.into(),
        password_hash: "hash".into(),
        real_name: "林小租".into(),
        sex: None,
        phone: phone.into(),
        email: None,
        locale: None,
        demo: false,
    };
    let mut unit = store.begin().await.unwrap();
    let roles = [RoleId::AGENT];
    let id = unit.create_account(&account, &roles, at(0)).await.unwrap();
    unit.commit().await.unwrap();
    id
}

pub async fn a_profile_is_saved_by_who_read_it_last(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let user = person(store, "agent_one", "13800138000").await;
    let mut unit = store.begin().await.unwrap();
    let id = unit
        .ensure_agent(user, "林小租", "13800138000")
        .await
        .unwrap();
    assert_eq!(unit.ensure_agent(user, "x", "y").await.unwrap(), id);
    unit.commit().await.unwrap();
    let mut record = store.agents().profile_of(user).await.unwrap().unwrap();
    assert_eq!((record.id, record.version, record.own), (id, 1, true));
    assert_eq!((record.stars, record.certified), (Stars::default(), false));
    record.agency = "天天房产".into();
    let mut unit = store.begin().await.unwrap();
    assert!(
        unit.save_agent(&record, "1", &[world.estate])
            .await
            .unwrap()
    );
    assert!(!unit.save_agent(&record, "1", &[]).await.unwrap());
    unit.commit().await.unwrap();
    let saved = store.agents().profile(id).await.unwrap().unwrap();
    assert_eq!((saved.agency.as_str(), saved.version), ("天天房产", 2));
    assert_eq!(store.agents().estates(id).await.unwrap(), [world.estate]);
    let mut unit = store.begin().await.unwrap();
    assert!(unit.save_agent(&saved, "1", &[]).await.unwrap());
    assert!(!unit.link_agent(world.agent, user).await.unwrap());
    assert!(unit.empty_agent(user).await.unwrap().is_empty());
    unit.commit().await.unwrap();
    assert!(store.agents().estates(id).await.unwrap().is_empty());
    assert_eq!(
        store.agents().profile(id).await.unwrap().unwrap().agency,
        ""
    );
}

pub async fn a_licence_waits_once_and_is_decided_once(database: &Database) {
    let store = &database.store;
    let user = person(store, "agent_one", "13800138000").await;
    let mut unit = store.begin().await.unwrap();
    let agent = unit.ensure_agent(user, "林小租", "1").await.unwrap();
    let (first, none) = unit
        .hand_licence_in(agent, "A1", "a.pdf", at(1))
        .await
        .unwrap();
    let (second, replaced) = unit
        .hand_licence_in(agent, "A2", "b.webp", at(2))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    assert_eq!((none, replaced.as_deref()), (None, Some("a.pdf")));
    assert_eq!(store.agents().licence(first).await.unwrap(), None);
    let newest = store.agents().newest_licence(agent).await.unwrap().unwrap();
    assert_eq!((newest.licence.id, newest.user), (second, Some(user)));
    assert!(!newest.licence.pdf);
    let queue = store
        .agents()
        .licences(LicenceState::InReview, 1, 9)
        .await
        .unwrap();
    assert_eq!((queue.total, queue.items[0].agent), (1, agent));
    let mut unit = store.begin().await.unwrap();
    let rejected = (user, "看不清");
    assert!(
        unit.decide_licence(second, false, rejected, at(3))
            .await
            .unwrap()
    );
    assert!(
        !unit
            .decide_licence(second, true, (user, ""), at(4))
            .await
            .unwrap()
    );
    let (third, none) = unit
        .hand_licence_in(agent, "A2", "c.pdf", at(5))
        .await
        .unwrap();
    assert_eq!(none, None);
    unit.commit().await.unwrap();
    let certified = async || store.agents().card(agent).await.unwrap().unwrap().certified;
    assert!(!certified().await);
    let mut unit = store.begin().await.unwrap();
    assert!(
        unit.decide_licence(third, true, (user, ""), at(6))
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    assert!(certified().await);
    let mut unit = store.begin().await.unwrap();
    let mut files = unit.empty_agent(user).await.unwrap();
    files.sort();
    assert_eq!(files, ["b.webp", "c.pdf"]);
    unit.commit().await.unwrap();
}

pub async fn stars_are_the_middle_of_the_reviews_that_show(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let home = put(store, &[world.listing("a")], 0).await[0].id;
    let renter = person(store, "renter_one", "13800138000").await;
    let host = person(store, "agent_one", "13900139000").await;
    let viewed = async |minute| viewing(store, home, (renter, host), minute).await;
    let review = |viewing, stars: u8| NewReview {
        viewing,
        agent: world.agent,
        renter,
        stars: Stars {
            service: stars,
            truth: 5,
            skill: 1,
        },
        body: String::new(),
    };
    let card = async || store.agents().card(world.agent).await.unwrap().unwrap();
    let mut ids = Vec::new();
    for (minute, stars) in [(0, 5), (30, 4), (31, 2)] {
        // The stars that came with the agent stay until there are enough reviews.
        assert_eq!(card().await.service_stars, 5);
        let viewing = viewed(minute).await;
        let mut unit = store.begin().await.unwrap();
        ids.push(
            unit.put_review(&review(viewing, stars), at(minute))
                .await
                .unwrap(),
        );
        unit.commit().await.unwrap();
        let mut unit = store.begin().await.unwrap();
        let twice = unit.put_review(&review(viewing, stars), at(minute)).await;
        assert_eq!(twice.unwrap_err().kind(), ErrorKind::Conflict);
    }
    let shown = card().await;
    // 11 of 3 is 3.67.
    assert_eq!(
        (shown.service_stars, shown.truth_stars, shown.skill_stars),
        (4, 5, 1)
    );
    let page = store
        .agents()
        .reviews(world.agent, (3, false), 1, 2)
        .await
        .unwrap();
    assert_eq!((page.total, page.pages, page.items[0].id), (3, 2, ids[2]));
    assert_eq!(page.items[0].author, "林**");
    // Importing the agent again changes none of it.
    let mut unit = store.begin().await.unwrap();
    unit.put_agents(&[agent("1")]).await.unwrap();
    assert_eq!(
        unit.hide_review(ids[2], true).await.unwrap(),
        Some(world.agent)
    );
    assert_eq!(unit.hide_review(ids[2], true).await.unwrap(), None);
    unit.commit().await.unwrap();
    assert_eq!(card().await.service_stars, 5);
    let profile = store.agents().profile(world.agent).await.unwrap().unwrap();
    assert_eq!(profile.reviews, 2);
    let page = store
        .agents()
        .reviews(
            world.agent,
            (store.agents().all_reviews(world.agent).await.unwrap(), true),
            1,
            9,
        )
        .await
        .unwrap();
    assert!(page.total == 3 && page.items[0].hidden);
    let mut unit = store.begin().await.unwrap();
    for id in &ids[..2] {
        unit.hide_review(*id, true).await.unwrap();
    }
    unit.commit().await.unwrap();
    assert_eq!(
        store
            .agents()
            .profile(world.agent)
            .await
            .unwrap()
            .unwrap()
            .reviews,
        0
    );
}

async fn viewing(
    store: &Store,
    listing: ListingId,
    (renter, host): (UserId, UserId),
    minute: u32,
) -> ViewingId {
    let mut unit = store.begin().await.unwrap();
    let past = PastViewing {
        listing,
        renter,
        host,
        starts_at: at(minute),
        made_at: at(minute),
        status: "done",
    };
    let id = unit.put_past_viewing(&past).await.unwrap();
    unit.commit().await.unwrap();
    let read = store.agents().viewing(id).await.unwrap().unwrap();
    assert!(
        read.status == domain::contact::ViewingStatus::Done
            && !read.reviewed
            && read.renter == renter
    );
    id
}
