//! Reports, strikes, photos that look alike, dictionaries.

use crate::{
    builders::{BEIJING, CHAOYANG, World, at, estate, sparse},
    database::Database,
};
use chrono::TimeDelta;
use domain::{
    DivisionLevel, EstateId, ListingId, ListingStatus, Point, UserId,
    moderation::{
        AppealStatus, DictionaryKind, QueueReason, ReportReason, ReportStatus,
        dictionary::DictionaryQuery,
        queue::{QueueQuery, QueueSort},
        report::ReportQuery,
    },
};
use store::{EntryValues, ErrorKind, NewEstate, NewReport, NewStrike, Store, Subject};

async fn people(database: &Database) {
    for (id, name) in [(1, "office"), (2, "renter"), (3, "agent")] {
        let sql = format!(
            "INSERT INTO app_user (id, username, username_key, password_hash, real_name, phone, \
             registered_at) VALUES ({id}, '{name}', '{name}', 'x', '张三', '1380013800{id}', \
             '2025-01-01 00:00:00+00:00')"
        );
        database.execute(&sql).await.unwrap();
    }
}

async fn home(store: &Store, publisher: Option<UserId>) -> ListingId {
    let mut unit = store.begin().await.unwrap();
    let listing = store::NewListing {
        publisher,
        ..sparse("reported")
    };
    let put = unit.put_listings(&[listing], at(0)).await.unwrap();
    unit.commit().await.unwrap();
    put[0].id
}

fn report(listing: ListingId, reporter: UserId, minute: u32) -> NewReport {
    NewReport {
        listing,
        reporter,
        reason: ReportReason::Fraud,
        note: "要求先转账".into(),
        at: at(minute),
        due_at: at(minute) + TimeDelta::hours(24),
    }
}

pub async fn a_home_has_one_open_report_of_a_person(database: &Database) {
    let store = &database.store;
    people(database).await;
    let (office, renter) = (UserId(1), UserId(2));
    let home = home(store, Some(UserId(3))).await;
    let mut unit = store.begin().await.unwrap();
    let first = unit.create_report(&report(home, renter, 0)).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    let again = unit.create_report(&report(home, renter, 1)).await;
    assert_eq!(again.unwrap_err().kind(), ErrorKind::Conflict);
    unit.rollback().await.unwrap();
    let moderation = store.moderation();
    assert_eq!(
        moderation.open_report(home, renter).await.unwrap(),
        Some(first)
    );
    let later = at(0) + TimeDelta::hours(25);
    assert_eq!(moderation.open_reports(at(5)).await.unwrap(), (1, 0));
    assert_eq!(moderation.open_reports(later).await.unwrap(), (1, 1));
    let late = ReportQuery {
        overdue: true,
        ..ReportQuery::default()
    };
    assert_eq!(moderation.reports(&late, at(5), 10).await.unwrap().total, 0);
    let found = moderation.reports(&late, later, 10).await.unwrap();
    assert_eq!(found.total, 1);
    assert!(found.items[0].overdue);
    assert_eq!(found.items[0].publisher_name.as_deref(), Some("agent"));
    assert_eq!(found.items[0].report.note, "要求先转账");

    let mut unit = store.begin().await.unwrap();
    let answered = ReportStatus::Dismissed;
    let answer = unit.answer_report(first, answered, "已核实", office, at(9));
    assert!(answer.await.unwrap());
    let twice = unit.answer_report(first, ReportStatus::Upheld, "x", office, at(9));
    assert!(!twice.await.unwrap());
    unit.create_report(&report(home, renter, 10)).await.unwrap();
    unit.commit().await.unwrap();
    let own = moderation.reports_by(renter, 1, 10).await.unwrap();
    let states: Vec<_> = own.items.iter().map(|report| report.status).collect();
    assert_eq!(states, [ReportStatus::Open, ReportStatus::Dismissed]);
}

pub async fn strikes_count_until_they_are_old_or_lifted(database: &Database) {
    let store = &database.store;
    people(database).await;
    let (office, agent) = (UserId(1), UserId(3));
    let home = home(store, Some(agent)).await;
    let mut unit = store.begin().await.unwrap();
    let report = unit
        .create_report(&report(home, UserId(2), 0))
        .await
        .unwrap();
    let strike = |minute, report| NewStrike {
        user: agent,
        listing: home,
        report,
        reason: ReportReason::WrongPrice,
        by: office,
        at: at(minute),
    };
    let first = unit.give_strike(&strike(1, Some(report))).await.unwrap();
    unit.give_strike(&strike(2, None)).await.unwrap();
    unit.commit().await.unwrap();
    let moderation = store.moderation();
    let given = moderation.active_strikes(agent, at(0)).await.unwrap();
    assert_eq!(given, [at(1), at(2)]);
    assert_eq!(
        moderation.active_strikes(agent, at(1)).await.unwrap(),
        [at(2)]
    );
    let mut unit = store.begin().await.unwrap();
    assert!(unit.lift_strike(first, office, at(3)).await.unwrap());
    assert!(!unit.lift_strike(first, office, at(4)).await.unwrap());
    unit.commit().await.unwrap();
    assert_eq!(
        moderation.active_strikes(agent, at(0)).await.unwrap(),
        [at(2)]
    );
    let all = moderation.strikes_of(agent).await.unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].lifted_at, Some(at(3)));
    let mut unit = store.begin().await.unwrap();
    let twice = unit.give_strike(&strike(5, Some(report))).await;
    assert_eq!(twice.unwrap_err().kind(), ErrorKind::Conflict);
}

pub async fn photos_that_look_alike_are_found(database: &Database) {
    let store = &database.store;
    let mut unit = store.begin().await.unwrap();
    let listings = ["a", "b", "c", "d"].map(sparse);
    let put = unit.put_listings(&listings, at(0)).await.unwrap();
    unit.commit().await.unwrap();
    let ids: Vec<ListingId> = put.iter().map(|put| put.id).collect();
    let base: i64 = -0x1234_5678_9abc_def1;
    // Six bits in six parts, seven bits, and quite another.
    let near = base ^ (1 | 1 << 9 | 1 << 18 | 1 << 27 | 1 << 36 | 1 << 45);
    let far = near ^ (1 << 63);
    for (number, likeness) in [base, near, far, !base].iter().enumerate() {
        let (photo, listing) = (number + 1, ids[number].0);
        database
            .execute(&format!(
                "INSERT INTO photo (id, sha256, state, photo_key, width, height, likeness, \
                 uploaded_at) VALUES ({photo}, '{:064x}', 'ready', 'k{photo}', 4, 3, {likeness}, \
                 '2025-01-01 00:00:00+00:00')",
                photo
            ))
            .await
            .unwrap();
        database
            .execute(&format!(
                "INSERT INTO listing_photo (listing_id, position, photo_key, width, height, \
                 photo_id) VALUES ({listing}, 0, 'k{photo}', 4, 3, {photo})"
            ))
            .await
            .unwrap();
    }
    let moderation = store.moderation();
    let own = moderation.likenesses_of(ids[0]).await.unwrap();
    assert_eq!(own, [base]);
    let like = moderation.photos_like(ids[0], &own, 6).await.unwrap();
    let found: Vec<_> = like.iter().map(|like| (like.listing, like.bits)).collect();
    assert_eq!(found, [(ids[1], 6)]);
    assert!(
        moderation
            .photos_like(ids[3], &[!base], 6)
            .await
            .unwrap()
            .is_empty()
    );
}

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

pub async fn the_queue_holds_what_can_be_decided_on(database: &Database) {
    let store = &database.store;
    people(database).await;
    let world = World::build(store).await;
    let mut unit = store.begin().await.unwrap();
    let listing = |id: &str, status| store::NewListing {
        publisher: Some(UserId(3)),
        status,
        ..world.listing(id)
    };
    let listings = [
        listing("new", ListingStatus::InReview),
        listing("changed", ListingStatus::Published),
        listing("sent back", ListingStatus::Draft),
        listing("over", ListingStatus::Withdrawn),
        listing("other", ListingStatus::Published),
    ];
    let put = unit.put_listings(&listings, at(0)).await.unwrap();
    unit.commit().await.unwrap();
    let ids: Vec<ListingId> = put.iter().map(|put| put.id).collect();
    let estate = world.estate;
    for (id, state, submitted) in [
        (ids[0], "in_review", "'2025-06-01T08:20:00+00:00'"),
        (ids[1], "in_review", "'2025-06-01T08:10:00+00:00'"),
        (ids[2], "open", "NULL"),
        (ids[3], "in_review", "'2025-06-01T08:00:00+00:00'"),
    ] {
        database
            .execute(&format!(
                "INSERT INTO listing_edit (listing_id, form, state, saved_at, submitted_at) \
                 VALUES ({id}, '{{\"estate\":\"{estate}\",\"title\":\"稿{id}\"}}', '{state}', \
                 '2025-06-01T08:00:00+00:00', {submitted})"
            ))
            .await
            .unwrap();
    }
    let moderation = store.moderation();
    let queue = async |query: QueueQuery| {
        let found = moderation.queue(&query, 10).await.unwrap();
        let ids = found.items.iter().map(|row| row.listing);
        ids.collect::<Vec<_>>()
    };
    assert_eq!(queue(QueueQuery::default()).await, [ids[1], ids[0]]);
    assert_eq!(moderation.waiting().await.unwrap(), 2);
    assert_eq!(
        moderation.waits_longest(ids[1]).await.unwrap(),
        Some(ids[0])
    );

    let mut unit = store.begin().await.unwrap();
    let step = store::NewStep {
        listing: ids[2],
        actor: Some(UserId(1)),
        action: "reject",
        from: ListingStatus::InReview,
        to: ListingStatus::Draft,
        reasons: &["other".to_owned()],
        note: "x",
    };
    let step = unit.add_step(&step, at(1)).await.unwrap();
    let about = (ids[2], step);
    let appeal = unit
        .create_appeal(about, UserId(3), "为什么", at(2))
        .await
        .unwrap();
    unit.create_report(&report(ids[1], UserId(2), 3))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let of = |reason| QueueQuery {
        reason: Some(reason),
        ..QueueQuery::default()
    };
    assert_eq!(queue(of(QueueReason::New)).await, [ids[0]]);
    assert_eq!(queue(of(QueueReason::Changed)).await, [ids[1]]);
    assert_eq!(queue(of(QueueReason::Appeal)).await, [ids[2]]);
    assert_eq!(queue(of(QueueReason::Reported)).await, [ids[1]]);
    let words = QueueQuery {
        q: format!("稿{}", ids[0]),
        ..QueueQuery::default()
    };
    assert_eq!(queue(words).await, [ids[0]]);
    let by = QueueQuery {
        q: "agent".into(),
        sort: QueueSort::Newest,
        ..QueueQuery::default()
    };
    assert_eq!(queue(by).await, [ids[0], ids[1], ids[2]]);

    let mut unit = store.begin().await.unwrap();
    let twice = unit.create_appeal(about, UserId(3), "再问", at(4)).await;
    assert_eq!(twice.unwrap_err().kind(), ErrorKind::Conflict);
    unit.rollback().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    let refused = AppealStatus::Refused;
    let answered = unit.answer_appeal(appeal, refused, "不行", UserId(1), at(5));
    assert!(answered.await.unwrap());
    let closed = unit.close_appeals(ids[2], refused, Some(UserId(1)), at(6));
    assert_eq!(closed.await.unwrap(), 0);
    unit.commit().await.unwrap();
    let last = moderation.last_appeal(ids[2]).await.unwrap().unwrap();
    assert_eq!((last.status, &*last.answer), (refused, "不行"));
    assert_eq!(moderation.appeal(appeal).await.unwrap(), Some(last));

    let alike = moderation
        .alike(ids[0], (estate, 7), (89.0, 90.0), (785_000, 786_000))
        .await
        .unwrap();
    let found: Vec<_> = alike.iter().map(|row| row.listing).collect();
    assert_eq!(found, [ids[1], ids[4]]);
    assert_eq!(alike[0].publisher, Some(UserId(3)));
    let far = moderation.alike(ids[0], (estate, 8), (89.0, 90.0), (785_000, 786_000));
    assert!(far.await.unwrap().is_empty());
    assert_eq!(moderation.alike_by_ids(&ids).await.unwrap().len(), 5);
    let waits = moderation.in_review_at(ids[1], estate).await.unwrap();
    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0].0, ids[0]);
    assert!(moderation.review_photos(ids[0]).await.unwrap().is_empty());
    let uses = moderation.uses(DictionaryKind::Estates, estate.0).await;
    assert_eq!(uses.unwrap().others, 4, "what is being written counts");
}
