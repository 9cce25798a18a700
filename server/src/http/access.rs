//! Which networks are let in, and how many requests one may send.

use super::{
    AppState, page_request, plain_page, problem, quota,
    zone::{self, Interface},
};
use crate::rest;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, header::RETRY_AFTER},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{AppError, ErrorCode, account::RouteGroup};
use services::{Caller, RequestKind};

/// Lets a request pass that comes from an admitted network and is not one too many. Programs are told how
/// many they have left.
pub(super) async fn admit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let group = zone::of_request(request.method(), path);
    let caller = request.extensions().get::<Caller>();
    let (Some(group), Some(caller)) = (group, caller) else {
        return next.run(request).await;
    };
    if let Some(error) = out_of_reach(&state, caller, group).await {
        return refused(request.method(), path, &error);
    }
    let interface = zone::interface(path);
    let quota = state
        .services
        .throttle(caller, kind(&state, &request, interface))
        .await;
    let mut response = match quota.admitted() {
        Ok(()) => next.run(request).await,
        Err(error) => {
            let error = error.into_app_error(Some(&caller.client.request));
            refused(request.method(), path, &error)
        }
    };
    if interface.is_some() {
        quota::tell(response.headers_mut(), &quota);
    }
    response
}

/// By what a request is counted.
fn kind(state: &AppState, request: &Request, interface: Option<Interface>) -> RequestKind {
    let reads = request.method().is_safe();
    let by_page = || page_request::is_by_page(request.headers(), state.site.public_url.as_deref());
    match interface {
        Some(Interface::Classic) => RequestKind::Classic,
        Some(Interface::Files) if reads => RequestKind::Download,
        Some(_) if !by_page() => {
            if reads {
                RequestKind::ProgramReading
            } else {
                RequestKind::ProgramChange
            }
        }
        _ if reads => RequestKind::Reading,
        _ => RequestKind::Change,
    }
}

/// Why the caller's network does not reach `group`, if it does not.
async fn out_of_reach(state: &AppState, caller: &Caller, group: RouteGroup) -> Option<AppError> {
    match state.services.may_reach(group, caller.client.ip).await {
        Ok(true) => None,
        Ok(false) => Some(AppError::new(ErrorCode::Forbidden)),
        // While the database is away, public pages go on from the index.
        Err(_) if group == RouteGroup::Pages => None,
        Err(error) => Some(error.into_app_error(Some(&caller.client.request))),
    }
}

/// A refusal in the form that whoever asks for `path` expects: of the classic API, of ours, or a page.
pub(super) fn refused(method: &Method, path: &str, error: &AppError) -> Response {
    if zone::is_classic(path) {
        rest::classic::refusal(error)
    } else if zone::is_api(path) || !method.is_safe() {
        problem::response(error)
    } else {
        page(error)
    }
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
