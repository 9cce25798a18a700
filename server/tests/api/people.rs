//! People with accounts.

use crate::{ask::Ask, client::Client};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::TimeDelta;
use domain::{
    RoleId, UserId,
    account::{
        forms::SignIn,
        token::{NewToken, TokenScope},
    },
};
use serde_json::{Value, json};
use services::{Caller, Clock, RequestId, accounts::GivenAccount};
use std::sync::atomic::{AtomicU32, Ordering};

/// The password of everybody.
pub const PASSWORD: &str = "correct horse battery";

/// Somebody who is signed in.
pub struct Person {
    pub id: UserId,
    pub username: String,
    pub phone: String,
    pub access: String,
    pub refresh: String,
}

impl Person {
    /// The name of the session.
    pub fn session(&self) -> String {
        claims(&self.access)["sid"].as_str().unwrap().to_owned()
    }

    /// What the browser of the person asks.
    pub fn browses(&self, ask: Ask) -> Ask {
        ask.cookie("access", &self.access)
            .cookie("refresh", &self.refresh)
    }
}

/// What a token claims.
pub fn claims(token: &str) -> Value {
    let claims = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64.decode(claims).unwrap()).unwrap()
}

/// A number that nobody else has in this run.
fn next() -> u32 {
    static COUNT: AtomicU32 = AtomicU32::new(1);
    COUNT.fetch_add(1, Ordering::Relaxed)
}

/// A phone number that nobody else has.
pub fn new_phone() -> String {
    format!("139{:08}", next())
}

/// An address that nobody else has.
pub fn new_ip() -> String {
    let number = next();
    format!(
        "10.{}.{}.{}",
        number >> 16 & 255,
        number >> 8 & 255,
        number & 255
    )
}

/// Nobody, from an address of their own.
pub fn anybody() -> Caller {
    let client = services::Client::new(new_ip().parse().unwrap(), "test", RequestId("t".into()));
    Caller::anonymous(client)
}

impl Client {
    /// Somebody new with the role `role`, signed in.
    pub async fn person(&self, role: RoleId) -> Person {
        let number = next();
        let username = format!("person{number:06}");
        let phone = new_phone();
        let given = GivenAccount {
            username: username.clone(),
            password: PASSWORD.into(),
            real_name: "张三".into(),
            phone: phone.clone(),
            email: None,
            roles: vec![role],
            demo: false,
        };
        let services = &self.app.services;
        let id = services.create_account(&anybody(), &given).await.unwrap();
        let (access, refresh) = self.signed_in(&username).await;
        Person {
            id,
            username,
            phone,
            access,
            refresh,
        }
    }

    pub async fn renter(&self) -> Person {
        self.person(RoleId::RENTER).await
    }

    pub async fn admin(&self) -> Person {
        self.person(RoleId::ADMIN).await
    }

    /// The tokens of another session of `username`.
    pub async fn signed_in(&self, username: &str) -> (String, String) {
        let form = SignIn {
            login: username.to_owned(),
            password: PASSWORD.into(),
            ..SignIn::default()
        };
        let tokens = self.app.services.sign_in(&anybody(), &form).await.unwrap();
        (tokens.access, tokens.refresh)
    }

    /// A token with which a program acts for `person`.
    pub async fn program_of(&self, person: &Person, scopes: &[TokenScope]) -> String {
        let form = NewToken {
            name: "program".into(),
            scopes: scopes.to_vec(),
            days: Some(30),
        };
        let caller = person.caller(self).await;
        let made = self.app.services.make_token(&caller, &form).await;
        made.unwrap().token
    }

    /// Lets time pass.
    pub fn wait(&self, time: TimeDelta) {
        self.app.clock.set(self.app.clock.now() + time);
    }

    /// Asks for a code for `purpose` and reads it where it was sent.
    pub async fn code(&self, purpose: &str, recipient: &str) -> String {
        let body = json!({"purpose": purpose, "recipient": recipient});
        let ask = Ask::new("POST", "/api/v1/codes").json(&body);
        let answer = ask.from(&new_ip()).to(self).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        self.newest_code(recipient).await
    }

    /// The code in the newest message to `recipient`.
    pub async fn newest_code(&self, recipient: &str) -> String {
        let store = self.app.store().primary_reads();
        let messages = store.accounts().newest_messages(100).await.unwrap();
        let sent = messages
            .iter()
            .find(|sent| sent.message.recipient == recipient);
        let body = &sent.expect("a message").message.body;
        let numbers = body.split(|c: char| !c.is_ascii_digit());
        let code = numbers.into_iter().find(|number| number.len() == 6);
        code.expect("a code").to_owned()
    }

    /// What the answer to `GET path` with this token is like.
    pub async fn status(&self, path: &str, token: &str) -> u16 {
        let ask = Ask::new("GET", path).bearer(token).from(&new_ip());
        ask.to(self).await.status.as_u16()
    }
}
