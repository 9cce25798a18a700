//! Forms that are sent without script: what was typed and what was wrong with it travel in a cookie to
//! the page that the form stands on, and are shown there once.

use super::{
    AppState, body_limit,
    calls::{CALLS, ERROR_MAX, FAILED},
    cookies::Kept,
    preference::{came_from, is_own_path},
    problem, zone,
};
use app::context::Submitted;
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{
            ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, LOCATION,
            SET_COOKIE,
        },
    },
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use domain::{AppError, ErrorCode};
use std::collections::BTreeMap;

/// The media type of a form that holds what was typed, and of one that holds a picture.
const TYPED: &str = "application/x-www-form-urlencoded";
const PICTURE: &str = "multipart/form-data";
/// Where somebody goes whose browser does not say where they came from.
const HOME: &str = "/";
/// The largest form that is read.
const FORM_MAX: usize = 64 * 1024;
/// Seconds for which what was sent is kept.
const SECONDS: i64 = 60;
/// The longest cookie: browsers keep 4,096 bytes of name, value and attributes.
const COOKIE_MAX: usize = 3_584;
/// Fields that never leave the request they came in.
const SECRET: &[&str] = &[
    "password",
    "old_password",
    "code",
    "captcha",
    "captcha_token",
];
/// The headers by which server functions speak with their client in the browser.
const FOR_SCRIPTS: &[&str] = &["serverfnredirect", FAILED];

/// Answers a form that a server function takes, and gives a page what was sent from it.
pub(super) async fn carry(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if is_form(&request) {
        return answer(&state, request, next).await;
    }
    let production = state.site.production;
    let is_page = request.method() == Method::GET && !zone::is_api(request.uri().path());
    let cookie = Kept::Form.read(request.headers(), production);
    match cookie.filter(|_| is_page && zone::of(request.uri().path()).is_some()) {
        None => next.run(request).await,
        Some(cookie) => {
            let submitted = read(cookie);
            let mut request = request;
            request.extensions_mut().insert(submitted);
            let mut response = next.run(request).await;
            // Unless the page sent somebody on, who is shown it then.
            if !response.status().is_redirection()
                && let Some(cookie) = Kept::Form.forget(production)
            {
                response.headers_mut().append(SET_COOKIE, cookie);
            }
            response
        }
    }
}

/// A browser that posts a form asks for a page; our own client asks for JSON.
fn is_form(request: &Request) -> bool {
    let header = |name| {
        let value = request.headers().get(name);
        value.and_then(|value: &HeaderValue| value.to_str().ok())
    };
    request.method() == Method::POST
        && request.uri().path().starts_with(CALLS)
        && header(ACCEPT).is_some_and(|accept| accept.contains("text/html"))
        && header(CONTENT_TYPE)
            .is_some_and(|kind| kind.starts_with(TYPED) || kind.starts_with(PICTURE))
}

/// Answers a form: onward to where the server function leads, else back to the page of the form.
async fn answer(state: &AppState, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let function = parts.uri.path().to_owned();
    let back = page_of(&parts.headers);
    let kind = parts.headers.get(CONTENT_TYPE);
    let is_typed = kind.is_some_and(|kind| kind.as_bytes().starts_with(TYPED.as_bytes()));
    let (body, values) = if is_typed {
        let Ok(body) = to_bytes(body, FORM_MAX).await else {
            let error = body_limit::too_large(&function);
            return problem::with_status(StatusCode::PAYLOAD_TOO_LARGE, &error);
        };
        let values = values(&body);
        (Body::from(body), values)
    } else {
        (body, BTreeMap::new())
    };
    // What comes back is read here.
    parts.headers.remove(ACCEPT_ENCODING);
    let response = next.run(Request::from_parts(parts, body)).await;

    let (mut parts, body) = response.into_parts();
    let error = error(&parts, body).await;
    // A function that leads nowhere is led back by Leptos, with the whole address of the page.
    let led = parts.headers.get_all(LOCATION).iter();
    let mut led = led.filter_map(|to| to.to_str().ok());
    let onward = led.rfind(|to| error.is_none() && is_own_path(to));
    let onward = onward.map(ToOwned::to_owned);
    for name in FOR_SCRIPTS {
        parts.headers.remove(*name);
    }
    for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING] {
        parts.headers.remove(name);
    }
    if onward.is_none() {
        let submitted = Submitted {
            function,
            values,
            error,
        };
        parts.headers.extend(cookie(state, submitted));
    }
    see_other(&mut parts, &onward.unwrap_or(back));
    Response::from_parts(parts, Body::empty())
}

/// The page on which the form stands that was sent with these headers.
fn page_of(headers: &HeaderMap) -> String {
    came_from(headers)
        .filter(|page| is_own_path(page) && !zone::is_api(page))
        .unwrap_or_else(|| HOME.to_owned())
}

fn see_other(parts: &mut axum::http::response::Parts, to: &str) {
    parts.status = StatusCode::SEE_OTHER;
    if let Ok(to) = HeaderValue::from_str(to) {
        parts.headers.insert(LOCATION, to);
    }
}

/// What went wrong: as we refused the request, or as the server function says it.
async fn error(parts: &axum::http::response::Parts, body: Body) -> Option<AppError> {
    if let Some(error) = parts.extensions.get::<AppError>() {
        return Some(error.clone());
    }
    let failed = parts.status.is_client_error() || parts.status.is_server_error();
    if !failed && !parts.headers.contains_key(FAILED) {
        return None;
    }
    let body = to_bytes(body, ERROR_MAX).await.unwrap_or_default();
    let said = serde_json::from_slice(&body).ok();
    Some(said.unwrap_or_else(|| AppError::new(ErrorCode::Unavailable)))
}

/// What was typed, by the names of the fields, secrets left out.
fn values(form: &Bytes) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(form) {
        let name = field(&name);
        if SECRET.contains(&name) {
            continue;
        }
        // Boxes of one name that are ticked.
        let before = values
            .get(name)
            .map(|before| [before, ",", &value].concat());
        values.insert(
            name.to_owned(),
            before.unwrap_or_else(|| value.into_owned()),
        );
    }
    values
}

/// The name of the field itself: `phone` of `form[phone]`, `roles` of `form[roles][0]`.
fn field(name: &str) -> &str {
    let parts = name.split('[').map(|part| part.trim_end_matches(']'));
    let is_name = |part: &&str| !part.bytes().all(|byte| byte.is_ascii_digit());
    parts.rev().find(is_name).unwrap_or(name)
}

/// The header that keeps what was sent; without the values when they are too long for a cookie.
fn cookie(state: &AppState, submitted: Submitted) -> Option<(axum::http::HeaderName, HeaderValue)> {
    let written = |submitted: &Submitted| {
        let json = serde_json::to_vec(submitted).ok()?;
        Some(BASE64.encode(json)).filter(|text| text.len() <= COOKIE_MAX)
    };
    let text = written(&submitted).or_else(|| {
        written(&Submitted {
            values: BTreeMap::new(),
            ..submitted
        })
    })?;
    let header = Kept::Form.keep(&text, SECONDS, state.site.production)?;
    Some((SET_COOKIE, header))
}

fn read(cookie: &str) -> Option<Submitted> {
    serde_json::from_slice(&BASE64.decode(cookie).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_by_its_field_and_secrets_are_not() {
        let form = "form%5Busername%5D=luohao&form[password]=hunter22&code=123456&old_password=x\
                    &captcha=7&captcha_token=t&roles[0]=1&roles[1]=2&next=%2Faccount";
        let values = values(&Bytes::from_static(form.as_bytes()));
        let kept: Vec<_> = values
            .iter()
            .map(|(name, value)| [name.as_str(), value].join("="))
            .collect();
        assert_eq!(kept, ["next=/account", "roles=1,2", "username=luohao"]);
    }

    #[test]
    fn a_cookie_that_was_made_up_says_nothing() {
        for wrong in ["", "%%%", "bnVsbA", "e30", "eyJmdW5jdGlvbiI6MX0"] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }
}
