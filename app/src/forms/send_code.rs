//! Asking for a code (验证码) from within the form that takes it.

use super::{Form, typed};
use crate::{context::Submitted, error::PageError};
use domain::account::CodePurpose;
use leptos::{
    leptos_dom::helpers::IntervalHandle, prelude::*, server_fn::ServerFn, web_sys::MouseEvent,
};
use std::time::Duration;

/// Sends a code to the phone number or e-mail address that a form names. After a form without script
/// the page comes back with what was typed.
#[server(prefix = "/api/ui", endpoint = "send_code")]
pub async fn send_code(
    /// What it is for, as [`CodePurpose`] is written.
    purpose: String,
    /// The phone number or e-mail address, of forms that take either.
    #[server(default)]
    recipient: String,
    /// The phone number.
    #[server(default)]
    phone: String,
    /// The e-mail address.
    #[server(default)]
    email: String,
) -> Result<Sent, PageError> {
    let purpose = crate::error::word::<CodePurpose>("purpose", &purpose)?;
    let recipient = match purpose {
        CodePurpose::ResetPassword => recipient,
        CodePurpose::ChangeEmail => email,
        CodePurpose::SignUp | CodePurpose::SignIn | CodePurpose::ChangePhone => phone,
    };
    let request = domain::account::forms::CodeRequest { purpose, recipient };
    crate::error::services()?
        .send_code(&crate::context::caller()?, &request)
        .await
        .map_err(crate::error::failed)
}

use domain::account::forms::CodeSent as Sent;

impl Form {
    /// The same form, which has a button for a code for `purpose`: it may come back from sending one.
    pub(crate) fn with_code(self, purpose: CodePurpose, submitted: Option<&Submitted>) -> Self {
        let sent = submitted.filter(|sent| came_from(sent, purpose));
        sent.map_or(self, |sent| self.back_from(sent))
    }
}

fn came_from(sent: &Submitted, purpose: CodePurpose) -> bool {
    let own = sent.values.get("purpose").map(String::as_str) == Some(purpose.as_str());
    own && sent.function == SendCode::PATH
}

/// The button that sends a code, and what became of it. It sends the form that it stands in to the
/// server without script; with script it asks for the code alone, and nothing else changes.
#[component]
pub(crate) fn SendCodeButton(
    /// The form that it stands in.
    form: Form,
    /// What the code is for.
    purpose: CodePurpose,
    /// The field that says where it goes: `phone`, `email` or `recipient`.
    to: &'static str,
    /// What was sent from this page without script.
    submitted: Option<Submitted>,
) -> impl IntoView {
    let words = form.text.form();
    let sent_before =
        submitted.is_some_and(|sent| came_from(&sent, purpose) && sent.error.is_none());
    let sent = RwSignal::new(sent_before);
    let left = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let timer = StoredValue::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    on_cleanup(stop);
    let tick = move || match left.try_update(|left| {
        *left = left.saturating_sub(1);
        *left
    }) {
        None | Some(0) => stop(),
        Some(_) => {}
    };
    let press = move |event: MouseEvent| {
        // The form itself is not sent.
        event.prevent_default();
        if busy.get_untracked() || left.get_untracked() > 0 {
            return;
        }
        busy.set(true);
        let typed = typed(&form.id(to));
        leptos::task::spawn_local(async move {
            let answer = ask(purpose, to, typed).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(answer) => {
                    form.error.set(None);
                    sent.set(true);
                    left.set(answer.again_after);
                    stop();
                    let handle = set_interval_with_handle(tick, Duration::from_secs(1)).ok();
                    timer.set_value(handle);
                }
                Err(PageError(error)) => form.show(error),
            }
        });
    };
    let label = move || match (left.get(), sent.get()) {
        (0, false) => words.send_code.to_owned(),
        (0, true) => words.send_again.to_owned(),
        (left, _) => (words.send_again_in)(&left.to_string()),
    };
    view! {
        <input type="hidden" name="purpose" value=purpose.as_str() />
        <button
            class="button"
            type="submit"
            formaction=SendCode::PATH
            formnovalidate=true
            aria-disabled=move || (left.get() > 0).then_some("true")
            on:click=press
        >
            {label}
        </button>
        <span class="field-status" role="status">
            {move || sent.get().then_some(words.code_sent)}
        </span>
    }
}

async fn ask(purpose: CodePurpose, to: &str, typed: String) -> Result<Sent, PageError> {
    let field = |name: &str| {
        if to == name {
            typed.clone()
        } else {
            String::new()
        }
    };
    send_code(
        purpose.as_str().to_owned(),
        field("recipient"),
        field("phone"),
        field("email"),
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_knows_its_own_code() {
        let sent = Submitted {
            function: SendCode::PATH.to_owned(),
            values: [("purpose".to_owned(), "sign_in".to_owned())].into(),
            error: None,
        };
        assert!(came_from(&sent, CodePurpose::SignIn));
        assert!(!came_from(&sent, CodePurpose::SignUp));
    }
}
