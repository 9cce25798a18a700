//! The page of rules for networks (访问控制).

use super::{
    admin_nav::admin_nav,
    server_fns::{AddNetworkRule, RemoveNetworkRule, admin_networks},
};
use crate::{
    format::minute_in_china,
    forms::{Address, Form, Shown, done, form_page, frame},
};
use domain::account::{NetworkVerdict, RouteGroup, admin::NetworkRule};
use leptos::prelude::*;
use ui::{CardTable, Choice, SelectField, SendButton, TextField, Weight};

const PATH: &str = "/admin/networks";

/// The page at `/admin/networks`.
pub(super) fn networks_page() -> AnyView {
    form_page(PATH, |_: Address| admin_networks(), view_of)
}

fn view_of(shown: Shown<Vec<NetworkRule>>) -> AnyView {
    let text = shown.text;
    let words = text.admin();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let body = view! {
        {admin_nav(text, PATH)}
        {done(told)}
        <p class="muted">{words.networks_about}</p>
        {rules(&shown)}
        {add_form(&shown)}
    };
    frame(
        text,
        &shown.address,
        words.networks,
        "admin",
        body.into_any(),
    )
}

fn rules(shown: &Shown<Vec<NetworkRule>>) -> AnyView {
    let text = shown.text;
    let (words, labels) = (text.admin(), text.form());
    if shown.answer.is_empty() {
        return view! { <p>{words.no_rules}</p> }.into_any();
    }
    let action = ServerAction::<RemoveNetworkRule>::new();
    let form = Form::of(text, "remove-rule", action, shown.submitted.as_ref());
    let row = |rule: &NetworkRule| {
        let id = rule.id.to_string();
        vec![
            (words.route_group)(rule.group).into_any(),
            (words.verdict)(rule.verdict).into_any(),
            rule.network.clone().into_any(),
            rule.note.clone().into_any(),
            minute_in_china(rule.created_at).into_any(),
            view! {
                <ActionForm action>
                    <input type="hidden" name="rule" value=id />
                    <SendButton label=words.delete busy=form.busy() />
                </ActionForm>
            }
            .into_any(),
        ]
    };
    view! {
        <section class="wide-card">
            {form.summary()}
            <CardTable
                caption=words.networks
                columns=vec![
                    labels.label_of("group"),
                    labels.label_of("verdict"),
                    labels.label_of("network"),
                    labels.label_of("note"),
                    text.account().when,
                    text.account().action,
                ]
                rows=shown.answer.iter().map(row).collect()
            />
        </section>
    }
    .into_any()
}

fn add_form(shown: &Shown<Vec<NetworkRule>>) -> AnyView {
    let text = shown.text;
    let (words, labels) = (text.admin(), text.form());
    let action = ServerAction::<AddNetworkRule>::new();
    let form = Form::of(text, "rule", action, shown.submitted.as_ref());
    let groups = RouteGroup::ALL
        .iter()
        .map(|group| Choice::new(group.as_str(), (words.route_group)(*group)))
        .collect::<Vec<_>>();
    let verdicts = NetworkVerdict::ALL
        .iter()
        .map(|verdict| Choice::new(verdict.as_str(), (words.verdict)(*verdict)))
        .collect::<Vec<_>>();
    view! {
        <section class="form-card">
            <h2>{words.add_rule}</h2>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <SelectField
                    id=form.id("group")
                    name="group"
                    label=labels.label_of("group")
                    choices=groups
                    value=form.value("group", RouteGroup::Admin.as_str())
                    problem=form.problem("group")
                />
                <SelectField
                    id=form.id("verdict")
                    name="verdict"
                    label=labels.label_of("verdict")
                    choices=verdicts
                    value=form.value("verdict", NetworkVerdict::Deny.as_str())
                    problem=form.problem("verdict")
                />
                <TextField
                    id=form.id("network")
                    name="network"
                    label=labels.label_of("network")
                    value=form.value("network", "")
                    hint=words.network_hint
                    problem=form.problem("network")
                    maxlength=60
                />
                <TextField
                    id=form.id("note")
                    name="note"
                    label=labels.label_of("note")
                    value=form.value("note", "")
                    problem=form.problem("note")
                    optional=true
                />
                <SendButton label=words.add_rule weight=Weight::Primary busy=form.busy() />
            </ActionForm>
        </section>
    }
    .into_any()
}
