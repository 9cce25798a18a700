use crate::people::{PASSWORD, anybody, caller, client, login, problems, signed_up};
use chrono::TimeDelta;
use domain::account::forms::ChangePassword;
use services::Error;
use testkit::{TestApp, noon};

#[tokio::test]
async fn signing_out_holds_for_the_very_next_request() {
    let app = TestApp::start().await.unwrap();
    let tokens = signed_up(&app, "luohao", "13800138000").await;
    let me = caller(&app, &tokens).await;
    app.services.sign_out(&me).await.unwrap();
    assert!(
        app.services
            .identify(&tokens.access)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        app.services
            .renew(&tokens.refresh, &client(7))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn tabs_that_renew_at_once_get_the_same_pair() {
    let app = TestApp::start().await.unwrap();
    let tokens = signed_up(&app, "luohao", "13800138000").await;
    app.clock.set(noon() + TimeDelta::minutes(16));
    assert!(
        app.services
            .identify(&tokens.access)
            .await
            .unwrap()
            .is_none()
    );
    let renewals = (0..6).map(|_| {
        let (services, refresh) = (app.services.clone(), tokens.refresh.clone());
        async move { services.renew(&refresh, &client(7)).await.unwrap() }
    });
    let pairs: Vec<_> = futures::future::join_all(renewals).await;
    let refresh: std::collections::BTreeSet<String> = pairs
        .into_iter()
        .map(|pair| pair.unwrap().0.refresh)
        .collect();
    assert_eq!(refresh.len(), 1);
    assert!(!refresh.contains(&tokens.refresh));
}

#[tokio::test]
async fn an_old_refresh_token_ends_the_session_for_thief_and_owner() {
    let app = TestApp::start().await.unwrap();
    let tokens = signed_up(&app, "luohao", "13800138000").await;
    app.clock.set(noon() + TimeDelta::minutes(16));
    let (second, _) = app
        .services
        .renew(&tokens.refresh, &client(7))
        .await
        .unwrap()
        .unwrap();
    app.clock.set(noon() + TimeDelta::minutes(18));
    assert!(
        app.services
            .renew(&tokens.refresh, &client(66))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        app.services
            .identify(&second.access)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        app.services
            .renew(&second.refresh, &client(7))
            .await
            .unwrap()
            .is_none()
    );
    // Telling of it is the second entry, after that of signing up.
    assert_eq!(app.services.prove_audit().await.unwrap(), Ok(2));
}

#[tokio::test]
async fn a_session_ends_after_thirty_days_without_a_visit() {
    let app = TestApp::start().await.unwrap();
    let mut tokens = signed_up(&app, "luohao", "13800138000").await;
    for days in [20, 40, 60] {
        app.clock.set(noon() + TimeDelta::days(days));
        (tokens, _) = app
            .services
            .renew(&tokens.refresh, &client(7))
            .await
            .unwrap()
            .unwrap();
    }
    app.clock.set(noon() + TimeDelta::days(90));
    assert!(
        app.services
            .renew(&tokens.refresh, &client(7))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_session_ends_after_a_hundred_and_eighty_days_however_often_it_is_used() {
    let app = TestApp::start().await.unwrap();
    let mut tokens = signed_up(&app, "luohao", "13800138000").await;
    for days in (20..180).step_by(20) {
        app.clock.set(noon() + TimeDelta::days(days));
        (tokens, _) = app
            .services
            .renew(&tokens.refresh, &client(7))
            .await
            .unwrap()
            .unwrap();
    }
    app.clock.set(noon() + TimeDelta::days(181));
    let over = app.services.renew(&tokens.refresh, &client(7)).await;
    assert!(over.unwrap().is_none());
}

#[tokio::test]
async fn one_device_ends_another_and_a_new_password_ends_all_others() {
    let app = TestApp::start().await.unwrap();
    let first = signed_up(&app, "luohao", "13800138000").await;
    let second = app
        .services
        .sign_in(&anybody(), &login("luohao", PASSWORD))
        .await
        .unwrap();
    let third = app
        .services
        .sign_in(&anybody(), &login("luohao", PASSWORD))
        .await
        .unwrap();
    let me = caller(&app, &second).await;
    assert_eq!(app.services.sessions(&me).await.unwrap().len(), 3);
    let ended = caller(&app, &first).await.session().unwrap().clone();
    app.services.end_session(&me, &ended).await.unwrap();
    assert!(
        app.services
            .identify(&first.access)
            .await
            .unwrap()
            .is_none()
    );
    let again = app.services.end_session(&me, &ended).await;
    assert!(matches!(again, Err(Error::NotFound)));

    let change = |old: &str, new: &str| ChangePassword {
        old_password: old.into(),
        password: new.into(),
    };
    let wrong = app
        .services
        .change_password(&me, &change("wrong password", "一个全新的密码"))
        .await;
    assert_eq!(problems(wrong), ["password password_short",]);
    let wrong = app
        .services
        .change_password(&me, &change("wrong password", "一个全新的密码啊"))
        .await;
    assert_eq!(problems(wrong), ["old_password wrong_password"]);
    app.services
        .change_password(&me, &change(PASSWORD, "一个全新的密码啊"))
        .await
        .unwrap();
    assert!(
        app.services
            .identify(&third.access)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        app.services
            .identify(&second.access)
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn nobody_ends_a_session_of_somebody_else() {
    let app = TestApp::start().await.unwrap();
    let mine = signed_up(&app, "luohao", "13800138000").await;
    let theirs = signed_up(&app, "somebody", "13900139000").await;
    let (me, they) = (caller(&app, &mine).await, caller(&app, &theirs).await);
    let result = app.services.end_session(&me, they.session().unwrap()).await;
    assert!(matches!(result, Err(Error::NotFound)));
    assert!(
        app.services
            .identify(&theirs.access)
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn signing_in_anew_leaves_the_session_that_the_browser_came_with() {
    let app = TestApp::start().await.unwrap();
    let first = signed_up(&app, "luohao", "13800138000").await;
    let me = caller(&app, &first).await;
    let second = app
        .services
        .sign_in(&me, &login("luohao", PASSWORD))
        .await
        .unwrap();
    let again = caller(&app, &second).await;
    assert_ne!(again.session(), me.session());
    assert!(
        app.services
            .identify(&first.access)
            .await
            .unwrap()
            .is_none()
    );
}
