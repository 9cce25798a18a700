//! Nobody decides about their own.

use crate::{
    form, handed_in, office,
    people::{PASSWORD, anybody, caller, login, problems, with_role},
    published,
};
use domain::{
    RoleId,
    moderation::{
        RejectReason, ReportReason,
        report::{AnswerForm, ReportForm},
    },
};
use testkit::TestApp;

const OWN: [&str; 1] = ["form own_decision"];

fn answer(uphold: bool) -> AnswerForm {
    AnswerForm {
        uphold,
        answer: "已核实".into(),
    }
}

#[tokio::test]
async fn another_admin_decides_about_an_admins_own_home() {
    let app = TestApp::start().await.unwrap();
    let (admin, own) = (
        office(&app).await,
        with_role(&app, "office-two", "13700137009", RoleId::ADMIN)
            .await
            .1,
    );
    let services = &app.services;
    let (home, version) = handed_in(&app, &own, &form("自己的房源")).await;
    assert!(services.review(&own, home).await.unwrap().own);
    assert!(!services.review(&admin, home).await.unwrap().own);
    let approved = services.approve_listing(&own, home, version).await;
    assert_eq!(problems(approved), OWN);
    let reasons = [RejectReason::Duplicate];
    let rejected = services
        .send_back(&own, home, version, (&reasons, ""))
        .await;
    assert_eq!(problems(rejected), OWN);
    // It waits as before, for somebody else.
    services
        .approve_listing(&admin, home, version)
        .await
        .unwrap();

    // An edit of it.
    let version = crate::meanwhile::changes(&app, &own, home, |form| {
        form.title = "自己改的".into();
    })
    .await;
    let approved = services.approve_listing(&own, home, version).await;
    assert_eq!(problems(approved), OWN);
    services
        .send_back(&admin, home, version, (&reasons, ""))
        .await
        .unwrap();

    // An appeal of one's own.
    let appeal = services.appeal(&own, home, "不是重复的").await.unwrap();
    let answered = services.answer_appeal(&own, appeal, &answer(true)).await;
    assert_eq!(problems(answered), OWN);
    services
        .answer_appeal(&admin, appeal, &answer(false))
        .await
        .unwrap();
}

#[tokio::test]
async fn another_admin_answers_reports_and_lifts_strikes() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let (_, own) = with_role(&app, "office-two", "13700137009", RoleId::ADMIN).await;
    let services = &app.services;
    let home = published(&app, &admin, &own, &form("自己的房源")).await;
    let (_, renter) = with_role(&app, "renter01", "13700137002", RoleId::RENTER).await;
    let report = ReportForm {
        listing: home,
        reason: ReportReason::NotAvailable,
        note: String::new(),
    };
    let report = services.report_home(&renter, &report).await.unwrap();
    for uphold in [true, false] {
        let answered = services.answer_report(&own, report, &answer(uphold)).await;
        assert_eq!(problems(answered), OWN);
    }
    services
        .answer_report(&admin, report, &answer(true))
        .await
        .unwrap();
    let strike = services.own_standing(&own).await.unwrap().strikes[0].id;
    assert_eq!(problems(services.lift_strike(&own, strike).await), OWN);
    assert_eq!(services.own_standing(&own).await.unwrap().active, 1);
    services.lift_strike(&admin, strike).await.unwrap();
}

#[tokio::test]
async fn nobody_certifies_themselves() {
    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n";
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let services = &app.services;
    let (user, _) = with_role(&app, "office-two", "13700137009", RoleId::ADMIN).await;
    let mut unit = app.store().begin().await.unwrap();
    unit.set_roles(user, &[RoleId::ADMIN, RoleId::AGENT])
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let tokens = services
        .sign_in(&anybody(), &login("office-two", PASSWORD))
        .await
        .unwrap();
    let own = caller(&app, &tokens).await;
    let licence = services
        .hand_licence_in(&own, "A-1", PDF.to_vec())
        .await
        .unwrap();
    for accepted in [true, false] {
        let decided = services
            .decide_licence(&own, licence, accepted, "看不清")
            .await;
        assert_eq!(problems(decided), OWN);
    }
    assert!(!services.own_agent(&own).await.unwrap().certified);
    services
        .decide_licence(&admin, licence, true, "")
        .await
        .unwrap();
    assert!(services.own_agent(&own).await.unwrap().certified);
}
