//! Listings as those who publish them see them.

use super::{ListingAction, ListingForm, Quality};
use crate::{
    FieldError, Layout, ListingDetail, ListingId, ListingStatus, PhotoRef,
    account::admin::FieldChange,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

crate::listing::words! {
    /// How far what is being written about a listing has come.
    EditState {
        /// It can be written on.
        Open = "open",
        /// It waits for a moderator.
        InReview = "in_review",
    }
}

crate::listing::words! {
    /// A part of one's listings.
    OwnShelf {
        /// Being written, those that were sent back included.
        Draft = "draft",
        /// Sent back by a moderator and not handed in since, changes of public ones included.
        SentBack = "sent_back",
        /// Waiting for a moderator, changes of public ones included.
        InReview = "in_review",
        /// Public.
        Published = "published",
        /// Public, and to be confirmed.
        Unconfirmed = "unconfirmed",
        /// Promised to somebody.
        Reserved = "reserved",
        /// Rented out.
        Let = "let",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Not confirmed in time.
        Expired = "expired",
    }
}

crate::listing::words! {
    /// The order of one's listings.
    OwnSort {
        /// The latest change first.
        Changed = "changed",
        /// The longest without a confirmation first.
        Confirmed = "confirmed",
        /// The lowest rent first.
        RentUp = "rent_up",
        /// The highest rent first.
        RentDown = "rent_down",
    }
}

/// Which of one's listings are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct OwnQuery {
    /// Part of the title, or of the estate's name, or the listing's number.
    pub q: String,
    /// Only those of this part.
    pub shelf: Option<OwnShelf>,
    /// In which order.
    pub sort: OwnSort,
    /// Which page, from 1.
    pub page: u32,
}

impl Default for OwnQuery {
    fn default() -> Self {
        Self {
            q: String::new(),
            shelf: None,
            sort: OwnSort::Changed,
            page: 1,
        }
    }
}

/// One of one's listings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnListing {
    /// The listing.
    pub id: ListingId,
    /// The headline.
    pub title: String,
    /// Monthly rent in whole CNY.
    pub rent: u32,
    /// Area in m².
    pub area: Option<f64>,
    /// Rooms, halls, baths.
    pub layout: Layout,
    /// Name of the district.
    pub district: Option<String>,
    /// Name of the estate.
    pub estate: Option<String>,
    /// Main photo.
    pub photo: Option<PhotoRef>,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// How far what is being written about it has come, if anything is.
    pub edit: Option<EditState>,
    /// What a moderator decided against it, while it still stands so: it was rejected, or taken down.
    pub against: Option<ListingAction>,
    /// Counts the changes.
    pub version: i64,
    /// When it last changed.
    #[serde(with = "crate::moment")]
    pub updated_at: DateTime<Utc>,
    /// Since when it waits for a word that it is still to be had; nothing when it does not.
    pub days_unconfirmed: Option<u32>,
    /// Whether it has been expired for too long to be confirmed: for more than 90 days.
    pub long_expired: bool,
}

/// A page of one's listings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnPage {
    /// The listings.
    pub listings: Vec<OwnListing>,
    /// How many match.
    pub total: u32,
    /// The page shown, from 1.
    pub page: u32,
    /// Number of pages, at least 1.
    pub pages: u32,
    /// How many there are of each part, in the order of [`OwnShelf::ALL`].
    pub counts: Vec<u32>,
}

/// What happened to a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// Its number.
    pub id: i64,
    /// When.
    #[serde(with = "crate::moment")]
    pub at: DateTime<Utc>,
    /// Who did it, by name; nothing when nobody did.
    pub actor: Option<String>,
    /// What was done, by its word.
    pub action: String,
    /// Where it led.
    pub to: ListingStatus,
    /// Why, by the words of a list.
    pub reasons: Vec<String>,
    /// What was said beside them.
    pub note: String,
}

/// An estate to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EstateChoice {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its district's name.
    pub district: String,
}

/// What the editor shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditorPage {
    /// The listing.
    pub id: ListingId,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// Counts the changes of the listing itself.
    pub listing_version: i64,
    /// Whether it has been expired for too long to be confirmed: for more than 90 days.
    pub long_expired: bool,
    /// What is written.
    pub form: ListingForm,
    /// Counts the changes of what is written. Before the first it is below zero and says which public text
    /// the form shows.
    pub version: i64,
    /// How far it has come.
    pub state: EditState,
    /// What it changes of what is public, when something is.
    pub changes: Vec<FieldChange>,
    /// Whether it has other photos than what is public, when something is.
    pub photos_changed: bool,
    /// What is wrong or missing.
    pub problems: Vec<FieldError>,
    /// How good it is.
    pub quality: Quality,
    /// How many photos there are.
    pub photos: u32,
    /// The divisions of the city, by code and name.
    pub districts: Vec<(i32, String)>,
    /// The business districts of the district, by id and name.
    pub business_districts: Vec<(i64, String)>,
    /// The cities that can be chosen, by code and name.
    pub cities: Vec<(i32, String)>,
    /// What happened to the listing, the latest first.
    pub steps: Vec<Step>,
}

impl EditorPage {
    /// Whether somebody has begun to write.
    pub const fn is_begun(&self) -> bool {
        self.version > 0
    }
}

/// A listing as its page would be, if what is written about it were public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// The listing, without what is missing or wrong: there stands what was said before, if anything was.
    pub listing: ListingDetail,
    /// What is missing or wrong.
    pub wrong: Vec<FieldError>,
}

/// What became of saving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Saved {
    /// It is kept.
    Kept {
        /// The version it has now.
        version: i64,
        /// What is wrong or missing.
        problems: Vec<FieldError>,
        /// How good it is.
        quality: Quality,
    },
    /// Somebody else saved in between: nothing was kept.
    Overtaken {
        /// The version that is kept.
        version: i64,
        /// Who saved it, by name.
        by: Option<String>,
        /// In which fields the kept one differs from what was sent: `before` is kept, `after` was sent.
        changes: Vec<FieldChange>,
    },
}
