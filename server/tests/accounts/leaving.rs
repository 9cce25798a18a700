use crate::people::{PASSWORD, anybody, caller, login, problems, signed_up};
use chrono::TimeDelta;
use domain::account::{AccountStatus, forms::ProfileChange};
use services::accounts::GRACE;
use testkit::{ListingBuilder, TestApp, noon};

#[tokio::test]
async fn everything_that_is_held_about_somebody_can_be_taken_along() {
    let app = TestApp::start().await.unwrap();
    let homes = app.put(ListingBuilder::many(1)).await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    app.services.keep(&me, homes[0]).await.unwrap();
    let export = app.services.export(&me).await.unwrap();
    assert_eq!(export["profile"]["phone"], "13800138000");
    assert_eq!(export["roles"][0], "普通用户");
    for list in ["sessions", "sign_ins", "points", "favourites", "audit"] {
        assert_eq!(export[list].as_array().unwrap().len(), 1, "{list}");
    }
    assert!(!export.to_string().contains("argon2"));
}

#[tokio::test]
async fn who_leaves_may_come_back_for_fifteen_days() {
    let app = TestApp::start().await.unwrap();
    let tokens = signed_up(&app, "luohao", "13800138000").await;
    let me = caller(&app, &tokens).await;
    assert_eq!(
        problems(app.services.leave(&me, "wrong password").await),
        ["password wrong_password"]
    );
    app.services.leave(&me, PASSWORD).await.unwrap();
    assert!(
        app.services
            .identify(&tokens.access)
            .await
            .unwrap()
            .is_none()
    );
    app.clock.set(noon() + GRACE - TimeDelta::seconds(1));
    assert_eq!(app.services.keep_house().await.unwrap(), 0);
    let tokens = app
        .services
        .sign_in(&anybody(), &login("luohao", PASSWORD))
        .await
        .unwrap();
    let me = caller(&app, &tokens).await;
    assert_eq!(
        app.services.profile(&me).await.unwrap().status,
        AccountStatus::Active
    );
    app.clock.set(noon() + GRACE + TimeDelta::days(1));
    assert_eq!(app.services.keep_house().await.unwrap(), 0);
}

#[tokio::test]
async fn after_that_nothing_personal_is_left_and_the_number_is_free() {
    let app = TestApp::start().await.unwrap();
    let homes = app.put(ListingBuilder::many(1)).await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    app.services.keep(&me, homes[0]).await.unwrap();
    let form = ProfileChange {
        real_name: "骆老师".into(),
        version: app.services.profile(&me).await.unwrap().version,
        ..ProfileChange::default()
    };
    app.services.change_profile(&me, &form).await.unwrap();
    app.services.leave(&me, PASSWORD).await.unwrap();
    app.clock.set(noon() + GRACE);
    assert_eq!(app.services.keep_house().await.unwrap(), 1);
    assert_eq!(app.services.keep_house().await.unwrap(), 0);
    let id = me.user().unwrap();
    let left = app.store().accounts().by_id(id).await.unwrap().unwrap();
    assert_eq!(left.status, AccountStatus::Left);
    let said = format!("{left:?}");
    for personal in ["luohao", "13800138000", "骆", "argon2"] {
        assert!(!said.contains(personal), "{personal}: {said}");
    }
    let trail = app.store().accounts().audit_after(0, 99).await.unwrap();
    let said = format!("{trail:?}");
    assert!(said.contains("骆*"), "{said}");
    for personal in ["13800138000", "骆昊", "骆老师"] {
        assert!(!said.contains(personal), "{personal}: {said}");
    }
    let session = app.store().accounts().session(me.session().unwrap()).await;
    assert_eq!(session.unwrap(), None);
    assert!(
        app.store()
            .accounts()
            .favourites(id)
            .await
            .unwrap()
            .is_empty()
    );
    let gone = app
        .services
        .sign_in(&anybody(), &login("luohao", PASSWORD))
        .await;
    assert_eq!(problems(gone), ["form wrong_login"]);
    signed_up(&app, "luohao", "13800138000").await;
    assert!(app.services.prove_audit().await.unwrap().is_ok());
}

#[tokio::test]
async fn the_log_of_signing_in_outlives_the_account_as_the_law_asks() {
    let app = TestApp::start().await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let id = me.user().unwrap();
    app.services.leave(&me, PASSWORD).await.unwrap();
    for (days, lines) in [(15, 1), (183, 1), (184, 0)] {
        app.clock.set(noon() + TimeDelta::days(days));
        app.services.keep_house().await.unwrap();
        let log = app.store().accounts().sign_ins(id, 9).await.unwrap();
        assert_eq!(log.len(), lines, "after {days} days");
    }
}

fn picture(red: u8) -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(30, 20, image::Rgb([red, 30, 30]))
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    png.into_inner()
}

#[tokio::test]
async fn an_avatar_goes_with_the_last_account_that_has_it() {
    let app = TestApp::start().await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let they = caller(&app, &signed_up(&app, "somebody", "13900139000").await).await;
    let there = |key: &str| app.services.avatar_file(key).unwrap().exists();
    let shared = app.services.set_avatar(&me, &picture(200)).await.unwrap();
    let same = app.services.set_avatar(&they, &picture(200)).await.unwrap();
    assert_eq!(shared, same);

    // Replaced by one of two, and by the other.
    let mine = app.services.set_avatar(&me, &picture(0)).await.unwrap();
    assert!(there(&shared) && there(&mine));
    let same = app.services.set_avatar(&me, &picture(0)).await.unwrap();
    assert!(same == mine && there(&mine));
    app.services.set_avatar(&they, &picture(0)).await.unwrap();
    assert!(!there(&shared));

    // Left by one of two, and removed by the other.
    app.services.leave(&me, PASSWORD).await.unwrap();
    assert!(there(&mine));
    app.clock.set(noon() + GRACE);
    assert_eq!(app.services.keep_house().await.unwrap(), 1);
    assert!(there(&mine));
    app.services.remove_avatar(&they).await.unwrap();
    assert!(!there(&mine));
}

#[tokio::test]
async fn nothing_of_an_avatar_is_left_on_disk_when_its_owner_has_left() {
    let app = TestApp::start().await.unwrap();
    let me = caller(&app, &signed_up(&app, "luohao", "13800138000").await).await;
    let key = app.services.set_avatar(&me, &picture(200)).await.unwrap();
    app.services.leave(&me, PASSWORD).await.unwrap();
    app.clock.set(noon() + GRACE);

    // While the file cannot be deleted, the account is not done: a folder stands in its place.
    let file = app.services.avatar_file(&key).unwrap();
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    assert_eq!(app.services.keep_house().await.unwrap(), 0);
    let account = app.store().accounts().by_id(me.user().unwrap()).await;
    assert_eq!(account.unwrap().unwrap().status, AccountStatus::Leaving);
    std::fs::remove_dir(&file).unwrap();
    std::fs::write(&file, "picture").unwrap();
    assert_eq!(app.services.keep_house().await.unwrap(), 1);
    let folder = file.parent().unwrap().read_dir().unwrap();
    assert_eq!(folder.count(), 0);
}
