//! The parts of the form.

use super::{
    super::{
        fields::{boxes, choice, line, lines, yes_no},
        server_fns::Editing,
        suggestion::suggestion,
    },
    keeping::{Choices, put_rent, read, suggest_estates},
};
use crate::{context::MapTiles, forms::Form, layout::ModuleScript, locales::Text};
use domain::{
    Decoration, Facility, Orientation, PaymentTerms, RentMode,
    offer::{EditorPage, EstateChoice, ListingForm},
};
use leptos::prelude::*;
use ui::{Choice, module_element};

/// All of them, in order. `districts` and `business_districts` follow what is chosen above them.
pub(super) fn all(
    form: Form,
    editing: &Editing,
    text: &'static Text,
    places: (Choices<i32>, Choices<i64>),
) -> AnyView {
    let page = &editing.page;
    [
        place(form, (page, editing.tiles.as_ref()), text, places),
        home(form, page, text),
        rent(form, page, text),
        comforts(form, page, text),
        wording(form, page, text),
    ]
    .into_iter()
    .collect_view()
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
                .attr("zoom-in", text.offer().zoom_in)
                .attr("zoom-out", text.offer().zoom_out)
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
