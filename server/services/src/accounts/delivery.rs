//! Sending messages, by SMS and by e-mail. A message is written with the change that it tells of and sent after
//! it, again and again until it is out.

use crate::{Error, Result, Services};
use chrono::{SubsecRound, TimeDelta};
use domain::account::Channel;
use futures::future::BoxFuture;
use std::{sync::Arc, time::Duration};
use store::{MessageRecord, NewMessage};
use tokio::{sync::watch, task::JoinHandle};

/// Sends messages of one channel.
pub trait Sender: Send + Sync + 'static {
    /// Sends `message`; the error is for the log and says nothing that is secret.
    fn send<'a>(&'a self, message: &'a NewMessage) -> BoxFuture<'a, Result<(), String>>;
}

/// How messages go out. A channel without a sender keeps its messages in the outbox, where they are read
/// in development, until they are given up.
#[derive(Clone, Default)]
pub struct Senders {
    /// By SMS.
    pub sms: Option<Arc<dyn Sender>>,
    /// By e-mail.
    pub email: Option<Arc<dyn Sender>>,
}

impl Senders {
    fn of(&self, channel: Channel) -> Option<&dyn Sender> {
        match channel {
            Channel::Sms => self.sms.as_deref(),
            Channel::Email => self.email.as_deref(),
        }
    }

    /// The channels by which messages can go out.
    fn channels(&self) -> Vec<Channel> {
        let mut channels = vec![Channel::Sms, Channel::Email];
        channels.retain(|channel| self.of(*channel).is_some());
        channels
    }
}

/// Messages that are taken at a time.
const RUN: u32 = 50;
/// How often the outbox is looked at for messages of other processes, and for those to try again.
const LOOK: Duration = Duration::from_secs(5);
/// For how long a message is taken for sending before another may.
const TAKEN: TimeDelta = TimeDelta::seconds(60);
/// How often a message is tried.
const TRIES_MAX: u32 = 6;

/// Sends the messages of the outbox, until it is stopped.
pub struct Delivery {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Delivery {
    /// Starts sending.
    pub fn start(services: Services, senders: Senders) -> Self {
        let (stop, mut stopping) = watch::channel(false);
        let task = tokio::spawn(async move {
            loop {
                if let Err(error) = services.deliver(&senders).await {
                    tracing::warn!(%error, "messages are waiting");
                }
                tokio::select! {
                    () = services.0.accounts.written.notified() => {}
                    () = tokio::time::sleep(LOOK) => {}
                    _ = stopping.wait_for(|stop| *stop) => return,
                }
            }
        });
        Self { stop, task }
    }

    /// Stops, once the message at hand is out.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if self.task.await.is_err() {
            tracing::error!("sending messages ended unexpectedly");
        }
    }
}

impl Services {
    /// Sends what is due. Returns how many messages went out.
    pub async fn deliver(&self, senders: &Senders) -> Result<u32> {
        // Messages of other channels stay where they are, to be read there or sent by another process.
        let channels = senders.channels();
        if channels.is_empty() {
            return Ok(0);
        }
        let now = self.clock().now().trunc_subsecs(6);
        let due = self.store().primary_reads();
        let due = due.accounts().due_messages(&channels, now, RUN).await?;
        let mut sent = 0;
        for record in due {
            let Some(sender) = senders.of(record.message.channel) else {
                continue;
            };
            let mut unit = self.store().begin().await?;
            let taken = unit.take_message(record.id, now, now + TAKEN).await?;
            unit.commit().await?;
            if taken && self.send_one(sender, &record).await? {
                sent += 1;
            }
        }
        Ok(sent)
    }

    async fn send_one(&self, sender: &dyn Sender, record: &MessageRecord) -> Result<bool> {
        let outcome = sender.send(&record.message).await;
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        match &outcome {
            Ok(()) => {
                let keep = !self.0.accounts.settings.production;
                unit.message_sent(record.id, keep, now).await?;
            }
            Err(error) => {
                let tries = record.tries + 1;
                let again = TimeDelta::seconds(5 * i64::from(3_u32.pow(tries.min(TRIES_MAX))));
                let due = (tries < TRIES_MAX).then_some(now + again);
                tracing::warn!(message = record.id, tries, error, "a message was not sent");
                unit.message_failed(record.id, error, due).await?;
            }
        }
        unit.commit().await?;
        Ok(outcome.is_ok())
    }

    /// The newest messages, for developers and tests.
    ///
    /// # Errors
    /// [`Error::NotFound`] in production, where messages are nobody's but their readers'.
    pub async fn outbox(&self) -> Result<Vec<MessageRecord>> {
        if self.0.accounts.settings.production {
            return Err(Error::NotFound);
        }
        Ok(self
            .store()
            .primary_reads()
            .accounts()
            .newest_messages(RUN)
            .await?)
    }
}
