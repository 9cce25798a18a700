//! The schema refuses what makes no sense, whoever writes it.

use crate::{
    builders::{World, at, put, sparse},
    database::Database,
};
use domain::EstateId;
use store::{ErrorKind, NewListing};

pub async fn a_listing_out_of_range_is_refused(database: &Database) {
    let world = World::build(&database.store).await;
    put(&database.store, &[world.listing("a")], 0).await;
    for change in [
        "title = ''",
        "title = NULL",
        "detail = NULL",
        "rent_fen = 0",
        "rent_fen = 200000001",
        "rent_fen = NULL",
        "currency = 'EUR'",
        "area = 0.99",
        "area = 10000.5",
        "mode = 'whole'",
        "mode = NULL",
        "rooms = -1",
        "halls = 256",
        "baths = -1",
        "floor_plan_id = 10",
        "floor_number = 1000",
        "floor_band = 'roof'",
        "floor_total = 0",
        "orientation = 256",
        "orientation = -1",
        "facilities = 65536",
        "lift = 2",
        "decoration = 'gold'",
        "payment = 'weekly'",
        "agent_fee = 2",
        "near_subway = 2",
        "near_subway = NULL",
        "subway_metres = -1",
        "city_code = 999999",
        "city_code = NULL",
        "district_code = 999999",
        "business_district_id = 999",
        "estate_id = 999",
        "street = ''",
        "lon = 180.5",
        "lat = -90.5",
        "lon = NULL",
        "lat = NULL",
        "agent_id = 999",
        "publisher_id = 999",
        "status = 'gone'",
        "demo = NULL",
        "demo = 2",
        "version = 0",
        "source = ''",
        "source_id = ''",
        "published_at = NULL",
        "created_at = NULL",
        "updated_at = NULL",
    ] {
        let done = database
            .execute(&format!("UPDATE listing SET {change}"))
            .await;
        assert!(done.is_err(), "{change}");
    }
    for length in [101, 2_001] {
        let column = if length == 101 { "title" } else { "detail" };
        let text = "长".repeat(length);
        let done = database
            .execute(&format!("UPDATE listing SET {column} = '{text}'"))
            .await;
        assert!(done.is_err(), "{column} of {length} characters");
    }
    for change in [
        "rent_fen = 1, area = 10000, rooms = 0, floor_number = -2, floor_total = 999",
        "lon = NULL, lat = NULL, street = NULL, decoration = NULL, status = 'draft'",
    ] {
        let done = database
            .execute(&format!("UPDATE listing SET {change}"))
            .await;
        assert_eq!(done.unwrap(), 1, "{change}");
    }
}

pub async fn other_tables_refuse_what_makes_no_sense(database: &Database) {
    let world = World::build(&database.store).await;
    let listing = put(&database.store, &[world.listing("a")], 0).await[0].id;
    let photo = |values: &str| {
        format!(
            "INSERT INTO listing_photo (listing_id, position, photo_key, room, width, height) \
             VALUES ({values})"
        )
    };
    database
        .execute(&photo(&format!("{listing}, 0, 'a', 'living', 1, 65535")))
        .await
        .unwrap();
    let user = |values: &str| {
        format!(
            "INSERT INTO app_user (username, password_hash, real_name, sex, phone, email, points, \
             registered_at) VALUES ({values}, '2025-06-01 00:00:00+00:00')"
        )
    };
    database
        .execute(&user("'luohao', 'hash', '骆昊', 'male', '1', 'a@b', 0"))
        .await
        .unwrap();
    for statement in [
        photo(&format!("{listing}, 0, 'b', NULL, 1, 1")),
        photo(&format!("{listing}, -1, 'b', NULL, 1, 1")),
        photo(&format!("{listing}, 1, '', NULL, 1, 1")),
        photo(&format!("{listing}, 1, 'b', 'garage', 1, 1")),
        photo(&format!("{listing}, 1, 'b', NULL, 0, 1")),
        photo(&format!("{listing}, 1, 'b', NULL, 1, 65536")),
        photo("999, 0, 'b', NULL, 1, 1"),
        user("'luohao', 'hash', '骆昊', 'male', '2', 'c@d', 0"),
        user("'other', 'hash', '骆昊', 'male', '1', 'c@d', 0"),
        user("'other', 'hash', '骆昊', 'male', '2', 'a@b', 0"),
        user("'other', 'hash', '骆昊', 'm', '2', 'c@d', 0"),
        user("'other', '', '骆昊', 'male', '2', 'c@d', 0"),
        user("'other', 'hash', '骆昊', 'male', '2', 'c@d', -1"),
        "UPDATE agent SET service_stars = 6".into(),
        "UPDATE agent SET truth_stars = -1".into(),
        "UPDATE agent SET skill_stars = NULL".into(),
        "UPDATE agent SET name = ''".into(),
        "UPDATE agent SET user_id = 999".into(),
        "UPDATE estate SET hot = -1".into(),
        "UPDATE estate SET lon = 1".into(),
        "UPDATE estate SET division_code = 1".into(),
        "UPDATE business_district SET name = ''".into(),
        "UPDATE business_district SET lat = NULL".into(),
        "UPDATE division SET level = 'village' WHERE code = 110105".into(),
        "UPDATE division SET parent = NULL WHERE code = 110105".into(),
        "UPDATE division SET parent = 999999 WHERE code = 110105".into(),
        "UPDATE tag SET name = ''".into(),
        "UPDATE outbox SET kind = 'touched'".into(),
        "UPDATE outbox SET subject = 'weather'".into(),
        "DELETE FROM division WHERE code = 110105".into(),
        "DELETE FROM agent".into(),
        "DELETE FROM estate".into(),
        "DELETE FROM tag".into(),
        "INSERT INTO floor_plan (id, name) VALUES (10, '单间')".into(),
    ] {
        assert!(database.execute(&statement).await.is_err(), "{statement}");
    }
    let gone = database.execute("DELETE FROM listing").await.unwrap();
    assert_eq!(gone, 1);
    for table in ["listing_photo", "listing_tag"] {
        let left = database
            .execute(&format!("DELETE FROM {table}"))
            .await
            .unwrap();
        assert_eq!(left, 0, "{table} goes with its listing");
    }
}

pub async fn a_refused_batch_leaves_nothing(database: &Database) {
    let store = &database.store;
    put(store, &[sparse("before")], 0).await;
    let last = store.events().last().await.unwrap();
    for wrong in [
        NewListing {
            estate: Some(EstateId(999)),
            ..sparse("wrong")
        },
        NewListing {
            title: String::new(),
            ..sparse("wrong")
        },
        NewListing {
            area: Some(f64::INFINITY),
            ..sparse("wrong")
        },
        NewListing {
            subway_metres: Some(u32::MAX),
            ..sparse("wrong")
        },
    ] {
        let mut batch: Vec<NewListing> = (0..300).map(|it| sparse(&it.to_string())).collect();
        batch.push(wrong);
        let mut unit = store.begin().await.unwrap();
        let error = unit.put_listings(&batch, at(1)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Refused, "{error:?}");
        unit.rollback().await.unwrap();
        assert_eq!(store.listings().count().await.unwrap(), 1);
        assert_eq!(store.events().last().await.unwrap(), last);
    }
    put(store, &[sparse("after")], 2).await;
    assert_eq!(store.listings().count().await.unwrap(), 2);
}

pub async fn text_with_nul_is_refused(database: &Database) {
    let store = &database.store;
    let wrong = NewListing {
        title: "a\0b".into(),
        ..sparse("a")
    };
    let mut unit = store.begin().await.unwrap();
    let error = unit.put_listings(&[wrong], at(0)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
}
