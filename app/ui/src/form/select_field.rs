use super::{
    Problem,
    frame::{described_by, frame, invalid},
};
use leptos::{oco::Oco, prelude::*};

/// A value of a [`SelectField`].
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the form sends.
    pub value: Oco<'static, str>,
    /// The words.
    pub label: Oco<'static, str>,
}

impl Choice {
    /// The `value`, said as `label`.
    pub fn new(value: impl Into<Oco<'static, str>>, label: impl Into<Oco<'static, str>>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// One of a few values, in the browser's own list.
#[component]
pub fn SelectField(
    /// Its id in the document.
    #[prop(into)]
    id: String,
    /// Its name in the form.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: Oco<'static, str>,
    /// The values.
    choices: Vec<Choice>,
    /// The value it starts with.
    #[prop(into)]
    value: String,
    /// What there is to know, in a few words.
    #[prop(optional, into)]
    hint: Option<Oco<'static, str>>,
    /// What is wrong with it.
    #[prop(into)]
    problem: Problem,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some());
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = *choice.value == *value;
            view! {
                <option value=choice.value selected=selected>
                    {choice.label}
                </option>
            }
        })
        .collect_view();
    let input = view! {
        <select
            class="input"
            id=id.clone()
            name=name
            aria-invalid=invalid(problem)
            aria-describedby=described
        >
            {options}
        </select>
    };
    frame(&id, label, hint, problem, input.into_any())
}
