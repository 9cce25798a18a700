//! Which networks are let in, and how many requests one may send.

use super::{AppState, plain_page, problem, zone};
use crate::rest;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header::RETRY_AFTER},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{AppError, ErrorCode, account::RouteGroup};
use services::{Caller, RequestKind};

/// Lets a request pass that comes from an admitted network and is not one too many.
pub(super) async fn admit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let group = zone::of_request(request.method(), request.uri().path());
    let caller = request.extensions().get::<Caller>();
    let (Some(group), Some(caller)) = (group, caller) else {
        return next.run(request).await;
    };
    let kind = if request.method().is_safe() {
        RequestKind::Reading
    } else {
        RequestKind::Change
    };
    match refusal(&state, caller, group, kind).await {
        None => next.run(request).await,
        Some(error) if zone::is_classic(request.uri().path()) => rest::classic::refusal(&error),
        Some(error) if zone::is_api(request.uri().path()) || !request.method().is_safe() => {
            problem::response(&error)
        }
        Some(error) => page(&error),
    }
}

async fn refusal(
    state: &AppState,
    caller: &Caller,
    group: RouteGroup,
    kind: RequestKind,
) -> Option<AppError> {
    match state.services.may_reach(group, caller.client.ip).await {
        Ok(true) => {}
        Ok(false) => return Some(AppError::new(ErrorCode::Forbidden)),
        // While the database is away, public pages go on from the index.
        Err(_) if group == RouteGroup::Pages => {}
        Err(error) => return Some(error.into_app_error(Some(&caller.client.request))),
    }
    let counted = state.services.throttle(caller, kind).await;
    counted
        .err()
        .map(|error| error.into_app_error(Some(&caller.client.request)))
}

/// The refusal as a page for people.
fn page(error: &AppError) -> Response {
    let (zh, en) = match error.code {
        ErrorCode::RateLimited => (
            "请求太频繁，请稍后再试。",
            "Too many requests. Please try again later.",
        ),
        ErrorCode::Forbidden => (
            "您所在的网络不能访问此页面。",
            "This page cannot be reached from your network.",
        ),
        _ => (
            "服务暂时不可用，请稍后再试。",
            "Not available right now. Please try again later.",
        ),
    };
    let mut response = plain_page::with_message(error.code.status(), zh, en).into_response();
    if let Some(seconds) = error.retry_after {
        let seconds = HeaderValue::from(seconds);
        response.headers_mut().insert(RETRY_AFTER, seconds);
    }
    response
}
