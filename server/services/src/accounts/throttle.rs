//! How many requests somebody may send.

use super::Caller;
use crate::{Error, Result, Services};
use chrono::TimeDelta;

/// What kind of request it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// A page, or anything else that is only read.
    Reading,
    /// Anything that changes something, codes included.
    Change,
}

impl Services {
    /// Counts a request.
    ///
    /// # Errors
    /// [`Error::RateLimited`] when there were too many.
    pub async fn throttle(&self, caller: &Caller, kind: RequestKind) -> Result<()> {
        let limits = self.0.accounts.settings.limits;
        let network = caller.client.network();
        let (key, most, window, wait) = match (kind, caller.user()) {
            (RequestKind::Reading, _) => {
                let minute = TimeDelta::minutes(1);
                (format!("reading:{network}"), limits.reading, minute, 30)
            }
            (RequestKind::Change, None) => {
                let minute = TimeDelta::minutes(1);
                (
                    format!("changes:{network}"),
                    limits.anonymous_changes,
                    minute,
                    60,
                )
            }
            (RequestKind::Change, Some(user)) => {
                let day = TimeDelta::days(1);
                (
                    format!("account:{user}"),
                    limits.account_changes,
                    day,
                    3_600,
                )
            }
        };
        let now = self.clock().now();
        if self.0.accounts.counters.add(&key, 1, window, now).await > most {
            return Err(Error::RateLimited(wait));
        }
        Ok(())
    }
}
