//! A file on its way in: written to disk a piece at a time, hashed on the way, and looked at.

use super::{
    kind::{HEAD, Kind},
    picture::{self, Problem},
    store::Chunk,
};
use crate::{Error, Result, Services};
use domain::photo::PHOTO_BYTES_MAX;
use futures::{Stream, StreamExt, stream};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{BufReader, Read, Seek},
    path::Path,
};
use tempfile::NamedTempFile;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::Semaphore,
};

/// What files are called while they arrive.
pub(super) const PREFIX: &str = "photo-";
/// Files that are looked at at the same time.
static LOOKING: Semaphore = Semaphore::const_new(4);
/// How much of a file is read at a time, in bytes.
pub(super) const PIECE: usize = 64 << 10;

/// A file that has arrived and is a picture, as far as can be told without drawing it. It goes away with
/// this.
pub struct ReceivedPhoto {
    pub(super) file: NamedTempFile,
    pub(super) sha256: String,
}

/// The error of a file that is not taken.
pub(super) fn refused(code: &str) -> Error {
    Error::field("photo", code)
}

impl ReceivedPhoto {
    /// Takes the file whose bytes come by `body` into the folder `arriving`. Nothing of it stays when it
    /// is refused, when `body` fails, or when nobody waits for it any more.
    ///
    /// # Errors
    /// [`Error::Invalid`] with field `photo`: `photo_too_large`, or what is wrong with the picture.
    pub(super) async fn receive<E>(
        arriving: &Path,
        body: impl Stream<Item = Result<Chunk, E>>,
    ) -> Result<Self> {
        tokio::fs::create_dir_all(arriving).await?;
        let file = tempfile::Builder::new()
            .prefix(PREFIX)
            .tempfile_in(arriving)?;
        let mut writer = tokio::fs::File::from_std(file.reopen()?);
        let (mut hash, mut size) = (Sha256::new(), 0_u64);
        let mut body = std::pin::pin!(body);
        while let Some(chunk) = body.next().await {
            // The connection was lost: nobody hears of it.
            let chunk = chunk.map_err(|_| refused(Problem::Cut.code()))?;
            size += chunk.len() as u64;
            if size > PHOTO_BYTES_MAX {
                return Err(refused("photo_too_large"));
            }
            hash.update(&chunk);
            writer.write_all(&chunk).await?;
        }
        writer.flush().await?;
        drop(writer);
        if size == 0 {
            return Err(refused("photo_missing"));
        }
        // Some formats are read whole for it.
        let _turn = LOOKING.acquire().await.map_err(Error::internal)?;
        let looked = tokio::task::spawn_blocking(move || {
            let looked = look(file.as_file())?;
            Ok::<_, std::io::Error>((file, looked))
        });
        let (file, looked) = looked.await.map_err(Error::internal)??;
        looked.map_err(|problem| refused(problem.code()))?;
        let sha256 = hex(hash);
        Ok(Self { file, sha256 })
    }

    /// The hash of the file, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

impl Services {
    /// Takes a copy of the file at `path` as if it had been uploaded.
    ///
    /// # Errors
    /// As for an upload: [`Error::Invalid`] with field `photo` when it is no picture that can be drawn.
    pub(crate) async fn receive_file(&self, path: &Path) -> Result<ReceivedPhoto> {
        let file = tokio::fs::File::open(path).await?;
        let pieces = stream::try_unfold(file, |mut file| async move {
            let mut piece = vec![0; PIECE];
            let read = file.read(&mut piece).await?;
            piece.truncate(read);
            Ok::<_, std::io::Error>((read > 0).then(|| (Chunk::from(piece), file)))
        });
        ReceivedPhoto::receive(&self.0.photos.arriving, pieces).await
    }

    /// Puts a file where files wait for being drawn.
    pub(crate) async fn put_waiting_file(&self, received: &ReceivedPhoto) -> Result<()> {
        self.put_waiting_photo(&received.sha256, received.file.path())
            .await
    }
}

/// A hash in hexadecimal.
pub(super) fn hex(hash: Sha256) -> String {
    let bytes = hash.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether the file is a picture that can be drawn, as far as its beginning and its end tell.
pub(super) fn look(file: &File) -> std::io::Result<Result<(), Problem>> {
    let mut reader = BufReader::with_capacity(PIECE, file);
    reader.rewind()?;
    let mut head = Vec::with_capacity(HEAD);
    (&mut reader).take(HEAD as u64).read_to_end(&mut head)?;
    let Some(kind) = Kind::of(&head) else {
        return Ok(Err(Problem::Kind));
    };
    reader.rewind()?;
    if !kind.is_whole(&mut reader)? {
        return Ok(Err(Problem::Cut));
    }
    reader.rewind()?;
    // A decoder that panics has met what it cannot read.
    let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        picture::look(kind, &mut reader)
    }));
    Ok(looked.unwrap_or(Err(Problem::Unreadable)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AVIF: &[u8] = include_bytes!("../../assets/photos/avif/12-bit.avif");

    type Piece = Result<Chunk, ()>;

    async fn code(folder: &Path, pieces: Vec<Piece>) -> String {
        match ReceivedPhoto::receive(folder, stream::iter(pieces)).await {
            Err(Error::Invalid(fields)) => fields[0].code.clone(),
            Err(error) => panic!("{error:?}"),
            Ok(_) => "taken".into(),
        }
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = std::io::Cursor::new(Vec::new());
        let picture = image::DynamicImage::new_rgb8(width, height);
        picture
            .write_to(&mut file, image::ImageFormat::Png)
            .unwrap();
        file.into_inner()
    }

    #[tokio::test]
    async fn nothing_stays_of_a_file_that_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let whole = png(40, 30);
        let pieces = |file: &[u8]| -> Vec<Piece> {
            file.chunks(1000)
                .map(|piece| Ok(Chunk::copy_from_slice(piece)))
                .collect()
        };
        let piece = Chunk::from(vec![0xff; 1 << 20]);
        let endless = (0..22).map(|_| Ok(piece.clone())).collect();
        let mut lost = pieces(&whole[..60]);
        lost.push(Err(()));
        for (sent, expected) in [
            (pieces(&whole), "taken"),
            (pieces(&whole[..60]), "photo_cut"),
            (pieces(b""), "photo_missing"),
            (pieces(b"GIF89a..."), "photo_kind"),
            (pieces(AVIF), "taken"),
            (pieces(&AVIF[..AVIF.len() - 9]), "photo_cut"),
            (pieces(b"\0\0\0\x10ftypavif\0\0\0\0"), "photo_cut"),
            (pieces(&png(17_000, 20)), "photo_pixels"),
            (endless, "photo_too_large"),
            (lost, "photo_cut"),
        ] {
            assert_eq!(code(folder.path(), sent).await, expected);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[tokio::test]
    async fn nothing_stays_when_nobody_waits_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let pieces = stream::iter([Piece::Ok(Chunk::from_static(b"\xff\xd8\xff"))]);
        let endless = pieces.chain(stream::pending());
        let receiving = ReceivedPhoto::receive(folder.path(), endless);
        let waited = tokio::time::timeout(std::time::Duration::from_millis(50), receiving).await;
        assert!(waited.is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
