//! The kinds of pages in the sitemap.

use super::{PageChanges, exists, fixed_pages};
use chrono::{DateTime, Utc};
use services::sitemap::{PageChange, PageKind};

/// What the pages of a part show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Pages,
    Cities,
    Districts,
    BusinessDistricts,
    Estates,
    Agents,
    Listings,
}

impl Kind {
    pub(super) const ALL: [Self; 7] = [
        Self::Pages,
        Self::Cities,
        Self::Districts,
        Self::BusinessDistricts,
        Self::Estates,
        Self::Agents,
        Self::Listings,
    ];

    /// The kind in the names of its parts, and in the addresses of its pages.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Cities => "cities",
            Self::Districts => "districts",
            Self::BusinessDistricts => "business-districts",
            Self::Estates => "estates",
            Self::Agents => "agents",
            Self::Listings => "listings",
        }
    }

    const fn page_kind(self) -> Option<PageKind> {
        match self {
            Self::Pages | Self::Listings => None,
            Self::Cities => Some(PageKind::City),
            Self::Districts => Some(PageKind::District),
            Self::BusinessDistricts => Some(PageKind::BusinessDistrict),
            Self::Estates => Some(PageKind::Estate),
            Self::Agents => Some(PageKind::Agent),
        }
    }

    /// The address of the page `number`.
    pub(super) fn path(self, number: i64) -> String {
        format!("/{}/{number}", self.name())
    }

    /// The pages of the run `run` that are known by now: all but those of listings.
    pub(super) fn pages(self, changes: &PageChanges, size: u32, run: i64) -> &[PageChange] {
        let Some(kind) = self.page_kind() else {
            return &[];
        };
        let pages = changes.pages(kind);
        let start = pages.partition_point(|(number, _)| run_of(*number, size) < run);
        let end = pages.partition_point(|(number, _)| run_of(*number, size) <= run);
        pages.get(start..end).unwrap_or_default()
    }

    /// The runs that have a page, from 0, with the newest change in each.
    pub(super) fn runs(self, changes: &PageChanges, size: u32) -> Vec<(i64, DateTime<Utc>)> {
        match self.page_kind() {
            Some(kind) if exists(&format!("/{}/:", self.name())) => {
                let mut runs: Vec<(i64, DateTime<Utc>)> = Vec::new();
                for (number, changed_at) in changes.pages(kind) {
                    let run = run_of(*number, size);
                    match runs.last_mut() {
                        Some((last, newest)) if *last == run => {
                            *newest = (*newest).max(*changed_at);
                        }
                        _ => runs.push((run, *changed_at)),
                    }
                }
                runs
            }
            Some(_) => Vec::new(),
            None if self == Self::Listings => changes.listing_runs.clone(),
            // What is on them follows from the homes.
            None => changes
                .newest
                .filter(|_| fixed_pages().next().is_some())
                .map(|newest| (0, newest))
                .into_iter()
                .collect(),
        }
    }
}

/// The run that a number lies in.
fn run_of(number: i64, size: u32) -> i64 {
    (number - 1).div_euclid(i64::from(size))
}
