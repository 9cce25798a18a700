//! A sheet that comes up from the lower edge on phones. It is the browser's own popover, so it
//! opens, closes by Escape or a tap outside, and keeps focus in order without script. A style may
//! show the same element as a plain column on wide screens.

use crate::Icon;
use leptos::{oco::Oco, prelude::*};

/// The sheet.
#[component]
pub fn Sheet(
    /// Its id, for the buttons.
    id: &'static str,
    /// What it is.
    #[prop(into)]
    label: Oco<'static, str>,
    /// More classes, for its place on wide screens.
    class: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <section id=id class=class popover="auto" aria-label=label>
            {children()}
        </section>
    }
}

/// The button that opens a sheet.
#[component]
pub fn OpenSheet(
    /// The sheet's id.
    sheet: &'static str,
    /// The words.
    #[prop(into)]
    label: Oco<'static, str>,
    /// More classes, for its place.
    class: &'static str,
    /// A picture before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
) -> impl IntoView {
    view! {
        <button class=class type="button" popovertarget=sheet>
            {icon.map(Icon::draw)}
            <span>{label}</span>
        </button>
    }
}

/// The button that closes a sheet.
#[component]
pub fn CloseSheet(
    /// The sheet's id.
    sheet: &'static str,
    /// The words.
    #[prop(into)]
    label: Oco<'static, str>,
    /// More classes.
    class: &'static str,
) -> impl IntoView {
    view! {
        <button class=class type="button" popovertarget=sheet popovertargetaction="hide">
            {label}
        </button>
    }
}
