use leptos::{oco::Oco, prelude::*};

/// How a [`Badge`] speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// A plain property.
    #[default]
    Neutral,
    /// Something that is good to know before anything else.
    Accent,
    /// Something that has been checked.
    Good,
    /// On top of a photo.
    Overlay,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "badge",
            Self::Accent => "badge badge-accent",
            Self::Good => "badge badge-good",
            Self::Overlay => "badge badge-overlay",
        }
    }
}

/// A short label that tells a property.
#[component]
pub fn Badge(
    /// The words.
    #[prop(into)]
    label: Oco<'static, str>,
    /// How it speaks.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! { <span class=tone.class()>{label}</span> }
}
