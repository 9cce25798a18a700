use leptos::{oco::Oco, prelude::*};

/// Yes or no. The form sends the value when it is ticked, and nothing otherwise.
#[component]
pub fn CheckField(
    /// Its name in the form.
    #[prop(into)]
    name: Oco<'static, str>,
    /// What it stands for when it is ticked.
    #[prop(default = "true".into(), into)]
    value: Oco<'static, str>,
    /// What ticking it means.
    #[prop(into)]
    label: Oco<'static, str>,
    /// Whether it starts ticked.
    checked: bool,
) -> impl IntoView {
    view! {
        <label class="tick">
            <input type="checkbox" name=name value=value checked=checked />
            <span>{label}</span>
        </label>
    }
}

/// One of several of which one holds.
#[component]
pub fn RadioField(
    /// The name that all of them share.
    name: &'static str,
    /// What it stands for.
    #[prop(into)]
    value: Oco<'static, str>,
    /// What it means.
    #[prop(into)]
    label: Oco<'static, str>,
    /// Whether it holds at the start.
    checked: bool,
) -> impl IntoView {
    view! {
        <label class="tick">
            <input type="radio" name=name value=value checked=checked />
            <span>{label}</span>
        </label>
    }
}
