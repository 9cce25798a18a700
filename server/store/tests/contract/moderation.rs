//! Reports, strikes, photos that look alike, and what waits for a decision.

use crate::{
    builders::{World, at, sparse},
    database::Database,
};
use chrono::TimeDelta;
use domain::{
    ListingId, ListingStatus, UserId,
    moderation::{
        AppealStatus, DictionaryKind, QueueReason, ReportReason, ReportStatus,
        queue::{QueueQuery, QueueSort},
        report::ReportQuery,
    },
};
use store::{ErrorKind, NewReport, NewStrike, Store};

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
    for (now, late) in [(at(5), 0), (later, 1)] {
        let waiting = moderation.waiting(now).await.unwrap();
        assert_eq!((waiting.reports, waiting.late), (1, late));
    }
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
    assert_eq!(moderation.waiting(at(9)).await.unwrap().listings, 2);
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
    let waits = moderation.alike(ids[1], (estate, 7), (89.0, 90.0), (785_000, 786_000));
    let waits: Vec<_> = waits.await.unwrap().iter().map(|row| row.listing).collect();
    assert_eq!(waits, [ids[0], ids[4]], "what was handed in counts");
    assert_eq!(alike[0].publisher, Some(UserId(3)));
    let far = moderation.alike(ids[0], (estate, 8), (89.0, 90.0), (785_000, 786_000));
    assert!(far.await.unwrap().is_empty());
    assert_eq!(moderation.alike_by_ids(&ids).await.unwrap().len(), 5);
    assert!(moderation.review_photos(ids[0]).await.unwrap().is_empty());
    let uses = moderation.uses(DictionaryKind::Estates, estate.0).await;
    assert_eq!(uses.unwrap().others, 4, "what is being written counts");
}
