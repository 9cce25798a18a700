//! Choosing a new password.

use super::{Caller, audit::Deed, codes::Recipient, fields::Problems, hashing::Checked, messages};
use crate::{Error, Result, Services};
use chrono::SubsecRound;
use domain::account::{
    AccountStatus, AuditAction, CodePurpose, SessionEnd,
    forms::{ChangePassword, ResetPassword},
    password_problem,
    token::TokenEnd,
};
use store::AccountRecord;

impl Services {
    /// Changes the caller's password. All other sessions end.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the old one is wrong or the new one is not accepted.
    pub async fn change_password(&self, caller: &Caller, form: &ChangePassword) -> Result<()> {
        let account = self.own_account(caller).await?;
        let mut problems = Problems::default();
        if form.old_password.is_empty() {
            problems.add("old_password", "missing");
        }
        if let Some(code) = password_problem(&form.password, names(&account)) {
            problems.add("password", code);
        } else if form.password == form.old_password {
            problems.add("password", "password_same");
        }
        problems.check()?;
        self.check_password(&account, &form.old_password, "old_password")
            .await?;
        self.set_password(caller, account, &form.password, caller.session())
            .await
    }

    /// Chooses a new password with a code. All sessions end.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `code` for any wrong pair.
    pub async fn reset_password(&self, caller: &Caller, form: &ResetPassword) -> Result<()> {
        let mut problems = Problems::default();
        let purpose = CodePurpose::ResetPassword;
        let recipient = Recipient::read(purpose, &form.recipient)
            .map_err(|(_, code)| problems.add("recipient", code))
            .ok();
        if form.code.trim().is_empty() {
            problems.add("code", "missing");
        }
        if let Some(code) = password_problem(&form.password, [form.recipient.as_str()]) {
            problems.add("password", code);
        }
        problems.check()?;
        let Some(recipient) = recipient else {
            return Err(Error::field("recipient", "missing"));
        };
        let store = self.store().primary_reads();
        let account = store.accounts().by_login(&recipient.login()).await?;
        let account = account.filter(|account| account.status != AccountStatus::Disabled);
        let mut unit = self.store().begin().await?;
        let right = self
            .take_code(&mut unit, purpose, recipient.as_str(), &form.code)
            .await?;
        let Some(account) = account.filter(|_| right) else {
            unit.commit().await?;
            return Err(Error::field("code", "code_wrong"));
        };
        if let Some(code) = password_problem(&form.password, names(&account)) {
            // The code stays good.
            unit.rollback().await?;
            return Err(Error::field("password", code));
        }
        unit.commit().await?;
        self.set_password(caller, account, &form.password, None)
            .await
    }

    async fn set_password(
        &self,
        caller: &Caller,
        mut account: AccountRecord,
        password: &str,
        except: Option<&domain::SessionId>,
    ) -> Result<()> {
        let now = self.clock().now().trunc_subsecs(6);
        account.password_hash = self.0.accounts.hasher.hash(password).await?;
        account.password_changed_at = Some(now);
        let mut unit = self.store().begin().await?;
        if !unit.save_account(&account).await? {
            return Err(Error::Conflict);
        }
        let because = SessionEnd::PasswordChanged;
        let ended = unit.end_sessions(account.id, except, because, now).await?;
        // Whoever resets a password has lost hold of the account: what was let in meanwhile goes. Programs do
        // not know the password, so that changing it is nothing to them.
        let tokens = match except {
            None => {
                unit.end_tokens(account.id, TokenEnd::PasswordReset, now)
                    .await?
            }
            Some(_) => 0,
        };
        unit.put_message(&messages::password_changed(&reach(&account)?), now)
            .await?;
        let deed = Deed::by(caller, AuditAction::PasswordChanged)
            .acting(account.id, &account.username)
            .on_account(account.id)
            .counting("sessions_ended", ended.len());
        let deed = if tokens > 0 {
            deed.counting("tokens_ended", tokens)
        } else {
            deed
        };
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.0.accounts.forget(&ended);
        self.0.accounts.written.notify_one();
        Ok(())
    }

    /// Makes sure that the caller knows the account's password; tells `field` otherwise. Guesses are
    /// counted like those of signing in.
    pub(crate) async fn check_password(
        &self,
        account: &AccountRecord,
        password: &str,
        field: &str,
    ) -> Result<()> {
        let key = ["own:", &account.id.to_string()].concat();
        let counters = &self.0.accounts.counters;
        let now = self.clock().now();
        let quarter = chrono::TimeDelta::minutes(15);
        if counters.add(&key, 1, quarter, now).await > 10 {
            return Err(Error::RateLimited(60));
        }
        let hash = Some(account.password_hash.as_str());
        if self.0.accounts.hasher.check(password, hash).await? == Checked::Wrong {
            return Err(Error::field(field, "wrong_password"));
        }
        counters.clear(&key).await;
        Ok(())
    }
}

/// What the account is known by, which is no password.
fn names(account: &AccountRecord) -> [&str; 4] {
    [
        &account.username,
        &account.real_name,
        &account.phone,
        account.email.as_deref().unwrap_or_default(),
    ]
}

/// How the account's owner is told of changes: by e-mail, else by SMS.
pub(crate) fn reach(account: &AccountRecord) -> Result<Recipient> {
    let email = account
        .email
        .as_deref()
        .and_then(|email| email.parse().ok());
    match email {
        Some(email) => Ok(Recipient::Email(email)),
        None => account
            .phone
            .parse()
            .map(Recipient::Phone)
            .map_err(Error::internal),
    }
}
