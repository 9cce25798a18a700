//! The search form in the browser: sending it navigates without loading the page again, and typing
//! searches by itself after a short rest. Without script the form is a plain GET form.

use crate::layout::FIND_FORM;
use domain::{ListingQuery, View};
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::{sync::Arc, time::Duration};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, HtmlInputElement, UrlSearchParams};

/// How long typing must rest before it searches.
const REST: Duration = Duration::from_millis(350);

/// Reacts to the events of the search form and its fields, which may stand anywhere below the
/// element that hears them.
///
/// While somebody types, the box holds all the words although the page has understood some of them
/// and shows them as chips. Each search then goes on from where the typing began, so that a word
/// that is deleted again takes its filter with it. When the typing is over the box is left with the
/// words that were not understood.
#[derive(Clone)]
pub(in crate::features) struct FilterForm {
    go: Arc<dyn Fn(ListingQuery, bool) + Send + Sync>,
    rest: StoredValue<Option<TimeoutHandle>>,
    /// The search without its words as it was when the typing began.
    before: StoredValue<Option<ListingQuery>>,
    /// Whether the words were sent, so that the box need not hold them any longer.
    sent: StoredValue<bool>,
    busy: RwSignal<bool>,
}

impl FilterForm {
    /// To be made while a page is set up. `pending` tells whether an answer is on its way; when it
    /// has come, the fields are brought to what the page says.
    pub(in crate::features) fn new(pending: ReadSignal<bool>) -> Self {
        let navigate = use_navigate();
        let go = move |query: ListingQuery, replace: bool| {
            let options = NavigateOptions {
                scroll: false,
                replace,
                ..NavigateOptions::default()
            };
            navigate(&query.to_path(), options);
        };
        let form = Self {
            go: Arc::new(go),
            rest: StoredValue::new(None),
            before: StoredValue::new(None),
            sent: StoredValue::new(false),
            busy: RwSignal::new(false),
        };
        let (shown, busy) = (form.clone(), form.busy);
        // Read by an effect, never while the server renders: there it would be true for good.
        Effect::new(move |before: Option<bool>| {
            let now = pending.get();
            busy.set(now);
            if before == Some(true) && !now {
                let form = shown.clone();
                request_animation_frame(move || form.show_what_the_page_says());
            }
            now
        });
        form
    }

    /// Whether an answer is on its way.
    pub(in crate::features) fn busy(&self) -> RwSignal<bool> {
        self.busy
    }

    /// The form is sent.
    pub(in crate::features) fn sent(&self, event: &ev::SubmitEvent) {
        event.prevent_default();
        self.cancel();
        let Some(query) = self.query() else { return };
        let answered = !self.busy.get_untracked() && is_address(&query.to_path());
        self.sent.set_value(true);
        (self.go)(query, false);
        if answered {
            self.show_what_the_page_says();
        }
    }

    /// Text is typed. While an input method composes characters nothing is searched yet.
    pub(in crate::features) fn typed(&self, event: &ev::InputEvent) {
        if !event.is_composing() {
            self.search_after_rest(event);
        }
    }

    /// An input method has finished its characters.
    pub(in crate::features) fn composed(&self, event: &ev::CompositionEvent) {
        self.search_after_rest(event);
    }

    /// A field was left with another value. A day is chosen, not typed, and needs no button.
    pub(in crate::features) fn changed(&self, event: &ev::Event) {
        if field(event, "available_by").is_some()
            && let Some(query) = self.query()
        {
            (self.go)(query, false);
        }
        if let Some(words) = field(event, "q") {
            // The field was left. Without an answer on its way the page says what it understood.
            let waits = self.rest.with_value(Option::is_some) || self.busy.get_untracked();
            if !waits && !self.sent.get_value() {
                self.before.set_value(None);
                words.set_value(&words.default_value());
            }
        }
    }

    /// Searches for the words unless they change before: a place may be chosen instead, which
    /// empties the field.
    fn search_after_rest(&self, event: &ev::Event) {
        let Some(input) = field(event, "q") else {
            return;
        };
        self.cancel();
        if self.before.with_value(Option::is_none) {
            self.before.set_value(asked().map(|query| ListingQuery {
                text: None,
                ..query.first_page()
            }));
        }
        let this = self.clone();
        let words = input.value();
        let rested = move || {
            this.rest.set_value(None);
            if input.value() == words
                && let Some(query) = this.query()
            {
                (this.go)(query, true);
            }
        };
        self.rest
            .set_value(set_timeout_with_handle(rested, REST).ok());
    }

    fn cancel(&self) {
        if let Some(handle) = self.rest.get_value() {
            handle.clear();
        }
        self.rest.set_value(None);
    }

    /// The search that the form asks for.
    fn query(&self) -> Option<ListingQuery> {
        let asked = asked()?;
        Some(match self.before.get_value() {
            Some(before) => ListingQuery {
                text: asked.text,
                ..before
            },
            None => asked,
        })
    }

    /// Brings the fields to what the page says now, but for one that somebody is typing in.
    fn show_what_the_page_says(&self) {
        let Some(form) = form() else { return };
        let focused = document()
            .active_element()
            .and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
        let in_words = focused.as_ref().is_some_and(|input| input.name() == "q");
        let typing = focused.is_some() && !(in_words && self.sent.get_value());
        self.sent.set_value(false);
        if typing && in_words {
            return;
        }
        self.before.set_value(None);
        if !typing {
            form.reset();
        } else if let Ok(Some(words)) = form.query_selector("[name=q]")
            && let Ok(words) = words.dyn_into::<HtmlInputElement>()
        {
            words.set_value(&words.default_value());
        }
    }
}

/// Whether `path` is the address of the page.
fn is_address(path: &str) -> bool {
    let location = window().location();
    let part = |part: Result<String, wasm_bindgen::JsValue>| part.unwrap_or_default();
    [part(location.pathname()), part(location.search())].concat() == path
}

fn form() -> Option<HtmlFormElement> {
    document().get_element_by_id(FIND_FORM)?.dyn_into().ok()
}

/// The search that the fields of the form say.
fn asked() -> Option<ListingQuery> {
    let form = form()?;
    let data = FormData::new_with_form(&form).ok()?;
    let params = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    let search = params.to_string().as_string()?;
    // The form leads to the page that it stands on.
    let on_map = form.get_attribute("action").as_deref() == Some(View::Map.path());
    let view = if on_map { View::Map } else { View::List };
    Some(ListingQuery::parse(&search).query.viewed(view))
}

/// The field that `event` is about, if it is the one called `name`.
fn field(event: &ev::Event, name: &str) -> Option<HtmlInputElement> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    (input.name() == name).then_some(input)
}
