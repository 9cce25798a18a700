//! The two tokens of a session: a signed one for 15 minutes, and one that renews it.

use super::{KeySet, keys::Key};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{SessionId, UserId};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

/// How long an access token is good.
pub(crate) const ACCESS: TimeDelta = TimeDelta::minutes(15);
/// How long a session lasts after it was last renewed.
pub(crate) const REFRESH: TimeDelta = TimeDelta::days(30);
/// How long a session lasts in all, however often it is used.
pub(crate) const WHOLE: TimeDelta = TimeDelta::days(180);
/// How long the refresh token before the newest is still taken: tabs that renew at the same moment, and
/// answers that got lost on the way.
pub(crate) const GRACE: TimeDelta = TimeDelta::seconds(60);
/// By how much the clocks of two servers may differ.
const LEEWAY: TimeDelta = TimeDelta::seconds(5);
/// Whom the tokens are for, and who made them.
const AUDIENCE: &str = "zufang";

/// The tokens that somebody gets who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Says who somebody is; a JWT.
    pub access: String,
    /// Gets the next pair; taken once.
    pub refresh: String,
    /// For how many seconds the access token is good.
    pub access_seconds: i64,
    /// For how many seconds the refresh token is.
    pub refresh_seconds: i64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    sub: String,
    sid: String,
    iat: i64,
    nbf: i64,
    exp: i64,
    aud: String,
    iss: String,
}

/// What an access token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Access {
    pub(crate) user: UserId,
    pub(crate) session: SessionId,
}

/// Signs who somebody is.
pub(crate) fn issue_access(
    keys: &KeySet,
    user: UserId,
    session: &SessionId,
    now: DateTime<Utc>,
    good_for: TimeDelta,
) -> Result<String, jsonwebtoken::errors::Error> {
    let key = keys.newest();
    let header = Header {
        kid: Some(key.kid.clone()),
        ..Header::new(Algorithm::HS256)
    };
    let claims = Claims {
        sub: user.to_string(),
        sid: session.0.clone(),
        iat: now.timestamp(),
        nbf: now.timestamp(),
        exp: (now + good_for).timestamp(),
        aud: AUDIENCE.into(),
        iss: AUDIENCE.into(),
    };
    encode(&header, &claims, &EncodingKey::from_secret(&key.secret))
}

/// What a token says that one of `keys` signed, that is for us, and good at `now`.
pub(crate) fn read_access(keys: &KeySet, token: &str, now: DateTime<Utc>) -> Option<Access> {
    let header = jsonwebtoken::decode_header(token).ok()?;
    let key: &Key = keys.find(&header.kid?)?;
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_audience(&[AUDIENCE]);
    rules.set_issuer(&[AUDIENCE]);
    rules.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
    // By our own clock, below.
    rules.validate_exp = false;
    rules.validate_nbf = false;
    let claims = decode::<Claims>(token, &DecodingKey::from_secret(&key.secret), &rules)
        .ok()?
        .claims;
    let soon = (now + LEEWAY).timestamp();
    if claims.exp <= now.timestamp() || claims.nbf > soon || claims.iat > soon {
        return None;
    }
    Some(Access {
        user: claims.sub.parse().ok()?,
        session: SessionId(claims.sid),
    })
}

/// What a refresh token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refresh {
    pub(crate) session: SessionId,
    pub(crate) generation: i64,
}

/// The refresh token of a session's `generation`. The same generation has the same token, so that it
/// can be told again to a tab that asked a moment too late.
pub(crate) fn issue_refresh(keys: &KeySet, session: &SessionId, generation: i64) -> String {
    let key = keys.newest();
    let number = generation.to_string();
    let seal = key.seal("refresh", &[&session.0, &number]);
    [&session.0, number.as_str(), &key.kid, &seal].join(".")
}

/// What a refresh token says that one of `keys` sealed.
pub(crate) fn read_refresh(keys: &KeySet, token: &str) -> Option<Refresh> {
    let mut parts = token.split('.');
    let (session, number, kid, seal) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let generation = number.parse().ok()?;
    keys.find(kid)?
        .sealed("refresh", &[session, number], seal)
        .then(|| Refresh {
            session: SessionId(session.to_owned()),
            generation,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_780_000_000, 0).unwrap()
    }

    fn issued(keys: &KeySet) -> String {
        issue_access(keys, UserId(7), &SessionId("s".into()), noon(), ACCESS).unwrap()
    }

    #[test]
    fn an_access_token_is_good_for_a_quarter_of_an_hour() {
        let keys = KeySet::generated();
        let token = issued(&keys);
        let read = |at| read_access(&keys, &token, at).map(|access| access.user);
        assert_eq!(read(noon()), Some(UserId(7)));
        assert_eq!(
            read(noon() + ACCESS - TimeDelta::seconds(1)),
            Some(UserId(7))
        );
        assert_eq!(read(noon() + ACCESS), None);
        assert_eq!(read(noon() - TimeDelta::minutes(1)), None);
        assert!(read_access(&keys.rotated(), &token, noon()).is_some());
        assert!(read_access(&KeySet::generated(), &token, noon()).is_none());
    }

    #[test]
    fn a_token_that_was_tampered_with_says_nothing() {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
        let keys = KeySet::generated();
        let token = issued(&keys);
        let parts: Vec<&str> = token.split('.').collect();
        let claims = String::from_utf8(BASE64.decode(parts[1]).unwrap()).unwrap();
        let other = BASE64.encode(claims.replace("\"7\"", "\"1\""));
        let header = |alg: &str| {
            BASE64.encode(format!(
                "{{\"alg\":\"{alg}\",\"kid\":\"{}\"}}",
                keys.newest().kid
            ))
        };
        for wrong in [
            [parts[0], &other, parts[2]].join("."),
            [&header("none"), parts[1], ""].join("."),
            [&header("HS512"), parts[1], parts[2]].join("."),
            [&header("RS256"), parts[1], parts[2]].join("."),
            [parts[0], parts[1], ""].join("."),
            [parts[0], parts[1]].join("."),
            String::new(),
            "a.b.c".into(),
        ] {
            assert_eq!(read_access(&keys, &wrong, noon()), None, "{wrong}");
        }
        for (field, value) in [("aud", "elsewhere"), ("iss", "elsewhere")] {
            let mut claims: serde_json::Value = serde_json::from_str(&claims).unwrap();
            claims[field] = value.into();
            let key = keys.newest();
            let header = Header {
                kid: Some(key.kid.clone()),
                ..Header::new(Algorithm::HS256)
            };
            let forged = encode(&header, &claims, &EncodingKey::from_secret(&key.secret)).unwrap();
            assert_eq!(read_access(&keys, &forged, noon()), None, "{field}");
        }
    }

    #[test]
    fn a_refresh_token_cannot_be_made_up() {
        let keys = KeySet::generated();
        let session = SessionId("abc".into());
        let token = issue_refresh(&keys, &session, 3);
        assert_eq!(token, issue_refresh(&keys, &session, 3));
        assert_eq!(
            read_refresh(&keys, &token),
            Some(Refresh {
                session,
                generation: 3
            })
        );
        for wrong in [
            token.replace(".3.", ".4."),
            token.replace("abc", "abd"),
            [&token, "x"].join("."),
            token[..token.len() - 1].to_owned(),
            String::new(),
        ] {
            assert_eq!(read_refresh(&keys, &wrong), None, "{wrong}");
        }
    }
}
