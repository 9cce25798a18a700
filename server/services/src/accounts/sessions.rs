//! Sessions: how a request tells who sends it, and how that ends.

use super::{Caller, Client, Tokens, audit::Deed, programs, tokens};
use crate::{Error, Result, Services};
use chrono::{SubsecRound, TimeDelta};
use domain::{
    SessionId, UserId,
    account::{
        AccountStatus, AuditAction, Means, SessionEnd, SignedIn,
        profile::{Session, SignInEntry},
    },
};
use std::sync::Arc;
use store::{SessionRecord, Standing, Unit};

/// Lines of the log of signing in that its owner sees.
const SIGN_INS_SHOWN: u32 = 50;
/// How long a session lasts that is not renewed.
const DAY: TimeDelta = TimeDelta::days(1);

/// How long a session goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// As long as it is renewed in time.
    Renewed,
    /// A day, with one access token for all of it, as clients of the classic API know it.
    Day,
}

impl Lasting {
    const fn access(self) -> TimeDelta {
        match self {
            Self::Renewed => tokens::ACCESS,
            Self::Day => DAY,
        }
    }

    const fn whole(self) -> TimeDelta {
        match self {
            Self::Renewed => tokens::REFRESH,
            Self::Day => DAY,
        }
    }
}

impl Services {
    /// Who sends a request with this token of a session or of a program ([`programs`]); nobody when the
    /// token is no good.
    pub async fn identify_bearer(
        &self,
        token: &str,
        client: &Client,
    ) -> Result<Option<Arc<SignedIn>>> {
        if programs::is_token(token) {
            self.identify_program(token, client).await
        } else {
            self.identify(token).await
        }
    }

    /// Who sends a request with this access token; nobody when the token is no good, the session has
    /// ended or the account is closed. Without SQL when it was asked a moment ago.
    pub async fn identify(&self, access_token: &str) -> Result<Option<Arc<SignedIn>>> {
        let state = &self.0.accounts;
        let now = self.clock().now();
        let Some(access) = tokens::read_access(&state.settings.keys, access_token, now) else {
            return Ok(None);
        };
        if let Some(person) = state.standings.get(&access.session) {
            return Ok((person.user == access.user).then_some(person));
        }
        let store = self.store().primary_reads();
        let Some(standing) = store.accounts().standing(&access.session).await? else {
            return Ok(None);
        };
        let live = standing.session.ended.is_none() && standing.session.expires_at > now;
        if !live || standing.status != AccountStatus::Active || standing.session.user != access.user
        {
            return Ok(None);
        }
        let person = Arc::new(signed_in(standing));
        state.standings.insert(access.session, Arc::clone(&person));
        Ok(Some(person))
    }

    /// The next pair of tokens for the newest refresh token of a session, and whose session it is.
    ///
    /// The token before it is taken for a minute more and gets the same pair, since several tabs renew at
    /// once and answers get lost. An older one means that somebody has a copy: the session ends.
    pub async fn renew(
        &self,
        refresh_token: &str,
        client: &Client,
    ) -> Result<Option<(Tokens, Arc<SignedIn>)>> {
        let state = &self.0.accounts;
        let keys = &state.settings.keys;
        let now = self.clock().now().trunc_subsecs(6);
        let Some(refresh) = tokens::read_refresh(keys, refresh_token) else {
            return Ok(None);
        };
        let store = self.store().primary_reads();
        let Some(mut standing) = store.accounts().standing(&refresh.session).await? else {
            return Ok(None);
        };
        let live = standing.session.ended.is_none() && standing.session.expires_at > now;
        if !live || standing.status != AccountStatus::Active {
            return Ok(None);
        }
        if standing.session.generation == refresh.generation {
            let mut unit = self.store().begin().await?;
            let ip = client.ip.to_string();
            let expires = (now + tokens::REFRESH).min(standing.session.started_at + tokens::WHOLE);
            // The account before the session, in the order of all who change both.
            unit.visited(standing.session.user, now).await?;
            let renewed = unit
                .renew_session(&refresh.session, refresh.generation, &ip, now, expires)
                .await?;
            if renewed {
                unit.commit().await?;
                standing.session.generation += 1;
                standing.session.renewed_at = now;
            } else {
                unit.rollback().await?;
                // Another tab was faster.
                match store.accounts().standing(&refresh.session).await? {
                    Some(now_standing) if now_standing.session.ended.is_none() => {
                        standing = now_standing;
                    }
                    _ => return Ok(None),
                }
            }
        }
        let session = &standing.session;
        let just_before = session.generation == refresh.generation + 1
            && now - session.renewed_at <= tokens::GRACE;
        if !just_before {
            self.end_reused(session, client).await?;
            return Ok(None);
        }
        let tokens = self.tokens(session, Lasting::Renewed)?;
        Ok(Some((tokens, Arc::new(signed_in(standing)))))
    }

    /// Ends a session of which somebody has a copy.
    async fn end_reused(&self, session: &SessionRecord, client: &Client) -> Result<()> {
        let now = self.clock().now();
        let mut unit = self.store().begin().await?;
        let ended = unit
            .end_session(session.user, &session.id, SessionEnd::TokenReused, now)
            .await?;
        if ended {
            let deed = Deed::by_system(client, AuditAction::TokenReused).on_account(session.user);
            self.record(&mut unit, deed).await?;
        }
        unit.commit().await?;
        self.0.accounts.forget(std::slice::from_ref(&session.id));
        Ok(())
    }

    /// Begins a session of `user` within `unit`. It has a new name, whatever the caller came with.
    pub(crate) async fn begin_session(
        &self,
        unit: &mut Unit,
        user: UserId,
        client: &Client,
        lasting: Lasting,
    ) -> Result<Tokens> {
        let now = self.clock().now().trunc_subsecs(6);
        let session = SessionRecord {
            id: SessionId(super::keys::random_text::<16>()),
            user,
            generation: 1,
            started_at: now,
            renewed_at: now,
            expires_at: now + lasting.whole(),
            device: client.device.clone(),
            ip: client.ip.to_string(),
            ended: None,
        };
        unit.begin_session(&session).await?;
        unit.visited(user, now).await?;
        self.tokens(&session, lasting)
    }

    fn tokens(&self, session: &SessionRecord, lasting: Lasting) -> Result<Tokens> {
        let keys = &self.0.accounts.settings.keys;
        let now = self.clock().now();
        Ok(Tokens {
            access: tokens::issue_access(keys, session.user, &session.id, now, lasting.access())
                .map_err(Error::internal)?,
            refresh: tokens::issue_refresh(keys, &session.id, session.generation),
            access_seconds: lasting.access().num_seconds(),
            refresh_seconds: lasting.whole().num_seconds(),
        })
    }

    /// Ends the session in which the caller came. It is over for the very next request.
    pub async fn sign_out(&self, caller: &Caller) -> Result<()> {
        let person = caller.signed_in()?;
        let session = caller.session().ok_or(Error::NeedsSession)?;
        self.end_one(person.user, session, SessionEnd::SignedOut)
            .await
            .map(|_| ())
    }

    /// The devices on which the caller is signed in, the one last seen first.
    pub async fn sessions(&self, caller: &Caller) -> Result<Vec<Session>> {
        self.live_sessions(caller.signed_in()?.user).await
    }

    pub(crate) async fn live_sessions(&self, user: UserId) -> Result<Vec<Session>> {
        let store = self.store().primary_reads();
        let sessions = store
            .accounts()
            .live_sessions(user, self.clock().now())
            .await?;
        Ok(sessions.into_iter().map(shown).collect())
    }

    /// Ends one of the caller's sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the caller has no such session.
    pub async fn end_session(&self, caller: &Caller, session: &SessionId) -> Result<()> {
        let user = caller.signed_in()?.user;
        let ended = self
            .end_one(user, session, SessionEnd::EndedElsewhere)
            .await?;
        if ended { Ok(()) } else { Err(Error::NotFound) }
    }

    async fn end_one(
        &self,
        user: UserId,
        session: &SessionId,
        because: SessionEnd,
    ) -> Result<bool> {
        let mut unit = self.store().begin().await?;
        let ended = unit
            .end_session(user, session, because, self.clock().now())
            .await?;
        unit.commit().await?;
        self.0.accounts.forget(std::slice::from_ref(session));
        Ok(ended)
    }

    /// Ends all of the caller's sessions but this one. Returns how many.
    pub async fn end_other_sessions(&self, caller: &Caller) -> Result<u32> {
        let person = caller.signed_in()?;
        let mut unit = self.store().begin().await?;
        let ended = unit
            .end_sessions(
                person.user,
                caller.session(),
                SessionEnd::EndedElsewhere,
                self.clock().now(),
            )
            .await?;
        if !ended.is_empty() {
            let deed = Deed::by(caller, AuditAction::SessionsEnded).on_account(person.user);
            self.record(&mut unit, deed.counting("sessions", ended.len()))
                .await?;
        }
        unit.commit().await?;
        self.0.accounts.forget(&ended);
        Ok(u32::try_from(ended.len()).unwrap_or(u32::MAX))
    }

    /// The caller's log of signing in, the newest first.
    pub async fn sign_ins(&self, caller: &Caller) -> Result<Vec<SignInEntry>> {
        let user = caller.signed_in()?.user;
        let store = self.store().primary_reads();
        Ok(store.accounts().sign_ins(user, SIGN_INS_SHOWN).await?)
    }
}

fn signed_in(standing: Standing) -> SignedIn {
    SignedIn {
        user: standing.session.user,
        means: Means::Session(standing.session.id),
        username: standing.username,
        real_name: standing.real_name,
        avatar: standing.avatar,
        grants: standing.grants,
    }
}

fn shown(session: SessionRecord) -> Session {
    Session {
        id: session.id,
        device: session.device,
        ip: session.ip,
        started_at: session.started_at,
        renewed_at: session.renewed_at,
        expires_at: session.expires_at,
        ended: session.ended,
    }
}
