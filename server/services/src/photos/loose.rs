//! Photos that are uploaded before the home that they belong to.

use super::{ReceivedPhoto, offer::PHOTOS_PER_HOUR, received::refused, store::Chunk};
use crate::{Caller, Result, Services};
use chrono::TimeDelta;
use domain::account::Method;
use futures::Stream;
use std::time::Duration;

/// How often it is looked whether a photo is drawn.
const LOOK: Duration = Duration::from_millis(100);
/// How often at most: ten seconds.
const LOOKS: u32 = 100;

impl Services {
    /// Takes the picture that comes by `body`, for a home that is yet to come; one that no home uses is
    /// forgotten after a day. Returns its number, and its key once it is drawn, for which it waits some
    /// seconds.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with field `photo`: what is wrong with the file; those of
    /// [`Caller::require`]; [`crate::Error::RateLimited`] when the caller adds too many.
    pub async fn take_loose_photo<E>(
        &self,
        caller: &Caller,
        body: impl Stream<Item = Result<Chunk, E>>,
    ) -> Result<(i64, Option<String>)> {
        let user = caller.require(Method::Post, "/listings")?.user;
        let key = format!("photos:{user}");
        self.slow_down(&key, PHOTOS_PER_HOUR, TimeDelta::hours(1))
            .await?;
        let received = ReceivedPhoto::receive(&self.0.photos.arriving, body).await?;
        // The file first: whoever finds the row finds it.
        self.put_waiting_photo(&received.sha256, received.file.path())
            .await?;
        let now = self.clock().now();
        let mut unit = self.store().begin().await?;
        let (id, _) = unit.take_photo(&received.sha256, user, now).await?;
        unit.commit().await?;
        self.photos_came();
        let store = self.store().primary_reads();
        for _ in 0..LOOKS {
            match store.classic().uploaded(id).await? {
                (Some(key), _) => return Ok((id, Some(key))),
                (None, Some(problem)) => return Err(refused(&problem)),
                (None, None) => tokio::time::sleep(LOOK).await,
            }
        }
        Ok((id, None))
    }
}
