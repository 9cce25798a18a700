//! Making deliveries of what happened.

use crate::{Result, Services};
use chrono::SubsecRound;
use domain::{
    ListingCard, UserId,
    account::{Grants, Method, Need},
    moment,
    webhook::{WebhookEvent, WebhookReach},
};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet, hash_map::Entry};
use store::{ActiveWebhook, HappenedRecord, NewDelivery};

/// Things that happened that are taken in one unit.
const RUN: u32 = 200;
/// What everybody's events are, for who may hear of them all.
pub(super) const EVERYBODYS: &str = "/webhooks/all";

impl Services {
    /// Makes deliveries of all that happened, for the webhooks that ask for it. Each event is taken and its
    /// deliveries are made in one unit. Returns how many deliveries were made.
    ///
    /// # Errors
    /// When the database fails. What was not made then is made the next time.
    pub async fn relay_events(&self) -> Result<usize> {
        let mut all = 0;
        loop {
            let store = self.store().primary_reads();
            let happened = store.webhooks().happened(RUN).await?;
            if happened.is_empty() {
                return Ok(all);
            }
            let hooks = store.webhooks().active().await?;
            let mut grants: HashMap<UserId, Grants> = HashMap::new();
            for hook in &hooks {
                if let Entry::Vacant(unknown) = grants.entry(hook.user) {
                    unknown.insert(store.accounts().grants_of(hook.user).await?);
                }
            }
            let cards = self.cards_of(&happened, !hooks.is_empty()).await?;
            let now = self.clock().now().trunc_subsecs(6);
            let ids: Vec<i64> = happened.iter().map(|event| event.id).collect();
            let mut unit = self.store().begin().await?;
            let taken: HashSet<i64> = unit.take_happened(&ids).await?.into_iter().collect();
            let mut new = Vec::new();
            for event in happened.iter().filter(|event| taken.contains(&event.id)) {
                let asking = hooks.iter().filter(|hook| {
                    let grants = grants.get(&hook.user);
                    grants.is_some_and(|grants| asks(hook, grants, event))
                });
                let asking: Vec<&ActiveWebhook> = asking.collect();
                if asking.is_empty() {
                    continue;
                }
                let body = body(event, cards.get(&event.listing.0))?;
                new.extend(asking.into_iter().map(|hook| NewDelivery {
                    webhook: hook.id,
                    event: event.name.clone(),
                    kind: event.kind.as_str().to_owned(),
                    body: body.clone(),
                    replay_of: None,
                }));
            }
            all += unit.put_deliveries(&new, now).await?.len();
            unit.commit().await?;
        }
    }

    /// The cards of the homes that became public or changed, by their numbers.
    async fn cards_of(
        &self,
        happened: &[HappenedRecord],
        asked: bool,
    ) -> Result<HashMap<i64, ListingCard>> {
        let shows = |kind| {
            use WebhookEvent::{ListingChanged, ListingPublished, ListingReleased};
            matches!(kind, ListingPublished | ListingChanged | ListingReleased)
        };
        let mut ids: Vec<_> = happened
            .iter()
            .filter(|event| asked && shows(event.kind))
            .map(|event| event.listing)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let store = self.store().primary_reads();
        let listings = store.listings().indexed(&ids).await?;
        let cards = listings.into_iter().map(|listing| listing.card);
        Ok(cards.map(|card| (card.id.0, card)).collect())
    }
}

/// Whether `hook` asks for `event`, and its owner may hear of it now.
fn asks(hook: &ActiveWebhook, grants: &Grants, event: &HappenedRecord) -> bool {
    let own = event.owner == Some(hook.user)
        && (event.kind.is_viewing() || grants.allow(Need::new(Method::Post, "/listings")));
    let heard = match hook.form.reach {
        WebhookReach::Own => own,
        WebhookReach::Chosen => own && hook.form.listings.contains(&event.listing),
        WebhookReach::All => grants.allow(Need::new(Method::Get, EVERYBODYS)),
    };
    heard && hook.form.events.contains(&event.kind)
}

/// What is sent about an event.
fn body(event: &HappenedRecord, card: Option<&ListingCard>) -> Result<String> {
    let mut data: Value = serde_json::from_str(&event.data).map_err(crate::Error::internal)?;
    if let (Some(card), Some(data)) = (card, data.as_object_mut()) {
        data.insert("card".into(), json!(card));
    }
    Ok(envelope(&event.name, event.kind.as_str(), event.at, &data))
}

/// The body of every delivery.
pub(super) fn envelope(
    name: &str,
    kind: &str,
    at: chrono::DateTime<chrono::Utc>,
    data: &Value,
) -> String {
    json!({
        "id": name,
        "type": kind,
        "created_at": moment::text(at),
        "data": data,
    })
    .to_string()
}
