//! What admins do with accounts.

use super::{Caller, audit::Deed, profile::profile, roles::may_do_everything};
use crate::{Error, Result, Services, looked_for::looked_for};
use chrono::SubsecRound;
use domain::{
    RoleId, Rows, UserId,
    account::{
        AccountStatus, AuditAction, Method, SessionEnd,
        admin::{AccountDetail, AccountQuery, AccountSummary, Paged},
        forms::AssignRoles,
        token::TokenEnd,
    },
};

/// Accounts on a page.
const PAGE: u32 = 20;
/// Lines of the log of signing in that an admin sees.
const SIGN_INS_SHOWN: u32 = 20;

impl Services {
    /// A page of accounts, the newest first. Phone numbers and addresses are hidden in part.
    pub async fn accounts(
        &self,
        caller: &Caller,
        query: &AccountQuery,
    ) -> Result<Paged<AccountSummary>> {
        self.accounts_rows(caller, query, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn accounts_rows(
        &self,
        caller: &Caller,
        query: &AccountQuery,
        rows: Rows,
    ) -> Result<Paged<AccountSummary>> {
        caller.require(Method::Get, "/users")?;
        let query = AccountQuery {
            q: looked_for(&query.q),
            ..query.clone()
        };
        let store = self.store().primary_reads();
        Ok(store.accounts().list(&query, rows).await?)
    }

    /// One account, whole but for its password.
    pub async fn account(&self, caller: &Caller, user: UserId) -> Result<AccountDetail> {
        caller.require(Method::Get, &resource(user, ""))?;
        let account = self.account_record(user).await?;
        let store = self.store().primary_reads();
        Ok(AccountDetail {
            roles: store.accounts().roles_of(user).await?,
            sessions: self.live_sessions(user).await?,
            sign_ins: store.accounts().sign_ins(user, SIGN_INS_SHOWN).await?,
            profile: profile(account),
        })
    }

    /// Gives an account these roles and no others. It holds for its next request.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the account was changed since it was read, [`Error::Invalid`] for an unknown role, or
    /// when nobody would be left who may do everything.
    pub async fn assign_roles(&self, caller: &Caller, form: &AssignRoles) -> Result<()> {
        caller.require(Method::Put, &resource(form.user, "/roles"))?;
        let account = self.account_record(form.user).await?;
        if account.version != form.version {
            return Err(Error::Conflict);
        }
        let store = self.store().primary_reads();
        let known = store.accounts().roles().await?;
        let name = |roles: &[RoleId]| {
            let named = known.iter().filter(|role| roles.contains(&role.id));
            named
                .map(|role| role.word.as_str())
                .collect::<Vec<_>>()
                .join(",")
        };
        if form
            .roles
            .iter()
            .any(|id| known.iter().all(|role| role.id != *id))
        {
            return Err(Error::field("roles", "unknown_value"));
        }
        let before = store.accounts().roles_of(form.user).await?;
        if before.contains(&RoleId::ADMIN) {
            may_do_everything(caller, "roles")?;
            if !form.roles.contains(&RoleId::ADMIN) {
                self.not_the_last_admin(form.user).await?;
            }
        }
        let added = known
            .iter()
            .filter(|role| form.roles.contains(&role.id) && !before.contains(&role.id));
        let added: Vec<_> = added.flat_map(|role| role.privileges.clone()).collect();
        self.may_give(caller, &added, "roles").await?;
        let deed = Deed::by(caller, AuditAction::RolesAssigned)
            .on_account(form.user)
            .change("roles", Some(name(&before)), Some(name(&form.roles)));
        if deed.is_empty() {
            return Ok(());
        }
        let mut unit = self.store().begin().await?;
        if !unit.save_account(&account).await? {
            return Err(Error::Conflict);
        }
        unit.set_roles(form.user, &form.roles).await?;
        unit.access_changed().await?;
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.0.accounts.forget_all();
        Ok(())
    }

    /// Closes an account: its sessions end, nobody can sign in, and its homes are withdrawn. One that is being left is not emptied
    /// then, nor can its owner come back.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it is the caller's own, or the last admin's. [`Error::Conflict`] when its
    /// owner has left.
    pub async fn disable_account(&self, caller: &Caller, user: UserId) -> Result<()> {
        caller.require(Method::Put, &resource(user, "/disabled"))?;
        if caller.user() == Some(user) {
            return Err(Error::field("form", "own_account"));
        }
        self.may_overrule(caller, user).await?;
        self.not_the_last_admin(user).await?;
        self.set_status(caller, user, AccountStatus::Disabled).await
    }

    /// Opens an account again.
    ///
    /// # Errors
    /// [`Error::Conflict`] when its owner is leaving or has left.
    pub async fn enable_account(&self, caller: &Caller, user: UserId) -> Result<()> {
        caller.require(Method::Delete, &resource(user, "/disabled"))?;
        self.may_overrule(caller, user).await?;
        self.set_status(caller, user, AccountStatus::Active).await
    }

    async fn set_status(&self, caller: &Caller, user: UserId, status: AccountStatus) -> Result<()> {
        let mut account = self.account_record(user).await?;
        let (before, leaves_at) = (account.status, account.leaves_at.take());
        let action = match (before, status) {
            _ if before == status => return Ok(()),
            (AccountStatus::Active | AccountStatus::Leaving, AccountStatus::Disabled) => {
                AuditAction::AccountDisabled
            }
            (AccountStatus::Disabled, AccountStatus::Active) => AuditAction::AccountEnabled,
            _ => return Err(Error::Conflict),
        };
        account.status = status;
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        if !unit.save_account(&account).await? {
            return Err(Error::Conflict);
        }
        let ended = unit
            .end_sessions(user, None, SessionEnd::Disabled, now)
            .await?;
        if status == AccountStatus::Disabled {
            unit.end_tokens(user, TokenEnd::Disabled, now).await?;
        }
        let deed = Deed::by(caller, action)
            .on_account(user)
            .change("status", Some(before), Some(status))
            .change(
                "leaves_at",
                leaves_at.map(|at| at.to_rfc3339()),
                None::<String>,
            );
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.0.accounts.forget(&ended);
        // Nobody answers for these homes from now on. What fails here is tried again every hour.
        if let Err(error) = self.close_homes_of(user).await {
            tracing::error!(%error, account = user.0, "homes of a closed account are still there");
        }
        Ok(())
    }

    /// Ends all sessions of an account. Returns how many.
    pub async fn end_sessions_of(&self, caller: &Caller, user: UserId) -> Result<u32> {
        caller.require(Method::Delete, &resource(user, "/sessions"))?;
        self.may_overrule(caller, user).await?;
        self.account_record(user).await?;
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let ended = unit
            .end_sessions(user, None, SessionEnd::EndedElsewhere, now)
            .await?;
        let deed = Deed::by(caller, AuditAction::SessionsEnded)
            .on_account(user)
            .counting("sessions", ended.len());
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.0.accounts.forget(&ended);
        Ok(u32::try_from(ended.len()).unwrap_or(u32::MAX))
    }

    /// Makes sure that nobody but admins overrules an admin.
    async fn may_overrule(&self, caller: &Caller, user: UserId) -> Result<()> {
        let store = self.store().primary_reads();
        if store
            .accounts()
            .roles_of(user)
            .await?
            .contains(&RoleId::ADMIN)
        {
            may_do_everything(caller, "form")?;
        }
        Ok(())
    }

    /// Makes sure that somebody else remains who may do everything.
    pub(crate) async fn not_the_last_admin(&self, user: UserId) -> Result<()> {
        let store = self.store().primary_reads();
        let accounts = store.accounts();
        let is_admin = accounts.roles_of(user).await?.contains(&RoleId::ADMIN);
        let active = self.account_record(user).await?.status == AccountStatus::Active;
        if is_admin && active && accounts.members(RoleId::ADMIN).await? <= 1 {
            return Err(Error::field("form", "last_admin"));
        }
        Ok(())
    }
}

fn resource(user: UserId, part: &str) -> String {
    ["/users/", &user.to_string(), part].concat()
}
