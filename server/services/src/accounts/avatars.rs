//! Avatars: pictures that are read by what is in them, cut square, and drawn anew, so that nothing else
//! that came with the file is kept or served.

use super::{Caller, audit::Deed};
use crate::{Error, Result, Services};
use domain::account::{AuditAction, token::TokenScope};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};
use sha2::{Digest, Sha256};
use std::{io::Cursor, path::Path, sync::Arc};
use store::Unit;

/// The largest file that is taken, in bytes.
pub const AVATAR_BYTES_MAX: usize = 5 << 20;
/// The formats that are read.
const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
/// The longest edge that is read, in pixels.
const EDGE_MAX: u32 = 10_000;
/// Memory for one picture, in bytes.
const MEMORY_MAX: u64 = 160 << 20;
/// Edge of what is kept, in pixels.
const EDGE: u32 = 256;
/// Quality of what is kept.
const QUALITY: f32 = 82.0;

impl Services {
    /// Gives the caller's account the picture in `file` (JPEG, PNG or WebP). Returns its key.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `avatar` for what is no picture or too large.
    pub async fn set_avatar(&self, caller: &Caller, file: &[u8]) -> Result<String> {
        let before = self
            .own_account_for(caller, TokenScope::AccountWrite)
            .await?;
        if file.len() > AVATAR_BYTES_MAX {
            return Err(Error::field("avatar", "image_too_large"));
        }
        let file = file.to_vec();
        let folder = self.0.accounts.settings.avatar_dir.clone();
        // A picture may take much memory: one after the other, to the end, whoever waits for it.
        let turn = Arc::clone(&self.0.accounts.drawing).acquire_owned().await;
        let turn = turn.map_err(Error::internal)?;
        let (key, drawn) = tokio::task::spawn_blocking(move || -> Result<(String, Vec<u8>)> {
            let _turn = turn;
            let drawn = redrawn(&file)?;
            let digest = Sha256::digest(&drawn);
            let name: String = digest
                .iter()
                .take(16)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let key = [name.as_str(), ".webp"].concat();
            write(&folder, &key, &drawn)?;
            Ok((key, drawn))
        })
        .await
        .map_err(Error::internal)??;
        let mut after = before.clone();
        after.avatar = Some(key.clone());
        let deed = Deed::by(caller, AuditAction::AccountChanged)
            .on_account(before.id)
            .change("avatar", before.avatar.as_ref(), Some(&key));
        if let Err(error) = self.save(caller, after, deed).await {
            self.drop_avatar(&key).await;
            return Err(error);
        }
        // The last other account that had the same picture may have given it up meanwhile.
        let folder = self.0.accounts.settings.avatar_dir.clone();
        let kept = key.clone();
        tokio::task::spawn_blocking(move || match folder.join(&kept).try_exists()? {
            true => Ok(()),
            false => write(&folder, &kept, &drawn),
        })
        .await
        .map_err(Error::internal)??;
        if let Some(replaced) = before.avatar.filter(|replaced| *replaced != key) {
            self.drop_avatar(&replaced).await;
        }
        Ok(key)
    }

    /// Takes the picture off the caller's account.
    pub async fn remove_avatar(&self, caller: &Caller) -> Result<()> {
        let before = self
            .own_account_for(caller, TokenScope::AccountWrite)
            .await?;
        let Some(key) = before.avatar.clone() else {
            return Ok(());
        };
        let after = store::AccountRecord {
            avatar: None,
            ..before.clone()
        };
        let deed = Deed::by(caller, AuditAction::AccountChanged)
            .on_account(before.id)
            .change("avatar", Some(&key), None::<String>);
        self.save(caller, after, deed).await?;
        self.drop_avatar(&key).await;
        Ok(())
    }

    /// Deletes the file of an avatar unless an account has it, as `unit` sees it.
    pub(crate) async fn delete_avatar(&self, unit: &mut Unit, key: &str) -> Result<()> {
        let Some(file) = self.avatar_file(key) else {
            return Ok(());
        };
        if unit.is_avatar_used(key).await? {
            return Ok(());
        }
        match tokio::fs::remove_file(file).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// As [`Self::delete_avatar`], after a change that stands even when the file cannot be deleted.
    async fn drop_avatar(&self, key: &str) {
        let deleted = async {
            let mut unit = self.store().begin().await?;
            self.delete_avatar(&mut unit, key).await?;
            Ok::<_, Error>(unit.commit().await?)
        };
        if let Err(error) = deleted.await {
            tracing::warn!(%error, key, "the file of an avatar that nobody has was not deleted");
        }
    }

    /// The file of an avatar; nothing for what is no key.
    pub fn avatar_file(&self, key: &str) -> Option<std::path::PathBuf> {
        let name = key.strip_suffix(".webp")?;
        let right = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        right.then(|| self.0.accounts.settings.avatar_dir.join(key))
    }
}

/// Writes the file of an avatar, whole or not at all.
fn write(folder: &Path, key: &str, drawn: &[u8]) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let new = folder.join(format!("{key}.{}", super::keys::random_text::<6>()));
    std::fs::write(&new, drawn)?;
    Ok(std::fs::rename(new, folder.join(key))?)
}

/// The picture as a small square, the right way up.
fn redrawn(file: &[u8]) -> Result<Vec<u8>> {
    let picture = read_picture(file, "avatar", "image_unreadable")?;
    let square = picture
        .resize_to_fill(EDGE, EDGE, FilterType::CatmullRom)
        .to_rgb8();
    let encoded = webp::Encoder::from_rgb(&square, EDGE, EDGE).encode(QUALITY);
    Ok(encoded.to_vec())
}

/// The picture in `file` (JPEG, PNG or WebP), the right way up. What is none is refused as `unreadable` in
/// the field `field`.
pub(crate) fn read_picture(file: &[u8], field: &str, unreadable: &str) -> Result<DynamicImage> {
    let unreadable = || Error::field(field, unreadable);
    let too_large = || Error::field(field, "image_too_large");
    let mut reader = ImageReader::new(Cursor::new(file))
        .with_guessed_format()
        .map_err(|_| unreadable())?;
    // Other crates bring decoders along that nobody needs here.
    if !reader
        .format()
        .is_some_and(|format| FORMATS.contains(&format))
    {
        return Err(unreadable());
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(EDGE_MAX);
    limits.max_image_height = Some(EDGE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(|_| unreadable())?;
    // A decoder that is used by itself does not count what it hands over.
    limits
        .reserve(decoder.total_bytes())
        .map_err(|_| too_large())?;
    let orientation = decoder.orientation().map_err(|_| unreadable())?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| match error {
        image::ImageError::Limits(_) => too_large(),
        _ => unreadable(),
    })?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height)
            .write_to(&mut file, ImageFormat::Png)
            .unwrap();
        file.into_inner()
    }

    #[test]
    fn a_picture_becomes_a_square_of_our_own_making() {
        let drawn = redrawn(&png(640, 200)).unwrap();
        let read = image::load_from_memory(&drawn).unwrap();
        assert_eq!((read.width(), read.height()), (EDGE, EDGE));
    }

    #[test]
    fn a_small_file_of_a_huge_picture_is_refused() {
        let mut file = Cursor::new(Vec::new());
        DynamicImage::new_luma8(9_000, 9_000)
            .to_rgb8()
            .write_to(&mut file, ImageFormat::Png)
            .unwrap();
        assert!(file.get_ref().len() < AVATAR_BYTES_MAX);
        let Err(Error::Invalid(fields)) = redrawn(file.get_ref()) else {
            panic!("it was read");
        };
        assert_eq!(fields[0].code, "image_too_large");
    }

    #[test]
    fn other_formats_are_refused() {
        let mut file = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(300, 300)
            .write_to(&mut file, ImageFormat::Gif)
            .unwrap();
        assert!(redrawn(file.get_ref()).is_err());
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let cut = &png(300, 300)[..60];
        let html = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        for file in [&b""[..], b"GIF89a", html, cut] {
            assert!(matches!(redrawn(file), Err(Error::Invalid(_))));
        }
    }
}
