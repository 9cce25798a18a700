//! The REST API.

pub(crate) mod classic;
pub(crate) mod v1;
