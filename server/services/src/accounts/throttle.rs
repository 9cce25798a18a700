//! How many requests somebody may send.

use super::{Caller, Limits, Rate};
use crate::{Error, Result, Services};

/// What kind of request it is. Each is counted by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// A page, or what a page of ours reads.
    Reading,
    /// Anything by which a page of ours changes something, codes included.
    Change,
    /// What a program reads.
    ProgramReading,
    /// Anything by which a program changes something, codes included.
    ProgramChange,
    /// Any request to the addresses of the classic system.
    Classic,
    /// A whole search or statistic as a file.
    Download,
}

/// What is left of somebody's requests of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// What is counted, as programs are told.
    pub scope: &'static str,
    /// How many requests are taken.
    pub rate: Rate,
    /// How many more are taken now.
    pub left: u32,
    /// Seconds after which more are taken than now. Where none is left this is how long to wait for one.
    pub seconds: u32,
    /// Whether this request was one too many. It is not counted then, so that trying again too early makes
    /// nobody wait longer.
    pub exceeded: bool,
}

impl Quota {
    /// Whether the request may go on.
    ///
    /// # Errors
    /// [`Error::RateLimited`] when it is one too many.
    pub fn admitted(&self) -> Result<()> {
        if self.exceeded {
            return Err(Error::RateLimited(self.seconds));
        }
        Ok(())
    }
}

impl RequestKind {
    /// What is counted, for whom, and up to how many. Accounts are counted wherever they come from, all others
    /// by their network.
    fn counted(self, caller: &Caller, limits: &Limits) -> (&'static str, String, Rate) {
        let (scope, rate) = match (self, caller.user()) {
            (Self::Reading, _) => ("reading", Rate::per_minute(limits.reading)),
            (Self::Change | Self::ProgramChange, None) => {
                ("changes", Rate::per_minute(limits.anonymous_changes))
            }
            (Self::Change, Some(_)) => ("account", Rate::per_day(limits.account_changes)),
            (Self::ProgramReading, None) => ("anonymous", limits.api_anonymous),
            (Self::ProgramReading | Self::ProgramChange, Some(_)) => ("user", limits.api_user),
            (Self::Classic, None) => ("classic-anonymous", limits.classic_anonymous),
            (Self::Classic, Some(_)) => ("classic-user", limits.classic_user),
            (Self::Download, _) => ("downloads", limits.downloads),
        };
        let whose = match self {
            Self::Reading => caller.client.network().to_string(),
            _ => caller.whose(),
        };
        let key = format!("{scope}:{whose}");
        (scope, key, rate)
    }
}

impl Services {
    /// Counts a request, unless it is one too many.
    pub async fn throttle(&self, caller: &Caller, kind: RequestKind) -> Quota {
        let state = &self.0.accounts;
        let (scope, key, rate) = kind.counted(caller, &state.settings.limits);
        let (most, window, now) = (rate.requests, rate.span.length(), self.clock().now());
        let before = state.counters.tally(&key, 0, window, now).await;
        let (counted, exceeded) = if before.total() < most {
            let counted = state.counters.tally(&key, 1, window, now).await;
            // Others may have come in between.
            (counted, counted.total() > most)
        } else {
            (before, true)
        };
        let left = most.saturating_sub(counted.total());
        let seconds = if left == 0 {
            counted.seconds_to_one_below(most)
        } else {
            counted.seconds_to_next_window()
        };
        Quota {
            scope,
            rate,
            left,
            seconds,
            exceeded,
        }
    }
}
