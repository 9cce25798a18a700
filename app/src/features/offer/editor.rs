//! The form in which a home is written about. It keeps itself while somebody types.

use super::{
    conflict::changes_table,
    fields::{boxes, choice, line, lines, yes_no},
    server_fns::{Editing, SaveListing, autosave_listing, estate_choices, places_below, ticked},
    suggestion::suggestion,
};
use crate::{
    context::{MapTiles, today},
    forms::{Form, Shown, enter_button},
    layout::ModuleScript,
    locales::Text,
};
use domain::{
    Decoration, Facility, FieldError, ListingId, Orientation, PaymentTerms, RentMode,
    account::admin::FieldChange,
    offer::{EditorPage, EstateChoice, ListingForm, Missing, Quality, Saved},
};
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{Event, FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement},
};
use std::time::Duration;
use ui::{Choice, Notice, NoticeTone, module_element};

/// The form's id in the document.
const FORM: &str = "editor";
/// How long nobody types before what is typed is kept.
const PAUSE: Duration = Duration::from_millis(1_200);

/// What is known of keeping what is written.
#[derive(Clone, Copy)]
struct Keeping {
    text: &'static Text,
    listing: ListingId,
    version: RwSignal<i64>,
    status: RwSignal<Option<&'static str>>,
    problems: RwSignal<Vec<FieldError>>,
    quality: RwSignal<Quality>,
    overtaken: RwSignal<Option<Overtaken>>,
    photos: RwSignal<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Whether what is typed is on its way: two at once would overtake each other.
    busy: StoredValue<bool>,
}

/// Somebody else saved in between.
#[derive(Clone)]
struct Overtaken {
    version: i64,
    by: Option<String>,
    changes: Vec<FieldChange>,
}

/// The editor of a home that can be written about.
pub(super) fn editor(shown: &Shown<Editing>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer.page);
    let words = text.offer();
    let action = ServerAction::<SaveListing>::new();
    let form =
        Form::of(text, FORM, action, shown.submitted.as_ref()).worded(words.label, words.problem);
    let keeping = Keeping {
        text,
        listing: page.id,
        version: RwSignal::new(page.version),
        status: RwSignal::new(None),
        problems: RwSignal::new(page.problems.clone()),
        quality: RwSignal::new(page.quality.clone()),
        overtaken: RwSignal::new(None),
        photos: RwSignal::new(page.photos),
        timer: StoredValue::new(None),
        busy: StoredValue::new(false),
    };
    // The board of photos says when they change.
    let handle = window_event_listener_untyped("photos", move |_| keeping.count_photos());
    on_cleanup(move || handle.remove());
    let (id, version) = (page.id.to_string(), page.version.to_string());
    let districts = RwSignal::new(page.districts.clone());
    let business_districts = RwSignal::new(page.business_districts.clone());
    let typed = move |event: Event| {
        keeping.typed();
        if let Some(select) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
            && matches!(select.name().as_str(), "form[city]" | "form[district]")
        {
            refill(districts, business_districts);
        }
    };
    let sections = [
        place(
            form,
            (page, shown.answer.tiles.as_ref()),
            text,
            (districts, business_districts),
        ),
        home(form, page, text),
        rent(form, page, text),
        comforts(form, page, text),
        wording(form, page, text),
    ];
    view! {
        <div class="editor">
            <ActionForm action attr:id=FORM attr:class="editor-form" attr:novalidate=true on:input=typed>
                {form.summary()}
                <input type="hidden" name="listing" value=id />
                <input
                    type="hidden"
                    name="version"
                    value=version
                    prop:value=move || keeping.version.get().to_string()
                />
                {sections.into_iter().collect_view()}
                {save_bar(form, keeping)}
            </ActionForm>
            {aside(keeping)}
        </div>
    }
    .into_any()
}

fn section(text: &'static Text, number: u8, body: AnyView) -> AnyView {
    view! {
        <fieldset class="form-card editor-section">
            <legend>
                <h2>{(text.offer().section)(number)}</h2>
            </legend>
            <div class="editor-fields">{body}</div>
        </fieldset>
    }
    .into_any()
}

type Choices<T> = RwSignal<Vec<(T, String)>>;

fn place(
    form: Form,
    (page, tiles): (&EditorPage, Option<&MapTiles>),
    text: &'static Text,
    (districts, business_districts): (Choices<i32>, Choices<i64>),
) -> AnyView {
    let words = text.offer();
    let written = &page.form;
    let cities = page
        .cities
        .iter()
        .map(|(code, name)| Choice::new(code.to_string(), name.clone()))
        .collect();
    let estates = RwSignal::<Vec<EstateChoice>>::new(Vec::new());
    let options = move || {
        estates
            .get()
            .into_iter()
            .map(|estate| view! { <option value=estate.name>{estate.district}</option> })
            .collect_view()
    };
    let estate_problem = form.problem("estate_name");
    let body = view! {
        {choice(form, text, ("city", "form[city]"), cities, &written.city)}
        {places(form, text, ("district", "form[district]"), districts, &written.district)}
        {places(
            form,
            text,
            ("business_district", "form[business_district]"),
            business_districts,
            &written.business_district,
        )}
        <div class="field">
            <label for=form.id("estate_name")>{(words.label)("estate_name")}</label>
            <input
                class="input"
                type="text"
                id=form.id("estate_name")
                name="form[estate_name]"
                value=form.value("estate_name", &written.estate_name)
                list="estates"
                autocomplete="off"
                maxlength="60"
                aria-invalid=move || estate_problem.get().map(|_| "true")
                aria-describedby="editor-estate_name-hint editor-estate_name-problem"
                on:input=move |event| suggest_estates(event_target_value(&event), estates)
            />
            <datalist id="estates">{options}</datalist>
            <p class="field-hint" id="editor-estate_name-hint">
                {(words.hint)("estate_name")}
            </p>
            <p class="field-problem" id="editor-estate_name-problem">
                {move || estate_problem.get()}
            </p>
        </div>
        {line(form, text, ("street", "form[street]"), &written.street)}
        {line(form, text, ("lon", "form[lon]"), &written.lon)}
        {line(form, text, ("lat", "form[lat]"), &written.lat)}
        {picker(form, text, written, tiles)}
    };
    section(text, 0, body.into_any())
}

/// The map on which the point is set.
fn picker(
    form: Form,
    text: &'static Text,
    written: &ListingForm,
    tiles: Option<&MapTiles>,
) -> AnyView {
    let tiles = tiles.cloned();
    view! {
        <div class="point-picker with-script">
            {module_element("POINT-PICKER")
                .attr("city", written.city.clone())
                .attr("lon", form.id("lon"))
                .attr("lat", form.id("lat"))
                .attr("label", text.offer().pick_point)
                .attr("tiles", tiles.as_ref().map(|tiles| tiles.url.clone()))
                .attr("attribution", tiles.as_ref().map(|tiles| tiles.attribution.clone()))
                .attr("datum", tiles.map(|tiles| tiles.datum))}
            <p class="field-hint">{text.offer().pick_point}</p>
            <ModuleScript name="point-picker" />
        </div>
    }
    .into_any()
}

/// Places to choose from, which follow another choice.
fn places<T: ToString + Clone + Send + Sync + 'static>(
    form: Form,
    text: &'static Text,
    (name, sent): (&'static str, &'static str),
    choices: Choices<T>,
    chosen: &str,
) -> AnyView {
    let words = text.offer();
    let chosen = form.value(name, chosen);
    let problem = form.problem(name);
    let problem_id = [&form.id(name), "-problem"].concat();
    let options = move || {
        let chosen = chosen.clone();
        choices
            .get()
            .into_iter()
            .map(move |(id, name)| {
                let id = id.to_string();
                let selected = id == chosen;
                view! {
                    <option value=id selected=selected>
                        {name}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <div class="field">
            <label for=form.id(name)>{(words.label)(name)}</label>
            <select
                class="input"
                id=form.id(name)
                name=sent
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=problem_id.clone()
            >
                <option value="">{words.not_said}</option>
                {options}
            </select>
            <p class="field-problem" id=problem_id>
                {move || problem.get()}
            </p>
        </div>
    }
    .into_any()
}

fn home(form: Form, page: &EditorPage, text: &'static Text) -> AnyView {
    let written = &page.form;
    let modes = RentMode::ALL
        .iter()
        .map(|mode| Choice::new(mode.as_str(), (text.words.mode)(*mode)))
        .collect();
    let decorations = Decoration::ALL
        .iter()
        .map(|word| Choice::new(word.as_str(), (text.words.decoration)(*word)))
        .collect();
    let orientations = Orientation::ALL
        .iter()
        .map(|word| (word.as_str(), (text.words.orientation)(*word)))
        .collect();
    let body = view! {
        {choice(form, text, ("mode", "form[mode]"), modes, &written.mode)}
        {line(form, text, ("area", "form[area]"), &written.area)}
        {line(form, text, ("rooms", "form[rooms]"), &written.rooms)}
        {line(form, text, ("halls", "form[halls]"), &written.halls)}
        {line(form, text, ("baths", "form[baths]"), &written.baths)}
        {line(form, text, ("floor_number", "form[floor_number]"), &written.floor_number)}
        {line(form, text, ("floor_total", "form[floor_total]"), &written.floor_total)}
        {yes_no(form, text, ("lift", "form[lift]"), &written.lift)}
        {choice(form, text, ("decoration", "form[decoration]"), decorations, &written.decoration)}
        {boxes(form, text, ("orientation", "orientation[]"), orientations, &written.orientation)}
    };
    section(text, 1, body.into_any())
}

fn rent(form: Form, page: &EditorPage, text: &'static Text) -> AnyView {
    let written = &page.form;
    let payments = PaymentTerms::ALL
        .iter()
        .map(|word| Choice::new(word.as_str(), (text.words.payment)(*word)))
        .collect();
    let body = view! {
        {line(form, text, ("rent", "form[rent]"), &written.rent)}
        {choice(form, text, ("payment", "form[payment]"), payments, &written.payment)}
        {yes_no(form, text, ("agent_fee", "form[agent_fee]"), &written.agent_fee)}
        {line(form, text, ("available_from", "form[available_from]"), &written.available_from)}
        {suggestion(text, read, put_rent)}
    };
    section(text, 2, body.into_any())
}

fn comforts(form: Form, page: &EditorPage, text: &'static Text) -> AnyView {
    let facilities = Facility::ALL
        .iter()
        .map(|word| (word.as_str(), (text.words.facility)(*word)))
        .collect();
    let written = &page.form.facilities;
    let body = boxes(
        form,
        text,
        ("facilities", "facilities[]"),
        facilities,
        written,
    );
    section(text, 3, body)
}

fn wording(form: Form, page: &EditorPage, text: &'static Text) -> AnyView {
    let written = &page.form;
    let body = view! {
        {line(form, text, ("title", "form[title]"), &written.title)}
        {line(form, text, ("tags", "form[tags]"), &written.tags)}
        {lines(form, text, ("detail", "form[detail]"), &written.detail)}
    };
    section(text, 4, body.into_any())
}

/// Saving by hand, and what became of saving by itself.
fn save_bar(form: Form, keeping: Keeping) -> AnyView {
    let words = keeping.text.offer();
    let busy = form.busy();
    view! {
        {conflict(keeping)}
        <div class="save-bar">
            {enter_button(words.save)}
            <button
                class="button button-primary"
                type="submit"
                name="then"
                value="submit"
                disabled=move || busy.get()
            >
                {words.submit}
            </button>
            <button class="button" type="submit" name="then" value="save" disabled=move || busy.get()>
                {words.save}
            </button>
            <span class="muted" role="status">
                {move || keeping.status.get()}
            </span>
        </div>
    }
    .into_any()
}

/// What somebody else saved in between, beside what is typed here.
fn conflict(keeping: Keeping) -> AnyView {
    let text = keeping.text;
    let words = text.offer();
    let shown = move || {
        keeping.overtaken.get().map(|other| {
            let version = other.version;
            let take = move |_| {
                let _ = window().location().reload();
            };
            let keep = move |_| {
                keeping.version.set(version);
                keeping.overtaken.set(None);
                keeping.keep();
            };
            view! {
                <Notice tone=NoticeTone::Warning>
                    <p>{(words.overtaken)(other.by.as_deref())}</p>
                    {changes_table(text, &other.changes, (words.theirs, words.yours))}
                    <div class="row-actions">
                        <button class="button" type="button" on:click=take>
                            {words.take_theirs}
                        </button>
                        <button class="button" type="button" on:click=keep>
                            {words.keep_yours}
                        </button>
                    </div>
                </Notice>
            }
        })
    };
    view! {
        <div role="alert" class="conflict">
            {shown}
        </div>
    }
    .into_any()
}

/// How good it is, and what is missing.
fn aside(keeping: Keeping) -> AnyView {
    let text = keeping.text;
    let words = text.offer();
    let missing = move || {
        keeping.quality.with(|quality| {
            quality
                .missing
                .iter()
                .map(|missing| {
                    let field = match missing {
                        Missing::Photos => "#photos".to_owned(),
                        _ => ["#", FORM, "-", missing.field()].concat(),
                    };
                    view! {
                        <li>
                            <a href=field rel="external">
                                {(words.missing)(*missing)}
                            </a>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let wrong = move || {
        keeping.problems.with(|problems| {
            (!problems.is_empty()).then(|| {
                let lines = problems.iter().map(|wrong| {
                    let problem = (words.problem)(&wrong.code)
                        .unwrap_or_else(|| (text.form().problem)(&wrong.code));
                    let said = [(words.label)(&wrong.field), text.form().colon, problem].concat();
                    let field = ["#", FORM, "-", &wrong.field].concat();
                    view! {
                        <li>
                            <a href=field rel="external">
                                {said}
                            </a>
                        </li>
                    }
                });
                view! {
                    <h3>{words.to_mend}</h3>
                    <ul class="to-mend">{lines.collect_view()}</ul>
                }
            })
        })
    };
    let score = move || keeping.quality.with(|quality| quality.score);
    view! {
        <aside class="form-card quality">
            <h2>{words.quality}</h2>
            <p>
                <meter min="0" max="100" value=move || score().to_string() aria-label=words.quality />
                " "
                <strong>{move || (words.score)(&score().to_string())}</strong>
            </p>
            <ul class="missing">{missing}</ul>
            <p class="muted">{move || (score() == 100).then_some(words.quality_full)}</p>
            {wrong}
        </aside>
    }
    .into_any()
}

impl Keeping {
    /// Looks at what is typed with the rules that the server goes by, and keeps it in a moment.
    fn typed(self) {
        if let Some(form) = read() {
            self.quality
                .set(Quality::of(&form, self.photos.get_untracked()));
            if let Some(today) = today() {
                self.problems
                    .set(form.check(today).err().unwrap_or_default());
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
    fn count_photos(self) {
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
    fn keep(self) {
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
fn read() -> Option<ListingForm> {
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
fn put_rent(rent: u32) {
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
fn refill(districts: Choices<i32>, business_districts: Choices<i64>) {
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
fn suggest_estates(typed: String, estates: RwSignal<Vec<EstateChoice>>) {
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
