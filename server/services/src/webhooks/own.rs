//! Somebody's webhooks: making and changing them, their log, and sending again.

use super::{
    happened::event_name,
    relay::{EVERYBODYS, envelope},
};
use crate::{
    Caller, Error, Result, Services,
    accounts::{Deed, Problems, random_text},
};
use chrono::{SubsecRound, TimeDelta};
use domain::{
    ListingId, Rows, UserId, WebhookId,
    account::{AuditAction, Method, admin::Paged, token::TokenScope},
    webhook::{
        Delivery, SECRET_OVERLAP_HOURS, TEST_KIND, WEBHOOK_HOMES_MAX, WEBHOOK_URL_MAX,
        WEBHOOKS_MAX, Webhook, WebhookForm, WebhookOff, WebhookReach, WebhookSecret,
    },
};
use serde_json::json;
use store::{NewDelivery, NewWebhook, WebhookRecord};

/// Deliveries on a page of the log.
const PAGE: u32 = 20;
/// Deliveries that somebody sends by hand in an hour.
const BY_HAND_PER_HOUR: u32 = 60;

impl Services {
    /// The caller's webhooks, the newest first. For who may offer homes.
    pub async fn webhooks(&self, caller: &Caller) -> Result<Vec<Webhook>> {
        let user = caller.offering(TokenScope::AccountRead)?.user;
        let store = self.store().primary_reads();
        Ok(store.webhooks().of(user).await?)
    }

    /// Whether the caller may hear of everybody's homes.
    pub fn hears_all(&self, caller: &Caller) -> bool {
        caller.require(Method::Get, EVERYBODYS).is_ok()
    }

    /// One of the caller's webhooks.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn webhook(&self, caller: &Caller, id: WebhookId) -> Result<Webhook> {
        let hook = self
            .own_webhook(caller, TokenScope::AccountRead, id)
            .await?;
        Ok(hook.about)
    }

    async fn own_webhook(
        &self,
        caller: &Caller,
        scope: TokenScope,
        id: WebhookId,
    ) -> Result<WebhookRecord> {
        let user = caller.acting(scope)?.user;
        let store = self.store().primary_reads();
        let hook = store.webhooks().by_id(id).await?;
        hook.filter(|hook| hook.user == user).ok_or(Error::NotFound)
    }

    /// Makes a webhook. Its secret is told this once.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, or when there are too many already;
    /// [`Error::NeedsScope`] for a program that may not read what it would hear of.
    pub async fn make_webhook(&self, caller: &Caller, form: &WebhookForm) -> Result<WebhookSecret> {
        let user = caller.offering(TokenScope::AccountWrite)?.user;
        let form = self.checked_webhook(caller, user, form).await?;
        let secret = new_secret();
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        if unit.webhook_count(user).await? >= WEBHOOKS_MAX {
            return Err(Error::field("form", "too_many_webhooks"));
        }
        let new = NewWebhook {
            user,
            form: &form,
            secret: &secret,
        };
        let id = unit.put_webhook(&new, now).await?;
        let deed = Deed::by(caller, AuditAction::WebhookAdded)
            .on("webhook", id)
            .change("host", None::<String>, Some(host(&form.url)));
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        let about = self.webhook(caller, id).await?;
        Ok(WebhookSecret { secret, about })
    }

    /// Makes one of the caller's webhooks what `form` says.
    ///
    /// # Errors
    /// Those of [`Self::make_webhook`], and [`Error::NotFound`].
    pub async fn change_webhook(
        &self,
        caller: &Caller,
        id: WebhookId,
        form: &WebhookForm,
    ) -> Result<Webhook> {
        let before = self
            .own_webhook(caller, TokenScope::AccountWrite, id)
            .await?;
        let form = self.checked_webhook(caller, before.user, form).await?;
        let mut unit = self.store().begin().await?;
        if !unit.change_webhook(before.user, id, &form).await? {
            return Err(Error::NotFound);
        }
        let events = |form: &WebhookForm| {
            let words: Vec<&str> = form.events.iter().map(|event| event.as_str()).collect();
            words.join(",")
        };
        let (old, new) = (&before.about.form, &form);
        let deed = Deed::by(caller, AuditAction::WebhookChanged)
            .on("webhook", id)
            .change("host", Some(host(&old.url)), Some(host(&new.url)))
            .change("events", Some(events(old)), Some(events(new)))
            .change("reach", Some(old.reach), Some(new.reach));
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.webhook(caller, id).await
    }

    async fn checked_webhook(
        &self,
        caller: &Caller,
        user: UserId,
        form: &WebhookForm,
    ) -> Result<WebhookForm> {
        let mut problems = Problems::default();
        let mut form = form.clone();
        if form.url.trim().is_empty() {
            problems.add("url", "missing");
        } else if form.url.chars().count() > WEBHOOK_URL_MAX as usize {
            problems.add("url", "too_long");
        } else {
            match self.0.webhook_guard.read(&form.url) {
                Ok(url) => form.url = url.into(),
                Err(code) => problems.add("url", code),
            }
        }
        form.events.sort_unstable();
        form.events.dedup();
        if form.events.is_empty() {
            problems.add("events", "missing");
        }
        form.listings.sort_unstable();
        form.listings.dedup();
        if form.reach != WebhookReach::Chosen {
            form.listings.clear();
        } else if form.listings.is_empty() {
            problems.add("listings", "missing");
        } else if form.listings.len() > WEBHOOK_HOMES_MAX {
            problems.add("listings", "too_many");
        } else if !self.publishes(user, &form.listings).await? {
            problems.add("listings", "not_own_homes");
        }
        problems.check()?;
        // What a program hears of it must be allowed to read.
        if form.events.iter().any(|event| event.is_viewing()) {
            caller.acting(TokenScope::ContactsRead)?;
        }
        if form.events.iter().any(|event| !event.is_viewing()) {
            caller.acting(TokenScope::ListingsRead)?;
        }
        if form.reach == WebhookReach::All {
            match caller.require(Method::Get, EVERYBODYS) {
                Err(Error::Forbidden) => return Err(Error::field("reach", "unknown_value")),
                other => other.map(|_| ())?,
            }
        }
        Ok(form)
    }

    async fn publishes(&self, user: UserId, homes: &[ListingId]) -> Result<bool> {
        let store = self.store().primary_reads();
        let own = store.webhooks().published_by(user, homes).await?;
        Ok(own.len() == homes.len())
    }

    /// Takes one of the caller's webhooks away, and its log with it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn remove_webhook(&self, caller: &Caller, id: WebhookId) -> Result<()> {
        let hook = self
            .own_webhook(caller, TokenScope::AccountWrite, id)
            .await?;
        let mut unit = self.store().begin().await?;
        if !unit.remove_webhook(hook.user, id).await? {
            return Err(Error::NotFound);
        }
        let deed = Deed::by(caller, AuditAction::WebhookRemoved)
            .on("webhook", id)
            .change("host", Some(host(&hook.about.form.url)), None::<String>);
        self.record(&mut unit, deed).await?;
        Ok(unit.commit().await?)
    }

    /// Switches one of the caller's webhooks on or off. One that is off hears of nothing, and what waited
    /// for it is given up.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn switch_webhook(
        &self,
        caller: &Caller,
        id: WebhookId,
        on: bool,
    ) -> Result<Webhook> {
        self.own_webhook(caller, TokenScope::AccountWrite, id)
            .await?;
        let now = self.clock().now().trunc_subsecs(6);
        let off = (!on).then_some(WebhookOff::Owner);
        let mut unit = self.store().begin().await?;
        if unit.switch_webhook(id, off, now).await? {
            let word = |on: bool| if on { "on" } else { "off" };
            let deed = Deed::by(caller, AuditAction::WebhookChanged)
                .on("webhook", id)
                .change("state", Some(word(!on)), Some(word(on)));
            self.record(&mut unit, deed).await?;
        }
        unit.commit().await?;
        self.webhook(caller, id).await
    }

    /// Gives one of the caller's webhooks another secret, which is told this once. For a day the one before
    /// signs too.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn rotate_webhook(&self, caller: &Caller, id: WebhookId) -> Result<WebhookSecret> {
        let hook = self
            .own_webhook(caller, TokenScope::AccountWrite, id)
            .await?;
        let secret = new_secret();
        let now = self.clock().now().trunc_subsecs(6);
        let until = now + TimeDelta::hours(SECRET_OVERLAP_HOURS);
        let mut unit = self.store().begin().await?;
        if !unit.rotate_webhook(hook.user, id, &secret, until).await? {
            return Err(Error::NotFound);
        }
        let deed = Deed::by(caller, AuditAction::WebhookChanged)
            .on("webhook", id)
            .change("secret", Some("old"), Some("new"));
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        let about = self.webhook(caller, id).await?;
        Ok(WebhookSecret { secret, about })
    }

    /// Whether `secret` is the newest of one of the caller's webhooks.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such webhook.
    pub async fn is_own_secret(
        &self,
        caller: &Caller,
        id: WebhookId,
        secret: &str,
    ) -> Result<bool> {
        caller.signed_in()?;
        let hook = self
            .own_webhook(caller, TokenScope::AccountRead, id)
            .await?;
        Ok(hook.secret == secret)
    }

    /// A page of the log of one of the caller's webhooks, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn deliveries(
        &self,
        caller: &Caller,
        id: WebhookId,
        page: u32,
    ) -> Result<Paged<Delivery>> {
        self.deliveries_rows(caller, id, page, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn deliveries_rows(
        &self,
        caller: &Caller,
        id: WebhookId,
        page: u32,
        rows: Rows,
    ) -> Result<Paged<Delivery>> {
        self.own_webhook(caller, TokenScope::AccountRead, id)
            .await?;
        let store = self.store().primary_reads();
        Ok(store.webhooks().deliveries(id, page.max(1), rows).await?)
    }

    /// One delivery of one of the caller's webhooks.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn delivery(
        &self,
        caller: &Caller,
        id: WebhookId,
        delivery: i64,
    ) -> Result<Delivery> {
        self.own_webhook(caller, TokenScope::AccountRead, id)
            .await?;
        let store = self.store().primary_reads();
        let found = store.webhooks().delivery(id, delivery).await?;
        found.ok_or(Error::NotFound)
    }

    /// Sends something to one of the caller's webhooks only to try it out. Returns the delivery's number.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, [`Error::Invalid`] when it is switched off.
    pub async fn test_webhook(&self, caller: &Caller, id: WebhookId) -> Result<i64> {
        let hook = self
            .own_webhook(caller, TokenScope::AccountWrite, id)
            .await?;
        let name = event_name();
        let now = self.clock().now().trunc_subsecs(6);
        let data = json!({ "webhook": { "id": id } });
        let new = NewDelivery {
            webhook: id,
            body: envelope(&name, TEST_KIND, now, &data),
            event: name,
            kind: TEST_KIND.to_owned(),
            replay_of: None,
        };
        self.send_by_hand(&hook, new).await
    }

    /// Sends a delivery of one of the caller's webhooks once more, as it was. Returns the number of the new
    /// one.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, [`Error::Invalid`] when the webhook is switched off.
    pub async fn replay_delivery(
        &self,
        caller: &Caller,
        id: WebhookId,
        delivery: i64,
    ) -> Result<i64> {
        let hook = self
            .own_webhook(caller, TokenScope::AccountWrite, id)
            .await?;
        let store = self.store().primary_reads();
        let before = store.webhooks().delivery(id, delivery).await?;
        let before = before.ok_or(Error::NotFound)?;
        let new = NewDelivery {
            webhook: id,
            event: before.event,
            kind: before.kind,
            body: before.body,
            replay_of: Some(delivery),
        };
        self.send_by_hand(&hook, new).await
    }

    async fn send_by_hand(&self, hook: &WebhookRecord, new: NewDelivery) -> Result<i64> {
        if hook.about.off_since.is_some() {
            return Err(Error::field("form", "webhook_off"));
        }
        let key = format!("webhooks:{}", hook.user);
        self.slow_down(&key, BY_HAND_PER_HOUR, TimeDelta::hours(1))
            .await?;
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let made = unit.put_deliveries(&[new], now).await?;
        unit.commit().await?;
        made.first().copied().ok_or(Error::Conflict)
    }
}

/// A secret that nobody knows.
fn new_secret() -> String {
    ["whsec_", &random_text::<32>()].concat()
}

/// The host of an address: paths and queries may be secret, and the audit trail is for ever.
fn host(url: &str) -> String {
    let parsed: Option<url::Url> = url.parse().ok();
    let host = parsed.and_then(|url| url.host_str().map(ToOwned::to_owned));
    host.unwrap_or_default()
}
