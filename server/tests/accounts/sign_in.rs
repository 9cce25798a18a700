use crate::people::{
    PASSWORD, anybody, caller, client, code_for, login, problems, send, signed_up,
};
use chrono::TimeDelta;
use domain::account::{
    Captcha, CodePurpose, SignInOutcome,
    forms::{ResetPassword, SignIn, SignInByCode},
};
use services::{Caller, Error, accounts::HashSettings};
use std::time::Instant;
use testkit::{TestApp, noon};

/// The answer to a captcha's question.
fn sum(captcha: &Captcha) -> usize {
    let names = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let number = |word: &str| {
        let word = word.trim_end_matches('?');
        names.iter().position(|name| *name == word)
    };
    captcha
        .question_en
        .split_whitespace()
        .filter_map(number)
        .sum()
}

/// The form with a captcha solved.
async fn solved(app: &TestApp, form: SignIn) -> SignIn {
    let captcha = app.services.captcha(&anybody()).await.unwrap();
    SignIn {
        captcha: sum(&captcha).to_string(),
        captcha_token: captcha.token,
        ..form
    }
}

#[tokio::test]
async fn username_phone_and_email_all_open_the_account() {
    let app = TestApp::start().await.unwrap();
    signed_up(&app, "LuoHao", "13800138000").await;
    for known_as in ["LuoHao", "luohao", " 138 0013 8000 "] {
        app.services
            .sign_in(&anybody(), &login(known_as, PASSWORD))
            .await
            .unwrap();
    }
    let phone = "13800138000";
    app.clock.set(noon() + TimeDelta::minutes(2));
    send(&app, &anybody(), CodePurpose::SignIn, phone).await;
    let form = SignInByCode {
        phone: phone.into(),
        code: code_for(&app, phone).await,
    };
    let tokens = app
        .services
        .sign_in_by_code(&anybody(), &form)
        .await
        .unwrap();
    let me = caller(&app, &tokens).await;
    let log = app.services.sign_ins(&me).await.unwrap();
    assert_eq!(log.len(), 5);
    // Points for the first log-in of a day only.
    assert_eq!(app.services.profile(&me).await.unwrap().points, 2);
    assert_eq!(
        problems(app.services.sign_in_by_code(&anybody(), &form).await),
        ["code code_wrong"]
    );
    app.clock.set(noon() + TimeDelta::days(1));
    let tokens = app
        .services
        .sign_in(&anybody(), &login("luohao", PASSWORD))
        .await
        .unwrap();
    let me = caller(&app, &tokens).await;
    assert_eq!(app.services.profile(&me).await.unwrap().points, 4);
    assert_eq!(app.services.points(&me).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_wrong_password_and_no_account_are_told_alike() {
    let app = TestApp::start().await.unwrap();
    let tokens = signed_up(&app, "luohao", "13800138000").await;
    for known_as in ["luohao", "nobody-here", "13800138000", "13900139000", "?"] {
        let result = app
            .services
            .sign_in(&anybody(), &login(known_as, "wrong password"))
            .await;
        assert_eq!(problems(result), ["form wrong_login"], "{known_as}");
    }
    let me = caller(&app, &tokens).await;
    let log = app.services.sign_ins(&me).await.unwrap();
    let failed = log
        .iter()
        .filter(|line| line.outcome == SignInOutcome::WrongPassword);
    assert_eq!(failed.count(), 2);
}

#[tokio::test]
async fn a_wrong_password_and_no_account_take_as_long() {
    // The cheap hashes of other tests are lost beside the database.
    let app = TestApp::start_with(|settings| settings.hash = HashSettings::default())
        .await
        .unwrap();
    let known = ["known-one", "known-two", "known-three"];
    for (index, username) in known.iter().enumerate() {
        signed_up(&app, username, &format!("1380013800{index}")).await;
    }
    let took = async |login_as: &str| {
        let started = Instant::now();
        let result = app
            .services
            .sign_in(&anybody(), &login(login_as, "wrong password"))
            .await;
        let took = started.elapsed();
        assert_eq!(problems(result), ["form wrong_login"], "{login_as}");
        took
    };
    // The first check of a process makes what is compared where there is no account.
    took("nobody-first").await;
    let (mut with, mut without) = (vec![], vec![]);
    // By turns, so that a busy machine slows both; three tries each, before a captcha is asked for.
    for _ in 0..3 {
        for (index, username) in known.iter().enumerate() {
            with.push(took(username).await);
            without.push(took(&format!("nobody-{index}")).await);
        }
    }
    with.sort();
    without.sort();
    let ratio = with[4].as_secs_f64() / without[4].as_secs_f64();
    // Without a hash to compare, it would be more than ten times.
    assert!((0.5..2.0).contains(&ratio), "{with:?} against {without:?}");
}

#[tokio::test]
async fn after_three_failures_a_captcha_is_asked_for_and_its_question_is_an_alternative() {
    let app = TestApp::start().await.unwrap();
    signed_up(&app, "luohao", "13800138000").await;
    for _ in 0..3 {
        let _ = app
            .services
            .sign_in(&anybody(), &login("luohao", "wrong password"))
            .await;
    }
    assert!(app.services.captcha_needed(&anybody(), "LUOHAO").await);
    let right = login("luohao", PASSWORD);
    assert_eq!(
        problems(app.services.sign_in(&anybody(), &right).await),
        ["captcha captcha_missing"]
    );

    let captcha = app.services.captcha(&anybody()).await.unwrap();
    assert!(
        captcha.image.starts_with("data:image/"),
        "{}",
        &captcha.image[..40]
    );
    let sum = sum(&captcha);
    let answered = |answer: String| SignIn {
        captcha: answer,
        captcha_token: captcha.token.clone(),
        ..right.clone()
    };
    app.services
        .sign_in(&anybody(), &answered(sum.to_string()))
        .await
        .unwrap();
    // Coming in ends the suspicion; a captcha is good once.
    assert!(!app.services.captcha_needed(&anybody(), "luohao").await);
    for _ in 0..3 {
        let _ = app
            .services
            .sign_in(&anybody(), &login("luohao", "wrong password"))
            .await;
    }
    let again = app
        .services
        .sign_in(&anybody(), &answered(sum.to_string()))
        .await;
    assert_eq!(problems(again), ["captcha captcha_wrong"]);
}

#[tokio::test]
async fn who_guesses_on_waits_but_nobody_is_locked_out_for_longer_than_a_minute() {
    let app = TestApp::start().await.unwrap();
    signed_up(&app, "luohao", "13800138000").await;
    let (mut checked, mut waits) = (0, 0);
    for nth in 0..20_u8 {
        // From many places, each with a solved captcha, as programs do.
        let from = Caller::anonymous(client(nth));
        let guess = solved(&app, login("luohao", "wrong password")).await;
        match app.services.sign_in(&from, &guess).await {
            Err(Error::RateLimited(seconds)) => {
                assert!(seconds <= 60);
                waits += 1;
            }
            Err(Error::Invalid(_)) => checked += 1,
            other => panic!("{other:?}"),
        }
    }
    // Ten failures, and one more that begins the wait.
    assert_eq!((checked, waits), (11, 9));
    assert!(app.services.captcha_needed(&anybody(), "luohao").await);
    // Without a solved captcha nobody comes as far as the wait.
    assert_eq!(
        problems(
            app.services
                .sign_in(&anybody(), &login("luohao", PASSWORD))
                .await
        ),
        ["captcha captcha_missing"]
    );
    // A code by SMS still opens the door.
    let phone = "13800138000";
    app.clock.set(noon() + TimeDelta::minutes(2));
    send(&app, &anybody(), CodePurpose::SignIn, phone).await;
    let form = SignInByCode {
        phone: phone.into(),
        code: code_for(&app, phone).await,
    };
    app.services
        .sign_in_by_code(&anybody(), &form)
        .await
        .unwrap();
}

#[tokio::test]
async fn refused_tries_do_not_keep_the_owner_waiting() {
    let app = TestApp::start().await.unwrap();
    signed_up(&app, "luohao", "13800138000").await;
    let mut now = noon();
    let wrong = login("luohao", "wrong password");
    // One try after each wait, until the wait is as long as it gets.
    for nth in 0..18_u8 {
        if nth >= 10 {
            now += TimeDelta::minutes(1);
            app.clock.set(now);
        }
        let from = Caller::anonymous(client(nth));
        let guess = solved(&app, wrong.clone()).await;
        assert_eq!(
            problems(app.services.sign_in(&from, &guess).await),
            ["form wrong_login"],
            "{nth}"
        );
    }
    let right = login("luohao", PASSWORD);
    for second in (0..60).step_by(6) {
        app.clock.set(now + TimeDelta::seconds(second));
        let unsolved = app.services.sign_in(&anybody(), &wrong).await;
        assert_eq!(problems(unsolved), ["captcha captcha_missing"]);
        let early = solved(&app, right.clone()).await;
        let refused = app.services.sign_in(&anybody(), &early).await;
        assert!(
            matches!(refused, Err(Error::RateLimited(60))),
            "{second}: {refused:?}"
        );
    }
    app.clock.set(now + TimeDelta::minutes(1));
    let _ = app.services.sign_in(&anybody(), &wrong).await;
    let in_time = solved(&app, right).await;
    app.services.sign_in(&anybody(), &in_time).await.unwrap();
}

#[tokio::test]
async fn wrong_codes_do_not_make_who_has_the_password_wait() {
    let app = TestApp::start().await.unwrap();
    let phone = "13800138000";
    signed_up(&app, "luohao", phone).await;
    let form = SignInByCode {
        phone: phone.into(),
        code: "000000".into(),
    };
    for nth in 0..12_u8 {
        let from = Caller::anonymous(client(100 + nth));
        app.services
            .sign_in_by_code(&from, &form)
            .await
            .unwrap_err();
    }
    app.services
        .sign_in(&anybody(), &login(phone, PASSWORD))
        .await
        .unwrap();
}

#[tokio::test]
async fn failures_count_together_however_the_login_is_typed() {
    let app = TestApp::start().await.unwrap();
    signed_up(&app, "luohao", "13800138000").await;
    // A name and a number of one account, and a number and a name that nobody has.
    for tries in [
        ["LuoHao", "luohao", " LUOHAO"],
        ["13800138000", "1-3800138000", "+86 138 0013 8000"],
        ["1-3900139000", "139 0013 9000", "+86 13900139000"],
        ["nobody-here", "NOBODY-here", " Nobody-Here "],
        ["骆昊?", " 骆昊?", "骆昊? "],
    ] {
        for known_as in tries {
            assert!(
                !app.services.captcha_needed(&anybody(), known_as).await,
                "{known_as}"
            );
            let result = app
                .services
                .sign_in(&anybody(), &login(known_as, "wrong password"))
                .await;
            assert_eq!(problems(result), ["form wrong_login"], "{known_as}");
        }
        for known_as in tries {
            assert!(
                app.services.captcha_needed(&anybody(), known_as).await,
                "{known_as}"
            );
        }
    }
}

#[tokio::test]
async fn a_password_is_reset_with_a_code_and_all_sessions_end() {
    let app = TestApp::start().await.unwrap();
    let tokens = signed_up(&app, "luohao", "13800138000").await;
    let phone = "13800138000";
    app.clock.set(noon() + TimeDelta::minutes(2));
    send(&app, &anybody(), CodePurpose::ResetPassword, phone).await;
    let reset = |code: &str, password: &str| ResetPassword {
        recipient: phone.into(),
        code: code.into(),
        password: password.into(),
    };
    let code = code_for(&app, phone).await;
    let own_name = app
        .services
        .reset_password(&anybody(), &reset(&code, "13800138000"))
        .await;
    assert_eq!(problems(own_name), ["password password_is_name"]);
    app.services
        .reset_password(&anybody(), &reset(&code, "另一个好密码啊"))
        .await
        .unwrap_err();
    app.services
        .reset_password(&anybody(), &reset(&code, "另一个很好的密码"))
        .await
        .unwrap();
    assert!(
        app.services
            .identify(&tokens.access)
            .await
            .unwrap()
            .is_none()
    );
    let old = app
        .services
        .sign_in(&anybody(), &login("luohao", PASSWORD))
        .await;
    assert_eq!(problems(old), ["form wrong_login"]);
    app.services
        .sign_in(&anybody(), &login("luohao", "另一个很好的密码"))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_password_of_the_classic_system_opens_once_and_is_hashed_anew() {
    let app = TestApp::start().await.unwrap();
    let tokens = signed_up(&app, "luohao", "13800138000").await;
    let me = caller(&app, &tokens).await;
    let id = me.user().unwrap();
    let mut account = app.store().accounts().by_id(id).await.unwrap().unwrap();
    account.password_hash = "md5:e10adc3949ba59abbe56e057f20f883e".into();
    let mut unit = app.store().begin().await.unwrap();
    assert!(unit.save_account(&account).await.unwrap());
    unit.commit().await.unwrap();
    app.services
        .sign_in(&anybody(), &login("luohao", "123456"))
        .await
        .unwrap();
    let now = app.store().accounts().by_id(id).await.unwrap().unwrap();
    assert!(
        now.password_hash.starts_with("$argon2id$"),
        "{}",
        now.password_hash
    );
    app.services
        .sign_in(&anybody(), &login("luohao", "123456"))
        .await
        .unwrap();
}
