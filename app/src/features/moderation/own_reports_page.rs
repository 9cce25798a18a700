//! What somebody reported, and what was answered (我的举报).

use super::server_fns::own_reports;
use crate::{
    features::account::own_nav,
    format::minute_in_china,
    forms::{Address, Shown, done, form_page, frame},
};
use domain::{
    account::admin::Paged,
    moderation::{ReportStatus, report::OwnReport},
};
use leptos::prelude::*;
use ui::{Badge, CardTable, Pagination, Tone};

const PATH: &str = "/account/reports";

/// The page at `/account/reports`.
pub(crate) fn own_reports_page() -> AnyView {
    form_page(
        PATH,
        |address: Address| own_reports(page_of(&address)),
        view_of,
    )
}

/// The page that an address asks for.
fn page_of(address: &Address) -> u32 {
    let page = address.parameter("page");
    page.and_then(|page| page.parse().ok()).unwrap_or(1)
}

fn view_of(shown: Shown<Paged<OwnReport>>) -> AnyView {
    let (text, found) = (shown.text, &shown.answer);
    let (words, labels) = (text.report(), text.form());
    let told = shown.address.parameter("done").map(|_| words.sent);
    let row = |report: &OwnReport| {
        let href = ["/listings/", &report.listing.to_string()].concat();
        let tone = match report.status {
            ReportStatus::Open => Tone::Accent,
            ReportStatus::Upheld => Tone::Good,
            ReportStatus::Dismissed => Tone::Neutral,
        };
        vec![
            view! { <a href=href>{report.title.clone()}</a> }.into_any(),
            (words.reason)(report.reason).into_any(),
            report.note.clone().into_any(),
            minute_in_china(report.reported_at).into_any(),
            minute_in_china(report.due_at).into_any(),
            view! { <Badge label=(words.report_status)(report.status) tone=tone /> }.into_any(),
            report.answer.clone().into_any(),
        ]
    };
    let list = if found.items.is_empty() {
        view! { <p class="muted">{words.none}</p> }.into_any()
    } else {
        view! {
            <CardTable
                caption=words.about
                columns=vec![
                    words.home,
                    labels.label_of("reason"),
                    labels.label_of("note"),
                    words.reported_at,
                    words.due_at,
                    words.status,
                    labels.label_of("answer"),
                ]
                rows=found.items.iter().map(row).collect()
            />
        }
        .into_any()
    };
    let pages = (found.pages > 1).then(|| {
        let list = &text.search;
        view! {
            <Pagination
                label=list.pages
                previous=list.previous
                next=list.next
                page=found.page
                pages=found.pages
                href=|page| [PATH, "?page=", &page.to_string()].concat()
            />
        }
    });
    let body = view! {
        {own_nav(text, PATH)}
        {done(told)}
        {list}
        {pages}
    };
    frame(text, &shown.address, words.reports, "own", body.into_any())
}
