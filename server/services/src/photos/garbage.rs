//! Collecting what nobody uses.

use super::{
    received,
    serving::copy_key,
    state::{UPLOADED, WAITING, waiting_key},
};
use crate::{Result, Services};
use chrono::{DateTime, TimeDelta, Utc};
use domain::photo::PHOTO_WIDTHS;
use futures::TryStreamExt;
use std::{path::Path, time::Duration};

/// How long what nobody uses is kept: whoever just took it away may want it back.
const KEPT: TimeDelta = TimeDelta::days(1);
/// Photos that are collected at a time.
const RUN: u32 = 500;
/// Keys that are looked up at a time.
const KEYS: usize = 1_000;

impl Services {
    /// Forgets photos that no home uses and deletes their files, after a day; once a day also files that
    /// nobody knows, as a crash leaves them. Called every hour; returns how many photos went.
    ///
    /// # Errors
    /// When the database or the store fails. What is left then is collected the next time.
    pub async fn collect_photos(&self) -> Result<u32> {
        let before = self.clock().now() - KEPT;
        let unused = self.store().primary_reads();
        let unused = unused.photos().unused(before, RUN).await?;
        let mut gone = 0;
        if !unused.is_empty() {
            let mut unit = self.store().begin().await?;
            let collected = unit.collect_photos(&unused, before).await?;
            unit.commit().await?;
            // From here on nobody finds them by a row. What is left by a crash is swept later.
            for photo in collected {
                if let Some(key) = &photo.key {
                    self.delete_photo_files(key).await?;
                }
                let waiting = waiting_key(&photo.sha256);
                self.0.photos.photos.store().delete(&waiting).await?;
                gone += 1;
            }
        }
        if self.is_time_to_sweep() {
            let swept = self.sweep_photos(before).await?;
            if swept > 0 {
                tracing::info!(swept, "files that no photo belongs to were deleted");
            }
        }
        Ok(gone)
    }

    /// Deletes a photo with its copies.
    pub(super) async fn delete_photo_files(&self, key: &str) -> Result<()> {
        let store = self.0.photos.photos.store();
        for (width, kind) in PHOTO_WIDTHS
            .into_iter()
            .flat_map(|width| [(width, "webp"), (width, "avif")])
        {
            store.delete(&copy_key(key, width, kind)).await?;
        }
        // Last: as long as it is there, the others are found by it.
        Ok(store.delete(key).await?)
    }

    fn is_time_to_sweep(&self) -> bool {
        let now = self.clock().now();
        let mut swept = match self.0.photos.swept.lock() {
            Ok(swept) => swept,
            Err(poisoned) => poisoned.into_inner(),
        };
        let due = swept.is_none_or(|at| now - at >= KEPT);
        if due {
            *swept = Some(now);
        }
        due
    }

    /// Deletes files from before `before` that no photo belongs to.
    async fn sweep_photos(&self, before: DateTime<Utc>) -> Result<u32> {
        let store = self.0.photos.photos.store();
        let mut swept = 0;
        for prefix in [UPLOADED, WAITING] {
            let kept = store.list(prefix);
            let old = kept.try_filter(|kept| std::future::ready(kept.at < before));
            let mut runs = std::pin::pin!(old.try_chunks(KEYS));
            while let Some(run) = runs.try_next().await.map_err(|error| error.1)? {
                let names: Vec<String> = run
                    .iter()
                    .map(|kept| {
                        kept.key
                            .strip_prefix(WAITING)
                            .unwrap_or(&kept.key)
                            .to_owned()
                    })
                    .collect();
                let known = self.store().primary_reads();
                let known = known.photos().known(&names).await?;
                for (kept, name) in run.iter().zip(&names) {
                    if !known.contains(name) {
                        self.delete_photo_files(&kept.key).await?;
                        swept += 1;
                    }
                }
            }
        }
        // Files that were arriving when the process ended.
        let folder = self.0.photos.arriving.clone();
        let arrived = tokio::task::spawn_blocking(move || forget_arrived(&folder));
        swept += arrived.await.map_err(crate::Error::internal)?;
        Ok(swept)
    }
}

/// Deletes files that have been arriving for longer than any upload takes.
fn forget_arrived(folder: &Path) -> u32 {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    let old = Duration::from_secs(KEPT.num_seconds().unsigned_abs());
    let gone = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        let ours = name
            .to_str()
            .is_some_and(|name| name.starts_with(received::PREFIX));
        let age = entry.metadata().and_then(|file| file.modified());
        let age = age.ok().and_then(|at| at.elapsed().ok());
        ours && age.is_some_and(|age| age > old) && std::fs::remove_file(entry.path()).is_ok()
    });
    u32::try_from(gone.count()).unwrap_or(u32::MAX)
}
