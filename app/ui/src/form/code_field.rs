use super::{
    Problem,
    frame::{described_by, frame, invalid},
};
use leptos::{oco::Oco, prelude::*};

/// A code that was sent to somebody. Beside it stands the button that sends one.
#[component]
pub fn CodeField(
    /// Its id in the document.
    #[prop(into)]
    id: String,
    /// Its name in the form.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: Oco<'static, str>,
    /// Its digits.
    digits: usize,
    /// What stands in it at the start.
    #[prop(optional, into)]
    value: String,
    /// What is accepted, in a few words.
    #[prop(optional, into)]
    hint: Option<Oco<'static, str>>,
    /// What is wrong with it.
    #[prop(into)]
    problem: Problem,
    /// The button.
    children: Children,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some());
    // People paste codes with blanks in them.
    let most = (digits * 2).to_string();
    let input = view! {
        <div class="field-row">
            <input
                class="input"
                type="text"
                id=id.clone()
                name=name
                value=value
                inputmode="numeric"
                autocomplete="one-time-code"
                spellcheck="false"
                maxlength=most
                aria-required="true"
                aria-invalid=invalid(problem)
                aria-describedby=described
            />
            {children()}
        </div>
    };
    frame(&id, label, hint, problem, input.into_any())
}
