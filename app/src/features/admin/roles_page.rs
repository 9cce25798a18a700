//! The page of roles and privileges. The address says which role is being changed.

use super::{
    admin_nav::{admin_nav, role_name},
    privileges,
    server_fns::{ChangeRole, CreateRole, DeleteRole, RolesAndPrivileges, admin_roles},
};
use crate::{
    format::thousands,
    forms::{Address, Form, Shown, done, form_page, frame},
    locales::Text,
};
use domain::{
    PrivilegeId,
    account::admin::{Privilege, Role},
};
use leptos::prelude::*;
use ui::{CardTable, CheckField, LinkButton, SendButton, TextField, Weight};

const PATH: &str = "/admin/roles";

/// The page at `/admin/roles`.
pub(super) fn roles_page() -> AnyView {
    form_page(PATH, |_: Address| admin_roles(), view_of)
}

fn view_of(shown: Shown<RolesAndPrivileges>) -> AnyView {
    let text = shown.text;
    let words = text.admin();
    let told = (words.done)(&shown.address.parameter("done").unwrap_or_default());
    let chosen = shown
        .address
        .parameter("role")
        .and_then(|id| id.parse().ok());
    let chosen = shown
        .answer
        .roles
        .iter()
        .find(|role| Some(role.id) == chosen);
    let form = match chosen {
        Some(role) => change_form(&shown, role),
        None => create_form(&shown),
    };
    let body = view! {
        {admin_nav(text, PATH)}
        {done(told)}
        {roles_table(&shown)}
        {form}
        {privileges::table(&shown)}
        {privileges::create_form(&shown)}
    };
    frame(text, &shown.address, words.roles, "admin", body.into_any())
}

fn roles_table(shown: &Shown<RolesAndPrivileges>) -> AnyView {
    let text = shown.text;
    let words = text.admin();
    let action = ServerAction::<DeleteRole>::new();
    let form = Form::of(text, "delete-role", action, shown.submitted.as_ref());
    let row = |role: &Role| {
        let (id, name) = (role.id.to_string(), role_name(text, role));
        let remove = (!role.builtin).then(|| {
            let id = id.clone();
            view! {
                <ActionForm action>
                    <input type="hidden" name="role" value=id />
                    <SendButton label=words.delete busy=form.busy() />
                </ActionForm>
            }
        });
        vec![
            name.into_any(),
            role.word.clone().into_any(),
            thousands(u32::try_from(role.members).unwrap_or(u32::MAX)).into_any(),
            thousands(u32::try_from(role.privileges.len()).unwrap_or(u32::MAX)).into_any(),
            view! {
                <div class="row-actions">
                    <LinkButton href=[PATH, "?role=", &id].concat() label=words.change />
                    {remove}
                </div>
            }
            .into_any(),
        ]
    };
    let labels = text.form();
    view! {
        <section class="wide-card">
            {form.summary()}
            <CardTable
                caption=words.roles_about
                columns=vec![
                    labels.label_of("roles"),
                    labels.label_of("word"),
                    words.members,
                    labels.label_of("privileges"),
                    text.account().action,
                ]
                rows=shown.answer.roles.iter().map(row).collect()
            />
        </section>
    }
    .into_any()
}

fn change_form(shown: &Shown<RolesAndPrivileges>, role: &Role) -> AnyView {
    let text = shown.text;
    let action = ServerAction::<ChangeRole>::new();
    let form = Form::of(text, "role", action, shown.submitted.as_ref());
    let heading = (text.admin().change_role)(&role_name(text, role));
    let names = names(form, text, &role.name, &role.name_en);
    let boxes = boxes(form, text, &shown.answer.privileges, &role.privileges);
    let id = role.id.to_string();
    view! {
        <section class="wide-card">
            <h2>{heading}</h2>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <input type="hidden" name="role" value=id />
                {names}
                {boxes}
                <div class="row-actions">
                    <SendButton label=text.form().save weight=Weight::Primary busy=form.busy() />
                    <LinkButton href=PATH label=text.admin().cancel />
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn create_form(shown: &Shown<RolesAndPrivileges>) -> AnyView {
    let text = shown.text;
    let words = text.admin();
    let action = ServerAction::<CreateRole>::new();
    let form = Form::of(text, "role", action, shown.submitted.as_ref());
    let names = names(form, text, "", "");
    let boxes = boxes(form, text, &shown.answer.privileges, &[]);
    view! {
        <section class="wide-card">
            <h2>{words.create_role}</h2>
            <ActionForm action attr:class="form" attr:novalidate=true>
                {form.summary()}
                <TextField
                    id=form.id("word")
                    name="word"
                    label=text.form().label_of("word")
                    value=form.value("word", "")
                    hint=words.word_hint
                    problem=form.problem("word")
                    maxlength=40
                />
                {names}
                {boxes}
                <SendButton
                    label=words.create_role
                    weight=Weight::Primary
                    busy=form.busy()
                />
            </ActionForm>
        </section>
    }
    .into_any()
}

fn names(form: Form, text: &'static Text, name: &str, name_en: &str) -> AnyView {
    let labels = text.form();
    view! {
        <TextField
            id=form.id("name")
            name="name"
            label=labels.label_of("name")
            value=form.value("name", name)
            problem=form.problem("name")
            maxlength=40
        />
        <TextField
            id=form.id("name_en")
            name="name_en"
            label=labels.label_of("name_en")
            value=form.value("name_en", name_en)
            problem=form.problem("name_en")
            maxlength=40
        />
    }
    .into_any()
}

fn boxes(
    form: Form,
    text: &'static Text,
    privileges: &[Privilege],
    held: &[PrivilegeId],
) -> AnyView {
    let boxes = privileges
        .iter()
        .map(|privilege| {
            view! {
                <CheckField
                    name="privileges[]"
                    value=privilege.id.to_string()
                    label=privileges::in_words(text, privilege)
                    checked=held.contains(&privilege.id)
                />
            }
        })
        .collect_view();
    view! {
        <fieldset class="ticks" id=form.id("privileges") tabindex="-1">
            <legend>{text.form().label_of("privileges")}</legend>
            {boxes}
        </fieldset>
    }
    .into_any()
}
