//! Requests that are done once, however often they come: who sends one again, because the answer was lost
//! on its way, gets the answer of the first time.

use crate::{Caller, Error, Result, Services};
use chrono::{SubsecRound, TimeDelta};
pub use store::KeptAnswer;

/// For how long an answer is kept.
pub(crate) const KEPT: TimeDelta = TimeDelta::hours(24);
/// A request that has no answer after so long was lost with the process that did it. No request takes so
/// long.
const LOST: TimeDelta = TimeDelta::seconds(90);

/// What is to become of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Once {
    /// It is new: it is to be done, and then [`Services::finish_request`] or [`Services::forget_request`].
    New,
    /// It was done, with this answer.
    Done(KeptAnswer),
    /// It is being done right now.
    Running,
    /// Its key belongs to another request.
    Another,
}

impl Services {
    /// Whether the caller's request named `key` is to be done. `fingerprint` is a hash of what it asks for.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for nobody: names are apart only within an account.
    pub async fn begin_request(
        &self,
        caller: &Caller,
        key: &str,
        fingerprint: &str,
    ) -> Result<Once> {
        let user = caller.signed_in()?.user;
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let known = unit
            .claim_request(user, key, fingerprint, now, (now - KEPT, now - LOST))
            .await?;
        unit.commit().await?;
        Ok(match known {
            None => Once::New,
            Some(known) if known.fingerprint != fingerprint => Once::Another,
            Some(known) => known.answer.map_or(Once::Running, Once::Done),
        })
    }

    /// Keeps the answer of a request that was done.
    pub async fn finish_request(
        &self,
        caller: &Caller,
        key: &str,
        answer: &KeptAnswer,
    ) -> Result<()> {
        let user = caller.signed_in()?.user;
        let mut unit = self.store().begin().await?;
        unit.answer_request(user, key, answer).await?;
        unit.commit().await.map_err(Error::from)
    }

    /// Lets a request that failed on our side be tried again.
    pub async fn forget_request(&self, caller: &Caller, key: &str) -> Result<()> {
        let user = caller.signed_in()?.user;
        let mut unit = self.store().begin().await?;
        unit.forget_request(user, key).await?;
        unit.commit().await.map_err(Error::from)
    }
}
