//! One's own account: what it says, and changing it.

use super::{
    Caller, audit::Deed, codes::Recipient, fields::Problems, messages, passwords::reach,
    sign_up::taken_fields,
};
use crate::{Error, Result, Services};
use chrono::SubsecRound;
use domain::{
    UserId,
    account::{
        AuditAction, CodePurpose, Email, Phone, RealName, Sex,
        forms::{ChangeEmail, ChangePhone, ProfileChange},
        profile::{PointEntry, Profile},
        token::TokenScope,
    },
};
use store::{AccountRecord, ErrorKind, Identity};

/// Lines of the history of points that its owner sees.
const POINTS_SHOWN: u32 = 100;

impl Services {
    /// The caller's own account.
    pub async fn profile(&self, caller: &Caller) -> Result<Profile> {
        self.own_account_for(caller, TokenScope::AccountRead)
            .await
            .map(profile)
    }

    /// The caller's account, for what a program may do with `scope`.
    pub(crate) async fn own_account_for(
        &self,
        caller: &Caller,
        scope: TokenScope,
    ) -> Result<AccountRecord> {
        self.account_record(caller.acting(scope)?.user).await
    }

    /// The caller's account, for what nobody but they may do.
    pub(crate) async fn own_account(&self, caller: &Caller) -> Result<AccountRecord> {
        self.account_record(caller.signed_in()?.user).await
    }

    pub(crate) async fn account_record(&self, user: UserId) -> Result<AccountRecord> {
        let store = self.store().primary_reads();
        store.accounts().by_id(user).await?.ok_or(Error::NotFound)
    }

    /// Changes the caller's profile.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, [`Error::Conflict`] when it was changed elsewhere since
    /// it was read.
    pub async fn change_profile(&self, caller: &Caller, form: &ProfileChange) -> Result<Profile> {
        let before = self
            .own_account_for(caller, TokenScope::AccountWrite)
            .await?;
        let mut problems = Problems::default();
        let real_name: Option<RealName> = problems.read(RealName::FIELD, &form.real_name);
        let choice = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        for (field, value, allowed) in [
            ("locale", &form.locale, &["", "zh-CN", "en"] as &[&str]),
            ("theme", &form.theme, &["", "system", "light", "dark"]),
        ] {
            if !allowed.contains(&value.as_str()) {
                problems.add(field, "unknown_value");
            }
        }
        problems.check()?;
        if before.version != form.version {
            return Err(Error::Conflict);
        }
        let mut after = before.clone();
        if let Some(real_name) = real_name {
            after.real_name = real_name.to_string();
        }
        after.sex = form.sex;
        after.locale = choice(&form.locale);
        after.theme = choice(&form.theme);
        after.notify_sms = form.notify_sms;
        after.notify_email = form.notify_email;
        let word = |sex: Option<Sex>| sex.map(Sex::as_str);
        let deed = Deed::by(caller, AuditAction::AccountChanged)
            .on_account(before.id)
            .change("real_name", Some(&before.real_name), Some(&after.real_name))
            .change("sex", word(before.sex), word(after.sex))
            .change("locale", before.locale.as_ref(), after.locale.as_ref())
            .change("theme", before.theme.as_ref(), after.theme.as_ref())
            .change(
                "notify_sms",
                Some(before.notify_sms),
                Some(after.notify_sms),
            )
            .change(
                "notify_email",
                Some(before.notify_email),
                Some(after.notify_email),
            );
        if deed.is_empty() {
            return Ok(profile(before));
        }
        self.save(caller, after, deed).await
    }

    /// Saves an account that its owner has changed.
    pub(crate) async fn save(
        &self,
        caller: &Caller,
        mut account: AccountRecord,
        deed: Deed,
    ) -> Result<Profile> {
        let mut unit = self.store().begin().await?;
        if !unit.save_account(&account).await? {
            return Err(Error::Conflict);
        }
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        let session = caller.session().map_or(&[][..], std::slice::from_ref);
        self.0.accounts.forget(session);
        account.version += 1;
        Ok(profile(account))
    }

    /// Gives the caller's account another phone number, to which a code was sent.
    pub async fn change_phone(&self, caller: &Caller, form: &ChangePhone) -> Result<()> {
        let mut problems = Problems::default();
        let phone: Option<Phone> = problems.read(Phone::FIELD, &form.phone);
        self.change_contact(
            caller,
            problems,
            CodePurpose::ChangePhone,
            phone.map(Recipient::Phone),
            (&form.code, &form.old_password),
        )
        .await
    }

    /// Gives the caller's account another e-mail address, to which a code was sent.
    pub async fn change_email(&self, caller: &Caller, form: &ChangeEmail) -> Result<()> {
        let mut problems = Problems::default();
        let email: Option<Email> = problems.read(Email::FIELD, &form.email);
        self.change_contact(
            caller,
            problems,
            CodePurpose::ChangeEmail,
            email.map(Recipient::Email),
            (&form.code, &form.old_password),
        )
        .await
    }

    async fn change_contact(
        &self,
        caller: &Caller,
        mut problems: Problems,
        purpose: CodePurpose,
        recipient: Option<Recipient>,
        (code, password): (&str, &str),
    ) -> Result<()> {
        let before = self.own_account(caller).await?;
        if code.trim().is_empty() {
            problems.add("code", "missing");
        }
        if password.is_empty() {
            problems.add("old_password", "missing");
        }
        problems.check()?;
        let Some(recipient) = recipient else {
            return Err(Error::field("form", "missing"));
        };
        // Whoever has the contact can reset the password: an open session alone must not be enough.
        self.check_password(&before, password, "old_password")
            .await?;
        let now = self.clock().now().trunc_subsecs(6);
        let mut after = before.clone();
        let (phone, email) = match &recipient {
            Recipient::Phone(phone) => {
                after.phone = phone.to_string();
                (Some(phone.as_str()), None)
            }
            Recipient::Email(email) => {
                after.email = Some(email.to_string());
                (None, Some(email.as_str()))
            }
        };
        let mut unit = self.store().begin().await?;
        if !self
            .take_code(&mut unit, purpose, recipient.as_str(), code)
            .await?
        {
            unit.commit().await?;
            return Err(Error::field("code", "code_wrong"));
        }
        let taken = unit.taken(None, phone, email, Some(before.id)).await?;
        if !taken.is_empty() {
            return Err(taken_fields(&taken));
        }
        match unit.save_account(&after).await {
            Ok(true) => {}
            Ok(false) => return Err(Error::Conflict),
            // Somebody was faster by a moment.
            Err(error) if error.kind() == ErrorKind::Conflict => {
                return Err(taken_fields(&[match recipient {
                    Recipient::Phone(_) => Identity::Phone,
                    Recipient::Email(_) => Identity::Email,
                }]));
            }
            Err(error) => return Err(error.into()),
        }
        // At the old address: whoever took the account over has the new one.
        unit.put_message(&messages::contact_changed(&reach(&before)?), now)
            .await?;
        let deed = Deed::by(caller, AuditAction::AccountChanged)
            .on_account(before.id)
            .change("phone", Some(&before.phone), Some(&after.phone))
            .change("email", before.email.as_ref(), after.email.as_ref());
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.0.accounts.written.notify_one();
        Ok(())
    }

    /// The history of the caller's points, the newest first.
    pub async fn points(&self, caller: &Caller) -> Result<Vec<PointEntry>> {
        let user = caller.acting(TokenScope::AccountRead)?.user;
        let store = self.store().primary_reads();
        Ok(store.accounts().point_entries(user, POINTS_SHOWN).await?)
    }
}

pub(crate) fn profile(account: AccountRecord) -> Profile {
    Profile {
        id: account.id,
        username: account.username,
        real_name: account.real_name,
        sex: account.sex,
        phone: account.phone,
        email: account.email,
        avatar: account.avatar,
        locale: account.locale,
        theme: account.theme,
        notify_sms: account.notify_sms,
        notify_email: account.notify_email,
        points: account.points,
        status: account.status,
        leaves_at: account.leaves_at,
        registered_at: account.registered_at,
        version: account.version,
    }
}
