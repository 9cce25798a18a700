//! Coming in and going out.

#[cfg(feature = "ssr")]
use crate::{
    context::{TokenChange, caller, change_tokens, own_path},
    error::{failed, services},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
use domain::account::Captcha;
#[cfg(feature = "ssr")]
use domain::account::forms;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// What the pages for coming in show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrance {
    /// Whether somebody is in already.
    pub signed_in: bool,
    /// A captcha, where one is asked for.
    pub captcha: Option<Captcha>,
}

/// What the pages for coming in show to who wants to come in as `login`.
#[server(prefix = "/api/ui", endpoint = "entrance", input = GetUrl)]
pub async fn entrance_page(
    /// What somebody signs in with, as far as it is known.
    #[server(default)]
    login: String,
) -> Result<Entrance, PageError> {
    let (services, caller) = (services()?, caller()?);
    let captcha = match services.captcha_needed(&caller, &login).await {
        true => Some(services.captcha(&caller).await.map_err(failed)?),
        false => None,
    };
    Ok(Entrance {
        signed_in: caller.person.is_some(),
        captcha,
    })
}

/// Signs in with a password.
#[server(prefix = "/api/ui", endpoint = "sign_in")]
pub async fn sign_in(
    /// Username, phone number or e-mail address.
    login: String,
    /// Password.
    password: String,
    /// The captcha's answer.
    #[server(default)]
    captcha: String,
    /// Names the captcha.
    #[server(default)]
    captcha_token: String,
    /// Where to go then.
    #[server(default)]
    next: String,
) -> Result<Next, PageError> {
    let form = forms::SignIn {
        login,
        password,
        captcha,
        captcha_token,
    };
    let tokens = services()?.sign_in(&caller()?, &form).await;
    Ok(come_in(tokens.map_err(failed)?, &next))
}

/// Signs in with a code by SMS.
#[server(prefix = "/api/ui", endpoint = "sign_in_by_code")]
pub async fn sign_in_by_code(
    /// Phone number.
    phone: String,
    /// The code.
    code: String,
    /// Where to go then.
    #[server(default)]
    next: String,
) -> Result<Next, PageError> {
    let form = forms::SignInByCode { phone, code };
    let tokens = services()?.sign_in_by_code(&caller()?, &form).await;
    Ok(come_in(tokens.map_err(failed)?, &next))
}

/// Makes an account and signs in.
#[server(prefix = "/api/ui", endpoint = "sign_up")]
pub async fn sign_up(
    /// Username.
    username: String,
    /// Password.
    password: String,
    /// Real name.
    real_name: String,
    /// Phone number.
    phone: String,
    /// The code that was sent to it.
    code: String,
    /// E-mail address; may be empty.
    #[server(default)]
    email: String,
    /// Where to go then.
    #[server(default)]
    next: String,
) -> Result<Next, PageError> {
    let form = forms::SignUp {
        username,
        password,
        real_name,
        phone,
        code,
        email,
        sex: None,
    };
    let tokens = services()?.sign_up(&caller()?, &form).await;
    let next = next_after_sign_up(&form.email, &next);
    Ok(come_in(tokens.map_err(failed)?, &next))
}

/// Chooses a new password with a code.
#[server(prefix = "/api/ui", endpoint = "reset_password")]
pub async fn reset_password(
    /// The phone number or e-mail address that the code was sent to.
    recipient: String,
    /// The code.
    code: String,
    /// The new password.
    password: String,
) -> Result<Next, PageError> {
    let form = forms::ResetPassword {
        recipient,
        code,
        password,
    };
    let done = services()?.reset_password(&caller()?, &form).await;
    done.map_err(failed)?;
    Ok(go_on("/sign-in?done=reset"))
}

/// Signs out on this device. It is no error when nobody is signed in any more.
#[server(prefix = "/api/ui", endpoint = "sign_out")]
pub async fn sign_out() -> Result<Next, PageError> {
    match services()?.sign_out(&caller()?).await {
        Ok(()) | Err(services::Error::Unauthenticated) => {}
        Err(error) => return Err(failed(error)),
    }
    change_tokens(TokenChange::Clear);
    Ok(go_on("/"))
}

/// Where somebody goes who has just signed up: on with what they came for, or else to confirm the e-mail
/// address they gave.
#[cfg(feature = "ssr")]
fn next_after_sign_up(email: &str, next: &str) -> String {
    if email.trim().is_empty() || !next.is_empty() {
        return next.to_owned();
    }
    let email: String = form_urlencoded::byte_serialize(email.trim().as_bytes()).collect();
    ["/account/security?done=signed_up&email=", &email].concat()
}

#[cfg(feature = "ssr")]
fn come_in(tokens: services::Tokens, next: &str) -> Next {
    change_tokens(TokenChange::Set(tokens));
    go_on(own_path(next).unwrap_or_else(|| "/account".to_owned()))
}
