//! Dictionaries in the hands of admins.

use crate::{
    builders::{BEIJING, CHAOYANG, World, at, estate},
    database::Database,
};
use domain::{
    DivisionLevel, EstateId, Point,
    moderation::{DictionaryKind, dictionary::DictionaryQuery},
};
use store::{EntryValues, ErrorKind, NewEstate, Subject};

fn values(name: &str) -> EntryValues {
    EntryValues {
        name: name.into(),
        level: None,
        division: Some(CHAOYANG),
        business_district: None,
        point: None,
        hot: 0,
        intro: String::new(),
    }
}

pub async fn entries_are_made_changed_and_taken_away(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let mut unit = store.begin().await.unwrap();
    unit.put_listings(&[world.listing("1")], at(0))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let moderation = store.moderation();
    for kind in [
        DictionaryKind::BusinessDistricts,
        DictionaryKind::Estates,
        DictionaryKind::FloorPlans,
        DictionaryKind::Tags,
    ] {
        let mut unit = store.begin().await.unwrap();
        let id = unit.create_entry(kind, 0, &values("新条目")).await.unwrap();
        assert!(
            unit.change_entry(kind, id, &values("改名_后"))
                .await
                .unwrap()
        );
        unit.dictionary_changed().await.unwrap();
        unit.commit().await.unwrap();
        let entry = moderation.entry(kind, id).await.unwrap().unwrap();
        assert_eq!(entry.name, "改名_后", "{kind}");
        assert_eq!(moderation.uses(kind, id).await.unwrap().total(), 0);
        for (q, total) in [("名_", 1), ("%", 0), ("新条目", 0), (&*id.to_string(), 1)] {
            let query = DictionaryQuery {
                q: q.into(),
                ..DictionaryQuery::default()
            };
            let found = moderation.entries(kind, &query, 10).await.unwrap();
            assert_eq!(found.total, total, "{kind} {q}");
        }
        let mut unit = store.begin().await.unwrap();
        let twice = unit.create_entry(kind, 0, &values("改名_后")).await;
        assert_eq!(twice.unwrap_err().kind(), ErrorKind::Conflict);
        unit.rollback().await.unwrap();
        let mut unit = store.begin().await.unwrap();
        assert!(unit.delete_entry(kind, id).await.unwrap());
        assert!(!unit.delete_entry(kind, id).await.unwrap());
        unit.commit().await.unwrap();
    }
    for (kind, id) in [
        (DictionaryKind::Divisions, i64::from(CHAOYANG.0)),
        (DictionaryKind::BusinessDistricts, world.business_district.0),
        (DictionaryKind::Estates, world.estate.0),
        (DictionaryKind::FloorPlans, 3),
        (DictionaryKind::Tags, world.tags[0].0),
    ] {
        assert!(
            moderation.uses(kind, id).await.unwrap().listings >= 1,
            "{kind}"
        );
        let mut unit = store.begin().await.unwrap();
        let refused = unit.delete_entry(kind, id).await;
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Refused, "{kind}");
        unit.rollback().await.unwrap();
        let last = store.events().last().await.unwrap();
        let mut unit = store.begin().await.unwrap();
        let told = unit.announce_named(kind, id, at(1)).await.unwrap();
        unit.commit().await.unwrap();
        let events = store.events().after(last, 10).await.unwrap();
        assert_eq!(told, events.len() as u64);
        assert_eq!(
            events.len(),
            usize::from(kind != DictionaryKind::FloorPlans)
        );
        assert!(
            events
                .iter()
                .all(|event| matches!(event.subject, Subject::Listing(_)))
        );
    }
    assert_eq!(moderation.dictionary_revision().await.unwrap(), 5);
}

pub async fn what_admins_do_with_divisions_outlives_a_migration(database: &Database) {
    let store = &database.store;
    let kind = DictionaryKind::Divisions;
    let divisions = store.places().divisions().await.unwrap();
    let empty = divisions
        .iter()
        .find(|division| division.level == DivisionLevel::District)
        .unwrap();
    let mut unit = store.begin().await.unwrap();
    let moved = EntryValues {
        point: Point::new(100.0, 30.0),
        hot: 1,
        ..values("改名市")
    };
    assert!(
        unit.change_entry(kind, BEIJING.0.into(), &moved)
            .await
            .unwrap()
    );
    assert!(unit.delete_entry(kind, empty.code.0.into()).await.unwrap());
    let made = EntryValues {
        level: Some(DivisionLevel::District),
        division: Some(BEIJING),
        point: Point::new(116.0, 40.0),
        ..values("新区")
    };
    unit.create_entry(kind, 110_199, &made).await.unwrap();
    unit.commit().await.unwrap();
    store.migrate().await.unwrap();
    let after = store.places().divisions().await.unwrap();
    assert_eq!(after.len(), divisions.len());
    let find = |code: i32| after.iter().find(|division| division.code.0 == code);
    assert_eq!(find(BEIJING.0).unwrap().name, "改名市");
    assert_eq!(find(110_199).unwrap().parent, Some(BEIJING));
    assert!(find(empty.code.0).is_none());
    let query = DictionaryQuery {
        q: "新区".into(),
        division: Some(BEIJING.0),
        ..DictionaryQuery::default()
    };
    let found = store.moderation().entries(kind, &query, 10).await.unwrap();
    assert_eq!(found.total, 1);
    assert_eq!(found.items[0].division.as_ref().unwrap().name, "改名市");
}

pub async fn an_estate_is_merged_with_all_that_is_its(database: &Database) {
    let store = &database.store;
    let world = World::build(store).await;
    let mut unit = store.begin().await.unwrap();
    let other = NewEstate {
        point: None,
        ..estate("望京西园 4 区")
    };
    let from = unit.put_estates(&[other]).await.unwrap()[0];
    let listing = store::NewListing {
        estate: Some(from),
        ..world.listing("1")
    };
    let put = unit.put_listings(&[listing], at(0)).await.unwrap();
    unit.commit().await.unwrap();
    database
        .execute(&format!(
            "INSERT INTO listing_edit (listing_id, form, state, saved_at) VALUES ({}, \
             '{{\"estate\":\"{from}\",\"estate_name\":\"x\"}}', 'open', '2025-01-01 00:00:00+00:00')",
            put[0].id
        ))
        .await
        .unwrap();
    database
        .execute(&format!(
            "INSERT INTO agent_estate (agent_id, estate_id) VALUES ({0}, {1}), ({0}, {2})",
            world.agent, from, world.estate
        ))
        .await
        .unwrap();
    let last = store.events().last().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    let moved = unit.merge_estates(from, world.estate, at(1)).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(moved, [put[0].id]);
    assert_eq!(store.events().after(last, 10).await.unwrap().len(), 1);
    let record = store.listings().detail(put[0].id).await.unwrap().unwrap();
    assert_eq!(record.listing.card.estate.unwrap().id, world.estate.0);
    let moderation = store.moderation();
    assert_eq!(moderation.estate_meant(from).await.unwrap(), world.estate);
    assert_eq!(
        moderation.estate_meant(EstateId(999)).await.unwrap(),
        EstateId(999)
    );
    let called = moderation.estate_called(CHAOYANG, "望京西园 4 区").await;
    assert_eq!(called.unwrap(), Some(world.estate));
    let changed = database
        .execute(&format!(
            "UPDATE listing_edit SET version = 2 WHERE form LIKE '%\"estate\":\"{}\"%'",
            world.estate
        ))
        .await
        .unwrap();
    assert_eq!(changed, 1);
}
