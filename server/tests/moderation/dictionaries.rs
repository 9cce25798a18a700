//! Dictionaries, and how their changes reach searches.

use crate::{
    form, landlord, office,
    people::{anybody, problems},
    published,
};
use domain::{
    EstateId, ListingQuery, ParsedQuery, PlaceKind,
    moderation::{
        DictionaryKind,
        dictionary::{DictionaryQuery, EntryForm},
    },
};
use services::{Ask, Error, counts::Batches};
use std::time::Duration;
use testkit::{ListingBuilder, TestApp};

/// Waits until `seen` holds, for as long as a change may take to be seen.
async fn soon(what: &str, seen: impl Fn() -> bool) {
    for _ in 0..100 {
        if seen() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("not seen in time: {what}");
}

fn named(name: &str) -> EntryForm {
    EntryForm {
        name: name.into(),
        division: "110105".into(),
        ..EntryForm::default()
    }
}

fn card_names(app: &TestApp) -> (String, String, String) {
    let parsed = ParsedQuery {
        query: ListingQuery::default(),
        issues: Vec::new(),
    };
    let page = app.services.search(&parsed, Ask::default()).unwrap();
    let card = &page.listings[0];
    (
        card.business_district.clone().unwrap().name,
        card.estate.clone().unwrap().name,
        card.tags[0].name.clone(),
    )
}

#[tokio::test]
async fn a_new_name_reaches_searches_suggestions_and_pages_without_a_restart() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let home = ListingBuilder::new("1")
        .estate("望京", "望京西园")
        .tags(&["随时看房"]);
    app.put(vec![home]).await.unwrap();
    let services = &app.services;
    for (kind, name) in [
        (DictionaryKind::BusinessDistricts, "大望京"),
        (DictionaryKind::Estates, "望京西园四区"),
        (DictionaryKind::Tags, "随时可看"),
    ] {
        services
            .change_entry(&admin, kind, 1, &named(name))
            .await
            .unwrap();
    }
    app.caught_up().await.unwrap();
    let names = ("大望京".into(), "望京西园四区".into(), "随时可看".into());
    assert_eq!(card_names(&app), names);
    soon("the estate's page", || {
        let place = services.gazetteer().place(PlaceKind::Estate, 1);
        place.is_some_and(|known| known.place.name == "望京西园四区")
    })
    .await;
    let found = services.suggest("大望京", None);
    assert_eq!(found.places[0].name, "大望京");
    assert!(services.suggest("望京西园四区", None).places.len() == 1);

    // A city, with all that lies in it.
    let city = EntryForm {
        name: "北京城".into(),
        lon: "116.4".into(),
        lat: "39.9".into(),
        hot: "true".into(),
        ..EntryForm::default()
    };
    let kind = DictionaryKind::Divisions;
    services
        .change_entry(&admin, kind, 110_100, &city)
        .await
        .unwrap();
    app.caught_up().await.unwrap();
    let parsed = ParsedQuery {
        query: ListingQuery::default(),
        issues: Vec::new(),
    };
    let page = services.search(&parsed, Ask::default()).unwrap();
    assert_eq!(page.listings[0].city.name, "北京城");
}

#[tokio::test]
async fn what_is_in_use_is_not_deleted_and_says_by_how_many() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let home = |id: &str| {
        ListingBuilder::new(id)
            .estate("望京", "望京西园")
            .tags(&["随时看房"])
    };
    app.put(vec![home("1"), home("2")]).await.unwrap();
    let services = &app.services;
    for (kind, id, code) in [
        (DictionaryKind::Tags, 1, "form in_use:2"),
        (DictionaryKind::Estates, 1, "form in_use:2"),
        (DictionaryKind::BusinessDistricts, 1, "form in_use:3"),
        (DictionaryKind::FloorPlans, 3, "form builtin"),
    ] {
        let refused = services.delete_entry(&admin, kind, id).await;
        assert_eq!(problems(refused), [code], "{kind}");
    }
    for kind in [
        DictionaryKind::Tags,
        DictionaryKind::Estates,
        DictionaryKind::BusinessDistricts,
        DictionaryKind::FloorPlans,
    ] {
        let new = named("新条目");
        let id = services.create_entry(&admin, kind, &new).await.unwrap();
        assert_eq!(
            problems(services.create_entry(&admin, kind, &named("新条目")).await),
            ["name exists"]
        );
        services.delete_entry(&admin, kind, id).await.unwrap();
        assert!(matches!(
            services.delete_entry(&admin, kind, id).await,
            Err(Error::NotFound)
        ));
    }
    assert!(services.prove_audit().await.unwrap().is_ok());
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let services = &app.services;
    let wrong = EntryForm {
        name: " ".into(),
        division: "1".into(),
        business_district: "999".into(),
        lon: "116".into(),
        lat: "x".into(),
        hot: "-1".into(),
        intro: "字".repeat(501),
        ..EntryForm::default()
    };
    let refused = services.create_entry(&admin, DictionaryKind::Estates, &wrong);
    assert_eq!(
        problems(refused.await),
        [
            "name missing",
            "lon point",
            "division unknown_place",
            "business_district unknown_place",
            "hot not_a_number",
            "intro too_long"
        ]
    );
    let division = |code: &str, parent: &str| EntryForm {
        code: code.into(),
        name: "新区".into(),
        division: parent.into(),
        lon: "116".into(),
        lat: "40".into(),
        ..EntryForm::default()
    };
    let kind = DictionaryKind::Divisions;
    for (form, code) in [
        (division("1101", "110100"), "code division_code"),
        (division("110199", "999999"), "division unknown_place"),
        (division("110199", "110000"), ""),
        (division("110200", "110100"), "code division_level"),
        (division("110105", "110100"), "code exists"),
    ] {
        let made = services.create_entry(&admin, kind, &form).await;
        if code.is_empty() {
            services
                .delete_entry(&admin, kind, made.unwrap())
                .await
                .unwrap();
        } else {
            assert_eq!(problems(made), [code], "{form:?}");
        }
    }
}

#[tokio::test]
async fn an_estate_that_somebody_named_is_checked_or_merged() {
    let app = TestApp::start().await.unwrap();
    let (admin, publisher) = (office(&app).await, landlord(&app).await);
    let services = &app.services;
    let home = published(&app, &admin, &publisher, &form("望京花园 两居")).await;
    let kind = DictionaryKind::Estates;
    let unchecked = DictionaryQuery {
        checked: Some(false),
        ..DictionaryQuery::default()
    };
    let found = services
        .kept_dictionary(&admin, kind, &unchecked)
        .await
        .unwrap();
    assert_eq!(found.total, 1);
    let named_here = EstateId(found.items[0].id);
    let by = found.items[0].suggested_by.clone().unwrap().1;
    assert_eq!(by, "landlord");
    let public = services.dictionary(&anybody(), kind, &unchecked).await;
    assert_eq!(public.unwrap().total, 0, "not for everybody yet");
    assert!(matches!(
        services.entry(&anybody(), kind, named_here.0).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        services.kept_dictionary(&publisher, kind, &unchecked).await,
        Err(Error::Forbidden)
    ));

    let into = services
        .create_entry(&admin, kind, &named("望京花园东区"))
        .await
        .unwrap();
    let far = EntryForm {
        division: "310115".into(),
        ..named("望京花园东区")
    };
    let far = services.create_entry(&admin, kind, &far).await.unwrap();
    for (to, code) in [
        (named_here.0, "into same_estate"),
        (far, "into other_city"),
        (999, "into unknown_place"),
    ] {
        let refused = services
            .merge_estate(&admin, named_here, EstateId(to))
            .await;
        assert_eq!(problems(refused), [code]);
    }
    let moved = services
        .merge_estate(&admin, named_here, EstateId(into))
        .await;
    assert_eq!(moved.unwrap(), 1);
    app.caught_up().await.unwrap();
    let detail = services.listing(home).await.unwrap();
    assert_eq!(detail.card.estate.unwrap().name, "望京花园东区");
    // Whoever names it as before means the other.
    let other = published(&app, &admin, &publisher, &form("望京花园 三居")).await;
    let detail = services.listing(other).await.unwrap();
    assert_eq!(detail.card.estate.unwrap().id, into);
}

#[tokio::test]
async fn a_division_whose_homes_were_looked_at_once_can_be_taken_away() {
    let app = TestApp::start().await.unwrap();
    let admin = office(&app).await;
    let home = || ListingBuilder::new("1");
    let id = app.put(vec![home().place(110_100, 110_106)]).await.unwrap()[0];
    app.services.looked_at(Some(&anybody()), id);
    Batches::default().write(&app.services).await.unwrap();
    let kind = DictionaryKind::Divisions;
    let used = app.services.delete_entry(&admin, kind, 110_106).await;
    assert_eq!(problems(used), ["form in_use:1"]);
    app.put(vec![home()]).await.unwrap();
    app.services
        .delete_entry(&admin, kind, 110_106)
        .await
        .unwrap();
}
