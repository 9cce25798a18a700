use leptos::{oco::Oco, prelude::*};

/// A whole number, with its unit.
#[component]
pub fn NumberField(
    /// The field's name in the form.
    name: &'static str,
    /// What it asks for; read out, not shown.
    #[prop(into)]
    label: Oco<'static, str>,
    /// What stands in the empty field.
    #[prop(into)]
    placeholder: Oco<'static, str>,
    /// The value it starts with.
    value: Option<u32>,
    /// The id of the form, when the field stands outside of it.
    #[prop(optional)]
    form: Option<&'static str>,
) -> impl IntoView {
    view! {
        <input
            class="input"
            type="number"
            inputmode="numeric"
            min="0"
            name=name
            form=form
            aria-label=label
            placeholder=placeholder
            value=value.map(|value| value.to_string())
        />
    }
}

/// A day.
#[component]
pub fn DateField(
    /// The field's name in the form.
    name: &'static str,
    /// What it asks for; read out, not shown.
    #[prop(into)]
    label: Oco<'static, str>,
    /// The value it starts with, as `YYYY-MM-DD`.
    value: Option<String>,
    /// The id of the form, when the field stands outside of it.
    #[prop(optional)]
    form: Option<&'static str>,
) -> impl IntoView {
    view! {
        <input class="input" type="date" name=name form=form aria-label=label value=value />
    }
}
