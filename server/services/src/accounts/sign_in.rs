//! Signing in. Whoever guesses is slowed down, and never told whether an account exists.

use super::{Caller, Tokens, audit::Deed, fields::Problems, hashing::Checked, sessions::Lasting};
use crate::{Error, Result, Services};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::account::{
    AccountStatus, AuditAction, CodePurpose, Login, Phone, SignInOutcome, SignInWay,
    forms::{SignIn, SignInByCode},
};
use store::{AccountRecord, NewSignIn, Unit};

/// For how long failures count.
const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Failures of one login after which a captcha is asked for.
const CAPTCHA_AFTER: u32 = 3;
/// Failures from one address after which a captcha is asked for.
const CAPTCHA_AFTER_ADDRESS: u32 = 20;
/// Failures of one login after which each further one makes the next wait.
const WAIT_AFTER: u32 = 10;
/// Failures from one address after which nothing is checked for a while.
const ADDRESS_MAX: u32 = 200;
/// The longest wait between two tries of one login, in seconds: nobody is locked out.
const WAIT_MAX: u32 = 60;
/// As much of what is no login tells it from others, in characters.
const TYPED_MAX: usize = 300;
/// Points for the first log-in of a day, as in the classic system.
const POINTS: i32 = 2;

impl Services {
    /// Signs in with a password.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `form` and code `wrong_login` for any wrong pair, with `captcha` where one
    /// is needed; [`Error::RateLimited`] after many failures.
    pub async fn sign_in(&self, caller: &Caller, form: &SignIn) -> Result<Tokens> {
        self.sign_in_for(caller, form, Lasting::Renewed).await
    }

    /// As [`Services::sign_in`], for a session of a day whose access token is good all the time. It is not
    /// renewed.
    ///
    /// # Errors
    /// Those of [`Services::sign_in`].
    pub async fn sign_in_for_a_day(&self, caller: &Caller, form: &SignIn) -> Result<Tokens> {
        self.sign_in_for(caller, form, Lasting::Day).await
    }

    async fn sign_in_for(
        &self,
        caller: &Caller,
        form: &SignIn,
        lasting: Lasting,
    ) -> Result<Tokens> {
        let mut problems = Problems::default();
        for (field, text) in [("login", form.login.trim()), ("password", &form.password)] {
            if text.is_empty() {
                problems.add(field, "missing");
            }
        }
        problems.check()?;
        let now = self.clock().now().trunc_subsecs(6);
        // Looked up before anything is refused, whether there is such an account or not.
        let login = Login::read(&form.login);
        let account = self.account_of(login.as_ref()).await?;
        let key = failures_key(SignInWay::Password, &form.login, login.as_ref());
        self.address_is_calm(caller, now).await?;
        // Before the wait, which nobody may keep up for the owner without solving captchas.
        if self.captcha_due(caller, &key, now).await {
            self.check_captcha(&form.captcha_token, &form.captcha)
                .await?;
        }
        self.wait_is_over(&key, now).await?;
        // What no form accepts as a password is not hashed: its length alone would cost.
        let password = if form.password.chars().count() > 512 {
            ""
        } else {
            &form.password
        };
        let stored = account
            .as_ref()
            .map(|account| account.password_hash.as_str());
        let checked = self.0.accounts.hasher.check(password, stored).await?;
        let account = match account {
            Some(account) if checked != Checked::Wrong => account,
            known => {
                self.failed(caller, SignInWay::Password, &key, known.as_ref(), now)
                    .await?;
                return Err(Error::field("form", "wrong_login"));
            }
        };
        self.0.accounts.counters.clear(&key).await;
        let new_hash = match checked {
            Checked::RightButOld => Some(self.0.accounts.hasher.hash(password).await?),
            _ => None,
        };
        let come = (new_hash, lasting);
        self.come_in(caller, account, SignInWay::Password, come, now)
            .await
    }

    /// Signs in with a code by SMS.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `code` for any wrong pair; [`Error::RateLimited`] after many failures.
    pub async fn sign_in_by_code(&self, caller: &Caller, form: &SignInByCode) -> Result<Tokens> {
        let mut problems = Problems::default();
        let phone: Option<Phone> = problems.read(Phone::FIELD, &form.phone);
        if form.code.trim().is_empty() {
            problems.add("code", "missing");
        }
        problems.check()?;
        let Some(phone) = phone else {
            return Err(Error::field(Phone::FIELD, "missing"));
        };
        let now = self.clock().now().trunc_subsecs(6);
        let login = Login::Phone(phone.clone());
        let account = self.account_of(Some(&login)).await?;
        let key = failures_key(SignInWay::Code, &form.phone, Some(&login));
        self.address_is_calm(caller, now).await?;
        self.wait_is_over(&key, now).await?;
        let mut unit = self.store().begin().await?;
        let right = self
            .take_code(&mut unit, CodePurpose::SignIn, phone.as_str(), &form.code)
            .await?;
        unit.commit().await?;
        let account = match account {
            Some(account) if right => account,
            known => {
                self.failed(caller, SignInWay::Code, &key, known.as_ref(), now)
                    .await?;
                return Err(Error::field("code", "code_wrong"));
            }
        };
        self.0.accounts.counters.clear(&key).await;
        self.come_in(
            caller,
            account,
            SignInWay::Code,
            (None, Lasting::Renewed),
            now,
        )
        .await
    }

    /// Whether the next try to sign in as `login`, as typed, has to answer a captcha.
    pub async fn captcha_needed(&self, caller: &Caller, login: &str) -> bool {
        let key = failures_key(SignInWay::Password, login, Login::read(login).as_ref());
        self.captcha_due(caller, &key, self.clock().now()).await
    }

    async fn account_of(&self, login: Option<&Login>) -> Result<Option<AccountRecord>> {
        let Some(login) = login else { return Ok(None) };
        let store = self.store().primary_reads();
        Ok(store.accounts().by_login(login).await?)
    }

    /// Whether the failures that `key` counts, or those from the caller's address, ask for a captcha.
    async fn captcha_due(&self, caller: &Caller, key: &str, now: DateTime<Utc>) -> bool {
        let counters = &self.0.accounts.counters;
        let by_login = counters.add(key, 0, WINDOW, now).await;
        let by_address = counters.add(&address_key(caller), 0, WINDOW, now).await;
        by_login >= CAPTCHA_AFTER || by_address >= CAPTCHA_AFTER_ADDRESS
    }

    /// Refuses who comes from an address with too many failures.
    async fn address_is_calm(&self, caller: &Caller, now: DateTime<Utc>) -> Result<()> {
        let counters = &self.0.accounts.counters;
        if counters.add(&address_key(caller), 0, WINDOW, now).await >= ADDRESS_MAX {
            return Err(Error::RateLimited(WAIT_MAX));
        }
        Ok(())
    }

    /// Lets one try through for each wait that the failures make. Only that one begins the next wait.
    async fn wait_is_over(&self, key: &str, now: DateTime<Utc>) -> Result<()> {
        let counters = &self.0.accounts.counters;
        let failures = counters.add(key, 0, WINDOW, now).await;
        let Some(over) = failures.checked_sub(WAIT_AFTER) else {
            return Ok(());
        };
        let wait = 2_u32.saturating_pow(over.min(16)).min(WAIT_MAX);
        let span = TimeDelta::seconds(i64::from(wait));
        if counters.take(&["wait:", key].concat(), span, now).await {
            Ok(())
        } else {
            Err(Error::RateLimited(wait))
        }
    }

    async fn failed(
        &self,
        caller: &Caller,
        way: SignInWay,
        key: &str,
        account: Option<&AccountRecord>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let counters = &self.0.accounts.counters;
        counters.add(key, 1, WINDOW, now).await;
        counters.add(&address_key(caller), 1, WINDOW, now).await;
        let mut unit = self.store().begin().await?;
        if let Some(account) = account {
            let line = line(caller, account, way, SignInOutcome::WrongPassword);
            unit.log_sign_in(&line, now).await?;
        }
        Ok(unit.commit().await?)
    }

    /// Begins a session of an account whose owner has been recognised.
    async fn come_in(
        &self,
        caller: &Caller,
        mut account: AccountRecord,
        way: SignInWay,
        (new_hash, lasting): (Option<String>, Lasting),
        now: DateTime<Utc>,
    ) -> Result<Tokens> {
        let refused = account.status == AccountStatus::Disabled
            || (account.demo && self.0.accounts.settings.production);
        let mut unit = self.store().begin().await?;
        if refused {
            let line = line(caller, &account, way, SignInOutcome::Disabled);
            unit.log_sign_in(&line, now).await?;
            unit.commit().await?;
            return Err(Error::field("form", "disabled"));
        }
        let returns = account.status == AccountStatus::Leaving;
        if let Some(hash) = &new_hash {
            account.password_hash.clone_from(hash);
        }
        if returns {
            account.status = AccountStatus::Active;
            account.leaves_at = None;
        }
        // Whoever was let in by a password that has changed meanwhile stays out.
        let as_checked = if returns || new_hash.is_some() {
            unit.save_account(&account).await?
        } else {
            unit.hold_account(&account).await?
        };
        if !as_checked {
            return Err(Error::Conflict);
        }
        let tokens = self
            .begin_session(&mut unit, account.id, &caller.client, lasting)
            .await?;
        let line = line(caller, &account, way, SignInOutcome::Done);
        unit.log_sign_in(&line, now).await?;
        self.award_for_today(&mut unit, account.id).await?;
        if returns {
            let deed = Deed::by_system(&caller.client, AuditAction::AccountReturned)
                .acting(account.id, &account.username)
                .on_account(account.id);
            self.record(&mut unit, deed).await?;
        }
        unit.commit().await?;
        // Signing in anew leaves the session that the browser came with: nobody else may go on with it.
        if let Some(before) = caller.session() {
            let _ = self.sign_out(caller).await;
            self.0.accounts.forget(std::slice::from_ref(before));
        }
        Ok(tokens)
    }

    /// Gives the points of a day's first log-in.
    pub(crate) async fn award_for_today(
        &self,
        unit: &mut Unit,
        user: domain::UserId,
    ) -> Result<()> {
        let now = self.clock().now().trunc_subsecs(6);
        let day = domain::contact::china_date(now);
        unit.award_for_day(user, POINTS, day, now).await?;
        Ok(())
    }
}

fn line(
    caller: &Caller,
    account: &AccountRecord,
    way: SignInWay,
    outcome: SignInOutcome,
) -> NewSignIn {
    let outcome = match (way, outcome) {
        (SignInWay::Code, SignInOutcome::WrongPassword) => SignInOutcome::WrongCode,
        (_, outcome) => outcome,
    };
    NewSignIn {
        user: account.id,
        way,
        outcome,
        ip: caller.client.ip.to_string(),
        device: caller.client.device.clone(),
    }
}

/// What failures are counted by: all that reads as the same login counts together. Username, phone number
/// and e-mail address of one account count apart, or a captcha asked for one would tell that another is
/// the same person's. So do the ways: no captcha keeps anybody from trying wrong codes, which must not
/// make who has the password wait.
fn failures_key(way: SignInWay, typed: &str, login: Option<&Login>) -> String {
    let way = way.as_str();
    let text = match login {
        Some(Login::Username(name)) => name.clone(),
        Some(Login::Phone(phone)) => phone.as_str().to_owned(),
        Some(Login::Email(email)) => email.as_str().to_owned(),
        None => typed
            .trim()
            .chars()
            .take(TYPED_MAX)
            .collect::<String>()
            .to_lowercase(),
    };
    format!("failures:{way}:login:{text}")
}

fn address_key(caller: &Caller) -> String {
    ["address:", &caller.client.network().to_string()].concat()
}
