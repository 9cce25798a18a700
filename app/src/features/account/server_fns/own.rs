//! One's own account.

#[cfg(feature = "ssr")]
use crate::{
    context::{TokenChange, caller, change_tokens},
    error::{failed, services},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
#[cfg(feature = "ssr")]
use domain::account::forms;
use domain::{
    SessionId,
    account::profile::{PointEntry, Profile, Session, SignInEntry},
};
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, MultipartData, MultipartFormData};
use serde::{Deserialize, Serialize};

/// What keeps an account safe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Security {
    /// The account.
    pub profile: Profile,
    /// The devices on which it is signed in.
    pub sessions: Vec<Session>,
    /// This device.
    pub current: SessionId,
    /// The log of signing in.
    pub sign_ins: Vec<SignInEntry>,
}

/// Points, and what they were for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Points {
    /// How many there are.
    pub total: u32,
    /// Their history.
    pub entries: Vec<PointEntry>,
}

/// One's own account.
#[server(prefix = "/api/ui", endpoint = "own_account", input = GetUrl)]
pub async fn own_account() -> Result<Profile, PageError> {
    services()?.profile(&caller()?).await.map_err(failed)
}

/// What keeps one's own account safe.
#[server(prefix = "/api/ui", endpoint = "own_security", input = GetUrl)]
pub async fn own_security() -> Result<Security, PageError> {
    let (services, caller) = (services()?, caller()?);
    Ok(Security {
        profile: services.profile(&caller).await.map_err(failed)?,
        sessions: services.sessions(&caller).await.map_err(failed)?,
        current: caller
            .session()
            .cloned()
            .ok_or_else(|| failed(services::Error::NeedsSession))?,
        sign_ins: services.sign_ins(&caller).await.map_err(failed)?,
    })
}

/// One's own points.
#[server(prefix = "/api/ui", endpoint = "own_points", input = GetUrl)]
pub async fn own_points() -> Result<Points, PageError> {
    let (services, caller) = (services()?, caller()?);
    Ok(Points {
        total: services.profile(&caller).await.map_err(failed)?.points,
        entries: services.points(&caller).await.map_err(failed)?,
    })
}

/// Changes one's profile.
#[server(prefix = "/api/ui", endpoint = "change_profile")]
pub async fn change_profile(
    /// Real name.
    real_name: String,
    /// 性别, or nothing.
    #[server(default)]
    sex: String,
    /// The tag of the language, or nothing.
    #[server(default)]
    locale: String,
    /// The tag of the theme, or nothing.
    #[server(default)]
    theme: String,
    /// Whether messages may come by SMS.
    #[server(default)]
    notify_sms: bool,
    /// Whether messages may come by e-mail.
    #[server(default)]
    notify_email: bool,
    /// The version that was read.
    version: i64,
) -> Result<Next, PageError> {
    let form = forms::ProfileChange {
        real_name,
        sex: sex.parse().ok(),
        locale,
        theme,
        notify_sms,
        notify_email,
        version,
    };
    let profile = services()?.change_profile(&caller()?, &form).await;
    Ok(go_on(remembering(&profile.map_err(failed)?)))
}

/// The address that makes this browser remember the language and the theme of `profile`, and comes
/// back to it.
#[cfg(feature = "ssr")]
fn remembering(profile: &Profile) -> String {
    let choices = [("/theme/", &profile.theme), ("/locale/", &profile.locale)];
    choices
        .into_iter()
        .fold("/account?done=profile".to_owned(), |to, (route, chosen)| {
            let Some(tag) = chosen else { return to };
            let to: String = form_urlencoded::byte_serialize(to.as_bytes()).collect();
            [route, tag, "?to=", &to].concat()
        })
}

/// Gives one's account a picture: the file `avatar` of the form.
#[server(prefix = "/api/ui", endpoint = "set_avatar", input = MultipartFormData)]
pub async fn set_avatar(
    /// The form.
    form: MultipartData,
) -> Result<Next, PageError> {
    let unreadable = || failed(services::Error::field("avatar", "image_unreadable"));
    let caller = caller()?;
    caller.signed_in().map_err(failed)?;
    let mut form = form.into_inner().ok_or_else(unreadable)?;
    let mut file = Vec::new();
    while let Some(mut part) = form.next_field().await.map_err(|_| unreadable())? {
        while let Some(chunk) = part.chunk().await.map_err(|_| unreadable())? {
            if part.name() == Some("avatar") {
                file.extend_from_slice(&chunk);
            }
            if file.len() > services::accounts::AVATAR_BYTES_MAX {
                return Err(failed(services::Error::field("avatar", "image_too_large")));
            }
        }
    }
    let key = services()?.set_avatar(&caller, &file).await;
    key.map_err(failed)?;
    Ok(go_on("/account?done=avatar"))
}

/// Takes the picture off one's account.
#[server(prefix = "/api/ui", endpoint = "remove_avatar")]
pub async fn remove_avatar() -> Result<Next, PageError> {
    let done = services()?.remove_avatar(&caller()?).await;
    done.map_err(failed)?;
    Ok(go_on("/account?done=avatar_removed"))
}

/// Chooses a new password. The other devices are signed out.
#[server(prefix = "/api/ui", endpoint = "change_password")]
pub async fn change_password(
    /// The password until now.
    old_password: String,
    /// The new one.
    password: String,
) -> Result<Next, PageError> {
    let form = forms::ChangePassword {
        old_password,
        password,
    };
    let done = services()?.change_password(&caller()?, &form).await;
    done.map_err(failed)?;
    Ok(go_on("/account/security?done=password"))
}

/// Gives one's account another phone number.
#[server(prefix = "/api/ui", endpoint = "change_phone")]
pub async fn change_phone(
    /// The new number.
    phone: String,
    /// The code that was sent to it.
    code: String,
    /// The password.
    old_password: String,
) -> Result<Next, PageError> {
    let form = forms::ChangePhone {
        phone,
        code,
        old_password,
    };
    let done = services()?.change_phone(&caller()?, &form).await;
    done.map_err(failed)?;
    Ok(go_on("/account/security?done=phone"))
}

/// Gives one's account another e-mail address.
#[server(prefix = "/api/ui", endpoint = "change_email")]
pub async fn change_email(
    /// The new address.
    email: String,
    /// The code that was sent to it.
    code: String,
    /// The password.
    old_password: String,
) -> Result<Next, PageError> {
    let form = forms::ChangeEmail {
        email,
        code,
        old_password,
    };
    let done = services()?.change_email(&caller()?, &form).await;
    done.map_err(failed)?;
    Ok(go_on("/account/security?done=email"))
}

/// Signs out on one of one's devices.
#[server(prefix = "/api/ui", endpoint = "end_session")]
pub async fn end_session(
    /// The session there.
    session: String,
) -> Result<Next, PageError> {
    let done = services()?
        .end_session(&caller()?, &SessionId(session))
        .await;
    done.map_err(failed)?;
    Ok(go_on("/account/security?done=session"))
}

/// Signs out on all of one's devices but this.
#[server(prefix = "/api/ui", endpoint = "end_other_sessions")]
pub async fn end_other_sessions() -> Result<Next, PageError> {
    let done = services()?.end_other_sessions(&caller()?).await;
    done.map_err(failed)?;
    Ok(go_on("/account/security?done=sessions"))
}

/// Asks to leave: after a while the account is emptied.
#[server(prefix = "/api/ui", endpoint = "leave")]
pub async fn leave(
    /// The password.
    password: String,
) -> Result<Next, PageError> {
    let done = services()?.leave(&caller()?, &password).await;
    done.map_err(failed)?;
    change_tokens(TokenChange::Clear);
    Ok(go_on("/sign-in?done=left"))
}
