//! How many whole searches are read at a time: each keeps its rows in memory until its file ends.

use crate::{Caller, Error, Result};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Whole searches that one account, or address of who is not signed in, reads at a time.
const OF_ONE: u32 = 2;
/// When somebody may try again who reads that many, in seconds.
const LATER: u32 = 15;

/// Who reads how many now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turns(Arc<Mutex<HashMap<String, u32>>>);

/// A place among those who read. It is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    turns: Turns,
    whose: String,
}

impl Turns {
    /// A place for `caller` among `most` in all.
    ///
    /// # Errors
    /// [`Error::RateLimited`] when the caller has enough of them, [`Error::Unavailable`] when none is left.
    pub(super) fn begin(&self, caller: &Caller, most: u32) -> Result<Turn> {
        let whose = caller.whose();
        let mut reading = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if reading.get(&whose).is_some_and(|own| *own >= OF_ONE) {
            return Err(Error::RateLimited(LATER));
        }
        if reading.values().sum::<u32>() >= most {
            return Err(Error::Unavailable("too many files are read".into()));
        }
        *reading.entry(whose.clone()).or_default() += 1;
        drop(reading);
        Ok(Turn {
            turns: self.clone(),
            whose,
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut reading = self.turns.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = reading.get_mut(&self.whose) {
            *own -= 1;
            if *own == 0 {
                reading.remove(&self.whose);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Client, RequestId};
    use std::net::Ipv4Addr;

    fn from(last: u8) -> Caller {
        let ip = Ipv4Addr::new(192, 0, 2, last).into();
        Caller::anonymous(Client::new(ip, "curl", RequestId("test".into())))
    }

    #[test]
    fn a_place_is_free_again_when_its_file_ends() {
        let turns = Turns::default();
        let first = turns.begin(&from(1), 3).unwrap();
        let second = turns.begin(&from(1), 3).unwrap();
        let third = turns.begin(&from(1), 3);
        assert!(matches!(third, Err(Error::RateLimited(LATER))), "{third:?}");
        let others = turns.begin(&from(2), 3).unwrap();
        let more = turns.begin(&from(3), 3);
        assert!(matches!(more, Err(Error::Unavailable(_))), "{more:?}");
        drop(first);
        let again = turns.begin(&from(3), 3).unwrap();
        drop((second, others, again));
        assert!(turns.0.lock().unwrap().is_empty());
    }
}
