//! Signing up, in and out, codes and captchas.

use super::super::asked::{Asked, Input};
use crate::http::{AppState, problem};
use axum::{extract::State, response::Response};
use domain::{
    AppError, ErrorCode,
    account::forms::{CodeRequest, ResetPassword, SignIn, SignInByCode, SignUp},
};
use serde::{Deserialize, Serialize};
use services::Tokens;
use utoipa::ToSchema;

/// What signing in is asked with: a login and a password, or a phone number and a code.
#[derive(Deserialize, ToSchema)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Credentials {
    login: String,
    password: String,
    captcha: String,
    captcha_token: String,
    phone: String,
    code: String,
}

#[derive(Deserialize, ToSchema)]
pub(super) struct Renewal {
    refresh_token: String,
}

/// The tokens, by the names of RFC 6749.
#[derive(Serialize, ToSchema)]
pub(super) struct Granted {
    access_token: String,
    refresh_token: String,
    token_type: &'static str,
    expires_in: i64,
}

fn granted(tokens: Tokens) -> Granted {
    Granted {
        access_token: tokens.access,
        refresh_token: tokens.refresh,
        token_type: "Bearer",
        expires_in: tokens.access_seconds,
    }
}

/// `POST /api/v1/session`
pub(super) async fn sign_in(asked: Asked, Input(given): Input<Credentials>) -> Response {
    let by_code = !given.phone.is_empty() || !given.code.is_empty();
    let tokens = if by_code {
        let form = SignInByCode {
            phone: given.phone,
            code: given.code,
        };
        asked.services.sign_in_by_code(&asked.caller, &form).await
    } else {
        let form = SignIn {
            login: given.login,
            password: given.password,
            captcha: given.captcha,
            captcha_token: given.captcha_token,
        };
        asked.services.sign_in(&asked.caller, &form).await
    };
    asked.json(tokens.map(granted))
}

/// `DELETE /api/v1/session`
pub(super) async fn sign_out(asked: Asked) -> Response {
    let done = asked.services.sign_out(&asked.caller).await;
    if done.is_ok() {
        asked.forget_session();
    }
    asked.done(done)
}

/// `POST /api/v1/session/renewal`: a token that is no good any more is like none.
pub(super) async fn renew(
    State(state): State<AppState>,
    asked: Asked,
    Input(given): Input<Renewal>,
) -> Response {
    let client = &asked.caller.client;
    match state.services.renew(&given.refresh_token, client).await {
        Ok(Some((tokens, _))) => asked.json(Ok(granted(tokens))),
        Ok(None) => problem::response(&AppError::new(ErrorCode::Unauthenticated)),
        Err(error) => asked.done(Err(error)),
    }
}

/// `POST /api/v1/codes`
pub(super) async fn send_code(asked: Asked, Input(given): Input<CodeRequest>) -> Response {
    asked.json(asked.services.send_code(&asked.caller, &given).await)
}

/// `GET /api/v1/captcha`
pub(super) async fn captcha(asked: Asked) -> Response {
    asked.json(asked.services.captcha(&asked.caller).await)
}

/// `POST /api/v1/accounts`
pub(super) async fn sign_up(asked: Asked, Input(given): Input<SignUp>) -> Response {
    let tokens = asked.services.sign_up(&asked.caller, &given).await;
    asked.created(tokens.map(granted))
}

/// `POST /api/v1/password-reset`
pub(super) async fn reset_password(asked: Asked, Input(given): Input<ResetPassword>) -> Response {
    asked.done(asked.services.reset_password(&asked.caller, &given).await)
}
