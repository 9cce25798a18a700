use leptos::prelude::*;

/// One value of a choice as a link: it puts the value in, or takes it out when it is selected.
#[component]
pub fn ChoiceLink(
    /// The address with the value toggled.
    href: String,
    /// The value in words.
    label: impl IntoView + 'static,
    /// How many would show; nothing is written when unknown.
    #[prop(into)]
    count: Option<String>,
    /// Whether the value is selected now.
    selected: bool,
) -> impl IntoView {
    view! {
        <a class="choice" href=href aria-current=selected.then_some("true") data-noscroll="">
            {label.into_any()}
            {count.map(|count| view! { <small>{count}</small> })}
        </a>
    }
}
