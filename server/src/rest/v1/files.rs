//! Answers that are saved as files: tables for spreadsheets (CSV, RFC 4180) and lines for programs (JSON
//! Lines), sent while they are made.

use app::{Locale, features::market::Cell};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::AppError;
use futures::stream;
use services::{Error, RequestId};
use std::{fmt::Write as _, io, time::Duration};
use tokio::{sync::mpsc, task::spawn_blocking, time::timeout};

/// Who takes nothing of a file for so long gets no more of it: what it is made from takes memory.
const SILENCE: Duration = Duration::from_secs(60);
/// Tells spreadsheets that the text is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In the caller's language, for spreadsheets.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl Form {
    fn media_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::JsonLines => "application/jsonl; charset=utf-8",
        })
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::JsonLines => ".jsonl",
        }
    }
}

/// The language for a file: the one that the query string names, else the one of the cookie or the browser.
pub(super) fn locale(query: Option<&str>, headers: &HeaderMap) -> Locale {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    Locale::negotiate(query, text(header::COOKIE), text(header::ACCEPT_LANGUAGE))
}

/// `body` as a file to be saved as `name`, or as `plain` by programs that know no other names than plain ones.
pub(super) fn file(
    form: Form,
    plain: &str,
    name: &str,
    body: impl Into<Body>,
    id: &RequestId,
) -> Result<Response, AppError> {
    let disposition = HeaderValue::from_str(&disposition(plain, name, form.ending()))
        .map_err(|error| Error::internal(error).into_app_error(Some(id)))?;
    let headers = [
        (header::CONTENT_TYPE, form.media_type()),
        (header::CONTENT_DISPOSITION, disposition),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ),
        (
            header::VARY,
            HeaderValue::from_static("cookie, accept-language"),
        ),
    ];
    Ok((headers, body.into()).into_response())
}

/// What a table begins with.
pub(super) fn csv_start() -> Vec<u8> {
    BYTE_ORDER_MARK.to_vec()
}

/// Adds rows to the table `csv`.
pub(super) fn csv_rows<R, C>(csv: Vec<u8>, rows: R) -> io::Result<Vec<u8>>
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = Cell>,
{
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(csv);
    for row in rows {
        writer.write_record(row.into_iter().map(field))?;
    }
    writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

/// A cell as it stands in the file. A spreadsheet takes words that begin like a formula for one, and
/// names of places come from other people: an apostrophe makes them words again.
fn field(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => number,
        Cell::Words(words) if words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => {
            ["'", &words].concat()
        }
        Cell::Words(words) => words,
    }
}

/// The header that saves the answer as `name` (RFC 6266, RFC 8187).
fn disposition(plain: &str, name: &str, ending: &str) -> String {
    let mut value = format!("attachment; filename=\"{plain}{ending}\"; filename*=UTF-8''");
    for byte in name.bytes().chain(ending.bytes()) {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            value.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(value, "%{byte:02X}");
        }
    }
    value
}

/// A body of `pieces`, each made off the async threads when the one before it was taken. It ends with the
/// connection. One that ends early ends with an error, so that nobody takes half of a file for all of it.
pub(super) fn streamed(pieces: impl Iterator<Item = io::Result<Vec<u8>>> + Send + 'static) -> Body {
    streamed_within(pieces, SILENCE)
}

fn streamed_within(
    mut pieces: impl Iterator<Item = io::Result<Vec<u8>>> + Send + 'static,
    silence: Duration,
) -> Body {
    // `None` says that all was sent.
    let (sender, receiver) = mpsc::channel::<Option<Vec<u8>>>(1);
    tokio::spawn(async move {
        while let Ok(Ok(room)) = timeout(silence, sender.reserve()).await {
            let made = spawn_blocking(move || {
                let piece = pieces.next();
                (pieces, piece)
            });
            match made.await {
                Ok((rest, Some(Ok(piece)))) => {
                    room.send(Some(piece));
                    pieces = rest;
                }
                Ok((_, None)) => {
                    room.send(None);
                    return;
                }
                Ok((_, Some(Err(error)))) => {
                    tracing::error!(%error, "a file could not be written to its end");
                    return;
                }
                // The panic hook has logged what happened.
                Err(_) => return,
            }
        }
    });
    Body::from_stream(stream::try_unfold(receiver, |mut receiver| async {
        match receiver.recv().await {
            Some(Some(piece)) => Ok(Some((piece, receiver))),
            Some(None) => Ok(None),
            None => Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use futures::StreamExt;
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };
    use tokio::time::sleep;

    #[test]
    fn words_never_become_formulas() {
        for words in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(field(words.into()), ["'", words].concat());
        }
        assert_eq!(field("朝阳区".into()), "朝阳区");
        assert_eq!(field(Some(5).into()), "5");
    }

    #[test]
    fn any_name_makes_a_header() {
        let value = disposition("zufang", "“a\r\n\"b” 行情", ".csv");
        assert!(value.is_ascii() && !value.contains(['\r', '\n']), "{value}");
        assert!(value.ends_with("%20%E8%A1%8C%E6%83%85.csv"), "{value}");
    }

    /// A million pieces, and how many of them were made.
    fn counted() -> (impl Iterator<Item = io::Result<Vec<u8>>>, Arc<AtomicUsize>) {
        let made = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&made);
        let pieces = (0..1_000_000).map(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
            Ok(b"piece\n".to_vec())
        });
        (pieces, made)
    }

    #[tokio::test]
    async fn pieces_are_made_when_the_one_before_was_taken() {
        let (pieces, made) = counted();
        let mut body = streamed(pieces).into_data_stream();
        for taken in 1..=3 {
            assert_eq!(&body.next().await.unwrap().unwrap()[..], b"piece\n");
            sleep(Duration::from_millis(100)).await;
            let made = made.load(Ordering::SeqCst);
            assert!(made <= taken + 1, "{made} made, {taken} taken");
        }
        drop(body);
        sleep(Duration::from_millis(50)).await;
        let at_the_end = made.load(Ordering::SeqCst);
        sleep(Duration::from_millis(100)).await;
        assert_eq!(
            made.load(Ordering::SeqCst),
            at_the_end,
            "nobody is there any more"
        );
    }

    #[tokio::test]
    async fn who_takes_nothing_gets_no_more_and_no_end() {
        let (pieces, made) = counted();
        let body = streamed_within(pieces, Duration::from_millis(30));
        sleep(Duration::from_millis(200)).await;
        assert!(made.load(Ordering::SeqCst) <= 2);
        assert!(to_bytes(body, usize::MAX).await.is_err());
    }

    #[tokio::test]
    async fn all_of_a_file_arrives_or_an_error() {
        let all = streamed((0..3).map(|n| Ok(format!("{n};").into_bytes())));
        assert_eq!(&to_bytes(all, 100).await.unwrap()[..], b"0;1;2;");
        let broken = [Ok(b"a".to_vec()), Err(io::Error::other("as a test"))];
        assert!(to_bytes(streamed(broken.into_iter()), 100).await.is_err());
        let panics = (0..2).map(|n| {
            if n == 0 {
                Ok(vec![b'a'])
            } else {
                panic!("as a test")
            }
        });
        assert!(to_bytes(streamed(panics), 100).await.is_err());
    }
}
