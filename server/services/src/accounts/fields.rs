//! Reading the fields of a form, all of them, before anything is said about any.

use crate::{Error, Result};
use domain::FieldError;
use std::str::FromStr;

/// What is wrong with a form so far.
#[derive(Default)]
pub(crate) struct Problems(Vec<FieldError>);

impl Problems {
    /// The field as the type it has to be; tells what is wrong otherwise.
    pub(crate) fn read<T: FromStr<Err = &'static str>>(
        &mut self,
        field: &str,
        text: &str,
    ) -> Option<T> {
        text.parse().map_err(|code| self.add(field, code)).ok()
    }

    /// As [`Self::read`], for a field that may be left empty.
    pub(crate) fn read_optional<T: FromStr<Err = &'static str>>(
        &mut self,
        field: &str,
        text: &str,
    ) -> Option<T> {
        if text.trim().is_empty() {
            return None;
        }
        self.read(field, text)
    }

    /// Something is wrong with `field`.
    pub(crate) fn add(&mut self, field: &str, code: &str) {
        self.0.push(FieldError {
            field: field.to_owned(),
            code: code.to_owned(),
        });
    }

    /// Goes on only when nothing is wrong.
    pub(crate) fn check(self) -> Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.0))
        }
    }
}

/// Text of at most `most` characters, without what stands around it; empty is wrong.
pub(crate) fn short_text(problems: &mut Problems, field: &str, text: &str, most: usize) -> String {
    let text = text.trim();
    if text.is_empty() {
        problems.add(field, "missing");
    } else if text.chars().count() > most {
        problems.add(field, "too_long");
    }
    text.to_owned()
}
