//! Decoding in a process of its own. The decoder has the interface of C, through which no panic comes
//! back: one that meets what it cannot read takes its process with it, and that must not be the server.

use super::{super::draw::opaque, super::picture::CODED_PIXELS_MAX, Picture, Problem, read_here};
use image::{DynamicImage, RgbImage, metadata::Orientation};
use std::{
    io::{self, Read, Write},
    path::PathBuf,
    process::{Command, Stdio},
};

/// The argument that a process is started with for this.
const ARGUMENT: &str = "read-avif";
/// How long it may compute, in seconds.
const SECONDS_MAX: u64 = 60;
/// The most bytes of a profile of colours.
const PROFILE_MAX: u64 = 4 << 20;
/// The bytes of width, height, turning and the length of the profile.
const HEAD: usize = 13;

/// Where AVIF is decoded.
#[derive(Clone, Debug)]
pub enum AvifReader {
    /// In this process, which a broken picture may end, since not every panic can be caught: for tests.
    Here,
    /// By this program, which calls [`answer_with_picture`] when its only argument is `read-avif`.
    Apart(PathBuf),
}

impl AvifReader {
    /// Reads the picture in `file`.
    pub(in super::super) fn read(&self, file: &[u8]) -> Result<Picture, Problem> {
        match self {
            Self::Here => {
                let read = std::panic::catch_unwind(|| read_here(file));
                read.unwrap_or(Err(Problem::Unreadable))
            }
            Self::Apart(program) => {
                super::look(file)?;
                let answer = asked(program, file).map_err(|error| {
                    tracing::error!(%error, program = %program.display(), "AVIF cannot be read");
                    Problem::Unavailable
                })?;
                picture(&answer).ok_or(Problem::Unreadable)
            }
        }
    }
}

/// What the program answers; nothing when it cannot read the picture.
fn asked(program: &PathBuf, file: &[u8]) -> io::Result<Vec<u8>> {
    let mut process = Command::new(program)
        .arg(ARGUMENT)
        // Nothing of the settings and their secrets is needed there.
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    // It reads all of it before it answers. One that ends before is seen by its answer.
    if let Some(mut input) = process.stdin.take() {
        let _ = input.write_all(file);
    }
    let mut answer = Vec::new();
    let most = CODED_PIXELS_MAX * 3 + PROFILE_MAX + HEAD as u64;
    let read = match process.stdout.take() {
        Some(output) => output.take(most).read_to_end(&mut answer),
        None => Ok(0),
    };
    if read.is_err() {
        process.kill()?;
    }
    let ended = process.wait()?;
    read?;
    if !ended.success() {
        answer.clear();
    }
    Ok(answer)
}

/// The picture in an answer.
fn picture(answer: &[u8]) -> Option<Picture> {
    let (width, rest) = answer.split_first_chunk()?;
    let (height, rest) = rest.split_first_chunk()?;
    let ([orientation], rest) = rest.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (profile, pixels) = rest.split_at_checked(length)?;
    let (width, height) = (u32::from_le_bytes(*width), u32::from_le_bytes(*height));
    Some(Picture {
        pixels: DynamicImage::from(RgbImage::from_raw(width, height, pixels.to_vec())?),
        orientation: Orientation::from_exif(*orientation)?,
        profile: (!profile.is_empty()).then(|| profile.to_vec()),
    })
}

/// Reads an AVIF file from standard input and writes its pixels to standard output, for the server that
/// started this process for it.
///
/// # Errors
/// When there is no picture to read.
pub fn answer_with_picture() -> io::Result<()> {
    limit();
    let mut file = Vec::new();
    io::stdin().lock().read_to_end(&mut file)?;
    let picture = read_here(&file).map_err(|problem| io::Error::other(problem.code()))?;
    let pixels = opaque(picture.pixels).into_rgb8();
    let profile = picture.profile.unwrap_or_default();
    let length = u32::try_from(profile.len()).map_err(io::Error::other)?;
    let mut output = io::stdout().lock();
    output.write_all(&pixels.width().to_le_bytes())?;
    output.write_all(&pixels.height().to_le_bytes())?;
    output.write_all(&[picture.orientation.to_exif()])?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(&profile)?;
    output.write_all(&pixels)?;
    output.flush()
}

/// No work without end, and no memory of the process on the disk when it breaks.
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::Cpu, SECONDS_MAX), (Resource::Core, 0)] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        if let Err(error) = setrlimit(resource, limit) {
            tracing::debug!(%error, "a process has no limit");
        }
    }
}
