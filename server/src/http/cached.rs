//! Answers that are kept on the server, as each route says.
//!
//! Only what people get who are not signed in is kept, and only whole answers (200) without cookies: who is
//! signed in sees what they have just changed. An answer is named by host, path, query (its parameters by
//! name), day, and what it varies by. It goes when its time is over or what it was made from changes, see
//! [`services::cache`]. Homes that it shows are counted every time, kept or not.

pub(crate) mod entity;
mod entry;

use super::{AppState, public_origin};
use app::Locale;
use axum::{
    body::{Body, HttpBody},
    extract::{OriginalUri, Request, State},
    handler::Handler,
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{
            ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, COOKIE,
            IF_MODIFIED_SINCE, IF_NONE_MATCH, RANGE, SET_COOKIE, VARY,
        },
        request::Parts,
    },
    response::{IntoResponse, Response},
    routing::{MethodFilter, MethodRouter, on},
};
use domain::{ListingCard, ListingId};
use entry::Entry;
use services::{
    Caller,
    cache::{Found, Purpose, Tag},
};

/// The largest answer that is kept, in bytes.
const BODY_MAX: u64 = 1 << 20;
/// A longer name of an answer is not worth keeping.
const KEY_MAX: usize = 4_096;
/// How the answer came about (RFC 9211).
const CACHE_STATUS: HeaderName = HeaderName::from_static("cache-status");
/// The header by which programs of the classic system say who they are.
const CLASSIC_TOKEN: &str = "token";

/// How a route's answers are kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keep {
    purpose: Purpose,
    browsers: &'static str,
    same_for_everybody: bool,
    by_language: bool,
    by_accept: bool,
}

impl Keep {
    /// For so many seconds at most, as `name` in the metrics. Browsers and what stands between ask each time
    /// whether it still holds.
    pub(crate) const fn seconds(name: &'static str, lifetime: u32) -> Self {
        Self {
            purpose: Purpose {
                name,
                lifetime,
                tags: &[Tag::Homes, Tag::Records],
            },
            browsers: "no-cache",
            same_for_everybody: false,
            by_language: false,
            by_accept: false,
        }
    }

    /// It is made from the index alone; what else is stored plays no part.
    pub(crate) const fn of_homes(mut self) -> Self {
        self.purpose.tags = &[Tag::Homes];
        self
    }

    /// What browsers and what stands between may do with it, as `Cache-Control` says it.
    pub(crate) const fn browsers(mut self, cache_control: &'static str) -> Self {
        self.browsers = cache_control;
        self
    }

    /// Everybody gets the same. Where this is not said, nobody between takes what one got for what another gets.
    pub(crate) const fn same_for_everybody(mut self) -> Self {
        self.same_for_everybody = true;
        self
    }

    /// It is in the language of the caller.
    #[allow(dead_code, reason = "routes in several languages say it")]
    pub(crate) const fn by_language(mut self) -> Self {
        self.by_language = true;
        self
    }

    /// It is in the format that the caller asks for.
    #[allow(dead_code, reason = "routes in several formats say it")]
    pub(crate) const fn by_accept(mut self) -> Self {
        self.by_accept = true;
        self
    }

    /// The request headers that the answer varies by.
    fn vary(&self) -> impl Iterator<Item = HeaderName> {
        let language = [ACCEPT_LANGUAGE, COOKIE].into_iter();
        let person = [AUTHORIZATION, COOKIE].into_iter();
        let accept = std::iter::once(ACCEPT);
        let language = language.filter(|_| self.by_language);
        let person = person.filter(|_| !self.same_for_everybody);
        language
            .chain(person)
            .chain(accept.filter(|_| self.by_accept))
    }

    /// What names the answer to a request.
    fn key(&self, state: &AppState, parts: &Parts) -> String {
        let uri = match parts.extensions.get::<OriginalUri>() {
            Some(uri) => &uri.0,
            None => &parts.uri,
        };
        let query = uri.query().unwrap_or_default();
        // Links within an answer begin with the host that was asked for.
        let origin = public_origin(&state.site, &parts.headers);
        let today = state.services.today();
        let mut key = format!("{today} {origin}{}?{}", uri.path(), canonical(query));
        let text = |name| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        if self.by_language {
            let locale = Locale::negotiate(Some(query), text(COOKIE), text(ACCEPT_LANGUAGE));
            key.extend([" ", locale.tag()]);
        }
        if self.by_accept {
            key.extend([" ", text(ACCEPT).unwrap_or_default()]);
        }
        key
    }
}

/// The parameters of a query by their names. Several of one name stay in their order, which may matter.
fn canonical(query: &str) -> String {
    let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    pairs.sort_by_key(|pair| pair.split('=').next().unwrap_or_default());
    pairs.join("&")
}

/// The homes that an answer shows. A handler leaves them beside its answer, and the route counts them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    shown: Vec<ListingId>,
    looked_at: Option<ListingId>,
}

impl Seen {
    /// Homes in a list.
    pub(crate) fn shown(homes: &[ListingCard]) -> Self {
        Self {
            shown: homes.iter().map(|card| card.id).collect(),
            looked_at: None,
        }
    }

    /// Homes in a list, by their ids.
    pub(crate) fn shown_ids(homes: impl IntoIterator<Item = ListingId>) -> Self {
        Self {
            shown: homes.into_iter().collect(),
            looked_at: None,
        }
    }

    /// One home closely.
    pub(crate) fn looked_at(mut self, home: ListingId) -> Self {
        self.looked_at = Some(home);
        self
    }

    /// Leaves it beside `response`.
    pub(crate) fn beside(self, mut response: Response) -> Response {
        response.extensions_mut().insert(self);
        response
    }

    fn count(&self, state: &AppState, caller: Option<&Caller>) {
        if let Some(home) = self.looked_at {
            state.services.looked_at(caller, home);
        }
        state.services.shown_ids(caller, self.shown.iter().copied());
    }
}

/// `handler`, whose answers are kept as `keep` says.
pub(crate) fn keeping(keep: Keep, handler: MethodRouter<AppState>) -> MethodRouter<AppState> {
    on(
        MethodFilter::GET,
        move |State(state): State<AppState>, request: Request| {
            let handler = handler.clone();
            async move { answer(keep, handler, state, request).await }
        },
    )
}

async fn answer(
    keep: Keep,
    handler: MethodRouter<AppState>,
    state: AppState,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    let caller = parts.extensions.get::<Caller>().cloned();
    let caches = state.services.caches();
    let key = (caches.is_on() && is_for_nobody(caller.as_ref(), &parts.headers))
        .then(|| keep.key(&state, &parts))
        .filter(|key| key.len() <= KEY_MAX);
    let Some(key) = key else {
        let request = Request::from_parts(parts, Body::empty());
        let response = handler.call(request, state.clone()).await;
        if let Some(seen) = response.extensions().get::<Seen>() {
            seen.count(&state, caller.as_ref());
        }
        return response;
    };
    let known = parts.headers.remove(IF_NONE_MATCH);
    parts.headers.remove(IF_MODIFIED_SINCE);
    // The router takes the body off again.
    parts.method = Method::GET;
    let now = state.services.clock().now();
    let make = async {
        let request = Request::from_parts(parts, Body::empty());
        let response = handler.call(request, state.clone()).await;
        match entry::of(&keep, response).await {
            Ok(bytes) => (Err(bytes.clone()), Some(bytes)),
            Err(response) => (Ok(response), None),
        }
    };
    let (bytes, age) = match caches.find(&keep.purpose, &key, now, make).await {
        Found::Kept(kept) => (kept.value, Some(now - kept.since)),
        Found::Made(Err(bytes)) => (bytes, None),
        Found::Made(Ok(response)) => {
            if let Some(seen) = response.extensions().get::<Seen>() {
                seen.count(&state, caller.as_ref());
            }
            return response;
        }
    };
    let Some(entry) = Entry::read(&bytes) else {
        // Only this program writes entries.
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    entry.seen.count(&state, caller.as_ref());
    entry.answer(&keep, known.as_ref(), age)
}

/// Whether nobody in particular asks, and for all of it.
fn is_for_nobody(caller: Option<&Caller>, headers: &HeaderMap) -> bool {
    let special = [AUTHORIZATION.as_str(), CLASSIC_TOKEN, RANGE.as_str()];
    caller.is_some_and(|caller| caller.person.is_none())
        && !special.iter().any(|name| headers.contains_key(*name))
}

/// Whether an answer may be kept, and given to others.
fn is_keepable(keep: &Keep, response: &Response) -> bool {
    let headers = response.headers();
    let varies_by = |name: &str| {
        let known = keep.vary().chain([ACCEPT_ENCODING]);
        known
            .into_iter()
            .any(|known| name.eq_ignore_ascii_case(known.as_str()))
    };
    let lines = headers.get_all(VARY).iter();
    let mut names = lines.flat_map(|line| line.to_str().unwrap_or("*").split(','));
    let never = headers.get(CACHE_CONTROL).map(HeaderValue::as_bytes) == Some(b"no-store");
    response.status() == StatusCode::OK
        && !never
        && !headers.contains_key(SET_COOKIE)
        && names.all(|name| varies_by(name.trim()))
        && response
            .body()
            .size_hint()
            .exact()
            .is_some_and(|size| size <= BODY_MAX)
}

/// Says how an answer came about and what may be done with it.
fn describe(keep: &Keep, headers: &mut HeaderMap, status: &str) {
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep.browsers));
    for name in keep.vary() {
        let known = headers.get_all(VARY).iter();
        let mut known = known.filter_map(|line| line.to_str().ok());
        if !known.any(|line| {
            line.split(',')
                .any(|known| known.trim().eq_ignore_ascii_case(name.as_str()))
        }) {
            headers.append(VARY, HeaderValue::from_name(name));
        }
    }
    if let Ok(status) = HeaderValue::from_str(status) {
        headers.insert(CACHE_STATUS, status);
    }
}

#[cfg(test)]
mod tests;
