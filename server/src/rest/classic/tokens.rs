//! Signing in and out, and codes by SMS.

use super::{
    answer,
    asked::{Asked, Id},
    captcha,
    fields::Fields,
};
use crate::endpoint::{Endpoint, delete, get, post};
use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::account::{
    CodePurpose,
    forms::{CodeRequest, SignIn},
};
use serde::Serialize;
use services::Error;

/// Signed in.
const SIGNED_IN: u32 = 200_001;
/// No such pair of login and password.
const WRONG_LOGIN: u32 = 200_002;
/// Something is missing, or the captcha is.
const INVALID: u32 = 200_003;
/// A code was sent.
const SENT: u32 = 100_001;
/// One was sent a moment ago.
const TOO_SOON: u32 = 100_002;
/// It is no phone number.
const NO_PHONE: u32 = 100_003;

#[derive(Serialize)]
struct Outcome {
    code: u32,
    message: &'static str,
}

#[derive(Serialize)]
struct SignedIn {
    code: u32,
    message: &'static str,
    token: String,
    username: String,
    realname: String,
}

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/api/tokens/", sign_in),
        delete("/api/tokens/{token}/", sign_out),
        get("/api/mobile_code/{tel}/", send_code),
        get("/api/mobile/{tel}/", send_code),
    ]
}

fn outcome(code: u32, message: &'static str) -> Response {
    answer::json(StatusCode::OK, &Outcome { code, message })
}

/// `POST /api/tokens/`: username, phone number or e-mail address, and the password.
async fn sign_in(headers: HeaderMap, asked: Asked, fields: Fields) -> Response {
    let form = SignIn {
        login: fields
            .any(&["username", "tel", "email"])
            .unwrap_or_default(),
        password: fields.one("password").unwrap_or_default(),
        captcha: fields.one("captcha").unwrap_or_default(),
        captcha_token: fields
            .one("captcha_token")
            .or_else(|| captcha::token(&headers))
            .unwrap_or_default(),
    };
    let (services, caller) = (&asked.services, &asked.caller);
    let signed_in = match services.sign_in_for_a_day(caller, &form).await {
        Ok(tokens) => match services.identify(&tokens.access).await {
            Ok(person) => person.map(|person| (tokens.access, person)),
            Err(error) => return asked.refused(error),
        },
        Err(Error::Invalid(wrong)) => {
            let named = |field: &str| wrong.iter().any(|wrong| wrong.field == field);
            return if named("captcha") {
                outcome(INVALID, "请填写正确的图片验证码")
            } else if named("form") {
                outcome(WRONG_LOGIN, "用户名或密码错误")
            } else {
                outcome(INVALID, "请输入有效的登录信息")
            };
        }
        Err(error) => return asked.refused(error),
    };
    let Some((token, person)) = signed_in else {
        return asked.refused(Error::Conflict);
    };
    let body = SignedIn {
        code: SIGNED_IN,
        message: "用户登录成功",
        token,
        username: person.username.clone(),
        realname: person.real_name.clone(),
    };
    answer::json(StatusCode::OK, &body)
}

/// `DELETE /api/tokens/{token}/`
async fn sign_out(asked: Asked, Id(token): Id<String>) -> Response {
    asked.done(asked.services.end_token(&asked.caller, &token).await)
}

/// `GET /api/mobile_code/{tel}/`: a code for making an account.
async fn send_code(asked: Asked, Id(recipient): Id<String>) -> Response {
    let request = CodeRequest {
        purpose: CodePurpose::SignUp,
        recipient,
    };
    match asked.services.send_code(&asked.caller, &request).await {
        Ok(_) => outcome(SENT, "短信验证码发送成功"),
        Err(Error::RateLimited(_)) => outcome(TOO_SOON, "请不要在短时间内重复发送短信验证码"),
        Err(Error::Invalid(_)) => outcome(NO_PHONE, "请输入有效的手机号码"),
        Err(error) => asked.refused(error),
    }
}
