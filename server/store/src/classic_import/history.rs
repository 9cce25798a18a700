//! What people of a classic system did.

use crate::{Result, Unit, dialect::insert};
use chrono::{DateTime, Utc};
use domain::{
    ListingId, UserId,
    account::{SignInOutcome, SignInWay},
};

/// A home that somebody looked at, and when last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicLook {
    /// Who.
    pub user: UserId,
    /// At what.
    pub listing: ListingId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Somebody signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicSignIn {
    /// Who.
    pub user: UserId,
    /// When.
    pub at: DateTime<Utc>,
    /// From where.
    pub ip: String,
    /// With which device; may be empty.
    pub device: String,
}

impl Unit {
    /// Remembers which homes people looked at, and when last.
    pub async fn add_looks(&mut self, looks: &[ClassicLook]) -> Result<()> {
        insert!(
            &mut *self, looks, 3,
            "INSERT INTO viewed_listing (user_id, listing_id, viewed_at) ",
            " ON CONFLICT (user_id, listing_id) DO UPDATE SET viewed_at = excluded.viewed_at \
             WHERE excluded.viewed_at > viewed_listing.viewed_at" => (),
            |values, look| {
                values.push_bind(look.user.0);
                values.push_bind(look.listing.0);
                values.push_bind(look.at);
            }
        )?;
        Ok(())
    }

    /// Adds lines to the log of signing in.
    pub async fn add_sign_ins(&mut self, lines: &[ClassicSignIn]) -> Result<()> {
        insert!(
            &mut *self, lines, 6,
            "INSERT INTO sign_in (user_id, at, ip, device, way, outcome) ", "" => (),
            |values, line| {
                values.push_bind(line.user.0);
                values.push_bind(line.at);
                values.push_bind(&line.ip);
                values.push_bind(&line.device);
                values.push_bind(SignInWay::Password.as_str());
                values.push_bind(SignInOutcome::Done.as_str());
            }
        )?;
        Ok(())
    }
}
