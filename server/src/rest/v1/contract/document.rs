//! The document of the API, in the form of OpenAPI 3.1.

use super::{get, operation::JSON, schemas::Schemas, usual};
use crate::endpoint::Endpoint;
use axum::{
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeSet, sync::OnceLock};

/// Where the version stands.
pub(in super::super) const BASE: &str = "/api/v1";

pub(in super::super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/openapi.json", document)
            .says("Describes this API")
            .tells("The document you are reading: OpenAPI 3.1, made from the code that answers.")
            .for_everybody()
            .answers::<AnyDocument>(),
    ]
}

/// An OpenAPI document.
struct AnyDocument;

impl utoipa::PartialSchema for AnyDocument {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        utoipa::openapi::Object::with_type(utoipa::openapi::Type::Object).into()
    }
}

impl utoipa::ToSchema for AnyDocument {}

/// `GET /api/v1/openapi.json`
async fn document() -> Response {
    static WRITTEN: OnceLock<String> = OnceLock::new();
    let written = WRITTEN.get_or_init(|| describe(super::super::endpoints()).document.to_string());
    let kind = [(CONTENT_TYPE, HeaderValue::from_static(JSON))];
    (kind, written.as_str()).into_response()
}

/// The document and what is wrong with it.
pub struct Document {
    /// The document.
    pub document: Value,
    /// Endpoints that say nothing, and names that two types have.
    pub wrong: Vec<String>,
}

/// Describes `endpoints`.
pub(crate) fn describe(endpoints: Vec<Endpoint>) -> Document {
    let mut paths: Map<String, Value> = Map::new();
    let mut schemas = Schemas::default();
    let mut wrong = Vec::new();
    let reads = endpoints.iter().filter(|endpoint| endpoint.method == "GET");
    let readable: BTreeSet<&str> = reads.map(|endpoint| endpoint.path).collect();
    for endpoint in endpoints {
        let (method, path) = (endpoint.method, endpoint.path);
        let Some(operation) = endpoint.operation else {
            wrong.push(format!("{method} {path} is not described"));
            continue;
        };
        let (method, path, operation, known) = operation.into_json(readable.contains(path));
        let answers = operation["responses"].as_object();
        let succeeds =
            answers.is_some_and(|answers| answers.keys().any(|status| status.starts_with('2')));
        if operation["summary"] == "" || !succeeds {
            wrong.push(format!(
                "{method} {path} does not say what it does or answers"
            ));
        }
        schemas.join(known);
        let at = paths
            .entry([BASE, path].concat())
            .or_insert_with(|| json!({}));
        at[method] = operation;
    }
    wrong.extend(
        schemas
            .ambiguous
            .drain(..)
            .map(|name| format!("two types are called {name}")),
    );
    let mut named = schemas.into_json();
    named.insert("Problem".into(), problem());
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Zufang 租房网",
            "version": "1",
            "summary": "Homes for rent: search, publish, ask, view, administer.",
            "description": include_str!("about.md"),
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": named,
            "responses": usual::responses(),
            "parameters": parameters(),
            "headers": headers(),
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The `access_token` of `POST /api/v1/session`.",
                },
                "cookie": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "__Host-access",
                    "description": "What a browser has after signing in.",
                },
            },
        },
    });
    Document { document, wrong }
}

/// RFC 9457, with the fields that were wrong.
fn problem() -> Value {
    json!({
        "type": "object",
        "description": "Why a request failed, as RFC 9457 says it.",
        "required": ["type", "title", "status", "code"],
        "additionalProperties": false,
        "properties": {
            "type": { "type": "string", "format": "uri", "description": "Names the kind of problem." },
            "title": { "type": "string", "description": "The words of the status." },
            "status": { "type": "integer", "description": "The status." },
            "code": { "type": "string", "description": "The kind of problem in one stable word." },
            "errors": {
                "type": "array",
                "description": "What was wrong where.",
                "items": {
                    "type": "object",
                    "required": ["field", "code"],
                    "additionalProperties": false,
                    "properties": {
                        "field": { "type": "string", "description": "The parameter, header or field of the body; `body` is the whole of it." },
                        "code": { "type": "string", "description": "What is wrong with it in one stable word." },
                    },
                },
            },
            "request_id": { "type": "string", "description": "Finds the cause in our logs." },
        },
    })
}

fn parameters() -> Value {
    json!({
        "IfNoneMatch": {
            "name": "If-None-Match", "in": "header", "schema": { "type": "string" },
            "description": "An `ETag` from before: 304 when nothing changed since.",
        },
        "IfMatch": {
            "name": "If-Match", "in": "header", "schema": { "type": "string" },
            "description": "The `ETag` of what was read: 412 when it is not that any more.",
        },
        "IdempotencyKey": {
            "name": "Idempotency-Key", "in": "header",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$" },
            "description": "A name that the caller makes up for this request. Within 24 hours the same request with the same key is done once, and answered again as before.",
        },
    })
}

fn headers() -> Value {
    let text =
        |description: &str| json!({ "description": description, "schema": { "type": "string" } });
    json!({
        "ETag": text("Names this state of the resource."),
        "Location": text("Where what was made stands."),
        "Retry-After": { "description": "Seconds after which to ask again.", "schema": { "type": "integer" } },
    })
}
