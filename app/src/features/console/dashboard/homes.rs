//! One's own homes, by how they do.

use super::table::{Cell, Row, table};
use crate::{format::thousands, locales::Text};
use domain::agents::dashboard::{Dashboard, DashboardQuery, HomeFunnel, HomeOrder};
use leptos::prelude::*;
use ui::{Badge, Pagination, Segment, Segments};

const HOMES: &str = "own-homes";

pub(super) fn homes(text: &'static Text, dashboard: &Dashboard) -> AnyView {
    let words = text.dashboard();
    let (query, homes) = (dashboard.query, &dashboard.homes);
    if homes.items.is_empty() {
        return view! {
            <section class="wide-card">
                <h2>{words.homes}</h2>
                <p class="muted">{words.no_homes}</p>
            </section>
        }
        .into_any();
    }
    let by_status: Vec<String> = dashboard
        .homes_by_status
        .iter()
        .map(|(status, homes)| [(words.status)(*status), " ", &thousands(*homes)].concat())
        .collect();
    let orders = HomeOrder::ALL.iter().map(|sort| Segment {
        label: order_name(text, *sort).into(),
        href: DashboardQuery {
            sort: *sort,
            page: 1,
            ..query
        }
        .to_path(),
        current: *sort == query.sort,
        lang: None,
    });
    let rows = homes.items.iter().map(|home| row(text, home));
    let columns = vec![
        words.home,
        words.impressions,
        words.views,
        words.contacts,
        words.viewings,
        words.lets,
    ];
    let pages = (homes.pages > 1).then(|| {
        view! {
            <Pagination
                label=text.search.pages
                previous=text.search.previous
                next=text.search.next
                page=homes.page
                pages=homes.pages
                href=move |page| DashboardQuery { page, ..query }.to_path()
            />
        }
    });
    view! {
        <section class="wide-card">
            <h2>{words.homes}</h2>
            <p class="muted">{by_status.join(words.comma)}</p>
            <Segments label=words.sort segments=orders.collect() />
            {table(HOMES, words.homes, columns, rows.collect())}
            {pages}
        </section>
    }
    .into_any()
}

fn row(text: &'static Text, home: &HomeFunnel) -> Row {
    let words = text.dashboard();
    let steps = super::shown::steps(words, &home.funnel);
    Row {
        name: view! {
            <a href=["/console/listings/", &home.listing.to_string()].concat()>{home.title.clone()}</a>
            " "
            <Badge label=(words.status)(home.status) />
        }
        .into_any(),
        cells: steps
            .iter()
            .map(|(_, number)| Cell::number(*number))
            .collect(),
    }
}

fn order_name(text: &'static Text, order: HomeOrder) -> &'static str {
    let words = text.dashboard();
    match order {
        HomeOrder::Impressions => words.impressions,
        HomeOrder::Views => words.views,
        HomeOrder::Contacts => words.contacts,
        HomeOrder::Viewings => words.viewings,
    }
}
