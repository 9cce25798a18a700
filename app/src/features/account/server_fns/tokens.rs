//! Tokens (访问令牌) with which programs act for somebody.

#[cfg(feature = "ssr")]
use crate::{
    context::{caller, fresh_secret, show_once},
    error::{failed, services},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
use chrono::{DateTime, Utc};
use domain::account::token::{ApiToken, TokenScope};
#[cfg(feature = "ssr")]
use domain::{TokenId, account::token::NewToken};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// Tokens, and what another may allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTokensPage {
    /// Those that were not revoked.
    pub tokens: Vec<ApiToken>,
    /// The scopes that are of use to their owner.
    pub scopes: Vec<TokenScope>,
    /// The token that was made a moment ago, shown this once.
    pub fresh: Option<String>,
    /// When this was said.
    pub now: DateTime<Utc>,
}

/// One's own tokens.
#[server(prefix = "/api/ui", endpoint = "own_tokens", input = GetUrl)]
pub async fn own_tokens() -> Result<OwnTokensPage, PageError> {
    let (services, caller) = (services()?, caller()?);
    let tokens = services.api_tokens(&caller).await.map_err(failed)?;
    let fresh = match fresh_secret() {
        Some(secret)
            if services
                .is_own_token(&caller, &secret)
                .await
                .map_err(failed)? =>
        {
            Some(secret)
        }
        _ => None,
    };
    Ok(OwnTokensPage {
        tokens,
        scopes: services.useful_scopes(&caller).map_err(failed)?,
        fresh,
        now: services.clock().now(),
    })
}

/// Makes a token.
#[server(prefix = "/api/ui", endpoint = "make_token")]
pub async fn make_token(
    /// What its owner calls it.
    name: String,
    /// The words of what it shall allow.
    #[server(default)]
    scopes: Vec<String>,
    /// For how many days.
    #[server(default)]
    days: String,
) -> Result<Next, PageError> {
    let unknown = |field| failed(services::Error::field(field, "unknown_value"));
    let scopes = scopes.iter().map(|word| word.parse());
    let form = NewToken {
        name,
        scopes: scopes
            .collect::<Result<_, _>>()
            .map_err(|_| unknown("scopes"))?,
        days: match days.trim() {
            "" => None,
            days => Some(days.parse().map_err(|_| unknown("days"))?),
        },
    };
    let made = services()?.make_token(&caller()?, &form).await;
    show_once(made.map_err(failed)?.token);
    Ok(go_on("/account/tokens?done=made"))
}

/// Revokes a token.
#[server(prefix = "/api/ui", endpoint = "revoke_token")]
pub async fn revoke_token(
    /// Which.
    token: i64,
) -> Result<Next, PageError> {
    let done = services()?.revoke_token(&caller()?, TokenId(token)).await;
    done.map_err(failed)?;
    Ok(go_on("/account/tokens?done=revoked"))
}

/// Revokes all of one's tokens.
#[server(prefix = "/api/ui", endpoint = "revoke_tokens")]
pub async fn revoke_tokens() -> Result<Next, PageError> {
    let done = services()?.revoke_tokens(&caller()?).await;
    done.map_err(failed)?;
    Ok(go_on("/account/tokens?done=all_revoked"))
}
