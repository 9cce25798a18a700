//! The dashboard (工作台).

use crate::{Caller, Result, Services};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    DivisionCode, NamedPlace, PlaceKind,
    account::{admin::Paged, token::TokenScope},
    agents::dashboard::{Dashboard, DashboardQuery, DayFunnel, DistrictDemand, Funnel},
    contact::moment_of,
    place_page::Prices,
};
use std::collections::BTreeMap;
use store::{Happened, OwnDistrict, TaskTimes};

/// Homes on a page.
const PAGE: u32 = 20;
/// The most districts that are shown.
const DISTRICTS: u32 = 6;
/// Homes that were confirmed so many days ago are to be confirmed again.
const RECONFIRM_DAYS: i64 = 14;

/// The moment at which a day begins in China.
fn beginning(day: NaiveDate) -> DateTime<Utc> {
    moment_of(day, 0)
}

impl Services {
    /// The caller's dashboard, for who may offer homes. Eight statements, whatever the number of homes.
    pub async fn dashboard(&self, caller: &Caller, query: DashboardQuery) -> Result<Dashboard> {
        let user = caller.offering(TokenScope::ListingsRead)?.user;
        let (now, today) = (self.clock().now(), self.today());
        let first = today - Days::new(u64::from(query.span.days()) - 1);
        let from = beginning(first);
        let store = self.store().primary_reads();
        let dashboards = store.dashboards();
        let times = TaskTimes {
            now,
            today: beginning(today),
            tomorrow: beginning(today + Days::new(1)),
            confirmed_before: now - TimeDelta::days(RECONFIRM_DAYS),
        };
        let tasks = dashboards.tasks(user, times).await?;
        let homes_by_status = dashboards.by_status(user).await?;

        let mut days: BTreeMap<NaiveDate, Funnel> = first
            .iter_days()
            .take(query.span.days() as usize)
            .map(|day| (day, Funnel::default()))
            .collect();
        for (day, impressions, views) in dashboards.shown(user, first).await? {
            if let Some(funnel) = days.get_mut(&day) {
                (funnel.impressions, funnel.views) = (impressions, views);
            }
        }
        for (day, what, times) in dashboards.happened(user, from).await? {
            let day = domain::day::parse(&day);
            let Some(funnel) = day.and_then(|day| days.get_mut(&day)) else {
                continue;
            };
            let place = match what {
                Happened::Contact => &mut funnel.contacts,
                Happened::Viewing => &mut funnel.viewings,
                Happened::Let => &mut funnel.lets,
            };
            *place = place.saturating_add(times);
        }
        let mut total = Funnel::default();
        for funnel in days.values() {
            total.add(funnel);
        }

        let own: u32 = homes_by_status.iter().map(|(_, homes)| homes).sum();
        let pages = own.div_ceil(PAGE).max(1);
        let page = query.page.clamp(1, pages);
        let skip = i64::from(page - 1) * i64::from(PAGE);
        let items = dashboards
            .homes(user, (query.span, from), query.sort, (PAGE, skip))
            .await?;

        let served = dashboards.districts(user, DISTRICTS).await?;
        let codes: Vec<DivisionCode> = served.iter().map(|(_, district, _)| *district).collect();
        let views = dashboards.district_views(&codes, first).await?;
        let demand = |served: &OwnDistrict| {
            let views = views.iter().find(|(code, _)| *code == served.1);
            self.demand(*served, views.map_or(0, |(_, views)| *views))
        };
        Ok(Dashboard {
            query: DashboardQuery { page, ..query },
            tasks,
            total,
            days: days
                .into_iter()
                .map(|(day, funnel)| DayFunnel { day, funnel })
                .collect(),
            homes: Paged {
                items,
                total: own.into(),
                page,
                pages,
            },
            districts: served.iter().filter_map(demand).collect(),
            homes_by_status,
        })
    }

    /// Rents and demand in a district. No SQL.
    fn demand(&self, (city, district, own): OwnDistrict, views: u64) -> Option<DistrictDemand> {
        let known = self
            .gazetteer()
            .place(PlaceKind::District, district.0.into())?;
        let id = known.place.id;
        let figures = self.index().figures(city, PlaceKind::District, &[id]);
        let figures = figures.into_iter().next();
        let supply = self
            .index()
            .supply(&PlaceKind::District.search(Some(city), id), 0);
        let homes = figures.as_ref().map_or(0, |figures| figures.homes);
        let per_home = (views * 10).checked_div(homes.into()).unwrap_or_default();
        Some(DistrictDemand {
            district: NamedPlace {
                id,
                name: known.place.name,
            },
            own,
            homes,
            entire: figures.and_then(|figures| figures.entire),
            change: change(&supply.prices),
            views_per_home: u32::try_from(per_home).unwrap_or(u32::MAX),
        })
    }
}

/// The change of rents per m² between the last two months, in per mille.
fn change(prices: &Prices) -> Option<i32> {
    let [.., before, last] = prices.months.as_slice() else {
        return None;
    };
    let (before, last) = (
        i64::from(before.per_area.median),
        i64::from(last.per_area.median),
    );
    let change = ((last - before) * 1_000).checked_div(before)?;
    i32::try_from(change).ok()
}
