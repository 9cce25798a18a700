//! Agents (经理人) as they run their business here: profile, licence, reviews, dashboard.

mod dashboard;
mod licences;
mod profile;
mod reviews;

pub use licences::LicenceFile;
