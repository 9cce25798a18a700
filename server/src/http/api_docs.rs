//! `/api/docs`: every operation of the API, to be read and tried out. A document of its own: nothing of the
//! app runs in it, and no page of the app pays for what it loads.

use super::{AppState, protect};
use app::Theme;
use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderValue,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, VARY},
    },
    response::{Html, IntoResponse, Response},
};

/// Where it stands.
pub(super) const PATH: &str = "/api/docs";
/// The module of TypeScript that draws it, and its stylesheet.
const MODULE: &str = "api-docs";
const STYLE: &str = "api-docs-style";

/// The page, in both languages; what the library says is English, like the document that it shows.
pub(super) async fn page(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let modules = &state.site.modules.0;
    let style = modules
        .get(STYLE)
        .map(|address| format!("<link rel=\"stylesheet\" href=\"{address}\">"));
    let script = modules
        .get(MODULE)
        .map(|address| format!("<script type=\"module\" src=\"{address}\"></script>"));
    let cookies = headers.get(COOKIE).and_then(|value| value.to_str().ok());
    let theme = match cookies.and_then(Theme::of_cookies) {
        None | Some(Theme::System) => String::new(),
        Some(theme) => format!(" data-theme=\"{}\"", theme.tag()),
    };
    let html = format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"{theme}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">\
         <title>接口文档 · API reference · 租房网 Zufang</title>\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">{}{}</head><body>{BODY}</body></html>",
        style.unwrap_or_default(),
        script.unwrap_or_default(),
    );
    let headers = [
        (CONTENT_SECURITY_POLICY, protect::PLAIN_PAGE),
        (CACHE_CONTROL, NEVER),
        (VARY, BY_COOKIE),
    ];
    (headers, Html(html)).into_response()
}

const NEVER: HeaderValue = HeaderValue::from_static("private, no-cache");
const BY_COOKIE: HeaderValue = HeaderValue::from_static("cookie");

/// The library brings the page's `main` along, with headings of the third level in it.
const BODY: &str = "<header class=\"api-docs-head\">\
     <a href=\"/\">租房网 <span lang=\"en\">Zufang</span></a>\
     <h1>接口文档 · <span lang=\"en\">API reference</span></h1>\
     <p>在这里试用的请求会真的执行；登录后以你的身份执行，或者用\
     <a href=\"/account/tokens\">访问令牌</a>授权（<span lang=\"en\">Authorize</span>）。</p>\
     <p lang=\"en\">Requests that you try out here are real. They are sent as you when you are signed in, \
     or with an <a href=\"/account/tokens\">access token</a> (<em>Authorize</em>). \
     The document itself: <a href=\"/api/v1/openapi.json\">openapi.json</a>.</p>\
     <noscript><p>这一页需要脚本。<span lang=\"en\">This page needs script; the document does not.</span></p></noscript>\
     <h2>全部操作 · <span lang=\"en\">Operations</span></h2></header><div id=\"api-docs\" lang=\"en\" data-document=\"/api/v1/openapi.json\"></div>";
