//! Calendars: of one viewing, and of all of somebody's under a secret address.

use super::calendar::{Purpose, Words, calendar};
use crate::{Caller, Error, Result, Services, accounts::keys};
use chrono::TimeDelta;
use domain::{
    UserId, ViewingId,
    account::token::TokenScope,
    contact::{Side, Viewing},
};
use sha2::{Digest, Sha256};

/// How long viewings stay in a calendar that is subscribed to.
const KEPT: TimeDelta = TimeDelta::days(30);
/// Viewings of each side in it.
const EVENTS_MAX: u32 = 500;
/// Characters of the secret: 128 bits in base64.
const SECRET_LENGTH: usize = 22;

impl Services {
    /// A viewing in which the caller takes part, as a calendar.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one of others.
    pub async fn viewing_calendar(&self, caller: &Caller, id: ViewingId) -> Result<String> {
        let viewing = self.viewing(caller, id).await?;
        let me = caller.acting(TokenScope::ContactsRead)?.user;
        self.written(me, &[viewing], Purpose::One).await
    }

    /// All viewings of the account whose calendar has this secret.
    ///
    /// # Errors
    /// [`Error::NotFound`] for any other text.
    pub async fn calendar_feed(&self, secret: &str) -> Result<String> {
        if secret.len() != SECRET_LENGTH {
            return Err(Error::NotFound);
        }
        let store = self.store().primary_reads();
        let contacts = store.contacts();
        let owner = contacts.calendar_owner(&hash(secret)).await?;
        let owner = owner.ok_or(Error::NotFound)?;
        let from = self.moment() - KEPT;
        let mut viewings: Vec<Viewing> = Vec::new();
        for side in [Side::Renter, Side::Host] {
            viewings.extend(contacts.calendar(owner, side, from, EVENTS_MAX).await?);
        }
        viewings.sort_by_key(|viewing| (viewing.starts_at, viewing.id));
        self.written(owner, &viewings, Purpose::Feed).await
    }

    /// Gives the caller's calendar a new secret, which is told this once; the one before is no good any
    /// more.
    pub async fn renew_calendar(&self, caller: &Caller) -> Result<String> {
        let me = caller.signed_in()?.user;
        let secret = keys::random_text::<16>();
        let mut unit = self.store().begin().await?;
        unit.put_calendar(me, &hash(&secret), self.moment()).await?;
        unit.commit().await?;
        Ok(secret)
    }

    /// Takes the caller's calendar away.
    pub async fn revoke_calendar(&self, caller: &Caller) -> Result<()> {
        let me = caller.signed_in()?.user;
        let mut unit = self.store().begin().await?;
        unit.remove_calendar(me).await?;
        Ok(unit.commit().await?)
    }

    /// Whether the caller has a calendar to subscribe to.
    pub async fn has_calendar(&self, caller: &Caller) -> Result<bool> {
        let me = caller.signed_in()?.user;
        let store = self.store().primary_reads();
        Ok(store.contacts().calendar_since(me).await?.is_some())
    }

    /// Whether `secret` is that of the caller's calendar.
    pub async fn is_own_calendar(&self, caller: &Caller, secret: &str) -> Result<bool> {
        let me = caller.signed_in()?.user;
        let store = self.store().primary_reads();
        let owner = store.contacts().calendar_owner(&hash(secret)).await?;
        Ok(owner == Some(me))
    }

    async fn written(
        &self,
        reader: UserId,
        viewings: &[Viewing],
        purpose: Purpose,
    ) -> Result<String> {
        let store = self.store().primary_reads();
        let account = store.accounts().by_id(reader).await?;
        let locale = account.and_then(|account| account.locale);
        let words = Words {
            english: locale.as_deref() == Some("en"),
            site: self.0.accounts.settings.public_url.as_deref(),
        };
        Ok(calendar(viewings, purpose, &words, self.moment()))
    }
}

/// What is kept of a secret.
fn hash(secret: &str) -> String {
    let digest = Sha256::digest(secret.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
