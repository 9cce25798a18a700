//! The fields that were sent, as JSON or as a form: the classic system takes both.

use super::{answer::detail, words};
use crate::http::AppState;
use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::Response,
};
use serde_json::Value;
use std::collections::HashMap;

/// The largest body that is read.
const BODY_MAX: usize = 64 * 1024;

/// What was sent, by its names.
#[derive(Debug, Default)]
pub(super) struct Fields(HashMap<String, Vec<String>>);

impl FromRequest<AppState> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Response> {
        let kind = media_type(request.headers());
        let body = to_bytes(request.into_body(), BODY_MAX).await;
        let body = body.map_err(|_| detail(StatusCode::PAYLOAD_TOO_LARGE, words::MALFORMED))?;
        if body.is_empty() {
            return Ok(Self::default());
        }
        let read = match kind.as_str() {
            "application/json" => serde_json::from_slice(&body).ok().and_then(Self::of_json),
            "application/x-www-form-urlencoded" => {
                let pairs = form_urlencoded::parse(&body);
                Some(Self::of_pairs(pairs.into_owned()))
            }
            other => {
                let text = format!("不支持请求中的媒体类型 “{other}”。");
                return Err(detail(StatusCode::UNSUPPORTED_MEDIA_TYPE, &text));
            }
        };
        read.ok_or_else(|| detail(StatusCode::BAD_REQUEST, words::MALFORMED))
    }
}

fn media_type(headers: &HeaderMap) -> String {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    kind.unwrap_or_default().trim().to_ascii_lowercase()
}

impl Fields {
    fn of_json(value: Value) -> Option<Self> {
        let Value::Object(object) = value else {
            return None;
        };
        let mut fields = HashMap::with_capacity(object.len());
        for (name, value) in object {
            let values = match value {
                Value::Array(values) => values.into_iter().filter_map(text).collect(),
                Value::Null => continue,
                value => text(value).into_iter().collect(),
            };
            fields.insert(name, values);
        }
        Some(Self(fields))
    }

    fn of_pairs(pairs: impl Iterator<Item = (String, String)>) -> Self {
        let mut fields: HashMap<String, Vec<String>> = HashMap::new();
        for (name, value) in pairs {
            fields.entry(name).or_default().push(value);
        }
        Self(fields)
    }

    /// What the first of these names says that was sent: the classic system has several for some fields.
    pub(super) fn any(&self, names: &[&str]) -> Option<String> {
        let sent = names.iter().find_map(|name| self.0.get(*name));
        sent.and_then(|values| values.last()).cloned()
    }

    /// What this name says.
    pub(super) fn one(&self, name: &str) -> Option<String> {
        self.any(&[name])
    }

    /// All that this name says; words in one text are separated by commas.
    pub(super) fn all(&self, name: &str) -> Option<Vec<String>> {
        let values = self.0.get(name)?;
        let words = values.iter().flat_map(|text| text.split(','));
        let words = words.map(str::trim).filter(|word| !word.is_empty());
        Some(words.map(ToOwned::to_owned).collect())
    }

    /// The truth value that this name says; nothing where it says none.
    pub(super) fn truth(&self, name: &str) -> Option<bool> {
        let text = self.one(name)?;
        match text.trim().to_ascii_lowercase().as_str() {
            "true" | "1" | "on" | "yes" => Some(true),
            "false" | "0" | "off" | "no" => Some(false),
            _ => None,
        }
    }
}

/// A single value as text; of a thing, its number.
fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Object(thing) => {
            let names = [
                "tagid", "distid", "typeid", "estateid", "agentid", "photoid",
            ];
            let id = names.iter().find_map(|name| thing.get(*name)).cloned();
            id.filter(|id| !id.is_object()).and_then(text)
        }
        Value::Null | Value::Array(_) => None,
    }
}
