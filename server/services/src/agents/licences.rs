//! Licences (从业证书): agents hand them in, admins check them. A picture is drawn anew; a PDF is kept as it
//! came and never shown within a page.

use super::profile::text;
use crate::{
    Caller, Error, Result, Services,
    accounts::{Deed, Problems, random_text, read_picture},
};
use chrono::SubsecRound;
use domain::{
    LicenceId, Rows,
    account::{AuditAction, Method, admin::Paged, token::TokenScope},
    agents::{BODY_MAX, LICENCE_BYTES_MAX, LICENCE_NUMBER_MAX, LicenceEntry, LicenceState},
};
use image::imageops::FilterType;
use std::{
    fs,
    io::{ErrorKind as IoKind, Write},
    path::{Path, PathBuf},
    sync::Arc,
};
use store::ErrorKind;

/// Licences on a page.
const PAGE: u32 = 20;
/// The longest edge of what is kept, in pixels.
const EDGE: u32 = 2_000;
/// Quality of what is kept.
const QUALITY: f32 = 85.0;
/// A PDF ends with `%%EOF`, and not much behind it.
const TAIL: usize = 2_048;

/// The file of a licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenceFile {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Whether it is a PDF; else it is a WebP picture.
    pub pdf: bool,
}

impl Services {
    /// Hands in the caller's licence: a JPEG, PNG or WebP picture, or a PDF. One that still waits is
    /// replaced.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a file that is none of these or too large, or a number that makes no sense.
    pub async fn hand_licence_in(
        &self,
        caller: &Caller,
        number: &str,
        file: Vec<u8>,
    ) -> Result<LicenceId> {
        caller.offering(TokenScope::ListingsWrite)?;
        let account = self
            .own_account_for(caller, TokenScope::ListingsWrite)
            .await?;
        let mut problems = Problems::default();
        let number = text(&mut problems, "number", number, LICENCE_NUMBER_MAX);
        if number.is_empty() {
            problems.add("number", "missing");
        }
        if file.is_empty() {
            problems.add("licence", "missing");
        } else if file.len() > LICENCE_BYTES_MAX {
            problems.add("licence", "licence_too_large");
        }
        problems.check()?;
        let folder = self.0.accounts.settings.licence_dir.clone();
        // A picture may take much memory: one after the other, to the end, whoever waits for it.
        let turn = Arc::clone(&self.0.accounts.drawing).acquire_owned().await;
        let turn = turn.map_err(Error::internal)?;
        let key = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let (kind, kept) = if is_pdf(&file) {
                ("pdf", file)
            } else {
                ("webp", redrawn(&file)?)
            };
            let key = format!("{}.{kind}", random_text::<16>());
            write(&folder, &key, &kept)?;
            Ok::<_, Error>(key)
        })
        .await
        .map_err(Error::internal)??;
        let stored = async {
            let now = self.clock().now().trunc_subsecs(6);
            let mut unit = self.store().begin().await?;
            let agent = self.ensure_agent(&mut unit, &account).await?;
            let (id, replaced) = match unit.hand_licence_in(agent, &number, &key, now).await {
                // Handed in twice at once.
                Err(error) if error.kind() == ErrorKind::Conflict => return Err(Error::Conflict),
                handed_in => handed_in?,
            };
            let deed = Deed::by(caller, AuditAction::LicenceHandedIn).on("licence", id);
            self.record(&mut unit, deed).await?;
            unit.commit().await?;
            Ok((id, replaced))
        };
        match stored.await {
            Ok((id, replaced)) => {
                self.delete_licences(&Vec::from_iter(replaced)).await;
                Ok(id)
            }
            Err(error) => {
                self.delete_licences(&[key]).await;
                Err(error)
            }
        }
    }

    /// Deletes files of licences that nobody names any more. What cannot be deleted is told in the log.
    pub(crate) async fn delete_licences(&self, keys: &[String]) {
        for key in keys {
            let Some(file) = self.licence_path(key) else {
                continue;
            };
            match tokio::fs::remove_file(file).await {
                Err(error) if error.kind() != IoKind::NotFound => {
                    tracing::warn!(%error, key, "the file of a licence was not deleted");
                }
                _ => {}
            }
        }
    }

    /// The file of a licence, for the agent whose it is and for admins; for others it is not there.
    pub async fn licence_file(&self, caller: &Caller, id: LicenceId) -> Result<LicenceFile> {
        let user = caller.acting(TokenScope::ListingsRead)?.user;
        let store = self.store().primary_reads();
        let licence = store.agents().licence(id).await?.ok_or(Error::NotFound)?;
        let may_read = caller.require(Method::Get, "/licences").is_ok();
        if licence.user != Some(user) && !may_read {
            return Err(Error::NotFound);
        }
        let file = self
            .licence_path(&licence.file_key)
            .ok_or(Error::NotFound)?;
        match tokio::fs::read(file).await {
            Ok(bytes) => Ok(LicenceFile {
                bytes,
                pdf: licence.licence.pdf,
            }),
            Err(error) if error.kind() == IoKind::NotFound => Err(Error::NotFound),
            Err(error) => Err(error.into()),
        }
    }

    fn licence_path(&self, key: &str) -> Option<PathBuf> {
        let (name, kind) = key.split_once('.')?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let right = matches!(kind, "pdf" | "webp") && name.bytes().all(plain);
        right.then(|| self.0.accounts.settings.licence_dir.join(key))
    }

    /// A page of licences that stand at `state`, for admins; those that wait the longest first.
    pub async fn licences(
        &self,
        caller: &Caller,
        state: LicenceState,
        page: u32,
    ) -> Result<Paged<LicenceEntry>> {
        self.licences_rows(caller, state, page, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn licences_rows(
        &self,
        caller: &Caller,
        state: LicenceState,
        page: u32,
        rows: Rows,
    ) -> Result<Paged<LicenceEntry>> {
        caller.require(Method::Get, "/licences")?;
        let store = self.store().primary_reads();
        Ok(store.agents().licences(state, page, rows).await?)
    }

    /// Accepts a licence, so that its agent counts as certified, or rejects it for a reason.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, [`Error::Conflict`] when it has been decided, [`Error::Invalid`] when a
    /// rejection has no reason, and for the caller's own ([`Caller::not_own`]).
    pub async fn decide_licence(
        &self,
        caller: &Caller,
        id: LicenceId,
        accepted: bool,
        reason: &str,
    ) -> Result<()> {
        let admin = caller
            .require(Method::Put, &format!("/licences/{id}"))?
            .user;
        let mut problems = Problems::default();
        let reason = text(&mut problems, "reason", reason, BODY_MAX);
        if !accepted && reason.is_empty() {
            problems.add("reason", "missing");
        }
        problems.check()?;
        let store = self.store().primary_reads();
        let licence = store.agents().licence(id).await?.ok_or(Error::NotFound)?;
        caller.not_own(licence.user)?;
        let reason = if accepted { "" } else { &reason };
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        if !unit
            .decide_licence(id, accepted, (admin, reason), now)
            .await?
        {
            return Err(Error::Conflict);
        }
        let action = if accepted {
            AuditAction::LicenceAccepted
        } else {
            AuditAction::LicenceRejected
        };
        let deed = Deed::by(caller, action)
            .on("licence", id)
            .change("agent", None::<i64>, Some(licence.agent))
            .change("reason", None::<&str>, (!accepted).then_some(reason));
        self.record(&mut unit, deed).await?;
        Ok(unit.commit().await?)
    }
}

/// Whether it is a PDF from its first bytes to its end.
fn is_pdf(file: &[u8]) -> bool {
    let tail = file
        .get(file.len().saturating_sub(TAIL)..)
        .unwrap_or_default();
    file.starts_with(b"%PDF-") && tail.windows(5).any(|part| part == b"%%EOF")
}

/// The picture as one of our own making, no larger than what can be read on it.
fn redrawn(file: &[u8]) -> Result<Vec<u8>> {
    let picture = read_picture(file, "licence", "licence_unreadable")?;
    let picture = if picture.width().max(picture.height()) > EDGE {
        picture.resize(EDGE, EDGE, FilterType::CatmullRom)
    } else {
        picture
    };
    let picture = picture.to_rgb8();
    let encoder = webp::Encoder::from_rgb(&picture, picture.width(), picture.height());
    Ok(encoder.encode(QUALITY).to_vec())
}

/// Writes a file that only this program's user may read, whole or not at all.
fn write(folder: &Path, key: &str, bytes: &[u8]) -> Result<()> {
    fs::create_dir_all(folder)?;
    let new = folder.join(format!("{key}.new"));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&new).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, folder.join(key))
    });
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    Ok(written?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_is_known_by_both_of_its_ends() {
        assert!(is_pdf(b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"));
        for other in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\n1 0 obj", b"<html>%%EOF"] {
            assert!(!is_pdf(other));
        }
    }

    #[test]
    fn what_is_neither_picture_nor_pdf_is_refused() {
        for file in [&b"GIF89a"[..], b"%PDF-1.7 cut", b"MZ\x90"] {
            let Err(Error::Invalid(fields)) = redrawn(file) else {
                panic!("it was read");
            };
            assert_eq!(fields[0].code, "licence_unreadable");
        }
    }
}
