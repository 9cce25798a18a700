//! What the adapter of the classic API reads and writes.

use crate::{
    builders::{CHAOYANG, World, agent, at, estate, put, sparse},
    database::Database,
};
use domain::{
    AgentId, EstateId, ListingId, ListingStatus, PhotoRef, UserId, moderation::DictionaryKind,
};
use store::{
    AgentValues, ClassicAgents, ClassicEstates, Cut, DrawnPhoto, ErrorKind, EstateOrder, NewAgent,
    NewEstate, NewListing, NewPhoto,
};

const ALL: Cut = Cut {
    skip: 0,
    length: 50,
};

pub async fn lists_of_names_are_cut_by_number(database: &Database) {
    let store = &database.store;
    World::build(store).await;
    let classic = store.classic();
    let kind = DictionaryKind::FloorPlans;
    assert_eq!(classic.names_count(kind).await.unwrap(), 9);
    let cut = Cut { skip: 7, length: 5 };
    let names = classic.names(kind, cut).await.unwrap();
    let names: Vec<_> = names.iter().map(|it| (it.id, it.name.as_str())).collect();
    assert_eq!(names, [(8, "别墅"), (9, "其他")]);
    let kind = DictionaryKind::Tags;
    assert_eq!(classic.names_count(kind).await.unwrap(), 3);
    let cut = Cut { skip: 1, length: 1 };
    let names = classic.names(kind, cut).await.unwrap();
    assert_eq!((names.len(), names[0].name.as_str()), (1, "近地铁"));
    let beyond = Cut { skip: 3, length: 9 };
    assert_eq!(classic.names(kind, beyond).await.unwrap(), []);
}

pub async fn estates_are_filtered_ordered_and_cut(database: &Database) {
    let store = &database.store;
    let hot = |name: &str, hot, division| NewEstate {
        hot,
        division,
        ..estate(name)
    };
    let haidian = domain::DivisionCode(110_108);
    let futian = domain::DivisionCode(440_304);
    let mut unit = store.begin().await.unwrap();
    let made = unit
        .put_estates(&[
            hot("望京花园", 30, CHAOYANG),
            hot("望京西园", 80, CHAOYANG),
            hot("100%清河_里", 80, haidian),
            hot("福田花园", 5, futian),
        ])
        .await
        .unwrap();
    // Nobody has looked at it.
    unit.suggest_estate(&hot("望京新村", 0, CHAOYANG), None)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let [garden, west, river, south] = [made[0], made[1], made[2], made[3]];
    let found = async |query: ClassicEstates| -> Vec<EstateId> {
        let classic = store.classic();
        let estates = classic.estates(&query, ALL).await.unwrap();
        assert_eq!(
            classic.estates_count(&query).await.unwrap(),
            estates.len() as u64
        );
        estates.into_iter().map(|it| EstateId(it.id)).collect()
    };
    let query = || ClassicEstates {
        descending: true,
        ..ClassicEstates::default()
    };
    assert_eq!(
        found(query()).await,
        [west, river, garden, south],
        "hot, then by number"
    );
    let upwards = ClassicEstates {
        descending: false,
        ..query()
    };
    assert_eq!(found(upwards).await, [south, garden, west, river]);
    let by_district = ClassicEstates {
        order: EstateOrder::District,
        ..query()
    };
    assert_eq!(found(by_district).await, [south, river, garden, west]);
    let named = |name: &str| ClassicEstates {
        name: name.into(),
        order: EstateOrder::Name,
        descending: false,
        ..query()
    };
    assert_eq!(found(named("望京")).await, [garden, west]);
    assert_eq!(found(named("花园")).await, [], "the beginning only");
    assert_eq!(found(named("100%清河_")).await, [river]);
    assert_eq!(found(named("100_")).await, [], "no pattern");
    for (code, expected) in [
        (110_105, vec![west, garden]),
        (110_100, vec![west, river, garden]),
        (440_300, vec![south]),
        (440_303, vec![]),
    ] {
        let within = ClassicEstates {
            division: Some(domain::DivisionCode(code)),
            ..query()
        };
        assert_eq!(found(within).await, expected, "{code}");
    }
    let between = ClassicEstates {
        hot_min: Some(30),
        hot_max: Some(79),
        ..query()
    };
    assert_eq!(found(between).await, [garden]);
    let cut = Cut { skip: 1, length: 2 };
    let part = store.classic().estates(&query(), cut).await.unwrap();
    let part: Vec<_> = part.into_iter().map(|it| EstateId(it.id)).collect();
    assert_eq!(part, [river, garden]);
}

pub async fn agents_are_found_by_name_stars_and_licence(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let named = |source_id: &str, name: &str, stars, certified| NewAgent {
        name: name.into(),
        service_stars: stars,
        certified,
        ..agent(source_id)
    };
    let mut unit = store.begin().await.unwrap();
    let made = unit
        .put_agents(&[
            named("2", "骆老师", 3, false),
            named("3", "王大锤", 5, false),
        ])
        .await
        .unwrap();
    let more = unit
        .put_estates(&[
            NewEstate {
                hot: 90,
                ..estate("花家地")
            },
            NewEstate {
                hot: 40,
                ..estate("酒仙桥")
            },
        ])
        .await
        .unwrap();
    unit.put_agent_estates(&[
        (world.agent, world.estate),
        (world.agent, more[1]),
        (world.agent, more[0]),
    ])
    .await
    .unwrap();
    unit.commit().await.unwrap();
    let found = async |query: ClassicAgents| -> Vec<AgentId> {
        let classic = store.classic();
        let agents = classic.agents(&query, ALL).await.unwrap();
        assert_eq!(
            classic.agents_count(&query).await.unwrap(),
            agents.len() as u64
        );
        agents.into_iter().map(|it| it.id).collect()
    };
    let query = ClassicAgents::default;
    assert_eq!(found(query()).await, [world.agent, made[1], made[0]]);
    let named = ClassicAgents {
        name: "骆".into(),
        ..query()
    };
    assert_eq!(found(named).await, [world.agent, made[0]]);
    let good = ClassicAgents {
        service_min: 4,
        certified: Some(false),
        ..query()
    };
    assert_eq!(found(good).await, [made[1]]);
    let certified = ClassicAgents {
        certified: Some(true),
        ..query()
    };
    assert_eq!(found(certified).await, [world.agent]);
    let one = store.classic().agent(world.agent).await.unwrap().unwrap();
    assert_eq!((one.service, one.truth, one.skill), (5, 4, 3));
    assert_eq!(one.phone, "13512345678");
    assert_eq!(store.classic().agent(AgentId(999)).await.unwrap(), None);
    let estates = store.classic().agent_estates(world.agent, 2).await.unwrap();
    let estates: Vec<_> = estates.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(estates, ["花家地", "酒仙桥"], "the hottest two");
}

pub async fn an_agent_is_made_changed_and_taken_away(database: &Database) {
    let store = &database.store;
    let values = AgentValues {
        name: "杨伟".into(),
        phone: "13352939550".into(),
        stars: (3, 4, 2),
        certified: false,
    };
    let mut unit = store.begin().await.unwrap();
    let id = unit.create_agent("1", &values).await.unwrap();
    let changed = AgentValues {
        name: "杨老师".into(),
        stars: (5, 5, 5),
        certified: true,
        ..values.clone()
    };
    assert!(unit.change_agent_values(id, &changed).await.unwrap());
    assert!(
        !unit
            .change_agent_values(AgentId(999), &values)
            .await
            .unwrap()
    );
    unit.commit().await.unwrap();
    let one = store.classic().agent(id).await.unwrap().unwrap();
    assert_eq!((one.name.as_str(), one.certified), ("杨老师", true));
    assert_eq!((one.service, one.user), (5, None));
    let mut unit = store.begin().await.unwrap();
    let twice = unit.create_agent("1", &values).await;
    assert_eq!(twice.unwrap_err().kind(), ErrorKind::Conflict);
    unit.rollback().await.unwrap();
    let offered = NewListing {
        agent: Some(id),
        ..sparse("a")
    };
    put(store, &[offered], 0).await;
    let mut unit = store.begin().await.unwrap();
    let used = unit.delete_agent(id).await;
    assert_eq!(used.unwrap_err().kind(), ErrorKind::Refused);
    unit.rollback().await.unwrap();
    put(store, &[sparse("a")], 1).await;
    let mut unit = store.begin().await.unwrap();
    assert!(unit.delete_agent(id).await.unwrap());
    assert!(!unit.delete_agent(id).await.unwrap());
    unit.commit().await.unwrap();
}

pub async fn a_public_home_reads_with_its_agent_and_photos(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let homes = [
        world.listing("a"),
        sparse("b"),
        NewListing {
            status: ListingStatus::Let,
            ..world.listing("c")
        },
    ];
    let ids: Vec<ListingId> = put(store, &homes, 0).await.iter().map(|it| it.id).collect();
    let photo = |key: &str| NewPhoto {
        listing: ids[0],
        key: key.into(),
        room: None,
        sha256: None,
        width: 960,
        height: 640,
    };
    let mut unit = store.begin().await.unwrap();
    let photos = [photo("b.webp"), photo("a.webp")];
    unit.put_photos(&photos, at(1)).await.unwrap();
    unit.commit().await.unwrap();
    let home = store.classic().home(ids[0]).await.unwrap().unwrap();
    assert_eq!(home.detail, "采光好，拎包入住。🏠");
    let expected = (world.agent, "骆昊".into(), "13512345678".into(), 5);
    assert_eq!(home.agent, Some(expected));
    let keys: Vec<_> = home.photos.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["b.webp", "a.webp"], "in their order");
    let photos = store.classic().photos(ids[0]).await.unwrap();
    assert_eq!(photos, Some(home.photos));
    let home = store.classic().home(ids[1]).await.unwrap().unwrap();
    assert_eq!((home.agent, home.photos), (None, Vec::new()));
    for hidden in [ids[2], ListingId(999)] {
        assert_eq!(store.classic().home(hidden).await.unwrap(), None);
        assert_eq!(store.classic().photos(hidden).await.unwrap(), None);
    }
}

pub async fn an_uploaded_file_is_called_by_its_number_or_its_key(database: &Database) {
    let store = &database.store;
    let user = crate::accounts::made(store, "writer", "13800138000", &[]).await;
    let mut unit = store.begin().await.unwrap();
    let (file, _) = unit.take_photo(&"a".repeat(64), user, at(0)).await.unwrap();
    let number = file.to_string();
    let called = async |unit: &mut store::Unit, user: UserId, name: &str| {
        unit.uploaded_photo(user, name).await.unwrap()
    };
    assert_eq!(called(&mut unit, user, &number).await, Some(file));
    let stranger = UserId(user.0 + 1);
    assert_eq!(called(&mut unit, stranger, &number).await, None);
    let key = "u/a.c.webp";
    assert_eq!(called(&mut unit, user, key).await, None, "not drawn yet");
    let drawn = DrawnPhoto {
        photo: PhotoRef {
            key: key.into(),
            width: 960,
            height: 640,
        },
        likeness: 0,
    };
    assert!(unit.photo_drawn(file, &drawn).await.unwrap());
    assert_eq!(called(&mut unit, stranger, key).await, Some(file));
    unit.commit().await.unwrap();
    let classic = store.primary_reads();
    let (shown, problem) = classic.classic().uploaded(file).await.unwrap();
    assert_eq!((shown.as_deref(), problem), (Some(key), None));
    let unknown = classic.classic().uploaded(file + 1).await.unwrap();
    assert_eq!(unknown, (None, None));
}

pub async fn an_offer_knows_its_layout_and_floor_plan(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let villa = NewListing {
        floor_plan: Some(domain::classic::HouseType::Villa.floor_plan()),
        ..sparse("b")
    };
    let put = put(store, &[world.listing("a"), villa, sparse("c")], 0).await;
    let primary = store.primary_reads();
    for (put, (rooms, plan)) in put
        .iter()
        .zip([(Some(2), Some(3)), (None, Some(8)), (None, None)])
    {
        let offer = primary.offers().offer(put.id).await.unwrap().unwrap();
        assert_eq!(offer.layout.rooms, rooms);
        assert_eq!(offer.floor_plan.map(|it| it.0), plan);
    }
}
