//! People of these tests: where they are, and how they get an account.

use domain::account::{
    CodePurpose,
    forms::{CodeRequest, SignIn, SignUp},
};
use domain::{RoleId, UserId};
use services::{Caller, Client, RequestId, Tokens, accounts::GivenAccount};
use testkit::TestApp;

pub const PASSWORD: &str = "天天向上租房子啦";

/// Somebody at the address `203.0.113.<last>`.
pub fn client(last: u8) -> Client {
    Client::new(
        [203, 0, 113, last].into(),
        "Firefox on a test",
        RequestId("r".into()),
    )
}

pub fn anybody() -> Caller {
    Caller::anonymous(client(7))
}

/// Who comes with these tokens.
pub async fn caller(app: &TestApp, tokens: &Tokens) -> Caller {
    Caller {
        client: client(7),
        person: app.services.identify(&tokens.access).await.unwrap(),
    }
}

/// The code in the newest message to `recipient`.
pub async fn code_for(app: &TestApp, recipient: &str) -> String {
    let messages = app.services.outbox().await.unwrap();
    let message = messages
        .iter()
        .find(|message| message.message.recipient == recipient)
        .unwrap_or_else(|| panic!("no message to {recipient}"));
    let digits: String = message
        .message
        .body
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits
}

pub async fn send(app: &TestApp, caller: &Caller, purpose: CodePurpose, recipient: &str) {
    let request = CodeRequest {
        purpose,
        recipient: recipient.into(),
    };
    app.services.send_code(caller, &request).await.unwrap();
}

pub fn form(username: &str, phone: &str, code: &str) -> SignUp {
    SignUp {
        username: username.into(),
        password: PASSWORD.into(),
        real_name: "骆昊".into(),
        phone: phone.into(),
        code: code.into(),
        ..SignUp::default()
    }
}

/// Signs somebody up, with a code.
pub async fn signed_up(app: &TestApp, username: &str, phone: &str) -> Tokens {
    send(app, &anybody(), CodePurpose::SignUp, phone).await;
    let code = code_for(app, phone).await;
    let form = form(username, phone, &code);
    app.services.sign_up(&anybody(), &form).await.unwrap()
}

pub fn login(login: &str, password: &str) -> SignIn {
    SignIn {
        login: login.into(),
        password: password.into(),
        ..SignIn::default()
    }
}

/// Makes an account with a role, and signs it in.
pub async fn with_role(
    app: &TestApp,
    username: &str,
    phone: &str,
    role: RoleId,
) -> (UserId, Caller) {
    let given = GivenAccount {
        username: username.into(),
        password: PASSWORD.into(),
        real_name: "骆昊".into(),
        phone: phone.into(),
        email: None,
        roles: vec![role],
        demo: false,
    };
    let id = app
        .services
        .create_account(&anybody(), &given)
        .await
        .unwrap();
    let tokens = app
        .services
        .sign_in(&anybody(), &login(username, PASSWORD))
        .await
        .unwrap();
    (id, caller(app, &tokens).await)
}

/// The problems of a form, as `field code`.
pub fn problems<T: std::fmt::Debug>(result: services::Result<T>) -> Vec<String> {
    match result.unwrap_err() {
        services::Error::Invalid(fields) => fields
            .iter()
            .map(|field| format!("{} {}", field.field, field.code))
            .collect(),
        other => panic!("{other:?}"),
    }
}
