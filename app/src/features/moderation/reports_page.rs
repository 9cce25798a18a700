//! The page of reports, for admins.

use super::server_fns::{AnswerReport, admin_reports};
use crate::{
    features::admin::{admin_nav, other_pages},
    format::{minute_in_china, thousands},
    forms::{Address, Form, Shown, done, form_page, frame},
    locales::Text,
};
use domain::{
    account::admin::Paged,
    moderation::{
        NOTE_MAX, ReportReason, ReportStatus,
        report::{Report, ReportQuery},
    },
};
use leptos::prelude::*;
use ui::{
    AreaField, Badge, CheckField, Choice, SelectField, SendButton, SubmitButton, Tone, Weight,
};

const PATH: &str = "/admin/reports";

/// The page at `/admin/reports`.
pub(crate) fn reports_page() -> AnyView {
    form_page(
        PATH,
        |address: Address| admin_reports(address.search),
        view_of,
    )
}

/// The reports that a query string asks for: `status` (open ones unless it says `all`), `reason`,
/// `listing`, `overdue`, `page`.
pub(super) fn query_of(search: &str) -> ReportQuery {
    let mut query = ReportQuery {
        status: Some(ReportStatus::Open),
        page: 1,
        ..ReportQuery::default()
    };
    for (name, value) in form_urlencoded::parse(search.as_bytes()) {
        match &*name {
            "status" => query.status = value.parse().ok(),
            "reason" => query.reason = value.parse().ok(),
            "listing" => query.listing = value.parse().ok(),
            "overdue" => query.overdue = value == "true",
            "page" => query.page = value.parse().unwrap_or(1).max(1),
            _ => {}
        }
    }
    query
}

fn view_of(shown: Shown<Paged<Report>>) -> AnyView {
    let (text, found) = (shown.text, &shown.answer);
    let (words, admin) = (text.moderation(), text.admin());
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let total = u32::try_from(found.total).unwrap_or(u32::MAX);
    let list = if found.items.is_empty() {
        view! { <p class="muted">{words.no_reports}</p> }.into_any()
    } else {
        let cards = found
            .items
            .iter()
            .map(|report| card(&shown, report))
            .collect_view();
        view! { <div class="report-list">{cards}</div> }.into_any()
    };
    let body = view! {
        {admin_nav(text, PATH)}
        {done(told)}
        <p class="muted">{words.reports_about}</p>
        {search_form(text, &query_of(&shown.address.search))}
        <p role="status">{(admin.count)(&thousands(total))}</p>
        {list}
        {other_pages(text, (PATH, &shown.address.search), (found.page, found.pages))}
    };
    frame(
        text,
        &shown.address,
        words.reports,
        "admin",
        body.into_any(),
    )
}

fn card(shown: &Shown<Paged<Report>>, report: &Report) -> AnyView {
    let text = shown.text;
    let (words, own, labels) = (text.moderation(), text.report(), text.form());
    let own_report = &report.report;
    let home = ["/admin/moderation/", &own_report.listing.to_string()].concat();
    let person = |id: Option<domain::UserId>, name: Option<String>| match (id, name) {
        (Some(id), Some(name)) => {
            let href = ["/admin/users/", &id.to_string()].concat();
            view! { <a href=href>{name}</a> }.into_any()
        }
        _ => words.nobody.into_any(),
    };
    let tone = match own_report.status {
        ReportStatus::Open => Tone::Accent,
        ReportStatus::Upheld => Tone::Good,
        ReportStatus::Dismissed => Tone::Neutral,
    };
    let late = report
        .overdue
        .then(|| view! { <strong class="overdue">{words.overdue}</strong> });
    let answer = if own_report.status == ReportStatus::Open {
        answer_form(shown, report)
    } else {
        view! {
            <p>
                {labels.label_of("answer")} {labels.colon} {own_report.answer.clone()} " · "
                {own_report.decided_at.map(minute_in_china)}
            </p>
        }
        .into_any()
    };
    let down = (own_report.status == ReportStatus::Open).then(|| {
        let href = [&home, "#take-down"].concat();
        view! {
            <p class="muted">
                <a href=href>{words.take_down}</a>
            </p>
        }
    });
    view! {
        <section class="form-card" id=["report-", &own_report.id.to_string()].concat()>
            <h2>
                <a href=home>{own_report.title.clone()}</a>
            </h2>
            <p>
                <Badge label=(own.report_status)(own_report.status) tone=tone /> " "
                {(own.reason)(own_report.reason)} " " {late}
            </p>
            <p class="note-text">{own_report.note.clone()}</p>
            <dl class="facts-list">
                <dt>{words.reporter}</dt>
                <dd>{person(Some(report.reporter), Some(report.reporter_name.clone()))}</dd>
                <dt>{words.publisher}</dt>
                <dd>{person(report.publisher, report.publisher_name.clone())}</dd>
                <dt>{own.reported_at}</dt>
                <dd>{minute_in_china(own_report.reported_at)}</dd>
                <dt>{own.due_at}</dt>
                <dd>{minute_in_china(own_report.due_at)}</dd>
            </dl>
            {answer}
            {down}
        </section>
    }
    .into_any()
}

fn answer_form(shown: &Shown<Paged<Report>>, report: &Report) -> AnyView {
    let text = shown.text;
    let (words, labels) = (text.moderation(), text.form());
    let action = ServerAction::<AnswerReport>::new();
    let id = report.report.id;
    let sent = shown.submitted.as_ref();
    let form = Form::one_of(text, "report", ("report", id.0), action, sent);
    let id = id.to_string();
    let choices = vec![
        Choice::new("false", words.dismiss),
        Choice::new("true", words.uphold),
    ];
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            {form.summary()}
            <input type="hidden" name="report" value=id />
            <SelectField
                id=form.id("uphold")
                name="uphold"
                label=words.verdict
                choices=choices
                value=form.value("uphold", "false")
                hint=words.uphold_about
                problem=form.problem("uphold")
            />
            <AreaField
                id=form.id("answer")
                name="answer"
                label=labels.label_of("answer")
                value=form.value("answer", "")
                problem=form.problem("answer")
                rows=2
                maxlength=NOTE_MAX as u32
            />
            <SendButton label=words.answer_it busy=form.busy() />
        </ActionForm>
    }
    .into_any()
}

fn search_form(text: &'static Text, query: &ReportQuery) -> AnyView {
    let (words, own, admin) = (text.moderation(), text.report(), text.admin());
    let fine = Signal::stored(None);
    let statuses = ReportStatus::ALL
        .iter()
        .map(|status| Choice::new(status.as_str(), (own.report_status)(*status)))
        .chain([Choice::new("all", admin.all)])
        .collect::<Vec<_>>();
    let reasons = [Choice::new("", admin.any)]
        .into_iter()
        .chain(
            ReportReason::ALL
                .iter()
                .map(|reason| Choice::new(reason.as_str(), (own.reason)(*reason))),
        )
        .collect::<Vec<_>>();
    let status = query.status.map_or("all", ReportStatus::as_str);
    let reason = query.reason.map(ReportReason::as_str).unwrap_or_default();
    let listing = query.listing.map(|listing| {
        let id = listing.to_string();
        view! { <input type="hidden" name="listing" value=id /> }
    });
    view! {
        <form class="search-row" method="get" action=PATH role="search">
            <SelectField
                id="reports-status"
                name="status"
                label=admin.status
                choices=statuses
                value=status
                problem=fine
            />
            <SelectField
                id="reports-reason"
                name="reason"
                label=text.form().label_of("reason")
                choices=reasons
                value=reason
                problem=fine
            />
            {listing}
            <CheckField name="overdue" label=words.only_overdue checked=query.overdue />
            <SubmitButton label=text.site.search weight=Weight::Primary />
        </form>
    }
    .into_any()
}
