//! The page of the audit trail (审计日志).

use super::{
    admin_nav::{admin_nav, other_pages},
    server_fns::admin_audit,
};
use crate::{
    format::{minute_in_china, thousands},
    forms::{Address, Shown, form_page, frame},
    locales::Text,
};
use domain::account::{
    AuditAction,
    admin::{AuditEntry, AuditQuery, FieldChange, Paged},
};
use leptos::prelude::*;
use ui::{CardTable, Choice, SelectField, SubmitButton, TextField, Weight};

const PATH: &str = "/admin/audit";

/// The page at `/admin/audit`.
pub(super) fn audit_page() -> AnyView {
    form_page(
        PATH,
        |address: Address| admin_audit(address.search),
        view_of,
    )
}

/// The entries that a query string asks for: `actor`, `action`, `subject`, `page`.
pub(super) fn query_of(search: &str) -> AuditQuery {
    let mut query = AuditQuery {
        page: 1,
        ..AuditQuery::default()
    };
    let short = |text: &str| text.trim().chars().take(100).collect();
    for (name, value) in form_urlencoded::parse(search.as_bytes()) {
        match &*name {
            "actor" => query.actor = short(&value),
            "action" => query.action = value.parse().ok(),
            "subject" => query.subject = short(&value),
            "page" => query.page = value.parse().unwrap_or(1).max(1),
            _ => {}
        }
    }
    query
}

fn view_of(shown: Shown<Paged<AuditEntry>>) -> AnyView {
    let (text, found) = (shown.text, &shown.answer);
    let words = text.admin();
    let list = if found.items.is_empty() {
        view! { <p class="muted">{words.no_entries}</p> }.into_any()
    } else {
        view! {
            <CardTable
                caption=words.audit_about
                columns=vec![
                    words.number,
                    text.account().when,
                    words.actor,
                    words.deed,
                    words.subject,
                    words.changes,
                    text.account().address,
                ]
                rows=found.items.iter().map(|entry| row(text, entry)).collect()
            />
        }
        .into_any()
    };
    let total = u32::try_from(found.total).unwrap_or(u32::MAX);
    let body = view! {
        {admin_nav(text, PATH)}
        {search_form(text, &query_of(&shown.address.search))}
        <p role="status">{(words.count)(&thousands(total))}</p>
        {list}
        {other_pages(text, (PATH, &shown.address.search), (found.page, found.pages))}
    };
    frame(text, &shown.address, words.audit, "admin", body.into_any())
}

fn row(text: &'static Text, entry: &AuditEntry) -> Vec<AnyView> {
    let words = text.admin();
    let subject = [(words.thing)(&entry.subject), " ", &entry.subject_id].concat();
    vec![
        entry.seq.to_string().into_any(),
        minute_in_china(entry.at).into_any(),
        entry.actor.clone().into_any(),
        (words.audit_action)(entry.action).into_any(),
        subject.into_any(),
        changes(text, &entry.changes),
        entry.ip.clone().into_any(),
    ]
}

/// What each field was, and what it is.
fn changes(text: &'static Text, changes: &[FieldChange]) -> AnyView {
    let none = text.admin().nothing;
    let line = |change: &FieldChange| {
        let named = (text.form().label)(&change.field);
        let named = named.or_else(|| (text.admin().field)(&change.field));
        let field = named.map_or_else(|| change.field.clone(), Into::into);
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| none.to_owned());
        let (before, after) = (value(&change.before), value(&change.after));
        view! {
            <li>
                {field} {text.form().colon} <del>{before}</del> " → " <ins>{after}</ins>
            </li>
        }
    };
    let lines = changes.iter().map(line).collect_view();
    view! { <ul class="field-changes">{lines}</ul> }.into_any()
}

fn search_form(text: &'static Text, query: &AuditQuery) -> AnyView {
    let words = text.admin();
    let fine = Signal::stored(None);
    let actions = [Choice::new("", words.any)]
        .into_iter()
        .chain(
            AuditAction::ALL
                .iter()
                .map(|action| Choice::new(action.as_str(), (words.audit_action)(*action))),
        )
        .collect::<Vec<_>>();
    let action = query.action.map(AuditAction::as_str).unwrap_or_default();
    view! {
        <form class="search-row" method="get" action=PATH role="search">
            <TextField
                id="audit-actor"
                name="actor"
                label=words.actor
                value=query.actor.clone()
                problem=fine
                optional=true
            />
            <SelectField
                id="audit-action"
                name="action"
                label=words.deed
                choices=actions
                value=action
                problem=fine
            />
            <TextField
                id="audit-subject"
                name="subject"
                label=words.subject_id
                value=query.subject.clone()
                problem=fine
                optional=true
            />
            <SubmitButton label=text.site.search weight=Weight::Primary />
        </form>
    }
    .into_any()
}
