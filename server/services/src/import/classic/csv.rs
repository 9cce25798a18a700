//! Reading the CSV files of a classic database, after RFC 4180 but for one thing: a field without quotes
//! and without content is no value, and one of two quotes is the empty text. The csv crate reads both
//! alike.

use super::super::input::LONGEST_ROW;
use std::io::{self, BufRead};

/// A field: nothing, or its bytes.
pub(super) type Field = Option<Vec<u8>>;

/// What `SELECT … INTO OUTFILE` and `mysqldump --tab` write where there is no value.
const NOTHING: &[u8] = br"\N";

/// The rows of a file.
pub(super) struct CsvRows<R> {
    reader: R,
    /// The line on which the next row begins, from 1.
    line: u64,
}

/// A row that does not end.
#[derive(Debug)]
pub(super) struct Endless;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the beginning of a field.
    Start,
    /// In a field without quotes.
    Plain,
    /// Between quotes.
    Quoted,
    /// After a quote that ends the field, or is the first of two that stand for one.
    Closed,
}

impl<R: BufRead> CsvRows<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, line: 1 }
    }

    /// The line on which the row that is read next begins.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Reads the next row into `fields` and returns the line on which it began; nothing at the end. Lines
    /// without anything are passed over.
    pub(super) fn next(
        &mut self,
        fields: &mut Vec<Field>,
    ) -> io::Result<Option<Result<u64, Endless>>> {
        loop {
            fields.clear();
            let began = self.line;
            match self.row(fields)? {
                Some(Err(endless)) => return Ok(Some(Err(endless))),
                None => return Ok(None),
                Some(Ok(())) if matches!(fields.as_slice(), [None]) => {}
                Some(Ok(())) => return Ok(Some(Ok(began))),
            }
        }
    }

    fn row(&mut self, fields: &mut Vec<Field>) -> io::Result<Option<Result<(), Endless>>> {
        let mut state = State::Start;
        let mut was_quoted = false;
        let mut field = Vec::new();
        let mut size = 0_u64;
        let mut end = |field: &mut Vec<u8>, was_quoted: &mut bool| {
            let bytes = std::mem::take(field);
            let nothing = !*was_quoted && (bytes.is_empty() || bytes == NOTHING);
            fields.push((!nothing).then_some(bytes));
            *was_quoted = false;
        };
        loop {
            let ready = self.reader.fill_buf()?;
            if ready.is_empty() {
                if size == 0 {
                    return Ok(None);
                }
                if state == State::Quoted {
                    return Ok(Some(Err(Endless)));
                }
                end(&mut field, &mut was_quoted);
                return Ok(Some(Ok(())));
            }
            let mut used = 0;
            for byte in ready.iter().copied() {
                used += 1;
                size += 1;
                if byte == b'\n' {
                    self.line += 1;
                }
                match (state, byte) {
                    (State::Quoted, b'"') => state = State::Closed,
                    (State::Quoted, _) => field.push(byte),
                    (State::Closed, b'"') => {
                        field.push(byte);
                        state = State::Quoted;
                    }
                    (State::Start, b'"') => {
                        was_quoted = true;
                        state = State::Quoted;
                    }
                    (_, b',') => {
                        end(&mut field, &mut was_quoted);
                        state = State::Start;
                    }
                    (_, b'\n') => {
                        if field.last() == Some(&b'\r') {
                            field.pop();
                        }
                        end(&mut field, &mut was_quoted);
                        self.reader.consume(used);
                        return Ok(Some(Ok(())));
                    }
                    (State::Closed, b'\r') => {}
                    (_, _) => {
                        field.push(byte);
                        state = State::Plain;
                    }
                }
                if size > LONGEST_ROW {
                    return Ok(Some(Err(Endless)));
                }
            }
            self.reader.consume(used);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn rows(text: &[u8], buffer: usize) -> Vec<(u64, Vec<Field>)> {
        let mut rows = CsvRows::new(BufReader::with_capacity(buffer, text));
        let mut fields = Vec::new();
        let mut all = Vec::new();
        while let Some(row) = rows.next(&mut fields).unwrap() {
            all.push((row.unwrap(), fields.clone()));
        }
        all
    }

    fn some(text: &str) -> Field {
        Some(text.as_bytes().to_vec())
    }

    #[test]
    fn nothing_and_the_empty_text_are_told_apart() {
        let text =
            b"id,a,b\r\n1,,\"\"\n2,\\N,\"\\N\"\n\n\"3\",\"say \"\"hi\"\", \nyou\", x \n4,a\"b,";
        let expected = vec![
            (1, vec![some("id"), some("a"), some("b")]),
            (2, vec![some("1"), None, some("")]),
            (3, vec![some("2"), None, some("\\N")]),
            (5, vec![some("3"), some("say \"hi\", \nyou"), some(" x ")]),
            (7, vec![some("4"), some("a\"b"), None]),
        ];
        for buffer in [1, 2, 3, 7, 8192] {
            assert_eq!(rows(text, buffer), expected, "{buffer}");
        }
        assert_eq!(rows(b"", 10), []);
        assert_eq!(rows(b"\n\r\n\n", 10), []);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_ends_the_reading() {
        let mut fields = Vec::new();
        let mut rows = CsvRows::new(&b"1,\"never closed\n2,b\n"[..]);
        assert!(matches!(rows.next(&mut fields), Ok(Some(Err(Endless)))));
        let long = [b"1,\"".to_vec(), vec![b'x'; 2 << 20]].concat();
        let mut rows = CsvRows::new(long.as_slice());
        assert!(matches!(rows.next(&mut fields), Ok(Some(Err(Endless)))));
    }
}
