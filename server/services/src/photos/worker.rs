//! Drawing what was uploaded, beside everything else and after it: on threads of their own, which give
//! way to those that answer people.

use super::{
    draw::{self, Drawn},
    picture::Problem,
    serving::copy_key,
    state::{UPLOADED, waiting_key},
};
use crate::{Error, Result, Services};
use domain::PhotoRef;
use futures::{StreamExt, stream};
use rand::{Rng, distr::Alphanumeric};
use std::{sync::Arc, time::Duration};
use store::{DrawnPhoto, WaitingPhoto};
use tokio::{
    sync::{oneshot, watch},
    task::JoinHandle,
};

/// Photos that are asked for at a time.
const RUN: u32 = 16;
/// How often the database is looked at for photos that came to other processes, and for those to try
/// again.
const LOOK: Duration = Duration::from_secs(5);
/// How far the threads that draw stand behind the others where they cannot wait for all of them: 19 is
/// the farthest.
const NICENESS: i32 = 19;
/// Letters and digits of a name that nobody can guess, and that is never given twice.
const NAME: usize = 32;

/// How the threads that draw are named, before their number.
const THREAD: &str = "photo";

/// The threads that draw.
pub(crate) type Easel = Arc<rayon::ThreadPool>;

/// Threads that draw, behind all others: as many as half of the cores, at least one. On the other half
/// those who answer people find their caches as they left them, and memory that nobody else reads.
pub(super) fn easel() -> Result<Easel> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads((cores / 2).max(1))
        .thread_name(|index| format!("{THREAD}-{index}"))
        .start_handler(|_| stand_back())
        .build();
    pool.map(Arc::new).map_err(Error::internal)
}

/// Makes this thread, and the processes that it starts, run only when nobody else wants to. A thread
/// that is merely nice still gets its share, and one that wakes up to answer somebody may have to wait
/// until the nice one's turn is over.
fn stand_back() {
    #[cfg(target_os = "linux")]
    {
        use thread_priority::{
            NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy,
            set_thread_priority_and_policy, thread_native_id,
        };
        let policy = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
        let thread = thread_native_id();
        match set_thread_priority_and_policy(thread, ThreadPriority::Min, policy) {
            Ok(()) => return,
            Err(error) => tracing::debug!(?error, "photos are not drawn in idle time alone"),
        }
    }
    // On Linux, of this thread alone. Where it cannot be done, pages are a little slower.
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::debug!(%error, "photos are drawn at the usual priority");
    }
}

/// Draws uploaded photos, until it is stopped.
pub struct PhotoWorker {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl PhotoWorker {
    /// Starts drawing, first of all what was left waiting.
    ///
    /// # Errors
    /// When no threads can be had.
    pub fn start(services: Services) -> Result<Self> {
        let easel = easel()?;
        let (stop, mut stopping) = watch::channel(false);
        let task = tokio::spawn(async move {
            loop {
                let more = match services.draw_some(&easel).await {
                    Ok(more) => more,
                    Err(error) => {
                        tracing::warn!(%error, "photos are waiting");
                        false
                    }
                };
                if more && !*stopping.borrow() {
                    continue;
                }
                tokio::select! {
                    () = services.0.photos.came.notified() => {}
                    () = tokio::time::sleep(LOOK) => {}
                    _ = stopping.wait_for(|stop| *stop) => return,
                }
            }
        });
        Ok(Self { stop, task })
    }

    /// Stops, once the photos at hand are drawn.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if self.task.await.is_err() {
            tracing::error!("drawing photos ended unexpectedly");
        }
    }
}

impl Services {
    /// Draws all photos that wait, for programs and tests that have no worker.
    pub async fn draw_photos(&self) -> Result<()> {
        let easel = easel()?;
        while self.draw_some(&easel).await? {}
        Ok(())
    }

    /// Draws some photos that wait; says whether to look again at once.
    async fn draw_some(&self, easel: &Easel) -> Result<bool> {
        let store = self.store().primary_reads();
        let waiting = store.photos().waiting(RUN).await?;
        let some = !waiting.is_empty();
        let done: Vec<bool> = stream::iter(waiting)
            .map(|photo| async move {
                let drawn = self.draw_one(easel, &photo).await;
                if let Err(error) = &drawn {
                    tracing::warn!(%error, photo = photo.id, "a photo was not drawn, again later");
                }
                drawn.is_ok()
            })
            .buffer_unordered(easel.current_num_threads())
            .collect()
            .await;
        Ok(some && done.into_iter().any(|done| done))
    }

    /// Draws one photo.
    ///
    /// # Errors
    /// When the store or the database fails: then it waits on.
    async fn draw_one(&self, easel: &Easel, photo: &WaitingPhoto) -> Result<()> {
        let store = self.0.photos.photos.store();
        let waiting = waiting_key(&photo.sha256);
        let reader = self.0.photos.avif.clone();
        let drawn = match store.read(&waiting).await? {
            None => Err(Problem::Lost),
            Some(file) => on(easel, move || draw::draw(&file, &reader)).await?,
        };
        match drawn {
            Ok(drawn) => self.keep_drawn(photo, drawn).await?,
            Err(problem @ Problem::Unavailable) => return Err(Error::internal(problem.code())),
            Err(problem) => {
                let mut unit = self.store().begin().await?;
                unit.photo_failed(photo.id, problem.code()).await?;
                unit.commit().await?;
                tracing::info!(photo = photo.id, problem = problem.code(), "no photo");
            }
        }
        Ok(store.delete(&waiting).await?)
    }

    async fn keep_drawn(&self, photo: &WaitingPhoto, drawn: Drawn) -> Result<()> {
        let store = self.0.photos.photos.store();
        // Never the same twice: what is collected under one name cannot be what was just drawn.
        let name: String = rand::rng()
            .sample_iter(Alphanumeric)
            .take(NAME)
            .map(|byte| char::from(byte).to_ascii_lowercase())
            .collect();
        let key = format!("{UPLOADED}{name}.{}.webp", drawn.tone);
        for (width, kind, bytes) in drawn.copies {
            store.put(&copy_key(&key, width, kind), bytes).await?;
        }
        store.put(&key, drawn.main).await?;
        let record = DrawnPhoto {
            photo: PhotoRef {
                key: key.clone(),
                width: drawn.width,
                height: drawn.height,
            },
            likeness: drawn.likeness,
        };
        let mut unit = self.store().begin().await?;
        let kept = unit.photo_drawn(photo.id, &record).await?;
        unit.commit().await?;
        if !kept {
            // Another process was first, or nobody wants it any more.
            self.delete_photo_files(&key).await?;
        }
        Ok(())
    }
}

/// Runs `work` on the threads that draw. A decoder that panics has met what it cannot read.
async fn on<T: Send + 'static>(
    easel: &Easel,
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<Result<T, Problem>> {
    let (sender, receiver) = oneshot::channel();
    easel.spawn(move || {
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        // Nobody waits any more when the process ends.
        let _ = sender.send(done.unwrap_or(Err(Problem::Unreadable)));
    });
    receiver.await.map_err(Error::internal)
}
