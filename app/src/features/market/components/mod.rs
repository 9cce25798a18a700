//! The parts of the statistics page: plain functions of the market.

mod areas;
mod choose;
mod figure;
mod headline;
mod history;
mod method;
mod mix;
mod places;
mod rents;
mod table;

pub(super) use areas::areas;
pub(super) use choose::choose;
pub(super) use headline::{headline, nothing};
pub(super) use history::history;
pub(super) use method::method;
pub(super) use mix::{modes, rooms};
pub(super) use places::{business_districts, places};
pub(super) use rents::rents;
