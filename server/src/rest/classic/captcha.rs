//! The picture with letters.

use super::asked::Asked;
use crate::{
    endpoint::{Endpoint, get},
    http::AppState,
};
use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{CACHE_CONTROL, CONTENT_TYPE, COOKIE, SET_COOKIE},
    },
    response::{IntoResponse, Response},
};

/// Which captcha the picture is: for programs, which send it back as `captcha_token` …
const TOKEN_HEADER: HeaderName = HeaderName::from_static("captcha-token");
/// … and for browsers.
const TOKEN_COOKIE: &str = "captcha";

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/captcha/", picture)]
}

/// `GET /captcha/`
async fn picture(State(state): State<AppState>, asked: Asked) -> Response {
    let (token, png) = match asked.services.captcha_png(&asked.caller).await {
        Ok(drawn) => drawn,
        Err(error) => return asked.refused(error),
    };
    let secure = if state.site.production {
        "; Secure"
    } else {
        ""
    };
    let cookie =
        format!("{TOKEN_COOKIE}={token}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax{secure}");
    let mut response = (
        [
            (CONTENT_TYPE, HeaderValue::from_static("image/png")),
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ],
        png,
    )
        .into_response();
    let headers = response.headers_mut();
    if let (Ok(token), Ok(cookie)) = (token.parse(), cookie.parse()) {
        headers.insert(TOKEN_HEADER, token);
        headers.append(SET_COOKIE, cookie);
    }
    response
}

/// Which captcha the browser was shown.
pub(super) fn token(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';'));
    pairs.find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == TOKEN_COOKIE).then(|| value.to_owned())
    })
}
