//! Who sends a request. A program names its access token; a browser has cookies, and a session whose
//! access token is over is renewed on the way, on whatever request comes first.

use super::{AppState, client_address::client_address, cookies::Kept, problem, zone};
use app::context::{NewTokens, ShownOnce, TokenChange};
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{AUTHORIZATION, CACHE_CONTROL, SET_COOKIE, USER_AGENT, WWW_AUTHENTICATE},
    },
    middleware::Next,
    response::Response,
};
use domain::{
    AppError, ErrorCode,
    account::{RouteGroup, SignedIn},
};
use services::{Caller, Client, RequestId};
use std::sync::Arc;

/// Tells the browser that what it kept of pages is nobody's any more.
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
/// Carries the access token in the classic API.
const TOKEN: HeaderName = HeaderName::from_static("token");
/// Seconds for which a secret that was just made waits for the page that shows it.
const SECRET_SECONDS: i64 = 60;
const INVALID_TOKEN: HeaderValue = HeaderValue::from_static("Bearer error=\"invalid_token\"");

/// Gives the request its [`Caller`], and the answer the cookies that came of it. Files have no use for
/// either and cost nothing.
pub(super) async fn identify(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(group) = zone::of(request.uri().path()) else {
        return next.run(request).await;
    };
    let client = client(&state, &request);
    let changes = NewTokens::default();
    let is_api = zone::is_api(request.uri().path());
    let classic = zone::is_classic(request.uri().path());
    let token = bearer(request.headers()).filter(|_| is_api);
    let found = match token {
        None if classic && request.headers().contains_key(TOKEN) => {
            by_classic_token(&state, request.headers(), &client).await
        }
        Some(token) => match state.services.identify_bearer(token, &client).await {
            Ok(Some(person)) => Found::Person(person),
            Ok(None) => return refused(),
            Err(error) => return problem::response(&error.into_app_error(Some(&client.request))),
        },
        None => by_cookies(&state, request.headers(), &client, &changes).await,
    };
    let stale = matches!(found, Found::Stale);
    let person = match found {
        Found::Person(person) => Some(person),
        Found::Nobody | Found::Stale => None,
    };
    let production = state.site.production;
    let once = ShownOnce::carrying(Kept::Secret.read(request.headers(), production));
    let extensions = request.extensions_mut();
    extensions.insert(Caller { client, person });
    extensions.insert(changes.clone());
    extensions.insert(once.clone());
    let mut response = next.run(request).await;
    keep(&state, &changes, stale, response.headers_mut());
    if let Some(secret) = once.outcome() {
        let seconds = if secret.is_empty() { 0 } else { SECRET_SECONDS };
        let cookie = Kept::Secret.keep(&secret, seconds, production);
        let cookie = cookie.map(|cookie| (SET_COOKIE, cookie));
        response.headers_mut().extend(cookie);
    }
    if matches!(group, RouteGroup::Accounts | RouteGroup::Admin) {
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(CACHE_CONTROL, never);
    }
    response
}

/// What the cookies say.
enum Found {
    Nobody,
    Person(Arc<SignedIn>),
    /// They were good once.
    Stale,
}

/// What a client of the classic API says. A token that is no good any more is like none, so that whoever
/// sends it along can sign in anew, and reads what everybody may read.
async fn by_classic_token(state: &AppState, headers: &HeaderMap, client: &Client) -> Found {
    let token = headers.get(TOKEN).and_then(|token| token.to_str().ok());
    let token = token.unwrap_or_default();
    match state.services.identify_bearer(token, client).await {
        Ok(Some(person)) => Found::Person(person),
        Ok(None) => Found::Nobody,
        Err(error) => unknown(error, client),
    }
}

async fn by_cookies(
    state: &AppState,
    headers: &HeaderMap,
    client: &Client,
    changes: &NewTokens,
) -> Found {
    let production = state.site.production;
    let access = Kept::Access.read(headers, production);
    let refresh = Kept::Refresh.read(headers, production);
    if let Some(token) = access {
        match state.services.identify(token).await {
            Ok(Some(person)) => return Found::Person(person),
            Ok(None) => {}
            Err(error) => return unknown(error, client),
        }
    }
    let Some(token) = refresh else {
        return if access.is_some() {
            Found::Stale
        } else {
            Found::Nobody
        };
    };
    match state.services.renew(token, client).await {
        Ok(Some((tokens, person))) => {
            put(changes, TokenChange::Set(tokens));
            Found::Person(person)
        }
        Ok(None) => Found::Stale,
        Err(error) => unknown(error, client),
    }
}

/// Leaves word of what shall become of the tokens.
pub(crate) fn put(changes: &NewTokens, change: TokenChange) {
    if let Ok(mut place) = changes.0.lock() {
        *place = Some(change);
    }
}

/// While the database is away, searches go on, without anybody's name.
fn unknown(error: services::Error, client: &Client) -> Found {
    // Logs the cause.
    let _ = error.into_app_error(Some(&client.request));
    Found::Nobody
}

fn client(state: &AppState, request: &Request) -> Client {
    let device = request
        .headers()
        .get(USER_AGENT)
        .and_then(|value| value.to_str().ok());
    let id = request.extensions().get::<RequestId>().cloned();
    Client::new(
        client_address(request, &state.site.trusted_proxies),
        device.unwrap_or_default(),
        id.unwrap_or_else(|| RequestId(String::new())),
    )
}

/// The token that a program names.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn refused() -> Response {
    let mut response = problem::response(&AppError::new(ErrorCode::Unauthenticated));
    response
        .headers_mut()
        .insert(WWW_AUTHENTICATE, INVALID_TOKEN);
    response
}

/// Writes the cookies that whoever handled the request asked for; a `stale` session's go.
fn keep(state: &AppState, changes: &NewTokens, stale: bool, headers: &mut HeaderMap) {
    let production = state.site.production;
    let cookies = match changes.take() {
        Some(TokenChange::Set(tokens)) => [
            Kept::Access.keep(&tokens.access, tokens.access_seconds, production),
            Kept::Refresh.keep(&tokens.refresh, tokens.refresh_seconds, production),
        ],
        Some(TokenChange::Clear) => {
            let cache = HeaderValue::from_static("\"cache\"");
            headers.insert(CLEAR_SITE_DATA, cache);
            [
                Kept::Access.forget(production),
                Kept::Refresh.forget(production),
            ]
        }
        None if stale => [
            Kept::Access.forget(production),
            Kept::Refresh.forget(production),
        ],
        None => return,
    };
    for cookie in cookies.into_iter().flatten() {
        headers.append(SET_COOKIE, cookie);
    }
    // What might be kept for others has become one person's.
    let said = headers.get(CACHE_CONTROL).map(HeaderValue::as_bytes);
    if said.is_some_and(|said| said.starts_with(b"public") || said == b"no-cache") {
        let private = HeaderValue::from_static("private, no-cache");
        headers.insert(CACHE_CONTROL, private);
    }
}
