//! What publishers cannot do past moderators and past each other.

use crate::{
    form, handed_in, landlord, office,
    people::{problems, with_role},
    published,
};
use chrono::TimeDelta;
use domain::{
    ListingId, ListingStatus, RoleId,
    account::admin::AuditQuery,
    moderation::{
        ReportReason,
        report::{AnswerForm, ReportForm},
    },
    offer::{ListingAction, ListingForm, Saved},
};
use services::{Caller, Error, Submitted};
use std::convert::Infallible;
use testkit::{ListingBuilder, TestApp, noon};

/// Asks for another rent. Returns where that led.
async fn asks(app: &TestApp, publisher: &Caller, home: ListingId, rent: &str) -> Submitted {
    let services = &app.services;
    let page = services.editor(publisher, home).await.unwrap();
    let form = ListingForm {
        rent: rent.into(),
        ..page.form
    };
    let saved = services.save_edit(publisher, home, page.version, &form);
    let Saved::Kept { version, .. } = saved.await.unwrap() else {
        panic!("nobody else writes");
    };
    services
        .submit_offer(publisher, home, version)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_rent_does_not_walk_away_in_small_steps() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    assert_eq!(asks(&app, &publisher, home, "5700").await, Submitted::Live);
    assert_eq!(asks(&app, &publisher, home, "5200").await, Submitted::Live);
    // A fourth less than what was looked at, and little less than what is public.
    let walked = asks(&app, &publisher, home, "4875").await;
    assert_eq!(walked, Submitted::InReview);
    let version = app.services.editor(&publisher, home).await.unwrap().version;
    app.services
        .approve_listing(&admin, home, version)
        .await
        .unwrap();
    // From what was looked at now.
    assert_eq!(asks(&app, &publisher, home, "4000").await, Submitted::Live);
    assert_eq!(asks(&app, &publisher, home, "5800").await, Submitted::Live);
    let walked = asks(&app, &publisher, home, "6000").await;
    assert_eq!(walked, Submitted::InReview);
}

#[tokio::test]
async fn who_begins_from_a_text_that_is_not_public_any_more_sees_what_changed() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    let services = &app.services;
    // Two open the editor; one is done before the other begins.
    let opened = services.editor(&publisher, home).await.unwrap();
    assert!(!opened.is_begun());
    let done = asks(&app, &publisher, home, "6000").await;
    assert_eq!(done, Submitted::Live);
    let written = ListingForm {
        payment: "monthly".into(),
        ..opened.form
    };
    let saved = services
        .save_edit(&publisher, home, opened.version, &written)
        .await
        .unwrap();
    let Saved::Overtaken {
        version, changes, ..
    } = saved
    else {
        panic!("{saved:?}");
    };
    let fields: Vec<_> = changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["rent", "payment"]);
    assert_eq!(changes[0].before.as_deref(), Some("6000"));
    let page = services.editor(&publisher, home).await.unwrap();
    assert!(!page.is_begun(), "nothing was kept");
    // Whoever has seen that may go on.
    let saved = services
        .save_edit(&publisher, home, version, &written)
        .await;
    assert!(matches!(saved.unwrap(), Saved::Kept { .. }));
    // One that says nothing of what it read is never right.
    let other = published(&app, &admin, &publisher, &form("另一套")).await;
    let blind = services.save_edit(&publisher, other, 0, &written).await;
    assert!(matches!(blind.unwrap(), Saved::Overtaken { .. }));
}

#[tokio::test]
async fn photos_that_are_begun_with_do_not_get_in_the_way_of_the_text() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    let services = &app.services;
    let opened = services.editor(&publisher, home).await.unwrap();
    services.open_edit(&publisher, home).await.unwrap();
    let saved = services
        .save_edit(&publisher, home, opened.version, &opened.form)
        .await;
    assert!(matches!(saved.unwrap(), Saved::Kept { .. }));
}

#[tokio::test]
async fn looking_at_the_photos_of_a_home_writes_nothing() {
    let app = TestApp::start().await.unwrap();
    let publisher = landlord(&app).await;
    let home = ListingBuilder::new("a").publisher(publisher.user().unwrap());
    let home = app.put(vec![home]).await.unwrap()[0];
    let list = app.services.edit_photos(&publisher, home).await.unwrap();
    assert!(!list.open && list.photos.is_empty());
    let edit = app.store().offers().edit(home).await.unwrap();
    assert_eq!(edit, None);
}

#[tokio::test]
async fn a_photo_that_turned_out_to_be_none_is_named_when_the_home_is_handed_in() {
    let app = TestApp::start().await.unwrap();
    let publisher = landlord(&app).await;
    let services = &app.services;
    let id = services
        .start_offer(&publisher, &form("望京花园 两居"))
        .await
        .unwrap();
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(30, 20, image::Rgb([200, 30, 30]))
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    let mut broken = png.get_ref().clone();
    let data = broken.windows(4).position(|name| name == b"IDAT").unwrap();
    broken[data + 6..data + 20].fill(0xff);
    for file in [png.into_inner(), broken] {
        let pieces = futures::stream::iter([Ok::<_, Infallible>(file.into())]);
        services.add_photo(&publisher, id, pieces).await.unwrap();
    }
    services.draw_photos().await.unwrap();
    let version = services.editor(&publisher, id).await.unwrap().version;
    let refused = services.submit_offer(&publisher, id, version).await;
    assert_eq!(problems(refused), ["photo_2 photo_failed"]);
    let photos = services.edit_photos(&publisher, id).await.unwrap().photos;
    services
        .delete_photo(&publisher, id, photos[1].id)
        .await
        .unwrap();
    let version = services.editor(&publisher, id).await.unwrap().version;
    services
        .submit_offer(&publisher, id, version)
        .await
        .unwrap();
}

/// An upheld report of `home` by somebody.
async fn is_struck(app: &TestApp, admin: &Caller, renter: &Caller, home: ListingId) {
    let report = ReportForm {
        listing: home,
        reason: ReportReason::NotAvailable,
        note: "已经租出去了".into(),
    };
    let id = app.services.report_home(renter, &report).await.unwrap();
    let answer = AnswerForm {
        uphold: true,
        answer: "属实".into(),
    };
    app.services
        .answer_report(admin, id, &answer)
        .await
        .unwrap();
}

#[tokio::test]
async fn who_has_too_many_strikes_brings_no_expired_home_back() {
    let app = TestApp::start_with(|accounts| accounts.moderation.strikes_max = 1)
        .await
        .unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let (_, renter) = with_role(&app, "renter01", "13700137002", RoleId::RENTER).await;
    let expired = published(&app, &admin, &publisher, &form("忘了的")).await;
    let services = &app.services;
    app.clock.set(noon() + TimeDelta::days(31));
    assert_eq!(services.expire_offers().await.unwrap(), 1);
    let wrong = published(&app, &admin, &publisher, &form("假的")).await;
    let right = published(&app, &admin, &publisher, &form("真的")).await;
    is_struck(&app, &admin, &renter, wrong).await;
    let confirm = ListingAction::Confirm;
    let alone = services
        .step_offer(&publisher, expired, confirm, None)
        .await;
    assert!(matches!(alone, Err(Error::Barred(_))));
    let all = services.confirm_offers(&publisher, &[expired]).await;
    assert!(matches!(all, Err(Error::Barred(_))));
    // What is public is confirmed beside it.
    let both = services.confirm_offers(&publisher, &[right, expired]).await;
    assert_eq!(both.unwrap(), 1);
    let offer = app.store().offers().offer(expired).await.unwrap().unwrap();
    assert_eq!(offer.status, ListingStatus::Expired);
}

#[tokio::test]
async fn a_strike_stands_in_the_audit_trail_of_who_got_it() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let (_, renter) = with_role(&app, "renter01", "13700137002", RoleId::RENTER).await;
    let home = published(&app, &admin, &publisher, &form("假的")).await;
    is_struck(&app, &admin, &renter, home).await;
    let query = AuditQuery {
        page: 1,
        ..AuditQuery::default()
    };
    let trail = app.services.audit(&admin, &query).await.unwrap();
    let given = domain::account::AuditAction::StrikeGiven;
    let given: Vec<_> = trail
        .items
        .iter()
        .filter(|entry| entry.action == given)
        .collect();
    assert_eq!(given.len(), 1);
    assert_eq!(given[0].subject_id, publisher.user().unwrap().to_string());
    assert!(app.services.prove_audit().await.unwrap().is_ok());
}

#[tokio::test]
async fn more_homes_than_are_hidden_in_one_go_are_hidden_in_one_round() {
    let app = TestApp::start().await.unwrap();
    let publisher = landlord(&app).await;
    let user = publisher.user().unwrap();
    let homes = ListingBuilder::many(1_100).into_iter();
    let homes = homes.map(|home| home.publisher(user)).collect();
    let homes = app.put(homes).await.unwrap();
    for ids in homes.chunks(200) {
        let confirmed = app.services.confirm_offers(&publisher, ids).await;
        assert_eq!(confirmed.unwrap() as usize, ids.len());
    }
    app.clock.set(noon() + TimeDelta::days(31));
    assert_eq!(app.services.expire_offers().await.unwrap(), 1_100);
}

#[tokio::test]
async fn nobody_begins_homes_without_end() {
    let app = TestApp::start().await.unwrap();
    let publisher = landlord(&app).await;
    let services = &app.services;
    let mut begun = 0;
    let refused = loop {
        let form = form(&format!("第 {begun} 套"));
        match services.start_offer(&publisher, &form).await {
            Ok(_) if begun < 500 => begun += 1,
            other => break other,
        }
    };
    assert!(matches!(refused, Err(Error::RateLimited(_))), "{refused:?}");
    assert_eq!(begun, 200);
    app.clock.set(noon() + TimeDelta::hours(2));
    services
        .start_offer(&publisher, &form("一小时以后"))
        .await
        .unwrap();
    let (id, _) = handed_in(&app, &publisher, &form("还有一套")).await;
    services.duplicate_offer(&publisher, id).await.unwrap();
}
