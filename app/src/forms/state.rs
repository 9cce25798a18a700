//! What a form shows: the values it starts with, and what is wrong.

use super::Next;
use crate::{context::Submitted, error::PageError, locales::Text};
use domain::{AppError, FieldError};
use leptos::{
    prelude::*,
    server_fn::ServerFn,
    wasm_bindgen::JsCast,
    web_sys::{HtmlElement, HtmlInputElement},
};
use std::collections::BTreeMap;
use ui::{ErrorSummary, Problem, SummaryLine};

/// A form of a page, by the prefix of its fields' ids.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    pub(super) text: &'static Text,
    prefix: &'static str,
    /// Tells forms of one kind on a page apart.
    number: Option<i64>,
    values: StoredValue<BTreeMap<String, String>>,
    /// What is wrong, as it was said last.
    pub(super) error: RwSignal<Option<AppError>>,
    /// Whether it is on its way.
    busy: Signal<bool>,
    /// Whether the page came with something wrong.
    came_back: bool,
    /// What its fields are called and what is wrong with them, where a feature has words of its own.
    words: Option<FieldWords>,
}

/// What a field is called by its name, and what is wrong by its code.
type FieldWords = (fn(&str) -> &'static str, fn(&str) -> Option<&'static str>);

impl Form {
    /// The form that `action` sends. `submitted` is what was sent from this page without script.
    pub(crate) fn of<F>(
        text: &'static Text,
        prefix: &'static str,
        action: ServerAction<F>,
        submitted: Option<&Submitted>,
    ) -> Self
    where
        F: ServerFn<Output = Next, Error = PageError> + Clone + Send + Sync + 'static,
    {
        Self::acting(text, (prefix, None), action, submitted)
    }

    /// One of several forms of a kind on a page, told apart by the number that it sends as `field`: what came
    /// back belongs to the one that was sent.
    pub(crate) fn one_of<F>(
        text: &'static Text,
        prefix: &'static str,
        (field, number): (&str, i64),
        action: ServerAction<F>,
        submitted: Option<&Submitted>,
    ) -> Self
    where
        F: ServerFn<Output = Next, Error = PageError> + Clone + Send + Sync + 'static,
    {
        let word = number.to_string();
        let sent = submitted.filter(|sent| sent.values.get(field) == Some(&word));
        Self::acting(text, (prefix, Some(number)), action, sent)
    }

    fn acting<F>(
        text: &'static Text,
        (prefix, number): (&'static str, Option<i64>),
        action: ServerAction<F>,
        submitted: Option<&Submitted>,
    ) -> Self
    where
        F: ServerFn<Output = Next, Error = PageError> + Clone + Send + Sync + 'static,
    {
        let own = submitted.filter(|sent| sent.function == F::PATH);
        let form = Self {
            number,
            ..Self::with(text, prefix, own, action.pending().into())
        };
        let value = action.value();
        Effect::new(move |_| match value.get() {
            Some(Ok(Next { to: Some(to) })) => leave_for(&to),
            Some(Ok(Next { to: None })) => form.error.set(None),
            Some(Err(PageError(error))) => form.show(error),
            None => {}
        });
        form
    }

    /// The form that browsers send to the server function `F` by themselves, with script or without.
    pub(crate) fn plain<F: ServerFn>(
        text: &'static Text,
        prefix: &'static str,
        submitted: Option<&Submitted>,
    ) -> Self {
        let own = submitted.filter(|sent| sent.function == F::PATH);
        Self::with(text, prefix, own, Signal::stored(false))
    }

    fn with(
        text: &'static Text,
        prefix: &'static str,
        own: Option<&Submitted>,
        busy: Signal<bool>,
    ) -> Self {
        let values = own.map(|sent| sent.values.clone()).unwrap_or_default();
        let error = own.and_then(|sent| sent.error.clone());
        Self {
            text,
            prefix,
            number: None,
            values: StoredValue::new(values),
            came_back: error.is_some(),
            error: RwSignal::new(error),
            busy,
            words: None,
        }
    }

    /// The same form with words of a feature: what a field is called by its name, and what is wrong with
    /// it by its code, where the words of all forms do not say it.
    pub(crate) fn worded(
        mut self,
        label: fn(&str) -> &'static str,
        problem: fn(&str) -> Option<&'static str>,
    ) -> Self {
        self.words = Some((label, problem));
        self
    }

    fn words_for(self, code: &str) -> &'static str {
        let own = self.words.and_then(|(_, problem)| problem(code));
        own.unwrap_or_else(|| (self.text.form().problem)(code))
    }

    fn label_for(self, field: &str) -> Option<&'static str> {
        match self.words {
            // What has no words is no field of the form.
            Some((label, _)) if field != "form" => {
                Some(label(field)).filter(|label| !label.is_empty())
            }
            _ => (self.text.form().label)(field),
        }
    }

    /// The same form, back from something else that was done with its fields, such as sending a code.
    pub(super) fn back_from(mut self, sent: &Submitted) -> Self {
        self.values.set_value(sent.values.clone());
        self.came_back = sent.error.is_some();
        self.error.set(sent.error.clone());
        self
    }

    /// The id of the field `name`.
    pub(crate) fn id(self, name: &str) -> String {
        match self.number {
            Some(number) => [self.prefix, &number.to_string(), "-", name].concat(),
            None => [self.prefix, "-", name].concat(),
        }
    }

    /// What stands in the field `name` at the start: what was typed there, or else `otherwise`.
    pub(crate) fn value(self, name: &str, otherwise: &str) -> String {
        self.values
            .with_value(|values| values.get(name).cloned())
            .unwrap_or_else(|| otherwise.to_owned())
    }

    /// Whether the box `name` starts ticked. Browsers send nothing of a box that is not.
    pub(crate) fn ticked(self, name: &str, otherwise: bool) -> bool {
        self.values.with_value(|values| {
            if values.is_empty() {
                otherwise
            } else {
                values.contains_key(name)
            }
        })
    }

    /// What is wrong with the field `name`.
    pub(crate) fn problem(self, name: &'static str) -> Problem {
        Signal::derive(move || {
            self.error.with(|error| {
                let fields = &error.as_ref()?.fields;
                let wrong = fields.iter().find(|wrong| wrong.field == name)?;
                Some(self.words_for(code_of(wrong)))
            })
        })
    }

    /// Whether the page came with something wrong in it.
    pub(crate) fn came_back(self) -> bool {
        self.came_back
    }

    /// Whether it is on its way.
    pub(crate) fn busy(self) -> Signal<bool> {
        self.busy
    }

    /// Says that `error` kept the form from being taken, and leads the person there.
    pub(super) fn show(self, error: AppError) {
        self.error.set(Some(error));
        let id = self.summary_id();
        request_animation_frame(move || focus(&id));
    }

    fn summary_id(self) -> String {
        self.id("errors")
    }

    /// What is wrong, above the fields.
    pub(crate) fn summary(self) -> AnyView {
        let autofocus = self.came_back;
        let summary = move || {
            self.error.with(|error| {
                error.as_ref().map(|error| {
                    let title = self.text.form().not_taken;
                    let lines = self.lines(error);
                    view! { <ErrorSummary id=self.summary_id() title lines autofocus /> }
                })
            })
        };
        view! { <div class="form-summary">{summary}</div> }.into_any()
    }

    fn lines(self, error: &AppError) -> Vec<SummaryLine> {
        let words = self.text.form();
        if error.fields.is_empty() {
            return vec![SummaryLine {
                field: None,
                words: (words.error)(error).into(),
            }];
        }
        let line = |wrong: &FieldError| {
            let problem = self.words_for(code_of(wrong));
            match self.label_for(&wrong.field) {
                Some(label) => SummaryLine {
                    field: Some(self.id(&wrong.field)),
                    words: [label, words.colon, problem].concat().into(),
                },
                None => SummaryLine {
                    field: None,
                    words: problem.into(),
                },
            }
        };
        error.fields.iter().map(line).collect()
    }
}

/// The code of what is wrong; that of a role's word has a name of its own here, for it is no pattern of
/// resources.
fn code_of(wrong: &FieldError) -> &str {
    if wrong.field == "word" && wrong.code == "pattern" {
        "word"
    } else {
        &wrong.code
    }
}

/// Loads the page at `to`.
fn leave_for(to: &str) {
    if cfg!(not(feature = "ssr")) {
        let _ = window().location().set_href(to);
    }
}

/// Puts the focus on the element `id`.
fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id)
        && let Some(element) = element.dyn_ref::<HtmlElement>()
    {
        let _ = element.focus();
    }
}

/// What stands in the input `id` now.
pub(crate) fn typed(id: &str) -> String {
    document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
        .map(|input| input.value())
        .unwrap_or_default()
}
