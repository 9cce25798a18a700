//! The parts of the search page. All of them are plain functions of the query and its answer: they
//! hold no signals, so the server renders them fast and the browser hydrates them cheaply.

mod facet_group;
mod filter_panel;
mod no_results;
mod results;
mod summary;

pub(in crate::features) use filter_panel::{filter_foot, filter_sheet, filters};
pub(in crate::features) use results::results;
pub(in crate::features) use summary::summary;
