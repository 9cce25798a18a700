//! The senders of SMS and e-mail, before small servers that the test starts.

use crate::people::{anybody, send};
use chrono::TimeDelta;
use domain::account::{Channel, CodePurpose};
use server::outside::{HttpSms, Smtp};
use services::accounts::{Sender, Senders};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use store::NewMessage;
use testkit::{TestApp, noon};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// Longer than anything on this machine takes, short enough to wait for.
const PATIENCE: Duration = Duration::from_millis(500);

type Heard = Arc<Mutex<Vec<String>>>;

/// Serves connections with `serve`, each by itself: one that is silent holds no other up. Returns host and port, and
/// what was heard.
async fn stub<F, R>(serve: F) -> (String, Heard)
where
    F: Fn(TcpStream, Heard) -> R + Send + 'static,
    R: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let heard = Heard::default();
    let told = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            tokio::spawn(serve(connection, Arc::clone(&told)));
        }
    });
    (address, heard)
}

/// An SMS provider that gives `answers`, the last one for ever; an empty one is silence.
async fn provider(answers: &'static [&'static str]) -> (String, Heard) {
    stub(move |connection, heard| async move {
        let mut reader = BufReader::new(connection);
        let (mut request, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).await.unwrap();
            if line.trim().is_empty() {
                break;
            }
            let lower = line.to_ascii_lowercase();
            if let Some(number) = lower.strip_prefix("content-length:") {
                length = number.trim().parse().unwrap();
            }
            request.push_str(&line);
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).await.unwrap();
        request.push_str("\r\n");
        request.push_str(&String::from_utf8(body).unwrap());
        let answer = {
            let mut heard = heard.lock().unwrap();
            heard.push(request);
            answers[(heard.len() - 1).min(answers.len() - 1)]
        };
        if answer.is_empty() {
            tokio::time::sleep(PATIENCE * 2).await;
            return;
        }
        let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        // Whoever lost patience is not there any more.
        let _ = reader.get_mut().write_all(answer.as_bytes()).await;
    })
    .await
}

/// An SMTP server that says `to_recipient` when a recipient is named; an empty word is silence.
async fn mail_server(to_recipient: &'static str) -> (String, Heard) {
    stub(move |connection, heard| async move {
        let mut reader = BufReader::new(connection);
        let mut said = "220 mail.example".to_owned();
        let mut in_letter = false;
        loop {
            if !said.is_empty() {
                let line = [said.as_str(), "\r\n"].concat();
                if reader.get_mut().write_all(line.as_bytes()).await.is_err() {
                    return;
                }
            }
            let mut line = String::new();
            if !matches!(reader.read_line(&mut line).await, Ok(1..)) {
                return;
            }
            let line = line.trim_end();
            heard.lock().unwrap().push(line.to_owned());
            said = match line {
                "." if in_letter => {
                    in_letter = false;
                    "250 taken"
                }
                _ if in_letter => "",
                "DATA" => {
                    in_letter = true;
                    "354 go on"
                }
                _ if line.starts_with("RCPT") => to_recipient,
                "QUIT" => "221 bye",
                _ => "250 mail.example",
            }
            .to_owned();
        }
    })
    .await
}

fn email() -> NewMessage {
    NewMessage {
        channel: Channel::Email,
        recipient: "luohao@mail.example".into(),
        subject: "Code".into(),
        body: "Your code is 123456".into(),
    }
}

fn sms(url: &str, token: Option<&str>) -> HttpSms {
    HttpSms::new(url, token, PATIENCE).unwrap()
}

#[tokio::test]
async fn an_sms_is_asked_for_as_documented() {
    let (address, heard) = provider(&["200 OK"]).await;
    let url = format!("http://{address}/send?account=7");
    let message = NewMessage {
        channel: Channel::Sms,
        recipient: "13800138000".into(),
        subject: String::new(),
        body: "验证码 \"123456\"".into(),
    };
    let sender = sms(&url, Some("open sesame"));
    sender.send(&message).await.unwrap();
    let heard = heard.lock().unwrap();
    let (head, body) = heard[0].split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /send?account=7 HTTP/1.1"), "{head}");
    let head = head.to_ascii_lowercase();
    assert!(head.contains("content-type: application/json"), "{head}");
    assert!(head.contains("authorization: bearer open sesame"), "{head}");
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let wanted = serde_json::json!({"phone": "13800138000", "text": "验证码 \"123456\""});
    assert_eq!(body, wanted);
}

#[tokio::test]
async fn an_sms_that_the_provider_does_not_take_is_tried_again() {
    let answers = &[
        "500 Failed",
        "302 Found\r\nlocation: /elsewhere",
        "",
        "204 None",
    ];
    let (address, heard) = provider(answers).await;
    let app = TestApp::start().await.unwrap();
    let url = format!("http://{address}/send?key=secret");
    let senders = Senders {
        sms: Some(Arc::new(sms(&url, None))),
        email: None,
    };
    send(&app, &anybody(), CodePurpose::SignUp, "13800138000").await;
    for (tries, sent) in [(1, 0), (2, 0), (3, 0), (4, 1), (4, 0)] {
        assert_eq!(app.services.deliver(&senders).await.unwrap(), sent);
        assert_eq!(heard.lock().unwrap().len(), tries);
        app.clock.set(noon() + TimeDelta::minutes(5 * tries as i64));
    }
}

#[tokio::test]
async fn what_went_wrong_with_an_sms_says_nothing_secret() {
    let (silent, _) = provider(&[""]).await;
    for address in [silent.as_str(), "127.0.0.1:1"] {
        let sender = sms(&format!("http://{address}/?key=secret"), Some("sesame"));
        let error = sender.send(&email()).await.unwrap_err();
        assert!(
            !error.contains("secret") && !error.contains("sesame"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn an_email_arrives_whole() {
    let (address, heard) = mail_server("250 known").await;
    let url = format!("smtp://{address}");
    let sender = Smtp::new(&url, "Zufang <no-reply@zufang.example>", PATIENCE).unwrap();
    sender.send(&email()).await.unwrap();
    let heard = heard.lock().unwrap().join("\n");
    for part in [
        "EHLO zufang",
        "MAIL FROM:<no-reply@zufang.example>",
        "RCPT TO:<luohao@mail.example>",
        "Subject: Code",
        "Your code is 123456",
    ] {
        assert!(heard.contains(part), "{part}: {heard}");
    }
}

#[tokio::test]
async fn an_email_that_is_refused_or_not_answered_is_tried_again() {
    for said in ["550 nobody of that name", "451 later", ""] {
        let (address, heard) = mail_server(said).await;
        let app = TestApp::start().await.unwrap();
        let smtp = Smtp::new(&format!("smtp://{address}"), "a@zufang.example", PATIENCE);
        let senders = Senders {
            sms: None,
            email: Some(Arc::new(smtp.unwrap())),
        };
        let mut unit = app.store().begin().await.unwrap();
        unit.put_message(&email(), noon()).await.unwrap();
        unit.commit().await.unwrap();
        for tries in 1..=2 {
            assert_eq!(app.services.deliver(&senders).await.unwrap(), 0, "{said}");
            let named = heard.lock().unwrap();
            let named = named.iter().filter(|line| line.starts_with("RCPT"));
            assert_eq!(named.count(), tries, "{said}");
            app.clock.set(noon() + TimeDelta::minutes(5));
        }
    }
}
