//! Pages that are drawn without the app, in both languages.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// A page with one sentence in Chinese and the same in English. Both are HTML.
pub(super) fn with_message(status: u16, zh: &str, en: &str) -> Response {
    let title = match status {
        403 => "不能访问 · Not allowed",
        429 => "太频繁 · Too many requests",
        503 => "暂时不可用 · Not available",
        _ => "出错了 · Something went wrong",
    };
    let body = format!(
        "<h1>{title}</h1><p>{zh}<br><span lang=\"en\">{en}</span></p>\
         <p><a href=\"/\">首页 · Home</a></p>"
    );
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, page(title, &body)).into_response()
}

/// A page that no cache keeps.
pub(super) fn page(title: &str, body: &str) -> impl IntoResponse + use<> {
    let html = format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title></head><body><main>{body}</main></body></html>"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, html)
}

/// `text` with what HTML would take for its own written out.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}
