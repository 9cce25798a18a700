//! Sending what is due, one delivery at a time to each webhook.

use super::{Courier, Letter, signature::signature};
use crate::{Result, Services};
use chrono::{SubsecRound, TimeDelta};
use domain::{
    WebhookId,
    webhook::{DeliveryState, WebhookOff},
};
use rand::Rng;
use std::{panic, sync::Arc, time::Duration};
use store::{DeliveryOutcome, DueDelivery, WebhookRecord};
use tokio::{
    sync::watch,
    task::{JoinHandle, JoinSet},
};

/// How often it is looked for what happened and what is due.
const LOOK: Duration = Duration::from_secs(1);
/// Webhooks that are sent to at once.
const AT_ONCE: usize = 16;
/// For how long a webhook is taken for a delivery: longer than any can take. After a crash it is free again.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// Seconds between the tries of a delivery: eight tries within a day.
const PAUSES: [i64; 7] = [30, 120, 600, 2_700, 7_200, 21_600, 54_000];
/// Pauses differ by so much of themselves, so that what failed together does not come back together.
const JITTER: f64 = 0.2;
/// A webhook is switched off when nothing arrived for so long.
const PATIENCE: TimeDelta = TimeDelta::days(3);

/// Makes deliveries of what happens and sends them, until it is stopped.
pub struct WebhookWorker {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl WebhookWorker {
    /// Starts; `courier` carries the deliveries.
    pub fn start(services: Services, courier: Arc<dyn Courier>) -> Self {
        let (stop, mut stopping) = watch::channel(false);
        let task = tokio::spawn(async move {
            let mut sending = JoinSet::new();
            while !*stopping.borrow() {
                if let Err(error) = services.relay_events().await {
                    tracing::warn!(%error, "events wait for their webhooks");
                }
                if let Err(error) = services.begin_sending(&courier, &mut sending).await {
                    tracing::warn!(%error, "webhooks wait");
                }
                tokio::select! {
                    // What comes next for a webhook need not wait for the next look.
                    Some(ended) = sending.join_next(), if !sending.is_empty() => log(ended),
                    () = tokio::time::sleep(LOOK) => {}
                    _ = stopping.wait_for(|stop| *stop) => {}
                }
            }
            while let Some(ended) = sending.join_next().await {
                log(ended);
            }
        });
        Self { stop, task }
    }

    /// Stops, once the deliveries under way are answered.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if self.task.await.is_err() {
            tracing::error!("sending webhooks ended unexpectedly");
        }
    }
}

fn log(ended: std::result::Result<Result<()>, tokio::task::JoinError>) {
    match ended {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "what came of a delivery was not kept"),
        Err(error) if error.is_panic() => panic::resume_unwind(error.into_panic()),
        Err(_) => {}
    }
}

impl Services {
    /// Begins to send what is due, as far as there is room among what is `sending`.
    async fn begin_sending(
        &self,
        courier: &Arc<dyn Courier>,
        sending: &mut JoinSet<Result<()>>,
    ) -> Result<()> {
        let room = AT_ONCE.saturating_sub(sending.len());
        if room == 0 {
            return Ok(());
        }
        let now = self.clock().now().trunc_subsecs(6);
        let store = self.store().primary_reads();
        let room = u32::try_from(room).unwrap_or(1);
        let due = store.webhooks().due(now, room).await?;
        for id in due {
            if let Some((hook, delivery)) = self.take_delivery(id).await? {
                let (services, courier) = (self.clone(), Arc::clone(courier));
                sending
                    .spawn(async move { services.send_taken(&*courier, &hook, &delivery).await });
            }
        }
        Ok(())
    }

    /// Sends all that is due by `courier`, one after the other. Returns how many deliveries were tried.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn send_webhooks(&self, courier: &dyn Courier) -> Result<u32> {
        let mut tried = 0;
        loop {
            let now = self.clock().now().trunc_subsecs(6);
            let store = self.store().primary_reads();
            let due = store.webhooks().due(now, 1).await?;
            let Some(id) = due.first() else {
                return Ok(tried);
            };
            if let Some((hook, delivery)) = self.take_delivery(*id).await? {
                self.send_taken(courier, &hook, &delivery).await?;
                tried += 1;
            }
        }
    }

    /// Takes a webhook, and the delivery that is to be sent to it; nothing when another was faster. Nobody
    /// else sends to it until it is given back, or the lease is over.
    pub async fn take_delivery(
        &self,
        id: WebhookId,
    ) -> Result<Option<(WebhookRecord, DueDelivery)>> {
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        if !unit.take_webhook(id, now, now + LEASE).await? {
            return Ok(None);
        }
        let Some(delivery) = unit.next_delivery(id, now).await? else {
            return Ok(None);
        };
        unit.commit().await?;
        let store = self.store().primary_reads();
        // As it is now: its secret may just have changed.
        let hook = store.webhooks().by_id(id).await?;
        Ok(hook.map(|hook| (hook, delivery)))
    }

    async fn send_taken(
        &self,
        courier: &dyn Courier,
        hook: &WebhookRecord,
        delivery: &DueDelivery,
    ) -> Result<()> {
        let at = self.clock().now();
        let old = hook.old_secret.as_deref();
        let old = old.filter(|_| hook.about.old_secret_until.is_some_and(|until| until > at));
        let secrets = [hook.secret.as_str()].into_iter().chain(old);
        let letter = Letter {
            url: &hook.about.form.url,
            kind: &delivery.kind,
            delivery: delivery.id.to_string(),
            signature: signature(secrets, at.timestamp(), &delivery.body),
            body: delivery.body.clone(),
        };
        let answer = courier.post(letter).await;
        let now = self.clock().now().trunc_subsecs(6);
        let arrived = answer
            .status
            .is_some_and(|status| (200..300).contains(&status));
        let again = pause(delivery.tries).map(|pause| now + pause);
        let (state, due_at) = match again {
            _ if arrived => (DeliveryState::Delivered, None),
            Some(due) => (DeliveryState::Waiting, Some(due)),
            None => (DeliveryState::Failed, None),
        };
        let outcome = DeliveryOutcome {
            state,
            due_at,
            status: answer.status,
            latency_ms: answer.latency_ms,
            answer: &answer.text,
            error: answer.problem,
        };
        let id = hook.about.id;
        let mut unit = self.store().begin().await?;
        let since = unit.delivery_tried(id, delivery.id, &outcome, now).await?;
        if state == DeliveryState::Failed && since.is_some_and(|since| now - since >= PATIENCE) {
            unit.switch_webhook(id, Some(WebhookOff::Failing), now)
                .await?;
        }
        unit.release_webhook(id).await?;
        Ok(unit.commit().await?)
    }
}

/// How long a delivery waits that was tried `tries` times before this one failed; nothing once it is given
/// up.
fn pause(tries: u32) -> Option<TimeDelta> {
    let seconds = PAUSES.get(usize::try_from(tries).ok()?)?;
    let factor = rand::rng().random_range(1.0 - JITTER..=1.0 + JITTER);
    // Far below what either type holds.
    Some(TimeDelta::milliseconds(
        (*seconds as f64 * 1_000.0 * factor) as i64,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_tried_eight_times_within_about_a_day() {
        let mut all = TimeDelta::zero();
        for (tries, seconds) in (0..).zip(PAUSES) {
            let pause = pause(tries).unwrap();
            let part = pause.num_milliseconds() as f64 / (seconds as f64 * 1_000.0);
            assert!((0.8..=1.2).contains(&part), "{tries}: {pause}");
            all += pause;
        }
        assert_eq!(pause(7), None);
        assert!(
            all > TimeDelta::hours(18) && all < TimeDelta::hours(30),
            "{all}"
        );
    }
}
