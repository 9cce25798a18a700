use crate::Icon;
use leptos::prelude::*;

/// How much a [`Notice`] matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeTone {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Good,
    /// It deserves a second look.
    Warning,
    /// It failed.
    Error,
}

impl NoticeTone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice",
            Self::Good => "notice notice-good",
            Self::Warning => "notice notice-warning",
            Self::Error => "notice notice-error",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Info => Icon::Info,
            Self::Good => Icon::CheckCircle,
            Self::Warning | Self::Error => Icon::Alert,
        }
    }
}

/// A remark on what is shown, such as an input that was read differently. It stays where it stands;
/// what has just happened is told by an element with `role="status"` around it.
#[component]
pub fn Notice(
    /// How much it matters.
    #[prop(optional)]
    tone: NoticeTone,
    /// What there is to say.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=tone.class() role="note">
            {tone.icon().draw()}
            <div>{children()}</div>
        </div>
    }
}
