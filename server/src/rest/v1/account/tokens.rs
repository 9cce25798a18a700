//! Tokens (访问令牌) with which programs act for somebody. None of these is for a program.

use super::{
    super::asked::{Asked, Id, Input},
    sessions::Ended,
};
use axum::response::Response;
use domain::{TokenId, account::token::NewToken};

/// `GET /api/v1/account/tokens`
pub(super) async fn list(asked: Asked) -> Response {
    asked.json(asked.services.api_tokens(&asked.caller).await)
}

/// `GET /api/v1/account/tokens/{id}`
pub(super) async fn show(asked: Asked, Id(id): Id<TokenId>) -> Response {
    asked.json(asked.services.api_token(&asked.caller, id).await)
}

/// `POST /api/v1/account/tokens`: the only answer that holds the token.
pub(super) async fn make(asked: Asked, Input(given): Input<NewToken>) -> Response {
    asked.created(asked.services.make_token(&asked.caller, &given).await)
}

/// `DELETE /api/v1/account/tokens`: all of them.
pub(super) async fn revoke_all(asked: Asked) -> Response {
    let ended = asked.services.revoke_tokens(&asked.caller).await;
    asked.json(ended.map(|ended| Ended { ended }))
}

/// `DELETE /api/v1/account/tokens/{id}`
pub(super) async fn revoke(asked: Asked, Id(id): Id<TokenId>) -> Response {
    asked.done(asked.services.revoke_token(&asked.caller, id).await)
}
