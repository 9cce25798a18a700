//! The parts of the page of a place: plain functions of the place.

mod breadcrumb;
mod headline;
mod homes;
mod prices;
mod tiles;
mod trend;

pub(super) use breadcrumb::breadcrumb;
pub(super) use headline::{headline, intro};
pub(super) use homes::newest;
pub(super) use prices::prices;
pub(crate) use tiles::place_tiles;
pub(super) use tiles::{neighbours, parts};
