//! Errors as RFC 9457 problem details.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{AppError, ErrorCode, FieldError, QueryIssue, account::token::TokenScope};
use serde::Serialize;

/// The media type of problem details.
pub const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/problem+json");

/// The body of an error answer.
#[derive(Serialize)]
struct Problem<'a> {
    /// Names the kind of problem.
    r#type: String,
    title: &'static str,
    status: u16,
    /// The stable code, for programs.
    code: &'static str,
    #[serde(skip_serializing_if = "<[FieldError]>::is_empty")]
    errors: &'a [FieldError],
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
}

/// `error` as an HTTP answer. It also travels beside the answer, for whoever says it in another way.
pub fn response(error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.code.status());
    with_status(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), error)
}

/// The same, where HTTP has a status that says more than the code.
pub(crate) fn with_status(status: StatusCode, error: &AppError) -> Response {
    let problem = Problem {
        r#type: format!("urn:zufang:problem:{}", error.code.as_str()),
        title: status.canonical_reason().unwrap_or_default(),
        status: status.as_u16(),
        code: error.code.as_str(),
        errors: &error.fields,
        request_id: error.request_id.as_deref(),
    };
    match serde_json::to_vec(&problem) {
        Ok(body) => {
            let cache = HeaderValue::from_static("no-store");
            let headers = [
                (header::CONTENT_TYPE, MEDIA_TYPE),
                (header::CACHE_CONTROL, cache),
            ];
            let mut response = (status, headers, body).into_response();
            if let Some(seconds) = error.retry_after {
                let seconds = HeaderValue::from(seconds);
                response.headers_mut().insert(header::RETRY_AFTER, seconds);
            }
            if error.code == ErrorCode::Unauthenticated {
                let scheme = HeaderValue::from_static("Bearer");
                response
                    .headers_mut()
                    .insert(header::WWW_AUTHENTICATE, scheme);
            }
            if let Some(challenge) = insufficient_scope(error) {
                response
                    .headers_mut()
                    .insert(header::WWW_AUTHENTICATE, challenge);
            }
            response.extensions_mut().insert(error.clone());
            response
        }
        // Texts and numbers always have a JSON form.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What a program's token lacks, as RFC 6750 says it.
fn insufficient_scope(error: &AppError) -> Option<HeaderValue> {
    let lack = error.fields.iter().find(|field| field.field == "token");
    let lack = lack.filter(|_| error.code == ErrorCode::Forbidden)?;
    let scope = match lack.code.parse::<TokenScope>() {
        Ok(scope) => format!(", scope=\"{scope}\""),
        Err(_) => String::new(),
    };
    HeaderValue::from_str(&format!("Bearer error=\"insufficient_scope\"{scope}")).ok()
}

/// What in a query could not be taken as it stood, as the fields of an error.
pub fn fields(issues: Vec<QueryIssue>) -> Vec<FieldError> {
    issues
        .into_iter()
        .map(|issue| FieldError {
            field: issue.param,
            code: issue.code,
        })
        .collect()
}
