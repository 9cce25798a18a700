use leptos::{oco::Oco, prelude::*};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one main action of its surroundings.
    Primary,
    /// Any other action.
    #[default]
    Quiet,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Quiet => "button",
        }
    }
}

/// A link that looks like a button, for going somewhere.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// The words.
    #[prop(into)]
    label: Oco<'static, str>,
    /// How much attention it asks for.
    #[prop(optional)]
    weight: Weight,
) -> impl IntoView {
    view! {
        <a class=weight.class() href=href>
            {label}
        </a>
    }
}

/// The button that sends a form.
#[component]
pub fn SubmitButton(
    /// The words.
    #[prop(into)]
    label: Oco<'static, str>,
    /// How much attention it asks for.
    #[prop(optional)]
    weight: Weight,
    /// The id of the form, when the button stands outside of it.
    #[prop(optional)]
    form: Option<&'static str>,
) -> impl IntoView {
    view! {
        <button class=weight.class() type="submit" form=form>
            {label}
        </button>
    }
}

/// The button that sends a form which is taken once.
#[component]
pub fn SendButton(
    /// The words.
    #[prop(into)]
    label: Oco<'static, str>,
    /// How much attention it asks for.
    #[prop(optional)]
    weight: Weight,
    /// Whether the form is on its way, and cannot be sent again yet.
    busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <button class=weight.class() type="submit" disabled=move || busy.get()>
            {label}
        </button>
    }
}
