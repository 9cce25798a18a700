//! Single choices of a listing.

use super::words;

words! {
    /// How the home is let.
    RentMode {
        /// 整租: the whole home.
        Entire = "entire",
        /// 合租: a room in a shared home; the area is the room's.
        Shared = "shared",
        /// 独栋公寓: a unit of a building run by one operator.
        Apartment = "apartment",
    }
}

words! {
    /// How the home is fitted out.
    Decoration {
        /// 毛坯.
        Bare = "bare",
        /// 简装.
        Simple = "simple",
        /// 精装.
        Fine = "fine",
        /// 豪装.
        Luxury = "luxury",
    }
}

impl ListingStatus {
    /// Whether everybody could see the home once: its page says what became of it.
    pub const fn was_public(self) -> bool {
        !matches!(self, Self::Draft | Self::InReview)
    }

    /// Whether the home is not to be had any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Let | Self::Withdrawn | Self::Expired)
    }
}

words! {
    /// Where a listing stands in its life. Only `published` is found by searches.
    ListingStatus {
        /// Being written.
        Draft = "draft",
        /// Waiting for moderation.
        InReview = "in_review",
        /// Public.
        Published = "published",
        /// Promised to somebody.
        Reserved = "reserved",
        /// Rented out.
        Let = "let",
        /// Taken back by its agent.
        Withdrawn = "withdrawn",
        /// Not confirmed in time.
        Expired = "expired",
    }
}

words! {
    /// When rent is paid and how much deposit is held.
    PaymentTerms {
        /// 押一付一: one month's deposit, paid monthly.
        Monthly = "monthly",
        /// 双月付: one month's deposit, paid every two months.
        Bimonthly = "bimonthly",
        /// 押一付三: one month's deposit, paid quarterly.
        Quarterly = "quarterly",
        /// 半年付: paid every half year.
        HalfYearly = "half_yearly",
        /// 年付: paid yearly.
        Yearly = "yearly",
    }
}

impl PaymentTerms {
    /// Months of rent that each payment covers, the first one too.
    pub const fn months(self) -> u32 {
        match self {
            Self::Monthly => 1,
            Self::Bimonthly => 2,
            Self::Quarterly => 3,
            Self::HalfYearly => 6,
            Self::Yearly => 12,
        }
    }

    /// Whether the terms name the deposit (押一). 半年付 and 年付 leave it open.
    pub const fn names_deposit(self) -> bool {
        matches!(self, Self::Monthly | Self::Bimonthly | Self::Quarterly)
    }
}
