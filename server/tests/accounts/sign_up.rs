use crate::people::{anybody, caller, code_for, form, problems, send, signed_up};
use chrono::TimeDelta;
use domain::account::{CodePurpose, SignInOutcome, SignInWay, forms::CodeRequest};
use services::Error;
use testkit::{TestApp, noon};

#[tokio::test]
async fn who_has_a_code_gets_an_account_and_is_signed_in() {
    let app = TestApp::start().await.unwrap();
    let tokens = signed_up(&app, "LuoHao", "13800138000").await;
    let me = caller(&app, &tokens).await;
    let profile = app.services.profile(&me).await.unwrap();
    assert_eq!(
        (profile.username.as_str(), profile.phone.as_str()),
        ("LuoHao", "13800138000")
    );
    assert_eq!(profile.points, 2);
    let log = app.services.sign_ins(&me).await.unwrap();
    assert_eq!(
        (log[0].way, log[0].outcome),
        (SignInWay::SignUp, SignInOutcome::Done)
    );
    assert_eq!(app.services.sessions(&me).await.unwrap().len(), 1);
    assert_eq!(app.services.prove_audit().await.unwrap(), Ok(1));
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let app = TestApp::start().await.unwrap();
    let mut wrong = form("short", "12345", "");
    wrong.password = "1234567".into();
    wrong.real_name = "Luo".into();
    wrong.email = "nowhere".into();
    let mut found = problems(app.services.sign_up(&anybody(), &wrong).await);
    found.sort();
    assert_eq!(
        found,
        [
            "code missing",
            "email email",
            "password password_short",
            "phone phone",
            "real_name real_name_characters",
            "username username_length"
        ]
    );
}

#[tokio::test]
async fn a_code_is_used_once_within_five_minutes_and_five_tries() {
    let app = TestApp::start().await.unwrap();
    let phone = "13800138000";
    send(&app, &anybody(), CodePurpose::SignUp, phone).await;
    let code = code_for(&app, phone).await;
    assert_eq!(code.len(), 6);
    let try_with = async |code: &str| {
        app.services
            .sign_up(&anybody(), &form("luohao", phone, code))
            .await
    };
    app.clock.set(noon() + TimeDelta::minutes(5));
    assert_eq!(problems(try_with(&code).await), ["code code_wrong"]);

    send(&app, &anybody(), CodePurpose::SignUp, phone).await;
    let code = code_for(&app, phone).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert_eq!(problems(try_with(wrong).await), ["code code_wrong"]);
    }
    assert_eq!(problems(try_with(&code).await), ["code code_wrong"]);

    app.clock.set(noon() + TimeDelta::minutes(10));
    send(&app, &anybody(), CodePurpose::SignUp, phone).await;
    let code = code_for(&app, phone).await;
    try_with(&code).await.unwrap();
    let again = app
        .services
        .sign_up(&anybody(), &form("luohao2", phone, &code))
        .await;
    assert_eq!(problems(again), ["code code_wrong"]);
}

#[tokio::test]
async fn another_code_is_sent_after_a_minute_and_ten_in_a_day() {
    let app = TestApp::start().await.unwrap();
    let request = CodeRequest {
        purpose: CodePurpose::SignIn,
        recipient: "13800138000".into(),
    };
    for nth in 0..10 {
        app.clock.set(noon() + TimeDelta::minutes(nth * 2));
        app.services.send_code(&anybody(), &request).await.unwrap();
        let again = app.services.send_code(&anybody(), &request).await;
        assert!(matches!(again, Err(Error::RateLimited(60))), "{again:?}");
    }
    app.clock.set(noon() + TimeDelta::minutes(30));
    let eleventh = app.services.send_code(&anybody(), &request).await;
    assert!(matches!(eleventh, Err(Error::RateLimited(_))));
}

#[tokio::test]
async fn of_many_who_sign_up_with_one_phone_number_at_once_one_wins() {
    let app = TestApp::start().await.unwrap();
    let phone = "13800138000";
    send(&app, &anybody(), CodePurpose::SignUp, phone).await;
    let code = code_for(&app, phone).await;
    let tries = (0..8).map(|nth| {
        let services = app.services.clone();
        let form = form(&format!("person-{nth}"), phone, &code);
        async move { services.sign_up(&anybody(), &form).await }
    });
    let results = futures::future::join_all(tries).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    for result in results.into_iter().filter(Result::is_err) {
        assert_eq!(problems(result), ["code code_wrong"]);
    }
}

#[tokio::test]
async fn what_another_account_has_is_told_beside_its_field_to_who_has_the_code() {
    let app = TestApp::start().await.unwrap();
    signed_up(&app, "LuoHao", "13800138000").await;
    send(&app, &anybody(), CodePurpose::SignUp, "13900139000").await;
    let code = code_for(&app, "13900139000").await;
    let same = form("luohao", "13900139000", &code);
    assert_eq!(
        problems(app.services.sign_up(&anybody(), &same).await),
        ["username username_taken"]
    );
    // The code is still good for another name.
    app.services
        .sign_up(&anybody(), &form("luohao2", "13900139000", &code))
        .await
        .unwrap();
}

#[tokio::test]
async fn asking_for_a_code_tells_nobody_whether_there_is_an_account() {
    let app = TestApp::start().await.unwrap();
    signed_up(&app, "luohao", "13800138000").await;
    app.clock.set(noon() + TimeDelta::minutes(2));
    for purpose in [
        CodePurpose::SignUp,
        CodePurpose::SignIn,
        CodePurpose::ResetPassword,
    ] {
        app.clock
            .set(noon() + TimeDelta::minutes(10 * (1 + purpose as i64)));
        let mut answers = Vec::new();
        for recipient in ["13800138000", "13900139000"] {
            let request = CodeRequest {
                purpose,
                recipient: recipient.into(),
            };
            answers.push(app.services.send_code(&anybody(), &request).await.unwrap());
        }
        assert_eq!(answers[0], answers[1], "{purpose}");
    }
    // But the number's owner reads why there is no code.
    let messages = app.services.outbox().await.unwrap();
    let to_stranger = &messages[0].message;
    assert!(to_stranger.body.contains("还没有账号"), "{to_stranger:?}");
}

#[tokio::test]
async fn of_many_who_ask_for_a_code_for_one_phone_number_at_once_one_is_sent_it() {
    let app = TestApp::start().await.unwrap();
    let request = CodeRequest {
        purpose: CodePurpose::SignUp,
        recipient: "13800138000".into(),
    };
    let caller = anybody();
    let sends = (0..5).map(|_| app.services.send_code(&caller, &request));
    let results = futures::future::join_all(sends).await;
    let sent = results.iter().filter(|result| result.is_ok()).count();
    let refused = results
        .iter()
        .filter(|result| matches!(result, Err(Error::RateLimited(60))))
        .count();
    assert_eq!((sent, refused), (1, 4), "{results:?}");
    assert_eq!(app.services.outbox().await.unwrap().len(), 1);
    app.clock.set(noon() + TimeDelta::minutes(1));
    app.services.send_code(&anybody(), &request).await.unwrap();
}
