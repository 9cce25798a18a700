//! Enquiries (咨询).

use super::telling::News;
use crate::{Caller, Error, Result, Services};
use chrono::TimeDelta;
use domain::{
    EnquiryId, ListingId, Rows, UserId,
    account::{AccountStatus, Method, admin::Paged, token::TokenScope},
    contact::{
        Enquiry, EnquiryMark, EnquiryQuery, EnquiryThread, NoticeKind, Side, message_problem,
    },
};
use store::{EnquiryParties, NewNotice};

/// Enquiries on a page of a list.
const PAGE: u32 = 20;
/// Messages of an enquiry that are shown; older ones stay in the database.
const MESSAGES_MAX: u32 = 500;
/// Messages that an account writes in an hour, and homes it asks about in a day.
const MESSAGES_PER_HOUR: u32 = 120;
const ENQUIRIES_PER_DAY: u32 = 40;
/// How often somebody is told of the same enquiry by SMS or e-mail.
const TOLD_EVERY: TimeDelta = TimeDelta::hours(1);

impl Services {
    /// Asks about a home. A renter has one enquiry about each; asking again adds to it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a home that nobody answers for or that is the caller's own,
    /// [`Error::RateLimited`] when the caller asks too much.
    pub async fn ask(&self, caller: &Caller, listing: ListingId, body: &str) -> Result<EnquiryId> {
        let me = caller.require(Method::Post, "/enquiries")?.user;
        let home = self.public_home(listing).await?;
        let host = home
            .host
            .ok_or_else(|| Error::field("listing", "no_host"))?;
        if host == me {
            return Err(Error::field("listing", "own_home"));
        }
        let body = checked(body)?;
        self.slow_down_messages(me).await?;
        let store = self.store().primary_reads();
        if store.contacts().enquiry_about(listing, me).await?.is_none() {
            let key = format!("enquiries:{me}");
            self.slow_down(&key, ENQUIRIES_PER_DAY, TimeDelta::days(1))
                .await?;
        }
        let now = self.moment();
        let mut unit = self.store().begin().await?;
        let enquiry = unit.open_enquiry(listing, me, host, now).await?;
        self.write(unit, &enquiry, Side::Renter, &body, &home.title)
            .await?;
        Ok(enquiry.id)
    }

    /// Writes in an enquiry that the caller takes part in.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one of others, [`Error::Invalid`] where the host is not there any more.
    pub async fn answer(&self, caller: &Caller, id: EnquiryId, body: &str) -> Result<()> {
        let path = format!("/enquiries/{id}/messages");
        let (enquiry, side) = self.own_enquiry(caller, Method::Post, id, &path).await?;
        let body = checked(body)?;
        self.slow_down_messages(enquiry.on(side)).await?;
        let store = self.store().primary_reads();
        if side == Side::Renter {
            let host = store.accounts().by_id(enquiry.host).await?;
            if host.is_none_or(|host| host.status != AccountStatus::Active) {
                return Err(Error::field("message", "no_host"));
            }
        }
        let home = store.contacts().home(enquiry.listing).await?;
        let title = home.map(|home| home.title).unwrap_or_default();
        let unit = self.store().begin().await?;
        self.write(unit, &enquiry, side, &body, &title).await
    }

    /// The caller's enquiries on `side`.
    pub async fn enquiries(
        &self,
        caller: &Caller,
        side: Side,
        query: &EnquiryQuery,
    ) -> Result<Paged<Enquiry>> {
        self.enquiries_rows(caller, side, query, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn enquiries_rows(
        &self,
        caller: &Caller,
        side: Side,
        query: &EnquiryQuery,
        rows: Rows,
    ) -> Result<Paged<Enquiry>> {
        let me = caller.acting(TokenScope::ContactsRead)?.user;
        let store = self.store().primary_reads();
        Ok(store.contacts().enquiries(me, side, query, rows).await?)
    }

    /// In how many of the caller's enquiries on `side` there is something unread.
    pub async fn unread_enquiries(&self, caller: &Caller, side: Side) -> Result<u32> {
        let me = caller.acting(TokenScope::ContactsRead)?.user;
        let store = self.store().primary_reads();
        Ok(store.contacts().unread_enquiries(me, side).await?)
    }

    /// An enquiry that the caller takes part in, with its messages. None of these is unread then; one that
    /// comes meanwhile is.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one of others.
    pub async fn enquiry(&self, caller: &Caller, id: EnquiryId) -> Result<EnquiryThread> {
        let path = format!("/enquiries/{id}");
        let (parties, side) = self.own_enquiry(caller, Method::Get, id, &path).await?;
        let store = self.store().primary_reads();
        let contacts = store.contacts();
        let enquiry = contacts.enquiry(id, side).await?.ok_or(Error::NotFound)?;
        let (messages, last) = contacts.messages(id, MESSAGES_MAX).await?;
        if enquiry.unread > 0 {
            let mut unit = self.store().begin().await?;
            if unit.read_enquiry(id, side, last).await? == 0 {
                let about = (NoticeKind::Message.subject(), id.0);
                unit.notices_seen(parties.on(side), Some(about), self.moment())
                    .await?;
            }
            unit.commit().await?;
        }
        Ok(EnquiryThread { enquiry, messages })
    }

    /// Marks an enquiry whose host the caller is.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one of others, [`Error::Forbidden`] for its renter.
    pub async fn mark_enquiry(
        &self,
        caller: &Caller,
        id: EnquiryId,
        mark: EnquiryMark,
    ) -> Result<()> {
        let path = format!("/enquiries/{id}");
        let (_, side) = self.own_enquiry(caller, Method::Patch, id, &path).await?;
        if side != Side::Host {
            return Err(Error::Forbidden);
        }
        let mut unit = self.store().begin().await?;
        unit.mark_enquiry(id, mark).await?;
        Ok(unit.commit().await?)
    }

    /// The parties of an enquiry, and on which side the caller is. To others it is not there, admins
    /// included: it is a conversation of two.
    async fn own_enquiry(
        &self,
        caller: &Caller,
        method: Method,
        id: EnquiryId,
        path: &str,
    ) -> Result<(EnquiryParties, Side)> {
        let me = caller.scoped(method, path)?.user;
        let store = self.store().primary_reads();
        let parties = store.contacts().enquiry_parties(id).await?;
        let parties = parties.ok_or(Error::NotFound)?;
        let side = parties.side_of(me).ok_or(Error::NotFound)?;
        caller.require_of(method, path, Some(me))?;
        Ok((parties, side))
    }

    async fn slow_down_messages(&self, user: UserId) -> Result<()> {
        let key = format!("messages:{user}");
        self.slow_down(&key, MESSAGES_PER_HOUR, TimeDelta::hours(1))
            .await
    }

    /// Adds a message of `side` and tells the other, all in `unit`.
    async fn write(
        &self,
        mut unit: store::Unit,
        enquiry: &EnquiryParties,
        side: Side,
        body: &str,
        title: &str,
    ) -> Result<()> {
        let (now, other) = (self.moment(), side.other());
        let reader = enquiry.on(other);
        let root = match other {
            Side::Renter => "/account/enquiries/",
            Side::Host => "/console/enquiries/",
        };
        let news = News {
            kind: NoticeKind::Message,
            title,
            path: [root, &enquiry.id.to_string()].concat(),
        };
        let message = self.message_to(&mut unit, reader, &news).await?;
        unit.write_message(enquiry, side, body, now).await?;
        let notice = NewNotice {
            user: reader,
            kind: news.kind,
            subject_id: enquiry.id.0,
            due_at: now,
        };
        unit.put_notice(&notice, now).await?;
        if let Some(message) = message
            && unit
                .tell_of_enquiry(enquiry.id, other, now - TOLD_EVERY, now)
                .await?
        {
            unit.put_message(&message, now).await?;
        }
        unit.commit().await?;
        self.0.accounts.written.notify_one();
        Ok(())
    }
}

/// A message as it is stored: lines end in one way, nothing stands around it.
fn checked(body: &str) -> Result<String> {
    let body = body.replace("\r\n", "\n");
    match message_problem(&body) {
        Some(code) => Err(Error::field("message", code)),
        None => Ok(body.trim().to_owned()),
    }
}
