//! What the dashboard (工作台) of who offers homes shows.

use crate::{ListingId, ListingStatus, Median, NamedPlace, account::admin::Paged};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

crate::listing::words! {
    /// How many days are looked at, today included.
    Span {
        /// A week.
        Week = "7",
        /// A month.
        Month = "30",
        /// A quarter.
        Quarter = "90",
    }
}

impl Span {
    /// The number of days.
    pub const fn days(self) -> u32 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }
}

crate::listing::words! {
    /// By what homes are sorted, the most first.
    HomeOrder {
        /// How often they were shown.
        Impressions = "impressions",
        /// How often they were looked at.
        Views = "views",
        /// How many people asked.
        Contacts = "contacts",
        /// How many viewings were asked for.
        Viewings = "viewings",
    }
}

/// What is asked of the dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DashboardQuery {
    /// How many days.
    pub span: Span,
    /// By what homes are sorted.
    pub sort: HomeOrder,
    /// Which page of homes, from 1.
    pub page: u32,
}

impl Default for DashboardQuery {
    fn default() -> Self {
        Self {
            span: Span::Month,
            sort: HomeOrder::Views,
            page: 1,
        }
    }
}

impl DashboardQuery {
    /// The query as the address of the page says it; what makes no sense is left at what is usual.
    pub fn of_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name {
                "span" => query.span = value.parse().unwrap_or(query.span),
                "sort" => query.sort = value.parse().unwrap_or(query.sort),
                "page" => query.page = value.parse().unwrap_or(1),
                _ => {}
            }
        }
        query.page = query.page.max(1);
        query
    }

    /// The address of the page that it asks for.
    pub fn to_path(self) -> String {
        [
            "/console?span=",
            self.span.as_str(),
            "&sort=",
            self.sort.as_str(),
            "&page=",
            &self.page.to_string(),
        ]
        .concat()
    }
}

/// The way from being shown to being let, as numbers of times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Funnel {
    /// 曝光: shown in a list.
    pub impressions: u32,
    /// 浏览: looked at closely.
    pub views: u32,
    /// 联系: enquiries, and phone numbers that were shown.
    pub contacts: u32,
    /// 预约: viewings asked for.
    pub viewings: u32,
    /// 成交: homes let.
    pub lets: u32,
}

impl Funnel {
    /// Counts the steps of `other` too.
    pub fn add(&mut self, other: &Self) {
        self.impressions = self.impressions.saturating_add(other.impressions);
        self.views = self.views.saturating_add(other.views);
        self.contacts = self.contacts.saturating_add(other.contacts);
        self.viewings = self.viewings.saturating_add(other.viewings);
        self.lets = self.lets.saturating_add(other.lets);
    }
}

/// What happened on a day in China.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DayFunnel {
    /// The day.
    #[serde(with = "crate::day")]
    pub day: NaiveDate,
    /// What happened.
    pub funnel: Funnel,
}

/// What happened with a home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HomeFunnel {
    /// The home.
    pub listing: ListingId,
    /// Its headline.
    pub title: String,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// What happened.
    pub funnel: Funnel,
}

/// A district in which somebody has public homes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DistrictDemand {
    /// Code and Chinese name.
    pub district: NamedPlace,
    /// One's own public homes there.
    pub own: u32,
    /// All public homes there.
    pub homes: u32,
    /// Monthly rents of entire homes; nothing when they are too few.
    pub entire: Option<Median>,
    /// The change of the rent per m² from the month before last to the last with enough homes, in
    /// per mille; nothing when there are no two such months.
    pub change: Option<i32>,
    /// Detail views of all homes there within the span, per home, in tenths.
    pub views_per_home: u32,
}

crate::listing::words! {
    /// Something to be done today.
    Task {
        /// Homes to be confirmed again.
        Reconfirm = "reconfirm",
        /// Homes that nobody confirmed in time, and that are not shown any more.
        Expired = "expired",
        /// Drafts and changes of public homes that were rejected.
        Rejected = "rejected",
        /// Enquiries that nobody answered.
        Unanswered = "unanswered",
        /// Viewings that wait to be confirmed.
        Unconfirmed = "unconfirmed",
        /// Viewings today.
        ViewingsToday = "viewings_today",
        /// Drafts that are not handed in.
        Drafts = "drafts",
        /// The licence was rejected.
        LicenceRejected = "licence_rejected",
    }
}

impl Task {
    /// Where it is done.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Reconfirm => "/console/listings?shelf=unconfirmed",
            Self::Expired => "/console/listings?shelf=expired",
            Self::Rejected => "/console/listings?shelf=sent_back",
            Self::Drafts => "/console/listings?shelf=draft",
            Self::Unanswered => "/console/enquiries",
            Self::Unconfirmed | Self::ViewingsToday => "/console/viewings",
            Self::LicenceRejected => "/console/profile",
        }
    }
}

/// The dashboard of who offers homes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dashboard {
    /// What was asked for.
    pub query: DashboardQuery,
    /// What is to be done today, and how many of it; only what there is.
    pub tasks: Vec<(Task, u32)>,
    /// One's own homes, by where they stand.
    pub homes_by_status: Vec<(ListingStatus, u32)>,
    /// The sum over the span.
    pub total: Funnel,
    /// Every day of the span, the oldest first.
    pub days: Vec<DayFunnel>,
    /// A page of one's own homes.
    pub homes: Paged<HomeFunnel>,
    /// The districts of one's own public homes, most homes first.
    pub districts: Vec<DistrictDemand>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_asked_for() {
        let query = DashboardQuery::of_pairs([("span", "7"), ("sort", "contacts"), ("page", "3")]);
        assert_eq!(query.to_path(), "/console?span=7&sort=contacts&page=3");
        let odd = DashboardQuery::of_pairs([("span", "8"), ("sort", "x"), ("page", "0")]);
        assert_eq!(odd, DashboardQuery::default());
    }
}
