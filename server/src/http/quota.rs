//! Telling programs how many requests they have left (draft-ietf-httpapi-ratelimit-headers).

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use services::Quota;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LEFT: HeaderName = HeaderName::from_static("ratelimit");

/// Says the limit and what is left of it. `t` are the seconds after which there is more than now, which need
/// not be all of it: what was asked for in the window before counts less and less.
pub(super) fn tell(headers: &mut HeaderMap, quota: &Quota) {
    let (scope, rate) = (quota.scope, quota.rate);
    let policy = format!("\"{scope}\";q={};w={}", rate.requests, rate.span.seconds());
    let left = format!("\"{scope}\";r={};t={}", quota.left, quota.seconds);
    for (name, value) in [(POLICY, policy), (LEFT, left)] {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    }
}
