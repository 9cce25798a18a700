use super::{
    Problem,
    frame::{described_by, frame, invalid},
};
use leptos::{oco::Oco, prelude::*};

/// What a [`TextField`] asks for: it decides the keyboard of phones, and what browsers offer to fill in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Anything, which browsers do not know.
    #[default]
    Plain,
    /// A person's name.
    Name,
    /// What somebody signs in with.
    Username,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A whole number.
    Count,
    /// A number that may have digits behind a point.
    Amount,
}

impl TextKind {
    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Plain | Self::Count | Self::Amount => "off",
            Self::Name => "name",
            Self::Username => "username",
            Self::Phone => "tel",
            Self::Email => "email",
        }
    }

    const fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Phone => Some("tel"),
            Self::Email => Some("email"),
            Self::Count => Some("numeric"),
            Self::Amount => Some("decimal"),
            _ => None,
        }
    }

    /// Whether it is a word that no keyboard should mend.
    const fn is_exact(self) -> bool {
        !matches!(self, Self::Name | Self::Plain)
    }
}

/// A line of text. What is wrong with it is for the server to say: browsers would say it in a language
/// of their own.
#[component]
pub fn TextField(
    /// Its id in the document.
    #[prop(into)]
    id: String,
    /// Its name in the form.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: Oco<'static, str>,
    /// The value it starts with.
    #[prop(into)]
    value: String,
    /// What kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// What is accepted, in a few words.
    #[prop(optional, into)]
    hint: Option<Oco<'static, str>>,
    /// What is wrong with it.
    #[prop(into)]
    problem: Problem,
    /// Whether it may be left empty.
    #[prop(optional)]
    optional: bool,
    /// The most characters it takes.
    #[prop(default = 254)]
    maxlength: u32,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some());
    let input = view! {
        <input
            class="input"
            type="text"
            id=id.clone()
            name=name
            value=value
            autocomplete=kind.autocomplete()
            inputmode=kind.keyboard()
            autocapitalize=kind.is_exact().then_some("none")
            spellcheck=kind.is_exact().then_some("false")
            maxlength=maxlength.to_string()
            aria-required=(!optional).then_some("true")
            aria-invalid=invalid(problem)
            aria-describedby=described
        />
    };
    frame(&id, label, hint, problem, input.into_any())
}
