//! Deliveries of webhooks by HTTP.

use super::resolver::{NotPublic, Resolver};
use domain::webhook::DeliveryProblem;
use futures::future::BoxFuture;
use reqwest::{Client, Response, redirect::Policy};
use services::webhooks::{Answer, Courier, Guard, Letter};
use std::{
    error::Error as StdError,
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

/// How long a receiver may take, connecting included.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long connecting may take.
const CONNECTING: Duration = Duration::from_secs(5);
/// Bytes of an answer that are read and kept.
const ANSWER_MAX: usize = 1_024;
/// How deliveries name who sends them.
const AGENT: &str = "Zufang-Webhooks/1";

/// Sends deliveries by HTTP.
pub struct HttpCourier {
    guard: Guard,
    /// Made when first needed: most processes send nothing.
    client: OnceLock<Client>,
}

impl HttpCourier {
    /// Sends to what `guard` admits.
    pub fn new(guard: Guard) -> Self {
        Self {
            guard,
            client: OnceLock::new(),
        }
    }

    fn client(&self) -> Result<&Client, reqwest::Error> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        super::choose_cryptography();
        let client = Client::builder()
            .dns_resolver(Arc::new(Resolver(self.guard)))
            // Where an answer leads to nobody has checked, and a proxy would resolve names by itself.
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECTING)
            .timeout(PATIENCE)
            .pool_max_idle_per_host(0)
            .user_agent(AGENT)
            .build()?;
        Ok(self.client.get_or_init(|| client))
    }

    async fn posted(&self, letter: Letter<'_>) -> Result<Answer, DeliveryProblem> {
        // The rules may be stricter than when the address was given.
        let url = self.guard.read(letter.url);
        let url = url.map_err(|_| DeliveryProblem::NotPublic)?;
        let client = self.client().map_err(|error| {
            tracing::error!(%error, "webhooks cannot be sent");
            DeliveryProblem::Unreachable
        })?;
        let sent = client
            .post(url)
            .header("content-type", "application/json")
            .header("zufang-event", letter.kind)
            .header("zufang-delivery", letter.delivery)
            .header("zufang-signature", letter.signature)
            .body(letter.body)
            .send()
            .await;
        let response = sent.map_err(|error| problem(&error))?;
        let status = response.status().as_u16();
        Ok(Answer {
            status: Some(status),
            latency_ms: 0,
            text: beginning(response).await,
            problem: None,
        })
    }
}

impl Courier for HttpCourier {
    fn post<'a>(&'a self, letter: Letter<'a>) -> BoxFuture<'a, Answer> {
        Box::pin(async move {
            let began = Instant::now();
            let mut answer = self.posted(letter).await.unwrap_or_else(|problem| Answer {
                status: None,
                latency_ms: 0,
                text: String::new(),
                problem: Some(problem),
            });
            answer.latency_ms = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
            answer
        })
    }
}

/// How an answer begins, as far as it comes.
async fn beginning(mut response: Response) -> String {
    let mut read = Vec::new();
    while read.len() < ANSWER_MAX {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                let room = ANSWER_MAX - read.len();
                read.extend_from_slice(&chunk[..chunk.len().min(room)]);
            }
            _ => break,
        }
    }
    // Databases take no NUL.
    String::from_utf8_lossy(&read).replace('\0', "\u{fffd}")
}

fn problem(error: &reqwest::Error) -> DeliveryProblem {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<NotPublic>().is_some() {
            return DeliveryProblem::NotPublic;
        }
        cause = error.source();
    }
    if error.is_timeout() {
        DeliveryProblem::Timeout
    } else {
        DeliveryProblem::Unreachable
    }
}
