//! What an endpoint promises: what it takes, what it answers, who may ask. The document of the API is made
//! from it, and so is the refusal of what it does not take.
//!
//! What comes in is read off the handler's own arguments ([`Described`]); what goes out and why is said
//! beside the route:
//!
//! ```ignore
//! get("/users/{id}", users::show)
//!     .says("Shows an account")
//!     .answers::<AccountDetail>()
//! ```

mod described;
mod document;
mod operation;
mod schemas;
mod usual;

pub(crate) use described::Described;
pub use document::Document;
pub(crate) use document::describe;
pub(super) use document::{BASE, endpoints};
pub(crate) use operation::Operation;
pub(super) use operation::{Parameter, delete, get, patch, post, put};
