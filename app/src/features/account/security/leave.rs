//! Taking a copy of everything, and leaving.

use super::super::server_fns::{Leave, Security};
use crate::{
    forms::{Form, Shown},
    locales::Text,
};
use leptos::prelude::*;
use ui::{Disclosure, PasswordField, PasswordUse, SendButton};

/// A copy of everything that is known of the person, as a file.
pub(super) fn copy(text: &'static Text) -> AnyView {
    let words = text.account();
    view! {
        <section class="form-card">
            <h2>{words.copy}</h2>
            <p class="muted">{words.copy_about}</p>
            <p class="form-actions">
                <a class="button" href="/account/export.json" rel="external" download="">
                    {words.download}
                </a>
            </p>
        </section>
    }
    .into_any()
}

/// What happens to who leaves, and the form for it.
pub(super) fn section(shown: &Shown<Security>) -> AnyView {
    let text = shown.text;
    let (words, own) = (text.form(), text.account());
    let action = ServerAction::<Leave>::new();
    let form = Form::of(text, "leave", action, shown.submitted.as_ref());
    let open = form.came_back();
    view! {
        <section class="form-card">
            <h2>{own.leave}</h2>
            <p class="muted">{own.leave_about}</p>
            <Disclosure summary=own.leave_open open=open>
                <ActionForm action attr:class="form" attr:novalidate=true>
                    {form.summary()}
                    <PasswordField
                        id=form.id("password")
                        name="password"
                        label=words.label_of("old_password")
                        usage=PasswordUse::Current
                        show=words.show_password
                        problem=form.problem("password")
                    />
                    <SendButton label=own.leave_now busy=form.busy() />
                </ActionForm>
            </Disclosure>
        </section>
    }
    .into_any()
}
