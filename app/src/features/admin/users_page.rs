//! The page on which admins look for accounts.

use super::{
    admin_nav::{admin_nav, other_pages, role_name},
    server_fns::{Users, admin_users, query_of},
};
use crate::{
    format::{day_in_china, minute_in_china, thousands},
    forms::{Address, Shown, form_page, frame},
    locales::Text,
};
use domain::account::{
    AccountStatus,
    admin::{AccountSummary, Role},
};
use leptos::prelude::*;
use ui::{Badge, CardTable, Choice, SelectField, SubmitButton, TextField, Tone, Weight};

const PATH: &str = "/admin/users";

/// The page at `/admin/users`.
pub(super) fn users_page() -> AnyView {
    form_page(
        PATH,
        |address: Address| admin_users(address.search),
        view_of,
    )
}

fn view_of(shown: Shown<Users>) -> AnyView {
    let (text, found) = (shown.text, &shown.answer);
    let words = text.admin();
    let row = |account: &AccountSummary| row(text, account, &found.roles);
    let page = (found.accounts.page, found.accounts.pages);
    let list = if found.accounts.items.is_empty() {
        view! { <p class="muted">{words.no_users}</p> }.into_any()
    } else {
        let form = text.form();
        let own = text.account();
        view! {
            <CardTable
                caption=words.users
                columns=vec![
                    form.label_of("username"),
                    form.label_of("real_name"),
                    form.label_of("phone"),
                    words.status,
                    form.label_of("roles"),
                    own.registered,
                    own.last_seen,
                ]
                rows=found.accounts.items.iter().map(row).collect()
            />
        }
        .into_any()
    };
    let total = u32::try_from(found.accounts.total).unwrap_or(u32::MAX);
    let body = view! {
        {admin_nav(text, PATH)}
        {search_form(text, &shown)}
        <p role="status">{(words.count)(&thousands(total))}</p>
        {list}
        {other_pages(text, (PATH, &shown.address.search), page)}
    };
    frame(text, &shown.address, words.users, "admin", body.into_any())
}

fn row(text: &'static Text, account: &AccountSummary, roles: &[Role]) -> Vec<AnyView> {
    let href = [PATH, "/", &account.id.to_string()].concat();
    let names: Vec<String> = roles
        .iter()
        .filter(|role| account.roles.contains(&role.id))
        .map(|role| role_name(text, role))
        .collect();
    vec![
        view! { <a href=href>{account.username.clone()}</a> }.into_any(),
        account.real_name.clone().into_any(),
        account.phone.clone().into_any(),
        status_badge(text, account.status),
        names.join(text.admin().comma).into_any(),
        day_in_china(account.registered_at).into_any(),
        account.last_visit_at.map(minute_in_china).into_any(),
    ]
}

/// How an account is.
pub(super) fn status_badge(text: &'static Text, status: AccountStatus) -> AnyView {
    let tone = match status {
        AccountStatus::Active => Tone::Good,
        _ => Tone::Neutral,
    };
    view! { <Badge label=(text.admin().account_status)(status) tone=tone /> }.into_any()
}

fn search_form(text: &'static Text, shown: &Shown<Users>) -> AnyView {
    let words = text.admin();
    let query = query_of(&shown.address.search);
    let fine = Signal::stored(None);
    let roles = [Choice::new("", words.any)]
        .into_iter()
        .chain(
            shown
                .answer
                .roles
                .iter()
                .map(|role| Choice::new(role.id.to_string(), role_name(text, role))),
        )
        .collect::<Vec<_>>();
    let statuses = [Choice::new("", words.any)]
        .into_iter()
        .chain(
            AccountStatus::ALL
                .iter()
                .map(|status| Choice::new(status.as_str(), (words.account_status)(*status))),
        )
        .collect::<Vec<_>>();
    let role = query.role.map(|role| role.to_string()).unwrap_or_default();
    let status = query.status.map(AccountStatus::as_str).unwrap_or_default();
    view! {
        <form class="search-row" method="get" action=PATH role="search">
            <TextField
                id="users-q"
                name="q"
                label=words.find_user
                value=query.q
                problem=fine
                optional=true
            />
            <SelectField
                id="users-role"
                name="role"
                label=text.form().label_of("roles")
                choices=roles
                value=role
                problem=fine
            />
            <SelectField
                id="users-status"
                name="status"
                label=words.status
                choices=statuses
                value=status
                problem=fine
            />
            <SubmitButton label=text.site.search weight=Weight::Primary />
        </form>
    }
    .into_any()
}
