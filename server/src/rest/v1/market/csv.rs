//! The market as a file for spreadsheets.

use super::failed;
use app::{
    Locale,
    features::market::{Cell, export},
};
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{AppError, Market};
use services::{Error, RequestId, Romanise};
use std::fmt::Write as _;

/// Tells spreadsheets that the text is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// `market` as CSV (RFC 4180) with a name to save it under, in the language that `query` names, else
/// the one of `headers`.
pub(super) fn response(
    mut market: Market,
    query: Option<&str>,
    headers: &HeaderMap,
    id: &RequestId,
) -> Result<Response, AppError> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let locale = Locale::negotiate(query, text(header::COOKIE), text(header::ACCEPT_LANGUAGE));
    if locale == Locale::En {
        market.romanise();
    }
    let table = export(locale, &market);
    let write = || -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(BYTE_ORDER_MARK.to_vec());
        writer.write_record(&table.columns)?;
        for row in &table.rows {
            writer.write_record(row.iter().map(field))?;
        }
        Ok(writer.into_inner()?)
    };
    let body = write().map_err(|error| failed(Error::internal(error), id))?;
    let disposition = HeaderValue::from_str(&disposition(&table.file))
        .map_err(|error| failed(Error::internal(error), id))?;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8"),
        ),
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
    Ok((headers, body).into_response())
}

/// A cell as it stands in the file. A spreadsheet takes words that begin like a formula for one, and
/// names of places come from other people: an apostrophe makes them words again.
fn field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => number.clone(),
        Cell::Words(words) if words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => {
            ["'", words].concat()
        }
        Cell::Words(words) => words.clone(),
    }
}

/// The header that saves the answer as `name`.csv; a plain name for programs that know no other
/// (RFC 6266).
fn disposition(name: &str) -> String {
    let mut value = String::from("attachment; filename=\"zufang-market.csv\"; filename*=UTF-8''");
    for byte in name.bytes().chain(*b".csv") {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            value.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(value, "%{byte:02X}");
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_become_formulas() {
        for words in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(field(&words.into()), ["'", words].concat());
        }
        assert_eq!(field(&"朝阳区".into()), "朝阳区");
        assert_eq!(field(&Some(5).into()), "5");
    }

    #[test]
    fn any_name_makes_a_header() {
        let value = disposition("“a\r\n\"b” 行情");
        assert!(value.is_ascii() && !value.contains(['\r', '\n']), "{value}");
        assert!(value.ends_with("%20%E8%A1%8C%E6%83%85.csv"), "{value}");
    }
}
