//! What the module `saved` tells about a list.

use chrono::{DateTime, Utc};
use domain::ListingId;
use leptos::web_sys::Element;
use serde::Deserialize;

/// A kept home, as the module writes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct KeptHome {
    /// The home.
    pub(super) id: ListingId,
    /// When it was put into the list, in milliseconds since 1970.
    at: i64,
    /// Its title then.
    pub(super) title: String,
}

impl KeptHome {
    /// When it was put into the list.
    pub(super) fn since(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_millis(self.at).filter(|_| self.at > 0)
    }
}

/// Why nothing is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The browser refuses it.
    Off,
    /// There is no room left.
    Full,
}

/// The list as the element `<kept-homes>` holds it; `None` before the module runs.
pub(super) fn read(element: &Element) -> Option<(Vec<KeptHome>, Option<Trouble>)> {
    let homes = element.get_attribute("homes")?;
    let trouble = match element.get_attribute("trouble").as_deref() {
        Some("off") => Some(Trouble::Off),
        Some("full") => Some(Trouble::Full),
        _ => None,
    };
    Some((
        serde_json::from_slice(homes.as_bytes()).unwrap_or_default(),
        trouble,
    ))
}
