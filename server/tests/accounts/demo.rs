use crate::people::{PASSWORD, anybody, login, problems};
use domain::RoleId;
use services::{accounts::GivenAccount, demo};
use testkit::TestApp;

fn given(username: &str, phone: &str, demo: bool) -> GivenAccount {
    GivenAccount {
        username: username.into(),
        password: PASSWORD.into(),
        real_name: "骆昊".into(),
        phone: phone.into(),
        email: None,
        roles: vec![RoleId::ADMIN],
        demo,
    }
}

#[tokio::test]
async fn demo_accounts_open_nothing_in_production() {
    for production in [false, true] {
        let app = TestApp::start_with(|settings| settings.production = production)
            .await
            .unwrap();
        for account in [
            given("for-show", "13800138000", true),
            given("in-earnest", "13900139000", false),
        ] {
            let made = app.services.create_account(&anybody(), &account).await;
            made.unwrap();
            for known_as in [&account.username, &account.phone] {
                let form = login(known_as, PASSWORD);
                let came_in = app.services.sign_in(&anybody(), &form).await;
                if production && account.demo {
                    assert_eq!(problems(came_in), ["form disabled"], "{known_as}");
                } else {
                    assert!(came_in.is_ok(), "{known_as}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_demo_accounts_are_marked_as_such() {
    let app = TestApp::start_with(|settings| settings.production = true)
        .await
        .unwrap();
    demo::accounts::make(&app.services).await.unwrap();
    for username in demo::accounts::usernames() {
        let form = login(username, demo::accounts::PASSWORD);
        let came_in = app.services.sign_in(&anybody(), &form).await;
        assert_eq!(problems(came_in), ["form disabled"], "{username}");
    }
}
