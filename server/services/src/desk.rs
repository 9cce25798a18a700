//! How much waits for somebody, for the ways between the pages of one purpose.

use crate::{Caller, Error, Result, Services};
use chrono::SubsecRound;
use domain::{
    account::desk::{Desk, Waits},
    contact::Side,
};

impl Services {
    /// How much waits for the caller on these pages; nothing on those that are not for the caller. One statement.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`].
    pub async fn waits(&self, caller: &Caller, desk: Desk) -> Result<Waits> {
        let me = caller.signed_in()?.user;
        let mut waits = Waits::default();
        match desk {
            Desk::Account => waits.enquiries = self.unread_enquiries(caller, Side::Renter).await?,
            Desk::Console => {
                let now = self.clock().now().trunc_subsecs(6);
                let store = self.store().primary_reads();
                let counts = store.contacts().waits_for_host(me, now).await?;
                (waits.enquiries, waits.viewings) = counts;
            }
            Desk::Admin => match self.waiting(caller).await {
                Ok(waiting) => waits.moderation = waiting,
                Err(Error::Forbidden) => {}
                Err(error) => return Err(error),
            },
        }
        Ok(waits)
    }
}
