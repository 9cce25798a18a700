//! One's own account.

use super::super::asked::{Asked, Input, too_large};
use axum::{
    body::{Body, to_bytes},
    response::Response,
};
use domain::account::{
    Sex,
    forms::{ChangeEmail, ChangePassword, ChangePhone, ProfileChange},
    profile::Profile,
    token::TokenScope,
};
use serde::{Deserialize, Deserializer, Serialize};
use services::accounts::AVATAR_BYTES_MAX;
use utoipa::ToSchema;

/// What of the profile shall be changed; what is not named stays. `null` takes away what may be missing.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Changes {
    real_name: Option<String>,
    #[serde(deserialize_with = "named")]
    sex: Option<Option<Sex>>,
    #[serde(deserialize_with = "named")]
    locale: Option<Option<String>>,
    #[serde(deserialize_with = "named")]
    theme: Option<Option<String>>,
    notify_sms: Option<bool>,
    notify_email: Option<bool>,
    /// The version that was read; without it, the one that is there now.
    version: Option<i64>,
}

/// Tells a field that is `null` from one that is not there.
fn named<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

impl Changes {
    fn of(self, profile: Profile) -> ProfileChange {
        ProfileChange {
            real_name: self.real_name.unwrap_or(profile.real_name),
            sex: self.sex.unwrap_or(profile.sex),
            locale: self.locale.unwrap_or(profile.locale).unwrap_or_default(),
            theme: self.theme.unwrap_or(profile.theme).unwrap_or_default(),
            notify_sms: self.notify_sms.unwrap_or(profile.notify_sms),
            notify_email: self.notify_email.unwrap_or(profile.notify_email),
            version: self.version.unwrap_or(profile.version),
        }
    }
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Leaving {
    password: String,
}

#[derive(Serialize, ToSchema)]
pub(super) struct Avatar {
    avatar: String,
}

/// Everything that is known of somebody; it grows with the product.
#[derive(Serialize, ToSchema)]
#[schema(value_type = Object)]
pub(super) struct Export(serde_json::Value);

/// `GET /api/v1/account`
pub(super) async fn show(asked: Asked) -> Response {
    asked.json(asked.services.profile(&asked.caller).await)
}

/// `PATCH /api/v1/account`
pub(super) async fn change(asked: Asked, Input(changes): Input<Changes>) -> Response {
    let profile = match asked.services.profile(&asked.caller).await {
        Ok(profile) => profile,
        Err(error) => return asked.done(Err(error)),
    };
    let form = changes.of(profile);
    asked.json(asked.services.change_profile(&asked.caller, &form).await)
}

/// `DELETE /api/v1/account`
pub(super) async fn leave(asked: Asked, Input(given): Input<Leaving>) -> Response {
    let left = asked.services.leave(&asked.caller, &given.password).await;
    if left.is_ok() {
        asked.forget_session();
    }
    asked.done(left)
}

/// `PUT /api/v1/account/password`
pub(super) async fn change_password(asked: Asked, Input(given): Input<ChangePassword>) -> Response {
    asked.done(asked.services.change_password(&asked.caller, &given).await)
}

/// `PUT /api/v1/account/phone`
pub(super) async fn change_phone(asked: Asked, Input(given): Input<ChangePhone>) -> Response {
    asked.done(asked.services.change_phone(&asked.caller, &given).await)
}

/// `PUT /api/v1/account/email`
pub(super) async fn change_email(asked: Asked, Input(given): Input<ChangeEmail>) -> Response {
    asked.done(asked.services.change_email(&asked.caller, &given).await)
}

/// `PUT /api/v1/account/avatar`: the picture itself.
pub(super) async fn set_avatar(asked: Asked, body: Body) -> Response {
    // Before anything is read.
    if let Err(error) = asked.caller.acting(TokenScope::AccountWrite) {
        return asked.done(Err(error));
    }
    let Ok(picture) = to_bytes(body, AVATAR_BYTES_MAX).await else {
        return too_large("avatar", "image_too_large");
    };
    let key = asked.services.set_avatar(&asked.caller, &picture).await;
    asked.json(key.map(|avatar| Avatar { avatar }))
}

/// `DELETE /api/v1/account/avatar`
pub(super) async fn remove_avatar(asked: Asked) -> Response {
    asked.done(asked.services.remove_avatar(&asked.caller).await)
}

/// `GET /api/v1/account/points`
pub(super) async fn points(asked: Asked) -> Response {
    asked.json(asked.services.points(&asked.caller).await)
}

/// `GET /api/v1/account/export`
pub(super) async fn export(asked: Asked) -> Response {
    asked.json(asked.services.export(&asked.caller).await.map(Export))
}
