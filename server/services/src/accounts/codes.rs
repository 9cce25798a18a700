//! Codes by SMS and e-mail (验证码): six digits, used once, good for five minutes.

use super::{Caller, keys, messages};
use crate::{Error, Result, Services};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::account::{
    CODE_DIGITS, Channel, CodePurpose, Email, Login, Phone,
    forms::{CodeRequest, CodeSent},
};
use store::{NewCode, Unit};

/// How long a code is good.
pub(crate) const GOOD_FOR: TimeDelta = TimeDelta::minutes(5);
/// How long somebody waits for the next.
const AGAIN_AFTER: TimeDelta = TimeDelta::seconds(60);
/// Wrong tries after which a code is good for nothing.
const TRIES_MAX: i32 = 5;

/// Where a code goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Recipient {
    Phone(Phone),
    Email(Email),
}

impl Recipient {
    /// Reads what was typed as a recipient that `purpose` allows; the error is the field's problem.
    pub(crate) fn read(
        purpose: CodePurpose,
        text: &str,
    ) -> Result<Self, (&'static str, &'static str)> {
        let phone = || {
            text.parse()
                .map(Self::Phone)
                .map_err(|code| ("phone", code))
        };
        let email = || {
            text.parse()
                .map(Self::Email)
                .map_err(|code| ("email", code))
        };
        match purpose {
            CodePurpose::SignUp | CodePurpose::SignIn | CodePurpose::ChangePhone => phone(),
            CodePurpose::ChangeEmail => email(),
            CodePurpose::ResetPassword => phone().or_else(|_| email()).map_err(|(_, code)| {
                (
                    "recipient",
                    if code == "missing" { code } else { "recipient" },
                )
            }),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Phone(phone) => phone.as_str(),
            Self::Email(email) => email.as_str(),
        }
    }

    pub(crate) fn login(&self) -> Login {
        match self {
            Self::Phone(phone) => Login::Phone(phone.clone()),
            Self::Email(email) => Login::Email(email.clone()),
        }
    }

    pub(crate) fn channel(&self) -> Channel {
        match self {
            Self::Phone(_) => Channel::Sms,
            Self::Email(_) => Channel::Email,
        }
    }
}

impl Services {
    /// Sends a code. Whether an account has the number shows only to who reads the message.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a recipient that cannot be, [`Error::RateLimited`] when one was sent less
    /// than a minute ago or too many were.
    pub async fn send_code(&self, caller: &Caller, request: &CodeRequest) -> Result<CodeSent> {
        let purpose = request.purpose;
        if matches!(purpose, CodePurpose::ChangePhone | CodePurpose::ChangeEmail) {
            caller.signed_in()?;
        }
        let recipient = Recipient::read(purpose, &request.recipient)
            .map_err(|(field, code)| Error::field(field, code))?;
        let now = self.clock().now().trunc_subsecs(6);
        self.within_code_limits(caller, &recipient, now).await?;

        let known = self.store().primary_reads();
        let known = known.accounts().by_login(&recipient.login()).await?;
        let (code, sendable) = match (purpose, &known) {
            // The number's owner is told what to do instead.
            (CodePurpose::SignIn | CodePurpose::ResetPassword, None) => (None, false),
            (
                CodePurpose::SignUp | CodePurpose::ChangePhone | CodePurpose::ChangeEmail,
                Some(account),
            ) if Some(account.id) != caller.user() => (None, true),
            _ => (Some(new_code()), known.is_some()),
        };
        let site = self.0.accounts.settings.public_url.as_deref();
        let message = messages::code_message(purpose, &recipient, code.as_deref(), sendable, site);
        let mut unit = self.store().begin().await?;
        // Written in every case, so that waiting tells nothing either.
        let hidden = code.unwrap_or_else(keys::random_text::<16>);
        let code_hash = self.code_hash(purpose, recipient.as_str(), &hidden);
        unit.put_code(&NewCode {
            purpose,
            recipient: recipient.as_str().to_owned(),
            code_hash,
            sent_at: now,
            expires_at: now + GOOD_FOR,
        })
        .await?;
        unit.put_message(&message, now).await?;
        unit.commit().await?;
        self.0.accounts.written.notify_one();
        let seconds = |span: TimeDelta| u32::try_from(span.num_seconds()).unwrap_or_default();
        Ok(CodeSent {
            again_after: seconds(AGAIN_AFTER),
            good_for: seconds(GOOD_FOR),
        })
    }

    async fn within_code_limits(
        &self,
        caller: &Caller,
        recipient: &Recipient,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let state = &self.0.accounts;
        let limits = state.settings.limits;
        let address = ["codes:", &caller.client.network().to_string()].concat();
        let hour = TimeDelta::hours(1);
        if state.counters.add(&address, 1, hour, now).await > limits.codes_per_address {
            return Err(Error::RateLimited(600));
        }
        let store = self.store().primary_reads();
        let sent = async |within: TimeDelta| {
            store
                .accounts()
                .codes_since(recipient.as_str(), now - within)
                .await
        };
        if sent(AGAIN_AFTER).await? > 0 {
            return Err(Error::RateLimited(60));
        } else if sent(TimeDelta::days(1)).await? >= limits.codes_per_recipient {
            return Err(Error::RateLimited(3_600));
        }
        // Requests at the same moment do not find each other's codes in the database: of those, one sends.
        let key = ["code:", recipient.as_str()].concat();
        if !state.counters.take(&key, AGAIN_AFTER, now).await {
            return Err(Error::RateLimited(60));
        }
        Ok(())
    }

    /// Uses up the code that was sent to `recipient`, within `unit`. Where the answer is `false` the unit
    /// is to be committed, for it counts the wrong try.
    pub(crate) async fn take_code(
        &self,
        unit: &mut Unit,
        purpose: CodePurpose,
        recipient: &str,
        code: &str,
    ) -> Result<bool> {
        let now = self.clock().now().trunc_subsecs(6);
        let Some(sent) = unit.newest_code(recipient, purpose).await? else {
            return Ok(false);
        };
        // Counted before it is looked at, or tries that come together would all be looked at.
        if sent.expires_at <= now || !unit.try_code(sent.id, TRIES_MAX).await? {
            return Ok(false);
        }
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let given = self.code_hash(purpose, recipient, &digits);
        let right = subtle::ConstantTimeEq::ct_eq(given.as_bytes(), sent.code_hash.as_bytes());
        Ok(right.into() && unit.use_code(sent.id, now).await?)
    }

    fn code_hash(&self, purpose: CodePurpose, recipient: &str, code: &str) -> String {
        let keys = &self.0.accounts.settings.keys;
        keys.newest()
            .seal("code", &[purpose.as_str(), recipient, code])
    }
}

/// Six digits, each as likely as any other.
fn new_code() -> String {
    let number = rand::Rng::random_range(&mut rand::rng(), 0..10_u32.pow(CODE_DIGITS as u32));
    format!("{number:0width$}", width = CODE_DIGITS)
}
