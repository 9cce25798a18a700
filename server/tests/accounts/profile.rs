use crate::people::{PASSWORD, anybody, caller, code_for, form, login, problems, send, signed_up};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ListingId,
    account::{
        CodePurpose,
        forms::{ChangeEmail, KeptOnDevice, KeptSearch, ProfileChange, SignUp},
    },
    contact::NewSearch,
};
use services::Error;
use testkit::{ListingBuilder, TestApp, noon};

fn change(version: i64) -> ProfileChange {
    ProfileChange {
        real_name: "骆老师".into(),
        locale: "en".into(),
        notify_email: true,
        version,
        ..ProfileChange::default()
    }
}

#[tokio::test]
async fn a_profile_is_changed_by_who_read_it_last() {
    let app = TestApp::start().await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let before = app.services.profile(&me).await.unwrap();
    let after = app
        .services
        .change_profile(&me, &change(before.version))
        .await
        .unwrap();
    assert_eq!(
        (after.real_name.as_str(), after.locale.as_deref()),
        ("骆老师", Some("en"))
    );
    assert!(!after.notify_sms && after.notify_email);
    assert_eq!(app.services.profile(&me).await.unwrap(), after);
    let stale = app
        .services
        .change_profile(&me, &change(before.version))
        .await;
    assert!(matches!(stale, Err(Error::Conflict)));
    let odd = ProfileChange {
        theme: "neon".into(),
        ..change(after.version)
    };
    assert_eq!(
        problems(app.services.change_profile(&me, &odd).await),
        ["theme unknown_value"]
    );
}

#[tokio::test]
async fn an_email_address_needs_its_code_and_belongs_to_one_account() {
    let app = TestApp::start().await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let they = caller(&app, &signed_up(&app, "somebody", "13900139000").await).await;
    send(&app, &me, CodePurpose::ChangeEmail, "luo@example.com").await;
    let form = |code: &str| ChangeEmail {
        email: "Luo@Example.com".into(),
        code: code.into(),
        old_password: PASSWORD.into(),
    };
    let code = code_for(&app, "luo@example.com").await;
    let wrong = if code == "111111" { "222222" } else { "111111" };
    assert_eq!(
        problems(app.services.change_email(&me, &form(wrong)).await),
        ["code code_wrong"]
    );
    // Who only has the open session does not get the account.
    let guessed = ChangeEmail {
        old_password: "guessed".into(),
        ..form(&code)
    };
    assert_eq!(
        problems(app.services.change_email(&me, &guessed).await),
        ["old_password wrong_password"]
    );
    app.services.change_email(&me, &form(&code)).await.unwrap();
    let profile = app.services.profile(&me).await.unwrap();
    assert_eq!(profile.email.as_deref(), Some("luo@example.com"));

    // Somebody else gets no code for it, and none that was sent to me is taken.
    app.clock.set(noon() + TimeDelta::minutes(2));
    send(&app, &they, CodePurpose::ChangeEmail, "luo@example.com").await;
    assert_eq!(
        problems(app.services.change_email(&they, &form(&code)).await),
        ["code code_wrong"]
    );
    let nobody = app.services.change_email(&anybody(), &form(&code)).await;
    assert!(matches!(nobody, Err(Error::Unauthenticated)));
}

#[tokio::test]
async fn the_address_given_at_sign_up_opens_nothing_before_it_is_confirmed() {
    let app = TestApp::start().await.unwrap();
    let (phone, email) = ("13800138000", "luo@example.com");
    send(&app, &anybody(), CodePurpose::SignUp, phone).await;
    let sign_up = SignUp {
        email: email.into(),
        ..form("luohao", phone, &code_for(&app, phone).await)
    };
    let tokens = app.services.sign_up(&anybody(), &sign_up).await.unwrap();
    let me = caller(&app, &tokens).await;
    assert_eq!(app.services.profile(&me).await.unwrap().email, None);
    let by_email = login(email, PASSWORD);
    let early = app.services.sign_in(&anybody(), &by_email).await;
    assert_eq!(problems(early), ["form wrong_login"]);

    let confirmed = ChangeEmail {
        email: email.into(),
        code: code_for(&app, email).await,
        old_password: PASSWORD.into(),
    };
    app.services.change_email(&me, &confirmed).await.unwrap();
    app.services.sign_in(&anybody(), &by_email).await.unwrap();
}

#[tokio::test]
async fn what_a_device_kept_joins_the_account_once() {
    let app = TestApp::start().await.unwrap();
    let homes = app.put(ListingBuilder::many(3)).await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let day = |n: i64| noon() - TimeDelta::days(n);
    let kept = KeptOnDevice {
        favourites: vec![
            (homes[0], day(1)),
            (homes[1], day(2)),
            (homes[0], day(3)),
            (ListingId(999), day(1)),
        ],
        viewed: vec![(homes[2], day(5)), (homes[2], day(-5))],
        ..KeptOnDevice::default()
    };
    let merged = app.services.merge_kept(&me, &kept).await.unwrap();
    assert_eq!(merged.favourites, [(homes[0], day(1)), (homes[1], day(2))]);
    // A clock that is ahead counts as now.
    assert_eq!(merged.viewed, [(homes[2], noon())]);
    assert_eq!(app.services.merge_kept(&me, &kept).await.unwrap(), merged);

    app.services.keep(&me, homes[2]).await.unwrap();
    app.services.keep(&me, homes[2]).await.unwrap();
    app.services.keep_no_longer(&me, homes[0]).await.unwrap();
    let ids: Vec<ListingId> = app
        .services
        .favourites(&me)
        .await
        .unwrap()
        .iter()
        .map(|(id, _)| *id)
        .collect();
    assert_eq!(ids, [homes[2], homes[1]]);
    assert!(matches!(
        app.services.keep(&me, ListingId(999)).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn no_merge_makes_more_favourites_than_an_account_has_room_for() {
    let app = TestApp::start().await.unwrap();
    let homes = app.put(ListingBuilder::many(120)).await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let kept = |homes: &[ListingId], days: i64| KeptOnDevice {
        favourites: homes
            .iter()
            .map(|id| (*id, noon() - TimeDelta::days(days)))
            .collect(),
        viewed: vec![(homes[0], DateTime::<Utc>::MIN_UTC)],
        ..KeptOnDevice::default()
    };
    app.services
        .merge_kept(&me, &kept(&homes[..60], 9))
        .await
        .unwrap();
    let merged = app
        .services
        .merge_kept(&me, &kept(&homes[20..], 1))
        .await
        .unwrap();
    assert_eq!(merged.favourites.len(), 100);
    assert_eq!(merged.viewed.len(), 2);

    app.services.forget_viewed(&me).await.unwrap();
    let nothing = KeptOnDevice::default();
    let left = app.services.merge_kept(&me, &nothing).await.unwrap();
    assert_eq!((left.favourites.len(), left.viewed.len()), (100, 0));
}

#[tokio::test]
async fn searches_that_a_device_kept_join_the_account_within_its_room() {
    let app = TestApp::start().await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let services = &app.services;
    let own = NewSearch {
        name: "我起的名字".into(),
        query: "city=110100&rooms=2".into(),
    };
    services.save_search(&me, &own).await.unwrap();
    let search = |name: &str, query: &str, days: i64| KeptSearch {
        name: name.into(),
        query: query.into(),
        at: noon() - TimeDelta::days(days),
    };
    let device = |searches: Vec<KeptSearch>| KeptOnDevice {
        searches,
        ..KeptOnDevice::default()
    };
    let kept = device(vec![
        search("东城一室", "rooms=1&page=3&city=110100", 3),
        search("同一个", "?city=110100&rooms=1", 2),
        // In the account already, in another order of its words.
        search("两室", "rooms=2&city=110100", 2),
        search(" \n", "city=110100&rooms=3", 1),
        search(&"长".repeat(200), "q=%E5%9C%B0%E9%93%81", -9),
        search("什么都不找", "", 1),
    ]);
    let left = services.merge_kept(&me, &kept).await.unwrap();
    assert_eq!(left.searches, []);
    let found = services.searches(&me).await.unwrap();
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|search| (search.name.as_str(), search.query.as_str()))
        .collect();
    let long = "长".repeat(60);
    assert_eq!(told.len(), 4, "{told:?}");
    for expected in [
        (long.as_str(), "q=%E5%9C%B0%E9%93%81"),
        ("我起的名字", "city=110100&rooms=2"),
        ("东城一室", "city=110100&rooms=1"),
    ] {
        assert!(told.contains(&expected), "{expected:?} of {told:?}");
    }
    assert!(
        told.iter()
            .any(|(name, query)| *query == "city=110100&rooms=3" && !name.is_empty())
    );
    let first = found.iter().find(|search| search.name == "东城一室");
    assert_eq!(first.unwrap().created_at, noon() - TimeDelta::days(3));
    let ahead = found.iter().find(|search| search.name == long);
    assert_eq!(ahead.unwrap().created_at, noon(), "a clock that is ahead");

    // Once more changes nothing.
    services.merge_kept(&me, &kept).await.unwrap();
    assert_eq!(services.searches(&me).await.unwrap(), found);

    // The account has room for 46 more: the rest stays on the device, and is told.
    let many = |from: usize| {
        (from..from + 50)
            .map(|rent| search("多", &format!("rent_min={}", rent + 1_000), 1))
            .collect::<Vec<_>>()
    };
    let left = services.merge_kept(&me, &device(many(0))).await.unwrap();
    assert_eq!(left.searches, many(0)[46..]);
    assert_eq!(services.searches(&me).await.unwrap().len(), 50);
    let again = services.merge_kept(&me, &left).await.unwrap();
    assert_eq!(again.searches, left.searches);

    // More than a device keeps is nobody's list, and nothing of it is kept.
    let mut more = many(100);
    more.push(search("多", "rooms=4", 1));
    assert_eq!(
        problems(services.merge_kept(&me, &device(more)).await),
        ["form too_long"]
    );
}

#[tokio::test]
async fn an_avatar_is_drawn_anew() {
    let app = TestApp::start().await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let refused = app
        .services
        .set_avatar(&me, b"<script>alert(1)</script>")
        .await;
    assert_eq!(problems(refused), ["avatar image_unreadable"]);
    let too_large = vec![0; services::accounts::AVATAR_BYTES_MAX + 1];
    assert_eq!(
        problems(app.services.set_avatar(&me, &too_large).await),
        ["avatar image_too_large"]
    );
    assert_eq!(app.services.profile(&me).await.unwrap().avatar, None);
    assert_eq!(app.services.avatar_file("../../secrets/keys"), None);
}
