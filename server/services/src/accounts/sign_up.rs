//! Making an account.

use super::{Caller, Tokens, audit::Deed, fields::Problems, sessions::Lasting};
use crate::{Error, Result, Services};
use chrono::SubsecRound;
use domain::{
    RoleId, UserId,
    account::{
        AuditAction, CodePurpose, Email, Phone, RealName, Sex, SignInOutcome, SignInWay, Username,
        forms::{CodeRequest, SignUp},
        password_problem,
    },
};
use store::{ErrorKind, Identity, NewAccount, NewSignIn, Unit};

/// An account that is made without a code, by the operator or as demo data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAccount {
    /// Username.
    pub username: String,
    /// Password.
    pub password: String,
    /// Real name.
    pub real_name: String,
    /// Phone number.
    pub phone: String,
    /// E-mail address, if there is one.
    pub email: Option<String>,
    /// Its roles.
    pub roles: Vec<RoleId>,
    /// Whether it is demo data.
    pub demo: bool,
}

/// The fields of a new account, once they are right.
struct Fields {
    username: Username,
    real_name: RealName,
    phone: Phone,
    email: Option<Email>,
    sex: Option<Sex>,
}

impl Services {
    /// Makes an account with the role of a renter, and signs it in. An e-mail address becomes the account's
    /// once the code that is sent there is confirmed ([`Services::change_email`]): until then it opens
    /// nothing, and the form does not tell whether another account has it.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong.
    pub async fn sign_up(&self, caller: &Caller, form: &SignUp) -> Result<Tokens> {
        let mut problems = Problems::default();
        let fields = read(
            &mut problems,
            (
                &form.username,
                &form.real_name,
                &form.phone,
                &form.email,
                form.sex,
            ),
            &form.password,
        );
        if form.code.trim().is_empty() {
            problems.add("code", "missing");
        }
        problems.check()?;
        let Some(fields) = fields else {
            return Err(Error::field("form", "missing"));
        };
        let password_hash = self.0.accounts.hasher.hash(&form.password).await?;
        let mut account = new_account(&fields, password_hash, false);
        account.email = None;

        let mut unit = self.store().begin().await?;
        // The code comes first: only who reads the number's messages learns whether it is taken.
        let phone = fields.phone.as_str();
        if !self
            .take_code(&mut unit, CodePurpose::SignUp, phone, &form.code)
            .await?
        {
            unit.commit().await?;
            return Err(Error::field("code", "code_wrong"));
        }
        let user = self.create(&mut unit, &account, &[RoleId::RENTER]).await?;
        let tokens = self
            .begin_session(&mut unit, user, &caller.client, Lasting::Renewed)
            .await?;
        let now = self.clock().now().trunc_subsecs(6);
        let line = NewSignIn {
            user,
            way: SignInWay::SignUp,
            outcome: SignInOutcome::Done,
            ip: caller.client.ip.to_string(),
            device: caller.client.device.clone(),
        };
        unit.log_sign_in(&line, now).await?;
        self.award_for_today(&mut unit, user).await?;
        let deed = Deed::by_system(&caller.client, AuditAction::AccountCreated)
            .acting(user, &account.username)
            .on_account(user);
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        if let Some(email) = fields.email {
            self.ask_to_confirm(caller, &tokens, &email).await;
        }
        Ok(tokens)
    }

    /// Sends the code that makes `email` the address of the new account. There is an account without it
    /// as well, and another code can be asked for.
    async fn ask_to_confirm(&self, caller: &Caller, tokens: &Tokens, email: &Email) {
        let request = CodeRequest {
            purpose: CodePurpose::ChangeEmail,
            recipient: email.to_string(),
        };
        let sent = async {
            let me = Caller {
                client: caller.client.clone(),
                person: self.identify(&tokens.access).await?,
            };
            self.send_code(&me, &request).await
        };
        if let Err(error) = sent.await {
            tracing::warn!(%error, "no code was sent to the e-mail address of a new account");
        }
    }

    /// Makes an account without a code.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong.
    pub async fn create_account(&self, caller: &Caller, given: &GivenAccount) -> Result<UserId> {
        let mut problems = Problems::default();
        let email = given.email.as_deref().unwrap_or_default();
        let fields = read(
            &mut problems,
            (&given.username, &given.real_name, &given.phone, email, None),
            &given.password,
        );
        problems.check()?;
        let Some(fields) = fields else {
            return Err(Error::field("form", "missing"));
        };
        let password_hash = self.0.accounts.hasher.hash(&given.password).await?;
        let account = new_account(&fields, password_hash, given.demo);
        let mut unit = self.store().begin().await?;
        let user = self.create(&mut unit, &account, &given.roles).await?;
        let roles: Vec<String> = given.roles.iter().map(ToString::to_string).collect();
        let deed = Deed::by(caller, AuditAction::AccountCreated)
            .on_account(user)
            .change("roles", None::<String>, Some(roles.join(",")));
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        Ok(user)
    }

    async fn create(
        &self,
        unit: &mut Unit,
        account: &NewAccount,
        roles: &[RoleId],
    ) -> Result<UserId> {
        let taken = unit
            .taken(
                Some(&account.username),
                Some(&account.phone),
                account.email.as_deref(),
                None,
            )
            .await?;
        if !taken.is_empty() {
            return Err(taken_fields(&taken));
        }
        let now = self.clock().now().trunc_subsecs(6);
        unit.create_account(account, roles, now)
            .await
            .map_err(|error| match error.kind() {
                // Somebody was faster by a moment, and the database does not say with which field.
                ErrorKind::Conflict => Error::field("form", "taken"),
                _ => error.into(),
            })
    }
}

/// The fields of the form whose values another account has.
pub(crate) fn taken_fields(taken: &[Identity]) -> Error {
    let mut problems = Problems::default();
    for identity in taken {
        match identity {
            Identity::Username => problems.add(Username::FIELD, "username_taken"),
            Identity::Phone => problems.add(Phone::FIELD, "phone_taken"),
            Identity::Email => problems.add(Email::FIELD, "email_taken"),
        }
    }
    problems.check().err().unwrap_or(Error::Conflict)
}

fn read(
    problems: &mut Problems,
    (username, real_name, phone, email, sex): (&str, &str, &str, &str, Option<Sex>),
    password: &str,
) -> Option<Fields> {
    let fields = (
        problems.read(Username::FIELD, username),
        problems.read(RealName::FIELD, real_name),
        problems.read(Phone::FIELD, phone),
    );
    let address = problems.read_optional(Email::FIELD, email);
    if let Some(code) = password_problem(password, [username, real_name, phone, email]) {
        problems.add("password", code);
    }
    let (Some(username), Some(real_name), Some(phone)) = fields else {
        return None;
    };
    Some(Fields {
        username,
        real_name,
        phone,
        email: address,
        sex,
    })
}

fn new_account(fields: &Fields, password_hash: String, demo: bool) -> NewAccount {
    NewAccount {
        username: fields.username.to_string(),
        password_hash,
        real_name: fields.real_name.to_string(),
        sex: fields.sex,
        phone: fields.phone.to_string(),
        email: fields.email.as_ref().map(ToString::to_string),
        locale: None,
        demo,
    }
}
