//! What happens to a home, and to what is written about it, while it waits for a decision.

use crate::{
    form, handed_in, landlord, office,
    people::{problems, with_role},
    published,
};
use chrono::TimeDelta;
use domain::{
    ListingId, ListingStatus, RoleId,
    moderation::{
        AppealStatus, QueueReason, RejectReason, ReportReason,
        queue::QueueQuery,
        report::{AnswerForm, ReportForm},
    },
    offer::{EditState, ListingAction, ListingForm, Saved},
};
use services::{Caller, Clock, Error, Submitted};
use testkit::TestApp;

/// Writes `change` into what is written about a home and hands it in. Returns the version that waits.
pub async fn changes(
    app: &TestApp,
    publisher: &Caller,
    home: ListingId,
    change: impl FnOnce(&mut ListingForm),
) -> i64 {
    let editor = app.services.editor(publisher, home).await.unwrap();
    let mut form = editor.form;
    change(&mut form);
    let saved = app
        .services
        .save_edit(publisher, home, editor.version, &form)
        .await
        .unwrap();
    let Saved::Kept { version, .. } = saved else {
        panic!("{saved:?}")
    };
    let submitted = app
        .services
        .submit_offer(publisher, home, version)
        .await
        .unwrap();
    assert_eq!(submitted, Submitted::InReview);
    app.services.editor(publisher, home).await.unwrap().version
}

async fn waiting(app: &TestApp, admin: &Caller) -> Vec<ListingId> {
    let query = QueueQuery::default();
    let queue = app.services.moderation_queue(admin, &query).await.unwrap();
    let entries = queue.entries.items.iter();
    entries.map(|entry| entry.listing).collect()
}

async fn public_title(app: &TestApp, home: ListingId) -> (ListingStatus, String) {
    let store = app.store().primary_reads();
    let record = store.listings().detail(home).await.unwrap().unwrap();
    let offer = store.offers().offer(home).await.unwrap().unwrap();
    (offer.status, record.listing.card.title)
}

#[tokio::test]
async fn what_is_over_is_not_decided_on_and_keeps_what_was_written() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    for action in [
        ListingAction::Let,
        ListingAction::Withdraw,
        ListingAction::TakeDown,
    ] {
        let home = published(&app, &admin, &publisher, &form("公开的")).await;
        let version = changes(&app, &publisher, home, |form| form.title = "改过的".into()).await;
        assert_eq!(waiting(&app, &admin).await, [home]);
        let over = if action == ListingAction::TakeDown {
            let reasons = ["fraud".to_owned()];
            services
                .take_down(&admin, home, (&reasons, "已核实"))
                .await
                .unwrap();
            ListingStatus::Withdrawn
        } else {
            let step = services.step_offer(&publisher, home, action, None);
            step.await.unwrap()
        };
        assert!(waiting(&app, &admin).await.is_empty(), "{action}");
        for version in [version, version + 1] {
            let approved = services.approve_listing(&admin, home, version).await;
            assert!(matches!(approved, Err(Error::Conflict)), "{action}");
            let reasons = [RejectReason::Other];
            let rejected = services
                .send_back(&admin, home, version, (&reasons, "不行"))
                .await;
            assert!(matches!(rejected, Err(Error::Conflict)), "{action}");
        }
        assert_eq!(public_title(&app, home).await, (over, "公开的".into()));
        let editor = services.editor(&publisher, home).await.unwrap();
        assert_eq!(
            (editor.state, editor.form.title.as_str()),
            (EditState::Open, "改过的")
        );
        // Offered again, it goes on with what was written, and has to be approved as it is then.
        let relist = ListingAction::Relist;
        let to = services.step_offer(&publisher, home, relist, None).await;
        assert_eq!(to.unwrap(), ListingStatus::Draft);
        let version = services.editor(&publisher, home).await.unwrap().version;
        services
            .submit_offer(&publisher, home, version)
            .await
            .unwrap();
        assert_eq!(waiting(&app, &admin).await, [home], "{action}");
        let version = services.editor(&publisher, home).await.unwrap().version;
        services
            .approve_listing(&admin, home, version)
            .await
            .unwrap();
        assert_eq!(
            public_title(&app, home).await,
            (ListingStatus::Published, "改过的".into())
        );
    }
}

#[tokio::test]
async fn what_is_reserved_is_decided_on_and_stays_reserved() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("公开的")).await;
    let version = changes(&app, &publisher, home, |form| form.title = "改过的".into()).await;
    let step = services.step_offer(&publisher, home, ListingAction::Reserve, None);
    step.await.unwrap();
    assert_eq!(waiting(&app, &admin).await, [home]);
    services
        .approve_listing(&admin, home, version)
        .await
        .unwrap();
    assert_eq!(
        public_title(&app, home).await,
        (ListingStatus::Reserved, "改过的".into())
    );
    app.caught_up().await.unwrap();
    assert_eq!(services.index().len(), 0, "approving does not release it");
}

#[tokio::test]
async fn what_expires_leaves_the_queue_and_comes_back_as_it_was_approved() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("公开的")).await;
    let version = changes(&app, &publisher, home, |form| form.title = "改过的".into()).await;
    // At the thirtieth day to the second it is still shown.
    app.clock.set(app.clock.now() + TimeDelta::days(30));
    assert_eq!(services.expire_offers().await.unwrap(), 0);
    app.clock.set(app.clock.now() + TimeDelta::seconds(1));
    assert_eq!(services.expire_offers().await.unwrap(), 1);
    assert!(waiting(&app, &admin).await.is_empty());
    let approved = services.approve_listing(&admin, home, version).await;
    assert!(matches!(approved, Err(Error::Conflict)));
    let confirm = ListingAction::Confirm;
    let to = services.step_offer(&publisher, home, confirm, None).await;
    assert_eq!(to.unwrap(), ListingStatus::Published);
    assert_eq!(public_title(&app, home).await.1, "公开的");
    let editor = services.editor(&publisher, home).await.unwrap();
    assert_eq!(
        (editor.state, editor.form.title.as_str()),
        (EditState::Open, "改过的")
    );
    let steps: Vec<_> = editor.steps.iter().map(|step| &*step.action).collect();
    assert_eq!(steps[..3], ["confirm", "expire", "submit"]);
    assert_eq!(editor.steps[1].actor, None, "nobody did it");
}

#[tokio::test]
async fn what_changed_since_it_was_looked_at_is_not_approved() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let (home, _) = handed_in(&app, &publisher, &form("看过的")).await;
    let looked_at = services.review(&admin, home).await.unwrap().version;
    services.recall_offer(&publisher, home).await.unwrap();
    let reasons = ["other".to_owned()];
    let decided = async |version| {
        let approved = services.approve_listing(&admin, home, version).await;
        let rejected = services.reject_listing(&admin, home, version, (&reasons, "x"));
        (approved, rejected.await)
    };
    let current = services.editor(&publisher, home).await.unwrap().version;
    for version in [looked_at, current] {
        let both = decided(version).await;
        assert!(
            matches!(both, (Err(Error::Conflict), Err(Error::Conflict))),
            "it is not in review: {both:?}"
        );
    }
    changes(&app, &publisher, home, |form| {
        form.title = "没看过的".into()
    })
    .await;
    let both = decided(looked_at).await;
    assert!(
        matches!(both, (Err(Error::Conflict), Err(Error::Conflict))),
        "{both:?}"
    );
    assert_eq!(public_title(&app, home).await.0, ListingStatus::InReview);
    let looked_at = services.review(&admin, home).await.unwrap().version;
    services
        .approve_listing(&admin, home, looked_at)
        .await
        .unwrap();
    assert_eq!(
        public_title(&app, home).await,
        (ListingStatus::Published, "没看过的".into())
    );
}

#[tokio::test]
async fn of_two_moderators_at_once_one_decides() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let (_, second) = with_role(&app, "office02", "13700137009", RoleId::ADMIN).await;
    let services = &app.services;
    for round in 0..5 {
        let (home, version) = handed_in(&app, &publisher, &form("两居")).await;
        let reasons = ["other".to_owned()];
        let (approved, rejected) = tokio::join!(
            services.approve_listing(&admin, home, version),
            services.reject_listing(&second, home, version, (&reasons, "x")),
        );
        let status = match (&approved, &rejected) {
            (Ok(()), Err(Error::Conflict)) => ListingStatus::Published,
            (Err(Error::Conflict), Ok(_)) => ListingStatus::Draft,
            both => panic!("{round}: {both:?}"),
        };
        assert_eq!(public_title(&app, home).await.0, status);
        let steps = services.editor(&publisher, home).await.unwrap().steps;
        assert_eq!(steps.len(), 3, "start, submit, and one decision");
    }
    assert!(services.prove_audit().await.unwrap().is_ok());
}

#[tokio::test]
async fn a_rejected_change_of_a_public_home_can_be_appealed_against() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let (_, other) = with_role(&app, "landlord02", "13700137009", RoleId::LANDLORD).await;
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("公开的")).await;
    let version = changes(&app, &publisher, home, |form| form.title = "改过的".into()).await;
    let reasons = [RejectReason::Duplicate];
    services
        .send_back(&admin, home, version, (&reasons, ""))
        .await
        .unwrap();
    let public = (ListingStatus::Published, "公开的".to_owned());
    assert_eq!(public_title(&app, home).await, public, "it stays public");
    let foreign = services.appeal(&other, home, "不是重复的").await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    let appeal = services
        .appeal(&publisher, home, "不是重复的")
        .await
        .unwrap();
    let query = QueueQuery::default();
    let queue = services.moderation_queue(&admin, &query).await.unwrap();
    assert_eq!(queue.entries.items[0].why, [QueueReason::Appeal]);
    let granted = AnswerForm {
        uphold: true,
        answer: "确实不同".into(),
    };
    let own = services.answer_appeal(&publisher, appeal, &granted).await;
    assert!(matches!(own, Err(Error::Forbidden)), "{own:?}");
    services
        .answer_appeal(&admin, appeal, &granted)
        .await
        .unwrap();
    assert_eq!(public_title(&app, home).await, public);
    let queue = services.moderation_queue(&admin, &query).await.unwrap();
    assert_eq!(queue.entries.items[0].why, [QueueReason::Changed]);
    let version = services.review(&admin, home).await.unwrap().version;
    services
        .approve_listing(&admin, home, version)
        .await
        .unwrap();
    assert_eq!(public_title(&app, home).await.1, "改过的");
}

#[tokio::test]
async fn deciding_about_what_was_appealed_against_closes_the_appeal() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let (home, version) = handed_in(&app, &publisher, &form("两居")).await;
    let reasons = [RejectReason::Incomplete];
    services
        .send_back(&admin, home, version, (&reasons, ""))
        .await
        .unwrap();
    services.appeal(&publisher, home, "都写了").await.unwrap();
    // Instead of waiting it is mended and handed in again.
    changes(&app, &publisher, home, |form| form.area = "61".into()).await;
    let version = services.review(&admin, home).await.unwrap().version;
    services
        .approve_listing(&admin, home, version)
        .await
        .unwrap();
    let standing = services.appeal_standing(&publisher, home).await.unwrap();
    assert!(!standing.possible);
    assert_eq!(standing.last.unwrap().status, AppealStatus::Granted);
    assert!(waiting(&app, &admin).await.is_empty());
    assert_eq!(
        problems(services.appeal(&publisher, home, "还有").await),
        ["form nothing_to_appeal"]
    );
}

#[tokio::test]
async fn of_many_reports_of_one_home_one_strike_comes_and_others_homes_are_not_barred() {
    let app = TestApp::start_with(|settings| settings.moderation.strikes_max = 1)
        .await
        .unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let (_, other) = with_role(&app, "landlord02", "13700137009", RoleId::LANDLORD).await;
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("假的")).await;
    let waits = published(&app, &admin, &publisher, &form("真的")).await;
    let mut reports = Vec::new();
    for number in 0..3 {
        let (name, phone) = (format!("renter{number:02}"), format!("1370013801{number}"));
        let (_, renter) = with_role(&app, &name, &phone, RoleId::RENTER).await;
        let report = ReportForm {
            listing: home,
            reason: ReportReason::Fraud,
            note: String::new(),
        };
        reports.push(services.report_home(&renter, &report).await.unwrap());
    }
    let answer = AnswerForm {
        uphold: true,
        answer: "属实".into(),
    };
    services
        .answer_report(&admin, reports[1], &answer)
        .await
        .unwrap();
    for id in [reports[0], reports[2]] {
        let again = services.answer_report(&admin, id, &answer).await;
        assert!(matches!(again, Err(Error::Conflict)), "{again:?}");
    }
    let standing = services.own_standing(&publisher).await.unwrap();
    assert_eq!((standing.active, standing.strikes.len()), (1, 1));
    // Barred from handing in, not from what is public already.
    let version = {
        let editor = services.editor(&publisher, waits).await.unwrap();
        let mut form = editor.form;
        form.rent = "6400".into();
        let saved = services
            .save_edit(&publisher, waits, editor.version, &form)
            .await
            .unwrap();
        let Saved::Kept { version, .. } = saved else {
            panic!("{saved:?}")
        };
        version
    };
    let barred = services.submit_offer(&publisher, waits, version).await;
    assert!(matches!(barred, Err(Error::Barred(_))), "{barred:?}");
    let confirm = ListingAction::Confirm;
    let confirmed = services.step_offer(&publisher, waits, confirm, None).await;
    assert_eq!(confirmed.unwrap(), ListingStatus::Published);
    handed_in(&app, &other, &form("别人的")).await;
}
