use super::{
    Problem,
    frame::{described_by, frame, invalid},
};
use leptos::{oco::Oco, prelude::*};

/// Several lines of text.
#[component]
pub fn AreaField(
    /// Its id in the document.
    #[prop(into)]
    id: String,
    /// Its name in the form.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: Oco<'static, str>,
    /// The text it starts with.
    #[prop(into)]
    value: String,
    /// What is accepted, in a few words.
    #[prop(optional, into)]
    hint: Option<Oco<'static, str>>,
    /// What is wrong with it.
    #[prop(into)]
    problem: Problem,
    /// Lines that show at first.
    #[prop(default = 4)]
    rows: u32,
    /// The most characters it takes.
    maxlength: u32,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some());
    let input = view! {
        <textarea
            class="input"
            id=id.clone()
            name=name
            rows=rows.to_string()
            maxlength=maxlength.to_string()
            aria-invalid=invalid(problem)
            aria-describedby=described
        >
            {value}
        </textarea>
    };
    frame(&id, label, hint, problem, input.into_any())
}
