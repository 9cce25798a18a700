//! The file that publishers start from who bring homes in.

use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use domain::offer::IMPORT_COLUMNS;

/// Spreadsheets take a file without this mark for one in the encoding of the system.
const MARK: &str = "\u{feff}";

/// The template in Chinese, with one home as an example.
pub(super) async fn template() -> Response {
    let columns = IMPORT_COLUMNS.iter();
    file(columns.map(|column| (column.chinese, column.example_zh)))
}

/// The same with the names of the fields as heads, and their words.
pub(super) async fn template_en() -> Response {
    let columns = IMPORT_COLUMNS.iter();
    file(columns.map(|column| (column.field, column.example)))
}

fn file(columns: impl Iterator<Item = (&'static str, &'static str)>) -> Response {
    let (heads, example): (Vec<_>, Vec<_>) = columns.unzip();
    let csv = [MARK, &line(&heads), &line(&example)].concat();
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"zufang-homes.csv\"",
        ),
    ];
    (headers, csv).into_response()
}

fn line(fields: &[&str]) -> String {
    let quoted = |field: &&str| {
        if field.contains([',', '"', '\n']) {
            ["\"", &field.replace('"', "\"\""), "\""].concat()
        } else {
            (*field).to_owned()
        }
    };
    let fields: Vec<String> = fields.iter().map(quoted).collect();
    [&fields.join(","), "\r\n"].concat()
}
