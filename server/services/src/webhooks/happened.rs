//! Keeping what happens, in the unit that lets it happen.

use crate::{Result, Services, accounts::random_text};
use chrono::{DateTime, Utc};
use domain::{
    ListingId, ListingStatus, UserId, ViewingId,
    contact::{CancelReason, Side, ViewingStatus},
    moment,
    webhook::WebhookEvent,
};
use serde_json::{Value, json};
use store::{NewHappened, OfferRecord, Unit};

/// What happened to a viewing.
pub(crate) struct ViewingNews {
    pub(crate) id: ViewingId,
    pub(crate) listing: ListingId,
    pub(crate) host: UserId,
    pub(crate) starts_at: DateTime<Utc>,
    /// When it was to begin before it was moved.
    pub(crate) before: Option<DateTime<Utc>>,
    pub(crate) status: ViewingStatus,
    /// Who called it off, and why.
    pub(crate) cancelled: Option<(Side, CancelReason)>,
}

impl Services {
    /// Keeps that a step of the word `action` led `offer`, as it was before, to `to`.
    pub(crate) async fn tell_step(
        &self,
        unit: &mut Unit,
        offer: &OfferRecord,
        (action, to): (&str, ListingStatus),
        now: DateTime<Utc>,
    ) -> Result<()> {
        let Some(kind) = WebhookEvent::of_step(action, offer.status, to) else {
            return Ok(());
        };
        let Some(facts) = unit.home_facts(offer.id).await? else {
            return Ok(());
        };
        // Something that waits for a moderator changes nothing that is public.
        if kind == WebhookEvent::ListingChanged && facts.version == offer.version {
            return Ok(());
        }
        let data = json!({ "listing": {
            "id": offer.id,
            "title": facts.title,
            "rent": facts.rent.yuan(),
            "status": facts.status,
            "previous_status": offer.status,
            "version": facts.version,
        }});
        self.tell(unit, kind, (offer.id, offer.publisher), data, now)
            .await
    }

    /// Keeps what happened to a viewing. Nothing of who comes is told.
    pub(crate) async fn tell_viewing(
        &self,
        unit: &mut Unit,
        kind: WebhookEvent,
        news: &ViewingNews,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let Some(facts) = unit.home_facts(news.listing).await? else {
            return Ok(());
        };
        let data = json!({
            "viewing": {
                "id": news.id,
                "starts_at": moment::text(news.starts_at),
                "previous_starts_at": news.before.map(moment::text),
                "status": news.status,
                "cancelled_by": news.cancelled.map(|(side, _)| side),
                "reason": news.cancelled.map(|(_, reason)| reason),
            },
            "listing": {
                "id": news.listing,
                "title": facts.title,
                "rent": facts.rent.yuan(),
                "status": facts.status,
            },
        });
        self.tell(unit, kind, (news.listing, Some(news.host)), data, now)
            .await
    }

    async fn tell(
        &self,
        unit: &mut Unit,
        kind: WebhookEvent,
        (listing, owner): (ListingId, Option<UserId>),
        data: Value,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let new = NewHappened {
            name: &event_name(),
            kind,
            listing,
            owner,
            data: &data.to_string(),
        };
        unit.tell_happened(&new, now).await?;
        Ok(())
    }
}

/// A name that no other event has.
pub(super) fn event_name() -> String {
    ["evt_", &random_text::<16>()].concat()
}
