//! What cannot be taken back is asked about before it is done, with script and without.

use super::Form;
use leptos::prelude::*;

/// A handle with the words `label`; it discloses what follows from it, and the form that does it. Open at the
/// start when the form came back with something wrong.
pub(crate) fn asked_first(
    form: Form,
    label: &'static str,
    about: &'static str,
    fields: AnyView,
) -> AnyView {
    view! {
        <details class="asked-first" open=form.came_back()>
            <summary class="button">{label}</summary>
            <div class="asked-first-body">
                <p>{about}</p>
                {fields}
            </div>
        </details>
    }
    .into_any()
}

impl Form {
    /// The words of the button that does what was asked about first.
    pub(crate) fn sure(self, label: &str) -> String {
        (self.text.form().sure)(label)
    }
}
