//! The REST API.

pub(crate) mod v1;
