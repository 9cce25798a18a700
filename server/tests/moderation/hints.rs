//! Hints beside what waits.

use crate::{form, handed_in, landlord, office, people::with_role, published};
use domain::{
    ListingStatus, RoleId,
    moderation::{ContactKind, hint::Hint},
    offer::ListingForm,
};
use testkit::{ListingBuilder, TestApp};

async fn hints(app: &TestApp, change: impl FnOnce(&mut ListingForm)) -> Vec<Hint> {
    let admin = with_role(app, "office02", "13700137009", RoleId::ADMIN)
        .await
        .1;
    let publisher = with_role(app, "agent01", "13700137008", RoleId::AGENT)
        .await
        .1;
    let mut form = form("望京花园 两居");
    change(&mut form);
    let (id, _) = handed_in(app, &publisher, &form).await;
    app.services.review(&admin, id).await.unwrap().hints
}

#[tokio::test]
async fn the_same_home_by_somebody_else_is_pointed_at() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let home = published(&app, &admin, &publisher, &form("望京花园 南向两居")).await;
    let found = hints(&app, |form| {
        form.area = "61.5".into();
        form.rent = "7100".into();
    })
    .await;
    match found.as_slice() {
        [Hint::Duplicate { other }] => {
            assert_eq!(other.listing, home);
            assert!(!other.same_publisher);
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_waits_too_may_be_the_same_home() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    // The estate is there, so that both name the same one.
    published(&app, &admin, &publisher, &form("另一套")).await;
    let other = ListingForm {
        floor_number: "3".into(),
        ..form("望京花园 两居，先提交")
    };
    let estate = app.store().places().estates().await.unwrap()[0].id;
    let named = ListingForm {
        estate: estate.to_string(),
        ..other.clone()
    };
    let (waits, _) = handed_in(&app, &publisher, &named).await;
    let found = hints(&app, |form| form.floor_number = "3".into()).await;
    assert!(
        matches!(found.as_slice(), [Hint::Duplicate { other }] if other.listing == waits),
        "{found:?}"
    );
}

#[tokio::test]
async fn what_differs_or_is_unknown_is_no_duplicate() {
    for (case, change) in [
        (
            "floor",
            (|form| form.floor_number = "8".into()) as fn(&mut ListingForm),
        ),
        ("no floor", |form| {
            form.floor_number = String::new();
            form.floor_total = String::new();
        }),
        ("area", |form| form.area = "62".into()),
        ("rent", |form| form.rent = "7300".into()),
        ("estate", |form| form.estate_name = "望京新城".into()),
    ] {
        let app = TestApp::start().await.unwrap();
        let (admin, publisher) = (office(&app).await, landlord(&app).await);
        published(&app, &admin, &publisher, &form("望京花园 南向两居")).await;
        assert_eq!(hints(&app, change).await, [], "{case}");
    }
}

#[tokio::test]
async fn a_rent_far_from_that_of_comparable_homes_is_pointed_at() {
    let app = TestApp::start().await.unwrap();
    let homes = (0..12).map(|n| {
        ListingBuilder::new(format!("home-{n}"))
            .rent(6_000 + n * 10)
            .estate("望京", "望京西园")
    });
    app.put(homes.collect()).await.unwrap();
    let places = app.store().places();
    let district = places.business_districts().await.unwrap()[0].id;
    let found = hints(&app, |form| {
        form.business_district = district.to_string();
        form.rent = "3000".into();
    })
    .await;
    let rents: Vec<_> = found
        .iter()
        .filter_map(|hint| match hint {
            Hint::Rent {
                percent,
                above,
                count,
                ..
            } => Some((*percent, *above, *count)),
            Hint::RentForArea {
                percent,
                above,
                count,
                ..
            } => Some((*percent, *above, *count)),
            _ => None,
        })
        .collect();
    assert_eq!(rents.len(), 2, "{found:?}");
    assert!(
        rents
            .iter()
            .all(|(percent, above, count)| *percent == 50 && !above && *count == 12),
        "{rents:?}"
    );
}

#[tokio::test]
async fn ways_round_the_site_are_pointed_at() {
    let app = TestApp::start().await.unwrap();
    let found = hints(&app, |form| {
        form.detail = "看房加微信：fangdong_88，或 一三八零零一三八零零零".into()
    })
    .await;
    let kinds: Vec<_> = found
        .iter()
        .filter_map(|hint| match hint {
            Hint::Contact { field, contact } => Some((field.as_str(), contact.kind)),
            _ => None,
        })
        .collect();
    assert_eq!(
        kinds,
        [
            ("detail", ContactKind::Phone),
            ("detail", ContactKind::Chat)
        ]
    );
}

#[tokio::test]
async fn two_thousand_homes_of_one_estate_cost_a_decision_no_more_than_two() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let publisher = landlord(&app).await;
    let (id, _) = handed_in(&app, &publisher, &form("先交的")).await;
    let version = app.services.editor(&publisher, id).await.unwrap().version;
    app.services
        .approve_listing(&admin, id, version)
        .await
        .unwrap();
    app.caught_up().await.unwrap();
    let (id, _) = handed_in(&app, &publisher, &form("同一套")).await;
    let statements = async || {
        // The follower looks for events meanwhile: the smallest of some tries is the answer's own.
        let mut fewest = u64::MAX;
        for _ in 0..5 {
            let before = app.store().statements();
            let review = app.services.review(&admin, id).await.unwrap();
            assert!(review.hints.len() <= 10, "{:?}", review.hints);
            assert!(matches!(review.hints[0], Hint::Duplicate { .. }));
            fewest = fewest.min(app.store().statements() - before);
        }
        fewest
    };
    let few = statements().await;
    // Like it and unlike it, public and handed in, and of some the floor is not known.
    let many = (0..2_000).map(|number| {
        let home = ListingBuilder::new(format!("many-{number}"))
            .estate("望京", "望京花园")
            .rent(6_500);
        let home = match number % 4 {
            0 => home,
            1 => home.floor(8),
            _ => home.floor(7),
        };
        home.status(match number % 3 {
            0 => ListingStatus::InReview,
            _ => ListingStatus::Published,
        })
    });
    app.put(many.collect()).await.unwrap();
    assert_eq!(statements().await, few);
}
