//! Keeping what is written while somebody writes, and what follows from what is typed.

use super::{
    super::{
        differences::names_of,
        server_fns::{autosave_listing, estate_choices, places_below, ticked},
    },
    FORM,
};
use crate::{context::today, locales::Text};
use domain::{
    FieldError, ListingId,
    account::admin::FieldChange,
    moderation::queue::NamedValue,
    offer::{EditorPage, EstateChoice, LeftOpen, ListingForm, Quality, Saved},
};
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{Event, FormData, HtmlFormElement, HtmlInputElement},
};
use std::time::Duration;

/// How long nobody types before what is typed is kept.
const PAUSE: Duration = Duration::from_millis(1_200);

/// Places to choose from, by number and name.
pub(super) type Choices<T> = RwSignal<Vec<(T, String)>>;

/// What is known of keeping what is written.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    pub(super) text: &'static Text,
    listing: ListingId,
    /// Names of the places that the form refers to by numbers.
    pub(super) names: StoredValue<Vec<NamedValue>>,
    pub(super) version: RwSignal<i64>,
    pub(super) status: RwSignal<Option<&'static str>>,
    pub(super) problems: RwSignal<Vec<FieldError>>,
    /// What the home need not say.
    open: StoredValue<LeftOpen>,
    pub(super) quality: RwSignal<Quality>,
    pub(super) overtaken: RwSignal<Option<Overtaken>>,
    photos: RwSignal<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Whether what is typed is on its way: two at once would overtake each other.
    busy: StoredValue<bool>,
}

/// Somebody else saved in between.
#[derive(Clone)]
pub(super) struct Overtaken {
    pub(super) version: i64,
    pub(super) by: Option<String>,
    pub(super) changes: Vec<FieldChange>,
}

impl Keeping {
    /// The editor of `page` as it opens.
    pub(super) fn of(text: &'static Text, page: &EditorPage) -> Self {
        Self {
            text,
            listing: page.id,
            names: StoredValue::new(names_of(page)),
            version: RwSignal::new(page.version),
            status: RwSignal::new(None),
            open: StoredValue::new(LeftOpen::without(&page.form, &page.problems)),
            problems: RwSignal::new(page.problems.clone()),
            quality: RwSignal::new(page.quality.clone()),
            overtaken: RwSignal::new(None),
            photos: RwSignal::new(page.photos),
            timer: StoredValue::new(None),
            busy: StoredValue::new(false),
        }
    }

    /// Looks at what is typed with the rules that the server goes by, and keeps it in a moment.
    pub(super) fn typed(self) {
        if let Some(form) = read() {
            self.quality
                .set(Quality::of(&form, self.photos.get_untracked()));
            if let Some(today) = today() {
                let checked = form.check_leaving(self.open.get_value(), today);
                self.problems.set(checked.err().unwrap_or_default());
            }
        }
        self.keep_soon();
    }

    /// Keeps what is typed when nobody has typed for a while.
    fn keep_soon(self) {
        self.timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            *timer = set_timeout_with_handle(move || self.keep(), PAUSE).ok();
        });
    }

    /// Takes in how many photos there are now.
    pub(super) fn count_photos(self) {
        let cards = document().query_selector_all("photo-board .photo-cards > li");
        if let Ok(cards) = cards {
            self.photos.set(cards.length());
        }
        if let Some(form) = read() {
            self.quality
                .set(Quality::of(&form, self.photos.get_untracked()));
        }
    }

    /// Keeps what is typed.
    pub(super) fn keep(self) {
        let Some(form) = read() else { return };
        if self.overtaken.with_untracked(Option::is_some) {
            return;
        }
        if self.busy.get_value() {
            return self.keep_soon();
        }
        self.busy.set_value(true);
        let words = self.text.offer();
        self.status.set(Some(words.saving));
        let (listing, version) = (self.listing.0, self.version.get_untracked());
        spawn_local(async move {
            let saved = autosave_listing(listing, version, form).await;
            self.busy.set_value(false);
            match saved {
                Ok(Saved::Kept {
                    version,
                    problems,
                    quality,
                }) => {
                    self.version.set(version);
                    self.problems.set(problems);
                    self.quality.set(quality);
                    self.status.set(Some(words.saved));
                }
                Ok(Saved::Overtaken {
                    version,
                    by,
                    changes,
                }) => {
                    self.status.set(None);
                    if changes.is_empty() {
                        // The same was saved elsewhere.
                        self.version.set(version);
                    } else {
                        self.overtaken.set(Some(Overtaken {
                            version,
                            by,
                            changes,
                        }));
                    }
                }
                Err(_) => {
                    self.status.set(Some(words.not_saved));
                    self.keep_soon();
                }
            }
        });
    }
}

/// What is written at this moment.
pub(super) fn read() -> Option<ListingForm> {
    let element = document().get_element_by_id(FORM)?;
    let data = FormData::new_with_form(&element.dyn_into::<HtmlFormElement>().ok()?).ok()?;
    let mut form = ListingForm::default();
    for field in ListingForm::FIELDS {
        let typed = data.get(&["form[", field, "]"].concat()).as_string();
        if let (Some(place), Some(typed)) = (form.field_mut(field), typed) {
            *place = typed;
        }
    }
    let all = |name| -> Vec<String> {
        data.get_all(name)
            .iter()
            .filter_map(|value| value.as_string())
            .collect()
    };
    Some(ticked(form, &all("orientation[]"), &all("facilities[]")))
}

/// Puts a rent into its field.
pub(super) fn put_rent(rent: u32) {
    let field = document().get_element_by_id(&[FORM, "-rent"].concat());
    if let Some(input) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value(&rent.to_string());
        if let Ok(event) = Event::new_with_event_init_dict("input", &bubbling()) {
            let _ = input.dispatch_event(&event);
        }
    }
}

fn bubbling() -> leptos::web_sys::EventInit {
    let init = leptos::web_sys::EventInit::new();
    init.set_bubbles(true);
    init
}

/// Brings the places up to date with the city and the district that are chosen.
pub(super) fn refill(districts: Choices<i32>, business_districts: Choices<i64>) {
    let Some(form) = read() else { return };
    let (city, district) = (form.city.parse(), form.district.parse());
    let Ok(city) = city else { return };
    spawn_local(async move {
        if let Ok(found) = places_below(city, district.unwrap_or_default()).await {
            if districts.with_untracked(|known| *known != found.districts) {
                districts.set(found.districts);
            }
            business_districts.set(found.business_districts);
        }
    });
}

/// Estates whose names begin with what is typed.
pub(super) fn suggest_estates(typed: String, estates: RwSignal<Vec<EstateChoice>>) {
    let Some(form) = read() else { return };
    let Ok(city) = form.city.parse() else { return };
    if typed.trim().is_empty() {
        return;
    }
    spawn_local(async move {
        if let Ok(found) = estate_choices(city, typed).await {
            estates.set(found);
        }
    });
}
