//! Reading the file of an import.

use crate::{Error, Result};
use domain::{
    FieldError,
    offer::{EXTERNAL_ID, IMPORT_BYTES_MAX, IMPORT_ROWS_MAX, ListingForm, import_field},
};
use std::borrow::Cow;

/// What publishers call their homes is no longer than this, in characters.
const EXTERNAL_ID_MAX: usize = 64;
/// No field takes a longer text, in characters.
const FIELD_MAX: usize = 4_000;

/// A row as it stands in the file.
pub(super) struct FileRow {
    /// The line on which it begins.
    pub(super) line: u32,
    /// What its publisher calls the home.
    pub(super) external_id: String,
    /// What it says, by field; fields without a column are not here.
    pub(super) said: Vec<(&'static str, String)>,
    /// What is wrong with it before anybody looks at what it says.
    pub(super) problems: Vec<FieldError>,
}

impl FileRow {
    /// `before`, changed to what the row says.
    pub(super) fn over(&self, before: &ListingForm) -> ListingForm {
        let mut form = before.clone();
        for (field, text) in &self.said {
            if let Some(kept) = form.field_mut(field) {
                kept.clone_from(text);
            }
        }
        form
    }
}

fn problem(field: &str, code: &str) -> FieldError {
    FieldError {
        field: field.into(),
        code: code.into(),
    }
}

/// The text of a file: in UTF-8, or as spreadsheets in Chinese write it (GBK, GB 18030).
fn text_of(file: &[u8]) -> Option<Cow<'_, str>> {
    match std::str::from_utf8(file) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(file),
    }
}

/// The rows of a CSV file.
///
/// # Errors
/// [`Error::Invalid`] for a file that is too large, in another encoding, no CSV, or without the columns that
/// are needed.
pub(super) fn rows(file: &[u8]) -> Result<Vec<FileRow>> {
    let refused = |code: &str| Err(Error::field("file", code));
    if file.len() > IMPORT_BYTES_MAX {
        return refused("file_too_large");
    }
    let Some(text) = text_of(file) else {
        return refused("not_utf8");
    };
    // The reader counts a line's end by its last character only.
    let text = text
        .strip_prefix('\u{feff}')
        .unwrap_or(&text)
        .replace("\r\n", "\n");
    if text.trim().is_empty() {
        return refused("missing");
    }
    if text.contains('\0') {
        return refused("not_csv");
    }
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let Ok(heads) = reader.headers().cloned() else {
        return refused("not_csv");
    };
    let mut columns = Vec::new();
    for head in &heads {
        let field = import_field(head);
        match field {
            // Columns without a head, as spreadsheets leave them.
            None if head.trim().is_empty() => {}
            None => return refused("unknown_column"),
            Some(field) if columns.contains(&Some(field)) => return refused("column_twice"),
            Some(_) => {}
        }
        columns.push(field);
    }
    if !columns.contains(&Some(EXTERNAL_ID)) {
        return refused("no_external_id");
    }
    let mut rows: Vec<FileRow> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for record in reader.records() {
        let Ok(record) = record else {
            return refused("not_csv");
        };
        if record.iter().all(|text| text.trim().is_empty()) {
            continue;
        }
        if rows.len() == IMPORT_ROWS_MAX {
            return refused("too_many_rows");
        }
        let line = record.position().map_or(0, csv::Position::line);
        let mut row = FileRow {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            external_id: String::new(),
            said: Vec::new(),
            problems: Vec::new(),
        };
        if record.len() != columns.len() {
            row.problems.push(problem("row", "wrong_columns"));
        }
        for (column, text) in columns.iter().zip(&record) {
            match *column {
                Some(EXTERNAL_ID) => row.external_id = text.trim().to_owned(),
                Some(field) if text.chars().count() > FIELD_MAX => {
                    row.problems.push(problem(field, "too_long"));
                }
                Some(field) => row.said.push((field, text.trim().to_owned())),
                None => {}
            }
        }
        let id = &row.external_id;
        let code = if id.is_empty() {
            Some("missing")
        } else if id.chars().count() > EXTERNAL_ID_MAX {
            Some("too_long")
        } else if id.chars().any(char::is_control) {
            Some("characters")
        } else if !seen.insert(id.clone()) {
            Some("twice")
        } else {
            None
        };
        if let Some(code) = code {
            row.problems.push(problem(EXTERNAL_ID, code));
            row.external_id = row.external_id.chars().take(EXTERNAL_ID_MAX).collect();
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return refused("missing");
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(file: &[u8]) -> String {
        match rows(file) {
            Err(Error::Invalid(fields)) => fields[0].code.clone(),
            _ => String::new(),
        }
    }

    #[test]
    fn chinese_and_english_heads_are_read_with_and_without_a_mark() {
        for file in [
            "\u{feff}房源编号,租金\r\nA1,\"6500\"\r\n",
            "external_id,rent\nA1,6500\n",
        ] {
            let rows = rows(file.as_bytes()).unwrap();
            assert_eq!((rows[0].line, rows[0].external_id.as_str()), (2, "A1"));
            assert_eq!(rows[0].said, [("rent", "6500".to_owned())]);
        }
    }

    #[test]
    fn files_of_spreadsheets_in_chinese_are_read() {
        let (file, _, _) = encoding_rs::GBK.encode("房源编号,标题\r\nA1,阳光两居\r\n");
        assert!(std::str::from_utf8(&file).is_err());
        let rows = rows(&file).unwrap();
        assert_eq!(rows[0].said, [("title", "阳光两居".to_owned())]);
    }

    #[test]
    fn what_is_no_list_of_homes_is_refused() {
        assert_eq!(code(b""), "missing");
        assert_eq!(code(b"external_id,rent\n"), "missing");
        assert_eq!(code(b"rent\n1\n"), "no_external_id");
        assert_eq!(code(b"external_id,colour\nA,1\n"), "unknown_column");
        assert_eq!(code(b"external_id,rent,\xe7\n"), "not_utf8");
        assert_eq!(code(b"external_id,rent,rent\nA,1,2\n"), "column_twice");
        assert_eq!(code(&vec![b'a'; IMPORT_BYTES_MAX + 1]), "file_too_large");
    }

    #[test]
    fn a_row_that_is_wrong_does_not_stop_the_others() {
        let rows = rows(b"external_id,rent\nA,1\nA,2\n,3\nB\n").unwrap();
        let codes: Vec<&str> = rows
            .iter()
            .map(|row| row.problems.first().map_or("", |problem| &problem.code))
            .collect();
        assert_eq!(codes, ["", "twice", "missing", "wrong_columns"]);
    }
}
