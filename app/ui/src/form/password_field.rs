use super::{
    Problem,
    frame::{described_by, frame, invalid},
};
use leptos::{oco::Oco, prelude::*};

/// Which password is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordUse {
    /// The one that opens the account now.
    Current,
    /// One to be.
    New,
}

/// A password. It is never given back by the server; with script it can be shown while it is typed.
#[component]
pub fn PasswordField(
    /// Its id in the document.
    #[prop(into)]
    id: String,
    /// Its name in the form.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: Oco<'static, str>,
    /// Which password.
    usage: PasswordUse,
    /// The words of the button that shows it.
    #[prop(into)]
    show: Oco<'static, str>,
    /// What is accepted, in a few words.
    #[prop(optional, into)]
    hint: Option<Oco<'static, str>>,
    /// What is wrong with it.
    #[prop(into)]
    problem: Problem,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let described = described_by(&id, hint.is_some());
    let autocomplete = match usage {
        PasswordUse::Current => "current-password",
        PasswordUse::New => "new-password",
    };
    let controls = id.clone();
    let input = view! {
        <div class="field-row">
            <input
                class="input"
                type=move || if shown.get() { "text" } else { "password" }
                id=id.clone()
                name=name
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                aria-required="true"
                aria-invalid=invalid(problem)
                aria-describedby=described
            />
            <button
                class="button with-script"
                type="button"
                aria-controls=controls
                aria-pressed=move || if shown.get() { "true" } else { "false" }
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {show}
            </button>
        </div>
    };
    frame(&id, label, hint, problem, input.into_any())
}
