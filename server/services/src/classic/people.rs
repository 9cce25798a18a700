//! Accounts, as clients of the classic API make and read them.

use super::{Listed, PageNumber, Paging, renamed};
use crate::{Caller, Error, Result, Services};
use domain::{
    UserId,
    account::{
        Sex,
        admin::{AccountQuery, AccountSummary},
        forms::{ProfileChange, SignUp},
        profile::Profile,
    },
};

/// Our names of fields, and the classic ones.
const NAMES: [(&str, &str); 3] = [
    ("real_name", "realname"),
    ("phone", "tel"),
    ("form", "non_field_errors"),
];

/// What somebody changes of their account; what is not said stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileForm {
    /// Real name.
    pub realname: Option<String>,
    /// 性别.
    pub sex: Option<Sex>,
    /// Phone number, which can be said again but not changed.
    pub tel: Option<String>,
    /// E-mail address, which can be said again but not changed.
    pub email: Option<String>,
    /// Username, which can be said again but not changed.
    pub username: Option<String>,
}

impl Services {
    /// Makes an account, as [`Services::sign_up`], without signing it in.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, by the classic names.
    pub async fn register(&self, caller: &Caller, form: &SignUp) -> Result<Profile> {
        let anonymous = Caller::anonymous(caller.client.clone());
        let tokens = self.sign_up(&anonymous, form).await.map_err(classic)?;
        let me = Caller {
            client: caller.client.clone(),
            person: self.identify(&tokens.access).await?,
        };
        let profile = self.profile(&me).await?;
        self.sign_out(&me).await?;
        Ok(profile)
    }

    /// Ends the session of this access token.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a token that is no good, or no good any more.
    pub async fn end_token(&self, caller: &Caller, token: &str) -> Result<()> {
        let person = self.identify(token).await?.ok_or(Error::NotFound)?;
        let owner = Caller {
            client: caller.client.clone(),
            person: Some(person),
        };
        self.sign_out(&owner).await
    }

    /// A page of accounts, for admins; phone numbers and addresses are hidden in part. Nothing when there
    /// is no such page.
    pub async fn classic_accounts(
        &self,
        caller: &Caller,
        paging: Paging,
    ) -> Result<Option<Listed<AccountSummary>>> {
        caller.require(domain::account::Method::Get, "/users")?;
        let query = AccountQuery {
            // The last one, when it is beyond it.
            page: match paging.page {
                PageNumber::Number(page) => page,
                PageNumber::Last => u32::MAX,
            },
            ..AccountQuery::default()
        };
        let store = self.store().primary_reads();
        let found = store.accounts().list(&query, paging.size).await?;
        let there = match paging.page {
            PageNumber::Number(page) => page == found.page,
            PageNumber::Last => true,
        };
        Ok(there.then_some(Listed {
            total: found.total,
            page: found.page,
            pages: found.pages,
            items: found.items,
        }))
    }

    /// An account, for its owner and for admins.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for others.
    pub async fn classic_account(&self, caller: &Caller, user: UserId) -> Result<Profile> {
        if caller.signed_in()?.user == user {
            return self.profile(caller).await;
        }
        Ok(self.account(caller, user).await?.profile)
    }

    /// Changes the caller's own account.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody else's; [`Error::Invalid`] with every field that is wrong, by the
    /// classic names: what opens the account is not changed here.
    pub async fn change_classic_account(
        &self,
        caller: &Caller,
        user: UserId,
        form: &ProfileForm,
    ) -> Result<Profile> {
        if caller.signed_in()?.user != user {
            return Err(Error::NotFound);
        }
        let before = self.profile(caller).await?;
        let email = before.email.as_deref().unwrap_or_default();
        for (field, said, is) in [
            ("tel", &form.tel, before.phone.as_str()),
            ("email", &form.email, email),
            ("username", &form.username, before.username.as_str()),
        ] {
            if said.as_ref().is_some_and(|said| said.trim() != is) {
                return Err(Error::field(field, "changed_elsewhere"));
            }
        }
        let change = ProfileChange {
            real_name: form.realname.clone().unwrap_or(before.real_name),
            sex: form.sex.or(before.sex),
            locale: before.locale.unwrap_or_default(),
            theme: before.theme.unwrap_or_default(),
            notify_sms: before.notify_sms,
            notify_email: before.notify_email,
            version: before.version,
        };
        let changed = self.change_profile(caller, &change).await;
        changed.map_err(classic)
    }
}

fn classic(error: Error) -> Error {
    match error {
        Error::Invalid(fields) => Error::Invalid(renamed(fields, &NAMES)),
        error => error,
    }
}
