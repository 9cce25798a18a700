//! Taking one's data along, and leaving: the Personal Information Protection Law of China, articles 45
//! and 47, and what other law wants kept.

use super::{Caller, Client, audit::Deed, hashing::NO_PASSWORD, profile::profile};
use crate::{Error, RequestId, Result, Services};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::{
    UserId,
    account::{AccountStatus, AuditAction, SessionEnd, token::TokenEnd},
    contact::{Enquiry, EnquiryQuery, Side, Viewing, china_date},
    webhook::DELIVERIES_DAYS,
};
use serde_json::json;
use std::net::{IpAddr, Ipv4Addr};

/// How long somebody may come back.
pub const GRACE: TimeDelta = TimeDelta::days(15);
/// How long lines of the log of signing in are kept: Cybersecurity Law of China, article 21, asks for six
/// months at least.
pub(crate) const LOG_KEPT: TimeDelta = TimeDelta::days(183);
/// How long the history of homes is kept, as in the classic system.
pub(crate) const VIEWED_KEPT: TimeDelta = TimeDelta::days(90);
/// How long messages that were sent are kept.
const MESSAGES_KEPT: TimeDelta = TimeDelta::days(30);
/// How long notices are kept.
const NOTICES_KEPT: TimeDelta = TimeDelta::days(90);
/// Imports of homes are kept for so long.
const IMPORTS_KEPT: TimeDelta = TimeDelta::days(30);
/// How long sessions that are over and codes that are no good are kept.
const OVER_KEPT: TimeDelta = TimeDelta::days(30);
/// How long messages that cannot be sent are tried, and read in development. The codes in them are long
/// no good.
const UNSENT_KEPT: TimeDelta = TimeDelta::days(1);
/// Accounts that are emptied in one go.
const RUN: u32 = 100;
/// Lines of each list in an export.
const EXPORTED: u32 = 10_000;

impl Services {
    /// Everything that is held about the caller, but for the password's hash.
    pub async fn export(&self, caller: &Caller) -> Result<serde_json::Value> {
        let account = self.own_account(caller).await?;
        let (user, now) = (account.id, self.clock().now());
        let store = self.store().primary_reads();
        let (accounts, contacts) = (store.accounts(), store.contacts());
        let roles = accounts.roles().await?;
        let mine = accounts.roles_of(user).await?;
        let names: Vec<&str> = roles
            .iter()
            .filter(|role| mine.contains(&role.id))
            .map(|role| role.name.as_str())
            .collect();
        let password_changed_at = account.password_changed_at;
        let last_visit_at = account.last_visit_at;
        let export = json!({
            "exported_at": now,
            "roles": names,
            "password_changed_at": password_changed_at,
            "last_visit_at": last_visit_at,
            "sessions": self.live_sessions(user).await?,
            "sign_ins": accounts.sign_ins(user, EXPORTED).await?,
            "tokens": accounts.tokens_of(user).await?,
            "webhooks": store.webhooks().of(user).await?,
            "points": accounts.point_entries(user, EXPORTED).await?,
            "favourites": accounts.favourites(user).await?,
            "viewed": accounts.viewed(user, EXPORTED).await?,
            "enquiries": self.enquiries_of(user).await?,
            "messages": contacts.messages_by(user, EXPORTED).await?,
            "viewings": self.viewings_of(user).await?,
            "viewing_hours": contacts.hours(user, china_date(now)).await?,
            "phones_shown": contacts.reveals(user, EXPORTED).await?,
            "notices": contacts.notices(user, now, EXPORTED).await?,
            "searches": contacts.searches(user).await?,
            "calendar_since": contacts.calendar_since(user).await?,
            "audit": accounts.audit_about(user, EXPORTED).await?,
            "profile": profile(account),
        });
        let mut unit = self.store().begin().await?;
        let deed = Deed::by(caller, AuditAction::AccountExported).on_account(user);
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        Ok(export)
    }

    async fn enquiries_of(&self, user: UserId) -> Result<Vec<Enquiry>> {
        let store = self.store().primary_reads();
        let mut all = Vec::new();
        for side in [Side::Renter, Side::Host] {
            let query = EnquiryQuery::default();
            let contacts = store.contacts();
            let page = contacts.enquiries(user, side, &query, EXPORTED).await?;
            all.extend(page.items);
        }
        Ok(all)
    }

    async fn viewings_of(&self, user: UserId) -> Result<Vec<Viewing>> {
        let store = self.store().primary_reads();
        let (contacts, from) = (store.contacts(), DateTime::UNIX_EPOCH);
        let mut all = contacts
            .calendar(user, Side::Renter, from, EXPORTED)
            .await?;
        all.extend(contacts.calendar(user, Side::Host, from, EXPORTED).await?);
        Ok(all)
    }

    /// Begins to leave. Until [`GRACE`] is over, signing in takes it back; then what is personal goes. Homes
    /// are withdrawn at once.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the password is wrong, or the last admin would leave.
    pub async fn leave(&self, caller: &Caller, password: &str) -> Result<()> {
        let mut account = self.own_account(caller).await?;
        if password.is_empty() {
            return Err(Error::field("password", "missing"));
        }
        self.check_password(&account, password, "password").await?;
        self.not_the_last_admin(account.id).await?;
        let now = self.clock().now().trunc_subsecs(6);
        account.status = AccountStatus::Leaving;
        account.leaves_at = Some(now + GRACE);
        let mut unit = self.store().begin().await?;
        if !unit.save_account(&account).await? {
            return Err(Error::Conflict);
        }
        let ended = unit
            .end_sessions(account.id, None, SessionEnd::Left, now)
            .await?;
        unit.end_tokens(account.id, TokenEnd::Left, now).await?;
        let deed = Deed::by(caller, AuditAction::AccountLeaving)
            .on_account(account.id)
            .change(
                "leaves_at",
                None::<String>,
                account.leaves_at.map(|at| at.to_rfc3339()),
            );
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.0.accounts.forget(&ended);
        // Nobody answers for these homes from now on. What fails here is tried again every hour.
        if let Err(error) = self.close_homes_of(account.id).await {
            tracing::error!(%error, account = account.id.0, "homes of who leaves are still there");
        }
        Ok(())
    }

    /// Empties accounts whose grace period is over, and forgets what need not be kept any more. Called
    /// every hour; returns how many accounts were emptied.
    ///
    /// # Errors
    /// When the database fails. An account that cannot be emptied is told in the log, and tried again the
    /// next time.
    pub async fn keep_house(&self) -> Result<u32> {
        let now = self.clock().now().trunc_subsecs(6);
        let due = self.store().primary_reads();
        let due = due.accounts().due_to_leave(now, RUN).await?;
        let mut emptied = 0;
        for user in due {
            match self.empty_account(user, now).await {
                Ok(done) => emptied += u32::from(done),
                Err(error) => {
                    tracing::error!(%error, account = user.0, "an account was not emptied")
                }
            }
        }
        self.close_homes_of_gone().await?;
        let mut unit = self.store().begin().await?;
        unit.prune_codes(now - OVER_KEPT).await?;
        unit.prune_sessions(now - OVER_KEPT).await?;
        unit.prune_tokens(now - OVER_KEPT).await?;
        unit.prune_deliveries(now - TimeDelta::days(DELIVERIES_DAYS))
            .await?;
        unit.forget_old_secrets(now).await?;
        unit.give_messages_up(now - UNSENT_KEPT).await?;
        unit.prune_messages(now - MESSAGES_KEPT).await?;
        unit.prune_sign_ins(now - LOG_KEPT).await?;
        unit.prune_viewed(now - VIEWED_KEPT).await?;
        unit.prune_reveals(now - LOG_KEPT).await?;
        unit.prune_imports(now - IMPORTS_KEPT).await?;
        unit.prune_notices(now - NOTICES_KEPT).await?;
        unit.prune_requests(now - crate::requests::KEPT).await?;
        unit.prune_exceptions(china_date(now)).await?;
        unit.commit().await?;
        Ok(emptied)
    }

    /// Takes everything personal out of an account that was to be left by `now`. Its number stays, since
    /// the audit trail and contracts name it; so does its log of signing in, for [`LOG_KEPT`]. `false`
    /// when it is not to be left any more.
    async fn empty_account(&self, user: UserId, now: DateTime<Utc>) -> Result<bool> {
        let mut account = self.account_record(user).await?;
        // Its owner came back at the last moment, or an admin closed it.
        let due = account.leaves_at.is_some_and(|at| at <= now);
        if account.status != AccountStatus::Leaving || !due {
            return Ok(false);
        }
        // Nothing that anybody could have chosen.
        let stand_in = ["left:", &user.to_string()].concat();
        account.username.clone_from(&stand_in);
        account.phone = stand_in;
        account.password_hash = NO_PASSWORD.into();
        account.real_name = "已注销".into();
        account.sex = None;
        account.email = None;
        let avatar = account.avatar.take();
        account.locale = None;
        account.theme = None;
        account.notify_sms = false;
        account.notify_email = false;
        account.status = AccountStatus::Left;
        account.leaves_at = None;
        let mut unit = self.store().begin().await?;
        if !unit.save_account(&account).await? {
            return Ok(false);
        }
        unit.set_roles(user, &[]).await?;
        unit.forget_sessions(user).await?;
        unit.forget_tokens(user).await?;
        unit.forget_webhooks(user).await?;
        unit.forget_favourites(user).await?;
        unit.forget_viewed(user).await?;
        self.cancel_viewings_of(&mut unit, user, now).await?;
        unit.forget_contacts(user).await?;
        let licences = unit.empty_agent(user).await?;
        let client = Client::new(
            IpAddr::V4(Ipv4Addr::LOCALHOST),
            "",
            RequestId(String::new()),
        );
        let deed = Deed::by_system(&client, AuditAction::AccountLeft).on_account(user);
        self.record(&mut unit, deed).await?;
        // Before the unit ends: while the file cannot be deleted, the account is not done.
        if let Some(avatar) = avatar {
            self.delete_avatar(&mut unit, &avatar).await?;
        }
        unit.commit().await?;
        self.delete_licences(&licences).await;
        self.0.accounts.written.notify_one();
        Ok(true)
    }
}
