//! The search form in the browser: sending it navigates without loading the page again, and typing
//! searches by itself after a short rest. Without script the form is a plain GET form.

use crate::layout::FIND_FORM;
use domain::ListingQuery;
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::{sync::Arc, time::Duration};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, HtmlInputElement, UrlSearchParams};

/// How long typing must rest before it searches.
const REST: Duration = Duration::from_millis(350);

/// Reacts to the events of the search form and its fields, which may stand anywhere below the
/// element that hears them.
#[derive(Clone)]
pub(super) struct FilterForm {
    go: Arc<dyn Fn(bool) + Send + Sync>,
    rest: StoredValue<Option<TimeoutHandle>>,
}

impl FilterForm {
    /// To be made while a page is set up.
    pub(super) fn new() -> Self {
        let navigate = use_navigate();
        let go = move |replace: bool| {
            let Some(path) = form().and_then(|form| path_of(&form)) else {
                return;
            };
            let options = NavigateOptions {
                scroll: false,
                replace,
                ..NavigateOptions::default()
            };
            navigate(&path, options);
        };
        Self {
            go: Arc::new(go),
            rest: StoredValue::new(None),
        }
    }

    /// The form is sent.
    pub(super) fn sent(&self, event: &ev::SubmitEvent) {
        event.prevent_default();
        self.cancel();
        (self.go)(false);
    }

    /// Text is typed. While an input method composes characters nothing is searched yet.
    pub(super) fn typed(&self, event: &ev::InputEvent) {
        if !event.is_composing() {
            self.search_after_rest(event);
        }
    }

    /// An input method has finished its characters.
    pub(super) fn composed(&self, event: &ev::CompositionEvent) {
        self.search_after_rest(event);
    }

    /// A field was left with another value. A day is chosen, not typed, and needs no button.
    pub(super) fn changed(&self, event: &ev::Event) {
        if field(event, "available_by").is_some() {
            (self.go)(false);
        }
    }

    /// Searches for the words unless they change before: a place may be chosen instead, which
    /// empties the field.
    fn search_after_rest(&self, event: &ev::Event) {
        let Some(input) = field(event, "q") else {
            return;
        };
        self.cancel();
        let go = Arc::clone(&self.go);
        let words = input.value();
        let rested = move || {
            if input.value() == words {
                go(true);
            }
        };
        self.rest
            .set_value(set_timeout_with_handle(rested, REST).ok());
    }

    fn cancel(&self) {
        if let Some(handle) = self.rest.get_value() {
            handle.clear();
        }
    }
}

/// Brings the fields to what the page says now, unless somebody is typing in one of them.
pub(super) fn show_what_the_page_says() {
    let Some(form) = form() else { return };
    let typing = document()
        .active_element()
        .and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
        .is_some();
    if !typing {
        form.reset();
    }
}

fn form() -> Option<HtmlFormElement> {
    document().get_element_by_id(FIND_FORM)?.dyn_into().ok()
}

fn path_of(form: &HtmlFormElement) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    let params = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    let search = params.to_string().as_string()?;
    Some(ListingQuery::parse(&search).query.to_path())
}

/// The field that `event` is about, if it is the one called `name`.
fn field(event: &ev::Event, name: &str) -> Option<HtmlInputElement> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    (input.name() == name).then_some(input)
}
