//! The parts of a listing's page: plain functions of the listing.

mod agent;
mod breadcrumb;
mod comparison;
mod cost;
mod facts;
mod gallery;
mod headline;
mod place;
mod similar;
mod stations;

pub(super) use agent::agent;
pub(crate) use agent::{answers, ratings};
pub(super) use breadcrumb::{breadcrumb, trail};
pub(super) use comparison::comparison;
pub(crate) use comparison::verdict_words;
pub(super) use cost::cost;
pub(crate) use cost::{PayParam, amount, terms_links};
pub(super) use facts::facts_list;
pub(super) use gallery::gallery;
pub(super) use headline::{description, headline};
pub(super) use place::place;
pub(super) use similar::similar;
