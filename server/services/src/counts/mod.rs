//! Counting how often homes are shown (曝光) and looked at (浏览).
//!
//! A page that shows homes adds to counters in memory and waits for nothing. Every two seconds, and when
//! the program ends, what was counted is written in one batch; a crash loses what came after the last one.

mod machines;
mod tally;
mod visits;
mod writer;

pub use writer::{Batches, CountWriter, Written};

pub(crate) use tally::Tally;
pub(crate) use visits::Visits;

use crate::{Caller, Services};
use chrono::NaiveDate;
use domain::{
    ListingCard, ListingId,
    account::{Method, Need},
    contact::china_date,
};
use machines::is_machine;
use tally::{Key, Seen};

impl Services {
    /// The day in China.
    pub fn today(&self) -> NaiveDate {
        china_date(self.clock().now())
    }

    /// Counts that `caller` was shown these homes in a list. Programs that read by themselves are not
    /// counted, and neither are visits to one's own homes.
    pub fn shown(&self, caller: Option<&Caller>, homes: &[ListingCard]) {
        self.shown_ids(caller, homes.iter().map(|card| card.id));
    }

    /// The same by their ids.
    pub fn shown_ids(&self, caller: Option<&Caller>, homes: impl IntoIterator<Item = ListingId>) {
        self.seen(caller, Seen::Shown, homes);
    }

    /// Counts that `caller` looked at this home closely, as [`Self::shown`] does; once in an hour, however
    /// often the page is read again.
    pub fn looked_at(&self, caller: Option<&Caller>, home: ListingId) {
        let hour = self.clock().now().timestamp().div_euclid(3_600);
        if let Some(caller) = caller
            && !is_machine(&caller.client.device)
            && !self.0.visits.is_first(caller, home, hour)
        {
            return;
        }
        self.seen(caller, Seen::LookedAt, [home]);
    }

    fn seen(
        &self,
        caller: Option<&Caller>,
        seen: Seen,
        homes: impl IntoIterator<Item = ListingId>,
    ) {
        let Some(caller) = caller.filter(|caller| !is_machine(&caller.client.device)) else {
            return;
        };
        // Whoever offers nothing visits no home of their own. Whose a home is, the writer finds out.
        let person = caller.person.as_deref();
        let offers =
            person.filter(|person| person.grants.allow(Need::new(Method::Post, "/listings")));
        let (day, visitor) = (self.today(), offers.map(|person| person.user));
        for listing in homes {
            let key = Key {
                listing,
                day,
                visitor,
            };
            self.0.counts.add(key, seen);
        }
        if self.0.counts.is_crowded() {
            self.0.counts_crowded.notify_one();
        }
    }
}
