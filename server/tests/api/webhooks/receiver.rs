//! A program that receives deliveries, on a port of this machine.

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinHandle};

/// How the receiver answers.
#[derive(Clone, Copy, Debug)]
pub enum Says {
    Status(u16),
    /// A longer answer than anybody reads.
    Talks,
    /// Go somewhere else.
    Elsewhere,
    /// Nothing, for longer than a test takes.
    Sleeps,
}

/// What came.
#[derive(Clone, Debug)]
pub struct Came {
    pub headers: HeaderMap,
    pub text: String,
}

#[derive(Default)]
struct Desk {
    came: Vec<Came>,
    says: VecDeque<Says>,
    at_once: usize,
    most_at_once: usize,
}

pub struct Receiver {
    pub url: String,
    desk: Arc<Mutex<Desk>>,
    task: JoinHandle<()>,
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Receiver {
    /// Starts one that answers `says` in turn, and 204 from then on.
    pub async fn saying(says: &[Says]) -> Self {
        let desk = Arc::new(Mutex::new(Desk {
            says: says.iter().copied().collect(),
            ..Desk::default()
        }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/hook", post(receive))
            .with_state(Arc::clone(&desk));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, desk, task }
    }

    /// All that came, in its order.
    pub fn came(&self) -> Vec<Came> {
        self.desk.lock().unwrap().came.clone()
    }

    /// How many deliveries were here at the same time.
    pub fn most_at_once(&self) -> usize {
        self.desk.lock().unwrap().most_at_once
    }

    /// Waits until so many came.
    pub async fn has(&self, count: usize) {
        for _ in 0..500 {
            if self.came().len() >= count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{} came of {count}", self.came().len());
    }
}

async fn receive(
    State(desk): State<Arc<Mutex<Desk>>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let says = {
        let mut desk = desk.lock().unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        desk.came.push(Came { headers, text });
        desk.at_once += 1;
        desk.most_at_once = desk.most_at_once.max(desk.at_once);
        desk.says.pop_front().unwrap_or(Says::Status(204))
    };
    tokio::time::sleep(Duration::from_millis(20)).await;
    if let Says::Sleeps = says {
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
    desk.lock().unwrap().at_once -= 1;
    match says {
        Says::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Says::Talks => format!("{}\0end", "长".repeat(1_000)).into_response(),
        Says::Elsewhere => Redirect::temporary("/hook").into_response(),
        Says::Sleeps => StatusCode::OK.into_response(),
    }
}

impl Came {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    /// The seals of the signature; the time that is signed is `t`.
    pub fn seals(&self, t: i64) -> Vec<String> {
        let mut parts = self.header("zufang-signature").split(',');
        assert_eq!(parts.next(), Some(format!("t={t}").as_str()));
        let seal = |part: &str| part.strip_prefix("v1=").unwrap().to_owned();
        parts.map(seal).collect()
    }

    /// The seal that `secret` makes.
    pub fn sealed_by(&self, secret: &str, t: i64) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("{t}.{}", self.text).as_bytes());
        let seal = mac.finalize().into_bytes();
        seal.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
