//! The form in which a home is written about. It keeps itself while somebody types.

mod keeping;
mod sections;

use super::{
    differences::changes_table,
    server_fns::{Editing, SaveListing},
};
use crate::forms::{Form, Shown, enter_button};
use domain::offer::Missing;
use keeping::{Keeping, refill};
use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Event, HtmlSelectElement},
};
use ui::{Notice, NoticeTone};

/// The form's id in the document.
const FORM: &str = "editor";

/// The editor of a home that can be written about.
pub(super) fn editor(shown: &Shown<Editing>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer.page);
    let words = text.offer();
    let action = ServerAction::<SaveListing>::new();
    let form =
        Form::of(text, FORM, action, shown.submitted.as_ref()).worded(words.label, words.problem);
    let keeping = Keeping::of(text, page);
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
    let sections = sections::all(form, &shown.answer, text, (districts, business_districts));
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
                {sections}
                {save_bar(form, keeping)}
            </ActionForm>
            {aside(keeping)}
        </div>
    }
    .into_any()
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
                    {keeping
                        .names
                        .with_value(|names| {
                            let sides = (words.theirs, words.yours);
                            changes_table(text, names, &other.changes, sides)
                        })}
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
