//! SMS through a provider's HTTP interface.

use futures::future::BoxFuture;
use reqwest::{Client, header::CONTENT_TYPE, redirect::Policy};
use services::accounts::Sender;
use std::time::Duration;
use store::NewMessage;

/// An SMS provider that takes `{"phone", "text"}` as JSON by POST, with a bearer token.
pub struct HttpSms {
    client: Client,
    url: String,
    token: Option<String>,
}

impl HttpSms {
    /// How long a provider usually may take.
    pub const PATIENCE: Duration = Duration::from_secs(10);

    /// The provider at `url`, which `token` opens if it needs one, and which may take as long as `patience`.
    ///
    /// # Errors
    /// A text that says why no connection can be made at all.
    pub fn new(url: &str, token: Option<&str>, patience: Duration) -> Result<Self, String> {
        super::choose_cryptography();
        let client = Client::builder()
            // Numbers, codes and the token are meant for this address only.
            .redirect(Policy::none())
            .timeout(patience)
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self {
            client,
            url: url.to_owned(),
            token: token.map(ToOwned::to_owned),
        })
    }
}

impl Sender for HttpSms {
    fn send<'a>(&'a self, message: &'a NewMessage) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let body = serde_json::json!({ "phone": message.recipient, "text": message.body });
            let mut request = self
                .client
                .post(&self.url)
                .header(CONTENT_TYPE, "application/json")
                .body(body.to_string());
            if let Some(token) = &self.token {
                request = request.bearer_auth(token);
            }
            let response = request.send().await.map_err(|error| said(&error))?;
            let status = response.status();
            if status.is_success() {
                Ok(())
            } else {
                Err(format!("the provider answered {}", status.as_u16()))
            }
        })
    }
}

/// What went wrong. Addresses of providers may hold what opens them, so it is not quoted.
fn said(error: &reqwest::Error) -> String {
    let text = if error.is_timeout() {
        "the provider did not answer in time"
    } else if error.is_connect() {
        "the provider cannot be reached"
    } else {
        "the provider did not answer as HTTP asks"
    };
    text.to_owned()
}
