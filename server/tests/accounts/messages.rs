use crate::people::{PASSWORD, anybody, code_for, send};
use chrono::TimeDelta;
use domain::{
    RoleId,
    account::{Channel, CodePurpose},
};
use futures::future::BoxFuture;
use services::accounts::{GivenAccount, Sender, Senders};
use std::sync::{Arc, Mutex};
use store::NewMessage;
use testkit::{TestApp, noon};

/// Hands messages over to the test, or fails.
#[derive(Default)]
struct Desk {
    taken: Mutex<Vec<NewMessage>>,
    closed: Mutex<bool>,
}

impl Sender for Desk {
    fn send<'a>(&'a self, message: &'a NewMessage) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            if *self.closed.lock().unwrap() {
                return Err("the desk is closed".into());
            }
            self.taken.lock().unwrap().push(message.clone());
            Ok(())
        })
    }
}

#[tokio::test]
async fn a_message_is_tried_until_it_is_out_and_then_no_more() {
    let app = TestApp::start().await.unwrap();
    let desk = Arc::new(Desk::default());
    let senders = Senders {
        sms: Some(Arc::clone(&desk) as Arc<dyn Sender>),
        email: None,
    };
    send(&app, &anybody(), CodePurpose::SignUp, "13800138000").await;
    *desk.closed.lock().unwrap() = true;
    assert_eq!(app.services.deliver(&senders).await.unwrap(), 0);
    *desk.closed.lock().unwrap() = false;
    // Not at once, for whoever is away needs some time.
    assert_eq!(app.services.deliver(&senders).await.unwrap(), 0);
    app.clock.set(noon() + TimeDelta::minutes(1));
    assert_eq!(app.services.deliver(&senders).await.unwrap(), 1);
    assert_eq!(app.services.deliver(&senders).await.unwrap(), 0);
    assert_eq!(desk.taken.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn without_a_way_out_messages_wait_in_the_outbox() {
    let app = TestApp::start().await.unwrap();
    send(&app, &anybody(), CodePurpose::SignUp, "13800138000").await;
    assert_eq!(app.services.deliver(&Senders::default()).await.unwrap(), 0);
    let outbox = app.services.outbox().await.unwrap();
    assert_eq!(outbox.len(), 1);
    assert!(outbox[0].sent_at.is_none());
}

#[tokio::test]
async fn messages_without_a_way_out_do_not_hold_up_the_others() {
    let app = TestApp::start().await.unwrap();
    let desk = Arc::new(Desk::default());
    let senders = Senders {
        sms: None,
        email: Some(Arc::clone(&desk) as Arc<dyn Sender>),
    };
    let message = |channel, recipient: &str| NewMessage {
        channel,
        recipient: recipient.into(),
        subject: String::new(),
        body: "123456".into(),
    };
    let mut unit = app.store().begin().await.unwrap();
    for _ in 0..60 {
        let sms = message(Channel::Sms, "13800138000");
        unit.put_message(&sms, noon() - TimeDelta::minutes(1))
            .await
            .unwrap();
    }
    let email = message(Channel::Email, "luohao@mail.example");
    unit.put_message(&email, noon()).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(app.services.deliver(&senders).await.unwrap(), 1);
    assert_eq!(*desk.taken.lock().unwrap(), [email]);
}

#[tokio::test]
async fn a_message_that_waited_a_day_is_given_up_and_says_no_more() {
    for production in [false, true] {
        let app = TestApp::start_with(|settings| settings.production = production)
            .await
            .unwrap();
        send(&app, &anybody(), CodePurpose::SignUp, "13800138000").await;
        let desk = Arc::new(Desk::default());
        let senders = Senders {
            sms: Some(Arc::clone(&desk) as Arc<dyn Sender>),
            email: None,
        };
        let body = async || {
            let newest = app.store().accounts().newest_messages(1).await.unwrap();
            newest[0].message.body.clone()
        };
        app.clock.set(noon() + TimeDelta::days(1));
        app.services.keep_house().await.unwrap();
        assert_ne!(body().await, "-");
        app.clock
            .set(noon() + TimeDelta::days(1) + TimeDelta::seconds(1));
        app.services.keep_house().await.unwrap();
        assert_eq!(body().await, "-");
        assert_eq!(app.services.deliver(&senders).await.unwrap(), 0);
        assert!(desk.taken.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn an_email_for_a_new_password_has_a_link_where_the_site_is_known() {
    let link = "https://zufang.example/reset-password?to=luohao%40mail.example&code=";
    for (site, has_link) in [(None, false), (Some("https://zufang.example"), true)] {
        let app = TestApp::start_with(|settings| settings.public_url = site.map(str::to_owned))
            .await
            .unwrap();
        let account = GivenAccount {
            username: "luohao".into(),
            password: PASSWORD.into(),
            real_name: "骆昊".into(),
            phone: "13800138000".into(),
            email: Some("luohao@mail.example".into()),
            roles: vec![RoleId::RENTER],
            demo: false,
        };
        app.services
            .create_account(&anybody(), &account)
            .await
            .unwrap();
        send(
            &app,
            &anybody(),
            CodePurpose::ResetPassword,
            "luohao@mail.example",
        )
        .await;
        let code = code_for(&app, "luohao@mail.example").await;
        let outbox = app.services.outbox().await.unwrap();
        let body = &outbox[0].message.body;
        assert_eq!(
            body.contains(&[link, &code].concat()),
            has_link,
            "{site:?}: {body}"
        );
    }
}
