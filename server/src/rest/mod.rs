//! The REST API.

pub(crate) mod classic;
mod ids;
pub(crate) mod v1;
