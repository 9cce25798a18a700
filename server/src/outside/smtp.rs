//! E-mail through an SMTP server.

use futures::future::BoxFuture;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::Mailbox,
    transport::smtp::extension::ClientId,
};
use services::accounts::Sender;
use std::time::Duration;
use store::NewMessage;
use tokio::time::timeout;

/// An SMTP server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

impl Smtp {
    /// How long a server usually may take for a letter.
    pub const PATIENCE: Duration = Duration::from_secs(20);

    /// The server at `url` (`smtps://user:password@host`, `smtp://host:25`), sending as `from`; it may take as long
    /// as `patience` for a letter.
    ///
    /// # Errors
    /// A text that says what is wrong with either.
    pub fn new(url: &str, from: &str, patience: Duration) -> Result<Self, String> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| error.to_string())?
            .timeout(Some(patience))
            .hello_name(ClientId::Domain("zufang".into()))
            .build();
        let from = from.parse().map_err(|_| "no e-mail address".to_owned())?;
        Ok(Self {
            transport,
            from,
            patience,
        })
    }
}

impl Sender for Smtp {
    fn send<'a>(&'a self, message: &'a NewMessage) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let to: Mailbox = message.recipient.parse().map_err(|_| "no e-mail address")?;
            let mail = Message::builder()
                .from(self.from.clone())
                .to(to)
                .subject(&message.subject)
                .body(message.body.clone())
                .map_err(|error| error.to_string())?;
            // The transport's own limit is for connecting only.
            let sent = timeout(self.patience, self.transport.send(mail)).await;
            let sent = sent.map_err(|_| "the server did not answer in time")?;
            sent.map(|_| ()).map_err(|error| error.to_string())
        })
    }
}
