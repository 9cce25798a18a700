use crate::people::{PASSWORD, anybody, caller, login, problems, signed_up};
use chrono::TimeDelta;
use domain::account::AccountStatus;
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
    app.services.leave(&me, PASSWORD).await.unwrap();
    app.clock.set(noon() + GRACE);
    assert_eq!(app.services.keep_house().await.unwrap(), 1);
    assert_eq!(app.services.keep_house().await.unwrap(), 0);
    let id = me.user().unwrap();
    let left = app.store().accounts().by_id(id).await.unwrap().unwrap();
    assert_eq!(left.status, AccountStatus::Left);
    let said = format!("{left:?}");
    for personal in ["luohao", "13800138000", "骆昊", "argon2"] {
        assert!(!said.contains(personal), "{personal}: {said}");
    }
    assert!(
        app.store()
            .accounts()
            .sign_ins(id, 9)
            .await
            .unwrap()
            .is_empty()
    );
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
