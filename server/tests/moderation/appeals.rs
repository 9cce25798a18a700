//! The queue, decisions, and appeals against them.

use crate::{form, handed_in, landlord, office, people::problems, published};
use chrono::TimeDelta;
use domain::{
    ListingStatus,
    moderation::{
        AppealStatus, QueueReason, RejectReason,
        queue::{QueueQuery, QueueSort},
        report::AnswerForm,
    },
    offer::Saved,
};
use services::{Clock, Error};
use testkit::TestApp;

#[tokio::test]
async fn the_queue_shows_the_longest_waiting_first_with_why_and_what_changes() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let public = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    let (new, _) = handed_in(&app, &publisher, &form("望京花园 三居")).await;
    app.clock.set(app.clock.now() + TimeDelta::hours(3));
    let editor = services.editor(&publisher, public).await.unwrap();
    let mut changed = editor.form.clone();
    changed.title = "望京花园 精装两居".into();
    let saved = services
        .save_edit(&publisher, public, editor.version, &changed)
        .await
        .unwrap();
    let Saved::Kept { version, .. } = saved else {
        panic!("{saved:?}")
    };
    services
        .submit_offer(&publisher, public, version)
        .await
        .unwrap();

    let queue = services
        .moderation_queue(&admin, &QueueQuery::default())
        .await
        .unwrap();
    let ids: Vec<_> = queue
        .entries
        .items
        .iter()
        .map(|entry| entry.listing)
        .collect();
    assert_eq!(ids, [new, public]);
    assert_eq!(queue.waiting.listings, 2);
    assert_eq!(queue.entries.items[0].why, [QueueReason::New]);
    assert_eq!(queue.entries.items[1].why, [QueueReason::Changed]);
    assert_eq!(queue.entries.items[1].changed, ["title"]);
    assert_eq!(
        queue.entries.items[1].publisher_name.as_deref(),
        Some("landlord")
    );
    for (query, expected) in [
        (
            QueueQuery {
                reason: Some(QueueReason::Changed),
                ..QueueQuery::default()
            },
            vec![public],
        ),
        (
            QueueQuery {
                q: "精装".into(),
                ..QueueQuery::default()
            },
            vec![public],
        ),
        (
            QueueQuery {
                sort: QueueSort::Newest,
                page: 99,
                ..QueueQuery::default()
            },
            vec![public, new],
        ),
        (
            QueueQuery {
                reason: Some(QueueReason::Reported),
                ..QueueQuery::default()
            },
            vec![],
        ),
    ] {
        let found = services.moderation_queue(&admin, &query).await.unwrap();
        let ids: Vec<_> = found
            .entries
            .items
            .iter()
            .map(|entry| entry.listing)
            .collect();
        assert_eq!(ids, expected, "{query:?}");
    }
    assert!(matches!(
        services
            .moderation_queue(&publisher, &QueueQuery::default())
            .await,
        Err(Error::Forbidden)
    ));

    let review = services.review(&admin, public).await.unwrap();
    assert!(review.in_review && review.public.is_some());
    assert_eq!(review.changes.len(), 1);
    assert_eq!(review.changes[0].before.as_deref(), Some("望京花园 两居"));
    assert_eq!(review.next, Some(new));
    assert!(review.names.iter().any(|named| named.name == "朝阳区"));
    let review = services.review(&admin, new).await.unwrap();
    assert_eq!(review.public, None);
    // Somebody else decided on another version.
    assert!(matches!(
        services
            .approve_listing(&admin, new, review.version - 1)
            .await,
        Err(Error::Conflict)
    ));
}

#[tokio::test]
async fn a_rejection_can_be_appealed_against_once() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let (home, version) = handed_in(&app, &publisher, &form("望京花园 两居")).await;
    assert_eq!(
        problems(services.appeal(&publisher, home, "为什么").await),
        ["form nothing_to_appeal"]
    );
    assert_eq!(
        problems(services.send_back(&admin, home, version, (&[], "")).await),
        ["reasons missing"]
    );
    let other = [RejectReason::Other];
    assert_eq!(
        problems(
            services
                .send_back(&admin, home, version, (&other, " "))
                .await
        ),
        ["note missing"]
    );
    let reasons = [RejectReason::WrongPrice, RejectReason::Incomplete];
    services
        .send_back(&admin, home, version, (&reasons, "租金偏低"))
        .await
        .unwrap();
    let editor = services.editor(&publisher, home).await.unwrap();
    assert_eq!(editor.status, ListingStatus::Draft);
    assert_eq!(editor.steps[0].reasons, ["wrong_price", "incomplete"]);

    assert!(
        services
            .appeal_standing(&publisher, home)
            .await
            .unwrap()
            .possible
    );
    assert_eq!(
        problems(services.appeal(&publisher, home, "  ").await),
        ["body missing"]
    );
    let appeal = services
        .appeal(&publisher, home, "价格是业主定的")
        .await
        .unwrap();
    assert_eq!(
        problems(services.appeal(&publisher, home, "再说一次").await),
        ["form appealed_already"]
    );
    let queue = services
        .moderation_queue(&admin, &QueueQuery::default())
        .await
        .unwrap();
    assert_eq!(queue.entries.items[0].why, [QueueReason::Appeal]);
    let granted = AnswerForm {
        uphold: true,
        answer: "已核对委托书".into(),
    };
    services
        .answer_appeal(&admin, appeal, &granted)
        .await
        .unwrap();
    assert!(matches!(
        services.answer_appeal(&admin, appeal, &granted).await,
        Err(Error::Conflict)
    ));
    let review = services.review(&admin, home).await.unwrap();
    assert!(review.in_review);
    assert_eq!(review.status, ListingStatus::InReview);
    assert_eq!(review.appeal.unwrap().status, AppealStatus::Granted);
    assert_eq!(review.steps[0].action, "appeal_granted");
    services
        .approve_listing(&admin, home, review.version)
        .await
        .unwrap();
    app.caught_up().await.unwrap();
    assert_eq!(services.index().len(), 1);
}

#[tokio::test]
async fn another_rejection_can_be_appealed_against_again_and_a_refusal_stays() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let (home, mut version) = handed_in(&app, &publisher, &form("望京花园 两居")).await;
    for round in 0..2 {
        services
            .send_back(&admin, home, version, (&[RejectReason::Duplicate], ""))
            .await
            .unwrap();
        let appeal = services
            .appeal(&publisher, home, "不是重复的")
            .await
            .unwrap();
        let refused = AnswerForm {
            uphold: false,
            answer: "和另一套照片相同".into(),
        };
        services
            .answer_appeal(&admin, appeal, &refused)
            .await
            .unwrap();
        let standing = services.appeal_standing(&publisher, home).await.unwrap();
        assert!(!standing.possible, "{round}");
        assert_eq!(standing.last.unwrap().answer, "和另一套照片相同");
        let open = services.editor(&publisher, home).await.unwrap().version;
        services.submit_offer(&publisher, home, open).await.unwrap();
        version = services.editor(&publisher, home).await.unwrap().version;
    }
}
