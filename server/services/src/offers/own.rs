//! The list of one's own listings.

use crate::{Caller, Result, Services, looked_for::looked_for};
use chrono::TimeDelta;
use domain::{
    Rows,
    account::token::TokenScope,
    offer::{CONFIRM_DAYS, OwnPage, OwnQuery},
};
use store::OwnCut;

/// Listings on a page.
pub const PAGE: u32 = 50;

impl Services {
    /// A page of the caller's listings, as the database has them at this moment. Three statements.
    ///
    /// # Errors
    /// [`crate::Error::Forbidden`] for who may not publish.
    pub async fn own_listings(&self, caller: &Caller, query: &OwnQuery) -> Result<OwnPage> {
        self.own_listings_rows(caller, query, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn own_listings_rows(
        &self,
        caller: &Caller,
        query: &OwnQuery,
        rows: Rows,
    ) -> Result<OwnPage> {
        let user = caller.offering(TokenScope::ListingsRead)?.user;
        let query = &OwnQuery {
            q: looked_for(&query.q),
            ..query.clone()
        };
        let now = self.clock().now();
        let unconfirmed_before = now - TimeDelta::days(CONFIRM_DAYS);
        let store = self.store().primary_reads();
        let counts = store.offers().own_counts(user, unconfirmed_before).await?;
        let limit = rows.limit().max(1);
        let mut page = query.page.max(1);
        loop {
            let cut = OwnCut {
                unconfirmed_before,
                now,
                skip: match rows {
                    Rows::From { skip, .. } => skip,
                    Rows::Page(_) | Rows::After { .. } => (page - 1).saturating_mul(limit),
                },
                limit,
            };
            let (listings, total) = store.offers().own(user, query, cut).await?;
            let pages = total.div_ceil(limit).max(1);
            if page > pages && matches!(rows, Rows::Page(_)) {
                page = pages;
                continue;
            }
            return Ok(OwnPage {
                listings,
                total,
                page,
                pages,
                counts,
            });
        }
    }
}
