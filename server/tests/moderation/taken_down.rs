//! Appeals against being taken down.

use crate::{
    form, landlord, office,
    people::{problems, with_role},
    published,
};
use chrono::TimeDelta;
use domain::{
    AppealId, ListingId, ListingStatus, RoleId,
    account::{AuditAction, admin::AuditQuery},
    moderation::{
        AppealStatus, QueueReason, RejectReason, ReportReason,
        queue::{QueueEntry, QueueQuery},
        report::{AnswerForm, ReportForm},
    },
    offer::{EXPIRED_DAYS, EditState, ListingAction, SHOWN_DAYS},
};
use services::{Caller, Clock};
use testkit::TestApp;

fn answer(uphold: bool) -> AnswerForm {
    AnswerForm {
        uphold,
        answer: "已核实".into(),
    }
}

async fn waiting(app: &TestApp, admin: &Caller) -> Vec<QueueEntry> {
    let query = QueueQuery::default();
    let queue = app.services.moderation_queue(admin, &query).await.unwrap();
    assert_eq!(
        queue.waiting.listings,
        queue.entries.items.len() as u64,
        "what is counted is shown"
    );
    queue.entries.items
}

async fn taken_off(app: &TestApp, admin: &Caller, home: ListingId) {
    let reasons = [RejectReason::WrongPrice];
    let taken = app.services.take_off(admin, home, (&reasons, "价格不实"));
    taken.await.unwrap();
}

async fn appealed(app: &TestApp, publisher: &Caller, home: ListingId) -> AppealId {
    let services = &app.services;
    let standing = services.appeal_standing(publisher, home).await.unwrap();
    assert!(standing.possible);
    let appeal = services.appeal(publisher, home, "价格是真的").await;
    assert_eq!(
        problems(services.appeal(publisher, home, "再说一次").await),
        ["form appealed_already"]
    );
    appeal.unwrap()
}

async fn status(app: &TestApp, publisher: &Caller, home: ListingId) -> ListingStatus {
    app.services.editor(publisher, home).await.unwrap().status
}

#[tokio::test]
async fn what_was_taken_down_wrongly_is_public_again_without_its_strike() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    let (_, renter) = with_role(&app, "renter01", "13700137002", RoleId::RENTER).await;
    let report = ReportForm {
        listing: home,
        reason: ReportReason::NotAvailable,
        note: String::new(),
    };
    let report = services.report_home(&renter, &report).await.unwrap();
    services
        .answer_report(&admin, report, &answer(true))
        .await
        .unwrap();
    let standing = services.own_standing(&publisher).await.unwrap();
    assert_eq!(standing.active, 1);
    assert!(waiting(&app, &admin).await.is_empty());
    // A while later: it would have expired by now.
    app.clock
        .set(app.clock.now() + TimeDelta::days(SHOWN_DAYS + 1));
    let appeal = appealed(&app, &publisher, home).await;
    let queue = waiting(&app, &admin).await;
    assert_eq!(
        (queue[0].listing, queue[0].why.as_slice()),
        (home, [QueueReason::Appeal].as_slice())
    );
    assert!(queue[0].changed.is_empty(), "nothing is written about it");
    let review = services.review(&admin, home).await.unwrap();
    assert_eq!(review.appeal.unwrap().status, AppealStatus::Open);
    assert!(!review.in_review);

    services
        .answer_appeal(&admin, appeal, &answer(true))
        .await
        .unwrap();
    app.caught_up().await.unwrap();
    assert_eq!(services.index().len(), 1, "it is found again");
    let editor = services.editor(&publisher, home).await.unwrap();
    assert_eq!(editor.status, ListingStatus::Published);
    assert_eq!(editor.steps[0].action, "restore");
    assert_eq!(services.expire_offers().await.unwrap(), 0);
    assert!(waiting(&app, &admin).await.is_empty());
    assert_eq!(services.own_standing(&publisher).await.unwrap().active, 0);
    let standing = services.appeal_standing(&publisher, home).await.unwrap();
    assert!(!standing.possible);
    assert_eq!(standing.last.unwrap().status, AppealStatus::Granted);
    let trail = services.audit(&admin, &AuditQuery::default()).await;
    let trail = trail.unwrap().items;
    assert!(
        trail
            .iter()
            .any(|entry| entry.action == AuditAction::StrikeLifted)
    );
    assert!(services.prove_audit().await.unwrap().is_ok());
}

#[tokio::test]
async fn a_refusal_leaves_it_down_and_the_next_time_can_be_appealed_against_again() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    for round in 0..2 {
        taken_off(&app, &admin, home).await;
        let appeal = appealed(&app, &publisher, home).await;
        services
            .answer_appeal(&admin, appeal, &answer(round == 0))
            .await
            .unwrap();
    }
    assert_eq!(
        status(&app, &publisher, home).await,
        ListingStatus::Withdrawn
    );
    let standing = services.appeal_standing(&publisher, home).await.unwrap();
    assert!(!standing.possible);
    assert_eq!(standing.last.unwrap().answer, "已核实");
    assert!(waiting(&app, &admin).await.is_empty());
}

#[tokio::test]
async fn what_had_expired_comes_back_expired() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    app.clock
        .set(app.clock.now() + TimeDelta::days(SHOWN_DAYS + 1));
    assert_eq!(services.expire_offers().await.unwrap(), 1);
    taken_off(&app, &admin, home).await;
    app.clock
        .set(app.clock.now() + TimeDelta::days(EXPIRED_DAYS));
    let appeal = appealed(&app, &publisher, home).await;
    services
        .answer_appeal(&admin, appeal, &answer(true))
        .await
        .unwrap();
    assert_eq!(status(&app, &publisher, home).await, ListingStatus::Expired);
    let confirm = ListingAction::Confirm;
    let confirmed = services.step_offer(&publisher, home, confirm, None).await;
    assert_eq!(problems(confirmed), ["form long_expired"]);
}

#[tokio::test]
async fn an_appeal_does_not_undo_what_its_publisher_did_meanwhile() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    taken_off(&app, &admin, home).await;
    let appeal = appealed(&app, &publisher, home).await;
    let relist = ListingAction::Relist;
    let relisted = services.step_offer(&publisher, home, relist, None).await;
    assert_eq!(relisted.unwrap(), ListingStatus::Draft);
    services
        .answer_appeal(&admin, appeal, &answer(true))
        .await
        .unwrap();
    let editor = services.editor(&publisher, home).await.unwrap();
    assert_eq!(
        (editor.status, editor.state),
        (ListingStatus::Draft, EditState::Open)
    );
}

#[tokio::test]
async fn being_taken_down_ends_an_appeal_against_an_edit_that_was_sent_back() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    let version = crate::meanwhile::changes(&app, &publisher, home, |form| {
        form.title = "望京花园 精装".into();
    })
    .await;
    let reasons = [RejectReason::Duplicate];
    services
        .send_back(&admin, home, version, (&reasons, ""))
        .await
        .unwrap();
    let first = appealed(&app, &publisher, home).await;
    taken_off(&app, &admin, home).await;
    let answered = services.answer_appeal(&admin, first, &answer(true)).await;
    assert!(matches!(answered, Err(services::Error::Conflict)));
    let second = appealed(&app, &publisher, home).await;
    assert_ne!(first, second);
    services
        .answer_appeal(&admin, second, &answer(true))
        .await
        .unwrap();
    let editor = services.editor(&publisher, home).await.unwrap();
    assert_eq!(
        (editor.status, editor.state),
        (ListingStatus::Published, EditState::Open),
        "and what was sent back stays so"
    );
}

#[tokio::test]
async fn an_edit_that_was_given_up_leaves_no_rejection_behind() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    let change = async |title: &str| {
        crate::meanwhile::changes(&app, &publisher, home, |form| form.title = title.into()).await
    };
    let version = change("望京花园 精装").await;
    let reasons = [RejectReason::Duplicate];
    services
        .send_back(&admin, home, version, (&reasons, ""))
        .await
        .unwrap();
    let against = async || {
        let query = domain::offer::OwnQuery::default();
        let own = services.own_listings(&publisher, &query).await.unwrap();
        own.listings[0].against
    };
    assert_eq!(against().await, Some(ListingAction::Reject));
    appealed(&app, &publisher, home).await;
    services.discard_edit(&publisher, home).await.unwrap();
    assert!(waiting(&app, &admin).await.is_empty(), "nothing is left");

    // Another one is begun, and nobody has decided about it.
    services.open_edit(&publisher, home).await.unwrap();
    assert_eq!(against().await, None);
    let editor = services.editor(&publisher, home).await.unwrap();
    assert_eq!(editor.steps[0].action, "discard");
    let standing = services.appeal_standing(&publisher, home).await.unwrap();
    assert!(!standing.possible);
    // Giving up what nobody wrote is nothing that happened.
    services.discard_edit(&publisher, home).await.unwrap();
    services.discard_edit(&publisher, home).await.unwrap();
    let steps = services.editor(&publisher, home).await.unwrap().steps;
    let dropped = steps.iter().filter(|step| step.action == "discard");
    assert_eq!(dropped.count(), 2);
}
