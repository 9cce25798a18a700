//! Privileges (权限): a method on a pattern of resources.

use super::server_fns::{CreatePrivilege, DeletePrivilege, RolesAndPrivileges};
use crate::{
    format::SEPARATOR,
    forms::{Form, Shown},
    locales::Text,
};
use domain::account::{Method, admin::Privilege};
use leptos::prelude::*;
use ui::{CardTable, CheckField, Choice, SelectField, SendButton, TextField, Weight};

/// A privilege in one line.
pub(super) fn in_words(text: &'static Text, privilege: &Privilege) -> String {
    let grant = &privilege.grant;
    let words = text.admin();
    let mut line = [(words.method)(grant.method), " ", grant.pattern.as_str()].concat();
    for part in [
        if grant.own { words.own_only } else { "" },
        &privilege.detail,
    ] {
        if !part.is_empty() {
            line = [&line, SEPARATOR, part].concat();
        }
    }
    line
}

/// All privileges.
pub(super) fn table(shown: &Shown<RolesAndPrivileges>) -> AnyView {
    let text = shown.text;
    let words = text.admin();
    let labels = text.form();
    let action = ServerAction::<DeletePrivilege>::new();
    let form = Form::of(text, "delete-privilege", action, shown.submitted.as_ref());
    let row = |privilege: &Privilege| {
        let id = privilege.id.to_string();
        let reach = if privilege.grant.own {
            words.own_only
        } else {
            words.all
        };
        vec![
            (words.method)(privilege.grant.method).into_any(),
            privilege.grant.pattern.as_str().to_owned().into_any(),
            reach.into_any(),
            privilege.detail.clone().into_any(),
            view! {
                <ActionForm action>
                    <input type="hidden" name="privilege" value=id />
                    <SendButton label=words.delete busy=form.busy() />
                </ActionForm>
            }
            .into_any(),
        ]
    };
    view! {
        <section class="wide-card">
            <h2>{labels.label_of("privileges")}</h2>
            {form.summary()}
            <CardTable
                caption=words.privileges_about
                columns=vec![
                    labels.label_of("method"),
                    labels.label_of("pattern"),
                    labels.label_of("own"),
                    labels.label_of("detail"),
                    text.account().action,
                ]
                rows=shown.answer.privileges.iter().map(row).collect()
            />
        </section>
    }
    .into_any()
}

/// The form for another.
pub(super) fn create_form(shown: &Shown<RolesAndPrivileges>) -> AnyView {
    let text = shown.text;
    let (words, labels) = (text.admin(), text.form());
    let action = ServerAction::<CreatePrivilege>::new();
    let form = Form::of(text, "privilege", action, shown.submitted.as_ref());
    let methods = Method::ALL
        .iter()
        .map(|method| Choice::new(method.as_str(), (words.method)(*method)))
        .collect::<Vec<_>>();
    view! {
        <section class="form-card">
            <h2>{words.create_privilege}</h2>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <SelectField
                    id=form.id("method")
                    name="method"
                    label=labels.label_of("method")
                    choices=methods
                    value=form.value("method", Method::Get.as_str())
                    problem=form.problem("method")
                />
                <TextField
                    id=form.id("pattern")
                    name="pattern"
                    label=labels.label_of("pattern")
                    value=form.value("pattern", "")
                    hint=words.pattern_hint
                    problem=form.problem("pattern")
                    maxlength=200
                />
                <CheckField
                    name="own"
                    label=words.own_only
                    checked=form.ticked("own", false)
                />
                <TextField
                    id=form.id("detail")
                    name="detail"
                    label=labels.label_of("detail")
                    value=form.value("detail", "")
                    problem=form.problem("detail")
                    optional=true
                />
                <SendButton
                    label=words.create_privilege
                    weight=Weight::Primary
                    busy=form.busy()
                />
            </ActionForm>
        </section>
    }
    .into_any()
}
