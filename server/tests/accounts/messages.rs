use crate::people::{anybody, code_for, form, send};
use chrono::TimeDelta;
use domain::account::{CodePurpose, forms::SignUp};
use futures::future::BoxFuture;
use services::accounts::{Sender, Senders};
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
async fn an_email_for_a_new_password_has_a_link_where_the_site_is_known() {
    let link = "https://zufang.example/reset-password?to=luohao%40mail.example&code=";
    for (site, has_link) in [(None, false), (Some("https://zufang.example"), true)] {
        let app = TestApp::start_with(|settings| settings.public_url = site.map(str::to_owned))
            .await
            .unwrap();
        send(&app, &anybody(), CodePurpose::SignUp, "13800138000").await;
        let code = code_for(&app, "13800138000").await;
        let form = SignUp {
            email: "luohao@mail.example".into(),
            ..form("luohao", "13800138000", &code)
        };
        app.services.sign_up(&anybody(), &form).await.unwrap();
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
