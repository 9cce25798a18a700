//! `fields`: which fields of an answer somebody wants.

use super::super::{answer::invalid, asked::shortened};
use domain::{AppError, FieldError};
use serde_json::Value;
use std::collections::BTreeSet;
use utoipa::{
    PartialSchema,
    openapi::{RefOr, Schema},
};

/// Names of fields.
pub(super) struct Fields(BTreeSet<String>);

impl Fields {
    /// Reads names separated by commas, of fields that `T` has. None for an empty text.
    ///
    /// # Errors
    /// Names the first that is none, as `parameter.name`.
    pub(super) fn read<T: PartialSchema>(
        parameter: &str,
        text: &str,
    ) -> Result<Option<Self>, AppError> {
        let known: Vec<String> = match T::schema() {
            RefOr::T(Schema::Object(object)) => object.properties.keys().cloned().collect(),
            _ => Vec::new(),
        };
        let mut names = BTreeSet::new();
        for name in text
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            if known.iter().all(|known| known != name) {
                return Err(invalid(vec![FieldError {
                    field: [parameter, ".", &shortened(name)].concat(),
                    code: "unknown_field".into(),
                }]));
            }
            names.insert(name.to_owned());
        }
        Ok((!names.is_empty()).then_some(Self(names)))
    }

    /// Takes everything else out of `object`.
    pub(super) fn keep(&self, object: &mut Value) {
        if let Some(fields) = object.as_object_mut() {
            fields.retain(|name, _| self.0.contains(name));
        }
    }
}
