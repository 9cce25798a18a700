//! Reports, and the strikes they lead to.

use crate::{
    form, handed_in, landlord, office,
    people::{anybody, problems, with_role},
    published,
};
use chrono::TimeDelta;
use domain::{
    ListingStatus, RoleId,
    account::admin::AuditQuery,
    moderation::{
        ReportReason, ReportStatus,
        report::{AnswerForm, ReportForm, ReportQuery},
    },
};
use services::{Clock, Error};
use testkit::TestApp;

fn answer(uphold: bool) -> AnswerForm {
    AnswerForm {
        uphold,
        answer: "已电话核实".into(),
    }
}

#[tokio::test]
async fn a_report_that_is_right_takes_the_home_down_and_gives_one_strike() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    let (_, first) = with_role(&app, "renter01", "13700137002", RoleId::RENTER).await;
    let (_, second) = with_role(&app, "renter02", "13700137003", RoleId::RENTER).await;
    let services = &app.services;
    let report = ReportForm {
        listing: home,
        reason: ReportReason::NotAvailable,
        note: "电话里说已经租出去了".into(),
    };
    assert!(matches!(
        services.report_home(&anybody(), &report).await,
        Err(Error::Unauthenticated)
    ));
    let id = services.report_home(&first, &report).await.unwrap();
    services.report_home(&second, &report).await.unwrap();
    assert_eq!(
        problems(services.report_home(&first, &report).await),
        ["form reported_already"]
    );
    let other = ReportForm {
        reason: ReportReason::Other,
        note: " ".into(),
        ..report.clone()
    };
    assert_eq!(
        problems(services.report_home(&first, &other).await),
        ["note missing"]
    );
    assert!(matches!(
        services.reports(&first, &ReportQuery::default()).await,
        Err(Error::Forbidden)
    ));

    app.clock.set(app.clock.now() + TimeDelta::hours(25));
    let late = ReportQuery {
        overdue: true,
        ..ReportQuery::default()
    };
    assert_eq!(services.reports(&admin, &late).await.unwrap().total, 2);
    let silent = AnswerForm {
        uphold: true,
        answer: String::new(),
    };
    assert_eq!(
        problems(services.answer_report(&admin, id, &silent).await),
        ["answer missing"]
    );
    services
        .answer_report(&admin, id, &answer(true))
        .await
        .unwrap();
    assert!(matches!(
        services.answer_report(&admin, id, &answer(true)).await,
        Err(Error::Conflict)
    ));
    for person in [&first, &second] {
        let own = services.own_reports(person, 1).await.unwrap();
        assert_eq!(own.items[0].status, ReportStatus::Upheld);
        assert_eq!(own.items[0].answer, "已电话核实");
    }
    app.caught_up().await.unwrap();
    assert_eq!(services.index().len(), 0, "it is not found any more");
    let editor = services.editor(&publisher, home).await.unwrap();
    assert_eq!(editor.status, ListingStatus::Withdrawn);
    assert_eq!(editor.steps[0].action, "take_down");
    assert_eq!(editor.steps[0].reasons, ["not_available"]);
    let standing = services.own_standing(&publisher).await.unwrap();
    assert_eq!((standing.active, standing.strikes.len()), (1, 1));
    let trail = services
        .audit(&admin, &AuditQuery::default())
        .await
        .unwrap();
    let actions: Vec<_> = trail.items.iter().map(|entry| entry.action).collect();
    assert!(actions.contains(&domain::account::AuditAction::ReportDecided));
    assert!(services.prove_audit().await.unwrap().is_ok());
    assert!(matches!(
        services.report_home(&first, &report).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn too_many_strikes_bar_a_publisher_until_they_are_over_or_lifted() {
    let app = TestApp::start_with(|settings| {
        settings.moderation.strikes_max = 2;
        settings.moderation.strikes_days = 30;
    })
    .await
    .unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let (_, renter) = with_role(&app, "renter01", "13700137002", RoleId::RENTER).await;
    let services = &app.services;
    for title in ["第一套", "第二套"] {
        let home = published(&app, &admin, &publisher, &form(title)).await;
        let report = ReportForm {
            listing: home,
            reason: ReportReason::WrongPrice,
            note: String::new(),
        };
        let id = services.report_home(&renter, &report).await.unwrap();
        services
            .answer_report(&admin, id, &answer(true))
            .await
            .unwrap();
        app.clock.set(app.clock.now() + TimeDelta::days(10));
    }
    let user = publisher.user().unwrap();
    let standing = services.standing_of(&admin, user).await.unwrap();
    assert_eq!((standing.active, standing.limit), (2, 2));
    // The older one is over ten days from now.
    let until = standing.barred_until.unwrap();
    assert_eq!(until, app.clock.now() + TimeDelta::days(10));
    let id = services
        .start_offer(&publisher, &form("第三套"))
        .await
        .unwrap();
    let version = services.editor(&publisher, id).await.unwrap().version;
    match services.submit_offer(&publisher, id, version).await {
        Err(Error::Barred(seconds)) => assert_eq!(seconds, 10 * 86_400),
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        services.lift_strike(&renter, standing.strikes[0].id).await,
        Err(Error::Forbidden)
    ));
    services
        .lift_strike(&admin, standing.strikes[0].id)
        .await
        .unwrap();
    services
        .submit_offer(&publisher, id, version)
        .await
        .unwrap();
    let standing = services.own_standing(&publisher).await.unwrap();
    assert_eq!((standing.active, standing.barred_until), (1, None));

    app.clock.set(app.clock.now() + TimeDelta::days(31));
    assert_eq!(services.own_standing(&publisher).await.unwrap().active, 0);
    handed_in(&app, &publisher, &form("第四套")).await;
}

#[tokio::test]
async fn a_report_that_is_wrong_changes_nothing() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    let (_, renter) = with_role(&app, "renter01", "13700137002", RoleId::RENTER).await;
    let report = ReportForm {
        listing: home,
        reason: ReportReason::Fraud,
        note: String::new(),
    };
    let id = app.services.report_home(&renter, &report).await.unwrap();
    app.services
        .answer_report(&admin, id, &answer(false))
        .await
        .unwrap();
    app.caught_up().await.unwrap();
    assert_eq!(app.services.index().len(), 1);
    let standing = app.services.own_standing(&publisher).await.unwrap();
    assert_eq!(standing.active, 0);
    app.services.report_home(&renter, &report).await.unwrap();
}
